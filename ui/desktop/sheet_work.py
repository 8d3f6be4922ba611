"""Drawing the recovery sheet in memory and, where a person wants it so, writing it into a file she chose."""

import errno
import os
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.problems import N_, Problem, Rejected
from reports.recovery_sheet import TITLE, pdf_of, sheets
from ui.home_folder import SUFFIX


def draw_sheets(book: Book, today: date, now: time) -> tuple[bytes, ...]:
    """The sheets of the open ``book`` as PDF: one, or two halves. In Indonesian, as all prints are."""
    if book.key is None:
        return ()
    return tuple(pdf_of(one) for one in sheets(book.owner, book.key, datetime.combine(today, now), translator()))


def file_name(book: Book) -> str:
    """What a sheet's file is called, in letters that every disk takes."""
    words = f"{translator()(TITLE)} {book.owner.name}"
    return "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in words)


def files_for(target: Path, count: int) -> tuple[Path, ...]:
    """``target``, or a file for each half."""
    if count == 1:
        return (target,)
    return tuple(target.with_name(f"{target.stem} {nth} dari {count}{target.suffix}") for nth in range(1, count + 1))


def save_sheets(target: Path, pdfs: Sequence[bytes]) -> tuple[Path, ...]:
    """Write each sheet straight into its file; raises ``Rejected`` when that cannot be, and leaves none then."""
    made: list[Path] = []
    try:
        for path, pdf in zip(files_for(target, len(pdfs)), pdfs, strict=True):
            if path.suffix.lower() == SUFFIX:
                message = N_("{file} is a book, and a book is never overwritten. Choose another name.")
                raise Rejected(Problem("output-is-book", message, {"file": path.name}))
            # No second file beside it that is renamed afterwards: nothing of this may be left behind.
            with path.open("xb" if len(pdfs) > 1 else "wb") as stream:
                made.append(path)
                stream.write(pdf)
                stream.flush()
                os.fsync(stream.fileno())
    except (OSError, Rejected) as error:
        for path in made:
            path.unlink(missing_ok=True)
        if isinstance(error, Rejected):
            raise
        if isinstance(error, FileExistsError):
            message = N_("{file} is there already and is never overwritten. Choose another name.")
            raise Rejected(Problem("file-exists", message, {"file": path.name})) from error
        full = error.errno == errno.ENOSPC
        message = (
            N_("There is no room for {file}. Make room or choose another place.")
            if full
            else N_("{file} cannot be written there. Choose another folder or name.")
        )
        raise Rejected(Problem("save-no-room" if full else "save-failed", message, {"file": target.name})) from error
    return tuple(made)
