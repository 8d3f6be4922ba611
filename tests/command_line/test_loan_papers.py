"""report for the papers of a loan: what they are told, what they take from the answers, what other reports refuse."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from kpmbooks import loans
from tests import hand_loan
from tests.command_line.calling import HEAD, Say

TODAY = "2026-11-23"
ASKED = ("--lender", "jakpreneur", "--amount", "6jt", "--periods", "12")


@pytest.fixture
def book(tmp_path: Path) -> str:
    hand_loan.bu_siti(tmp_path / "siti.kpm").close()
    return "siti.kpm"


def test_lenders_stand_side_by_side_in_json(say: Say, book: str) -> None:
    told = say("report", book, "loan-comparison", *ASKED, "--format", "json", today=TODAY).json
    assert set(told) == HEAD | {"amount", "months", "offers"}
    assert (told["amount"], told["months"], len(told["offers"])) == (6_000_000, 12, len(loans.lenders()))


def test_a_paper_of_a_loan_is_one_page_with_a_code_that_matches(say: Say, book: str, tmp_path: Path) -> None:
    for name in ("loan-comparison", "putting-aside"):
        assert say("report", book, name, *ASKED, "-o", f"{name}.pdf", today=TODAY).code == 0
        pages = PdfReader(tmp_path / f"{name}.pdf").pages
        assert len(pages) == 1
        code = pages[0].extract_text().split("Kode periksa ")[1].split()[0]
        assert say("check", book, "--code", code, "--json", today=TODAY).json["print"]["matches"]


def test_what_is_not_said_is_taken_from_the_answers(say: Say, tmp_path: Path) -> None:
    with hand_loan.bu_siti(tmp_path / "siti.kpm") as book:
        hand_loan.answer(book, {"amount": "2000000", "periods": "50", "lender": "mekaar"})
    told = say("report", "siti.kpm", "loan-comparison", "--format", "json", today=TODAY).json
    assert (told["amount"], told["months"]) == (2_000_000, 12)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("loan-comparison",), "amount"),
        (("loan-comparison", "--amount", "0"), "amount"),
        (("loan-comparison", "--amount", "banyak"), "amount"),
        (("loan-comparison", "--amount", "6jt", "--periods", "1000"), "months"),
        (("loan-comparison", "--amount", "6jt", "--lender", "bank-anu"), "lender"),
        (("putting-aside", "--amount", "6jt", "--periods", "1000"), "periods"),
        (("putting-aside", "--amount", "6jt", "--lender", "koperasi"), "lender"),
        (("cash-book", "--amount", "6jt"), "amount"),
    ],
)
def test_what_makes_no_paper_is_refused_in_a_sentence(say: Say, book: str, words: tuple[str, ...], where: str) -> None:
    answer = say("report", book, *words, "--format", "json", today=TODAY)
    assert answer.code == 1
    assert [place for _code, place in answer.problems] == [where]


def test_a_lender_whose_rate_nobody_knows_is_refused_with_what_to_do(say: Say, book: str) -> None:
    answer = say("readiness", book, "--lender", "koperasi", "--amount", "5jt", "--periods", "12", today=TODAY)
    assert answer.code == 1
    assert "Bunga Koperasi belum diketahui. Tanyakan" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("lender", [name for name, one in loans.lenders().items() if one.rate is not None])
def test_every_lender_with_a_rate_makes_a_summary_of_three_pages(
    say: Say, book: str, tmp_path: Path, lender: str
) -> None:
    words = ("--lender", lender, "--amount", "5jt", "--periods", "24", "-o", "ringkasan.pdf")
    assert say("readiness", book, *words, today=TODAY).code == 0
    assert len(PdfReader(tmp_path / "ringkasan.pdf").pages) == 3
