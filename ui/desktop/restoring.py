"""Opening what becomes of a copy or a fetched book, with what is to be told about it. Brings the whole book along."""

from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book, Installation
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.restoring import Restored, restore
from kpmbooks.safekeeping.shelf import Copy
from kpmbooks.storage import Key
from ui.desktop.asks import COPY_LOOKED_AT, OpenBook
from ui.desktop.opening import open_book
from ui.home_folder import home_folder, writers_folder


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
    book = _with_notes(open_book(path, key), restored)
    if was.key is not None and book.key is None:
        message = N_("This copy is from a time without passcode, so the restored book has none. Give it one again.")
        book.notes = (*book.notes, Problem("restored-open", message))
    return book


def _with_notes(book: Book, restored: Restored) -> Book:
    told = []
    if restored.kept is not None:
        message = N_("The book was restored from a copy. The one from before is kept beside it: {file}")
        told.append(Problem("restored", message, {"file": restored.kept.name}))
    if not restored.holds:
        message = N_("Not everything in the restored book holds. Let it be checked, or restore another copy.")
        told.append(Problem("restored-faulty", message))
    book.notes = (*book.notes, *told)
    return book


def rescued_book(copy: Copy, path: Path, key: Key | None, progress: Progress) -> Book:
    """Make ``copy`` the book at ``path``, whose own file cannot be opened; raises ``Rejected`` and ``StorageError``."""
    restored = restore(
        copy.path,
        path,
        home_folder(),
        key=key,
        installation=Installation(writers_folder()),
        progress=progress,
    )
    return _with_notes(open_book(path, key), restored)


def noted_book(ask: OpenBook) -> Book:
    """The book that was asked for, open, with what is to be told about it; raises ``StorageError``."""
    if ask.look:
        book = house.open_book(ask.path, "read", installation=Installation(writers_folder()), key=ask.key)
    else:
        book = open_book(ask.path, ask.key)
    if ask.note is not None:
        book.notes = (*book.notes, ask.note)
    return book


def looking_at(when: str, back: Path | None) -> Problem:
    """What is told about a copy that is only looked at; ``back`` is the book that it is a copy of."""
    message = N_("This is the copy of {when}, only to look at. Nothing can be written in it.")
    return Problem(COPY_LOOKED_AT, message, {"when": when, "back": "" if back is None else str(back)})
