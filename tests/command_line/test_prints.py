"""Prints with a check code, and the check."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import house
from tests.command_line.calling import KEYS, Say


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
    say("record", group, "jual_tunai", "--amount", "7000")
    fund = ("--fund", "tabungan") if name != "monthly" else ()
    told = say("report", group, name, *fund, "--from", "2/1", "--format", "json").json
    assert told["code"]
    assert say("check", group, "--code", told["code"], "--json").json["print"]["matches"]
    assert say("report", group, name, *fund, "--from", "2/1", "--format", "json").json["code"] == told["code"]


def test_erased_words_do_not_part_paper_and_book(say: Say, group: str) -> None:
    say("record", group, "jual_tunai", "--amount", "5000", "--memo", "Ibu Aminah")
    code = say("report", group, "cash-book", "--format", "json").json["code"]
    with house.open_book(Path(group), "write") as book, book.write() as tx:
        found = tx.connection.exec_driver_sql("SELECT id FROM texts WHERE text = 'Ibu Aminah'").scalars().all()
        assert tx.erase_texts(found) == 1
    told = say("check", group, "--code", code, "--json").json
    assert (told["erased_texts"], told["print"]["matches"]) == (1, True)
    assert say("report", group, "cash-book", "--format", "json").json["rows"][0]["memo"] == ""


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
