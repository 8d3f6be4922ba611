"""Stock, debts by age and the pages of trade, beside the same figures in plain SQL, and in a book a tenth of the size.

Both books have as many goods, parties and open bills: what is shown is the same, only what lies behind it grows.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any, NamedTuple

from kpmbooks import house, ledger, trade
from kpmbooks.book import Book, Reader
from kpmbooks.dates import month_of
from kpmbooks.storage import driver
from kpmbooks.trade.ageing import BUCKETS, ageing, bucket
from kpmbooks.trade.debt_statements import MOVEMENTS_A_PAGE, debts, party_page
from kpmbooks.trade.good_history import sales_of
from kpmbooks.trade.inventory import stock_accounts
from kpmbooks.trade.stock_cards import stock_card
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf
from tests.bench.trade_book import BUSY, BUSY_PARTY, trade_book

LARGEST = 100_000
MONTH = month_of(TODAY)
_RUNS = 60

# The latest fact of each subject and name: what the program folds in Python, said in SQL.
_LATEST = """
    (SELECT f.value FROM facts f WHERE f.subject = {uid} AND f.fact = '{fact}' ORDER BY f.id DESC LIMIT 1)
"""
_WORDS = """
    (SELECT t.text FROM facts f JOIN texts t ON t.id = f.words_id
        WHERE f.subject = p.uid AND f.fact = '{fact}' ORDER BY f.id DESC LIMIT 1)
"""
_STOCK = """
    SELECT l.good_id, l.holder, l.quantity, l.value FROM goods g JOIN stock_levels l ON l.good_id = g.id
    WHERE g.ledger_id = :ledger AND (l.quantity <> 0 OR l.value <> 0)
"""
_GOOD_FACTS = ("name", "unit", "sort", "price", "picture", "method", "stocked", "hidden", "counted", "low")
_GOODS = f"""
    SELECT g.id, {", ".join(_LATEST.format(uid="g.uid", fact=fact) for fact in _GOOD_FACTS)},
        (SELECT sum(quantity) FROM stock_levels l WHERE l.good_id = g.id),
        (SELECT sum(value) FROM stock_levels l WHERE l.good_id = g.id)
    FROM goods g WHERE g.ledger_id = :ledger ORDER BY 2
"""
_AGEING = f"""
    SELECT b.id, b.party_id, e.day, l.open, {_LATEST.format(uid="b.uid", fact="due")} AS due
    FROM bill_levels l JOIN bills b ON b.id = l.bill_id JOIN accounts a ON a.id = b.account_id
    JOIN entries e ON e.id = b.entry_id WHERE l.open <> 0 AND a.ledger_id = :ledger
"""
_DEBTS = f"""
    SELECT b.id, b.party_id, e.day, l.open, {_LATEST.format(uid="b.uid", fact="due")},
        {_LATEST.format(uid="b.uid", fact="discount")}, {_LATEST.format(uid="b.uid", fact="discount_until")}
    FROM bill_levels l JOIN bills b ON b.id = l.bill_id JOIN accounts a ON a.id = b.account_id
    JOIN entries e ON e.id = b.entry_id WHERE l.open <> 0 AND a.ledger_id = :ledger ORDER BY e.day, b.id
"""
_WHO = f"""
    SELECT p.id, {_WORDS.format(fact="name")}, {_WORDS.format(fact="phone")}, {_WORDS.format(fact="note")}
    FROM parties p WHERE p.id IN (SELECT b.party_id FROM bill_levels l JOIN bills b ON b.id = l.bill_id
        WHERE l.open <> 0)
"""
_BEFORE = """
    SELECT sum(quantity), sum(value) FROM (
        SELECT quantity, value FROM stock_months WHERE good_id = :good AND month < substr(:first, 1, 7)
        UNION ALL SELECT m.quantity, m.value FROM goods_days d JOIN goods_movements m ON m.id = d.movement_id
        WHERE d.good_id = :good AND d.day >= substr(:first, 1, 7) || '-01' AND d.day < :first AND m.stocked = 1)
"""
_CARD = """
    SELECT e.day, e.year, w.letter, e.number, e.kind, m.act, m.quantity, m.value FROM goods_days d
    JOIN goods_movements m ON m.id = d.movement_id JOIN entries e ON e.id = m.entry_id
    JOIN writers w ON w.id = e.writer_id
    WHERE d.good_id = :good AND m.stocked = 1 AND e.folds = 0 AND d.day BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1) ORDER BY e.day, m.id
