"""Arus Kas: where the money came from and where it went, from the first cash to the last."""

from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.statements import CashFlow
from reports.document import Document, Table
from reports.heading import ReportHead, furnished, in_rupiah
from reports.sections import Line, Section, sectioned

NAME = "cash-flow"
TITLE = N_("Cash Flow")


def figures(statement: CashFlow) -> dict[str, Any]:
    """The JSON of the contract: money that came positive, money that went negative."""
    return {
        "rows": [{"section": row.section, "name": row.name, "amount": int(row.amount)} for row in statement.rows],
        "totals": {
            "operating": int(statement.operating),
            "investing": int(statement.investing),
            "financing": int(statement.financing),
            "change": int(statement.change),
        },
        "opening": int(statement.opening),
        "closing": int(statement.closing),
    }


def document(statement: CashFlow, head: ReportHead, _: Translator) -> Document:
    """The cash flow on paper, in plain words."""
    period = format_period(statement.period, _.language)
    where = f"{statement.fund.name}, {period}" if statement.fund else period
    return furnished(
        NAME, _(TITLE), in_rupiah(where, _), statement.ledger, period, head, _, (_table(statement, head, _),)
    )


def _table(statement: CashFlow, head: ReportHead, _: Translator) -> Table:
    def section(name: str, total_name: str, total: Rupiah, which: str) -> Section:
        lines = (Line(row.code, head.neutral(row.name), row.amount) for row in statement.rows if row.section == which)
        return Section(name, tuple(lines), total_name, total)

    parts = [
        section(_("Day to day"), _("Left from day to day"), statement.operating, "operating"),
        section(_("Tools and equipment"), _("Left from tools and equipment"), statement.investing, "investing"),
        section(
            _("Capital, loans, and withdrawals"),
            _("Left from capital, loans, and withdrawals"),
            statement.financing,
            "financing",
        ),
    ]
    totals = [
        (_("Cash on {day}, at the start", day=statement.period.first), statement.opening),
        (_("Change in cash"), statement.change),
        (_("Cash on {day}, at the end", day=statement.period.last), statement.closing),
    ]
    return sectioned(parts, totals, _(TITLE), _)
