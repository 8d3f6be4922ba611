"""Where this person's own things lie beside her books: notes of the installation, what she prefers, practice books.

A package with a file ``portable.ini`` beside its programs keeps all of it in its own folder, on a stick for example.
"""

import os
import sys
from pathlib import Path
from typing import Final

HOME: Final = "KPMBOOKS_HOME"
"""The variable of the environment that names another folder, for several persons at one laptop and for tests."""

SUFFIX: Final = ".kpm"
"""How the file of a book ends."""


def home_folder() -> Path:
    """The folder; it need not exist yet."""
    if home := os.environ.get(HOME):
        return Path(home)
    if portable := portable_folder():
        return portable / "data"
    import platformdirs  # only where it is needed: the first paint waits for this

    return Path(platformdirs.user_data_path("kpmbooks", appauthor=False))


def portable_folder() -> Path | None:
    """The package's own folder, when everything is to be kept in it."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).parent
    return folder if (folder / "portable.ini").is_file() else None


def writers_folder() -> Path:
    """Where the notes about each book lie: which writer this installation is in it."""
    return home_folder() / "writers"


def practice_folder() -> Path:
    """Where the practice examples lie."""
    return home_folder() / "latihan"


def own_lessons_folder() -> Path:
    """Where a facilitator's own lessons lie."""
    return home_folder() / "pelajaran"


def own_books_folder() -> Path:
    """Where the first book goes, without asking: with the program's own things, which no cloud service moves about."""
    return home_folder() / "buku"


def books_folder() -> Path:
    """Where a new book goes unless she says otherwise: her documents, else her home."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
