"""Getting hold of books: which installation this is, reading beside a window, writing alone."""

import contextlib
import getpass
import sys
import warnings
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book, Installation, Reader
from kpmbooks.storage import Key, Mode, is_keyed, key_for
from ui.command_line.call import Call
from ui.command_line.terminal import plain
from ui.home_folder import writers_folder


def installation() -> Installation:
    """What this person's installation remembers of each book."""
    return Installation(writers_folder())


def open_book(call: Call, mode: Mode, *, look: bool = True) -> Book:
    """The book that the call names; raises ``StorageError``. Reading works while a window holds the book.

    Whoever checks the book anyway opens it without a ``look`` for damaged places.
    """
    path = call.options.book
    opened = house.open_book(path, mode, installation=installation(), key=key_of(call, path), look=look)
    call.terminal.note(*(call.translator.problem(note) for note in opened.notes))
    return opened


def key_of(call: Call, path: Path) -> Key | None:
    """The key of the file at ``path``: from the passcode file, or asked for on the terminal; None where it needs none.

    Also None where nobody can be asked: opening the file then says what is missing. Raises ``StorageError`` when the
    passcode file cannot be read.
    """
    passcode = call.passcode_from_file()
    try:
        if not is_keyed(path):
            return None
        if passcode is None:
            passcode = _asked(call, path)
        return None if passcode is None else key_for(path, passcode)
    except (OSError, ValueError):  # opening it says so better
        return None


def _asked(call: Call, path: Path) -> str | None:
    """What a person types at the terminal, unseen; None where standard input is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    _ = call.translator
    with contextlib.suppress(EOFError, getpass.GetPassWarning), warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)  # a terminal that would show the letters is not asked
        return getpass.getpass(_("Passcode of {file}: ", file=plain(path.name)))
    return None


def check_before_showing(call: Call, reader: Reader) -> None:
    """Raise ``StorageError`` when figures of the book would be wrong; say what else does not hold."""
    call.terminal.note(*(call.translator.problem(one) for one in house.check_before_showing(reader)))
