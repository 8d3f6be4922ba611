"""Every paper of a loan, as whoever asks for it gets it: which a book offers, drawn in every form."""

import io
from datetime import datetime, time
from functools import cache

from openpyxl import load_workbook
from pypdf import PdfReader

from kpmbooks import examples, ledger
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from reports import LOAN, ReportHead, Request
from reports.document import Document, Size
from reports.render import csv, json, pdf, xlsx
from tests.hand_loan import TODAY

ASKED = {"lender": "jakpreneur", "amount": "6000000", "periods": "12"}
FORMS = ("pdf", "xlsx", "csv", "json")


def wish_of(reader: Reader, asked: dict[str, str] | None = None) -> Request:
    """What is asked for of the business that a book is about."""
    of = ledger.default_ledger(reader)
    cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
    return Request(of, cash, Period(reader.owner.start, TODAY), asked=ASKED if asked is None else asked)


def offered(book: Book) -> tuple[str, ...]:
    """The papers that have a place in the list of the book's business."""
    with book.read() as reader:
        of = ledger.default_ledger(reader)
        return tuple(name for name, report in LOAN.items() if report.offered(reader, of))


def head_of(book: Book, size: Size = "A4") -> ReportHead:
    """What stands around such a paper."""
    return ReportHead(
        book.owner.name,
        Period(book.owner.start, TODAY),
        datetime.combine(TODAY, time(10, 50)),
        code=None if book.owner.practice else "7K3M-Q9TD",
        practice=book.owner.practice,
        size=size,
        sector=book.owner.sector,
    )


def document(book: Book, name: str, size: Size = "A4", asked: dict[str, str] | None = None) -> Document:
    """The paper before it is drawn."""
    with book.read() as reader:
        told = LOAN[name].statement(reader, wish_of(reader, asked))
        return LOAN[name].document(told, head_of(book, size), translator("id"))


def printed(made: Document) -> bytes:
    """The paper as a file; every letter of it is in the font."""
    stream = io.BytesIO()
    assert pdf.render(made, stream, invariant=True).missing == frozenset()
    return stream.getvalue()


def in_form(book: Book, name: str, form: str) -> str:
    """Everything that can be read in a form of the paper, also in what a file says about itself."""
    if form == "json":
        text = io.StringIO()
        with book.read() as reader:
            told = LOAN[name].statement(reader, wish_of(reader))
            json.render(LOAN[name].figures(told, head_of(book), TODAY), text)
        return text.getvalue()
    made = document(book, name)
    if form == "csv":
        text = io.StringIO()
        csv.render(made, text)
        return text.getvalue()
    if form == "xlsx":
        stream = io.BytesIO()
        xlsx.render(made, stream)
        return _in_workbook(stream)
    reader_of_pdf = PdfReader(io.BytesIO(printed(made)))
    about = " ".join(str(one) for one in (reader_of_pdf.metadata or {}).values())
    return " ".join([about, *(" ".join(page.extract_text().split()) for page in reader_of_pdf.pages)])


def _in_workbook(stream: io.BytesIO) -> str:
    found = load_workbook(stream)
    about = found.properties
    told = [str(one) for one in (about.title, about.subject, about.creator, about.keywords, about.description)]
    for sheet in found:
        told.append(sheet.title)
        for row in sheet.iter_rows():
            told += [str(cell.value) for cell in row if cell.value is not None]
            told += [cell.comment.text for cell in row if cell.comment is not None]
        told += [str(part.center.text) for part in (sheet.oddHeader, sheet.oddFooter) if part is not None]
    return " ".join(told)


@cache
def example_of(of: examples.Of, months: int) -> Book:
    """An example with so many months of records; whoever takes it leaves it as it is."""
    return examples.example(None, of=of, months_back=months, today=TODAY)
