"""report, of a group: registers in every form, one member's savings book, one meeting; a code outlives her name."""

from pathlib import Path

from kpmbooks import group as groups
from kpmbooks import house, ledger, people
from tests.books import TODAY
from tests.command_line.calling import Say


def with_members(path: str) -> None:
    with house.open_book(Path(path), mode="write") as book, book.write() as tx:
        for name in ("Hartini", "Sumiyati"):
            groups.add_member(tx, name, {"since": "2026-01-01", "address": "Gang Kenanga"})
        place = ledger.default_ledger(tx)
        for number in (1, 2):
            meeting = groups.open_meeting(tx, place, TODAY)
            groups.write_minutes(tx, meeting, {"place": f"Balai {number}"})
            groups.close_meeting(tx, place, meeting)


def test_the_command_line_gives_the_registers_and_their_forms(say: Say, group: str) -> None:
    with_members(group)
    assert say("record", group, "tabungan_masuk", "--amount", "25000", "--field", "party=Hartini").code == 0
    told = say("report", group, "members", "--format", "json").json
    assert [(row["no"], row["member"], row["phone"]) for row in told["rows"]] == [
        (1, "Hartini", None),
        (2, "Sumiyati", None),
    ]
    assert say("report", group, "savings-book", "--format", "json").json["closing"] == 25_000
    assert say("report", group, "savings-book", "--form", "blank", "-o", "kosong.pdf").code == 0
    assert say("report", group, "savings-book", "--form", "cards").code == 1
    assert "Buku Daftar Anggota" in say("report", group, "members").out


def test_a_savings_book_is_of_one_member_and_a_record_of_one_meeting(say: Say, group: str) -> None:
    with_members(group)
    told = say("report", group, "passbooks", "--member", "sumiyati", "--format", "json").json
    assert [one["member"] for one in told["books"]] == ["Sumiyati"]
    assert say("report", group, "passbooks", "--member", "Rini").code == 1
    assert say("report", group, "members", "--member", "Hartini").code == 1
    first = say("report", group, "meeting-minutes", "--meeting", "1", "--format", "json").json
    assert (first["meeting"], first["place"]) == (1, "Balai 1")
    assert say("report", group, "meeting-minutes", "--format", "json").json["meeting"] == 2
    assert say("report", group, "attendance", "--meeting", "1").code == 1


def test_a_printed_register_still_agrees_after_a_member_was_forgotten(say: Say, group: str) -> None:
    with_members(group)
    code = say("report", group, "members", "--format", "json").json["code"]
    with house.open_book(Path(group), mode="write") as book:
        with book.read() as reader:
            person = next(one for one in people.persons(reader) if one.name == "Hartini")
        with book.write() as tx:
            people.erase_person(tx, person)
    told = say("report", group, "members", "--format", "json").json
    assert told["rows"][0]["member"] is None
    assert say("check", group, "--code", code, "--json").json["print"]["matches"] is True
