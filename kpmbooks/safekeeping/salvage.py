"""A new book from one that was written out as JSON: exactly what was in it, or nothing.

Guards and constraints are in the new file from the beginning and bite on every row, postings first, entries last. What
the guards derive they derive again. Then the whole book is checked as ``check`` does: sums, chains, words. Only then it
gets its name.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from kpmbooks import house
from kpmbooks.book import Book, Owner
from kpmbooks.book.files import read_owner
from kpmbooks.book.filling import filled
from kpmbooks.exchange.lossless import TableRows, read_json
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.placing import check_place, put_in_place, work_path
from kpmbooks.storage import WriterLock, refusals_told

_ROWS_AT_ONCE = 1_000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Whose book was made, with how many entries, and how many texts had been erased in it."""

    owner: Owner
    entries: int
    erased_texts: int


def salvage(source: Path, target: Path, progress: Progress | None = None) -> Salvaged:
    """Make the book at ``target`` from the JSON file ``source``. It has no passcode, whatever the first one had.

    Raises ``Rejected`` (with what is wrong; no file is left), ``StorageError`` and ``Cancelled``. Progress is told in
    bytes read, then in parts of the check.
    """
    check_place(target)
    progress = progress or NoProgress()
    work = work_path(target)
    lock = WriterLock(target)
    try:
        _clear(work)  # of one that was killed
        with _opened(source) as (stream, size):
            _fill(work, stream, size, progress)
        with house.open_book(work, look=False) as book:
            salvaged = _verified(book, progress)
        put_in_place(work, target)
        return salvaged
    finally:
        _clear(work)
        lock.release()


def _clear(work: Path) -> None:
    for left in (work, work.with_name(f"{work.name}-journal")):
        left.unlink(missing_ok=True)


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tuple[IO[bytes], int]]:
    try:
        stream = source.open("rb")
    except OSError as error:
        message = N_("{file} cannot be read. Check that it is there and yours to read.")
        raise Rejected(Problem("file-unreadable", message, {"file": str(source)}, "file")) from error
    with stream:
        yield stream, source.stat().st_size


def _fill(work: Path, stream: IO[bytes], size: int, progress: Progress) -> None:
    part = "tables"

    def refusal() -> Problem:
        message = N_("The part “{table}” of this file does not hold together. Use another copy of it.")
        return Problem("json-refused", message, {"table": part}, part)

    with (
        refusals_told(refusal),
        filled(work, house.LAYOUT) as connection,
        contextlib.closing(read_json(stream)) as tables,
    ):
        # Rows may refer to later ones of their table; at the end nothing may lead nowhere.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        for table in tables:
            part = table.table
            insert = _insert(table)
            while rows := list(islice(table.rows, _ROWS_AT_ONCE)):
                connection.exec_driver_sql(insert, rows)
                progress.report(min(stream.tell(), size), size)
        part = "owner"
        try:
            read_owner(connection)
        except StorageError as error:
            raise Rejected(refusal()) from error


def _insert(table: TableRows) -> str:
    names = ", ".join(f'"{name}"' for name in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f'INSERT INTO "{table.table}" ({names}) VALUES ({marks})'


def _verified(book: Book, progress: Progress) -> Salvaged:
    with book.read() as reader:
        result = house.check(reader, progress)
    if result.faults:
        raise Rejected(fault.problem for fault in result.faults[:_MOST_FAULTS])
    return Salvaged(result.owner, result.entries, result.erased_texts)
