"""Random groups meet, pay in parts, borrow, stay away, open a meeting again, put an old one right and leave.

The box, the funds, the accounts and every member's book say the same as a plain reckoning beside them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import group, house, ledger
from kpmbooks.book import Book
from kpmbooks.group import Count, Meeting, Member
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
    short = dice.choice((0, 0, 0, 500, -1_000))
    counted = kept.box - short
    notes = {}
    for worth in NOTES:
        notes[worth], counted = divmod(counted, worth)
    kept.box -= short + counted  # nobody has notes for less than 100
    kept.lost += short + counted
    with book.write() as tx:
        group.close_meeting(tx, own(tx), meeting, count=Count(notes))


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


def compare(book: Book, kept: Reckoning) -> None:
    with book.read() as reader:
        assert house.check(reader).ok
        place = own(reader)
        posted = ledger.sums_through(reader, place.id, LATEST)
        roles = {one.role: int(posted[one.id].net) if one.id in posted else 0 for one in ledger.accounts(reader, place)}
        assert int(group.box_before(reader, place, LATEST)) == kept.box
        savings = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "savings:sukarela")
        solidarity = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "iks")
        dues = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "dues")
        charge = sum(amount for (_member, purse), amount in kept.purses.items() if purse == "charge")
        assert roles["tabungan_anggota"] == -savings == -roles["kas_tabungan"]
        assert roles["dana_iks"] == -solidarity == -roles["kas_iks"]
        assert roles["iuran_anggota"] == -dues
        assert roles["jasa_pinjaman"] == -charge
        assert roles["pinjaman_diberikan"] == sum(loan[2] for loan in kept.loans)
        assert roles["kas"] == kept.box - savings - solidarity
        assert int(group.to_ask_again(reader, place, LATEST)) == kept.lost
        members = group.members_of(reader)
        sums = group.member_sums(reader)
        for member in members:
            expected = {purse: amount for (who, purse), amount in kept.purses.items() if who == member.id and amount}
            owed = sum(loan[2] for loan in kept.loans if loan[0] == member.id)
            if owed:
                expected["loan"] = owed
            assert {purse: int(amount) for purse, amount in sums.get(member.id, {}).items()} == expected
            for purse, amount in expected.items():
                assert int(group.passbook(reader, member, purse)[-1].balance) == amount
        standing = sorted((loan.member, int(loan.amount), int(loan.left)) for loan in group.loans_of(reader))
        assert standing == sorted((loan[0], loan[1], loan[2]) for loan in kept.loans if loan[2])
        last = group.meetings_of(reader, place)[0]
        assert int(group.box_now(reader, place, last)) == kept.box


def live(members: int, meetings: int, seed: int) -> None:
    """A group of so many women and so many meetings."""
    dice = Random(seed)
    kept = Reckoning()
    with books.group() as book:
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
            if dice.random() < 0.2:
                put_right(book, day, dice, kept)
        compare(book, kept)


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


sizes = st.tuples(st.integers(3, 40), st.integers(1, 60)).filter(lambda size: size[0] * size[1] <= 120)


@settings(max_examples=20)
@given(sizes, st.integers(0, 2**32))
def test_box_funds_accounts_and_every_members_book_agree(size: tuple[int, int], seed: int) -> None:
    live(*size, seed)


def test_a_large_group_of_many_meetings_agrees_too() -> None:
    live(40, 12, 5)


def test_nothing_of_a_first_closing_is_left_after_the_second() -> None:
    with books.group() as book:
        books.record(book, "saldo_awal", cash=1_000_000, date=START)
        with book.write() as tx:
            group.decide_rules(tx, own(tx), RULES)
            first = group.add_member(tx, "Ibu Aminah")
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), START)
            group.write_cells(tx, meeting, first, {"savings:sukarela": 10_000, "new_loan": 50_000})
            meeting = group.close_meeting(tx, own(tx), meeting)
        with book.write() as tx:
            meeting = group.reopen_meeting(tx, own(tx), meeting, today=START)
            group.write_cells(tx, meeting, first, {"savings:sukarela": 20_000, "new_loan": None})
            group.close_meeting(tx, own(tx), meeting)
        with book.read() as reader:
            assert group.member_sums(reader) == {first.id: {"savings:sukarela": Rupiah(20_000)}}
            assert group.loans_of(reader) == ()
            assert group.box_before(reader, own(reader), START) == 1_020_000
            assert len(group.passbook(reader, first, "savings:sukarela")) == 1
