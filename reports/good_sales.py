"""Penjualan per Barang and Untung per Barang: what each good brought, how often, and what was left of it."""

from collections.abc import Sequence
from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.trade import GoodSales, GoodsSold
from reports.document import BarChart, Block, Column, Document, Heading, Paragraph, Quantity, Row, Table
from reports.goods_words import MOST_BARS, bars, number, percent, said_percent
from reports.heading import ReportHead, furnished, in_rupiah

SALES, PROFIT = "sales-by-good", "profit-per-good"
SALES_TITLE = N_("Sales by Good")
PROFIT_TITLE = N_("Profit per Good")


def sales_figures(statement: GoodsSold) -> dict[str, Any]:
    """Net of what was brought back; ``other`` is what the sales accounts have beside the named goods."""
    revenue = statement.income.revenue
    return {
        "rows": [
            {
                "good": row.good.name,
                "unit": row.good.unit,
                "times": row.times,
                "quantity": number(row.quantity),
                "sales": int(row.amount),
                "percent": percent(int(row.amount), int(revenue)),
            }
            for row in statement.rows
        ],
        "other": {"sales": int(statement.other_sales)},
        "totals": {"sales": int(revenue)},
    }


def profit_figures(statement: GoodsSold) -> dict[str, Any]:
    """Sales, cost and profit by good, the most profitable first; with ``other`` they are the gross of the income."""
    return {
        "rows": [
            {
                "good": row.good.name,
                "unit": row.good.unit,
                "quantity": number(row.quantity),
                "sales": int(row.amount),
                "cost": int(row.cost),
                "profit": int(row.profit),
                "margin_percent": percent(int(row.profit), int(row.amount)),
                "cost_known": row.good.stocked,
            }
            for row in _by_profit(statement)
        ],
        "other": {
            "sales": int(statement.other_sales),
            "cost": int(statement.other_costs),
            "profit": int(statement.other_sales - statement.other_costs),
        },
        "totals": {
            "sales": int(statement.income.revenue),
            "cost": int(statement.income.cost),
            "profit": int(statement.gross),
        },
    }


def sales_document(statement: GoodsSold, head: ReportHead, _: Translator) -> Document:
    """What sells best, as bars and as a list."""
    blocks: list[Block] = []
    if statement.rows:
        rows = statement.rows[:MOST_BARS]
        chart = _chart(rows, [int(row.amount) for row in rows], _)
        blocks += [Heading(_("What sells most"), note=chart.unit), chart]
    blocks += [Heading(_("Every good")), _sales_table(statement, _)]
    return _document(SALES, SALES_TITLE, statement, blocks, head, _)


def profit_document(statement: GoodsSold, head: ReportHead, _: Translator) -> Document:
    """What each good leaves, as bars and as a list, and what stands beside it."""
    blocks: list[Block] = []
    ordered = _by_profit(statement)
    if ordered:
        rows = ordered[:MOST_BARS]
        chart = _chart(rows, [int(row.profit) for row in rows], _)
        blocks += [Heading(_("What leaves most"), note=chart.unit), chart]
    blocks += [Heading(_("Every good")), _profit_table(statement, ordered, _)]
    if any(not row.good.stocked for row in ordered):
        told = _("Services and goods without stock show no cost of their own: it is among the costs without a good.")
        blocks.append(Paragraph(told))
    return _document(PROFIT, PROFIT_TITLE, statement, blocks, head, _)


def _by_profit(statement: GoodsSold) -> list[GoodSales]:
    return sorted(statement.rows, key=lambda row: (-row.profit, row.good.name.casefold()))


def _document(
    name: str, title: str, statement: GoodsSold, blocks: Sequence[Block], head: ReportHead, _: Translator
) -> Document:
    period = format_period(statement.period, _.language)
    return furnished(name, _(title), in_rupiah(period, _), statement.ledger, period, head, _, tuple(blocks), filed=True)


def _chart(rows: Sequence[GoodSales], values: Sequence[int], _: Translator) -> BarChart:
    """The bars carry their place in the list below; the names stand under them, as far as there is room."""
    return bars("", values, [str(nth) for nth, _row in enumerate(rows, 1)], _, [row.good.name for row in rows])


def _quantity_column(statement: GoodsSold, _: Translator) -> Column:
    most = max((row.quantity for row in statement.rows), default=0)
    return Column(_("Quantity"), "number", widest=Quantity(most))


def _unit_column(statement: GoodsSold, _: Translator) -> Column:
    return Column(_("Unit"), "code", widest=max((row.good.unit for row in statement.rows), key=len, default=""))


def _sales_table(statement: GoodsSold, _: Translator) -> Table:
    revenue = statement.income.revenue
    rows = [
        Row(
            (
                nth,
                row.good.name,
                row.times,
                Quantity(row.quantity),
                row.good.unit or None,
                row.amount,
                said_percent(percent(int(row.amount), int(revenue)), _),
            )
        )
        for nth, row in enumerate(statement.rows, 1)
    ]
    if statement.other_sales or not rows:
        other = said_percent(percent(int(statement.other_sales), int(revenue)), _)
        name = _("Sales without a good's name")
        rows.append(Row((None, name, None, None, None, statement.other_sales, other)))
    rows.append(Row((None, _("All sales"), None, None, None, revenue, None), "total"))
    return Table(
        columns=(
            Column(_("No."), "number", widest=len(statement.rows)),
            Column(_("Good")),
            Column(_("Times"), "number", widest=max((row.times for row in statement.rows), default=0)),
            _quantity_column(statement, _),
            _unit_column(statement, _),
            Column(_("Money from sales"), "money", widest=revenue, strong=True),
            Column(_("Share"), "code", widest="−100,0 %"),
        ),
        rows=tuple(rows),
        name=_(SALES_TITLE),
    )


def _profit_table(statement: GoodsSold, ordered: Sequence[GoodSales], _: Translator) -> Table:
    rows = [
        Row(
            (
                nth,
                row.good.name,
                Quantity(row.quantity),
                row.good.unit or None,
                row.amount,
                row.cost if row.good.stocked else None,
                row.profit,
                said_percent(percent(int(row.profit), int(row.amount)), _),
            )
        )
        for nth, row in enumerate(ordered, 1)
    ]
    sales, costs = statement.other_sales, statement.other_costs
    if sales or costs or not rows:
        rows.append(Row((None, _("Without a good's name"), None, None, sales, costs, sales - costs, None)))
    total = statement.income
    rows.append(Row((None, _("Together"), None, None, total.revenue, total.cost, statement.gross, None), "total"))
    return Table(
        columns=(
            Column(_("No."), "number", widest=len(ordered)),
            Column(_("Good")),
            _quantity_column(statement, _),
            _unit_column(statement, _),
            Column(_("Money from sales"), "money", widest=total.revenue),
            Column(_("Cost"), "money", widest=total.cost),
            Column(_("Profit"), "money", widest=-max(abs(total.revenue), abs(total.cost)), strong=True),
            Column(_("Of the price"), "code", widest="−100,0 %"),
        ),
        rows=tuple(rows),
        name=_(PROFIT_TITLE),
    )
