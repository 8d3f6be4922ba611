"""Neraca Saldo: the closing balance of every account. It belongs to the accountant's view and speaks its words."""

from typing import Any

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.statements import TrialBalance
from reports.document import Column, Document, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "trial-balance"
TITLE = N_("Trial Balance")


def figures(statement: TrialBalance) -> dict[str, Any]:
    """The JSON of the contract: one of debit and credit is 0, rows at zero are left out."""
    return {
        "rows": [
            {
                "code": row.code,
                "name": row.name,
                "type": row.type,
                "fund": row.fund,
                "debit": int(row.debit),
                "credit": int(row.credit),
            }
            for row in statement.rows
        ],
        "totals": {"debit": int(statement.total_debit), "credit": int(statement.total_credit)},
    }


def document(statement: TrialBalance, head: ReportHead, _: Translator) -> Document:
    """The trial balance on paper, with the fund of each account where there are several."""
    day = format_day(statement.day, _.language)
    where = f"{statement.fund.name}, {day}" if statement.fund else day
    return furnished(NAME, _(TITLE), in_rupiah(where, _), statement.ledger, day, head, _, (_table(statement, head, _),))


def _table(statement: TrialBalance, head: ReportHead, _: Translator) -> Table:
    several = len({row.fund for row in statement.rows}) > 1
    rows = [
        Row((row.code, head.neutral(row.name), row.fund, row.debit or None, row.credit or None))
        for row in statement.rows
    ]
    if rows:
        rows.append(Row((None, _("Total"), None, statement.total_debit, statement.total_credit), "total"))
    return Table(
        columns=(
            Column(_("Code"), "code"),
            Column(_("Account"), weight=3),
            Column(_("Fund"), "code", shown="always" if several else "sheet"),
            Column(_("Debit"), "money"),
            Column(_("Credit"), "money"),
        ),
        rows=tuple(rows),
        empty=_("Nothing has been written yet."),
        name=_(TITLE),
    )
