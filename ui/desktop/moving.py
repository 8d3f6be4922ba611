"""Going on with a book in another folder, with what is to be told about it. Brings the whole book along."""

from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.moving import move
from kpmbooks.storage import Key
from ui.desktop.opening import open_book
from ui.home_folder import home_folder


def moved_book(path: Path, folder: Path, key: Key | None, progress: Progress) -> Book:
    """Move the book at ``path``, which nobody has open, into ``folder`` and open it there.

    Raises ``Rejected``, ``StorageError`` and ``Cancelled``; the book is then where it was.
    """
    moved = move(path, folder, home_folder(), key=key, progress=progress)
    book = open_book(moved.path, key)
    message = N_("The book was moved and compared. It lies in {folder} now.")
    told = [Problem("moved", message, {"folder": str(moved.path.parent)})]
    if moved.left:
        message = N_("Earlier states of the book could not follow and stayed where they were: {files}")
        told.append(Problem("moved-without", message, {"files": ", ".join(one.name for one in moved.left)}))
    book.notes = (*book.notes, *told)
    return book
