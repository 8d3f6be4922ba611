"""Trade: who owes what, goods and their stock, prices, equipment.

Rules are pure (``stock``, ``terms``, ``ageing``, ``prices``, ``depreciation``). What the records of a book mean for
debts and goods is settled at the end of every transaction (``settling``), so that no act can leave them behind.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late
from kpmbooks.trade.tables import GUARDS, TABLES

if TYPE_CHECKING:
    from kpmbooks.trade.checks import CHECKS
    from kpmbooks.trade.goods import (
        HOME,
        SORT_NAMES,
        SORTS,
        STOCK_ROLES,
        Good,
        Level,
        Sort,
        add_good,
        change_good,
        find_good,
        goods_of,
        has_goods,
        level,
        levels,
        stock_of,
    )
    from kpmbooks.trade.goods_lines import GoodsLine, read_goods, write_goods
    from kpmbooks.trade.movements import GoodsMovement, movements_of
    from kpmbooks.trade.plan import sorts_for
    from kpmbooks.trade.records import correct, goods_answers, preview, record
    from kpmbooks.trade.settling import settle

TOPICS = ("trade", "goods")

__all__ = [
    "CHECKS",
    "GUARDS",
    "HOME",
    "SORTS",
    "SORT_NAMES",
    "STOCK_ROLES",
    "TABLES",
    "TOPICS",
    "Good",
    "GoodsLine",
    "GoodsMovement",
    "Level",
    "Sort",
    "add_good",
    "change_good",
    "correct",
    "find_good",
    "goods_answers",
    "goods_of",
    "has_goods",
    "level",
    "levels",
    "movements_of",
    "preview",
    "read_goods",
    "record",
    "settle",
    "sorts_for",
    "stock_of",
    "write_goods",
]

late(
    __name__,
    {
        "checks": ("CHECKS",),
        "goods": (
            "HOME",
            "SORTS",
            "SORT_NAMES",
            "STOCK_ROLES",
            "Good",
            "Level",
            "Sort",
            "add_good",
            "change_good",
            "find_good",
            "goods_of",
            "has_goods",
            "level",
            "levels",
            "stock_of",
        ),
        "goods_lines": ("GoodsLine", "read_goods", "write_goods"),
        "movements": ("GoodsMovement", "movements_of"),
        "plan": ("sorts_for",),
        "records": ("correct", "goods_answers", "preview", "record"),
        "settling": ("settle",),
    },
)
