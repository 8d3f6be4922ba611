"""Whether there are loans at all: the home page asks this of every book, and most have none."""

from typing import Final

from kpmbooks.book import Reader
from kpmbooks.book.facts import fact_history
from kpmbooks.ledger import LedgerRef

LIST: Final = "loan-taken"
"""Fact of a ledger: every loan that was ever said under it belongs to it."""


def has_taken_loans(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether any loan was ever noted in the ledger."""
    return bool(fact_history(reader, ledger.uid, LIST))
