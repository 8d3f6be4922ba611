"""Statements: what the books say, as values. Any period, any ledger, any fund."""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.statements.cash import cash_book, cash_book_page, cash_flow, month_flows, span_flows
    from kpmbooks.statements.days import CashBookDay, cash_book_days
    from kpmbooks.statements.results import income, position, trial_balance, why_no_cash
    from kpmbooks.statements.values import (
        CashBook,
        CashBookRow,
        CashFlow,
        CashFlowRow,
        Income,
        IncomeRow,
        MonthFlow,
        Position,
        PositionRow,
        TrialBalance,
        TrialBalanceRow,
        WhyNoCash,
        WhyNoCashRow,
    )

__all__ = [
    "CashBook",
    "CashBookDay",
    "CashBookRow",
    "CashFlow",
    "CashFlowRow",
    "Income",
    "IncomeRow",
    "MonthFlow",
    "Position",
    "PositionRow",
    "TrialBalance",
    "TrialBalanceRow",
    "WhyNoCash",
    "WhyNoCashRow",
    "cash_book",
    "cash_book_days",
    "cash_book_page",
    "cash_flow",
    "income",
    "month_flows",
    "position",
    "span_flows",
    "trial_balance",
    "why_no_cash",
]

late(
    __name__,
    {
        "cash": ("cash_book", "cash_book_page", "cash_flow", "month_flows", "span_flows"),
        "days": ("CashBookDay", "cash_book_days"),
        "results": ("income", "position", "trial_balance", "why_no_cash"),
        "values": (
            "CashBook",
            "CashBookRow",
            "CashFlow",
            "CashFlowRow",
            "Income",
            "IncomeRow",
            "MonthFlow",
            "Position",
            "PositionRow",
            "TrialBalance",
            "TrialBalanceRow",
            "WhyNoCash",
            "WhyNoCashRow",
        ),
    },
)
