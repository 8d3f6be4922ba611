"""What is sold on each day of the week: from the sales accounts, so also where no good is ever named.

A day counts as open when something was sold on it. A day on which more came back than was sold is open as well.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah

SALES_TYPES = ("revenue", "contra-revenue")


@dataclass(frozen=True, slots=True)
class WeekdaySales:
    """One day of the week, Monday is 0: how many of them were open and what they brought together."""

    weekday: int
    days: int
    amount: Rupiah

    @property
    def average(self) -> Rupiah:
        """What an open day of this name brings, to the nearest rupiah."""
        return nearest(self.amount, self.days)


@dataclass(frozen=True, slots=True)
class SalesByWeekday:
    """Always seven rows, from Monday on."""

    ledger: LedgerRef
    period: Period
    rows: tuple[WeekdaySales, ...]

    @property
    def days(self) -> int:
        """The open days."""
        return sum(row.days for row in self.rows)

    @property
    def amount(self) -> Rupiah:
        """All sales, less what was taken back and discounts."""
        return sum((row.amount for row in self.rows), Rupiah(0))

    @property
    def best(self) -> WeekdaySales | None:
        """The day of the week that brings most, the earlier of two alike; None where nothing was sold."""
        sold = [row for row in self.rows if row.amount > 0]
        return max(sold, key=lambda row: (row.average, -row.weekday)) if sold else None


def nearest(amount: Rupiah, parts: int) -> Rupiah:
    """An equal part of an amount, to the nearest rupiah; 0 of no parts."""
    return Rupiah((2 * int(amount) + parts) // (2 * parts)) if parts else Rupiah(0)


_DAYS = """
    SELECT day, sum(credit - debit) FROM account_days
    WHERE account_id IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ? GROUP BY day HAVING sum(count) > 0
"""


def sales_by_weekday(reader: Reader, ledger: LedgerRef, period: Period) -> SalesByWeekday:
    """The sales of the period by day of the week."""
    keys = [str(one.id) for one in books.accounts(reader, ledger) if one.type in SALES_TYPES]
    asked = (f"[{','.join(keys)}]", period.first.isoformat(), period.last.isoformat())
    found: dict[int, list[int]] = defaultdict(list)
    for day, amount in reader.connection.exec_driver_sql(_DAYS, asked):
        found[date.fromisoformat(day).weekday()].append(amount)
    rows = (WeekdaySales(weekday, len(found[weekday]), Rupiah(sum(found[weekday]))) for weekday in range(7))
    return SalesByWeekday(ledger, period, tuple(rows))
