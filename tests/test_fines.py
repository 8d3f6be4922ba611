"""Fines for staying away: off until the group decides on them, then only a suggestion that nobody has to take."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.group import Meeting, SheetRow
from kpmbooks.group.money import FINE
from kpmbooks.money import Rupiah
from tests.books import own
from tests.meetings import RULES, hold, in_box, with_members

DAYS = (date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26))


@pytest.fixture
def fining() -> Iterator[Book]:
    with with_members(4, rules=replace(RULES, fine=Rupiah(1_000))) as book:
        yield book


def begun(book: Book, day: date) -> Meeting:
    with book.write() as tx:
        return group.open_meeting(tx, own(tx), day)


def rows(book: Book, meeting: Meeting) -> dict[str, SheetRow]:
    with book.read() as reader:
        return {str(row.member.name): row for row in group.sheet_of(reader, own(reader), meeting)}


def suggested(book: Book, meeting: Meeting) -> dict[str, int]:
    return {name: int(row.suggested[FINE]) for name, row in rows(book, meeting).items() if row.suggested}


def test_without_a_rule_nobody_is_suggested_a_fine() -> None:
    with with_members(3) as book:
        hold(book, DAYS[0], absent=("Ibu Dewi",))
        assert suggested(book, begun(book, DAYS[1])) == {}


def test_who_stayed_away_without_a_word_is_suggested_one_for_each_meeting_since_she_last_came(fining: Book) -> None:
    hold(fining, DAYS[0], absent=("Ibu Dewi", "Ibu Fatimah"))
    hold(fining, DAYS[1], absent=("Ibu Dewi",))
    assert suggested(fining, begun(fining, DAYS[2])) == {"Ibu Dewi": 2_000}


def test_who_was_excused_owes_no_fine(fining: Book) -> None:
    meeting = begun(fining, DAYS[0])
    with fining.write() as tx:
        for row in group.sheet_of(tx, own(tx), meeting):
            group.write_cells(tx, meeting, row.member, {"present": 2, "done": 1})
        group.close_meeting(tx, own(tx), meeting)
    assert suggested(fining, begun(fining, DAYS[1])) == {}


def test_a_meeting_before_the_rule_costs_nothing() -> None:
    with with_members(3) as book:
        hold(book, DAYS[0], absent=("Ibu Dewi",))
        with book.write() as tx:
            group.decide_rules(tx, own(tx), replace(RULES, since=DAYS[1], fine=Rupiah(5_000)))
        hold(book, DAYS[1], absent=("Ibu Dewi",))
        assert suggested(book, begun(book, DAYS[2])) == {"Ibu Dewi": 5_000}


def test_paying_by_the_rules_takes_no_fine_and_closing_posts_none(fining: Book) -> None:
    hold(fining, DAYS[0], absent=("Ibu Dewi",))
    before = in_box(fining)
    hold(fining, DAYS[1])  # everybody pays by the rules, Ibu Dewi too
    assert in_box(fining) == before + 4 * 13_000
    with fining.read() as reader:
        assert all(FINE not in sums for sums in group.member_sums(reader).values())
    # She came: what was not taken then is not asked for ever after.
    assert suggested(fining, begun(fining, DAYS[2])) == {}


def test_a_fine_that_is_taken_is_posted_and_one_that_is_let_go_is_not(fining: Book) -> None:
    hold(fining, DAYS[0], absent=("Ibu Dewi", "Ibu Fatimah"))
    meeting = begun(fining, DAYS[1])
    before = in_box(fining)
    dewi, fatimah = (rows(fining, meeting)[name] for name in ("Ibu Dewi", "Ibu Fatimah"))
    with fining.write() as tx:
        group.write_cells(tx, meeting, dewi.member, dewi.turn_fine())
        group.write_cells(tx, meeting, fatimah.member, fatimah.turn_fine())
    again = rows(fining, meeting)["Ibu Fatimah"]
    with fining.write() as tx:
        group.write_cells(tx, meeting, again.member, again.turn_fine())
        group.close_meeting(tx, own(tx), meeting)
    assert in_box(fining) == before + 1_000
    with fining.read() as reader:
        sums = group.member_sums(reader)
    assert sums[dewi.member.id][FINE] == 1_000
    assert FINE not in sums.get(again.member.id, {})
