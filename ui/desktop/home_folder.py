"""Where this person's own things lie beside her books: notes of the installation, what she prefers, practice books."""

import os
from pathlib import Path
from typing import Final

HOME: Final = "KPMBOOKS_HOME"
"""The variable of the environment that names another folder, for several persons at one laptop and for tests."""


def home_folder() -> Path:
    """The folder; it need not exist yet."""
    if home := os.environ.get(HOME):
        return Path(home)
    import platformdirs  # only where it is needed: the first paint waits for this

    return Path(platformdirs.user_data_path("kpmbooks", appauthor=False))


def writers_folder() -> Path:
    """Where the notes about each book lie: which writer this installation is in it."""
    return home_folder() / "writers"


def practice_folder() -> Path:
    """Where the practice examples lie."""
    return home_folder() / "latihan"


def books_folder() -> Path:
    """Where a new book goes unless she says otherwise: her documents, else her home."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()
