"""What lies in stock at the end of a day, and where, beside what the stock accounts say.

What no good explains (an opening balance, an import, goods bought as capital) is the accounts' part without details.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period, month_of, months
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.storage import scalar
from kpmbooks.trade.goods import HOME, STOCK_ROLES, Good, Level, Sort, goods_of, levels
from kpmbooks.trade.parties import Party, parties_by_key
from kpmbooks.trade.quantities import THOUSAND

MOST_MONTHS = 6
"""How many ends of months the stock's value is told of, the day itself last."""


@dataclass(frozen=True, slots=True)
class StockRow:
    """What lies of one good at one place: at home, or with the party whose key is ``holder``."""

    good: Good
    holder: int
    quantity: int
    value: Rupiah

    @property
    def unit_cost(self) -> Fraction | None:
        """Exact rupiah for one unit; None where nothing lies."""
        return Fraction(int(self.value) * THOUSAND, self.quantity) if self.quantity else None


class StockPart(NamedTuple):
    """One sort of stock: what its goods cost together, and what its account says."""

    sort: Sort
    goods: Rupiah
    account: Rupiah

    @property
    def undetailed(self) -> Rupiah:
        """The part of the account that no good explains."""
        return self.account - self.goods


@dataclass(frozen=True)
class StockReport:
    """The stock of a ledger at the end of a day; ``months`` are the accounts' values at the ends of some months."""

    ledger: LedgerRef
    day: date
    rows: tuple[StockRow, ...]
    parts: tuple[StockPart, ...]
    months: tuple[tuple[date, Rupiah], ...]
    holders: Mapping[int, Party]

    @cached_property
    def goods(self) -> Rupiah:
        """What all goods cost together."""
        return sum((part.goods for part in self.parts), Rupiah(0))

    @cached_property
    def account(self) -> Rupiah:
        """What the stock accounts say."""
        return sum((part.account for part in self.parts), Rupiah(0))


def stock_report(reader: Reader, ledger: LedgerRef, day: date) -> StockReport:
    """What lies there at the end of ``day``."""
    known = {good.id: good for good in goods_of(reader, ledger)}
    there = levels_on(reader, ledger, day)
    rows = tuple(
        sorted(
            (StockRow(known[good], holder, *level) for (good, holder), level in there.items()),
            key=lambda row: (row.good.name.casefold(), row.holder),
        )
    )
    values = stock_accounts(reader, ledger, day)
    parts = tuple(
        StockPart(sort, sum((row.value for row in rows if row.good.sort == sort), Rupiah(0)), value)
        for sort, value in values.items()
    )
    ends = [month.last for month in months(Period(month_of(reader.owner.start).first, max(reader.owner.start, day)))]
    told = tuple(
        (end, sum(stock_accounts(reader, ledger, end).values(), Rupiah(0))) for end in ends[-MOST_MONTHS:] if end <= day
    )
    return StockReport(ledger, day, rows, parts, told, parties_by_key(reader, {row.holder for row in rows} - {HOME}))


# What lies there now, less what moved since: as long as it is since, not as long as the book.
_ON_A_DAY = """
    SELECT good, holder, sum(quantity), sum(value) FROM (
        SELECT l.good_id AS good, l.holder, l.quantity, l.value FROM goods g JOIN stock_levels l ON l.good_id = g.id
        WHERE g.ledger_id = :ledger
        UNION ALL SELECT m.good_id, ifnull(m.holder_id, 0), -m.quantity, -m.value
        FROM goods g CROSS JOIN goods_days d ON d.good_id = g.id CROSS JOIN goods_movements m ON m.id = d.movement_id
        WHERE g.ledger_id = :ledger AND d.day > :day AND m.stocked = 1
    ) GROUP BY 1, 2 HAVING sum(quantity) <> 0 OR sum(value) <> 0
"""


def levels_on(reader: Reader, ledger: LedgerRef, day: date) -> Mapping[tuple[int, int], Level]:
    """What lay where at the end of ``day``, by keys of good and holder; empty places left out."""
    later = "SELECT EXISTS (SELECT 1 FROM entries WHERE ledger_id = ? AND day > ?)"
    if not scalar(reader.connection, later, ledger.id, day.isoformat()):
        return levels(reader, ledger)
    rows = reader.connection.exec_driver_sql(_ON_A_DAY, {"ledger": ledger.id, "day": day.isoformat()})
    return {(good, holder): Level(quantity, Rupiah(value)) for good, holder, quantity, value in rows}


def stock_accounts(reader: Reader, ledger: LedgerRef, day: date) -> Mapping[Sort, Rupiah]:
    """What the stock account of each sort says at the end of ``day``."""
    found = books.accounts_by_role(reader, ledger, tuple(STOCK_ROLES.values()))
    return {
        sort: books.register_sums(reader, found[role].id, day).net if role in found else Rupiah(0)
        for sort, role in STOCK_ROLES.items()
    }


def stock_before(reader: Reader, ledger: LedgerRef, day: date) -> Rupiah:
    """What the stock accounts say at the end of the day before ``day``."""
    return sum(stock_accounts(reader, ledger, day - timedelta(days=1)).values(), Rupiah(0))
