"""On which days something was written down, and how soon after it happened, by the machine's own clock.

A day off counts like a record: that nothing was sold is known of that day.
"""

import json
from datetime import date
from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.recording.vocabulary import kinds


class Share(NamedTuple):
    """``part`` of ``total`` records."""

    part: int
    total: int

    @property
    def percent(self) -> int:
        """In percent, rounded down: 0 of 0 is 0."""
        return 100 * self.part // self.total if self.total else 0


# Opening balances, transfers between own boxes and the like say nothing of a day's business.
_COUNTED = """
    FROM entries e WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last
    AND e.kind NOT IN (SELECT value FROM json_each(:uncounted))
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)
"""
_OFF = """
    FROM days_off e WHERE e.ledger_id = :ledger AND e.day BETWEEN :first AND :last AND e.cancels IS NULL
    AND NOT EXISTS (SELECT 1 FROM days_off c WHERE c.cancels = e.id)
"""
_SOON = (
    "coalesce(sum(julianday(date(e.written_at / 1000 + e.offset_minutes * 60, 'unixepoch'))"
    " - julianday(e.day) <= :days), 0), count(*)"
)
# What an undo restored stands at an even distance from the record that it restores.
_STANDS_AGAIN = """
    (WITH RECURSIVE back(id, steps) AS (
        SELECT e.reverses, 1 UNION ALL
        SELECT o.reverses, steps + 1 FROM back JOIN entries o ON o.id = back.id WHERE o.reverses IS NOT NULL)
    SELECT max(steps) % 2 = 0 FROM back)
"""


def written_within(reader: Reader, ledger: LedgerRef, period: Period, days: int = 2) -> Share:
    """Records and days off of the period that were written at most ``days`` after the day they are dated.

    Opening balances, transfers between own boxes, records taken back and their reversals do not count.
    """
    part = total = 0
    for counted in (f"{_COUNTED} AND e.reverses IS NULL", _OFF):
        row = reader.connection.exec_driver_sql(f"SELECT {_SOON} {counted}", {"days": days, **_asked(ledger, period)})
        soon, found = row.one()
        part, total = part + int(soon), total + int(found)
    return Share(part, total)


def recorded_days(reader: Reader, ledger: LedgerRef, period: Period) -> frozenset[date]:
    """The days of the period with a record that stands today; days off are not among them (see ``days_off``).

    Opening balances, transfers between own boxes and reversals make no day a recorded one.
    """
    rows = reader.connection.exec_driver_sql(
        f"SELECT DISTINCT e.day {_COUNTED} AND (e.reverses IS NULL OR {_STANDS_AGAIN})", _asked(ledger, period)
    )
    return frozenset(date.fromisoformat(day) for day in rows.scalars())


def _asked(ledger: LedgerRef, period: Period) -> dict[str, object]:
    uncounted = json.dumps([kind.id for kind in kinds().values() if not kind.counts_day])
    return {
        "ledger": ledger.id,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "uncounted": uncounted,
    }
