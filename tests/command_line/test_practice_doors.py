"""Every way by which something of a practice book could come into a real one from the command line."""

from itertools import product
from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.exchange.understanding import WHATS
from reports.exports import EXPORTS
from tests.command_line.calling import Say
from ui.command_line.importing import MEMBERS, PRICES

EVERYTHING = (*WHATS, MEMBERS, PRICES)
TABLES = ("cash-book", "trial-balance", "income", "debts", "members", "price-list", "stock", "savings-book")
"""Reports that are tables of days, accounts, goods or people."""

TAKEN_BY_PRACTICE = {
    "group": (("export", "csv", "journal"), ("export", "csv-excel", "journal"), ("export", "xlsx", "cash"),
              ("trial-balance", "csv", "opening"), ("trial-balance", "xlsx", "opening"), ("members", "csv", MEMBERS),
              ("members", "xlsx", MEMBERS)),
    "family": (("export", "csv", "journal"), ("export", "xlsx", "cash"), ("trial-balance", "csv", "opening"),
               ("cash-book", "csv", "cash")),
}  # fmt: skip
"""What is known to be readable: a refusal of anything else may only be for its form."""


@pytest.fixture
def exercise(say: Say) -> str:
    """An exercise's book with its questions and slips, none of them answered."""
    assert say("exercise", "PB-4-hitung", "latihan.kpm", "--seed", "3").code == 0
    return "latihan.kpm"


def _tables(say: Say, book: str) -> dict[tuple[str, str], str]:
    """Every table that the program makes of the book, by what it is and its form."""
    made = {}
    for name, form in product(TABLES, ("csv", "xlsx")):
        file = f"{name}.{form}"
        if say("report", book, name, "--format", form, "-o", file).code == 0:
            made[name, form] = file
    for form in EXPORTS:
        file = f"semua-{form}{EXPORTS[form].suffix}"
        assert say("export", book, "--as", form, "-o", file).code == 0
        made["export", form] = file
    return made


@pytest.mark.parametrize("of", ["group", "family"])
def test_no_table_of_a_practice_book_comes_into_a_real_one(say: Say, of: str, group: str, family: str) -> None:
    assert say("demo", "latihan.kpm", "--of", of, "--months", "2").code == 0
    real = group if of == "group" else family
    tables = _tables(say, "latihan.kpm")
    assert len(tables) >= 14
    for (name, form), file in tables.items():
        for what in EVERYTHING:
            told = say("import", real, file, "--what", what, "--partial", "--json", "--dry-run")
            assert told.code != 0 or told.json["taken"] == 0, (name, form, what)
    for name, form, what in TAKEN_BY_PRACTICE[of]:
        file = tables[name, form]
        assert say("import", real, file, "--what", what, "--json").problems == [("practice-file", "file")], file
    assert say("check", real, "--json").json["entries"] == 0


def test_a_practice_book_takes_what_another_gave_away(say: Say) -> None:
    for name, seed in (("satu.kpm", "1"), ("dua.kpm", "2")):
        assert say("demo", name, "--of", "family", "--months", "1", "--seed", seed).code == 0
    assert say("export", "satu.kpm", "--as", "csv", "-o", "jurnal.csv").code == 0
    assert say("import", "dua.kpm", "jurnal.csv", "--what", "journal", "--json").json["skipped"] == []


def test_what_is_made_of_a_practice_book_says_so(say: Say, exercise: str) -> None:
    assert say("report", exercise, "cash-book", "--format", "json").json["practice"] is True
    say("report", exercise, "cash-book", "--format", "csv", "-o", "kas.csv")
    say("export", exercise, "--as", "csv-excel", "-o", "jurnal.csv")
    for name in ("kas.csv", "jurnal.csv"):
        assert "LATIHAN, bukan" in Path(name).read_text("utf-8-sig").splitlines()[0]
    assert "LATIHAN, bukan" in say("report", exercise, "cash-book").out


