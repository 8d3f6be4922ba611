"""Harta, Utang, dan Modal: what is owned and owed at the end of a day, and whose it is."""

from typing import Any

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator, translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.statements import Position
from reports.document import Document, Table
from reports.heading import ReportHead, furnished, in_rupiah
from reports.sections import Line, Section, sectioned

NAME = "position"
TITLE = N_("Property, Debts, and Capital")
FAMILY_TITLE = N_("The Family's Property and Debts")


def figures(statement: Position) -> dict[str, Any]:
    """The JSON of the contract: drawing and contra rows negative, results not yet closed as rows of equity.

    Their names are Indonesian, as those of all accounts are.
    """
    indonesian = translator("id")
    return {
        "rows": [
            {
                "code": row.code,
                "name": indonesian(row.name) if row.code.startswith("result-") else row.name,
                "section": row.section,
                "amount": int(row.amount),
            }
            for row in statement.rows
        ],
        "totals": {
            "assets": int(statement.assets),
            "liabilities": int(statement.liabilities),
            "equity": int(statement.equity),
        },
    }


def document(statement: Position, head: ReportHead, _: Translator) -> Document:
    """The position on paper, in plain words."""
    day = format_day(statement.day, _.language)
    where = f"{statement.fund.name}, {day}" if statement.fund else day
    return furnished(
        NAME,
        title_for(statement, _),
        in_rupiah(where, _),
        statement.ledger,
        day,
        head,
        _,
        (position_table(statement, head, _),),
    )


def title_for(statement: Position, _: Translator) -> str:
    """What the position is called in this ledger."""
    return _(FAMILY_TITLE) if statement.ledger.kind == "keluarga" else _(TITLE)


def position_table(statement: Position, head: ReportHead, _: Translator) -> Table:
    """Property first, then debts and what is one's own; the two sides are equal."""

    def section(name: str, total_name: str, total: Rupiah, which: str) -> Section:
        # Rows of results carry source texts of the program, all others names from the book: only those are translated.
        lines = (
            Line("", _(row.name), row.amount)
            if row.code.startswith("result-")
            else Line(row.code, head.neutral(row.name), row.amount)
            for row in statement.rows
            if row.section == which
        )
        return Section(name, tuple(lines), total_name, total)

    family = statement.ledger.kind == "keluarga"
    own, own_total, both = (
        (_("Own property"), _("Total own property"), _("Total debts and own property"))
        if family
        else (_("Capital"), _("Total capital"), _("Total debts and capital"))
    )
    parts = [
        section(_("Property"), _("Total property"), statement.assets, "asset"),
        section(_("Debts"), _("Total debts"), statement.liabilities, "liability"),
        section(own, own_total, statement.equity, "equity"),
    ]
    totals = [(both, statement.liabilities + statement.equity)]
    return sectioned(parts, totals, title_for(statement, _), _)
