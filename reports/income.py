"""Untung Rugi: what a business or group earned and spent in a period; for a family, what came in and went out."""

from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.statements import Income
from reports.document import Document, Table
from reports.heading import ReportHead, furnished, in_rupiah
from reports.sections import Line, Section, sectioned

NAME = "income"
TITLE = N_("Profit and Loss")
FAMILY_TITLE = N_("The Family's Income and Spending")


def figures(statement: Income) -> dict[str, Any]:
    """The JSON of the contract: contra rows negative in their section, net = revenue − cost − expense + other."""
    return {
        "rows": [
            {"code": row.code, "name": row.name, "section": row.section, "amount": int(row.amount)}
            for row in statement.rows
        ],
        "totals": {
            "revenue": int(statement.revenue),
            "cost": int(statement.cost),
            "expense": int(statement.expense),
            "other": int(statement.other),
            "net": int(statement.net),
        },
    }


def document(statement: Income, head: ReportHead, _: Translator) -> Document:
    """The result on paper, in plain words."""
    period = format_period(statement.period, _.language)
    where = f"{statement.fund.name}, {period}" if statement.fund else period
    title = title_for(statement, _)
    return furnished(
        NAME, title, in_rupiah(where, _), statement.ledger, period, head, _, (income_table(statement, head, _),)
    )


def title_for(statement: Income, _: Translator) -> str:
    """What the result is called in this ledger: a family has no profit."""
    return _(FAMILY_TITLE) if statement.ledger.kind == "keluarga" else _(TITLE)


def net_name(statement: Income, _: Translator) -> str:
    """Profit or loss; for a family what is over or short."""
    if statement.ledger.kind == "keluarga":
        return _("Short of money") if statement.net < 0 else _("Left over")
    return _("Loss") if statement.net < 0 else _("Profit")


def income_table(statement: Income, head: ReportHead, _: Translator) -> Table:
    """The rows by section, then the result."""

    def section(name: str, total_name: str, total: Rupiah, *sections: str) -> Section:
        lines = (
            Line(row.code, head.neutral(row.name), row.amount) for row in statement.rows if row.section in sections
        )
        return Section(name, tuple(lines), total_name, total)

    other = section(_("Other"), _("Total other"), statement.other, "other")
    if statement.ledger.kind == "keluarga":
        spent = statement.cost + statement.expense
        parts = [
            section(_("Income"), _("Total income"), statement.revenue, "revenue"),
            section(_("Spending"), _("Total spending"), spent, "cost", "expense"),
            other,
        ]
    else:
        parts = [
            section(_("Sales and services"), _("Total sales and services"), statement.revenue, "revenue"),
            section(_("Materials and goods"), _("Total materials and goods"), statement.cost, "cost"),
            section(_("Running costs"), _("Total running costs"), statement.expense, "expense"),
            other,
        ]
    return sectioned(parts, [(net_name(statement, _), statement.net)], title_for(statement, _), _)
