"""Working on this laptop with a book that lives on a stick: fetching it, and bringing it back when that is safe.

Bringing back replaces the book on the stick only when everything that is written in it is in the book here too.
Otherwise somebody wrote on both sides, and both stay as they are.
"""

import contextlib
import json
from pathlib import Path
from typing import Any, Final

from kpmbooks.book import Book
from kpmbooks.book.erasures import erased_digests
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.comparing import compare
from kpmbooks.safekeeping.copies import copy_to, opened
from kpmbooks.safekeeping.forgetting import erase_in_work
from kpmbooks.safekeeping.glance import figures
from kpmbooks.safekeeping.restoring import change_places
from kpmbooks.safekeeping.shelf import local_now
from kpmbooks.storage import WriterLock
from kpmbooks.storage.copying import copy_book, discard, part_beside

_NOTED: Final = "carried.json"


def take_home(book: Book, folder: Path, home: Path, progress: Progress | None = None) -> Path:
    """Copy ``book`` into ``folder`` on this laptop and note where it came from; gives the new file.

    Raises ``Rejected`` and ``StorageError`` as copying does.
    """
    assert book.path is not None
    target = _free(folder, book.path)
    copy_to(book, target, progress=progress)
    noted = _noted(home)
    noted[str(target.absolute())] = str(book.path.absolute())
    _note(home, noted)
    return target


def origin(path: Path, home: Path) -> Path | None:
    """The file on the stick that the book at ``path`` was fetched from; None for any other book."""
    found = _noted(home).get(str(path.absolute()))
    return None if found is None else Path(found)


def follow(old: Path, new: Path, home: Path) -> None:
    """The book at ``old`` lies at ``new`` now, be it one that was fetched or one that others were fetched from."""
    was, now = str(old.absolute()), str(new.absolute())
    noted = _noted(home)
    followed = {(now if one == was else one): (now if other == was else other) for one, other in noted.items()}
    if followed != noted:
        _note(home, followed)


def is_newer(book: Book, home: Path) -> bool:
    """Whether the stick is there and the book here has something that the one on it has not."""
    there = None if book.path is None else origin(book.path, home)
    if there is None or not there.is_file():
        return False
    with contextlib.suppress(StorageError), book.read() as here, opened(there, book.key) as reader:
        return reader.owner.uid == book.owner.uid and compare(here, reader).here_alone
    return False


def bring_back(book: Book, home: Path, progress: Progress | None = None) -> Path | None:
    """Put the state of ``book`` onto the stick that it was fetched from; gives where the one that was there is kept.

    Raises ``Rejected`` when something was written there that is not here, ``StorageError`` when the stick is not there,
    is full or cannot be written, and ``Cancelled``.
    """
    there = None if book.path is None else origin(book.path, home)
    if there is None or not there.parent.is_dir():
        message = N_("The stick with this book is not there. Put it in, then try again.")
        raise StorageError(Problem("stick-missing", message))
    lock = WriterLock(there)
    work = part_beside(there)
    try:
        erased = _may_be_replaced(book, there)
        copy_book(book.engine, work, key=book.key, figures=figures, progress=progress, is_wanted=book.is_wanted)
        erase_in_work(work, book.key, erased)
        return change_places(work, there, local_now())
    finally:
        with contextlib.suppress(OSError):
            discard(work)
        lock.release()


def _may_be_replaced(book: Book, there: Path) -> frozenset[bytes]:
    """Raise ``Rejected`` unless everything in the file is in ``book`` too; gives what was erased in it."""
    if not there.exists():
        return frozenset()
    with book.read() as here, opened(there, book.key) as reader:
        if reader.owner.uid != book.owner.uid or compare(here, reader).there_alone:
            message = N_(
                "Records were written on the stick too, which are not in this book. Nothing was copied: both stay as"
                " they are."
            )
            raise Rejected(Problem("both-written", message))
        return erased_digests(reader.connection)


def _free(folder: Path, path: Path) -> Path:
    for number in range(1, 1000):
        mark = "" if number == 1 else f" ({number})"
        target = folder / f"{path.stem}{mark}{path.suffix}"
        if not target.exists():
            return target
    message = N_("{file} is there already and is never overwritten. Choose another name.")
    raise Rejected(Problem("file-exists", message, {"file": path.name}, "output"))


def _noted(home: Path) -> dict[str, str]:
    try:
        noted: Any = json.loads((home / _NOTED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(one): str(other) for one, other in noted.items()} if isinstance(noted, dict) else {}


def _note(home: Path, noted: dict[str, str]) -> None:
    with contextlib.suppress(OSError):  # then nothing reminds of the stick
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f"{_NOTED}.new"
        fresh.write_text(json.dumps(noted), "utf-8")
        fresh.replace(home / _NOTED)
