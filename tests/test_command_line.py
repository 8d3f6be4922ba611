"""The command line as its contract says: words, JSON, exit codes; and whoever breaks in finds no traceback."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpmbooks import house
from kpmbooks.recording import kinds
from ui.__main__ import main
from ui.command_line import Doors, run
from ui.command_line.run import _command
from ui.command_line.syntax import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-01-31"


class Answer(NamedTuple):
    """What one call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problems(self) -> list[tuple[str, str | None]]:
        return [(one["code"], one["where"]) for one in self.json["problems"]]


Say = Callable[..., Answer]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Call the program in this process, in an empty folder, on the last day of January 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))

    def call(*words: str, today: str = TODAY) -> Answer:
        code = main(["--today", today, *words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Answer(code, out, err)

    return call


@pytest.fixture
def family(say: Say) -> str:
    assert say("new", "sri.kpm", "--family", "Gorengan Bu Sri", "--sector", "kuliner", "--start", "1/1/2026").code == 0
    return "sri.kpm"


@pytest.fixture
def group(say: Say) -> str:
    assert say("new", "melati.kpm", "--group", "KUBE Melati", "--start", "1/1/2026").code == 0
    return "melati.kpm"


def process(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own, in the current folder."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "ui", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )


# Books and ledgers


def test_a_familys_book_has_a_business_and_a_household(say: Say, family: str) -> None:
    told = say("ledgers", family, "--json").json
    assert [one["kind"] for one in told["ledgers"]] == ["usaha", "keluarga"]
    assert {one["owner"] for one in told["ledgers"]} == {"Gorengan Bu Sri"}
    assert all(set(one) == {"id", "name", "kind", "owner"} for one in told["ledgers"])


def test_a_groups_book_has_one_ledger(say: Say, group: str) -> None:
    assert [one["kind"] for one in say("ledgers", group, "--json").json["ledgers"]] == ["kelompok"]


def test_a_book_begins_on_the_first_of_this_month_unless_said_otherwise(say: Say) -> None:
    say("new", "a.kpm", "--group", "A", today="2026-03-17")
    with house.open_book(Path("a.kpm")) as book:
        assert (book.owner.start, book.owner.sector, book.owner.practice) == (date(2026, 3, 1), "umum", False)


def test_a_family_may_have_a_second_business(say: Say, family: str) -> None:
    assert say("add-ledger", family, "--kind", "usaha", "--name", "Laundry Sri").code == 0
    assert [one["name"] for one in say("ledgers", family, "--json").json["ledgers"]][-1] == "Laundry Sri"


def test_a_group_gets_no_second_ledger(say: Say, group: str) -> None:
    refused = say("add-ledger", group, "--kind", "usaha", "--name", "Laundry")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1


def test_an_existing_file_is_never_overwritten(say: Say, group: str) -> None:
    before = Path(group).read_bytes()
    assert say("new", group, "--group", "Lain").code == 1
    assert say("demo", group).code == 1
    assert Path(group).read_bytes() == before


def test_an_example_is_a_practice_book_of_exactly_so_many_entries(say: Say) -> None:
    assert say("demo", "contoh.kpm", "--of", "family", "--months", "2", "--entries", "25", "--seed", "3").code == 0
    assert say("check", "contoh.kpm", "--json").json["entries"] == 25
    with house.open_book(Path("contoh.kpm")) as book:
        assert book.owner.practice
        assert book.owner.kind == "family"


def test_an_example_is_a_groups_unless_said_otherwise(say: Say) -> None:
    say("demo", "contoh.kpm", "--months", "1")
    assert [one["kind"] for one in say("ledgers", "contoh.kpm", "--json").json["ledgers"]] == ["kelompok"]


# Recording


def test_a_stall_is_closed_with_five_boxes(say: Say, family: str) -> None:
    boxes = {"drawer": "350rb", "float": "50.000", "shopping": "80000", "family": "40 ribu", "bon": "15.000"}
    fields = [word for name, value in boxes.items() for word in ("--field", f"{name}={value}")]
    done = say("record", family, "tutup_lapak", *fields, "--date", "5/1", "--source", "drawer", "--json")
    assert done.code == 0
    assert set(done.json) == {"number", "entry"}
    assert len(bytes.fromhex(done.json["entry"])) == 16
    told = say("report", family, "income", "--format", "json").json
    assert told["totals"] == {"revenue": 435_000, "cost": 80_000, "expense": 0, "other": 0, "net": 355_000}
    # What was taken for the family has arrived in her household ledger.
    home = next(one for one in say("ledgers", family, "--json").json["ledgers"] if one["kind"] == "keluarga")
    book = say("report", family, "cash-book", "--ledger", str(home["id"]), "--format", "json").json
    assert book["totals"] == {"in": 40_000, "out": 0}


def test_short_words_are_fields(say: Say, group: str) -> None:
    one = say("record", group, "jual_tunai", "--amount", "12x3500", "--date", "6/1", "--memo", "tahu isi")
    two = say(
        "record", group, "jual_tunai", "--field", "amount=42.000", "--field", "date=2026-01-06",
        "--field", "memo=tahu isi",
    )  # fmt: skip
    assert (one.code, two.code) == (0, 0)
    first, second = say("report", group, "cash-book", "--format", "json").json["rows"]
    assert {key: first[key] for key in ("date", "memo", "in")} == {
        "date": "2026-01-06",
        "memo": "tahu isi",
        "in": 42_000,
    }
    assert {key: first[key] for key in ("date", "memo", "in")} == {key: second[key] for key in ("date", "memo", "in")}


def test_the_answer_names_the_record(say: Say, group: str) -> None:
    done = say("record", group, "jual_tunai", "--amount", "1000")
    assert "2026-A-001" in done.out
    assert done.err == ""


def test_an_ambiguous_amount_is_asked_back_with_its_readings(say: Say, group: str) -> None:
    asked = say("record", group, "jual_tunai", "--amount", "1.5", "--json")
    assert (asked.code, asked.problems) == (1, [("amount-ambiguous", "amount")])
    assert asked.json["problems"][0]["choices"] == [1_500, 1_500_000]
    assert say("check", group, "--json").json["entries"] == 0


def test_every_problem_is_told_at_once_each_in_a_line(say: Say, group: str) -> None:
    words = ("--amount", "banyak", "--date", "31/2/2026", "--field", "warna=merah")
    refused = say("record", group, "jual_tunai", *words)
    assert (refused.code, refused.out) == (1, "")
    assert sorted(line.split(":")[0] for line in refused.err.splitlines()) == ["amount", "date", "warna"]
    told = say("record", group, "jual_tunai", *words, "--json")
    assert sorted(str(where) for _, where in told.problems) == ["amount", "date", "warna"]
    assert all(set(one) == {"code", "text", "where"} for one in told.json["problems"])


def test_negative_amounts_are_amounts_and_no_options(say: Say, group: str) -> None:
    for written in ("-5000", "-5.000", "-5rb", "-Rp5.000", "−5.000"):
        refused = say("record", group, "jual_tunai", "--amount", written, "--json")
        assert (refused.code, refused.problems) == (1, [("field-negative", "amount")]), written


def test_cash_below_zero_is_a_warning(say: Say, group: str) -> None:
    done = say("record", group, "uang_keluar_lain", "--amount", "20rb", "--json")
    assert done.code == 0
    assert done.json["number"] == "2026-A-001"
    assert "−Rp20.000" in done.err


def test_a_record_is_taken_back_once(say: Say, group: str) -> None:
    number = say("record", group, "jual_tunai", "--amount", "5000", "--json").json["number"]
    assert say("reverse", group, number, "--reason", "keliru").code == 0
    assert say("reverse", group, number).code == 1
    told = say("report", group, "cash-book", "--format", "json").json
    assert [(row["struck"], row["balance"]) for row in told["rows"]] == [(True, None)]
    assert (told["totals"], told["closing"]) == ({"in": 0, "out": 0}, 0)


def test_the_ledger_is_chosen_by_name_or_id(say: Say, family: str) -> None:
    home = say("ledgers", family, "--json").json["ledgers"][1]
    for wish in (home["name"], home["name"].upper(), str(home["id"])):
        assert say("record", family, "upah_masuk", "--amount", "10rb", "--ledger", wish).code == 0, wish
    told = say("report", family, "income", "--ledger", home["name"], "--format", "json").json
    assert (told["ledger"], told["totals"]["revenue"]) == (home["name"], 30_000)
    unknown = say("record", family, "upah_masuk", "--amount", "10rb", "--ledger", "kas desa", "--json")
    assert (unknown.code, unknown.problems) == (1, [("ledger-unknown", "ledger")])


def test_today_is_only_the_default_date(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", today="2026-01-09")
    say("record", group, "jual_tunai", "--amount", "5000", "--date", "kemarin", today="2026-01-09")
    rows = say("report", group, "cash-book", "--format", "json").json["rows"]
    assert [row["date"] for row in rows] == ["2026-01-08", "2026-01-09"]
    with house.open_book(Path(group)) as book, book.read() as reader:
        written = reader.connection.exec_driver_sql("SELECT written_at FROM entries").scalars().all()
    moment = date.fromtimestamp(min(written) / 1000)  # noqa: DTZ012 - the machine's own day is what is asked
    assert moment == date.today()  # noqa: DTZ011


def test_kinds_are_told_with_fields_and_postings(say: Say) -> None:
    told = {kind["id"]: kind for kind in say("kinds", "--json").json["kinds"]}
    assert list(told) == list(kinds())
    assert {"id", "name", "ledgers", "fields", "postings"} <= set(told["jual_tunai"])
    amount = next(field for field in told["jual_tunai"]["fields"] if field["name"] == "amount")
    assert (amount["type"], amount["required"]) == ("amount", True)
    postings = told["tutup_lapak"]["postings"]
    assert {"debit": "@box", "credit": "penjualan", "amount": "cash_sales", "end": "own"} in postings
    assert told["tutup_lapak"]["amounts"]["cash_sales"] == "drawer − float + shopping + family"


def test_kinds_are_told_in_the_language_asked_for(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Tutup lapak" in say("kinds").out
    assert main(["--lang", "en", "kinds"]) == 0
    assert "Close the stall" in capsys.readouterr().out


# Reports


KEYS = {
    "cash-book": {"account", "opening", "rows", "totals", "closing"},
    "trial-balance": {"rows", "totals"},
    "income": {"rows", "totals"},
    "position": {"rows", "totals"},
    "cash-flow": {"rows", "totals", "opening", "closing"},
    "why-no-cash": {"profit", "rows", "change_in_cash"},
}
HEAD = {"report", "book", "ledger", "from", "to", "generated_on", "code"}


@pytest.mark.parametrize("name", KEYS)
def test_a_report_has_the_keys_of_the_contract(say: Say, group: str, name: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    answer = say("report", group, name, "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert set(answer.json) == HEAD | KEYS[name]
    assert (answer.json["report"], answer.json["book"], answer.json["ledger"]) == (name, "KUBE Melati", "KUBE Melati")
    assert (answer.json["from"], answer.json["to"], answer.json["generated_on"]) == ("2026-01-01", TODAY, TODAY)


@pytest.mark.parametrize("name", [*KEYS, "monthly"])
@pytest.mark.parametrize(
    ("form", "begins"), [("text", b"KUBE Melati"), ("csv", b""), ("xlsx", b"PK\x03\x04"), ("pdf", b"%PDF-")]
)
def test_every_report_comes_in_every_form(say: Say, group: str, name: str, form: str, begins: bytes) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    answer = say("report", group, name, "--format", form, "-o", f"keluar.{form}")
    assert (answer.code, answer.out) == (0, "")
    content = Path(f"keluar.{form}").read_bytes()
    assert content.startswith(begins)
    assert len(content) > 40
    assert not list(Path().glob(".kpmbooks-*"))


def test_a_period_is_as_asked(say: Say, group: str) -> None:
    for day in ("3/1", "10/1", "20/1"):
        say("record", group, "jual_tunai", "--amount", "5000", "--date", day)
    told = say("report", group, "cash-book", "--from", "4 Januari 2026", "--to", "2026-01-10", "--format", "json").json
    assert (told["from"], told["to"]) == ("2026-01-04", "2026-01-10")
    assert (told["opening"], told["totals"]["in"], told["closing"]) == (5_000, 5_000, 10_000)


def test_a_period_that_ends_before_it_begins_is_refused(say: Say, group: str) -> None:
    refused = say("report", group, "income", "--from", "5/1", "--to", "4/1", "--format", "json")
    assert (refused.code, refused.problems) == (1, [("period-reversed", "from")])


def test_a_day_before_the_book_gives_an_empty_report(say: Say, group: str) -> None:
    told = say("report", group, "cash-book", "--format", "json", today="2025-06-30").json
    assert (told["from"], told["to"], told["rows"]) == ("2025-06-30", "2025-06-30", [])


def test_a_cash_book_of_a_purse_is_of_the_money_in_it(say: Say, group: str) -> None:
    say("record", group, "tabungan_masuk", "--amount", "25rb", "--field", "party=Ibu Dewi")
    told = say("report", group, "cash-book", "--fund", "tabungan", "--format", "json").json
    assert told["closing"] == 25_000
    assert say("report", group, "cash-book", "--account", "Kas", "--fund", "tabungan").code == 1
    assert say("report", group, "position", "--fund", "usaha", "--format", "json").json["totals"]["assets"] == 0


def test_the_language_of_a_report_is_its_own(say: Say, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "--today", TODAY, "report", group, "cash-book"]) == 0
    assert "Buku Kas" in capsys.readouterr().out
    assert "Cash Book" in say("report", group, "cash-book", "--print-lang", "en").out


def test_the_form_follows_the_files_name_unless_said(say: Say, group: str) -> None:
    say("report", group, "income", "-o", "hasil.PDF")
    say("report", group, "income", "-o", "hasil.json", "--format", "text")
    assert Path("hasil.PDF").read_bytes().startswith(b"%PDF-")
    assert Path("hasil.json").read_text("utf-8").startswith("KUBE Melati")


def test_an_older_report_is_replaced_and_a_book_never(say: Say, group: str) -> None:
    Path("lama.txt").write_text("lama", "utf-8")
    assert say("report", group, "income", "-o", "lama.txt").code == 0
    assert "lama" not in Path("lama.txt").read_text("utf-8")
    before = Path(group).read_bytes()
    Path("jalan-lain").symlink_to(group)
    Path("terkunci.kpm").write_bytes(b"\x93\x11")
    for target in (group, "jalan-lain", f"../{Path.cwd().name}/{group}", "terkunci.kpm"):
        refused = say("report", group, "income", "--format", "pdf", "-o", target)
        assert refused.code == 1, target
    assert Path(group).read_bytes() == before
    assert Path("terkunci.kpm").read_bytes() == b"\x93\x11"


def test_a_link_is_written_through_and_a_device_is_not_replaced(say: Say, group: str) -> None:
    Path("asli.txt").write_text("lama", "utf-8")
    Path("tautan.txt").symlink_to("asli.txt")
    assert say("report", group, "income", "-o", "tautan.txt").code == 0
    assert Path("tautan.txt").is_symlink()
    assert Path("asli.txt").read_text("utf-8").startswith("KUBE Melati")
    assert say("report", group, "income", "-o", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


def test_an_unwritable_place_is_refused_and_leaves_nothing(say: Say, group: str) -> None:
    Path("folder").mkdir()
    for target in ("folder", "tiada/keluar.pdf", f"{'x' * 300}.pdf"):
        refused = say("report", group, "income", "--format", "pdf", "-o", target)
        assert (refused.code, refused.out) == (1, ""), target
    assert sorted(path.name for path in Path().iterdir()) == ["folder", "home", group]


# Prints and check


def test_a_print_and_its_book_are_compared_by_code(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "kue")
    printed = say("report", group, "monthly", "--format", "pdf", "-o", "januari.pdf")
    code = printed.err.split()[-1]
    told = say("check", group, "--code", code.lower().replace("-", " "), "--json")
    assert told.code == 0
    assert told.json["print"] == {"report": "monthly", "printed_on": f"{date.today()}", "matches": True}  # noqa: DTZ011
    say("record", group, "jual_tunai", "--amount", "1000")
    changed = say("check", group, "--code", code, "--json").json
    assert (changed["ok"], changed["print"]["matches"]) == (True, False)


@pytest.mark.parametrize("name", [*KEYS, "monthly"])
def test_every_report_can_be_compared(say: Say, group: str, name: str) -> None:
    say("record", group, "tabungan_masuk", "--amount", "25rb", "--field", "party=Ibu Dewi")
    fund = ("--fund", "tabungan") if name != "monthly" else ()
    told = say("report", group, name, *fund, "--from", "2/1", "--format", "json").json
    assert told["code"]
    assert say("check", group, "--code", told["code"], "--json").json["print"]["matches"]
    assert say("report", group, name, *fund, "--from", "2/1", "--format", "json").json["code"] == told["code"]


def test_erased_words_do_not_part_paper_and_book(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "Ibu Aminah")
    code = say("report", group, "cash-book", "--format", "json").json["code"]
    with house.open_book(Path(group), "write") as book, book.write() as tx:
        tx.erase_texts([1])
    told = say("check", group, "--code", code, "--json").json
    assert (told["erased_texts"], told["print"]["matches"]) == (1, True)


def test_an_unknown_code_is_a_fault(say: Say, group: str) -> None:
    told = say("check", group, "--code", "AAAA-AAAA", "--json")
    assert (told.code, told.json["print"], told.json["ok"]) == (4, None, False)
    assert [fault["code"] for fault in told.json["faults"]] == ["print-unknown"]
    assert say("check", group, "--code", "AAAA-AAAA").code == 4


def test_practice_carries_no_code(say: Say) -> None:
    say("demo", "contoh.kpm", "--months", "1")
    assert say("report", "contoh.kpm", "income", "--format", "json").json["code"] is None
    assert "LATIHAN" in say("report", "contoh.kpm", "income").out


def test_a_sound_book_holds(say: Say, family: str) -> None:
    say("record", family, "jual_tunai", "--amount", "5000")
    told = say("check", family, "--json")
    assert told.json == {"ok": True, "entries": 1, "erased_texts": 0, "faults": []}
    assert say("check", family).code == 0


def test_an_edited_amount_is_found(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    with sqlite3.connect(group) as thief:
        for (name,) in thief.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            thief.execute(f"DROP TRIGGER {name}")
        thief.execute("UPDATE postings SET amount = amount * 10")
    found = say("check", group, "--json")
    assert (found.code, found.json["ok"]) == (4, False)
    assert all(set(fault) == {"code", "where", "text"} for fault in found.json["faults"])
    assert say("check", group).code == 4


# Words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1001000", "satu juta seribu rupiah"),
        ("-5000", "minus lima ribu rupiah"),
        ("-5rb", "minus lima ribu rupiah"),
        ("Rp 1.500.000,-", "satu juta lima ratus ribu rupiah"),
        ("0", "nol rupiah"),
    ],
)
def test_amounts_are_said_in_words(say: Say, amount: str, words: str) -> None:
    assert say("terbilang", amount) == Answer(0, f"{words}\n", "")


@pytest.mark.parametrize("amount", ["", "1.5", "1.250,50", "1e5", "٥", "NaN", "=1+1", "1000000000000000", "9" * 5000])
def test_what_is_no_amount_is_refused(say: Say, amount: str) -> None:
    refused = say("terbilang", amount)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1


# The window and the words before


def doors(opened: list[tuple[object, ...]]) -> Doors:
    def window(*wishes: object) -> int:
        opened.append(wishes)
        return 0

    return Doors(window=window, tour=lambda folder: folder.joinpath("home-group.png").write_bytes(b""))


def test_a_lone_book_opens_the_window_on_the_day_that_is_said(say: Say) -> None:
    opened: list[Any] = []
    assert run(["--today", "5/1/2026", "--lang", "en", "Melati.kpm"], doors(opened)) == 0
    assert run(["--lang", "en"], doors(opened)) == 0
    (book, clock, language), (nothing, _, _) = opened
    assert (book, clock.today(), language, nothing) == (Path("Melati.kpm"), date(2026, 1, 5), "en", None)


def test_the_tour_goes_into_a_folder_that_is_made_for_it(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tour", "a/b"], doors([])) == 0
    assert capsys.readouterr().out == "home-group.png\n"


def test_every_command_that_is_named_exists(say: Say) -> None:
    for name in COMMANDS:
        assert _command(name) is not None, name
        assert say(name, "--help").code == 0, name
    assert all(name in say("--help").out for name in COMMANDS)


WRONG_WORDS: tuple[tuple[str, ...], ...] = (
    ("tidak-ada",),
    ("import", "a.kpm", "b.csv", "--what", "cash"),
    ("new", "a.kpm"),
    ("new", "a.kpm", "--group", "A", "--family", "B"),
    ("new", "a.kpm", "--group", "A", "--sector", "tambang"),
    ("new", "a.kpm", "--grou", "A"),
    ("demo", "a.kpm", "--months", "banyak"),
    ("ledgers",),
    ("ledgers", "a.kpm", "b.kpm"),
    ("check", "a.kpm", "--today", "5/1"),
    ("record", "a.kpm"),
    ("record", "a.kpm", "jual_tunai", "--amount"),
    ("record", "a.kpm", "jual_tunai", "--field", "amount"),
    ("record", "a.kpm", "jual_tunai", "--field", "=5"),
    ("record", "a.kpm", "jual_tunai", "--amount", "5", "--field", "amount=6"),
    ("record", "a.kpm", "jual_tunai", "--amount", "5", "--source", "mimpi"),
    ("report", "a.kpm", "ramalan"),
    ("report", "a.kpm", "income", "--format", "doc"),
    ("terbilang",),
    ("kinds", "--json=ya"),
)


@pytest.mark.parametrize("words", WRONG_WORDS, ids=" ".join)
def test_words_that_are_off_end_with_2_and_say_why(say: Say, words: tuple[str, ...]) -> None:
    off = say(*words)
    assert (off.code, off.out) == (2, "")
    assert "--help" in off.err
    assert "argument" not in off.err


@pytest.mark.parametrize("words", [["--lang", "fr", "kinds"], ["--today"], ["--warna", "kinds"]], ids=" ".join)
def test_global_words_that_are_off_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "--help" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(say: Say) -> None:
    refused = say("kinds", "--json", today="31/2/2026")
    assert (refused.code, refused.problems[0][1]) == (1, "today")


# Books that cannot be used


def bad_books(folder: Path) -> dict[str, Path]:
    """Everything that is no book."""
    found = {name: folder / f"{name}.kpm" for name in ("missing", "folder", "empty", "text", "random", "other", "cut")}
    found["folder"].mkdir()
    found["empty"].touch()
    found["text"].write_text("Saya bukan buku. " * 500, "utf-8")
    found["random"].write_bytes(bytes(range(7, 256)) * 200)
    with sqlite3.connect(found["other"]) as other:
        other.execute("CREATE TABLE entries (id)")
    made = folder / "utuh.kpm"
    house.create(made, kind="group", name="Melati", start=date(2026, 1, 1)).close()
    found["cut"].write_bytes(made.read_bytes()[:5000])
    made.unlink()
    found["endless name"] = folder / ("x" * 300)
    found["no bytes of UTF-8"] = folder / os.fsdecode(b"\xff\xfe.kpm")
    return found


@pytest.mark.parametrize(
    "name", ["missing", "folder", "empty", "text", "random", "other", "cut", "endless name", "no bytes of UTF-8"]
)
def test_what_is_no_book_cannot_be_used_and_stays_as_it_is(say: Say, tmp_path: Path, name: str) -> None:
    book = bad_books(tmp_path)[name]
    before = book.read_bytes() if name not in ("missing", "folder", "endless name", "no bytes of UTF-8") else None
    for words in (
        ("ledgers", "{}", "--json"),
        ("check", "{}", "--json"),
        ("record", "{}", "jual_tunai", "--amount", "5000", "--json"),
        ("report", "{}", "income", "--format", "json"),
    ):
        answer = say(*(word.format(book) for word in words))
        assert answer.code == 3, words
        assert len(answer.problems) == 1
        assert answer.err.count("\n") == 1
    assert say("reverse", str(book), "2026-A-001").code == 3
    assert say("add-ledger", str(book), "--kind", "usaha", "--name", "A").code == 3
    if before is not None:
        assert book.read_bytes() == before
    assert not list(tmp_path.glob(".*.lock"))


def test_a_book_that_may_only_be_read_is_read_and_not_written(
    say: Say, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    allowed = os.access
    # Root may write everywhere, so the machine's answer is given here.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and allowed(path, mode))
    told = say("report", group, "cash-book", "--format", "json")
    assert (told.code, told.json["closing"], told.json["code"]) == (0, 5_000, None)
    refused = say("record", group, "jual_tunai", "--amount", "5000", "--json")
    assert (refused.code, refused.problems) == (3, [("read-only", None)])


def test_a_full_disk_is_said_and_changes_nothing(say: Say, group: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    Path("lama.pdf").write_bytes(b"lama")
    monkeypatch.setattr(os, "fsync", full)
    assert say("report", group, "income", "-o", "lama.pdf").code == 3
    assert Path("lama.pdf").read_bytes() == b"lama"
    assert not list(Path().glob(".kpmbooks-*"))


def test_a_passcode_file_must_be_there(say: Say, group: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--passcode-file", "tiada", "ledgers", group]) == 3
    assert "tiada" in capsys.readouterr().err
    Path("sandi").write_text("rahasia", "utf-8")
    assert main(["--passcode-file", "sandi", "ledgers", group]) == 0


# Beside a window


def test_a_second_writer_is_told_who_writes_and_readers_work(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000")
    with house.open_book(Path(group), "write"):
        refused = process("--today", TODAY, "record", group, "jual_tunai", "--amount", "1000", "--json")
        assert refused.returncode == 3
        (problem,) = json.loads(refused.stdout)["problems"]
        assert problem["code"] == "in-use"
        assert f", {os.uname().nodename}" in problem["text"]
        assert json.loads(process("check", group, "--json").stdout)["entries"] == 1
        told = json.loads(process("--today", TODAY, "report", group, "cash-book", "--format", "json").stdout)
        assert told["closing"] == 5_000
    assert say("record", group, "jual_tunai", "--amount", "1000").code == 0


def test_two_calls_are_one_writer(say: Say, group: str) -> None:
    numbers = [say("record", group, "jual_tunai", "--amount", "5000", "--json").json["number"] for _ in range(2)]
    assert numbers == ["2026-A-001", "2026-A-002"]
    assert list(Path("home/writers").glob("*.json"))


# The process


def test_no_command_imports_qt(say: Say, group: str) -> None:
    watch = (
        "import sys; from ui.__main__ import main; code = main(sys.argv[1:]);"
        " sys.exit(code or any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules) and 99)"
    )
    for words in (
        ("new", "b.kpm", "--group", "B"),
        ("demo", "c.kpm", "--months", "1", "--entries", "3"),
        ("ledgers", group),
        ("kinds",),
        ("record", group, "jual_tunai", "--amount", "5000"),
        ("report", group, "monthly", "-o", "b.pdf"),
        ("report", group, "income", "-o", "b.xlsx"),
        ("check", group),
        ("terbilang", "5"),
    ):
        done = subprocess.run(
            [sys.executable, "-P", "-c", watch, *words],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 0, (words, done.stderr)


def test_standard_output_is_utf8_on_every_machine(say: Say, group: str) -> None:
    say("record", group, "uang_keluar_lain", "--amount", "5000", "--memo", "beras 5 kg × 1")
    told = process("report", group, "cash-book", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert told.returncode == 0
    assert "beras 5 kg × 1" in told.stdout.decode("utf-8")
    help_ = process("--help", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    help_.stdout.decode("utf-8")


def test_binary_reports_go_into_a_pipe(say: Say, group: str) -> None:
    assert process("report", group, "income", "--format", "pdf").stdout.startswith(b"%PDF-")


def test_whoever_has_read_enough_may_go(say: Say) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "ui", "kinds", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_answer_that_cannot_be_written_is_said(say: Say) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ui", "kinds"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 74
    assert done.stderr.count(b"\n") == 1


def test_a_bug_is_one_sentence_without_what_a_person_wrote(
    say: Say, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("Ibu Aminah berutang 750000")

    monkeypatch.setattr("kpmbooks.recording.record", stumble)
    fallen = say("record", group, "jual_tunai", "--amount", "750000", "--memo", "Ibu Aminah")
    assert (fallen.code, fallen.out) == (70, "")
    assert "ValueError" in fallen.err
    assert "Aminah" not in fallen.err
    assert "750" not in fallen.err
    assert say("check", group, "--json").json["entries"] == 0


def test_names_cannot_steer_the_terminal(say: Say) -> None:
    made = say("new", "a.kpm", "--group", "Me\x1b[31mlati\x07")
    assert "\x1b" not in made.out
    assert "\x07" not in made.out
    assert "\x1b" not in say("terbilang", "\x1b[31m5").err


def test_words_that_are_no_text_are_refused(say: Say, group: str) -> None:
    odd = os.fsdecode(b"\xff\xfe")
    refused = say("record", group, "jual_tunai", "--amount", odd, "--json")
    assert (refused.code, refused.problems) == (1, [("text-unreadable", "amount")])
    assert say("new", "b.kpm", "--group", odd).code == 1
    assert not Path("b.kpm").exists()
    long = say("record", group, "x" * 100_000, "--amount", "5000", "--json")
    assert long.code == 1
    assert len(long.out) < 1000
