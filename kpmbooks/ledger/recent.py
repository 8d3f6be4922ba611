"""The latest entries of a ledger, found from the end of the journal: what they cost does not grow with the book."""

from kpmbooks.book import Reader
from kpmbooks.ledger.journal import read_entries
from kpmbooks.ledger.values import Entry, LedgerRef


def recent_entries(reader: Reader, ledger: LedgerRef, count: int) -> tuple[Entry, ...]:
    """The ``count`` entries of ``ledger`` that were written last, the newest first; without reversals that fold."""
    keys = reader.connection.exec_driver_sql(
        # By row, from the end: any index would first gather and sort all entries of the ledger.
        "SELECT id FROM entries NOT INDEXED WHERE ledger_id = ? AND folds = 0 ORDER BY id DESC LIMIT ?",
        (ledger.id, count),
    )
    return read_entries(reader, list(keys.scalars()))
