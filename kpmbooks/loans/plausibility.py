"""Facts by which somebody who knows the trade sees whether figures can be: facts, never a judgement.

Materials beside sales, the best and the weakest day, days open in a month, pieces times price where goods are known.
Pure: ``reading`` asks the book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpmbooks.instalments import rounded
from kpmbooks.loans.months import MonthFigures, told
from kpmbooks.money import Rupiah

MOST_GOODS = 3
"""So many goods are told of, those that brought most."""


@dataclass(frozen=True, slots=True)
class DaySales:
    """What was sold on one day."""

    day: date
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class GoodSold:
    """One good: how many (thousandths) were sold for ``amount``. ``price``: of one, today; None: not on the list."""

    name: str
    unit: str
    quantity: int
    price: Rupiah | None
    amount: Rupiah

    @property
    def expected(self) -> Rupiah | None:
        """Pieces times today's price."""
        return None if self.price is None else rounded(Fraction(int(self.price) * self.quantity, 1_000))


@dataclass(frozen=True, slots=True)
class MonthShare:
    """Materials in percent of the sales of one month."""

    month: date
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Plausibility:
    """``materials`` in percent of all sales, ``lowest_share`` and ``highest_share`` by month; None: nothing was sold.

    ``open_least`` and ``open_most``: days with a sale in the recorded month with fewest and most of them.
    ``goods_percent``: how much of the sales names a good.
    """

    materials: Fraction | None
    lowest_share: MonthShare | None
    highest_share: MonthShare | None
    highest: DaySales | None
    lowest: DaySales | None
    average_day: Rupiah | None
    open_least: int | None
    open_most: int | None
    goods: tuple[GoodSold, ...]
    goods_percent: int


def look_at(
    months: Sequence[MonthFigures],
    sold_days: Mapping[date, int],
    open_days: Sequence[int],
    goods: Sequence[GoodSold],
) -> Plausibility:
    """The facts of the months that figures rest on. ``sold_days``: what each day brought; ``open_days``: days with a
    sale, by recorded month."""
    looked_at = told(months)
    revenue = sum(int(month.revenue) for month in looked_at)
    shares = [
        MonthShare(month.month.first, Fraction(100 * int(month.materials), int(month.revenue)))
        for month in looked_at
        if month.revenue > 0
    ]
    days = [DaySales(day, Rupiah(amount)) for day, amount in sorted(sold_days.items()) if amount > 0]
    total = sum(int(one.amount) for one in days)
    named = sum(int(good.amount) for good in goods)
    known = sorted((good for good in goods if good.quantity > 0), key=lambda good: (-good.amount, good.name))
    return Plausibility(
        materials=Fraction(100 * sum(int(month.materials) for month in looked_at), revenue) if revenue > 0 else None,
        lowest_share=min(shares, key=lambda one: one.percent, default=None),
        highest_share=max(shares, key=lambda one: one.percent, default=None),
        highest=max(days, key=lambda one: one.amount, default=None),
        lowest=min(days, key=lambda one: one.amount, default=None),
        average_day=rounded(Fraction(total, len(days))) if days else None,
        open_least=min(open_days, default=None),
        open_most=max(open_days, default=None),
        goods=tuple(known[:MOST_GOODS]),
        goods_percent=min(100, max(0, 100 * named // total)) if total > 0 else 0,
    )
