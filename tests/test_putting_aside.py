"""What to put aside each selling day, and the calendar to tick: enough days, known days off, one page."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kpmbooks import ledger, loans, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.putting_aside import PuttingAside, put_aside
from kpmbooks.loans.request import ask_for
from kpmbooks.money import Rupiah
from reports import LOAN, ReportHead, Request
from reports.document import Pair, Size, Table
from reports.loan_summary import asked
from reports.putting_aside import NAME
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import START, TODAY
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

_ = translator("id")


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    with hand_loan.bu_siti() as made:
        yield made


def told(book: Book, lender: str = "jakpreneur", amount: int = 6_000_000, periods: int = 12) -> PuttingAside:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = ledger.find_account(reader, place, "Kas")
        wish = Request(place, cash, Period(START, TODAY), asked=asked(lender, amount, periods, None))
        value: PuttingAside = LOAN[NAME].statement(reader, wish)
        return value


def pages(value: PuttingAside, size: Size = "A4") -> PdfReader:
    head = ReportHead(
        "x", Period(START, TODAY), datetime(2026, 11, 23, 10, 50, tzinfo=UTC), code="7K3M-Q9TD", size=size
    )
    stream = io.BytesIO()
    assert pdf.render(LOAN[NAME].document(value, head, _), stream).missing == frozenset()
    return PdfReader(stream)


def test_the_ticked_days_of_a_month_make_its_instalment(book: Book) -> None:
    value = told(book)
    # 516.399 over twenty selling days: 25.820, rounded up to what is at hand
    assert (value.request.per_selling_day, value.a_day, value.days) == (25_820, 26_000, 20)
    assert value.together >= value.request.monthly


def test_a_weekly_loan_is_put_aside_day_by_day_too(book: Book) -> None:
    value = told(book, "mekaar", 2_000_000, 50)
    # 50.000 a week are 216.667 a month, over twenty days
    assert (value.request.monthly, value.a_day) == (216_667, 11_000)


def test_the_calendar_begins_next_month_and_ends_with_the_loan(book: Book) -> None:
    assert [f"{one.month.first:%Y-%m}" for one in told(book).months] == ["2026-12", "2027-01", "2027-02", "2027-03"]
    assert [f"{one.month.first:%Y-%m}" for one in told(book, periods=2).months] == ["2026-12", "2027-01"]
    assert len(told(book, "rentenir", 500_000, 30).months) == 1


def test_it_is_one_page_on_which_nothing_is_cut(book: Book) -> None:
    for size in ("A4", "F4"):
        drawn = pages(told(book), size)
        assert len(drawn.pages) == 1
        assert outside(drawn, size) == []
        assert on_each_other(drawn) == []
        assert not TELLING.search(words_on(drawn))


def test_every_day_of_a_month_has_a_box(book: Book) -> None:
    document = LOAN[NAME].document(told(book), ReportHead("x", Period(START, TODAY)), _)
    pair = next(block for block in document.blocks if isinstance(block, Pair))
    table = next(part for part in pair.left if isinstance(part, Table))
    numbers = [cell[0].text for row in table.rows for cell in row.cells if isinstance(cell, tuple)]
    assert numbers == [str(day) for day in range(1, 32)]
    # 1 December 2026 is a Tuesday.
    first = next(iter(table.rows)).cells
    assert first[0] is None
    assert first[1] is not None
    assert table.columns[1].name == "Sel"


def test_a_weekday_on_which_she_never_sells_is_closed_and_a_day_off_noted_ahead_too() -> None:
    with hand_loan.family_book() as book:
        with book.write() as tx:
            business = ledger.default_ledger(tx)
            day = date(2026, 8, 1)
            while day <= date(2026, 10, 31):
                if day.weekday() != 4:  # Fridays are for prayers
                    answers = {"amount": 300_000, "date": day}
                    recording.record(tx, "jual_tunai", answers, ledger=business, today=TODAY)
                day += timedelta(days=1)
        value = told(book)
        assert value.closed == (4,)
        assert {day.weekday() for one in value.months for day in one.off} == {4}
        assert date(2026, 12, 4) in value.months[0].off
        assert "Biasanya libur, menurut buku: Jumat." in words_on(pages(value))


def test_a_book_without_records_makes_a_calendar_without_days_off() -> None:
    with hand_loan.family_book() as book:
        value = told(book)
    assert (value.closed, value.days) == ((), 26)
    assert not any(one.off for one in value.months)


@settings(max_examples=40)
@given(st.integers(1, 999_999_999), st.integers(1, 60))
def test_what_is_ticked_is_always_enough_for_the_month(book: Book, amount: int, periods: int) -> None:
    with book.read() as reader:
        side = hand_loan.books_side(reader)
        lender = loans.find_lender("pnpm", TODAY)
        request = ask_for(lender, Rupiah(amount), periods, method=None, selling_days=side.evidence.usual_days)
        value = put_aside(reader, side, request)
    assert value.together >= request.monthly
    assert int(value.a_day) % 500 == 0
    assert 1 <= len(value.months) <= 4
