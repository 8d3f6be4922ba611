"""Getting hold of books: which installation this is, reading beside a window, writing alone."""

from kpmbooks import house
from kpmbooks.book import Book, Installation, Reader
from kpmbooks.storage import Mode
from ui.command_line.call import Call
from ui.home_folder import writers_folder


def installation() -> Installation:
    """What this person's installation remembers of each book."""
    return Installation(writers_folder())


def open_book(call: Call, mode: Mode, *, look: bool = True) -> Book:
    """The book that the call names; raises ``StorageError``. Reading works while a window holds the book.

    Whoever checks the book anyway opens it without a ``look`` for damaged places.
    """
    call.check_passcode_file()
    opened = house.open_book(call.options.book, mode, installation=installation(), look=look)
    call.terminal.note(*(call.translator.problem(note) for note in opened.notes))
    return opened


def check_before_showing(call: Call, reader: Reader) -> None:
    """Raise ``StorageError`` when figures of the book would be wrong; say what else does not hold."""
    call.terminal.note(*(call.translator.problem(one) for one in house.check_before_showing(reader)))
