"""What each good brought and cost in a period, beside the sales and costs of the ledger that name no good."""

from dataclasses import dataclass

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.statements import Income, income
from kpmbooks.trade.goods import Good, goods_of


@dataclass(frozen=True, slots=True)
class GoodSales:
    """The sales of one good, what was brought back taken off. ``cost`` is 0 where no stock of it is kept."""

    good: Good
    times: int
    quantity: int
    amount: Rupiah
    cost: Rupiah

    @property
    def profit(self) -> Rupiah:
        """What it brought above its cost."""
        return self.amount - self.cost


@dataclass(frozen=True, slots=True)
class GoodsSold:
    """The sales of a period by good, the largest first; with ``other_sales`` and ``other_costs`` its whole income."""

    ledger: LedgerRef
    income: Income
    rows: tuple[GoodSales, ...]

    @property
    def period(self) -> Period:
        """The days that were asked for."""
        return self.income.period

    @property
    def other_sales(self) -> Rupiah:
        """Sales and services of records that name no good, less returns and discounts of such."""
        return self.income.revenue - sum((row.amount for row in self.rows), Rupiah(0))

    @property
    def other_costs(self) -> Rupiah:
        """Materials and goods that cost something without a good being named."""
        return self.income.cost - sum((row.cost for row in self.rows), Rupiah(0))

    @property
    def gross(self) -> Rupiah:
        """Sales less what was sold and used: the gross result of the period's income."""
        return self.income.revenue - self.income.cost


# A reversal carries the turned figures of what it takes back, on its own day.
_SOLD = """
    SELECT m.good_id, count(DISTINCT CASE WHEN m.quantity < 0 AND e.reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) THEN e.id END),
        -sum(m.quantity), sum(m.amount), -sum(m.value)
    FROM goods g CROSS JOIN goods_days d ON d.good_id = g.id CROSS JOIN goods_movements m ON m.id = d.movement_id
        CROSS JOIN entries e ON e.id = m.entry_id
    WHERE g.ledger_id = ? AND d.day BETWEEN ? AND ? AND m.act IN ('sell', 'sell_there', 'take_back')
    GROUP BY 1 HAVING sum(m.quantity) <> 0 OR sum(m.amount) <> 0 OR sum(m.value) <> 0
"""


def goods_sold(reader: Reader, ledger: LedgerRef, period: Period) -> GoodsSold:
    """The sales of the period, by good."""
    known = {good.id: good for good in goods_of(reader, ledger)}
    asked = (ledger.id, period.first.isoformat(), period.last.isoformat())
    rows = [
        GoodSales(known[good], times, quantity, Rupiah(amount), Rupiah(cost))
        for good, times, quantity, amount, cost in reader.connection.exec_driver_sql(_SOLD, asked)
    ]
    rows.sort(key=lambda row: (-row.amount, row.good.name.casefold()))
    return GoodsSold(ledger, income(reader, ledger, period), tuple(rows))
