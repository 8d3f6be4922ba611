"""The paper of a shared result and its slips: at their worst, by hand, before and after it was posted."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from pypdf import PdfReader

from kpmbooks import group, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import Pool
from kpmbooks.i18n import translator
from reports import GROUP, ReportHead, Request
from reports.document import Document, Size
from reports.group.sharing import FORM_NAMES
from reports.render import pdf
from tests.group_of_years import LAST, RULES, START, group_of_years, name
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

_ = translator("id")
YEARS = Period(START, LAST)
POOLS = (
    Pool("Anggota rata", Fraction(30), "equal"),
    Pool("Anggota menurut kehadiran di rapat", Fraction(20), "attendance"),
    Pool("Jasa simpanan", Fraction(10), "savings"),
    Pool("Cadangan modal", Fraction(25), "none"),
    Pool("IKS", Fraction(15), "none"),
)


def book_of_years() -> Book:
    book = group_of_years(large=True)
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        group.decide_rules(tx, place, replace(RULES, since=date(2026, 11, 5), pools=POOLS))
    return book


@pytest.fixture(scope="module")
def proposed() -> Iterator[Book]:
    with book_of_years() as book:
        yield book


@pytest.fixture(scope="module")
def posted() -> Iterator[Book]:
    with book_of_years() as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            group.post_result(tx, place, group.propose(tx, place, YEARS, unit=500), day=LAST, meeting=35)
        yield book


def told(book: Book, period: Period = YEARS, **asked: str) -> Any:
    report = GROUP["sharing"]
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
        return report.statement(reader, Request(place, cash, period, asked=asked))


def document(book: Book, form: str, size: Size = "A4", period: Period = YEARS) -> Document:
    head = ReportHead(book.owner.name, period, datetime(2026, 11, 25, 10, tzinfo=UTC), "7K3M-Q9TD", size=size)
    return GROUP["sharing"].document(told(book, period, form=form), head, _)


def drawn(made: Document) -> PdfReader:
    stream = io.BytesIO()
    assert pdf.render(made, stream, invariant=True).missing == frozenset()
    return PdfReader(stream)


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("form", FORM_NAMES)
def test_forty_long_names_and_billions_stand_whole_on_every_form(
    proposed: Book, posted: Book, form: str, size: Size
) -> None:
    for book in (proposed, posted):
        pages = drawn(document(book, form, size))
        assert outside(pages, size) == []
        assert on_each_other(pages) == []
        assert TELLING.findall(words_on(pages)) == []
        assert len(pages.pages) <= (5 if form == "minutes" else 10)


def test_each_amount_on_a_slip_stands_in_words_and_names_one_member_only(posted: Book) -> None:
    figures = GROUP["sharing"].own_figures(told(posted))
    words = words_on(drawn(document(posted, "slips-4")))
    for row in figures["rows"]:
        assert f"{row['total']:,}".replace(",", ".") in words
        assert words.count(row["name"]) == 1
    assert name(39) not in words  # she left before the last day


def test_parts_shares_and_what_stays_make_the_result(posted: Book, proposed: Book) -> None:
    for book, state in ((proposed, "proposed"), (posted, "posted")):
        figures = GROUP["sharing"].own_figures(told(book, unit="500"))
        assert figures["state"] == state
        assert sum(pool["amount"] for pool in figures["pools"]) == figures["result"] == figures["net"]
        shared = [pool for pool in figures["pools"] if pool["key"] != "none"]
        for nth, pool in enumerate(shared):
            assert sum(row["shares"][nth] for row in figures["rows"]) + pool["stays"] == pool["amount"]
            assert all(row["shares"][nth] % 500 == 0 for row in figures["rows"])
        assert sum(row["total"] for row in figures["rows"]) == figures["totals"]["members"]


def test_the_paper_of_a_shared_result_does_not_follow_later_corrections() -> None:
    with group_of_years(members=6, large=False) as book:
        pools = (Pool("Anggota", Fraction(60), "equal"), Pool("Cadangan", Fraction(40), "none"))
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            group.decide_rules(tx, place, replace(RULES, since=date(2026, 11, 5), pools=pools))
            group.post_result(tx, place, group.propose(tx, place, YEARS), day=LAST)
        before = GROUP["sharing"].own_figures(told(book))
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            recording.record(tx, "transport", {"amount": 7_000, "date": LAST}, ledger=place, today=LAST)
        assert GROUP["sharing"].own_figures(told(book)) == before
        words = words_on(drawn(document(book, "minutes")))
        assert "Berita Acara Pembagian Hasil" in words
        # What it comes from in detail is that of today, so it stands there no more.
        assert "Penjualan" not in words


def test_rules_without_parts_say_what_is_missing() -> None:
    with group_of_years(members=6, large=False) as book:
        assert GROUP["sharing"].own_figures(told(book))["problems"] == ["share-no-pools"]
        assert "belum bisa dibagi" in words_on(drawn(document(book, "minutes")))
