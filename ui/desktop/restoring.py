"""Opening what becomes of a copy or a fetched book, with what is to be told about it. Brings the whole book along."""

from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.restoring import restore
from kpmbooks.storage import Key
from ui.desktop.opening import open_book
from ui.home_folder import home_folder


def restored_book(copy: Path, path: Path, was: Book, key: Key | None, progress: Progress) -> Book:
    """Make ``copy`` the book at ``path``, which was open as ``was`` and is closed now; gives it open.

    Raises ``Rejected`` and ``StorageError``; the book is then as it was.
    """
    restored = restore(
        copy,
        path,
        home_folder(),
        key=key,
        present_key=was.key,
        installation=was.installation,
        expected=was.owner.uid,
        progress=progress,
    )
    book = open_book(path, key)
    told = []
    if restored.kept is not None:
        message = N_("The book was restored from a copy. The one from before is kept beside it: {file}")
        told.append(Problem("restored", message, {"file": restored.kept.name}))
    if not restored.holds:
        message = N_("Not everything in the restored book holds. Let it be checked, or restore another copy.")
        told.append(Problem("restored-faulty", message))
    if was.key is not None and book.key is None:
        message = N_("This copy is from a time without passcode, so the restored book has none. Give it one again.")
        told.append(Problem("restored-open", message))
    book.notes = (*book.notes, *told)
    return book


def noted_book(path: Path, key: Key | None, note: Problem | None) -> Book:
    """The book at ``path``, open, with ``note`` to be told about it; raises ``StorageError``."""
    book = open_book(path, key)
    if note is not None:
        book.notes = (*book.notes, note)
    return book
