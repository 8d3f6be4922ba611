"""The goods of records in a few words, for lists of records: "Beras 2,5 kg, Telur 10 butir".

Asked for every list, most of which hold no goods: what names them is only loaded when there are some.
"""

import json
from collections.abc import Collection, Mapping

from kpmbooks.book import Reader

MOST_NAMED = 3
"""So many goods of one record are named; of more it is only said how many there are."""

_MOVED = """
    SELECT m.entry_id, g.uid, abs(m.quantity) FROM goods_movements m JOIN goods g ON g.id = m.good_id
    WHERE m.entry_id IN (SELECT value FROM json_each(?)) AND m.quantity <> 0 ORDER BY m.id
"""


def goods_named(reader: Reader, entries: Collection[int]) -> Mapping[int, str]:
    """The goods that each of these records (keys) moved, and how many; records that moved none are left out."""
    rows = reader.connection.exec_driver_sql(_MOVED, (json.dumps(list(entries)),)).all()
    if not rows:
        return {}
    from kpmbooks.book.facts import facts_of
    from kpmbooks.trade.quantities import format_quantity

    said = facts_of(reader, {uid for _entry, uid, _quantity in rows})
    named: dict[int, dict[bytes, str]] = {}
    for entry, uid, quantity in rows:
        facts = said.get(uid, {})
        words = f"{facts.get('name', '')} {format_quantity(quantity, facts.get('unit', ''))}"
        named.setdefault(entry, {}).setdefault(uid, words)  # what is left with somebody moves twice
    return {entry: _short(list(words.values())) for entry, words in named.items()}


def _short(words: list[str]) -> str:
    shown = ", ".join(words[:MOST_NAMED])
    return shown if len(words) <= MOST_NAMED else f"{shown}, +{len(words) - MOST_NAMED}"
