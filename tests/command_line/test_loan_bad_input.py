"""What makes no loan, on the command line: a plain sentence, nothing left behind, no figure that nobody knows."""

import re
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house, ledger, loans
from kpmbooks.loans.own_facts import say_fact
from kpmbooks.problems import Rejected
from kpmbooks.storage import scalar
from reports import LOAN
from tests import hand_loan
from tests.command_line.calling import Answer, Say
from tests.hand_loan import TODAY

ON = "2026-11-23"
ASKED = ("--amount", "6jt", "--periods", "12")
OF_A_FAMILY = tuple(name for name in LOAN if name != "group-loan-request")
SENTENCE = re.compile(r"(?:[a-z-]+: )?[A-ZK“][^\n]*[.?]\n")


def call(say: Say, name: str, book: str, *words: str) -> Answer:
    """A paper, or the readiness command, into a file."""
    if name == "readiness":
        return say("readiness", book, "--lender", "jakpreneur", *words, "-o", "made.pdf", today=ON)
    return say("report", book, name, *words, "-o", "made.pdf", today=ON)


@pytest.mark.parametrize("name", ["readiness", *OF_A_FAMILY])
@pytest.mark.parametrize(
    ("amount", "periods"), [("0", "12"), ("-5", "12"), ("banyak", "12"), ("6jt", "1000"), ("6jt", "0"), ("6jt", "-3")]
)
def test_a_loan_that_is_none_makes_no_paper_and_leaves_nothing(
    say: Say, tmp_path: Path, name: str, amount: str, periods: str
) -> None:
    hand_loan.bu_siti(tmp_path / "siti.kpm").close()
    answer = call(say, name, "siti.kpm", f"--amount={amount}", f"--periods={periods}")
    assert answer.code == 1
    assert answer.out == ""
    assert SENTENCE.fullmatch(answer.err)
    assert not (tmp_path / "made.pdf").exists()
    with house.open_book(tmp_path / "siti.kpm") as book, book.read() as reader:
        assert scalar(reader.connection, "SELECT count(*) FROM prints") == 0


@pytest.mark.parametrize("rate", ["-1", "900"])
def test_a_rate_that_is_none_is_refused_by_the_schedule_and_by_the_terms_of_a_lender(say: Say, rate: str) -> None:
    answer = say("schedule", "--amount", "6jt", f"--rate={rate}", "--periods", "12", "--method", "flat")
    assert (answer.code, answer.out) == (1, "")
    assert SENTENCE.fullmatch(answer.err)
    with hand_loan.bu_siti() as book:
        with book.write() as tx, pytest.raises(Rejected):
            say_fact(tx, loans.find_lender("koperasi"), "rate", rate, "Bu Tini", "", today=TODAY)
        with book.read() as reader:
            known = loans.lender_as_known(reader, ledger.default_ledger(reader), "koperasi", TODAY)
    assert known.own == ()


@pytest.mark.parametrize("name", ["readiness", *OF_A_FAMILY])
def test_without_any_record_a_paper_says_so_and_names_no_figure_of_the_business(
    say: Say, tmp_path: Path, name: str
) -> None:
    hand_loan.family_book(tmp_path / "empty.kpm").close()
    words = ("--lender", "jakpreneur") if name == "readiness" else (name,)
    order = ("readiness", "empty.kpm", *words) if name == "readiness" else ("report", "empty.kpm", *words)
    told = say(*order, *ASKED, today=ON)
    assert told.code == 0
    assert not re.search(r"Rp0\b|None|\bnan\b", told.out)
    if name in ("readiness", "loan-summary"):
        assert told.out.count("belum ada bulan yang dicatat") == 2
        assert "dikira-kira 26 hari sebulan: belum ada catatannya" in told.out
        assert "Belum ada bulan penuh yang dicatat." in told.out
    if name == "survey-sheet":
        for row in (
            "Hari jualan sebulan",
            "Penjualan sebulan",
            "Untung usaha sebulan",
            "Uang sisa di bulan paling sepi",
        ):
            assert re.search(rf"^{row} *$", told.out, re.MULTILINE), row


def test_a_business_younger_than_its_first_record_is_asked_about_again(say: Say, tmp_path: Path) -> None:
    with hand_loan.bu_siti(tmp_path / "siti.kpm") as book:
        hand_loan.answer(book, {"since": "Oktober 2026"})
    told = say("report", "siti.kpm", "loan-summary", *ASKED, today=ON).out
    assert "Katanya mulai Oktober 2026, catatan pertama April 2026: tanyakan lagi" in told
    assert "paling sedikit sejak April 2026 (catatan pertama)" in told
    assert "Sejak kapan usaha berjalan: belum ditanya" not in told
    assert "1 bulan)" not in told
    figures = say("report", "siti.kpm", "loan-summary", *ASKED, "--format", "json", today=ON).json
    assert figures["evidence"]["months_in_business"] == 7  # since 1 April


@pytest.mark.parametrize(
    ("question", "text"), [("amount", "0"), ("amount", "-5"), ("periods", "1000"), ("periods", "0"), ("since", "besok")]
)
def test_an_answer_that_makes_no_loan_is_not_kept_and_neither_is_any_beside_it(question: str, text: str) -> None:
    with hand_loan.bu_siti() as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        before = loans.answers_of(tx, place)
        with pytest.raises(Rejected) as rejected:
            loans.answer(tx, place, {"landmark": "warung biru", question: text}, today=date(2026, 11, 23))
        assert [one.field for one in rejected.value.problems] == [question]
        assert loans.answers_of(tx, place) == before
