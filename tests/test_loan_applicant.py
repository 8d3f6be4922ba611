"""NIK on a loan paper: kept with consent alone, whole where ticked, its last digits else, in no JSON, gone at once."""

import json
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kpmbooks import house, ledger, loans, people
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.applicant import forget_identity, identity_of, keep_identity
from kpmbooks.problems import Rejected
from reports import LOAN_SUMMARY, ReportHead, Request
from reports.loan_summary import worded
from reports.render import pdf, xlsx
from tests import hand_loan
from tests.hand_loan import TODAY

NIK, KK = "3175064412850007", "3175060101010009"  # made up: no such card


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with hand_loan.bu_siti(tmp_path / "siti.kpm") as made:
        yield made


def keep(book: Book, nik: str = NIK, kk: str = KK) -> None:
    with book.write() as tx:
        keep_identity(tx, ledger.default_ledger(tx), "Siti Rohmah", nik, kk, TODAY, heard_by="Ibu Dewi")


def everything(book: Book) -> tuple[str, str, bytes]:
    """The summary as paper, as JSON and as workbook."""
    _ = translator("id")
    with book.read() as reader:
        of = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, of) if one.is_cash)
        wish = Request(
            of,
            cash,
            Period(book.owner.start, TODAY),
            asked={"lender": "jakpreneur", "amount": "6000000", "periods": "12"},
        )
        head = ReportHead("Bu Siti", wish.period, datetime.combine(TODAY, time(10, 5)))
        told = LOAN_SUMMARY.statement(reader, wish)
        document = LOAN_SUMMARY.document(told, head, _)
        data = json.dumps([LOAN_SUMMARY.figures(told, head, TODAY), worded(told, _)], default=str)
        paper, sheet = BytesIO(), BytesIO()
        pdf.render(document, paper)
        xlsx.render(document, sheet)
    return " ".join(page.extract_text() for page in PdfReader(paper).pages), data, sheet.getvalue()


def test_without_a_tick_the_paper_has_the_last_four_digits_alone(book: Book) -> None:
    keep(book)
    paper, data, _sheet = everything(book)
    assert NIK not in paper
    assert NIK not in data
    assert "berakhir 0007" in paper


def test_ticked_it_stands_whole_on_the_paper_and_in_no_json(book: Book) -> None:
    keep(book)
    hand_loan.answer(book, {"nik_ticked": "yes"})
    paper, data, _sheet = everything(book)
    assert NIK in paper
    assert NIK not in data
    assert KK not in paper + data


def test_a_book_that_knows_no_number_says_nothing_of_one(book: Book) -> None:
    hand_loan.answer(book, {"nik_ticked": "yes"})
    assert "NIK" not in everything(book)[0]


def test_taking_the_consent_back_erases_both_from_the_file(book: Book) -> None:
    keep(book)
    with book.write() as tx:
        assert forget_identity(tx, ledger.default_ledger(tx), TODAY) == 2
    with book.read() as reader:
        assert identity_of(reader, ledger.default_ledger(reader)).nik is None
        assert house.check(reader).faults == ()
    assert book.path is not None
    book.close()
    assert NIK.encode() not in book.path.read_bytes()


def test_a_number_that_is_none_is_refused_and_nothing_is_kept(book: Book) -> None:
    with pytest.raises(Rejected), book.write() as tx:
        keep_identity(tx, ledger.default_ledger(tx), "Siti Rohmah", "tiga satu", "", TODAY)
    with book.read() as reader:
        assert people.persons(reader) == ()
        assert loans.answers_of(reader, ledger.default_ledger(reader))["applicant"] == "Siti Rohmah"


def test_another_time_the_same_person_is_meant(book: Book) -> None:
    keep(book)
    keep(book, nik=NIK[:-1] + "8")
    with book.read() as reader:
        assert len(people.persons(reader)) == 1
        assert identity_of(reader, ledger.default_ledger(reader)).last_digits == "0008"
