"""The loan of a group: its steps and papers speak of the group, and name who asks as its own lists do."""

import re
from collections.abc import Iterator

import pytest

from kpmbooks import examples, ledger, loans
from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from reports.loan_words import said
from tests import books, hand_loan
from tests.hand_loan import TODAY
from tests.loan_papers import offered
from tests.test_loan_papers import drawn

HOME = re.compile(r"suami|istri|keluarga(?! \(KK\))|dapur|orang rumah", re.IGNORECASE)


@pytest.fixture
def melati() -> Iterator[Book]:
    with examples.example(None, of="group", months_back=2, today=TODAY) as made:
        yield made


def test_the_steps_of_a_group_ask_for_nothing_of_a_family(melati: Book) -> None:
    _ = translator("id")
    with melati.read() as reader:
        side = loans.read_books(reader, ledger.default_ledger(reader), TODAY)
    value = loans.ready(side, loans.lenders()["jakpreneur"], Rupiah(5_000_000), 12, None)
    words = [said(part, _) for check in value.ladder for part in (check.text, check.how)]
    assert [text for text in words if HOME.search(text)] == []
    assert "Semua utang kelompok disebut" in words
    assert {check.helper for check in value.ladder} & {"family"} == set()


def test_getting_ready_for_the_visit_asks_a_group_for_nothing_of_a_family(melati: Book) -> None:
    (page,) = drawn(melati, "survey-ready", amount="5000000")
    assert HOME.findall(page) == []
    assert "Semua anggota sudah tahu." in page
    assert "KTP: belum dicek" in page  # nobody said that it is not there
    assert HOME.findall(drawn(melati, "survey-sheet", amount="5000000")[0]) == []


@pytest.mark.parametrize("name", ["loan-summary", "survey-sheet"])
def test_who_asks_and_where_are_the_groups_chair_and_its_place(melati: Book, name: str) -> None:
    first = drawn(melati, name, amount="5000000")[0]
    assert "Nama Ibu Aminah" in first
    assert "Alamat rumah Ibu Aminah" in first


def test_somebody_else_may_ask_for_the_group(melati: Book) -> None:
    hand_loan.answer(melati, {"applicant": "Ibu Lilis", "address": "RT 03"})
    first = drawn(melati, "loan-summary", amount="5000000")[0]
    assert "Nama Ibu Lilis" in first
    assert "Alamat RT 03" in first


def test_instalments_by_the_books_are_not_said_to_go_to_whom_she_named() -> None:
    """200.000 a month to the cooperative stands in the books, 75.000 to a shop only she knows of."""
    with hand_loan.bu_siti() as book:
        hand_loan.answer(book, {"other_debts": "75000", "other_debts_to": "Toko HP"})
        assert "Cicilan lain: Rp75.000 sebulan (Toko HP)." in drawn(book, "loan-summary")[0]
    with examples.example(None, of="family", months_back=5, today=TODAY) as book:
        first = drawn(book, "loan-summary")[0]
    told = re.search(r"Cicilan lain: Rp([\d.]+) sebulan \(Rp([\d.]+) menurut buku, Rp75\.000 Toko HP\)\.", first)
    assert told is not None, first
    whole, by_books = (int(amount.replace(".", "")) for amount in told.groups())
    assert whole == by_books + 75_000


def test_a_book_without_a_whole_month_counts_no_months() -> None:
    with hand_loan.family_book() as book, book.read() as reader:
        side = loans.read_books(reader, ledger.default_ledger(reader), TODAY)
        value = loans.ready(side, loans.lenders()["jakpreneur"], Rupiah(3_000_000), 12, None)
    how = said(value.ladder[0].how, translator("id"))
    assert how == "Belum ada bulan yang penuh. Catat setiap hari jualan, hari libur juga."


def test_a_group_without_members_is_not_offered_their_paper(melati: Book) -> None:
    with books.group() as nobody:
        assert "group-loan-request" not in offered(nobody)
    assert "group-loan-request" in offered(melati)
