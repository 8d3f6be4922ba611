"""Finding records by what is written in them: words, a person, a number, an amount. For looking up, not for sums."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger.journal import read_entries
from kpmbooks.ledger.values import Entry, LedgerRef
from kpmbooks.money import Rupiah, read_amount

MOST_FOUND = 200

# Reversals are found through what they take back; a number is asked for as it is written.
_BY_WORDS = """
    SELECT e.id FROM entries e LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts p ON p.id = e.party_id
    WHERE e.ledger_id = ? AND e.reverses IS NULL {kept}
    AND (m.text LIKE ? ESCAPE '!' OR p.text LIKE ? ESCAPE '!' OR e.kind IN (SELECT value FROM json_each(?)))
    ORDER BY e.day DESC, e.id DESC LIMIT ?
"""
_BY_AMOUNT = """
    SELECT DISTINCT e.id, e.day FROM postings p JOIN entries e ON e.id = p.entry_id
    WHERE e.ledger_id = ? AND e.reverses IS NULL {kept} AND p.amount IN (?, ?) ORDER BY e.day DESC, e.id DESC LIMIT ?
"""
_BY_NUMBER = """
    SELECT e.id FROM entries e JOIN writers w ON w.id = e.writer_id
    WHERE e.ledger_id = ? AND e.year = ? AND w.letter = ? AND e.number = ?
"""
_LATEST = """
    SELECT e.id FROM entries e
    WHERE e.ledger_id = ? AND e.reverses IS NULL {kept} ORDER BY e.day DESC, e.id DESC LIMIT ?
"""
_NUMBER = re.compile(r"(\d{4})-([A-Za-z]{1,2})-(\d{1,9})")
_LEAST_AMOUNT = 100


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked among: records of these ``kinds``, of this ``period``; None: all of them."""

    kinds: frozenset[str] | None = None
    period: Period | None = None

    @property
    def is_open(self) -> bool:
        """Whether everything comes through."""
        return self.kinds is None and self.period is None

    def sql(self) -> tuple[str, list[object]]:
        """The condition on ``entries e`` and its values."""
        parts: list[str] = []
        values: list[object] = []
        if self.kinds is not None:
            parts.append("AND e.kind IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(sorted(self.kinds)))
        if self.period is not None:
            parts.append("AND e.day BETWEEN ? AND ?")
            values += [self.period.first.isoformat(), self.period.last.isoformat()]
        return " ".join(parts), values


def find_entries(
    reader: Reader,
    ledger: LedgerRef,
    wanted: str,
    kinds: Sequence[str] = (),
    limit: int = MOST_FOUND,
    among: Filter | None = None,
) -> tuple[Entry, ...]:
    """The records of ``ledger`` that ``wanted`` finds ``among`` them, the latest first, ``limit`` at most.

    No words find the latest that come through the filter, and nothing where there is none. ``kinds`` are the ids of
    those whose name fits ``wanted``: what a kind is called is not this module's business.
    """
    words, through = wanted.strip(), among or Filter()
    kept, values = through.sql()
    if not words:
        if through.is_open:
            return ()
        return read_entries(reader, _keys(reader, _LATEST.format(kept=kept), ledger.id, *values, limit))
    if number := _NUMBER.fullmatch(words):
        found = _keys(reader, _BY_NUMBER, ledger.id, int(number[1]), number[2].upper(), int(number[3]))
        return read_entries(reader, found)
    like = f"%{words.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    listed = json.dumps(list(kinds))
    found = _keys(reader, _BY_WORDS.format(kept=kept), ledger.id, *values, like, like, listed, limit)
    amount = read_amount(words)
    if isinstance(amount, Rupiah) and amount >= _LEAST_AMOUNT:
        by_amount = _keys(reader, _BY_AMOUNT.format(kept=kept), ledger.id, *values, int(amount), -int(amount), limit)
        found = list(dict.fromkeys((*by_amount, *found)))[:limit]
    return read_entries(reader, found)


def _keys(reader: Reader, sql: str, *values: object) -> list[int]:
    return [int(key) for key in reader.connection.exec_driver_sql(sql, values).scalars()]
