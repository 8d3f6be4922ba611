"""The sheets around a loan: the visit, the card of instalments, ready for the visit; on both papers, for many books."""

import re
from datetime import datetime, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from kpmbooks import ledger
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from reports import LOAN, ReportHead, Request
from reports.document import Size
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import TODAY

ASKED = {"lender": "jakpreneur", "amount": "6000000", "periods": "12"}


def drawn(book: Book, name: str, size: Size = "A4", **asked: str) -> list[str]:
    with book.read() as reader:
        of = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
        wish = Request(of, cash, Period(book.owner.start, TODAY), asked={**ASKED, **asked})
        head = ReportHead("Bu Siti", wish.period, datetime.combine(TODAY, time(10, 5)), size=size)
        paper = BytesIO()
        pdf.render(LOAN[name].document(LOAN[name].statement(reader, wish), head, translator("id")), paper)
    return [" ".join(page.extract_text().split()) for page in PdfReader(paper).pages]


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("name", ["survey-sheet", "survey-ready", "instalment-card"])
def test_each_is_one_page_for_a_family(name: str, size: Size) -> None:
    with hand_loan.bu_siti() as book:
        assert len(drawn(book, name, size)) == 1


def test_the_sheet_for_the_visit_has_the_books_figures_and_room_beside_them() -> None:
    with hand_loan.bu_siti() as book:
        (page,) = drawn(book, "survey-sheet")
    # 41.760.000 sold in seven months on 20 days each
    for words in ("Penjualan sehari jualan 298.286", "Hari jualan sebulan 20", "840.000 (Juli 2026)", "Saat survei"):
        assert words in page
    assert "Pemohon" in page
    assert "Tetangga yang ditanya" in page


def test_where_nothing_was_recorded_the_sheet_is_empty_and_names_no_figure() -> None:
    with hand_loan.family_book() as book:
        (page,) = drawn(book, "survey-sheet")
    assert "Penjualan sehari jualan Hari jualan" in page
    assert not re.search(r"Untung usaha sebulan \d", page)


def test_the_card_lists_every_instalment_down_to_nothing() -> None:
    with hand_loan.bu_siti() as book:
        (page,) = drawn(book, "instalment-card")
    assert "1 516.399 486.399 30.000 5.513.601" in page
    assert re.search(r"12 516\.393 513\.824 2\.569 0\b", page)
    assert "Cara hitungnya belum ditanyakan" in page


def test_the_card_of_fifty_weeks_goes_on_and_is_the_published_instalment() -> None:
    with hand_loan.bu_siti() as book:
        pages = drawn(book, "instalment-card", lender="mekaar", amount="2000000", periods="50")
    assert len(pages) >= 2
    assert "1 50.000 40.000 10.000 1.960.000" in pages[0]
    assert all("Sisa" in page for page in pages)
    assert "Cara hitungnya belum ditanyakan" not in pages[0]
