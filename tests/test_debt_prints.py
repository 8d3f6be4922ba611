"""The prints of debts at their worst: long names, twelve digits in every column, both papers; all of it on the page."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import ledger
from kpmbooks.book import Book
from kpmbooks.dates import Period
from reports import ReportHead, Request, find_report
from reports.document import Size
from tests.books import START, family, own, record
from tests.paper_boxes import on_each_other, outside, words_on
from tests.test_prints_all import LONG, MOST, NOW, _, drawn

PERIOD = Period(START, date(2026, 11, 23))


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    """One customer with the longest name and a debt of each age, and two dozen others."""
    with family() as made:
        for day in (date(2026, 7, 1), date(2026, 8, 30), date(2026, 9, 30), date(2026, 10, 30), date(2026, 11, 23)):
            record(made, "jual_belum_dibayar", party=LONG, amount=MOST, date=day)
        for nth in range(24):
            record(made, "jual_belum_dibayar", party=f"Pelanggan {LONG} {nth}", amount=MOST // 7 + nth, date=START)
        record(made, "beli_belum_dibayar", party=LONG, amount=MOST, date=START)
        yield made


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("name", ["debts", "collectors-list", "party-card"])
def test_nothing_leaves_the_page_lies_on_another_or_is_cut(book: Book, name: str, size: Size) -> None:
    report = find_report(name)
    assert report is not None
    head = ReportHead("Keluarga Bu Siti", PERIOD, NOW, code="7K3M-Q9TD", size=size)
    with book.read() as reader:
        place = own(reader)
        cash = ledger.find_account(reader, place, "Kas")
        wish = Request(place, cash, PERIOD, None, {"names": "1", "party": LONG})
        pages = drawn(report.document(report.statement(reader, wish), head, _))
    assert outside(pages, size) == []
    assert on_each_other(pages) == []
    assert "123.456.789.000" in words_on(pages) or "617.283.945.000" in words_on(pages)
