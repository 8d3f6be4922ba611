"""Sums per account, read from the roll-ups: what they cost does not grow with the age of the book's days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger.values import AccountType
from kpmbooks.money import Rupiah


class Sums(NamedTuple):
    """Gross debits and credits of an account and its visible ``lines``; pairs struck through count in none of them."""

    debit: int
    credit: int
    lines: int

    @property
    def net(self) -> Rupiah:
        """Debit minus credit."""
        return Rupiah(self.debit - self.credit)


_THROUGH = """
    SELECT account_id, sum(debit), sum(credit), sum(count) FROM (
        SELECT m.account_id, m.debit, m.credit, m.count FROM account_months m
            WHERE m.account_id IN (SELECT id FROM accounts WHERE ledger_id = :ledger) AND m.month < :month
        UNION ALL
        SELECT d.account_id, d.debit, d.credit, d.count FROM account_days d
            WHERE d.account_id IN (SELECT id FROM accounts WHERE ledger_id = :ledger)
            AND d.day BETWEEN :month || '-01' AND :day)
    GROUP BY account_id
"""


def sums_through(reader: Reader, ledger: int, day: date) -> Mapping[int, Sums]:
    """Sums of every account of the ledger from the book's start through ``day``; accounts without movement left out."""
    iso = day.isoformat()
    rows = reader.connection.exec_driver_sql(_THROUGH, {"ledger": ledger, "month": iso[:7], "day": iso})
    return {account: Sums(debit, credit, count) for account, debit, credit, count in rows}


class Balance(NamedTuple):
    """Where one account stands at the end of a day, in rupiah, debit minus credit; ``before`` is the part of it that
    was there when the year of that day began."""

    account: int
    fund: int
    code: str
    name: str
    type: AccountType
    net: int
    before: int


# Whole months from the one roll-up, only the days of a month that is not over from the other.
_BALANCES = """
    SELECT a.id, a.fund_id, a.code, a.name, a.type,
        (SELECT coalesce(sum(m.debit - m.credit), 0) FROM account_months m
            WHERE m.account_id = a.id AND m.month < :month)
        + (SELECT coalesce(sum(d.debit - d.credit), 0) FROM account_days d
            WHERE d.account_id = a.id AND d.day BETWEEN :month || '-01' AND :day),
        (SELECT coalesce(sum(m.debit - m.credit), 0) FROM account_months m
            WHERE m.account_id = a.id AND m.month < :year)
    FROM accounts a WHERE a.ledger_id = :ledger ORDER BY a.code, a.id
"""


def balances(reader: Reader, ledger: int, day: date) -> tuple[Balance, ...]:
    """The balances of the ledger's accounts at the end of ``day``, by code; accounts without any are left out.

    One question to the book, because a position is what people look at all the time.
    """
    month = (day + timedelta(days=1)).isoformat()[:7]
    rows = reader.connection.exec_driver_sql(
        _BALANCES, {"ledger": ledger, "month": month, "day": day.isoformat(), "year": f"{day.year:04}-01"}
    )
    return tuple(Balance(*row) for row in rows.all() if row[5] or row[6])


def sums_in(reader: Reader, ledger: int, period: Period) -> Mapping[int, Sums]:
    """Sums of every account within ``period``."""
    until = sums_through(reader, ledger, period.last)
    if period.first <= reader.owner.start:
        return until
    before = sums_through(reader, ledger, period.first - timedelta(days=1))
    nothing = Sums(0, 0, 0)
    return {
        account: Sums(*(now - then for now, then in zip(sums, before.get(account, nothing), strict=True)))
        for account, sums in until.items()
    }


def month_sums(reader: Reader, account: int) -> Mapping[str, Sums]:
    """Sums of one account per month (``2026-01``), in order."""
    rows = reader.connection.exec_driver_sql(
        "SELECT month, debit, credit, count FROM account_months WHERE account_id = ? ORDER BY month", (account,)
    )
    return {month: Sums(debit, credit, count) for month, debit, credit, count in rows}
