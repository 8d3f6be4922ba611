"""Penjualan per Hari: on which days of the week most is sold, counted over the days that were open."""

from datetime import date, timedelta
from typing import Any

from kpmbooks.dates import format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.trade import SalesByWeekday
from kpmbooks.trade.weekday_sales import nearest
from reports.document import Column, Document, Heading, KeyFigure, KeyFigures, Paragraph, Row, Table
from reports.goods_words import bars
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "sales-by-weekday"
TITLE = N_("Sales by Day of the Week")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_A_MONDAY = date(2026, 1, 5)


def figures(statement: SalesByWeekday) -> dict[str, Any]:
    """Seven rows from Monday on: open days, sales and the average of an open day."""
    best = statement.best
    return {
        "rows": [
            {
                "weekday": WEEKDAYS[row.weekday],
                "days": row.days,
                "sales": int(row.amount),
                "average": int(row.average),
            }
            for row in statement.rows
        ],
        "best": None if best is None else WEEKDAYS[best.weekday],
        "totals": {"days": statement.days, "sales": int(statement.amount)},
    }


def document(statement: SalesByWeekday, head: ReportHead, _: Translator) -> Document:
    """The week as bars, then in figures."""
    period = format_period(statement.period, _.language)
    best = statement.best
    names = [weekday_name(row.weekday, _) for row in statement.rows]
    each = nearest(statement.amount, statement.days)
    figures_shown = [
        KeyFigure(_("Money from sales"), format_amount(statement.amount), _("in this period")),
        KeyFigure(_("Open days"), str(statement.days), _("days with sales")),
        KeyFigure(_("Sales of an open day"), format_amount(each), _("on average")),
    ]
    if best is not None:
        told = _("{amount} on average", amount=best.average)
        figures_shown.append(KeyFigure(_("The best day"), names[best.weekday], told, strong=True))
    chart = bars("", [int(row.average) for row in statement.rows], names, _)
    return furnished(
        NAME,
        _(TITLE),
        in_rupiah(period, _),
        statement.ledger,
        period,
        head,
        _,
        (
            KeyFigures(tuple(figures_shown)),
            Heading(_("What an open day brings"), note=chart.unit),
            chart,
            Heading(_("The week in figures")),
            _table(statement, names, _),
            Paragraph(_("A day counts as open when something was sold on it.")),
        ),
    )


def weekday_name(weekday: int, _: Translator) -> str:
    """The day's name; Monday is 0."""
    return format_day(_A_MONDAY + timedelta(days=weekday), _.language, weekday=True).partition(",")[0]


def _table(statement: SalesByWeekday, names: list[str], _: Translator) -> Table:
    rows = [
        Row((name, row.days, row.amount, row.average if row.days else None))
        for name, row in zip(names, statement.rows, strict=True)
    ]
    each = nearest(statement.amount, statement.days)
    rows.append(Row((_("Together"), statement.days, statement.amount, each if statement.days else None), "total"))
    return Table(
        columns=(
            Column(_("Day")),
            Column(_("Open days"), "number"),
            Column(_("Money from sales"), "money"),
            Column(_("An open day brings"), "money", strong=True),
        ),
        rows=tuple(rows),
        name=_(TITLE),
    )
