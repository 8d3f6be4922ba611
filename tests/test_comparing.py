"""The same amount at several lenders: what each costs in rupiah over the same time, on one page without a verdict."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kpmbooks import ledger, loans
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.comparing import Offer, compare, months_of, periods_for
from kpmbooks.loans.own_facts import say_fact
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from reports import LOAN, ReportHead, Request
from reports.document import Size
from reports.loan_comparison import NAME, Comparison
from reports.render import pdf, text
from tests import hand_loan
from tests.hand_loan import START, TODAY
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

_ = translator("id")
VERDICTS = re.compile(r"\blayak\b|\bskor\b|\bterbaik\b|\bpaling murah\b|\bdisarankan\b|\bpilih\b", re.IGNORECASE)
NOW = datetime(2026, 11, 23, 10, 50, tzinfo=UTC)


@pytest.fixture
def book() -> Iterator[Book]:
    with hand_loan.bu_siti() as made:
        yield made


def offers(amount: int = 6_000_000, months: int = 12) -> dict[str, Offer]:
    found = compare(loans.lenders(TODAY).values(), Rupiah(amount), months, selling_days=Fraction(26))
    return {offer.lender.id: offer for offer in found}


def compared(book: Book, **wishes: str) -> Comparison:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        asked = {"lender": "jakpreneur", "amount": "6000000", "periods": "12", **wishes}
        cash = ledger.find_account(reader, place, "Kas")
        value: Comparison = LOAN[NAME].statement(reader, Request(place, cash, Period(START, TODAY), asked=asked))
        return value


def drawn(book: Book, size: Size = "A4", **wishes: str) -> PdfReader:
    head = ReportHead("Keluarga Bu Siti", Period(START, TODAY), NOW, code="7K3M-Q9TD", size=size)
    stream = io.BytesIO()
    assert pdf.render(LOAN[NAME].document(compared(book, **wishes), head, _), stream).missing == frozenset()
    return PdfReader(stream)


def test_the_cost_in_rupiah_is_what_is_paid_beyond_what_was_received() -> None:
    found = offers()
    # 12 × 516.399 less a few rupiah of the last; flat 6 % of 6 million; a quarter of 6 million; 1,5 % a month.
    assert (found["jakpreneur"].cost, found["jakpreneur"].cost_otherwise) == (196_782, 360_000)
    assert found["mekaar"].cost == 1_500_000
    assert found["pnpm"].cost == 1_080_000
    assert found["mekaar"].cost_otherwise is None


def test_a_loan_of_a_month_is_taken_twelve_times_for_a_year() -> None:
    offer = offers()["rentenir"]
    assert offer.request is not None
    # 5 % kept back and 20 % on top, twelve times
    assert (offer.times, offer.request.periods, offer.cost) == (12, 30, 18_000_000)
    assert offer.cost > offers()["mekaar"].cost  # type: ignore[operator]  # both are known


def test_fifty_weeks_count_as_a_year() -> None:
    assert periods_for(loans.find_lender("mekaar", TODAY), 12) == (50, 1)
    assert periods_for(loans.find_lender("mekaar", TODAY), 24) == (50, 2)
    assert periods_for(loans.find_lender("jakpreneur", TODAY), 18) == (18, 1)
    assert (months_of(50, "week"), months_of(12, "month"), months_of(30, "day"), months_of(3, "day")) == (12, 12, 1, 1)


def test_what_reaches_the_hand_is_less_than_what_is_borrowed_where_money_stays_there() -> None:
    found = offers()
    assert found["jakpreneur"].in_hand == 6_000_000
    assert found["mekaar"].in_hand == 5_700_000  # 5 % are set aside there
    assert found["mekaar"].set_aside == 300_000
    assert found["rentenir"].in_hand == 5_700_000  # 5 % are kept back


def test_what_nobody_states_is_said_to_be_unknown() -> None:
    found = offers()
    assert found["koperasi"].cost is None
    assert found["koperasi"].request is None
    assert "rate" in found["koperasi"].unknown
    assert "method" in found["jakpreneur"].unknown
    assert "rate" not in found["jakpreneur"].unknown


def test_a_lender_that_does_not_lend_so_much_says_so() -> None:
    assert offers(6_000_000)["kur-mikro"].limit == "below"
    assert offers(20_000_000)["kur-mikro"].limit is None
    assert offers(20_000_000)["kur-super-mikro"].limit == "above"
    assert offers(10_000_000)["kur-super-mikro"].limit is None
    assert offers(20_000_000)["kur-super-mikro"].cost is None


def test_those_to_compare_with_stand_at_the_end_and_the_unknown_before_them() -> None:
    order = list(offers())
    assert set(order[-2:]) == {"rentenir", "pinjol"}
    assert set(order[-5:-2]) == {"koperasi", "kelompok", "kur-mikro"}
    known = [offers()[name].cost for name in order[:4]]
    assert known == sorted(known)  # type: ignore[type-var]  # all four are known


@pytest.mark.parametrize(("amount", "months"), [(0, 12), (-5, 12), (1_000_000, 0), (1_000_000, 61)])
def test_what_makes_no_loan_anywhere_is_said_in_a_sentence(amount: int, months: int) -> None:
    with pytest.raises(Rejected):
        offers(amount, months)


@settings(max_examples=25)  # each draws up nine schedules, two of them daily
@given(st.integers(1, 999_999_999_999), st.integers(1, 60))
def test_every_amount_and_time_is_compared_or_said_to_make_no_loan(amount: int, months: int) -> None:
    for offer in offers(amount, months).values():
        assert (offer.request is None) == (offer.cost is None) == (offer.in_hand is None)
        assert offer.request is not None or offer.problem is not None or offer.limit or "rate" in offer.unknown
        if offer.request is not None:
            assert offer.request.plan.rows[-1].balance == 0
            assert offer.effective is not None
            assert offer.effective >= Decimal(0)
            assert offer.times >= 1


def test_the_page_says_cost_first_and_fits_on_one_sheet(book: Book) -> None:
    for size in ("A4", "F4"):
        for amount in ("500000", "6000000", "100000000"):
            pages = drawn(book, size, amount=amount)
            assert len(pages.pages) == 1, (size, amount)
            assert outside(pages, size) == []
            assert on_each_other(pages) == []
    words = words_on(drawn(book))
    assert words.index("Biaya semua") < words.index("Cicilan") < words.index("Efektif")
    for told in ("196.782", "18.000.000", "516.399", "25.820", "Bunganya belum diketahui", "periksa dulu"):
        assert told in words
    assert "2026 belum jelas" in words


@pytest.mark.parametrize("amount", ["999999999", "999999999999"])
def test_very_large_amounts_stay_within_the_page(book: Book, amount: str) -> None:
    pages = drawn(book, amount=amount, periods="60")
    assert outside(pages, "A4") == []
    assert on_each_other(pages) == []


def test_no_lender_is_recommended_and_no_programme_named(book: Book) -> None:
    words = words_on(drawn(book))
    assert not VERDICTS.search(words)
    assert not TELLING.search(words)


def test_the_page_can_be_read_in_a_terminal(book: Book) -> None:
    stream = io.StringIO()
    text.render(LOAN[NAME].document(compared(book), ReportHead("x", Period(START, TODAY)), _), stream)
    assert "1.500.000" in stream.getvalue()


def test_what_she_was_told_herself_is_compared_with_and_named(book: Book) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        koperasi = loans.lender_as_known(tx, place, "koperasi", TODAY)
        say_fact(tx, koperasi, "rate", "1% sebulan", "Pak Dedi, koperasi pasar", "1/11/2026", today=TODAY)
        say_fact(tx, koperasi, "method", "flat", "Pak Dedi, koperasi pasar", "1/11/2026", today=TODAY)
    told = figures_of(compared(book))["koperasi"]
    assert (told["cost"], told["method"], told["own"]) == (720_000, "flat", ["rate", "method"])
    words = words_on(drawn(book))
    assert "kata Pak Dedi, koperasi pasar, 1 November 2026" in words


def test_only_some_can_be_compared(book: Book) -> None:
    value = compared(book, lenders="mekaar,jakpreneur,anu")
    assert [offer.lender.id for offer in value.offers] == ["jakpreneur", "mekaar"]


def test_the_time_is_that_of_the_lender_that_was_chosen(book: Book) -> None:
    assert compared(book, lender="mekaar", periods="50").months == 12
    assert compared(book, periods="18").months == 18


def test_without_an_amount_the_page_says_what_is_missing(book: Book) -> None:
    with pytest.raises(Rejected) as refused:
        compared(book, amount="")
    assert refused.value.problems[0].code == "loan-words"


def figures_of(value: Comparison) -> dict[str, dict[str, Any]]:
    return {offer["lender"]: offer for offer in LOAN[NAME].own_figures(value)["offers"]}
