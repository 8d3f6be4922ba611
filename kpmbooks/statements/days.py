"""The days of a cash book: how many lines each has and what they add up to, without reading one of the lines."""

from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Account
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class CashBookDay:
    """One day: its ``lines``, struck ones included, and the money in and out of those that count."""

    day: date
    lines: int
    money_in: Rupiah
    money_out: Rupiah


def cash_book_days(reader: Reader, account: Account, period: Period) -> tuple[CashBookDay, ...]:
    """The days of ``period`` that have a line, in order: with them a line's place can be worked out from its number.

    They come from the roll-up of days: ten years of them cost the same whether a day has one line or a thousand.
    """
    rows = reader.connection.exec_driver_sql(
        "SELECT day, sum(count), sum(debit), sum(credit) FROM account_days"
        " WHERE account_id = ? AND day BETWEEN ? AND ? GROUP BY day HAVING sum(count) > 0 ORDER BY day",
        (account.id, period.first.isoformat(), period.last.isoformat()),
    )
    return tuple(
        CashBookDay(date.fromisoformat(day), lines, Rupiah(debit), Rupiah(credit)) for day, lines, debit, credit in rows
    )
