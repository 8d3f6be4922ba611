"""Reading whole entries: by number, by batch, in pages for *tampilan akuntansi*, and all of them for exchange."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger.service import ledgers
from kpmbooks.ledger.values import Entry, LedgerRef, Posting, number_text
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import scalar

_ENTRIES = """
    SELECT e.*, w.letter, m.text AS memo, p.text AS party,
        (SELECT r.id FROM entries r WHERE r.reverses = e.id) AS reversed_by
    FROM json_each(?) wanted
    JOIN entries e ON e.id = wanted.value
    JOIN writers w ON w.id = e.writer_id
    LEFT JOIN texts m ON m.id = e.memo_id
    LEFT JOIN texts p ON p.id = e.party_id
    ORDER BY wanted.key
"""


def read_entries(reader: Reader, keys: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with these keys, in that order."""
    wanted = json.dumps(list(keys))
    known = {ledger.id: ledger for ledger in ledgers(reader)}
    postings: dict[int, list[Posting]] = {}
    for row in reader.connection.exec_driver_sql(
        "SELECT entry_id, leg, account_id, amount FROM postings"
        " WHERE entry_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (wanted,),
    ):
        postings.setdefault(row.entry_id, []).append(Posting(row.leg, row.account_id, Rupiah(row.amount)))
    return tuple(
        Entry(
            id=row.id,
            uid=row.uid,
            number=number_text(row.year, row.letter, row.number),
            ledger=known[row.ledger_id],
            day=date.fromisoformat(row.day),
            kind=row.kind,
            source=row.source,
            memo=row.memo,
            party=row.party,
            answers=json.loads(row.answers),
            batch=row.batch_id,
            transfer=row.transfer,
            reverses=row.reverses,
            reversed_by=row.reversed_by,
            folds=bool(row.folds),
            corrects=row.corrects,
            written_at=row.written_at,
            offset_minutes=row.offset_minutes,
            clock_back=bool(row.clock_back),
            postings=tuple(postings.get(row.id, ())),
        )
        for row in reader.connection.exec_driver_sql(_ENTRIES, (wanted,))
    )


def read_entry(reader: Reader, key: int) -> Entry:
    """The entry with this key, which must exist."""
    return read_entries(reader, [key])[0]


def entry_by_number(reader: Reader, number: str) -> Entry:
    """The entry with the number that a person sees (``2026-B-014``, also ``2026-b-14``); raises ``Rejected``."""
    parts = number.strip().upper().split("-")
    key = None
    if len(parts) == 3 and parts[0].isdecimal() and parts[2].isdecimal() and len(number) < 40:
        key = scalar(
            reader.connection,
            "SELECT e.id FROM entries e JOIN writers w ON w.id = e.writer_id"
            " WHERE e.year = ? AND w.letter = ? AND e.number = ?",
            min(int(parts[0]), 9999),
            parts[1],
            min(int(parts[2]), 2**62),
        )
    if key is None:
        message = N_("There is no record with the number {number}.")
        raise Rejected(Problem("number-unknown", message, {"number": number}, "number"))
    return read_entry(reader, key)


def entries_of_batch(reader: Reader, batch: int) -> tuple[Entry, ...]:
    """What one act wrote, in the order of writing."""
    keys = reader.connection.exec_driver_sql("SELECT id FROM entries WHERE batch_id = ? ORDER BY id", (batch,))
    return read_entries(reader, list(keys.scalars()))


def keys_of_batch(reader: Reader, batch: int) -> tuple[int, ...]:
    """The keys of what one act wrote, in the order of writing: for acts too large to hold their entries at once."""
    keys = reader.connection.exec_driver_sql("SELECT id FROM entries WHERE batch_id = ? ORDER BY id", (batch,))
    return tuple(keys.scalars())


def entries_of_transfer(reader: Reader, transfer: bytes) -> tuple[Entry, ...]:
    """Both ends of a transfer between two ledgers, in the order of writing."""
    keys = reader.connection.exec_driver_sql("SELECT id FROM entries WHERE transfer = ? ORDER BY id", (transfer,))
    return read_entries(reader, list(keys.scalars()))


def journal_page(reader: Reader, ledger: LedgerRef, period: Period, first: int, size: int) -> tuple[Entry, ...]:
    """``size`` entries of the ledger in ``period`` by day and writing, from number ``first`` (0 is the first)."""
    keys = reader.connection.exec_driver_sql(
        "SELECT id FROM entries WHERE ledger_id = ? AND day BETWEEN ? AND ? ORDER BY day, id LIMIT ? OFFSET ?",
        (ledger.id, period.first.isoformat(), period.last.isoformat(), size, first),
    )
    return read_entries(reader, list(keys.scalars()))


def journal_entries(reader: Reader, ledger: LedgerRef, chunk: int = 500) -> Iterator[tuple[Entry, ...]]:
    """All entries of the ledger by day and writing, ``chunk`` at a time: memory does not grow with their number."""
    day, key = "", 0
    while True:
        found = reader.connection.exec_driver_sql(
            "SELECT day, id FROM entries WHERE ledger_id = ? AND (day, id) > (?, ?) ORDER BY day, id LIMIT ?",
            (ledger.id, day, key, chunk),
        ).all()
        if not found:
            return
        day, key = found[-1]
        yield read_entries(reader, [one for _, one in found])


def latest_day(reader: Reader, ledger: LedgerRef) -> date | None:
    """The day of the latest entry of the ledger; None while there is none."""
    day = scalar(reader.connection, "SELECT max(day) FROM entries WHERE ledger_id = ?", ledger.id)
    return None if day is None else date.fromisoformat(day)


def entry_count(reader: Reader, ledger: LedgerRef | None = None) -> int:
    """How many entries the ledger (None: the book) holds, reversals included."""
    if ledger is None:
        return int(scalar(reader.connection, "SELECT count(*) FROM entries"))
    return int(scalar(reader.connection, "SELECT count(*) FROM entries WHERE ledger_id = ?", ledger.id))
