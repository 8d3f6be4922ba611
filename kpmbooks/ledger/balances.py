"""Sums per account, read from the roll-ups: what they cost does not grow with the age of the book's days."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
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
