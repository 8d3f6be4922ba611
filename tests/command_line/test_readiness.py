"""readiness: as text, JSON and paper, with a code that the book knows, and plain refusals."""

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import hand_loan
from tests.command_line.calling import HEAD, Say

ASKED = ("--lender", "jakpreneur", "--amount", "6jt", "--periods", "12")
KEYS = {"lender", "request", "evidence", "months", "capacity", "ladder", "documents"}
TODAY = "2026-11-23"


@pytest.fixture
def book(tmp_path: Path) -> str:
    """Bu Siti's book, whose figures were worked out by hand."""
    hand_loan.bu_siti(tmp_path / "siti.kpm").close()
    return "siti.kpm"


def test_json_has_the_keys_of_the_contract_and_nothing_else_on_standard_output(say: Say, book: str) -> None:
    answer = say("readiness", book, *ASKED, "--format", "json", today=TODAY)
    assert answer.code == 0
    told = answer.json
    assert set(told) == HEAD | KEYS | {"next_step", "plausibility", "loan_before", "answers_before", "seven_steps"}
    assert (told["lender"], told["ledger"]) == ("jakpreneur", "Nasi Uduk & Gorengan Bu Siti")
    assert told["capacity"]["quietest_month"] == "2026-07"
    assert told["capacity"]["left"] == 1_200_000
    assert {tuple(sorted(step)) for step in told["ladder"]} == {("how", "id", "state", "text")}
    assert {tuple(sorted(paper)) for paper in told["documents"]} == {("id", "name", "state")}
    assert {step["state"] for step in told["ladder"]} <= {"done", "missing", "unchecked"}


def test_the_method_that_was_said_is_used_and_stands_alone(say: Say, book: str) -> None:
    told = say("readiness", book, *ASKED, "--method", "flat", "--format", "json", today=TODAY).json
    assert told["request"]["method"] == "flat"
    assert told["request"]["instalment"] == 530_000
    assert told["request"]["others"] == []


def test_text_is_the_paper_in_a_terminal_without_a_code(say: Say, book: str) -> None:
    answer = say("readiness", book, *ASKED, today=TODAY)
    assert answer.code == 0
    assert "Ringkasan Usaha untuk Pengajuan Pinjaman" in answer.out
    assert "Rp840.000" in answer.out
    assert "Bukan penilaian kelayakan" in answer.out
    assert "Kode periksa" not in answer.out


def test_a_print_carries_a_code_that_matches_until_the_figures_change(say: Say, book: str, tmp_path: Path) -> None:
    answer = say("readiness", book, *ASKED, "-o", "ringkasan.pdf", today=TODAY)
    assert answer.code == 0
    pages = PdfReader(tmp_path / "ringkasan.pdf").pages
    assert len(pages) == 3
    code = pages[0].extract_text().split("Kode periksa ")[1].split()[0]
    checked = say("check", book, "--code", code, "--json", today=TODAY)
    assert checked.json["print"] == {
        "report": "loan-summary",
        "printed_on": checked.json["print"]["printed_on"],
        "matches": True,
    }
    # Another day changes nothing: the print remembers of which day it is.
    assert say("check", book, "--code", code, "--json", today="2027-03-01").json["print"]["matches"]
    assert say("record", book, "jual_tunai", "--amount", "5rb", "--date", "30/7/2026", today=TODAY).code == 0
    assert not say("check", book, "--code", code, "--json", today=TODAY).json["print"]["matches"]
    assert "Ringkasan Usaha" in say("check", book, "--code", code, today=TODAY).out


def test_json_carries_the_same_code_each_time(say: Say, book: str) -> None:
    first = say("readiness", book, *ASKED, "--format", "json", today=TODAY).json["code"]
    assert first
    assert say("readiness", book, *ASKED, "--format", "json", today=TODAY).json["code"] == first
    other = say("readiness", book, *ASKED[:3], "7jt", *ASKED[4:], "--format", "json", today=TODAY).json["code"]
    assert other != first


def test_a_practice_book_has_no_code(say: Say) -> None:
    assert say("demo", "c.kpm", "--of", "family", "--months", "7", today=TODAY).code == 0
    answer = say("readiness", "c.kpm", *ASKED, "--format", "json", today=TODAY)
    assert answer.json["code"] is None
    assert len(answer.json["months"]) == 6


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--lender", "bank-mana", "--amount", "6jt", "--periods", "12"), ("lender-unknown", "lender")),
        (("--lender", "jakpreneur", "--amount", "0", "--periods", "12"), ("loan-amount", "amount")),
        (("--lender", "jakpreneur", "--amount", "banyak", "--periods", "12"), ("amount-unreadable", "amount")),
        (("--lender", "jakpreneur", "--amount", "6jt", "--periods", "1000"), ("loan-periods", "periods")),
        ((*ASKED, "--ledger", "Keluarga Bu Siti (keluarga)"), ("ledger-unknown", "ledger")),
    ],
)
def test_what_makes_no_request_is_refused_plainly(
    say: Say, book: str, words: tuple[str, ...], problem: tuple[str, str]
) -> None:
    answer = say("readiness", book, *words, "--format", "json", today=TODAY)
    assert answer.code == 1
    assert answer.problems == [problem]


def test_the_familys_ledger_is_refused(say: Say, book: str) -> None:
    family = next(one for one in say("ledgers", book, "--json").json["ledgers"] if one["kind"] == "keluarga")
    answer = say("readiness", book, *ASKED, "--ledger", str(family["id"]), "--format", "json", today=TODAY)
    assert (answer.code, answer.problems) == (1, [("ledger-no-business", "ledger")])


def test_missing_words_are_named(say: Say, book: str) -> None:
    answer = say("readiness", book, "--lender", "jakpreneur", today=TODAY)
    assert answer.code == 2
    assert "--amount" in answer.err


def test_a_file_that_cannot_be_written_leaves_nothing(say: Say, book: str, tmp_path: Path) -> None:
    answer = say("readiness", book, *ASKED, "-o", "nowhere/x.pdf", today=TODAY)
    assert answer.code == 1
    assert json.loads(say("check", book, "--json", today=TODAY).out)["ok"]
    assert not (tmp_path / "nowhere").exists()
