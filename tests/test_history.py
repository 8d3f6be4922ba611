"""Whatever people do, in whatever order: the figures add up, and what was done can be undone.

The oracle is a plain list of what was meant, folded by itself; it shares no code with the program.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book, Reader
from kpmbooks.problems import Rejected
from tests.books import JANUARY, START, TODAY, family, own

# kind, and what an amount does to (cash, customers' debts, sales, materials cost, drawings), all by their own sign
EFFECTS: dict[str, tuple[int, int, int, int, int]] = {
    "jual_tunai": (1, 0, 1, 0, 0),
    "jual_belum_dibayar": (0, 1, 1, 0, 0),
    "terima_bayar_bon": (1, -1, 0, 0, 0),
    "beli_bahan": (-1, 0, 0, 1, 0),
    "ambil_untuk_keluarga": (-1, 0, 0, 0, 1),
}
ACCOUNTS = ("Kas", "Bon pelanggan", "Penjualan", "Belanja bahan", "Diambil untuk keluarga")
DEBIT_SIDE = (1, 1, -1, 1, 1)


@dataclass
class Meant:
    """What stands, by number: kind and amount; and how it was before each act."""

    standing: dict[str, tuple[str, int]] = field(default_factory=dict)
    before: list[dict[str, tuple[str, int]]] = field(default_factory=list)

    def figures(self) -> tuple[int, ...]:
        totals = [0] * len(ACCOUNTS)
        for kind, amount in self.standing.values():
            for place, sign in enumerate(EFFECTS[kind]):
                totals[place] += sign * amount
        return tuple(totals)


def figures(reader: Reader) -> tuple[int, ...]:
    """The same five figures, as the book says them."""
    place = own(reader)
    sums = ledger.sums_through(reader, place.id, date(2026, 12, 31))
    found = (sums.get(ledger.find_account(reader, place, name).id) for name in ACCOUNTS)
    return tuple(0 if one is None else int(one.net) * sign for one, sign in zip(found, DEBIT_SIDE, strict=True))


def standing_numbers(reader: Reader) -> Counter[tuple[str, int]]:
    """Kind and amount of each line that counts, from the entries themselves."""
    place = own(reader)
    found: Counter[tuple[str, int]] = Counter()
    for entry in ledger.journal_page(reader, place, JANUARY, 0, 10_000):
        amount = int(recording.headline(reader, entry))
        found[entry.kind, amount] += 1 if entry.reverses is None or _restores(reader, entry) else -1
    return +found


def _restores(reader: Reader, entry: ledger.Entry) -> bool:
    depth = 0
    while entry.reverses is not None:
        entry = ledger.read_entry(reader, entry.reverses)
        depth += 1
    return depth % 2 == 0


def act(book: Book, meant: Meant, dice: Random) -> None:
    """One thing that a person does, and what she means by it."""
    before = dict(meant.standing)
    try:
        _act(book, meant, dice)
    except Rejected as rejected:
        # Nobody can pay more than is owed; whatever is refused leaves everything as it was.
        codes = [problem.code for problem in rejected.problems]
        assert codes == ["payer-missing"]
        meant.standing = before


def _act(book: Book, meant: Meant, dice: Random) -> None:
    kind = dice.choice(sorted(EFFECTS))
    amount = dice.randrange(1, 400) * 500
    day = START + timedelta(days=dice.randrange(31))
    choice = dice.random()
    numbers = sorted(meant.standing)
    before = dict(meant.standing)
    with book.write() as tx:
        place = own(tx)
        if choice < 0.55 or not numbers:
            done = recording.record(tx, kind, {"amount": amount, "date": day}, ledger=place, today=TODAY)
            meant.standing[done.number] = (kind, amount)
        elif choice < 0.70:
            number = dice.choice(numbers)
            done = recording.correct(tx, number, kind, {"amount": amount}, today=TODAY)
            del meant.standing[number]
            meant.standing[done.number] = (kind, amount)
        elif choice < 0.85:
            number = dice.choice(numbers)
            recording.reverse(tx, number, today=TODAY)
            del meant.standing[number]
        else:
            recording.undo(tx, today=TODAY)
            meant.standing = meant.before.pop()
            _renumber(tx, meant)
            return
    meant.before.append(before)


def _renumber(reader: Reader, meant: Meant) -> None:
    """What an undo restored stands under a new number; people find it in the cash book, the oracle here."""
    fresh: dict[str, tuple[str, int]] = {}
    for number, what in meant.standing.items():
        entry = ledger.entry_by_number(reader, number)
        while entry.reversed_by is not None:
            entry = ledger.read_entry(reader, entry.reversed_by)
        fresh[entry.number] = what
    meant.standing = fresh


@given(st.integers(0, 2**32))
@settings(max_examples=6)
def test_random_histories_add_up_after_every_stretch(seed: int) -> None:
    dice = Random(seed)
    meant = Meant()
    with family() as book:
        for stretch in range(5):
            for _ in range(12):
                act(book, meant, dice)
            with book.read() as reader:
                assert figures(reader) == meant.figures(), stretch
                place = own(reader)
                cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), JANUARY)
                lines = [row for row in cash.rows if not row.struck]
                assert cash.closing == meant.figures()[0]
                assert cash.total_in == sum(row.money_in for row in lines)
                assert cash.total_out == sum(row.money_out for row in lines)
                assert not lines or lines[-1].balance == cash.closing
                flow = statements.cash_flow(reader, place, JANUARY)
                assert flow.change == flow.operating + flow.investing + flow.financing == cash.closing
                position = statements.position(reader, place, TODAY)
                assert position.assets == position.liabilities + position.equity
                home = ledger.find_ledger(reader, "Keluarga Bu Siti")
                assert statements.income(reader, home, JANUARY).revenue == meant.figures()[4]
        with book.read() as reader:
            assert standing_numbers(reader) == Counter(meant.standing.values())
            assert house.check(reader).faults == ()


@given(st.integers(0, 2**32))
@settings(max_examples=5)
def test_undoing_everything_leaves_an_empty_book_that_remembers(seed: int) -> None:
    dice = Random(seed)
    meant = Meant()
    with family() as book:
        for _ in range(15):
            act(book, meant, dice)
        for _ in range(len(meant.before)):
            with book.write() as tx:
                recording.undo(tx, today=TODAY)
            meant.standing = meant.before.pop()
            with book.read() as reader:
                assert figures(reader) == meant.figures()
        with book.read() as reader:
            assert figures(reader) == (0, 0, 0, 0, 0)
            assert ledger.entry_count(reader) > 0
            assert recording.undoable(reader) is None
            assert house.check(reader).faults == ()
        with pytest.raises(Rejected, match="nothing-to-undo"), book.write() as tx:
            recording.undo(tx, today=TODAY)


@given(st.lists(st.integers(1, 999_999_999_999), min_size=1, max_size=20), st.integers(1, 7))
@settings(max_examples=15)
def test_any_page_of_the_cash_book_is_the_same_as_that_part_of_the_whole(amounts: list[int], size: int) -> None:
    with family() as book:
        with book.write() as tx:
            place = own(tx)
            for nth, amount in enumerate(amounts):
                kind = "jual_tunai" if nth % 3 else "beli_bahan"
                day = START + timedelta(days=nth * 7 % 11)
                number = recording.record(tx, kind, {"amount": amount, "date": day}, ledger=place, today=TODAY).number
                if nth % 4 == 3:
                    recording.reverse(tx, number, today=TODAY)
        with book.read() as reader:
            place = own(reader)
            account = ledger.find_account(reader, place, "Kas")
            whole = list(statements.cash_book(reader, place, account, JANUARY).rows)
            balance = 0
            for row in whole:
                if row.struck:
                    assert row.balance is None
                else:
                    balance += row.money_in - row.money_out
                    assert row.balance == balance
            for first in range(len(whole) + 1):
                page = statements.cash_book_page(reader, account, JANUARY, first, size)
                assert list(page) == whole[first : first + size]
