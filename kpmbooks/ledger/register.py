"""The lines of one account in the order of day and writing, a page at a time, each with the balance after it.

A reversal that folds is no line of its own: its original stands struck through, with no balance and in no total. Where
a page begins is found by the roll-ups, so that the last page of a million lines costs what the first costs.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger.balances import Sums
from kpmbooks.ledger.values import STRETCH, Source, number_text
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line: what went into the account (debit) and out of it (credit), and its balance after that.

    ``corrected_by`` and ``corrects`` are numbers of other entries; erased words are None.
    """

    entry: int
    day: date
    number: str
    kind: str
    source: Source
    memo: str | None
    party: str | None
    debit: Rupiah
    credit: Rupiah
    balance: Rupiah | None
    struck: bool
    corrected_by: str | None
    corrects: str | None
    reverses: str | None
    written_at: int


@dataclass(frozen=True, slots=True)
class _Place:
    day: str
    entry: int
    balance: int


_NOTHING = Sums(0, 0, 0)


def register_sums(reader: Reader, account: int, through: date) -> Sums:
    """Sums of one account from the book's start through a day; ``lines`` is their number."""
    iso = through.isoformat()
    row = reader.connection.exec_driver_sql(
        "SELECT sum(debit), sum(credit), sum(count) FROM ("
        " SELECT debit, credit, count FROM account_months WHERE account_id = :account AND month < :month UNION ALL"
        " SELECT debit, credit, count FROM account_days WHERE account_id = :account"
        " AND day BETWEEN :month || '-01' AND :day)",
        {"account": account, "month": iso[:7], "day": iso},
    ).one()
    return _NOTHING if row[0] is None else Sums(*row)


def register_page(reader: Reader, account: int, period: Period, first: int, size: int) -> list[RegisterRow]:
    """``size`` lines of ``account`` in ``period``, from its line number ``first`` (0 is the first)."""
    before = register_sums(reader, account, period.first - timedelta(days=1))
    place = _place_of(reader, account, before.lines + first)
    if place is None:
        return []
    return _lines(reader, account, place, period.last, size)


def register_rows(reader: Reader, account: int, period: Period, chunk: int = 500) -> Iterator[RegisterRow]:
    """All lines of the period in order, read ``chunk`` at a time: memory does not grow with their number."""
    first = 0
    while page := register_page(reader, account, period, first, chunk):
        yield from page
        first += len(page)


def _place_of(reader: Reader, account: int, line: int) -> _Place | None:
    """Where line number ``line`` of the account since the book's start lies, and the balance before it."""
    lines = balance = 0
    month = None
    connection = reader.connection
    for name, net, count in connection.exec_driver_sql(
        "SELECT month, debit - credit, count FROM account_months WHERE account_id = ? ORDER BY month", (account,)
    ).all():
        if lines + count > line:
            month = name
            break
        lines += count
        balance += net
    if month is None:
        return None
    for day, stretch, net, count in connection.exec_driver_sql(
        "SELECT day, stretch, debit - credit, count FROM account_days"
        " WHERE account_id = ? AND day BETWEEN ? AND ? ORDER BY day, stretch",
        (account, f"{month}-01", f"{month}-31"),
    ).all():
        if lines + count > line:
            entry, skipped = _within_stretch(reader, account, day, stretch * STRETCH, line - lines)
            return _Place(day, entry, balance + skipped)
        lines += count
        balance += net
    return None


def _within_stretch(reader: Reader, account: int, day: str, first: int, lines: int) -> tuple[int, int]:
    """The entry of the line that has ``lines`` others before it from entry ``first`` on, and the sum of those."""
    if not lines:
        return first, 0
    entry, skipped = reader.connection.exec_driver_sql(
        "WITH place AS (SELECT DISTINCT entry_id AS entry FROM postings"
        " WHERE account_id = :account AND day = :day AND folds = 0 AND entry_id >= :first"
        " ORDER BY entry_id LIMIT 1 OFFSET :lines)"
        " SELECT place.entry, (SELECT sum(amount) FROM postings"
        " WHERE account_id = :account AND day = :day AND folds = 0 AND entry_id >= :first AND entry_id < place.entry"
        " AND entry_id NOT IN (SELECT r.reverses FROM entries r JOIN accounts a ON a.ledger_id = r.ledger_id"
        " WHERE a.id = :account AND r.day = :day AND r.folds = 1)) FROM place",
        {"account": account, "day": day, "first": first, "lines": lines},
    ).one()
    return entry, skipped or 0


_LINES = """
    WITH line AS MATERIALIZED (
        SELECT day, entry_id, sum(max(amount, 0)) AS debit, sum(max(-amount, 0)) AS credit FROM postings
        WHERE account_id = :account AND (day, entry_id) >= (:day, :entry) AND day <= :last AND folds = 0
        GROUP BY day, entry_id ORDER BY day, entry_id LIMIT :size)
    SELECT line.day, line.entry_id, line.debit, line.credit, e.year, w.letter, e.number, e.kind, e.source,
        m.text, p.text, e.written_at, EXISTS (SELECT 1 FROM entries f WHERE f.reverses = e.id AND f.folds = 1),
        (SELECT c.id FROM entries c WHERE c.corrects = e.id ORDER BY c.id DESC LIMIT 1), e.corrects, e.reverses
    FROM line
    JOIN entries e ON e.id = line.entry_id
    JOIN writers w ON w.id = e.writer_id
    LEFT JOIN texts m ON m.id = e.memo_id
    LEFT JOIN texts p ON p.id = e.party_id
    ORDER BY line.day, line.entry_id
"""


def _lines(reader: Reader, account: int, place: _Place, last: date, size: int) -> list[RegisterRow]:
    asked = {"account": account, "day": place.day, "entry": place.entry, "last": last.isoformat(), "size": size}
    rows = reader.connection.exec_driver_sql(_LINES, asked).all()
    numbers = numbers_of(reader, {key for row in rows for key in row[-3:] if key is not None})
    days = {iso: date.fromisoformat(iso) for iso in {row[0] for row in rows}}
    balance = place.balance
    lines = []
    # Unpacked by place, not by name: a page is read while somebody scrolls.
    for row in rows:
        day, entry, debit, credit, year, letter, number, kind, source, memo, party, written_at, struck, *links = row
        if not struck:
            balance += debit - credit
        corrected_by, corrects, reverses = map(numbers.get, links)
        lines.append(
            RegisterRow(
                entry=entry,
                day=days[day],
                number=number_text(year, letter, number),
                kind=kind,
                source=source,
                memo=memo,
                party=party,
                debit=Rupiah(debit),
                credit=Rupiah(credit),
                balance=None if struck else Rupiah(balance),
                struck=bool(struck),
                corrected_by=corrected_by,
                corrects=corrects,
                reverses=reverses,
                written_at=written_at,
            )
        )
    return lines


def numbers_of(reader: Reader, entries: set[int]) -> dict[int, str]:
    """The numbers that a person sees, by entry."""
    if not entries:
        return {}
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id, e.year, w.letter, e.number FROM json_each(?) wanted JOIN entries e ON e.id = wanted.value"
        " JOIN writers w ON w.id = e.writer_id",
        (json.dumps(sorted(entries)),),
    )
    return {row.id: number_text(row.year, row.letter, row.number) for row in rows}
