"""Persediaan Barang: what lies there on a day, where, what it cost, and that it is what the stock accounts say."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.trade import HOME, SORT_NAMES, StockReport, StockRow
from reports.document import Block, Column, Document, Heading, KeyFigure, KeyFigures, Paragraph, Quantity, Row, Table
from reports.goods_words import bars, cents, number, whole
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "stock"
TITLE = N_("Goods in Stock")
NO_GOODS = N_("This book keeps no stock: what is bought counts as a cost at once.")


def figures(statement: StockReport) -> dict[str, Any]:
    """The stock at ``to``: ``where`` is home or left; ``undetailed`` is the accounts' part that no good explains."""
    return {
        "rows": [
            {
                "good": row.good.name,
                "sort": row.good.sort,
                "unit": row.good.unit,
                "where": "home" if row.holder == HOME else "left",
                "party": _holder(statement, row),
                "quantity": number(row.quantity),
                "unit_cost": cents(row.unit_cost),
                "value": int(row.value),
            }
            for row in statement.rows
        ],
        "accounts": [
            {
                "sort": part.sort,
                "goods": int(part.goods),
                "undetailed": int(part.undetailed),
                "account": int(part.account),
            }
            for part in statement.parts
        ],
        "months": [{"month": f"{day:%Y-%m}", "value": int(value)} for day, value in statement.months],
        "totals": {
            "goods": int(statement.goods),
            "undetailed": int(statement.account - statement.goods),
            "account": int(statement.account),
        },
    }


def document(statement: StockReport, head: ReportHead, _: Translator) -> Document:
    """The stock on paper: three figures, how its value went, then every good with its place."""
    day = format_day(statement.day, _.language)
    blocks: list[Block] = [_key_figures(statement, _)]
    if not statement.rows:
        blocks.append(Paragraph(_("No good lies in stock on this day.") if statement.account else _(NO_GOODS)))
    if any(value for _day, value in statement.months) and len(statement.months) > 1:
        groups = [format_day(end, _.language, short=True).split()[1] for end, _value in statement.months]
        values = [int(value) for _day, value in statement.months]
        chart = bars("", values, groups, _)
        blocks += [Heading(_("What the stock was worth, by month"), note=chart.unit), chart]
    if statement.rows or statement.account:
        blocks += [Heading(_("Every good")), _table(statement, _)]
    return furnished(
        NAME, _(TITLE), in_rupiah(day, _), statement.ledger, day, head, _, tuple(blocks), signed=True, filed=True
    )


def _key_figures(statement: StockReport, _: Translator) -> KeyFigures:
    away = sum((row.value for row in statement.rows if row.holder != HOME), Rupiah(0))
    shown = [
        KeyFigure(_("Stock is worth"), format_amount(statement.account), _("at what it cost"), strong=True),
        KeyFigure(_("Left for sale with others"), format_amount(away), _("of it")),
    ]
    if rest := statement.account - statement.goods:
        shown.append(KeyFigure(_("Not named yet"), format_amount(rest), _("no good explains it"), quiet=True))
    return KeyFigures(tuple(shown))


def _holder(statement: StockReport, row: StockRow) -> str | None:
    """With whom it lies, where her name was ticked and is still known."""
    party = statement.holders.get(row.holder)
    return None if party is None else party.name


def _table(statement: StockReport, _: Translator) -> Table:
    most = Quantity(max((row.quantity for row in statement.rows), default=0))
    dearest = max((whole(row.unit_cost) for row in statement.rows if row.unit_cost is not None), default=Rupiah(0))
    return Table(
        columns=(
            Column(_("Good")),
            Column(_("Where")),
            Column(_("Quantity"), "number", widest=most),
            Column(_("Unit"), "code", widest=max((row.good.unit for row in statement.rows), key=len, default="")),
            Column(_("Each"), "money", widest=dearest),
            Column(_("Worth"), "money", widest=max(statement.account, statement.goods), strong=True),
        ),
        rows=list(_rows(statement, _)),
        name=_(TITLE),
    )


def _rows(statement: StockReport, _: Translator) -> Iterator[Row]:
    ordered = sorted(statement.rows, key=lambda row: row.good.sort != "dagangan")
    for sort, rows in groupby(ordered, key=lambda row: row.good.sort):
        yield Row((_(SORT_NAMES[sort]).capitalize(), None, None, None, None, None), "group")
        total = Rupiah(0)
        for row in rows:
            total += row.value
            where = _("at home") if row.holder == HOME else _holder(statement, row) or _("left for sale")
            yield Row(
                (
                    row.good.name,
                    where,
                    Quantity(row.quantity),
                    row.good.unit or None,
                    None if row.unit_cost is None else whole(row.unit_cost),
                    row.value,
                )
            )
        yield Row((_("Together"), None, None, None, None, total), "subtotal")
    if rest := statement.account - statement.goods:
        yield Row((_("In the accounts, but not named as goods yet"), None, None, None, None, rest), "subtotal")
    yield Row((_("Stock in the accounts"), None, None, None, None, statement.account), "total")
