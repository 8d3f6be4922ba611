"""Finding records by what is written in them: words, a person, a number, an amount. For looking up, not for sums."""

import re
from collections.abc import Sequence

from kpmbooks.book import Reader
from kpmbooks.ledger.journal import read_entries
from kpmbooks.ledger.values import Entry, LedgerRef
from kpmbooks.money import Rupiah, read_amount

MOST_FOUND = 200

# Reversals are found through what they take back; a number is asked for as it is written.
_BY_WORDS = """
    SELECT e.id FROM entries e LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts p ON p.id = e.party_id
    WHERE e.ledger_id = ? AND e.reverses IS NULL
    AND (m.text LIKE ? ESCAPE '!' OR p.text LIKE ? ESCAPE '!' OR e.kind IN (SELECT value FROM json_each(?)))
    ORDER BY e.day DESC, e.id DESC LIMIT ?
"""
_BY_AMOUNT = """
    SELECT DISTINCT e.id, e.day FROM postings p JOIN entries e ON e.id = p.entry_id
    WHERE e.ledger_id = ? AND e.reverses IS NULL AND p.amount IN (?, ?) ORDER BY e.day DESC, e.id DESC LIMIT ?
"""
_BY_NUMBER = """
    SELECT e.id FROM entries e JOIN writers w ON w.id = e.writer_id
    WHERE e.ledger_id = ? AND e.year = ? AND w.letter = ? AND e.number = ?
"""
_NUMBER = re.compile(r"(\d{4})-([A-Za-z]{1,2})-(\d{1,9})")
_LEAST_AMOUNT = 100


def find_entries(
    reader: Reader, ledger: LedgerRef, wanted: str, kinds: Sequence[str] = (), limit: int = MOST_FOUND
) -> tuple[Entry, ...]:
    """The records of ``ledger`` that ``wanted`` finds, the latest first, ``limit`` at most; none for no words.

    ``kinds`` are the ids of those whose name fits ``wanted``: what a kind is called is not this module's business.
    """
    words = wanted.strip()
    if not words:
        return ()
    if number := _NUMBER.fullmatch(words):
        found = _keys(reader, _BY_NUMBER, ledger.id, int(number[1]), number[2].upper(), int(number[3]))
        return read_entries(reader, found)
    like = f"%{words.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    listed = f"[{', '.join(f'{chr(34)}{kind}{chr(34)}' for kind in kinds)}]"
    found = _keys(reader, _BY_WORDS, ledger.id, like, like, listed, limit)
    amount = read_amount(words)
    if isinstance(amount, Rupiah) and amount >= _LEAST_AMOUNT:
        by_amount = _keys(reader, _BY_AMOUNT, ledger.id, int(amount), -int(amount), limit)
        found = list(dict.fromkeys((*by_amount, *found)))[:limit]
    return read_entries(reader, found)


def _keys(reader: Reader, sql: str, *values: object) -> list[int]:
    return [int(key) for key in reader.connection.exec_driver_sql(sql, values).scalars()]