def test_what_is_made_of_a_real_book_does_not_say_so(say: Say, family: str) -> None:
    say("record", family, "jual_tunai", "--amount", "5000")
    assert "practice" not in say("report", family, "cash-book", "--format", "json").json
    for form in ("csv", "csv-excel", "hledger", "beancount"):
        say("export", family, "--as", form, "-o", "keluar.txt")
        assert "LATIHAN" not in Path("keluar.txt").read_text("utf-8-sig")


def test_an_exercise_is_never_made_over_a_real_book(say: Say, family: str) -> None:
    before = Path(family).read_bytes()
    assert say("exercise", "PB-2-catat", family).code == 1
    assert Path(family).read_bytes() == before


def test_a_real_book_is_graded_without_changing_a_byte_and_takes_no_answers(say: Say, family: str) -> None:
    say("record", family, "jual_tunai", "--amount", "5000")
    before = Path(family).read_bytes()
    assert say("grade", "PB-4-hitung", family, "--json").code == 0
    refused = say("answer", "PB-4-hitung", family, "counted=5000", "--json")
    assert (refused.code, [code for code, _ in refused.problems]) == (1, ["answer-real-book"])
    assert Path(family).read_bytes() == before


def test_the_book_of_an_exercise_never_takes_the_place_of_a_real_one(say: Say, exercise: str, family: str) -> None:
    before = Path(family).read_bytes()
    assert say("backup", exercise, "-o", "salinan.kpm").code == 0
    for copy in (exercise, "salinan.kpm"):
        assert say("restore", copy, "-o", family, "--json").problems == [("practice-copy", "file")]
    say("export", exercise, "--as", "json", "-o", "latihan.json")
    assert say("salvage", "latihan.json", "-o", family).code == 1
    assert Path(family).read_bytes() == before


def test_the_book_of_an_exercise_stays_one_wherever_it_comes_back(say: Say, exercise: str) -> None:
    say("export", exercise, "--as", "json", "-o", "latihan.json")
    assert say("salvage", "latihan.json", "-o", "lagi.kpm").code == 0
    assert say("restore", exercise, "-o", "kembali.kpm").code == 0
    for name in ("lagi.kpm", "kembali.kpm"):
        with house.open_book(Path(name)) as book:
            assert book.owner.practice


@pytest.mark.parametrize("what", EVERYTHING)
def test_neither_a_practice_book_itself_nor_its_json_is_a_table(
    say: Say, exercise: str, group: str, family: str, what: str
) -> None:
    say("export", exercise, "--as", "json", "-o", "latihan.json")
    real = group if what == MEMBERS else family
    before = Path(real).read_bytes()
    for file, code in ((exercise, "file-book"), ("latihan.json", "file-whole-book")):
        assert say("import", real, file, "--what", what, "--partial", "--json").problems == [(code, "file")]
    assert Path(real).read_bytes() == before


# The other way: nothing of a real group in what is for learning

OF_A_LESSON = ("worksheet", "key", "poster", "cards", "slips", "plan", "form")


@pytest.mark.parametrize("paper", OF_A_LESSON)
def test_no_name_and_no_code_of_a_real_group_stands_on_a_paper_with_drawn_numbers(say: Say, paper: str) -> None:
    assert say("new", "asli.kpm", "--group", "KUBE Wijayakusuma", "--start", "1/1/2026").code == 0
    Path("anggota.csv").write_text("nama\nZubaedah\nMarkonah\n", "utf-8")
    assert say("import", "asli.kpm", "anggota.csv", "--what", "members").code == 0
    sold = ("jual_belum_dibayar", "--amount", "7654321", "--field", "party=Saodah", "--memo", "Kebaya")
    assert say("record", "asli.kpm", *sold).code == 0
    told = say("report", "asli.kpm", f"lesson-{paper}", "--lesson", "PB-2").out
    for word in ("Wijayakusuma", "Zubaedah", "Markonah", "Saodah", "Kebaya", "7.654.321"):
        assert word not in told
    printed = say("report", "asli.kpm", f"lesson-{paper}", "--lesson", "PB-2", "-o", "kertas.pdf")
    assert (printed.code, "Kode periksa" in printed.err) == (0, False)
