"""How soon after it happened something was written down, by the machine's own clock at the moment of writing."""

from typing import NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.recording.service import kinds


class Share(NamedTuple):
    """``part`` of ``total`` records."""

    part: int
    total: int

    @property
    def percent(self) -> int:
        """In percent, rounded down: 0 of 0 is 0."""
        return 100 * self.part // self.total if self.total else 0


def written_within(reader: Reader, ledger: LedgerRef, period: Period, days: int = 2) -> Share:
    """Records of the period that were written at most ``days`` after the day they are dated.

    Opening balances, transfers between own boxes, records taken back and their reversals do not count.
    """
    uncounted = [kind.id for kind in kinds().values() if not kind.counts_day]
    marks = ", ".join("?" for _ in uncounted)
    row = reader.connection.exec_driver_sql(
        "SELECT coalesce(sum(julianday(date(e.written_at / 1000 + e.offset_minutes * 60, 'unixepoch'))"
        " - julianday(e.day) <= ?), 0), count(*)"
        " FROM entries e WHERE e.ledger_id = ? AND e.day BETWEEN ? AND ? AND e.reverses IS NULL"
        f" AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) AND e.kind NOT IN ({marks})",
        (days, ledger.id, period.first.isoformat(), period.last.isoformat(), *uncounted),
    ).one()
    return Share(int(row[0]), int(row[1]))
