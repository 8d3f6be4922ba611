"""Getting hold of books: which installation this is, reading beside a window, writing alone."""

from kpmbooks import house
from kpmbooks.book import Book, Installation
from kpmbooks.storage import Mode
from ui.command_line.call import Call
from ui.home_folder import writers_folder


def installation() -> Installation:
    """What this person's installation remembers of each book."""
    return Installation(writers_folder())


def open_book(call: Call, mode: Mode) -> Book:
    """The book that the call names; raises ``StorageError``. Reading works while a window holds the book."""
    call.check_passcode_file()
    return house.open_book(call.options.book, mode, installation=installation())
