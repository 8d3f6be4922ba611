"""A NIK and a KK number that were kept with consent leave the book on no paper, in no file and in no log unasked."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from kpmbooks import group as groups
from kpmbooks import house, ledger, people
from reports import GROUP, LOAN, REPORTS, TRADE
from tests.command_line.calling import Say
from tests.meetings import RULES

NIK, KK = "3175095203800004", "3175091502110007"  # invented
LACKING = frozenset({"party-card"})
"""Papers of something that this book does not have."""
PAPERS = {**REPORTS, **TRADE, **GROUP, **LOAN}


@pytest.fixture
def kept(say: Say, group: str) -> str:
    """A group of six, each with consent and both numbers; a meeting was held."""
    with house.open_book(Path(group), "write") as book, book.write() as tx:
        place = ledger.default_ledger(tx)
        groups.decide_rules(tx, place, RULES)
        for nth in range(6):
            member = groups.add_member(tx, f"Ibu {nth}")
            people.give_consent(tx, member.person, "berkas_pinjaman", date(2026, 1, 2))
            people.keep_number(tx, member.person, "nik", NIK)
            people.keep_number(tx, member.person, "kk", KK)
        meeting = groups.open_meeting(tx, place, date(2026, 1, 5))
        for row in groups.sheet_of(tx, place, meeting):
            groups.pay_by_rules(tx, meeting, row)
        groups.close_meeting(tx, place, meeting)
    return group


def without_signs(told: str) -> str:
    return "".join(letter for letter in told if letter.isalnum())


def test_the_numbers_are_in_the_book(kept: str) -> None:
    with house.open_book(Path(kept)) as book, book.read() as reader:
        for member in groups.members_of(reader):
            assert people.number_of(reader, member.person, "nik") == NIK


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_no_paper_tells_a_whole_number_unasked(say: Say, kept: str, name: str) -> None:
    paper, drawn = PAPERS[name], 0
    wishes = ["--names"] if paper.takes_names else []
    if name in LOAN:
        wishes += ["--lender", "jakpreneur", "--amount", "5jt", "--periods", "12"]
    for form in paper.forms or ("",):
        for shape in ("text", "json", "csv"):
            told = say("report", kept, name, "--format", shape, *wishes, *(("--form", form) if form else ()))
            for number in (NIK, KK):
                assert number not in without_signs(told.out + told.err)
            drawn += told.code == 0
    assert (drawn == 0) is (name in LACKING)


@pytest.mark.parametrize("shape", ["hledger", "beancount", "json", "xlsx", "csv", "csv-excel"])
def test_no_file_holds_a_whole_number(say: Say, kept: str, shape: str, tmp_path: Path) -> None:
    assert say("export", kept, "--as", shape, "-o", "keluar.bin").code == 0
    raw = (tmp_path / "keluar.bin").read_bytes()
    if shape == "xlsx":
        with ZipFile(tmp_path / "keluar.bin") as whole:
            raw = b"".join(whole.read(one) for one in whole.namelist())
    for number in (NIK, KK):
        assert number.encode() not in raw


def test_no_log_holds_a_whole_number(say: Say, kept: str, tmp_path: Path) -> None:
    say("report", kept, "members")
    say("check", kept, "--json")
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file() and path.suffix not in (".kpm",):
            for number in (NIK, KK):
                assert number.encode() not in path.read_bytes(), path.name
