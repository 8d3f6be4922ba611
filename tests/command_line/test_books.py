"""Commands about books and ledgers."""

from datetime import date
from pathlib import Path

from kpmbooks import house
from tests.command_line.calling import Say


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
