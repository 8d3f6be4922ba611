"""Debts one by one on the paper, against a month of them worked out by hand."""

import json
from io import BytesIO

from pypdf import PdfReader

from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from reports import loan_summary, survey_ready, survey_sheet
from reports.document import Paragraph, Table
from reports.heading import ReportHead
from reports.loan_debts import debts_blocks
from reports.render import pdf
from tests import hand_loan
from tests.hand_loan import answer, ready

_ = translator("id")

DEBTS = [
    {"to": "Bu Lilis", "kind": "rentenir", "every": "day", "instalment": "20rb", "owed": "350rb"},
    {"to": "Toko HP", "kind": "paylater", "every": "month", "instalment": "125rb", "owed": "500rb", "whose": "spouse"},
    {"to": "", "kind": "mekaar", "every": "week", "instalment": "55rb", "owed": ""},
]


def test_each_debt_has_its_line_and_the_month_its_sum() -> None:
    with hand_loan.bu_siti() as book:
        answer(book, {"debts": json.dumps(DEBTS)})
        with book.read() as reader:
            table, note = debts_blocks(ready(reader), _)
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        ("Bu Lilis", "bank keliling/rentenir, sendiri", "Rp20.000 sehari", 600_000, 350_000),
        ("Toko HP", "paylater, suami/istri", "Rp125.000 sebulan", 125_000, 500_000),
        ("–", "Mekaar, sendiri", "Rp55.000 seminggu", 238_334, None),  # 55.000 × 52 ÷ 12
        ("Jumlah", None, None, 963_334, 850_000),
    ]
    assert isinstance(note, Paragraph)


def test_whoever_has_no_debts_has_no_table() -> None:
    with hand_loan.bu_siti() as book:
        answer(book, {"debts": "[]"})
        with book.read() as reader:
            assert list(debts_blocks(ready(reader), _)) == []


def test_a_name_that_tells_of_a_programme_is_not_printed() -> None:
    with hand_loan.bu_siti() as book:
        answer(book, {"debts": json.dumps([{"to": "Ketua PKH", "kind": "lain", "instalment": 5_000, "owed": 10_000}])})
        with book.read() as reader:
            table = next(iter(debts_blocks(ready(reader), _)))
    assert isinstance(table, Table)
    assert "PKH" not in str(table.rows[0].cells[0])


def test_a_debt_of_which_nobody_knows_what_is_paid_is_never_printed_as_none() -> None:
    debts = json.dumps([{"to": "Bu Lilis", "kind": "rentenir", "every": "day"}])
    with hand_loan.bu_siti() as book:
        answer(book, {"debts": debts})
        with book.read() as reader:
            value = ready(reader)
    head = ReportHead("Bu Siti", Period(hand_loan.TODAY, hand_loan.TODAY), None)
    for paper in (loan_summary, survey_ready, survey_sheet):
        drawn = BytesIO()
        pdf.render(paper.document(value, head, _), drawn)
        words = " ".join(" ".join(page.extract_text() for page in PdfReader(drawn).pages).split())
        assert "tidak ada, menurut" not in words
        if paper is not survey_sheet:
            assert "1 utang: cicilannya belum diketahui" in words, words
        else:
            assert "Cicilan lain sebulan 0" not in words, words