"""
_SALES = """
    SELECT e.day, e.year, w.letter, e.number, e.kind, memo.text, party.text, -m.quantity, m.amount, -m.value
    FROM goods_days d JOIN goods_movements m ON m.id = d.movement_id JOIN entries e ON e.id = m.entry_id
    JOIN writers w ON w.id = e.writer_id
    LEFT JOIN texts memo ON memo.id = e.memo_id LEFT JOIN texts party ON party.id = e.party_id
    WHERE d.good_id = :good AND d.day BETWEEN :first AND :last AND m.act IN ('sell', 'sell_there', 'take_back')
    AND e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)
    ORDER BY e.day, m.id
"""
_BEGINS = """
    SELECT day FROM debt_days WHERE party_id = :party AND account_id = :account
    ORDER BY day DESC, movement_id DESC LIMIT 1 OFFSET :movements - 1
"""
_OPENING = """
    SELECT (SELECT coalesce(sum(amount), 0) FROM debt_months
        WHERE party_id = :party AND account_id = :account AND month < substr(:begins, 1, 7))
    + (SELECT coalesce(sum(d.amount), 0) FROM debt_days x JOIN debt_movements d ON d.id = x.movement_id
        WHERE x.party_id = :party AND x.account_id = :account
        AND x.day >= substr(:begins, 1, 7) || '-01' AND x.day < :begins)
"""
_PARTY = """
    SELECT e.id, e.day, e.year, w.letter, e.number, e.kind, t.text, sum(d.amount) FROM debt_days x
    JOIN debt_movements d ON d.id = x.movement_id JOIN entries e ON e.id = d.entry_id
    JOIN writers w ON w.id = e.writer_id LEFT JOIN texts t ON t.id = e.memo_id
    WHERE x.party_id = :party AND x.account_id = :account AND x.day >= :begins AND e.folds = 0
    AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1) GROUP BY e.id ORDER BY e.day, e.id
"""
_BILLS = f"""
    SELECT b.id, e.day, l.open, {_LATEST.format(uid="b.uid", fact="due")},
        {_LATEST.format(uid="b.uid", fact="discount")}, {_LATEST.format(uid="b.uid", fact="discount_until")}, t.text
    FROM bill_levels l JOIN bills b ON b.id = l.bill_id JOIN entries e ON e.id = b.entry_id
    LEFT JOIN texts t ON t.id = e.memo_id
    WHERE l.party_id = :party AND l.open <> 0 AND b.account_id = :account ORDER BY e.day, b.id
