"""What parties owe us and we owe them, worked out of the records that name them."""

from kpmbooks.book import Tx


def settle_debts(tx: Tx) -> None:
    """Raise or pay debts as the new entries of the transaction say; raises ``Rejected``."""
