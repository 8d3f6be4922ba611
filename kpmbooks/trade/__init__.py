"""Trade: who owes what, goods and their stock, prices, equipment.

Rules are pure (``stock``, ``terms``, ``ageing``, ``prices``, ``depreciation``). What the records of a book mean for
debts and goods is settled at the end of every transaction (``settling``), so that no act can leave them behind.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late
from kpmbooks.trade.tables import GUARDS, TABLES

if TYPE_CHECKING:
    from kpmbooks.trade.settling import settle

TOPICS = ("trade",)

__all__ = ["GUARDS", "TABLES", "TOPICS", "settle"]

late(__name__, {"settling": ("settle",)})
