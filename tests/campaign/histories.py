"""Random histories of a thousand acts, each figure beside what was meant; and the arithmetic under them.

A history records, corrects, takes back and undoes over many kinds, ledgers, purses and transfers, closes periods and
opens them again, and tries what must be refused. What was meant is kept by ``meant``, in plain lists.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period, format_day, read_day
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import LIMIT, Rupiah, allocate, format_amount, read_amount
from kpmbooks.problems import Rejected
from tests.campaign.meant import Item, Meant, Postings

ACTS = 1_000
LOOKED_AT = 100
"""After so many acts everything is compared; the figures at the end of time after each act."""
START = date(2026, 1, 1)
END = date(2099, 12, 31)
OWN, HOME = "own", "home"
BON = "Bon pelanggan"

Answers = dict[str, Any]
Said = tuple[str, Answers, Mapping[str, Postings]]
"""A kind, its answers, and what they mean in the own ledger and in the family's."""


def run(seed: int, cases: int) -> dict[str, dict[str, Any]]:
    """Histories with ``cases`` acts in all, a thousand in each; ``cases`` amounts, days and shares."""
    told: dict[str, dict[str, Any]] = {}
    for kind in ("group", "family"):
        counts: Counter[str] = Counter()
        faults: list[str] = []
        half = max(1, cases // 2)
        for nth in range(-(-half // ACTS)):
            name = f"{kind} {seed}.{nth}"
            history = History(kind, Random(name))
            faults += [f"{name}: {fault}" for fault in history.live(min(ACTS, half - nth * ACTS))]
            counts.update(history.counts)
        told[f"{kind}'s histories"] = {**dict(sorted(counts.items())), "faults": faults}
    told["amounts"] = _arithmetic(f"amounts {seed}", cases, _amount)
    told["days"] = _arithmetic(f"days {seed}", cases, _day)
    told["shares"] = _arithmetic(f"shares {seed}", cases, _share)
    return told


class Broken(Exception):
    """Something was refused that had to be taken, or taken that had to be refused: nothing fits from here on."""


class History:
    """One book and what was meant by it; ``live`` gives the faults, ``counts`` what was done."""

    def __init__(self, kind: str, dice: Random) -> None:
        self.dice = dice
        self.counts: Counter[str] = Counter()
        self._own, self._home = ("KUBE Melati", "") if kind == "group" else ("Gorengan Bu Siti", "Keluarga Bu Siti")
        self._kind = kind
        self.meant = Meant(START)
        self._before: list[dict[tuple[str, str], int]] = []

    def live(self, acts: int) -> list[str]:
        """Do so many acts; every promise that was broken, in words."""
        faults: list[str] = []
        with self._new_book() as book:
            for nth in range(acts):
                try:
                    faults += [f"act {nth}: {fault}" for fault in self._act(book)]
                except Broken as broken:
                    return [*faults, f"act {nth}: {broken}"]
                if nth % LOOKED_AT == LOOKED_AT - 1 or nth == acts - 1:
                    with book.read() as reader:
                        faults += [f"after act {nth}: {fault}" for fault in self._look(reader)]
                if len(faults) > 5:
                    break
            with book.read() as reader:
                self.counts["entries"] += ledger.entry_count(reader)
        return faults

    def _new_book(self) -> Book:
        if self._kind == "group":
            return house.create(None, kind="group", name=self._own, sector="jasa", start=START)
        return house.create(None, kind="family", name=self._home, business=self._own, sector="kuliner", start=START)

    def _act(self, book: Book) -> Iterator[str]:
        dice, meant = self.dice, self.meant
        if dice.random() < 0.2:
            meant.today += timedelta(days=dice.randrange(1, 4))
        with book.read() as reader:
            before = _figures(reader, END)
        choice = dice.random()
        standing = meant.standing()
        undone = False
        if choice < 0.50 or (choice < 0.82 and not standing):
            name, written = "records", self._record(book)
        elif choice < 0.55:
            name, written = "records together", self._record_many(book)
        elif choice < 0.70:
            name, written = "corrections", self._correct(book, dice.choice(standing))
        elif choice < 0.82:
            name, written = "taken back", self._take_back(book, dice.choice(standing))
        elif choice < 0.93:
            name, written = "undone", self._undo(book)
            undone = written
        elif choice < 0.97:
            name, written = "periods", False
            self._close(book)
        else:
            name, written = "refused", self._nonsense(book)
        self.counts[name] += written or name in ("periods", "refused")
        with book.read() as reader:
            after = _figures(reader, END)
        if after != meant.totals(END):
            yield f"{name}: the book says {_difference(after, meant.totals(END))}"
        if undone and after != self._before.pop():
            yield "an undo did not restore every figure"
        if not written and after != before:
            yield f"{name}: something was changed by what was refused"
        if written and not undone:
            self._before.append(before)

    # ------------------------------------------------------------------------------------------ acts

    def _record(self, book: Book) -> bool:
        said, place = self._say()
        day = self._day()
        items = self._items(said, place, day)
        with_day = {**said[1], "date": day}
        done = self._try(
            book,
            lambda tx: recording.record(
                tx, said[0], with_day, ledger=ledger.find_ledger(tx, place), today=self.meant.today
            ),
            allowed=self.meant.is_open(items) and self._is_owed(items),
        )
        if done is not None:
            _number(items, done)
            self.meant.record(items)
        return done is not None

    def _record_many(self, book: Book) -> bool:
        all_said = [(self._say(), self._day()) for _ in range(3)]
        items = [item for (said, place), day in all_said for item in self._items(said, place, day)]
        done = self._try(
            book,
            lambda tx: recording.record_many(
                tx,
                [
                    (said[0], {**said[1], "date": day}, ledger.find_ledger(tx, place), "sheet")
                    for (said, place), day in all_said
                ],
                today=self.meant.today,
            ),
            allowed=self.meant.is_open(items) and self._is_owed(items),
        )
        if done is not None:
            self.meant.record(items)
        return done is not None

    def _correct(self, book: Book, item: Item) -> bool:
        own = next((one for one in (item, *item.ends) if one.ledger == self._own), item)
        said, _place = self._say(own.ledger)
        answers = dict(said[1])
        day = self.meant.day_of_correction(own)
        if self.dice.random() < 0.5:
            day = answers["date"] = self._day()
        items = self._items(said, own.ledger, day)
        number = own.number
        assert number is not None
        done = self._try(
            book,
            lambda tx: recording.correct(tx, number, said[0], answers, today=self.meant.today, reason="Salah"),
            allowed=self.meant.is_open(items) and self._is_owed(items, (own, *own.ends)),
        )
        if done is not None:
            _number(items, done)
            self.meant.correct(own, items)
        return done is not None

    def _take_back(self, book: Book, item: Item) -> bool:
        number = item.number
        assert number is not None
        done = self._try(book, lambda tx: recording.reverse(tx, number, today=self.meant.today), allowed=True)
        if done is not None:
            self.meant.take_back(item)
        return done is not None

    def _undo(self, book: Book) -> bool:
        allowed = self.meant.can_undo()
        done = self._try(book, lambda tx: recording.undo(tx, today=self.meant.today), allowed=allowed)
        if done is not None:
            self.meant.undo()
        return done is not None

    def _close(self, book: Book) -> None:
        """Close a ledger through a day before today, or open it again."""
        place = self._own if not self._home or self.dice.random() < 0.6 else self._home
        length = (self.meant.today - START).days
        through = START + timedelta(days=self.dice.randrange(length)) if length else None
        if self.dice.random() < 0.3:
            through = None
        with book.write() as tx:
            ledger.close_period(tx, ledger.find_ledger(tx, place), through)
        self.meant.closed.pop(place, None)
        if through is not None:
            self.meant.closed[place] = through

    def _nonsense(self, book: Book) -> bool:
        kind, answers = self.dice.choice(
            (
                ("jual_tunai", {"amount": "1.5"}),
                ("jual_tunai", {"amount": "0"}),
                ("jual_tunai", {"amount": "-5000"}),
                ("jual_tunai", {"amount": "5000", "date": START - timedelta(days=1)}),
                ("jual_tunai", {"amount": "5000", "box": "Bawah bantal"}),
                ("jual_tunai", {}),
                ("jual_bintang", {"amount": "5000"}),
                ("jual_belum_dibayar", {"amount": "5000", "paid": "6000"}),
                ("tutup_lapak", {"drawer": "5000", "float": "50000"}),
            )
        )
        self._try(
            book,
            lambda tx: recording.record(
                tx, kind, answers, ledger=ledger.find_ledger(tx, self._own), today=self.meant.today
            ),
            allowed=False,
        )
        return False

    def _try(self, book: Book, act: Callable[[Any], Any], *, allowed: bool) -> Any:
        """What ``act`` gave; None when it was refused, which must be as expected."""
        try:
            with book.write() as tx:
                done = act(tx)
        except Rejected as rejected:
            if allowed:
                raise Broken(f"refused: {rejected}") from rejected
            self.counts["refused"] += 1
            return None
        if not allowed:
            raise Broken("what must be refused was taken")
        return done

    # ------------------------------------------------------------------------------------------ what is said

    def _is_owed(self, items: Iterable[Item], gone: Iterable[Item] = ()) -> bool:
        """Whether what ``items`` pay is owed by somebody once all of them are written and ``gone`` is taken back."""
        paid = [item.postings.get(BON, 0) for item in items]
        before = sum(amount for (_place, account), amount in self.meant.totals(END).items() if account == BON)
        return min(paid, default=0) >= 0 or before + sum(paid) >= sum(item.postings.get(BON, 0) for item in gone)

    def _day(self) -> date:
        """Mostly one of the last days."""
        length = (self.meant.today - START).days + 1
        back = length if self.dice.random() < 0.2 else min(5, length)
        return self.meant.today - timedelta(days=self.dice.randrange(back))

    def _say(self, place: str = "") -> tuple[Said, str]:
        """A kind with answers for the ledger ``place``, or for any."""
        place = place or (self._home if self._home and self.dice.random() < 0.25 else self._own)
        amount = self.dice.randrange(1, 4_000) * self.dice.choice((1, 250, 1_000))
        part = self.dice.randrange(amount + 1)
        spoken = _group if self._kind == "group" else _home if place == self._home else _business
        return self.dice.choice(spoken(amount, part)), place

    def _items(self, said: Said, place: str, day: date) -> list[Item]:
        names = {OWN: place, HOME: self._home}
        made = [
            Item(names[end], day, {account: amount for account, amount in postings.items() if amount})
            for end, postings in said[2].items()
        ]
        made = [item for item in made if item.postings]
        for item in made:
            item.ends = tuple(other for other in made if other is not item)
        return made

    # ------------------------------------------------------------------------------------------ looking

    def _look(self, reader: Reader) -> Iterator[str]:
        """Everything that must hold, from the rows themselves."""
        meant, dice = self.meant, self.dice
        for day in sorted({START + timedelta(days=dice.randrange((meant.today - START).days + 3)) for _ in range(4)}):
            said, wanted = _figures(reader, day), meant.totals(day)
            if said != wanted:
                yield f"through {day} the book says {_difference(said, wanted)}"
            yield from self._statements(reader, day)
        yield from _unbalanced(reader)
        yield from _roll_ups(reader)
        yield from _inexact(reader)
        yield from (f"check: {fault.code} at {fault.where}" for fault in house.check(reader).faults)

    def _statements(self, reader: Reader, day: date) -> Iterator[str]:
        wanted = self.meant.totals(day)
        for place in ledger.ledgers(reader):
            position = statements.position(reader, place, day)
            if position.assets != position.liabilities + position.equity:
                yield f"through {day} the position of {place.name} does not balance"
            trial = statements.trial_balance(reader, place, day)
            debit = sum(amount for (where, _), amount in wanted.items() if where == place.name and amount > 0)
            if not int(trial.total_debit) == int(trial.total_credit) == debit:
                yield f"through {day} the trial balance of {place.name} says {trial.total_debit}, {trial.total_credit}"
            for account in ledger.accounts(reader, place):
                if account.is_cash:
                    yield from self._cash_book(reader, place, account, day)

    def _cash_book(self, reader: Reader, place: LedgerRef, account: Any, day: date) -> Iterator[str]:
        book = statements.cash_book(reader, place, account, Period(START, day))
        balance = 0
        for row in book.rows:
            if row.balance is not None:
                balance += int(row.money_in) - int(row.money_out)
                if balance != row.balance:
                    yield f"the cash book of {account.name} says {row.balance} after {row.number}"
                    return
        if not balance == int(book.closing) == self.meant.totals(day).get((place.name, account.name), 0):
            yield f"the cash book of {account.name} ends with {book.closing} on {day}"


def _group(a: int, part: int) -> tuple[Said, ...]:
    rest = a - part
    return (
        ("jual_tunai", {"amount": a}, {OWN: {"Kas": a, "Penjualan": -a}}),
        ("jual_tunai", {"amount": a, "box": "Bank"}, {OWN: {"Bank": a, "Penjualan": -a}}),
        (
            "jual_belum_dibayar",
            {"amount": a, "paid": part},
            {OWN: {"Kas": part, "Bon pelanggan": rest, "Penjualan": -a}},
        ),
        ("terima_bayar_bon", {"amount": a}, {OWN: {"Kas": a, "Bon pelanggan": -a}}),
        ("beli_bahan", {"amount": a}, {OWN: {"Belanja bahan": a, "Kas": -a}}),
        ("bayar_upah", {"amount": a}, {OWN: {"Upah": a, "Kas": -a}}),
        ("tabungan_masuk", {"amount": a}, {OWN: {"Kas tabungan": a, "Tabungan anggota": -a}}),
        ("tabungan_keluar", {"amount": a}, {OWN: {"Kas tabungan": -a, "Tabungan anggota": a}}),
        ("iuran_iks", {"amount": a}, {OWN: {"Kas IKS": a, "Dana IKS": -a}}),
        ("bantu_iks", {"amount": a}, {OWN: {"Kas IKS": -a, "Dana IKS": a}}),
        (
            "sisihkan_iks",
            {"amount": a},
            {OWN: {"Pindahan kantong usaha": a, "Kas": -a, "Kas IKS": a, "Pindahan kantong sosial": -a}},
        ),
        (
            "setor_bank",
            {"amount": a, "fee": part},
            {OWN: {"Bank": a, "Kas": -a - part, "Biaya bank dan QRIS": part}},
        ),
        (
            "terima_pinjaman",
            {"amount": a, "kept_back": part},
            {OWN: {"Kas": rest, "Potongan pinjaman": part, "Sisa pinjaman": -a}},
        ),
        (
            "bayar_cicilan",
            {"principal": a, "interest": part},
            {OWN: {"Sisa pinjaman": a, "Bunga dan jasa pinjaman": part, "Kas": -a - part}},
        ),
    )


def _business(a: int, part: int) -> tuple[Said, ...]:
    rest = a - part
    family = {"Kas": part, "Uang dari usaha sendiri": -part}
    sales = a + part + part
    return (
        ("jual_tunai", {"amount": a}, {OWN: {"Kas": a, "Penjualan": -a}}),
        ("beli_bahan", {"amount": a}, {OWN: {"Belanja bahan": a, "Kas": -a}}),
        (
            "tutup_lapak",
            {"drawer": a + 50_000, "float": 50_000, "shopping": part, "family": part, "bon": rest, "qris": a},
            {
                OWN: {
                    "Kas": a,
                    "Bon pelanggan": rest,
                    "QRIS": a,
                    "Penjualan": -(sales + rest + a),
                    "Belanja bahan": part,
                    "Diambil untuk keluarga": part,
                },
                HOME: family,
            },
        ),
        (
            "belanja_pasar",
            {"amount": a, "kitchen": part},
            {
                OWN: {"Belanja bahan": rest, "Diambil untuk keluarga": part, "Kas": -a},
                HOME: {"Belanja dapur": part, "Uang dari usaha sendiri": -part},
            },
        ),
        (
            "ambil_untuk_keluarga",
            {"amount": a},
            {OWN: {"Diambil untuk keluarga": a, "Kas": -a}, HOME: {"Kas": a, "Uang dari usaha sendiri": -a}},
        ),
        (
            "modal_dari_keluarga",
            {"amount": a},
            {OWN: {"Kas": a, "Tambahan modal": -a}, HOME: {"Uang untuk usaha sendiri": a, "Kas": -a}},
        ),
        (
            "bayar_cicilan",
            {"principal": a, "interest": part},
            {OWN: {"Sisa pinjaman": a, "Bunga dan jasa pinjaman": part, "Kas": -a - part}},
        ),
    )


def _home(a: int, part: int) -> tuple[Said, ...]:
    return (
        ("belanja_dapur", {"amount": a}, {OWN: {"Belanja dapur": a, "Kas": -a}}),
        ("bansos_masuk", {"amount": a}, {OWN: {"Kas": a, "Bantuan sosial": -a}}),
        ("setor_bank", {"amount": a, "fee": part}, {OWN: {"Bank": a, "Kas": -a - part, "Biaya bank": part}}),
    )


def _number(items: list[Item], done: recording.Recorded) -> None:
    """Give the items their numbers; they were written in the same order, the own end first."""
    for item, posted in zip(items, done.posted, strict=True):
        item.number = posted.number


# ------------------------------------------------------------------------------------------ the rows themselves


def _figures(reader: Reader, through: date) -> dict[tuple[str, str], int]:
    """By ledger and account what the roll-ups say; what comes to nothing is left out."""
    found = {}
    for place in ledger.ledgers(reader):
        names = {account.id: account.name for account in ledger.accounts(reader, place)}
        for account, sums in ledger.sums_through(reader, place.id, through).items():
            if int(sums.net):
                found[place.name, names[account]] = int(sums.net)
    return found


def _difference(said: Mapping[Any, int], wanted: Mapping[Any, int]) -> str:
    places = sorted(place for place in said.keys() | wanted.keys() if said.get(place, 0) != wanted.get(place, 0))
    return ", ".join(f"{place}: {said.get(place, 0)} instead of {wanted.get(place, 0)}" for place in places)


def _rows(reader: Reader, sql: str) -> list[Any]:
    return list(reader.connection.exec_driver_sql(sql).all())


def _unbalanced(reader: Reader) -> Iterator[str]:
    """Entries whose postings do not come to nothing in each purse."""
    sums: Counter[tuple[int, int]] = Counter()
    funds = dict(tuple(row) for row in _rows(reader, "SELECT id, fund_id FROM accounts"))
    for entry, account, amount in _rows(reader, "SELECT entry_id, account_id, amount FROM postings"):
        sums[entry, funds[account]] += amount
    yield from (f"entry {entry} comes to {amount} in a purse" for (entry, _fund), amount in sums.items() if amount)


def _roll_ups(reader: Reader) -> Iterator[str]:
    """Sums that are kept and are not those of the entries; a struck pair counts in none, and is one line."""
    entries = {row[0]: row for row in _rows(reader, "SELECT id, day, folds, reverses FROM entries")}
    struck = {row[3] for row in entries.values() if row[2]} | {row[0] for row in entries.values() if row[2]}
    found: dict[str, dict[tuple[int, str], list[int]]] = {"account_months": {}, "account_days": {}}
    lines = set()
    for entry, account, amount in _rows(reader, "SELECT entry_id, account_id, amount FROM postings"):
        day, folds = entries[entry][1], entries[entry][2]
        for kept, span in (("account_months", day[:7]), ("account_days", day)):
            sums = found[kept].setdefault((account, span), [0, 0, 0])
            if entry not in struck:
                sums[0 if amount > 0 else 1] += abs(amount)
            if not folds and (kept, entry, account) not in lines:
                lines.add((kept, entry, account))
                sums[2] += 1
    for kept, span in (("account_months", "month"), ("account_days", "day")):
        said = {
            (row[0], row[1]): list(row[2:])
            for row in _rows(
                reader,
                f"SELECT account_id, {span}, sum(debit), sum(credit), sum(count) FROM {kept} GROUP BY 1, 2",
            )
        }
        for place in said.keys() | found[kept].keys():
            if said.get(place, [0, 0, 0]) != found[kept].get(place, [0, 0, 0]):
                yield f"{kept} {place}: {said.get(place)} instead of {found[kept].get(place)}"


def _inexact(reader: Reader) -> Iterator[str]:
    """Reversals that are not their original turned round, account by account and leg by leg."""
    postings: dict[int, Counter[tuple[int, int]]] = {}
    for entry, leg, account, amount in _rows(reader, "SELECT entry_id, leg, account_id, amount FROM postings"):
        postings.setdefault(entry, Counter())[leg, account] += amount
    for entry, original in _rows(reader, "SELECT id, reverses FROM entries WHERE reverses IS NOT NULL"):
        turned = {place: -amount for place, amount in postings[entry].items()}
        if turned != dict(postings[original]):
            yield f"entry {entry} does not cancel {original} exactly"


# ------------------------------------------------------------------------------------------ arithmetic


def _arithmetic(seed: str, cases: int, one: Callable[[Random], str | None]) -> dict[str, Any]:
    dice = Random(seed)
    faults = [fault for fault in (one(dice) for _ in range(cases)) if fault]
    return {"cases": cases, "faults": faults[:20]}


def _amount(dice: Random) -> str | None:
    """What is written is read as the same amount, with and without "Rp"."""
    digits = dice.randrange(1, 16)
    amount = Rupiah(dice.choice((1, -1)) * dice.randrange(min(10**digits, int(LIMIT) + 1)))
    for symbol in (True, False):
        written = format_amount(amount, symbol=symbol)
        if read_amount(written) != amount:
            return f"{written!r} is read as {read_amount(written)!r}"
    return None


def _day(dice: Random) -> str | None:
    day = date(1900, 1, 1) + timedelta(days=dice.randrange(109_000))
    today = date(2026, 1, 1) + timedelta(days=dice.randrange(9_000))
    for short in (True, False):
        written = format_day(day, short=False, weekday=short)
        if read_day(written, today) != day:
            return f"{written!r} is read as {read_day(written, today)!r}"
    return None


def _share(dice: Random) -> str | None:
    """No rupiah is lost, none comes from nowhere, and nobody is off by a whole one."""
    total = Rupiah(dice.choice((1, -1)) * dice.randrange(10 ** dice.randrange(1, 15)))
    weights = [dice.choice((0, dice.randrange(1, 10 ** dice.randrange(1, 9)))) for _ in range(dice.randrange(1, 40))]
    if not any(weights):
        weights[0] = 1
    shares = allocate(total, weights)
    base = sum(weights)
    if sum(int(share) for share in shares) != int(total):
        return f"{total} by {weights}: {shares} is another sum"
    for share, weight in zip(shares, weights, strict=True):
        if abs(int(share) * base - int(total) * weight) >= base:
            return f"{total} by {weights}: {share} is off by a rupiah or more"
    return None
