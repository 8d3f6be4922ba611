"""Opening what becomes of a copy or a fetched book, with what is to be told about it. Brings the whole book along."""

from pathlib import Path
from typing import Final

from kpmbooks import house
from kpmbooks.book import Book, Installation
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.restoring import restore
from kpmbooks.storage import Key
from ui.desktop.asks import OpenBook
from ui.desktop.opening import open_book
from ui.home_folder import home_folder, writers_folder

LOOKING: Final = "copy-looked-at"
"""The code of the note in a copy that was opened to look at it."""


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
    return Problem(LOOKING, message, {"when": when, "back": "" if back is None else str(back)})
