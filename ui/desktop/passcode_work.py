"""What is done with passcodes beside the window: opening, proving, recovering, changing. The worker calls it."""

import hmac
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.passcode import Unlike, change_passcode, lock_open_copies, unlike
from kpmbooks.storage import Key, key_for, key_from_passcode
from kpmbooks.storage.recovery import Sheet, joined, read_words, recovered_key
from ui.desktop.opening import open_book
from ui.home_folder import home_folder

WRONG = Problem(
    "passcode-wrong",
    N_("The passcode is not that of this book, or the file is damaged. Try it again, letter by letter."),
)


def open_with_passcode(path: Path, passcode: str) -> Book:
    """The book at ``path``; raises ``StorageError``, "passcode-wrong" among others."""
    try:
        key = key_for(path, passcode)
    except OSError as error:
        message = N_("The book cannot be opened: the file is not there or may not be read.")
        raise StorageError(Problem("missing", message)) from error
    return open_book(path, key)


def prove(book: Book, passcode: str) -> None:
    """Raise ``StorageError`` unless ``passcode`` opens the file of the open ``book`` now."""
    if book.key is None or book.path is None:
        return
    key = key_from_passcode(passcode, book.key.salt)
    try:
        house.open_book(book.path, key=key, look=False).close()
    except StorageError as error:
        # A stick that was pulled out must not keep its own reader out: then the key in memory decides.
        if error.problem.code in ("passcode-wrong", "passcode-needed") or not hmac.compare_digest(
            key.raw, book.key.raw
        ):
            raise StorageError(WRONG) from error


def read_sheet(typed: str, first: Sheet | None) -> Sheet:
    """The sheet that was typed, joined with the half that was typed before; raises ``Rejected``.

    What comes back is a half when the other one is still to be typed.
    """
    found = read_words(typed)
    if isinstance(found, Problem):
        raise Rejected(found)
    if first is None:
        return found
    whole = joined(first, found)
    if isinstance(whole, Problem):
        raise Rejected(whole)
    return whole


def prove_sheet(path: Path, sheet: Sheet) -> Key:
    """The key of a whole sheet, proved at the file; raises ``StorageError`` and ``Rejected``."""
    try:
        key = recovered_key(path, sheet)
    except OSError as error:
        message = N_("The book cannot be opened: the file is not there or may not be read.")
        raise StorageError(Problem("missing", message)) from error
    try:
        house.open_book(path, key=key, look=False).close()
    except StorageError as error:
        if error.problem.code != "passcode-wrong":
            raise
        message = N_(
            "These words are right, but not for this book: they are of another one, or from before its passcode was"
            " changed. Look for the latest sheet."
        )
        raise Rejected(Problem("recovery-other-book", message)) from error
    return key


def open_recovered(path: Path, key: Key, passcode: str, progress: Progress) -> Book:
    """The book, opened with a recovered key and given a new passcode; raises ``StorageError`` and ``Cancelled``."""
    book = open_book(path, key)
    try:
        if book.mode != "write":
            message = N_("Nothing can be written here, so the passcode stays. Copy the book to this laptop first.")
            raise StorageError(Problem("read-only", message))
        change_passcode(book, passcode, home_folder(), progress)
    except BaseException:
        book.close()
        raise
    return book


def change(book: Book, present: str | None, passcode: str | None, progress: Progress) -> Unlike:
    """Give the book and its copies a passcode, or none, once ``present`` was proved; tells which copies stay unlike.

    Raises ``StorageError``, ``Rejected`` and ``Cancelled``; the book is then as it was.
    """
    if book.key is not None:
        prove(book, present or "")
    return change_passcode(book, passcode, home_folder(), progress)


def unlike_copies(book: Book) -> Unlike:
    """Which copies of the book are not locked as it is."""
    return unlike(book, home_folder())


def lock_copies(book: Book, progress: Progress) -> Unlike:
    """Lock the copies that lie open; tells which stay unlike."""
    return lock_open_copies(book, home_folder(), progress)
