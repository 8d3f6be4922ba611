"""Opening, making and trying out books for the window. It brings the whole book along: import it after first paint."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kpmbooks import house
from kpmbooks.book import Book, Installation
from kpmbooks.dates import month_of
from kpmbooks.problems import StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.storage import Key
from ui.home_folder import SUFFIX, practice_folder, writers_folder

if TYPE_CHECKING:
    from ui.desktop.pages.new_book import NewBook


def open_book(path: Path, key: Key | None = None) -> Book:
    """The book at ``path``, for writing if that is possible here, else to look at; raises ``StorageError``.

    ``key`` opens a book with a passcode.
    """
    try:
        return house.open_book(path, "write", installation=_installation(), key=key)
    except StorageError as error:
        if error.problem.code != "read-only":
            raise
        return house.open_book(path, "read", installation=_installation(), key=key)


def make_book(wish: "NewBook") -> Book:
    """A new book as wished, from the first day of this month on; raises ``Rejected`` and ``StorageError``."""
    return house.create(
        wish.path,
        kind=wish.kind,
        name=wish.name,
        sector=wish.sector,
        business=wish.business.strip() or None,
        start=month_of(wish.today).first,
        installation=_installation(),
    )


def practice_book(of: Literal["group", "family"], today: date, progress: Progress | None = None) -> Book:
    """The practice book of a group or a family: the one that was begun before, else a new example up to ``today``.

    Raises ``StorageError`` when the person's own folder cannot be written.
    """
    from kpmbooks import examples  # only for practice

    folder = practice_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ("kelompok" if of == "group" else "keluarga")
    path = path.with_suffix(SUFFIX)
    if path.exists():
        return house.open_book(path, "write", installation=_installation())
    return examples.example(
        path, of=of, months_back=6, today=today, installation=_installation(), progress=progress or NoProgress()
    )


def _installation() -> Installation:
    return Installation(writers_folder())
