"""Whatever is sold, bought, paid, returned, let go, corrected and taken back: debts by name are what the account says.

The oracle keeps what each act meant, as plain sums by person, and folds payments itself; it shares no code with the
program. After every step every bill lies between nothing and what it was made for, and undoing restores each one.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Reader
from kpmbooks.problems import Rejected
from kpmbooks.trade.bills import debt_accounts, nameless, open_bills
from kpmbooks.trade.parties import named_party, parties
from kpmbooks.trade.paying import Payment, give_name, pay
from tests.books import START, TODAY, family, own

PEOPLE = ("Bu Wati", "Pak Ujang", "Bu Nur")
Levels = dict[bytes, int]


@dataclass(frozen=True)
class Side:
    """The kinds of one account: what makes debts, pays them and lowers them, and the field of the lowered debt."""

    role: str
    code: str
    sell: str
    pay: str
    back: str
    back_field: str
    bulk: str
    bulk_field: str
    sign: int


BON = Side(
    *("piutang_usaha", "1-1300", "jual_belum_dibayar", "terima_bayar_bon", "barang_dikembalikan", "bon"),
    *("saldo_awal", "bon", 1),
)
SUPPLIERS = Side(
    *("utang_usaha", "2-1100", "beli_belum_dibayar", "bayar_utang", "retur_belanja", "owed"),
    *("saldo_awal", "payables", -1),
)


@dataclass
class Meant:
    """What is owed by whom (None: nobody in particular), and what each record that stands did to that."""

    owed: dict[str | None, int] = field(default_factory=lambda: dict.fromkeys((*PEOPLE, None), 0))
    did: dict[str, tuple[str, str | None, dict[str | None, int]]] = field(default_factory=dict)

    def copy(self) -> "Meant":
        return Meant(dict(self.owed), dict(self.did))

    def add(self, effect: dict[str | None, int], sign: int = 1) -> None:
        for who, amount in effect.items():
            self.owed[who] += sign * amount

    def paid(self, who: str | None, amount: int) -> dict[str | None, int] | None:
        """From whom a payment is taken: her own debts first, then what has no name; None when it is too much."""
        own_part = 0 if who is None else min(amount, self.owed[who])
        rest = amount - own_part
        if rest > max(self.owed[None], 0):
            return None
        return {who: -own_part, None: -rest} if who is not None else {None: -rest}


def levels(reader: Reader) -> Levels:
    rows = reader.connection.exec_driver_sql(
        "SELECT b.uid, sum(d.amount) FROM bills b JOIN debt_movements d ON d.bill_id = b.id GROUP BY b.id"
    )
    return {row[0]: row[1] for row in rows if row[1]}


def oldest_first(reader: Reader, who: str, amount: int) -> Levels:
    """What is left of her bills when ``amount`` is paid, folded here from the rows themselves."""
    rows = reader.connection.exec_driver_sql(
        "SELECT b.uid, sum(d.amount) AS left FROM bills b JOIN debt_movements d ON d.bill_id = b.id"
        " JOIN entries e ON e.id = b.entry_id WHERE b.party_id = ? GROUP BY b.id HAVING left > 0 ORDER BY e.day, b.id",
        (named_party(reader, who).id,),
    )
    found: Levels = {}
    for uid, left in rows:
        taken = min(left, amount)
        amount -= taken
        if left - taken:
            found[uid] = left - taken
    return found


def agree(reader: Reader, side: Side, meant: Meant) -> None:
    """Everything that must hold after each step."""
    account = next(one for one in debt_accounts(reader) if one.role == side.role)
    by_person = dict.fromkeys((*PEOPLE, None), 0)
    names = {party.id: party.name for party in parties(reader)}
    for bill in open_bills(reader, account=account.id):
        by_person[names[bill.party]] += int(bill.open)
    by_person[None] = int(nameless(reader, account))
    assert by_person == meant.owed
    sums = ledger.sums_through(reader, own(reader).id, date(2026, 12, 31))
    found = sums.get(ledger.find_account(reader, own(reader), side.code).id)
    assert sum(by_person.values()) == side.sign * (0 if found is None else int(found.net))
    made = dict(
        reader.connection.exec_driver_sql(
            "SELECT b.uid, sum(d.amount) FROM bills b JOIN debt_movements d"
            " ON d.bill_id = b.id AND d.entry_id = b.entry_id GROUP BY b.id"
        ).all()
    )
    for uid, left in levels(reader).items():
        assert 0 <= left <= made[uid]


class Life:
    """A book, what was meant, and how both were before each act."""

    def __init__(self, book: Book, side: Side, dice: Random) -> None:
        self.book, self.side, self.dice = book, side, dice
        self.meant = Meant()
        self.before: list[tuple[Meant, Levels]] = []
        self.closed = START - timedelta(days=1)

    def step(self) -> None:
        often = (self.sell, self.pay, self.take_back, self.correct, self.undo)
        seldom = (self.pay, self.sell_many, self.pay_chosen, self.lower, self.bulk, self.give_name, self.close)
        act = self.dice.choice((*often, *often, *seldom))
        with self.book.read() as reader:
            before = levels(reader)
        kept = self.meant.copy()
        try:
            done = act()
        except Rejected:
            self.meant = kept
            with self.book.read() as reader:
                assert levels(reader) == before
            done = False
        if done:
            self.before.append((kept, before))
        with self.book.read() as reader:
            agree(reader, self.side, self.meant)

    def day(self) -> date:
        return max(START + timedelta(days=self.dice.randrange(31)), self.closed + timedelta(days=1))

    def amount(self) -> int:
        return self.dice.randrange(1, 60) * 500

    def record(self, kind: str, **answers: object) -> str:
        with self.book.write() as tx:
            return recording.record(tx, kind, answers, ledger=own(tx), today=TODAY).number

    def note(self, number: str, kind: str, who: str | None, effect: dict[str | None, int]) -> bool:
        self.meant.did[number] = (kind, who, effect)
        self.meant.add(effect)
        return True

    def sell(self) -> bool:
        who, amount = self.dice.choice(PEOPLE), self.amount()
        number = self.record(self.side.sell, party=who, amount=amount, date=self.day())
        return self.note(number, "sell", who, {who: amount})

    def sell_many(self) -> bool:
        wanted = [(self.dice.choice(PEOPLE), self.amount(), self.day()) for _ in range(self.dice.randrange(2, 6))]
        with self.book.write() as tx:
            first = ledger.entry_count(tx)
            rows = [
                (self.side.sell, {"party": who, "amount": amount, "date": day}, own(tx), "sheet")
                for who, amount, day in wanted
            ]
            recording.record_many(tx, rows, today=TODAY)
            numbers = [ledger.read_entry(tx, first + nth).number for nth in range(1, len(wanted) + 1)]
        for number, (who, amount, _day) in zip(numbers, wanted, strict=True):
            self.note(number, "sell", who, {who: amount})
        return True

    def pay(self) -> bool:
        who = self.dice.choice((*PEOPLE, None))
        most = max(self.meant.owed[who], 0) if who else max(self.meant.owed[None], 0)
        amount = self.dice.choice((most, most // 1000 * 500, self.amount())) or self.amount()
        effect = self.meant.paid(who, amount)
        expected = None
        with self.book.read() as reader:
            if who is not None and self.meant.owed[who]:
                expected = {**levels(reader)}
                hers = {bill.uid for bill in open_bills(reader, party=named_party(reader, who).id)}
                expected = {uid: left for uid, left in expected.items() if uid not in hers}
                expected |= oldest_first(reader, who, amount)
        if effect is None:
            with pytest.raises(Rejected):
                self.record(self.side.pay, party=who or "", amount=amount, date=self.day())
            return False
        number = self.record(self.side.pay, party=who or "", amount=amount, date=self.day())
        if expected is not None:
            with self.book.read() as reader:
                assert levels(reader) == expected
        return self.note(number, "pay", who, effect)

    def pay_chosen(self) -> bool:
        with self.book.read() as reader:
            account = next(one for one in debt_accounts(reader) if one.role == self.side.role)
            there = open_bills(reader, account=account.id)
            before = levels(reader)
        if not there:
            return False
        bill = self.dice.choice(there)
        amount = self.dice.choice((int(bill.open), max(int(bill.open) // 1000 * 500, 500)))
        amount = min(amount, int(bill.open))
        with self.book.write() as tx:
            party = next(one for one in parties(tx) if one.id == bill.party)
            (done,) = pay(tx, party, account, Payment(amount, self.day(), (bill,)), today=TODAY)
        with self.book.read() as reader:
            expected = {**before, bill.uid: before[bill.uid] - amount}
            assert levels(reader) == {uid: left for uid, left in expected.items() if left}
        assert party.name is not None
        return self.note(done.number, "pay", party.name, {party.name: -amount})

    def lower(self) -> bool:
        kinds = [(self.side.back, self.side.back_field)]
        if self.side is BON:
            kinds.append(("bon_direlakan", "amount"))
        kind, asked = self.dice.choice(kinds)
        who = self.dice.choice(PEOPLE)
        amount = min(self.amount(), self.meant.owed[who])
        if not amount:
            return False
        number = self.record(kind, party=who, date=self.day(), **{asked: amount})
        return self.note(number, "other", who, {who: -amount})

    def bulk(self) -> bool:
        amount = self.amount()
        number = self.record(self.side.bulk, date=self.day(), **{self.side.bulk_field: amount})
        return self.note(number, "other", None, {None: amount})

    def give_name(self) -> bool:
        who, amount = self.dice.choice(PEOPLE), min(self.amount(), self.meant.owed[None])
        if amount <= 0:
            return False
        with self.book.write() as tx:
            account = next(one for one in debt_accounts(tx) if one.role == self.side.role)
            done = give_name(tx, account, who, amount, day=self.day())
        return self.note(done.number, "other", who, {who: amount, None: -amount})

    def take_back(self) -> bool:
        if not self.meant.did:
            return False
        number = self.dice.choice(sorted(self.meant.did))
        _kind, _who, effect = self.meant.did.pop(number)
        self.meant.add(effect, -1)
        below = any(self.meant.owed[who] < 0 for who in PEOPLE)
        if below:
            with pytest.raises(Rejected, match="paid-already"):
                self.reverse(number)
            raise Rejected(())
        self.reverse(number)
        return True

    def reverse(self, number: str) -> None:
        with self.book.write() as tx:
            recording.reverse(tx, number, today=TODAY)

    def correct(self) -> bool:
        able = sorted(number for number, (kind, _, _) in self.meant.did.items() if kind in ("sell", "pay"))
        if not able:
            return False
        number = self.dice.choice(able)
        kind, who, old = self.meant.did.pop(number)
        amount = self.amount()
        self.meant.add(old, -1)
        effect = {who: amount} if kind == "sell" else self.meant.paid(who, amount)
        below = effect is None or any(self.meant.owed[one] + effect.get(one, 0) < 0 for one in PEOPLE)
        answers = {"party": who or "", "amount": amount}
        try:
            with self.book.write() as tx:
                done = recording.correct(
                    tx, number, self.side.sell if kind == "sell" else self.side.pay, answers, today=TODAY
                )
        except Rejected:
            assert below
            raise
        assert not below
        assert effect is not None
        return self.note(done.number, kind, who, effect)

    def undo(self) -> bool:
        if not self.before:
            return False
        with self.book.write() as tx:
            recording.undo(tx, today=TODAY)
        self.meant, before = self.before.pop()
        with self.book.read() as reader:
            assert levels(reader) == before
        return False

    def close(self) -> bool:
        if self.dice.random() < 0.3:
            self.closed = min(self.closed + timedelta(days=self.dice.randrange(1, 6)), TODAY - timedelta(days=3))
            if self.closed >= START:
                with self.book.write() as tx:
                    ledger.close_period(tx, own(tx), self.closed)
        return False


@pytest.mark.parametrize("side", [BON, SUPPLIERS], ids=["bon", "suppliers"])
@given(seed=st.integers(0, 2**32), steps=st.integers(5, 30))
@settings(max_examples=10)
def test_after_every_act_debts_by_name_are_the_account_and_undoing_restores_every_bill(side, seed, steps):
    with family() as book:
        life = Life(book, side, Random(seed))
        for _ in range(steps):
            life.step()
        with book.read() as reader:
            assert house.check(reader).faults == ()
        while life.before:
            life.undo()
        with book.read() as reader:
            assert levels(reader) == {}
