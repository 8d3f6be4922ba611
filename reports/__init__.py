"""Reports: a statement becomes a worded Document, a Document becomes paper, a sheet or text.

``REPORTS`` names every report as the command line does, so that it and the window list the same ones; the papers of
``LOAN`` are asked for in their own place. ``find_report`` knows all that can be printed.

    report = REPORTS["cash-book"]
    statement = report.statement(reader, Request(ledger, account, period))
    document = report.document(statement, head, _)
"""

from collections.abc import Mapping
from types import MappingProxyType

from kpmbooks import statements
from kpmbooks.book import Reader
from reports import cash_book, cash_flow, income, monthly, position, sheets, trial_balance, why_no_cash
from reports.business_reports import BUSINESS_REPORTS
from reports.debt_reports import DEBT_REPORTS
from reports.document import Document
from reports.goods_reports import GOODS_REPORTS
from reports.group_money_reports import GROUP_MONEY_REPORTS
from reports.group_reports import GROUP_REPORTS
from reports.heading import ReportHead
from reports.loan_reports import LOAN, LOAN_SUMMARY
from reports.money_agreement import MONEY_AGREEMENT
from reports.report import Report, Request

__all__ = [
    "GAME_NAMES",
    "GROUP",
    "LESSON_NAMES",
    "LOAN",
    "LOAN_SUMMARY",
    "REPORTS",
    "SHEETS",
    "TRADE",
    "Document",
    "Report",
    "ReportHead",
    "Request",
    "find_report",
]


def _month(reader: Reader, request: Request) -> monthly.Month:
    ledger, period = request.ledger, request.period
    return monthly.Month(
        statements.cash_book(reader, ledger, request.account, period),
        statements.income(reader, ledger, period),
        statements.position(reader, ledger, period.last),
        statements.month_flows(reader, ledger, period.last, monthly.MOST_MONTHS),
    )


REPORTS: Mapping[str, Report] = MappingProxyType(
    {
        report.name: report
        for report in (
            Report(
                cash_book.NAME,
                cash_book.TITLE,
                lambda reader, wish: statements.cash_book(reader, wish.ledger, wish.account, wish.period),
                cash_book.figures,
                cash_book.document,
                takes_account=True,
                takes_fund=False,
            ),
            Report(
                monthly.NAME,
                monthly.TITLE,
                _month,
                monthly.figures,
                monthly.document,
                takes_account=True,
                takes_fund=False,
            ),
            Report(
                income.NAME,
                income.TITLE,
                lambda reader, wish: statements.income(reader, wish.ledger, wish.period, wish.fund),
                income.figures,
                income.document,
            ),
            Report(
                position.NAME,
                position.TITLE,
                lambda reader, wish: statements.position(reader, wish.ledger, wish.period.last, wish.fund),
                position.figures,
                position.document,
            ),
            Report(
                cash_flow.NAME,
                cash_flow.TITLE,
                lambda reader, wish: statements.cash_flow(reader, wish.ledger, wish.period, wish.fund),
                cash_flow.figures,
                cash_flow.document,
            ),
            Report(
                why_no_cash.NAME,
                why_no_cash.TITLE,
                lambda reader, wish: statements.why_no_cash(reader, wish.ledger, wish.period, wish.fund),
                why_no_cash.figures,
                why_no_cash.document,
            ),
            Report(
                trial_balance.NAME,
                trial_balance.TITLE,
                lambda reader, wish: statements.trial_balance(reader, wish.ledger, wish.period.last, wish.fund),
                trial_balance.figures,
                trial_balance.document,
                accounting=True,
            ),
        )
    }
)

SHEETS: Mapping[str, Report] = MappingProxyType(
    {
        name: Report(
            name,
            title,
            lambda reader, wish: sheets.blank(reader, wish.ledger, wish.period),
            sheets.figures,
            drawn,
            takes_fund=False,
        )
        for name, title, drawn in (
            (sheets.DAILY, sheets.DAILY_TITLE, sheets.daily),
            (sheets.WEEKLY, sheets.WEEKLY_TITLE, sheets.weekly),
        )
    }
)
"""Blank paper to write on; it holds no figures and stands in its own place."""


TRADE: Mapping[str, Report] = MappingProxyType(
    {report.name: report for report in (*DEBT_REPORTS, *GOODS_REPORTS, *BUSINESS_REPORTS)}
)
"""What is asked of trade: sales, goods and debts, prices and equipment. The list offers them where there are such."""

GROUP: Mapping[str, Report] = MappingProxyType(
    {report.name: report for report in (*GROUP_REPORTS, MONEY_AGREEMENT, *GROUP_MONEY_REPORTS)}
)
"""The papers of a group: registers, slips, minutes. The list offers them where the book knows members."""


LESSON_NAMES: frozenset[str] = frozenset(
    {"class-pack", "class-report", "lesson-attendance", "lesson-cards", "lesson-certificate", "lesson-form"}
    | {"lesson-key", "lesson-plan", "lesson-poster", "lesson-record", "lesson-slips", "lesson-worksheet"}
)
"""The papers of learning; ``find_report`` brings them."""

GAME_NAMES: frozenset[str] = frozenset({"game-papers", "game-result"})
"""The papers of the market game; ``find_report`` brings them."""


def find_report(name: str) -> Report | None:
    """The report of that name, whether it is in the list or has a place of its own."""
    found = next((known[name] for known in (REPORTS, TRADE, GROUP, LOAN, SHEETS) if name in known), None)
    if found is None and name in LESSON_NAMES:
        from reports.lesson_reports import LESSON  # brings the lessons, which no other report needs

        return LESSON[name]
    if found is None and name in GAME_NAMES:
        from reports.game_reports import GAME  # brings the game, which no other report needs

        return GAME[name]
    return found
