"""Every print of the program, at its worst: within the page, nothing on anything, every amount whole, neutral."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from kpmbooks import examples, house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.storage import Key
from reports import REPORTS, SHEETS, ReportHead, Request
from reports.document import Document, Size, Table, in_one_column, said
from reports.recovery_sheet import sheets
from reports.render import pdf
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

START, TODAY = date(2026, 9, 1), date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 50, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), TODAY)
EMPTY_MONTH = Period(date(2026, 10, 1), date(2026, 10, 31))
PRINTS = (*REPORTS, *SHEETS)
LONG = "Nasi Uduk, Gorengan dan Aneka Kue Bu Ani"
MOST = 123_456_789_000
_ = translator("id")


def _longest(of: examples.Of) -> Book:
    """Names of forty letters, amounts of twelve digits, a correction, social aid, and a month in which nothing was."""
    business = LONG if of == "family" else None
    book = house.create(None, kind=of, name=LONG, business=business, sector="kuliner", start=START)
    with book.write() as tx:
        places = ledger.ledgers(tx)
        household = [(kind, places[-1]) for kind in ("bansos_masuk", "belanja_dapur") if of == "family"]
        for nth, day in enumerate((date(2026, 9, 3), date(2026, 11, 2), date(2026, 11, 20))):
            for kind, place in [("jual_tunai", places[0]), ("beli_bahan", places[0]), *household]:
                answers = {"amount": MOST + nth, "date": day, "memo": f"{LONG} {LONG}"}
                written = recording.record(tx, kind, answers, ledger=place, today=TODAY)
                if kind == "beli_bahan":
                    right = {**answers, "amount": MOST - 1}
                    recording.correct(tx, written.number, kind, right, today=TODAY, reason=LONG)
    return book


BOOKS = {
    "longest-group": lambda: _longest("group"),
    "longest-family": lambda: _longest("family"),
    "example-group": lambda: examples.example(None, of="group", months_back=1, today=TODAY),
    "example-family": lambda: examples.example(None, of="family", months_back=1, today=TODAY),
}


MADE: dict[str, Book] = {}


def book_of(name: str) -> Book:
    if name not in MADE:
        MADE[name] = BOOKS[name]()
    return MADE[name]


@pytest.fixture(scope="module", autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    while MADE:
        MADE.popitem()[1].close()


@dataclass(frozen=True, slots=True)
class Paper:
    """A print as it lies before a reader, and the amounts that its tables hold, as they are written."""

    pages: PdfReader
    words: str
    amounts: frozenset[str]


def drawn(document: Document) -> PdfReader:
    stream = io.BytesIO()
    assert pdf.render(document, stream, invariant=True).missing == frozenset()
    return PdfReader(stream)


def printed(book: Book, place: LedgerRef, name: str, period: Period, size: Size = "A4", *, aid: bool = False) -> Paper:
    report = REPORTS.get(name) or SHEETS[name]
    owner = book.owner
    head = ReportHead(
        owner.name,
        period,
        NOW,
        code=None if owner.practice else "7K3M-Q9TD",
        practice=owner.practice,
        size=size,
        sector=owner.sector,
        tells_aid=aid,
    )
    with book.read() as reader:
        cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
        document = report.document(report.statement(reader, Request(place, cash, period)), head, _)
        amounts = {
            said(cell, "money", "id")
            for block in in_one_column(document.blocks)
            if isinstance(block, Table)
            for row in block.rows
            for cell, column in zip(row.cells, block.columns, strict=True)
            if column.kind == "money" and isinstance(cell, int) and column.shown != "sheet"
        }
        pages = drawn(document)
        return Paper(pages, words_on(pages), frozenset(amounts))


def places_of(book: Book, name: str = "") -> tuple[LedgerRef, ...]:
    """The ledgers that have such a print: a stall's sheet is none of a household's."""
    with book.read() as reader:
        return tuple(one for one in ledger.ledgers(reader) if name not in SHEETS or one.kind != "keluarga")


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("of", BOOKS)
@pytest.mark.parametrize("name", PRINTS)
def test_nothing_leaves_the_page_lies_on_another_or_is_cut(name: str, of: str, size: Size) -> None:
    book = book_of(of)
    for place in places_of(book, name):
        paper = printed(book, place, name, NOVEMBER, size)
        assert outside(paper.pages, size) == [], place.name
        assert on_each_other(paper.pages) == [], place.name
        for amount in paper.amounts:
            assert amount in paper.words, (place.name, amount)


@pytest.mark.parametrize("of", ["longest-group", "longest-family"])
@pytest.mark.parametrize("name", PRINTS)
def test_a_month_in_which_nothing_was_is_a_whole_print_too(name: str, of: str) -> None:
    book = book_of(of)
    for place in places_of(book, name):
        paper = printed(book, place, name, EMPTY_MONTH)
        assert outside(paper.pages, "A4") == []
        assert on_each_other(paper.pages) == []
        assert place.name in paper.words


@pytest.mark.parametrize("of", BOOKS)
@pytest.mark.parametrize("name", PRINTS)
def test_no_print_tells_of_a_programme_or_of_aid(name: str, of: str) -> None:
    book = book_of(of)
    for place in places_of(book, name):
        paper = printed(book, place, name, NOVEMBER)
        told = {*TELLING.findall(paper.words), *TELLING.findall(" ".join(map(str, paper.pages.metadata.values())))}
        assert told == set(), place.name


def test_aid_is_named_when_that_is_ticked() -> None:
    book = book_of("longest-family")
    household = places_of(book)[-1]
    assert "bansos" not in printed(book, household, "cash-book", NOVEMBER).words
    assert "bansos" in printed(book, household, "cash-book", NOVEMBER, aid=True).words


@pytest.mark.parametrize("of", ["longest-group", "longest-family"])
def test_a_recovery_sheet_stays_within_its_page_and_tells_nothing(of: str) -> None:
    for document in sheets(book_of(of).owner, Key(bytes(range(32)), bytes(16)), NOW, _):
        paper = drawn(document)
        assert outside(paper, "A4") == []
        assert on_each_other(paper) == []
        assert TELLING.findall(words_on(paper)) == []
