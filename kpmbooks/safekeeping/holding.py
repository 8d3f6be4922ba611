"""Which other files of a book still hold words that were erased in it: to be named to whoever was forgotten.

Copies follow the book in forgetting when the next copy is made (``forgetting``). Until then, and where one cannot be
opened or reached, she is told.
"""

from dataclasses import dataclass
from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.book.erasures import is_readable
from kpmbooks.problems import StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.copies import all_files, opened
from kpmbooks.safekeeping.forgetting import all_erased
from kpmbooks.safekeeping.shelf import other_place


@dataclass(frozen=True, slots=True)
class Holding:
    """Files that still hold something erased, those that cannot be opened, and the other place if it is away now."""

    files: tuple[Path, ...]
    unreadable: tuple[Path, ...]
    away: Path | None


def still_holding(book: Book, home: Path, progress: Progress | None = None) -> Holding:
    """Look into every copy that can be reached; raises ``Cancelled`` when ``progress`` does."""
    told, digests = progress or NoProgress(), all_erased(book)
    holding, unreadable = [], []
    every = all_files(book, home)
    for nth, path in enumerate(every):
        told.report(nth, len(every))
        try:
            with opened(path, book.key) as reader:
                if is_readable(reader.connection, digests):
                    holding.append(path)
        except StorageError:
            unreadable.append(path)
    place = other_place(home)
    away = place if place is not None and not place.is_dir() else None
    return Holding(tuple(holding), tuple(unreadable), away)
