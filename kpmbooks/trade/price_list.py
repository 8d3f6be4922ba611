"""The price list of a ledger: what each good or service is sold for, and what is known of its cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kpmbooks.book import Reader
from kpmbooks.book.facts import facts_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.trade.goods import Good, goods_of, levels
from kpmbooks.trade.quantities import THOUSAND

BOUGHT_AT = "cost"
"""The fact of a good that says what one of it costs, where no stock does."""


@dataclass(frozen=True, slots=True)
class Priced:
    """One line of the list. ``cost`` is exact rupiah for one, None where nobody knows it."""

    good: Good
    cost: Fraction | None

    @property
    def price(self) -> Rupiah:
        """What one is sold for."""
        return self.good.price or Rupiah(0)


def price_list(reader: Reader, ledger: LedgerRef, *, unpriced: bool = False) -> tuple[Priced, ...]:
    """Everything that is sold and offered, by name; with ``unpriced`` also what has no price yet."""
    goods = [good for good in goods_of(reader, ledger) if good.sort != "bahan" and not good.hidden]
    said = facts_of(reader, [good.uid for good in goods])
    there = levels(reader, ledger)
    found = []
    for good in goods:
        if good.price is None and not unpriced:
            continue
        lying = [level for (key, _holder), level in there.items() if key == good.id and level.quantity > 0]
        cost = None
        if lying:
            quantity = sum(level.quantity for level in lying)
            cost = Fraction(sum(int(level.value) for level in lying) * THOUSAND, quantity)
        elif BOUGHT_AT in said.get(good.uid, {}):
            cost = Fraction(int(said[good.uid][BOUGHT_AT]))
        found.append(Priced(good, cost))
    return tuple(found)


def new_facts(reader: Reader, ledger: LedgerRef) -> Mapping[str, str]:
    """What is said of a good that comes from a price list only.

    Its stock is kept where that of others is; a trader who keeps none is not asked about it. In a business of services
    it is a service.
    """
    if reader.owner.sector == "jasa":
        return {"sort": "jasa"}
    keeps = any(good.stocked for good in goods_of(reader, ledger))
    return {"sort": "dagangan", "stocked": "1" if keeps else "0"}
