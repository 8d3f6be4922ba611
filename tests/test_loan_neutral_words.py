"""Free words that tell of social aid stand on no loan paper and in no file, unless she ticked them."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kpmbooks import ledger
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.taken import find_taken
from kpmbooks.loans.taken_acts import answer_request, hand_in
from kpmbooks.money import Rupiah
from reports import ReportHead, Request, find_report
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import TODAY

TELLING = re.compile(r"\b(?:KPM|PKH|bansos)\b", re.IGNORECASE)
ANSWERS = {
    "purpose": "modal usaha KPM PKH",
    "business": "Warung KPM Melati",
    "landmark": "samping rumah ketua PKH",
    "training_of": "Pelatihan PKH 2025",
    "lessons": "PB-1 dari PKH",
    "companion": "Bu Rini PKH",
    "uses": json.dumps([{"what": "Etalase untuk PKH", "price": 1_000_000}]),
    "debts": json.dumps([{"to": "Koperasi PKH", "kind": "koperasi", "every": "month", "instalment": 50_000}]),
}


def said_by(paper: str, ticked: str = "") -> str:
    """The words of a paper and of its file."""
    report = find_report(paper)
    assert report is not None
    with hand_loan.bu_siti() as book:
        hand_loan.answer(book, {**ANSWERS, "words": ticked})
        with book.write() as tx:
            of = ledger.default_ledger(tx)
            uid = hand_in(tx, of, "Bank", Rupiah(5_000_000), 12, day=date(2026, 10, 1), today=TODAY)
            asked = find_taken(tx, of, uid, TODAY)
            assert asked is not None
            answer_request(
                tx, asked, "refused", day=date(2026, 10, 5), today=TODAY, reason="masih penerima PKH", shown=True
            )
        with book.read() as reader:
            cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
            period = Period(book.owner.start, TODAY)
            words = {"lender": "jakpreneur", "amount": "6000000", "periods": "12"}
            value = report.statement(reader, Request(of, cash, period, asked=words))
            drawn = BytesIO()
            pdf.render(report.document(value, ReportHead("Bu Siti", period, None), translator("id")), drawn)
            figures = json.dumps(report.own_figures(value))
    return f"{figures} {' '.join(page.extract_text() for page in PdfReader(drawn).pages)}"


@pytest.mark.parametrize("paper", ["loan-summary", "survey-ready", "survey-sheet"])
def test_what_she_wrote_of_aid_is_left_out_of_paper_and_file(paper: str) -> None:
    said = said_by(paper)
    assert not TELLING.search(said), TELLING.findall(said)
    assert "modal usaha" in said


def test_what_she_ticked_is_said_as_she_wrote_it() -> None:
    assert "Warung KPM Melati" in said_by("loan-summary", "kpm,pkh")
