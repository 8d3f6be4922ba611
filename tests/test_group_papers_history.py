"""Over random groups every register says what a plain reckoning beside them says, and ends in its account."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import group, ledger, recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from reports import GROUP, Request
from tests import books
from tests.books import START, own
from tests.meetings import RULES
from tests.random_groups import LATEST, Reckoning, live


def told(reader: Reader, name: str) -> dict[str, Any]:
    place = own(reader)
    cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
    report = GROUP[name]
    return report.own_figures(report.statement(reader, Request(place, cash, Period(START, LATEST))))


def compare(reader: Reader, kept: Reckoning) -> None:
    members = group.members_of(reader)
    for name, purse in (("savings-book", "savings:sukarela"), ("solidarity-book", "iks")):
        register = told(reader, name)
        rows = {row["member"]: row["closing"] for row in register["rows"]}
        for member in members:
            assert rows.get(member.name, 0) == kept.purses[member.id, purse]
        assert register["without_name"] == 0
        assert register["closing"] == sum(rows.values())
    assert told(reader, "passbooks")["closing"] == told(reader, "savings-book")["closing"]
    loans = told(reader, "loans-book")
    assert sorted(row["left"] for row in loans["rows"]) == sorted(loan[2] for loan in kept.loans)
    charges = sum(one["charge"] for row in loans["rows"] for one in row["payments"])
    assert charges == sum(amount for (_who, purse), amount in kept.purses.items() if purse == "charge")
    recap = told(reader, "meeting-recap")["rows"]
    for part, purse in (("dues", "dues"), ("solidarity", "iks"), ("savings", "savings:sukarela"), ("charge", "charge")):
        kept_of = sum(amount for (_who, one), amount in kept.purses.items() if one == purse)
        assert sum(row[part] for row in recap) == kept_of
    assert sum(row["lent"] for row in recap) == sum(loan[1] for loan in kept.loans)
    assert sum(row["principal"] for row in recap) == sum(loan[1] - loan[2] for loan in kept.loans)
    assert sum(row["difference"] for row in recap) == -kept.lost
    assert recap[-1]["box"] == kept.box
    minutes = told(reader, "meeting-minutes")
    assert minutes["counted"] == kept.box
    assert minutes["by_book"] + recap[-1]["difference"] == kept.box


@settings(max_examples=5)
@given(st.integers(3, 9), st.integers(1, 5), st.integers(0, 2**32))
def test_the_registers_of_a_random_group_are_what_was_reckoned(members: int, meetings: int, seed: int) -> None:
    with books.group() as book:
        # The record of a meeting says what was counted then, so nothing is put right after it.
        kept = live(book, members, meetings, Random(seed), corrected=False)
        with book.read() as reader:
            compare(reader, kept)


def test_a_loan_that_is_taken_back_is_in_no_register_and_one_that_stands_again_is_there_once() -> None:
    with books.group() as book:
        books.record(book, "saldo_awal", cash=1_000_000, date=START)
        with book.write() as tx:
            group.decide_rules(tx, own(tx), RULES)
            first = group.add_member(tx, "Ibu Aminah")
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), START)
            group.write_cells(tx, meeting, first, {"present": 1, "new_loan": 50_000})
            group.close_meeting(tx, own(tx), meeting)
        with book.read() as reader:
            assert [row["left"] for row in told(reader, "loans-book")["rows"]] == [50_000]
        with book.write() as tx:
            group.reopen_meeting(tx, own(tx), group.meetings_of(tx, own(tx))[0], today=START)
        with book.read() as reader:
            assert told(reader, "loans-book")["rows"] == []
            assert told(reader, "meeting-recap")["rows"] == []
        with book.write() as tx:
            recording.undo(tx, today=START)  # the opening is undone: the meeting is closed as it was
        with book.read() as reader:
            assert [int(loan.left) for loan in group.loans_of(reader)] == [50_000]
            [row] = told(reader, "loans-book")["rows"]
            assert (row["left"], row["payments"]) == (50_000, [])
            assert [row["lent"] for row in told(reader, "meeting-recap")["rows"]] == [50_000]


def test_help_that_is_taken_back_is_not_told_and_what_stands_again_is() -> None:
    with books.group() as book:
        with book.write() as tx:
            group.add_member(tx, "Ibu Aminah")
            given = {"amount": 30_000, "party": "Ibu Aminah", "memo": "takziah", "date": START}
            number = recording.record(tx, "bantu_iks", given, ledger=own(tx), today=START).number

        def gifts() -> list[tuple[str, int]]:
            with book.read() as reader:
                return [(one["purpose"], one["amount"]) for one in told(reader, "solidarity-book").get("given", [])]

        assert gifts() == [("duka", 30_000)]
        with book.write() as tx:
            recording.reverse(tx, number, today=START)
        assert gifts() == []
        with book.write() as tx:
            recording.undo(tx, today=START)
        assert gifts() == [("duka", 30_000)]
