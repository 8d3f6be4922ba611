"""What is already in the book: entries that stand today, counted by what a file can say of them.

Only what the file asks for is kept in memory, so that a book of any size can be compared with it.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from itertools import groupby
from typing import TypeAlias

from kpmbooks.book import Reader
from kpmbooks.exchange.understanding import plain_text
from kpmbooks.ledger import LedgerRef
from kpmbooks.progress import Progress
from kpmbooks.storage import scalar

_TOLD_EVERY = 5_000

CashKey: TypeAlias = tuple[date, int, str]
"""Day, signed amount on the account, description as ``plain_text`` writes it."""

JournalKey: TypeAlias = tuple[date, str, tuple[tuple[int, int], ...]]
"""Day, description, and each account with its amount, in order of the accounts."""

_STANDS = "e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
_CASH = f"""
    SELECT e.day, sum(p.amount), m.text, e.reverses FROM postings p
    JOIN entries e ON e.id = p.entry_id LEFT JOIN texts m ON m.id = e.memo_id
    WHERE p.account_id = ? AND p.day BETWEEN ? AND ? AND p.folds = 0 AND {_STANDS}
    GROUP BY p.day, p.entry_id
"""
_JOURNAL = f"""
    SELECT e.id, e.day, m.text, e.reverses, p.account_id, p.amount FROM entries e
    JOIN postings p ON p.entry_id = e.id LEFT JOIN texts m ON m.id = e.memo_id
    WHERE e.ledger_id = ? AND e.day BETWEEN ? AND ? AND {_STANDS}
    ORDER BY e.day, e.id
"""


def standing_cash(
    reader: Reader, account: int, first: date, last: date, wanted: Collection[CashKey], progress: Progress
) -> Counter[CashKey]:
    """How many entries with each of the wanted keys moved the money of one account in these days."""
    found: Counter[CashKey] = Counter()
    days = _Days()
    rows = reader.connection.exec_driver_sql(_CASH, (account, first.isoformat(), last.isoformat()))
    for nth, (day, amount, text, reverses) in enumerate(rows):
        if not nth % _TOLD_EVERY:
            progress.report(0, None)
        key = days.of(day), amount, plain_text(text or "")
        if key in wanted and (reverses is None or _restores(reader, reverses)):
            found[key] += 1
    return found


def standing_journal(
    reader: Reader, ledger: LedgerRef, first: date, last: date, wanted: Collection[JournalKey], progress: Progress
) -> Counter[JournalKey]:
    """How many entries with each of the wanted keys the ledger has in these days."""
    found: Counter[JournalKey] = Counter()
    days = _Days()
    rows = reader.connection.exec_driver_sql(_JOURNAL, (ledger.id, first.isoformat(), last.isoformat()))
    for nth, (_, entry) in enumerate(groupby(_plain(rows), key=lambda row: row[0])):
        if not nth % _TOLD_EVERY:
            progress.report(0, None)
        postings = list(entry)
        _id, day, text, reverses, *_rest = postings[0]
        key = days.of(day), plain_text(text or ""), tuple(sorted((row[4], row[5]) for row in postings))
        if key in wanted and (reverses is None or _restores(reader, reverses)):
            found[key] += 1
    return found


def _plain(rows: object) -> Iterator[tuple[int, str, str | None, int | None, int, int]]:
    yield from rows  # type: ignore[misc]  # the driver's rows are tuples


class _Days:
    """Days from their ISO form, each made once."""

    def __init__(self) -> None:
        self._known: dict[str, date] = {}

    def of(self, iso: str) -> date:
        """The day."""
        if iso not in self._known:
            self._known[iso] = date.fromisoformat(iso)
        return self._known[iso]


def _restores(reader: Reader, reverses: int) -> bool:
    """Whether an entry that cancels ``reverses`` lets a record stand again, because that was itself a taking back."""
    restores = False
    key: int | None = reverses
    while key is not None:
        key = scalar(reader.connection, "SELECT reverses FROM entries WHERE id = ?", key)
        restores = not restores if key is not None else restores
    return restores