"""


class _Question(NamedTuple):
    """Something that is asked of both sides: ``ours`` gives what ``raw`` must find, in a form that can be compared."""

    name: str
    ours: Callable[[Reader], object]
    raw: Callable[[], object]


class _Side:
    """One book with its plain connection, and what is asked of it."""

    def __init__(self, book: Book, raw: Any) -> None:
        self.book, self._raw = book, raw
        with book.read() as reader:
            self.place = ledger.default_ledger(reader)
            self.good = trade.find_good(trade.goods_of(reader, self.place), f"Barang {BUSY}")
            self.party = trade.named_party(reader, f"Pelanggan {BUSY_PARTY}")
            accounts = trade.debt_accounts(reader, self.place)
            self.account = next(one for one in accounts if one.role == "piutang_usaha")

    def _all(self, sql: str, **more: object) -> list[Any]:
        asked = {
            "ledger": self.place.id,
            "good": self.good.id,
            "party": self.party.id,
            "first": MONTH.first.isoformat(),
        }
        return list(self._raw.execute(sql, {**asked, "last": MONTH.last.isoformat(), **more}).fetchall())

    def questions(self) -> tuple[_Question, ...]:
        """The figures and the pages."""
        return (
            _Question("stock value", self._stock, self._raw_stock),
            _Question("ageing", self._ageing, self._raw_ageing),
            _Question("goods page", self._goods, self._raw_goods),
            _Question("debts page", self._debts, self._raw_debts),
            _Question("stock card, a month", self._card, self._raw_card),
            _Question("card of a party, its latest page", self._party, self._raw_party),
        )

    def _stock(self, reader: Reader) -> object:
        return {place: tuple(level) for place, level in trade.levels(reader, self.place).items()}

    def _raw_stock(self) -> object:
        return {(good, holder): (quantity, value) for good, holder, quantity, value in self._all(_STOCK)}

    def _ageing(self, reader: Reader) -> object:
        keys = {account.id for account in trade.debt_accounts(reader, self.place)}
        bills = (bill for bill in trade.open_bills(reader, on=TODAY) if bill.account in keys)
        found = ageing(((bill.counts_from, bill.open) for bill in bills), TODAY)
        return {name: int(getattr(found, name)) for name in BUCKETS}

    def _raw_ageing(self) -> object:
        told = dict.fromkeys(BUCKETS, 0)
        for _bill, _party, day, left, due in self._all(_AGEING):
            told[bucket(date.fromisoformat(due or day), TODAY)] += left
        return told

    def _goods(self, reader: Reader) -> object:
        known = trade.goods_of(reader, self.place)
        there = trade.levels(reader, self.place)
        accounts = stock_accounts(reader, self.place, date.max)
        return len(known), sum(int(level.value) for level in there.values()), int(accounts["dagangan"])

    def _raw_goods(self) -> object:
        rows = self._all(_GOODS)
        worth = sum(row[-1] for row in rows)
        return len(rows), worth, worth

    def _debts(self, reader: Reader) -> object:
        found = debts(reader, self.place, date.max).accounts
        return sum(len(one.rows) for one in found), sum(int(one.total) for one in found)

    def _raw_debts(self) -> object:
        rows = self._all(_DEBTS)
        return len(self._all(_WHO)), sum(row[3] for row in rows)

    def _card(self, reader: Reader) -> object:
        card = stock_card(reader, self.good, MONTH)
        rows = list(card.rows)
        sold = sales_of(reader, self.good, MONTH)
        return len(rows), len(sold), card.closing.quantity

    def _raw_card(self) -> object:
        [(quantity, _value)] = self._all(_BEFORE)
        rows = self._all(_CARD)
        return len(rows), len(self._all(_SALES)), (quantity or 0) + sum(row[6] for row in rows)

    def _party(self, reader: Reader) -> object:
        page = party_page(reader, self.party, self.account)
        return len(page.rows), len(page.bills), int(page.opening), int(page.rows[-1].balance)

    def _raw_party(self) -> object:
        asked: dict[str, object] = {"account": self.account.id}
        [(begins,)] = self._all(_BEGINS, **asked, movements=MOVEMENTS_A_PAGE)
        asked["begins"] = begins
        [(opening,)] = self._all(_OPENING, **asked)
        rows = self._all(_PARTY, **asked)
        return len(rows), len(self._all(_BILLS, **asked)), opening, opening + sum(row[-1] for row in rows)


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """At ``entries``, a hundred thousand at the most, and at a tenth of it."""
    large, small = min(entries, LARGEST), min(entries, LARGEST) // 10
    sizes = (large, small)
    begun = time.perf_counter()
    paths = [trade_book(shelf.folder, size) for size in sizes]
    yield Figure(
        f"making or finding the traders' books of {large:,} and {small:,} entries", time.perf_counter() - begun, "s"
    )
    with ExitStack() as stack:
        sides = []
        for path in paths:
            raw = driver().connect(str(path), isolation_level=None)
            stack.callback(raw.close)
            sides.append(_Side(stack.enter_context(house.open_book(path)), raw))
        for ours, tenth in zip(sides[0].questions(), sides[1].questions(), strict=True):
            for side, question in zip(sides, (ours, tenth), strict=True):
                _same(side, question)
            acts = (_asked(sides[0], ours), ours.raw, _asked(sides[1], tenth))
            value, baseline, smaller = medians(acts, runs=_RUNS)
            name = f"{ours.name}, {large:,} entries"
            yield Figure(name, value, "ms", "raw SQL", baseline, most_times=3)
            yield Figure(name, value, "ms", f"at {small:,}", smaller, most_times=1.2, least_times=0.8)


def _asked(side: _Side, question: _Question) -> Callable[[], object]:
    def ask() -> object:
        with side.book.read() as reader:
            return question.ours(reader)

    return ask


def _same(side: _Side, question: _Question) -> None:
    """Raises ValueError when the two did not find the same figures."""
    found, raw = _asked(side, question)(), question.raw()
    if found != raw:
        raise ValueError(f"{question.name}: the program found {found}, plain SQL {raw}")
