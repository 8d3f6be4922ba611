"""Whether stock is kept at all, asked at every start: it needs nothing of the rules of goods."""

from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.storage import scalar


def has_goods(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether the ledger has any good: a trader who keeps no stock is asked nothing about it."""
    return bool(scalar(reader.connection, "SELECT EXISTS (SELECT 1 FROM goods WHERE ledger_id = ?)", ledger.id))
