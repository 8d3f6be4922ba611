"""What the entries of a transaction mean for debts and goods, worked out before it is committed.

Called for every transaction that wrote entries, whatever act wrote them: recording, correcting, undoing, importing.
"""

from kpmbooks.book import Tx
from kpmbooks.trade.adjusting import settle_goods
from kpmbooks.trade.debts import settle_debts


def settle(tx: Tx) -> None:
    """Raise or pay debts as the new entries say, and see that no stock went below zero; raises ``Rejected``."""
    settle_debts(tx)
    settle_goods(tx)
