"""What one good brought, sale by sale, and what was asked for it in the course of time."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from kpmbooks.book import Reader
from kpmbooks.book.facts import fact_history
from kpmbooks.dates import Period
from kpmbooks.ledger import number_text
from kpmbooks.money import Rupiah
from kpmbooks.storage import tuples
from kpmbooks.trade.goods import Good


class GoodSale(NamedTuple):
    """What one record sold of a good; goods that a buyer brought back are negative. ``cost`` is 0 without stock."""

    entry: int
    day: date
    number: str
    kind: str
    memo: str | None
    party: str | None
    quantity: int
    amount: Rupiah
    cost: Rupiah

    @property
    def profit(self) -> Rupiah:
        """What it brought above its cost."""
        return self.amount - self.cost


# What was taken back counts nowhere, whatever day it was taken back on.
_SALES = """
    SELECT e.id, d.day, e.year, w.letter, e.number, e.kind, memo.text, party.text, -m.quantity, m.amount, -m.value
    FROM goods_days d CROSS JOIN goods_movements m ON m.id = d.movement_id CROSS JOIN entries e ON e.id = m.entry_id
    CROSS JOIN writers w ON w.id = e.writer_id
    LEFT JOIN texts memo ON memo.id = e.memo_id LEFT JOIN texts party ON party.id = e.party_id
    WHERE d.good_id = ? AND d.day BETWEEN ? AND ? AND m.act IN ('sell', 'sell_there', 'take_back')
    AND e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)
    ORDER BY d.day, d.movement_id
"""


def sales_of(reader: Reader, good: Good, period: Period) -> tuple[GoodSale, ...]:
    """Every sale of a good in a period, in the order of the cash book, without those that were struck."""
    found: dict[int, Any] = {}
    for row in tuples(reader.connection, _SALES, (good.id, period.first.isoformat(), period.last.isoformat())):
        before = found.get(row[0])
        added = (before[place] + row[place] for place in (8, 9, 10)) if before is not None else row[8:]
        found[row[0]] = (*row[:8], *added)
    return tuple(
        GoodSale(
            entry,
            date.fromisoformat(day),
            number_text(year, letter, number),
            kind,
            memo,
            party,
            quantity,
            Rupiah(amount),
            Rupiah(cost),
        )
        for entry, day, year, letter, number, kind, memo, party, quantity, amount, cost in found.values()
    )


def prices_of(reader: Reader, good: Good) -> tuple[tuple[date, Rupiah | None], ...]:
    """The prices that were asked for one, the latest first, and the day from which each held."""
    told = fact_history(reader, good.uid, "price")
    return tuple(
        (datetime.fromtimestamp(at // 1000, UTC).date(), Rupiah(int(price)) if price else None)
        for at, price in reversed(told)
    )
