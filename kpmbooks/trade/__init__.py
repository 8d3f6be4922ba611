"""Trade: who owes what, goods and their stock, prices, equipment.

Rules are pure (``stock``, ``terms``, ``ageing``, ``prices``, ``depreciation``). What the records of a book mean for
debts and goods is settled at the end of every transaction (``settling``), so that no act can leave them behind.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.trade.bills import (
        Bill,
        DebtAccount,
        Side,
        account_balance,
        bills_of,
        debt_accounts,
        due_answer,
        nameless,
        open_bills,
        terms_of,
    )
    from kpmbooks.trade.checks import CHECKS
    from kpmbooks.trade.consigned import (
        ConsignedRecord,
        Consignment,
        ConsignmentSlip,
        ConsignmentSlips,
        Steps,
        consignees,
        consignment_slips,
    )
    from kpmbooks.trade.cost_of_goods import CostOfGoods, cost_of_goods
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
        level,
        levels,
        stock_of,
    )
    from kpmbooks.trade.goods_lines import GoodsLine, read_goods, write_goods
    from kpmbooks.trade.goods_sold import GoodSales, GoodsSold, goods_sold
    from kpmbooks.trade.inventory import StockReport, StockRow, stock_report
    from kpmbooks.trade.keeping import has_goods
    from kpmbooks.trade.movements import GoodsMovement, movements_of
    from kpmbooks.trade.naming import goods_named
    from kpmbooks.trade.parties import (
        Party,
        add_party,
        change_party,
        erase_party,
        find_party,
        named_party,
        parties,
        read_phone,
    )
    from kpmbooks.trade.paying import PAID_BY, Payment, debt_account, discount_of, give_name, let_go, owed, pay, set_due
    from kpmbooks.trade.plan import sorts_for
    from kpmbooks.trade.quantities import format_quantity, read_quantity
    from kpmbooks.trade.records import correct, goods_answers, preview, record
    from kpmbooks.trade.settling import settle
    from kpmbooks.trade.stock_cards import CardLine, StockCard, StockCards, stock_cards
    from kpmbooks.trade.tables import GUARDS, TABLES
    from kpmbooks.trade.weekday_sales import SalesByWeekday, sales_by_weekday

TOPICS = ("trade", "goods")

__all__ = [
    "CHECKS",
    "GUARDS",
    "HOME",
    "PAID_BY",
    "SORTS",
    "SORT_NAMES",
    "STOCK_ROLES",
    "TABLES",
    "TOPICS",
    "Bill",
    "CardLine",
    "ConsignedRecord",
    "Consignment",
    "ConsignmentSlip",
    "ConsignmentSlips",
    "CostOfGoods",
    "DebtAccount",
    "Good",
    "GoodSales",
    "GoodsLine",
    "GoodsMovement",
    "GoodsSold",
    "Level",
    "Party",
    "Payment",
    "SalesByWeekday",
    "Side",
    "Sort",
    "Steps",
    "StockCard",
    "StockCards",
    "StockReport",
    "StockRow",
    "account_balance",
    "add_good",
    "add_party",
    "bills_of",
    "change_good",
    "change_party",
    "consignees",
    "consignment_slips",
    "correct",
    "cost_of_goods",
    "debt_account",
    "debt_accounts",
    "discount_of",
    "due_answer",
    "erase_party",
    "find_good",
    "find_party",
    "format_quantity",
    "give_name",
    "goods_answers",
    "goods_named",
    "goods_of",
    "goods_sold",
    "has_goods",
    "let_go",
    "level",
    "levels",
    "movements_of",
    "named_party",
    "nameless",
    "open_bills",
    "owed",
    "parties",
    "pay",
    "preview",
    "read_goods",
    "read_phone",
    "read_quantity",
    "record",
    "sales_by_weekday",
    "set_due",
    "settle",
    "sorts_for",
    "stock_cards",
    "stock_of",
    "stock_report",
    "terms_of",
    "write_goods",
]

late(
    __name__,
    {
        "checks": ("CHECKS",),
        "paying": (
            "PAID_BY",
            "Payment",
            "debt_account",
            "discount_of",
            "give_name",
            "let_go",
            "owed",
            "pay",
            "set_due",
        ),
        "parties": (
            "Party",
            "add_party",
            "change_party",
            "erase_party",
            "find_party",
            "named_party",
            "parties",
            "read_phone",
        ),
        "bills": (
            "Bill",
            "DebtAccount",
            "Side",
            "account_balance",
            "bills_of",
            "debt_accounts",
            "due_answer",
            "nameless",
            "open_bills",
            "terms_of",
        ),
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
            "level",
            "levels",
            "stock_of",
        ),
        "keeping": ("has_goods",),
        "naming": ("goods_named",),
        "goods_lines": ("GoodsLine", "read_goods", "write_goods"),
        "movements": ("GoodsMovement", "movements_of"),
        "plan": ("sorts_for",),
        "records": ("correct", "goods_answers", "preview", "record"),
        "consigned": (
            "ConsignedRecord",
            "Consignment",
            "ConsignmentSlip",
            "ConsignmentSlips",
            "Steps",
            "consignees",
            "consignment_slips",
        ),
        "cost_of_goods": (
            "CostOfGoods",
            "cost_of_goods",
        ),
        "goods_sold": (
            "GoodSales",
            "GoodsSold",
            "goods_sold",
        ),
        "inventory": (
            "StockReport",
            "StockRow",
            "stock_report",
        ),
        "quantities": ("format_quantity", "read_quantity"),
        "stock_cards": (
            "CardLine",
            "StockCard",
            "StockCards",
            "stock_cards",
        ),
        "tables": ("GUARDS", "TABLES"),
        "weekday_sales": (
            "SalesByWeekday",
            "sales_by_weekday",
        ),
        "settling": ("settle",),
    },
)
