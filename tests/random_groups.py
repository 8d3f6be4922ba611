"""Random groups that meet, pay in parts, borrow, stay away, open a meeting again, put an old one right, leave, and hand
the treasury on.

Beside the book a plain reckoning is kept, by hand: what should be so.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.group import Count, Meeting, Member
from kpmbooks.group.handover import HandingOver, hand_over, treasurer_of
from kpmbooks.money import Rupiah
from tests import books
from tests.books import START, own
from tests.meetings import RULES

LATEST = date(2030, 12, 31)
NOTES = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)


@dataclass
class Reckoning:
    """What should be so: money by member and purse, loans as [member, lent, left, periods]; kept by hand."""

    box: int = 1_000_000
    lost: int = 0
    purses: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))
    loans: list[list[int]] = field(default_factory=list)

    def asked_of(self, loan: list[int]) -> int:
        """A tenth (or so) of what was lent and 1 % of it, up to the next 500; at the end what is left and the 1 %."""
        _member, lent, left, periods = loan
        charge = (lent + 50) // 100
        part = -(-lent // periods)
        return min(-(-(part + charge) // 500) * 500, left + charge) if left else 0

    def pay(self, member: int, purse: str, amount: int) -> None:
        self.purses[member, purse] += amount
        self.box += amount

    def pay_back(self, loan: list[int], paid: int) -> None:
        charge = min((loan[1] + 50) // 100, paid) if loan[2] else 0
        loan[2] -= paid - charge
        self.purses[loan[0], "charge"] += charge
        self.box += paid


def one_meeting(book: Book, day: date, dice: Random, kept: Reckoning, *, again: bool) -> None:
    """A meeting; with ``again`` it is closed, opened again and closed with other cells: only the last count."""
    with book.write() as tx:
        meeting = group.open_meeting(tx, own(tx), day)
    if again:
        fill(book, meeting, Random(dice.random()))
        with book.write() as tx:
            meeting = group.close_meeting(tx, own(tx), meeting)
        with book.write() as tx:
            meeting = group.reopen_meeting(tx, own(tx), meeting, today=day)
            for row in group.sheet_of(tx, own(tx), meeting):
                group.write_cells(tx, meeting, row.member, dict.fromkeys(row.written))
    with book.read() as reader:
        for row in group.sheet_of(reader, own(reader), meeting):
            mine = [loan for loan in kept.loans if loan[0] == row.member.id and loan[2]]
            asked = [int(value) for cell, value in row.asked.items() if cell.startswith("instalment")]
            assert sorted(asked) == sorted(map(kept.asked_of, mine))
    said = fill(book, meeting, dice)
    for member, cells in said:
        reckon(kept, member, cells)
    with book.write() as tx:
        group.close_meeting(tx, own(tx), meeting, count=Count(counted(dice, kept)))


def counted(dice: Random, kept: Reckoning) -> dict[int, int]:
    """The notes that lie in the box: now and then some are missing or too many."""
    short = dice.choice((0, 0, 0, 500, -1_000))
    left = kept.box - short
    notes = {}
    for worth in NOTES:
        notes[worth], left = divmod(left, worth)
    kept.box -= short + left  # nobody has notes for less than 100
    kept.lost += short + left
    return notes


def fill(book: Book, meeting: Meeting, dice: Random) -> list[tuple[Member, dict[str, int]]]:
    """Write a row for everybody, each in a transaction of its own; gives the cells."""
    with book.read() as reader:
        rows = group.sheet_of(reader, own(reader), meeting)
    said = []
    for row in rows:
        cells: dict[str, Any]
        match dice.randrange(8):
            case 0:
                cells = {"present": 0, "done": 1}
            case 1:
                cells = {"present": 2, "done": 1}
            case 2:
                cells = {"present": 1, "dues": 2_000, "savings:sukarela": dice.randrange(0, 40) * 500}
            case 3:
                cells = {**row.by_rules(), **row.saves_nothing()}
            case _:
                cells = dict(row.by_rules())
        for cell, value in list(cells.items()):
            if cell.startswith("instalment") and dice.random() < 0.4:
                cells[cell] = dice.randrange(0, value // 500 + 1) * 500
        if dice.random() < 0.15 and len(row.loans) < 2 and cells["present"] == 1:
            cells |= {"new_loan": dice.randrange(1, 12) * 25_000, "loan_periods": dice.randrange(1, 11)}
        with book.write() as tx:
            group.write_cells(tx, meeting, row.member, cells)
        said.append((row.member, cells))
    return said


def reckon(kept: Reckoning, member: Member, cells: dict[str, int]) -> None:
    """Old loans are paid before the new one begins."""
    mine = [loan for loan in kept.loans if loan[0] == member.id and loan[2]]
    paid = [value for cell, value in sorted(cells.items()) if cell.startswith("instalment")]
    keys = sorted(int(cell.partition(":")[2]) for cell in cells if cell.startswith("instalment"))
    by_key = {key: cells[f"instalment:{key}"] for key in keys}
    assert len(paid) <= len(mine)
    for loan, key in zip(mine, keys, strict=False):
        kept.pay_back(loan, by_key[key])
    for purse in ("dues", "iks", "savings:sukarela"):
        kept.pay(member.id, purse, cells.get(purse, 0))
    if "new_loan" in cells:
        kept.loans.append([member.id, cells["new_loan"], cells["new_loan"], cells["loan_periods"]])
        kept.box -= cells["new_loan"]


def live(book: Book, members: int, meetings: int, dice: Random, *, corrected: bool) -> Reckoning:
    """Let a group of so many women hold so many meetings in an empty book; with ``corrected`` some of what they paid is
    put right later and the treasury goes from hand to hand. Gives what should be so."""
    kept = Reckoning()
    books.record(book, "saldo_awal", cash=1_000_000, date=START)
    with book.write() as tx:
        group.decide_rules(tx, own(tx), RULES)
        for nth in range(members):
            group.add_member(tx, f"Ibu {nth}")
    day = START
    for _nth in range(meetings):
        day += timedelta(days=dice.choice((0, 7, 14, 28)))
        one_meeting(book, day, dice, kept, again=dice.random() < 0.2)
        if dice.random() < 0.15:
            leave(book, day + timedelta(days=1), dice)
        if corrected and dice.random() < 0.2:
            put_right(book, day, dice, kept)
        if corrected and dice.random() < 0.2:
            hand_on(book, day, dice, kept)
    return kept


def hand_on(book: Book, day: date, dice: Random, kept: Reckoning) -> None:
    """The treasury goes to somebody else, and the box is counted; what differs is booked as it is."""
    with book.write() as tx:
        there = group.members_of(tx, day)
        if len(there) < 4:
            return
        old, new, *witnesses = dice.sample(there, 4)
        holding = treasurer_of(there, day)
        if holding is None:
            group.change_member(tx, old, {"office": f"bendahara {day.isoformat()}"})
        elif holding.id != old.id:
            new, *witnesses = dice.sample([one for one in there if one.id != holding.id], 3)
        hand_over(tx, own(tx), HandingOver(day, new, tuple(witnesses), counted(dice, kept)), today=day)
        holder = treasurer_of(group.members_of(tx), day)
        assert holder is not None
        assert holder.id == new.id


def put_right(book: Book, day: date, dice: Random, kept: Reckoning) -> None:
    """What one woman paid at some meeting was really something else."""
    with book.read() as reader:
        meeting = dice.choice(group.meetings_of(reader, own(reader)))
        parts = group.meeting_parts(reader, meeting)
        members = {one.id: one for one in group.members_of(reader)}
    if not parts:
        return
    purse = dice.choice(sorted(parts))
    member = dice.choice(sorted(parts[purse]))
    before, amount = int(parts[purse][member]), dice.randrange(0, 40) * 500
    if amount != before:
        with book.write() as tx:
            group.correct_part(tx, meeting, members[member], purse, Rupiah(amount), today=day, reason="Salah lihat")
        kept.pay(member, purse, amount - before)


def leave(book: Book, day: date, dice: Random) -> None:
    """Somebody leaves; what she saved and owes stays hers until it is paid."""
    with book.write() as tx:
        there = group.members_of(tx, day)
        if len(there) > 3:
            group.change_member(tx, dice.choice(there), {"left": day.isoformat()})
