"""What safekeeping asks a book's file of any format: figures to compare a copy by, and what to know it by in a list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks import ledger
from kpmbooks.book import Reader
from kpmbooks.money import Rupiah
from kpmbooks.storage import scalar

_LAST_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Glance:
    """A book in one line: ``cash`` is all cash of the ledger that opens first; the last entry is the one written last.

    An empty book has no last entry.
    """

    entries: int
    last_number: str | None
    last_day: date | None
    cash: Rupiah


def glance(reader: Reader) -> Glance:
    """Read it; what it costs does not grow with the book."""
    last = scalar(reader.connection, "SELECT max(id) FROM entries")
    entry = None if last is None else ledger.read_entry(reader, int(last))
    first = ledger.default_ledger(reader)
    cash = sum(
        (
            ledger.register_sums(reader, account.id, _LAST_DAY).net
            for account in ledger.accounts(reader, first)
            if account.is_cash
        ),
        Rupiah(0),
    )
    return Glance(
        entries=ledger.entry_count(reader),
        last_number=None if entry is None else entry.number,
        last_day=None if entry is None else entry.day,
        cash=cash,
    )


def figures(connection: Any) -> tuple[object, ...]:
    """What a copy must have in common with its book: every table's count, the sums that the guards keep, the ends of
    chains. Read from roll-ups and indexes alone, because nobody can commit meanwhile; every row of the copy is looked
    at by the check beside.
    """
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars()
    return (
        [(name, scalar(connection, f'SELECT count(*) FROM "{name}"')) for name in tables.all()],
        connection.exec_driver_sql("SELECT account_id, month, debit, credit, count FROM account_months").all(),
        connection.exec_driver_sql(
            "SELECT w.uid, (SELECT e.hash FROM entries e WHERE e.writer_id = w.id ORDER BY e.position DESC LIMIT 1)"
            " FROM writers w"
        ).all(),
        connection.exec_driver_sql("SELECT uid, kind, name FROM owner").all(),
    )
