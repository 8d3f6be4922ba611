"""What is offered where a record names goods: which goods fit the question, and the price of one to begin with.

A sale begins with the price that is asked, a purchase with what was paid the last time. What is bought for the first
time begins with no price.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.recording import Kind
from kpmbooks.trade.goods import Good, Level, goods_of, levels
from kpmbooks.trade.plan import sorts_for
from kpmbooks.trade.quantities import THOUSAND

PRICED = frozenset({"open", "buy", "sell", "take_back", "send_back", "leave", "fetch", "sell_there"})
"""What happens to goods at a price of one; the other acts only ask how many."""

_AS_ASKED = frozenset({"sell", "take_back", "leave", "fetch", "sell_there"})

_LAST_PAID = """
    SELECT m.good_id, m.quantity, max(m.amount, m.value) FROM goods_movements m WHERE m.id IN (
        SELECT max(m.id) FROM goods g JOIN goods_movements m ON m.good_id = g.id JOIN entries e ON e.id = m.entry_id
        WHERE g.ledger_id = ? AND m.act IN ('buy', 'open') AND m.quantity > 0 AND e.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) GROUP BY m.good_id)
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """A good that fits a question. ``price`` of one to begin with; ``there`` is what lies at home."""

    good: Good
    price: Rupiah | None
    there: Level | None


def offers(reader: Reader, ledger: LedgerRef, kind: Kind, field: str) -> tuple[Offer, ...]:
    """The goods that a field of ``kind`` takes, by name, without those that are hidden."""
    sorts = sorts_for(kind, field)
    fitting = [good for good in goods_of(reader, ledger) if good.sort in sorts and not good.hidden]
    lying = levels(reader, ledger)
    paid = last_paid(reader, ledger) if kind.goods in PRICED - _AS_ASKED else {}
    return tuple(
        Offer(
            good,
            good.price if kind.goods in _AS_ASKED else paid.get(good.id),
            lying.get((good.id, 0)) if good.stocked else None,
        )
        for good in fitting
    )


def last_paid(reader: Reader, ledger: LedgerRef) -> Mapping[int, Rupiah]:
    """What one of each good cost when it was last bought, to the nearest rupiah, by the good's key."""
    rows = reader.connection.exec_driver_sql(_LAST_PAID, (ledger.id,))
    prices = {key: Rupiah((2 * int(money) * THOUSAND + quantity) // (2 * quantity)) for key, quantity, money in rows}
    return {key: price for key, price in prices.items() if price}
