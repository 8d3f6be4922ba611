"""What a person is likely to write next: the words she used for a kind before, and a record she may write twice."""

from kpmbooks.book import Reader
from kpmbooks.ledger import EntryDraft, LedgerRef

MOST = 50
LOOKED_AT = 3_000
"""So many of the latest records: what was called so years ago is not what she means today."""

_FIELDS = {"memo": "memo_id", "party": "party_id"}


def suggestions(reader: Reader, ledger: LedgerRef, kind: str, field: str) -> tuple[str, ...]:
    """Words for ``field`` ("memo" or "party") of a record of ``kind``, those used most often first.

    A party is suggested from all kinds: whoever buys on account also pays. Amounts are never suggested.
    """
    column = _FIELDS.get(field)
    if column is None:
        return ()
    of_kind = "" if field == "party" else "AND e.kind = ?"
    values = (ledger.id, *(() if field == "party" else (kind,)), LOOKED_AT, MOST)
    rows = reader.connection.exec_driver_sql(
        f"SELECT t.text FROM (SELECT e.id, e.{column} AS words FROM entries e WHERE e.ledger_id = ? {of_kind}"
        f" AND e.{column} IS NOT NULL AND e.reverses IS NULL ORDER BY e.id DESC LIMIT ?) recent"
        " JOIN texts t ON t.id = recent.words"
        " WHERE t.text IS NOT NULL GROUP BY t.text ORDER BY count(*) DESC, max(recent.id) DESC LIMIT ?",
        values,
    )
    return tuple(rows.scalars())


def written_already(reader: Reader, draft: EntryDraft) -> str | None:
    """The number of a record that says the same as ``draft``: kind, day, amounts and words; None when none does."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id, printf('%d-%s-%03d', e.year, w.letter, e.number) AS number, m.text AS memo, p.text AS party"
        " FROM entries e JOIN writers w ON w.id = e.writer_id"
        " LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts p ON p.id = e.party_id"
        " WHERE e.ledger_id = ? AND e.kind = ? AND e.day = ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) ORDER BY e.id DESC LIMIT 40",
        (draft.ledger.id, draft.kind, draft.day.isoformat()),
    ).all()
    meant = sorted((one.account, int(one.amount)) for one in draft.postings)
    for row in rows:
        if (row.memo or "") != (draft.memo or "") or (row.party or "") != (draft.party or ""):
            continue
        found = reader.connection.exec_driver_sql(
            "SELECT account_id, amount FROM postings WHERE entry_id = ?", (row.id,)
        ).all()
        if sorted((account, int(amount)) for account, amount in found) == meant:
            return str(row.number)
    return None
