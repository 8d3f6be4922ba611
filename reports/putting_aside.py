"""Sisihkan per Hari: what to put aside on each selling day for an instalment, with a box to tick for every day.

To be hung up where the tin stands. Which days are ticked does not matter, only how many.
"""

from datetime import date, timedelta
from typing import Any, Final

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.loans.putting_aside import PuttingAside, TickMonth
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Pair,
    Paragraph,
    Part,
    Row,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished
from reports.lender_words import EVERY_DONE
from reports.weekday_sales import weekday_name

NAME: Final = "putting-aside"
TITLE: Final = N_("To Put Aside Each Day")

_ROW: Final = 27.0
_WEEK: Final = 7


def figures(value: PuttingAside) -> dict[str, Any]:
    """The JSON; amounts in whole rupiah."""
    request = value.request
    return {
        "lender": request.lender.id,
        "amount": int(request.amount),
        "instalment": int(request.instalment),
        "every": request.plan.terms.every,
        "monthly": int(request.monthly),
        "per_selling_day": int(request.per_selling_day),
        "a_day": int(value.a_day),
        "days": value.days,
        "months": [
            {"month": f"{one.month.first:%Y-%m}", "off": sorted(day.day for day in one.off)} for one in value.months
        ],
    }


def document(value: PuttingAside, head: ReportHead, _: Translator) -> Document:
    """The page; further months stand on further ones."""
    request = value.request
    every = _(EVERY_DONE[request.plan.terms.every])
    boxes = _.plural("{n} box", "{n} boxes", value.days)
    figures_shown = KeyFigures(
        (
            KeyFigure(_("Instalment"), format_amount(request.instalment), every),
            KeyFigure(
                _("Put aside each selling day"),
                format_amount(value.a_day),
                _("exactly {amount}", amount=request.per_selling_day),
                strong=True,
            ),
            KeyFigure(
                _("Enough for a month"),
                boxes,
                _("together {amount}", amount=value.together),
            ),
        )
    )
    told = _("Put the money into the tin in the evening, then tick the day. {boxes} a month are enough.", boxes=boxes)
    closed = ", ".join(weekday_name(weekday, _) for weekday in value.closed)
    blocks: list[Block] = [figures_shown, Paragraph(told)]
    if closed:
        blocks.append(Paragraph(_("Usually closed, as the book shows: {days}.", days=closed)))
    months = [_month(value, one, _) for one in value.months]
    for place in range(0, len(months), 2):
        right = months[place + 1] if place + 1 < len(months) else ()
        blocks.append(Pair(months[place], right))
    subtitle = _("{amount} from {lender}", amount=request.amount, lender=request.lender.label)
    return furnished(NAME, _(TITLE), subtitle, value.ledger, "", head, _, tuple(blocks))


def _month(value: PuttingAside, one: TickMonth, _: Translator) -> tuple[Part, ...]:
    """A month as a calendar: rows are weeks, the box of each day is its cell."""
    names = [weekday_name(weekday, _) for weekday in range(_WEEK)]
    before = one.month.first.weekday()
    days: list[date | None] = [None] * before
    days += [one.month.first + timedelta(days=nth) for nth in range((one.month.last - one.month.first).days + 1)]
    days += [None] * (-len(days) % _WEEK)
    weeks = tuple(
        Row(tuple(_day(day, one, _) for day in days[start : start + _WEEK])) for start in range(0, len(days), _WEEK)
    )
    name = format_period(one.month, _.language)
    return (
        Heading(name, note=_("{n} × {amount}", n=value.days, amount=value.a_day)),
        Table(
            tuple(Column(weekday[:3]) for weekday in names),
            weeks,
            name=name,
            ruled=True,
            least=_ROW,
        ),
    )


def _day(day: date | None, one: TickMonth, _: Translator) -> tuple[Span, ...] | None:
    if day is None:
        return None
    number = Span(str(day.day), "muted" if day in one.off else "strong")
    return (number, Span(_("closed"), "muted")) if day in one.off else (number,)
