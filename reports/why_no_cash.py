"""Untung, Tapi Kok Tidak Ada Uang?: from the profit to the change in cash, cause by cause."""

from collections.abc import Mapping
from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.statements import WhyNoCash, WhyNoCashRow
from reports.document import Document, Paragraph, Table
from reports.heading import ReportHead, furnished, in_rupiah
from reports.sections import Line, Section, sectioned

NAME = "why-no-cash"
TITLE = N_("A Profit, but Where Is the Money?")
FAMILY_TITLE = N_("Where Did the Money Go?")


_SAID: Mapping[str, tuple[str, str]] = {
    # what took money, what brought it
    "persediaan_bahan": (
        N_("The money lies in materials: {name} grew"),
        N_("Materials of before were used: {name} shrank"),
    ),
    "persediaan_dagangan": (N_("The money lies in goods: {name} grew"), N_("Goods of before were sold: {name} shrank")),
    "piutang_usaha": (N_("Sold, but not paid yet: {name} grew"), N_("Customers paid old debts: {name} shrank")),
    "utang_usaha": (N_("Old purchases were paid: {name} shrank"), N_("Bought, but not paid yet: {name} grew")),
    "utang_titipan": (N_("Owners of goods were paid: {name} shrank"), N_("Others' money lies in the box: {name} grew")),
    "dp_pembeli": (N_("Orders were handed over: {name} shrank"), N_("Paid for orders of later: {name} grew")),
    "perlengkapan": (N_("The money lies in supplies: {name} grew"), N_("Supplies of before were used: {name} shrank")),
    "peralatan": (N_("The money became tools: {name} grew"), N_("Tools were sold or lost: {name} shrank")),
    "sewa_dibayar_di_muka": (N_("Rent was paid ahead: {name} grew"), N_("Rent paid before was used: {name} shrank")),
    "utang_pinjaman": (N_("Loans were paid back: {name} shrank"), N_("A loan came in: {name} grew")),
}
"""What it means when such an account grows or shrinks; others are told by their name alone."""
_WEAR = "akumulasi_penyusutan"


def figures(statement: WhyNoCash) -> dict[str, Any]:
    """The JSON of the contract: profit + rows = change in cash."""
    return {
        "profit": int(statement.profit),
        "rows": [{"name": row.name, "amount": int(row.amount)} for row in statement.rows],
        "change_in_cash": int(statement.change_in_cash),
    }


def document(statement: WhyNoCash, head: ReportHead, _: Translator) -> Document:
    """The walk from profit to cash on paper."""
    period = format_period(statement.period, _.language)
    where = f"{statement.fund.name}, {period}" if statement.fund else period
    title = _(FAMILY_TITLE) if statement.ledger.kind == "keluarga" else _(TITLE)
    sentence = _("A minus took money out of the box, a plain number brought money in.")
    return furnished(
        NAME,
        title,
        in_rupiah(where, _),
        statement.ledger,
        period,
        head,
        _,
        (_table(statement, title, head, _), Paragraph(sentence)),
    )


def _table(statement: WhyNoCash, title: str, head: ReportHead, _: Translator) -> Table:
    family = statement.ledger.kind == "keluarga"
    if statement.profit < 0:
        result = _("Short of money") if family else _("Loss")
    else:
        result = _("Left over") if family else _("Profit")
    causes = tuple(Line(row.code, _cause(row, head, _), row.amount) for row in statement.rows)
    total = statement.change_in_cash - statement.profit
    parts = [Section(_("What happened to it"), causes, _("Together"), total)]
    label = _("The box holds less by") if statement.change_in_cash < 0 else _("The box holds more by")
    return sectioned(parts, [(label, statement.change_in_cash)], title, _, start=(result, statement.profit))


def _cause(row: WhyNoCashRow, head: ReportHead, _: Translator) -> str:
    """The account by what happened to it: what is owned grows when money goes, what is owed when money comes."""
    name = head.neutral(row.name)
    if row.type == "drawing":
        return name
    if row.role is not None and row.role in _SAID:
        took, brought = _SAID[row.role]
        return _(took if row.amount < 0 else brought, name=name)
    if row.role == _WEAR and row.amount > 0:
        return _("Wear of tools costs, but takes no money: {name}", name=name)
    grew = row.amount < 0 if row.type == "asset" else row.amount > 0
    return _("{name} grew", name=name) if grew else _("{name} shrank", name=name)
