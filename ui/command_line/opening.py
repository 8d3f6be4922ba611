"""Getting hold of books: which installation this is, reading beside a window, writing alone."""

import os
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book, Installation
from kpmbooks.storage import Mode
from ui.command_line.call import Call

HOME = "KPMBOOKS_HOME"


def installation() -> Installation:
    """What this person's installation remembers of each book, in her own folder or the one that KPMBOOKS_HOME names."""
    if home := os.environ.get(HOME):
        return Installation(Path(home) / "writers")
    import platformdirs

    return Installation(platformdirs.user_data_path("kpmbooks", appauthor=False) / "writers")


def open_book(call: Call, mode: Mode) -> Book:
    """The book that the call names; raises ``StorageError``. Reading works while a window holds the book."""
    call.check_passcode_file()
    return house.open_book(call.options.book, mode, installation=installation())
