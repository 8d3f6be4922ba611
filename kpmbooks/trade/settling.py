"""What the entries of a transaction mean for debts, goods and equipment, worked out before it is committed.

Called for every transaction that wrote entries, whatever act wrote them: recording, correcting, undoing, importing.
"""

from kpmbooks.book import Tx
from kpmbooks.trade.adjusting import settle_goods
from kpmbooks.trade.consigned import settle_consigned
from kpmbooks.trade.debts import settle_debts
from kpmbooks.trade.equipment_settling import settle_equipment


def settle(tx: Tx) -> None:
    """Raise or pay debts as the new entries say, see that no stock went below zero, give equipment its pieces again.

    Raises ``Rejected``.
    """
    settle_debts(tx)
    settle_consigned(tx)
    settle_goods(tx)
    settle_equipment(tx)
