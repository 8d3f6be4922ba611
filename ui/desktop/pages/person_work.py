"""The work behind what a person may ask of the book: everything about her as two files, and who still holds her."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.progress import Progress
from reports import person_file
from reports.heading import ReportHead
from reports.render import text
from ui.desktop.pages.report_work import put_in_place, refuse_books

WIDTH = 96
"""Characters in a line of the text: as a printer takes them."""


def save_person(
    book: Book, ledger: LedgerRef, member: int, target: Path, today: date, *, whole_numbers: bool, progress: Progress
) -> Path:
    """Write the text to ``target`` and the plain values beside it as ``.json``.

    Raises ``Rejected``, ``StorageError`` and ``Cancelled``. It is told in the language of the books.
    """
    beside = target.with_suffix(".json")
    for path in (target, beside):
        refuse_books(path)
    with book.read() as reader:
        progress.report(0, 2)
        known = next(one for one in group.members_of(reader) if one.id == member)
        told = group.everything_about(reader, known, whole_numbers=whole_numbers)
    head = ReportHead(
        book.owner.name,
        Period(min(book.owner.start, today), today),
        practice=book.owner.practice,
        sector=book.owner.sector,
        tells_aid=True,
    )
    words = StringIO()
    text.render(person_file.document(told, ledger, head, translator()), words, width=WIDTH)
    progress.report(1, 2)
    with put_in_place(target) as stream:
        stream.write(words.getvalue().encode("utf-8-sig"))
    with put_in_place(beside) as stream:
        stream.write(json.dumps(group.person_json(told), ensure_ascii=False, indent=1).encode())
    return target
