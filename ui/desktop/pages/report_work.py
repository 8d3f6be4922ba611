"""The work behind the reports page, done beside the window: drawing a report, saving it as a file with its check code.

Prints are in Indonesian whatever the window speaks: a print never changes its language because the window did.
"""

import contextlib
import errno
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, Literal

from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.problems import N_, Cancelled, Problem, Rejected
from kpmbooks.progress import Progress
from reports import Document, Report, ReportHead, Request
from reports.document import Block, Row, Size, Table
from reports.prints import draw_print

Format = Literal["pdf", "xlsx", "csv"]

_SQLITE = b"SQLite format 3\0"
_CODED = ("pdf", "xlsx")
"""What carries a check code; CSV has no place for one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A report of a book as it is wanted: what, of what, on which paper."""

    book: Book
    report: Report
    request: Request
    size: Size

    def head(self, today: date | None, code: str | None = None) -> ReportHead:
        """What stands around the report; ``today`` is the day of printing, None while it is only looked at."""
        owner = self.book.owner
        return ReportHead(
            owner=owner.name,
            period=self.request.period,
            printed_at=None if today is None else datetime.combine(today, datetime.now(UTC).astimezone().timetz()),
            code=code,
            practice=owner.practice,
            size=self.size,
            sector=owner.sector,
        )


def draw_preview(wish: Wish, progress: Progress) -> bytes:
    """The report as PDF to be looked at: no code, no moment of printing. Raises ``Cancelled`` and ``StorageError``."""
    with wish.book.read() as reader:
        statement = wish.report.statement(reader, wish.request)
        return _draw(wish.report.document(statement, wish.head(None), translator()), "pdf", progress)


def draw_for_print(wish: Wish, today: date, progress: Progress) -> bytes:
    """The report as PDF with its check code, which is now in the book's list of prints."""
    return _coded(wish, "pdf", today, progress)


def save(wish: Wish, target: Path, wanted: Format, today: date, progress: Progress) -> Path:
    """Write the report into a file, whole or not at all; raises ``Rejected`` when it cannot be written there."""
    with_code = wanted in _CODED
    refuse_books(target)
    content = _coded(wish, wanted, today, progress) if with_code else _plain(wish, wanted, today, progress)
    with put_in_place(target) as stream:
        stream.write(content)
    return target


@contextlib.contextmanager
def put_in_place(target: Path) -> Iterator[IO[bytes]]:
    """A stream whose content becomes the file when the block ends cleanly, whole or not at all.

    Raises ``Rejected`` when it cannot be written there.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        message = _NO_ROOM if full else _NOT_WRITABLE
        raise Rejected(Problem("save-no-room" if full else "save-failed", message, {"file": target.name})) from error
    finally:
        _forget(part)


_NO_ROOM = N_("There is no room for {file}. Make room or choose another place.")
_NOT_WRITABLE = N_("{file} cannot be written there. Choose another folder or name.")


def refuse_books(target: Path) -> None:
    """A report never takes the place of a book, whatever it is called."""
    try:
        with target.open("rb") as stream:
            is_book = stream.read(len(_SQLITE)) == _SQLITE
    except OSError:
        is_book = False
    if is_book or target.suffix.lower() == ".kpm":
        message = N_("{file} is a book, and a book is never overwritten. Choose another name.")
        raise Rejected(Problem("output-is-book", message, {"file": target.name}))


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the stick was pulled out: nothing of ours is left to clear away
        return


def _coded(wish: Wish, wanted: Format, today: date, progress: Progress) -> bytes:
    def draw(statement: Any, code: str | None) -> bytes:
        return _draw(wish.report.document(statement, wish.head(today, code), translator()), wanted, progress)

    return draw_print(wish.book, wish.report, wish.request, draw)


def _plain(wish: Wish, wanted: Format, today: date, progress: Progress) -> bytes:
    with wish.book.read() as reader:
        statement = wish.report.statement(reader, wish.request)
        return _draw(wish.report.document(statement, wish.head(today), translator()), wanted, progress)


def _draw(document: Document, wanted: Format, progress: Progress) -> bytes:
    """Each renderer comes when it is asked for: they are slow to import."""
    stream, stop = io.BytesIO(), _Stop(progress)
    match wanted:
        case "pdf":
            from reports.render import pdf

            pdf.render(document, stream, progress=progress)
        case "xlsx":
            from reports.render import xlsx

            xlsx.render(_stoppable(document, stop), stream)
        case "csv":
            from reports.render import csv

            with io.TextIOWrapper(stream, "utf-8-sig", newline="", write_through=True) as text:
                csv.render(_stoppable(document, stop), text)
                text.flush()
                stop.check()
                return stream.getvalue()
    stop.check()
    return stream.getvalue()


class _Stop:
    """Whether the person wants a sheet stopped. The rows just end then: a workbook must be left whole, and is not kept.

    Sheets have no pages, so nothing is counted.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._cancelled: Cancelled | None = None

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """``rows`` as far as they are wanted."""
        for place, row in enumerate(rows):
            if place % _ROWS_BETWEEN_LOOKS == 0 and not self._goes_on():
                return
            yield row

    def check(self) -> None:
        """Raise ``Cancelled`` when the rows ended early."""
        if self._cancelled is not None:
            raise self._cancelled

    def _goes_on(self) -> bool:
        try:
            self._progress.report(0, None)
        except Cancelled as cancelled:
            self._cancelled = cancelled
        return self._cancelled is None


@dataclass(frozen=True, slots=True)
class _Watched:
    """Rows that can be stopped each time they are walked."""

    of: Iterable[Row]
    stop: _Stop

    def __iter__(self) -> Iterator[Row]:
        return self.stop.rows(self.of)


_ROWS_BETWEEN_LOOKS = 200


def _stoppable(document: Document, stop: _Stop) -> Document:
    """The document, its tables such that writing them can be stopped."""
    return replace(document, blocks=tuple(_watched(block, stop) for block in document.blocks))


def _watched(block: Block, stop: _Stop) -> Block:
    return replace(block, rows=_Watched(block.rows, stop)) if isinstance(block, Table) else block
