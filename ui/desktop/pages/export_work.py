"""The work behind writing a book out for other programs, done beside the window: a file, whole or not at all."""

from datetime import date
from pathlib import Path

from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.progress import Progress
from reports.exports import EXPORTS, Wish
from ui.desktop.pages.report_work import put_in_place, refuse_books


def export(
    book: Book, form: str, ledger: LedgerRef, target: Path, today: date, progress: Progress, *, names: bool = False
) -> Path:
    """Write the book in one of the forms of ``EXPORTS``. Raises ``Rejected``, ``StorageError`` and ``Cancelled``.

    Without ``names`` customers and suppliers are numbers in it.

    Others read it in the language of the books, as prints are, whatever language the window speaks.
    """
    refuse_books(target)
    with book.read() as reader, put_in_place(target) as stream:
        EXPORTS[form].write(reader, Wish(ledger, today, translator(), progress, names), stream)
    return target


def file_name(book: Book, form: str, ledger: LedgerRef, today: date) -> str:
    """What the file is called unless somebody says otherwise: whose it is and the day, in letters every disk takes."""
    whose = book.owner.name if EXPORTS[form].whole_book else ledger.name
    plain = "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in whose)
    return f"{plain} {today.isoformat()}{EXPORTS[form].suffix}"
