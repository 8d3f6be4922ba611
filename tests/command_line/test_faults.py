"""What the machine does to a book, at the command line: exit 3 with one sentence, and the book as it was."""

import os
import shutil
from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.storage import FORMAT
from tests.books import stranger
from tests.command_line.calling import Answer, Say
from tests.failing_disk import no_file_beyond
from tests.test_faults_cut_off import cut_off


@pytest.fixture
def book(say: Say, family: str) -> Path:
    for day in range(1, 6):
        assert say("record", family, "jual_tunai", "--amount", "20rb", "--date", f"{day}/1/2026").code == 0
    return Path(family)


def _cash(say: Say, book: Path) -> int:
    answer = say("report", str(book), "cash-book", "--format", "json")
    assert answer.code == 0
    return int(answer.json["closing"])


def _record(say: Say, book: Path) -> Answer:
    return say("record", str(book), "jual_tunai", "--amount", "5000", "--json")


def _refused_with(answer: Answer, *codes: str) -> None:
    assert answer.code == 3
    assert answer.problems[0][0] in codes
    assert answer.err.count("\n") == 1


def test_a_full_disk_refuses_the_record_and_keeps_the_book(say: Say, book: Path) -> None:
    with no_file_beyond(6_000):
        answer = _record(say, book)
    _refused_with(answer, "disk-full", "unreadable")
    assert _cash(say, book) == 100_000
    assert _record(say, book).code == 0


def test_a_second_writer_is_told_who_holds_the_book_and_reading_goes_on(say: Say, book: Path) -> None:
    with house.open_book(book, "write"):
        _refused_with(_record(say, book), "in-use")
        assert _cash(say, book) == 100_000
    assert _record(say, book).code == 0


def test_a_cut_off_book_is_finished_and_says_so(say: Say, book: Path) -> None:
    victim = Path("mati.kpm")
    cut_off(book, victim)
    answer = say("report", str(victim), "cash-book", "--format", "json")
    assert (answer.code, answer.json["closing"]) == (0, 100_000)
    assert "terputus" in answer.err
    assert say("check", str(victim)).code == 0


def test_a_good_copy_over_a_cut_off_book_is_not_ruined(say: Say, book: Path) -> None:
    victim = Path("mati.kpm")
    cut_off(book, victim)
    assert _record(say, book).code == 0
    shutil.copy2(book, victim)
    os.utime(victim, (1_700_000_000, 1_700_000_000))
    answer = say("report", str(victim), "cash-book", "--format", "json")
    assert (answer.code, answer.json["closing"]) == (0, 105_000)
    assert "disisihkan" in answer.err
    assert say("check", str(victim)).code == 0


def test_a_newer_minor_is_read_and_not_written_and_a_newer_major_is_refused(say: Say, book: Path) -> None:
    number = FORMAT.major * 1000 + FORMAT.minor
    with stranger(book) as raw:
        raw.execute(f"PRAGMA user_version={number + 1}")
    assert _cash(say, book) == 100_000
    _refused_with(_record(say, book), "read-only")
    with stranger(book) as raw:
        raw.execute(f"PRAGMA user_version={number + 1000}")
    for words in (("report", str(book), "income", "--format", "json"), ("check", str(book), "--json")):
        _refused_with(say(*words), "too-new")


def test_a_file_that_is_not_there_any_more_is_missing(say: Say, book: Path) -> None:
    book.unlink()
    _refused_with(_record(say, book), "missing")
