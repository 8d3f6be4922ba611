"""Daftar Harga: what goods and services cost, to be hung up in a stall, laid beside the goods or handed over.

It carries the name of the business and nothing about who keeps its book; it says prices only, never costs.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.trade import Good
from kpmbooks.trade.price_list import price_list
from kpmbooks.trade.quantities import THOUSAND, format_quantity
from reports.document import Block, BoardShape, Column, Document, Paragraph, PriceBoard, PriceLine, Row, Table
from reports.heading import ReportHead, furnished

NAME = "price-list"
TITLE = N_("Price List")
FORMS: tuple[BoardShape, ...] = get_args(BoardShape)
FORM_NAMES = {"page": N_("a whole page"), "half": N_("half a page"), "cards": N_("cards")}


@dataclass(frozen=True, slots=True)
class PricesListed:
    """What is sold by a ledger, and the shape that its paper takes."""

    ledger: LedgerRef
    day: date
    goods: tuple[Good, ...]
    form: BoardShape


def statement(reader: Reader, ledger: LedgerRef, day: date, form: str) -> PricesListed:
    """The list as it is now; goods first, then services. An unknown form is the usual one."""
    listed = [priced.good for priced in price_list(reader, ledger)]
    goods = sorted(listed, key=lambda good: good.sort == "jasa")
    return PricesListed(ledger, day, tuple(goods), next((one for one in FORMS if one == form), FORMS[0]))


def figures(statement: PricesListed) -> dict[str, Any]:
    """A row for each good; ``hours`` and ``transport`` are those of services."""
    return {
        "rows": [
            {
                "name": good.name,
                "unit": good.unit,
                "sort": good.sort,
                "price": int(good.price or 0),
                "hours": good.hours / THOUSAND,
                "transport": int(good.transport),
            }
            for good in statement.goods
        ]
    }


def document(statement: PricesListed, head: ReportHead, _: Translator) -> Document:
    """The list in its shape; without a price one sentence that says how to write some."""
    day = format_day(statement.day, _.language)
    blocks: tuple[Block, ...]
    if statement.goods:
        title = _("Price list, {day}", day=day)
        lines = tuple(_line(good, _) for good in statement.goods)
        blocks = (PriceBoard(title, statement.ledger.name, lines, statement.form, _table(statement, _)),)
    else:
        blocks = (Paragraph(_("No prices are written yet. Write them on the page “Prices”.")),)
    return furnished(NAME, _(TITLE), day, statement.ledger, day, head, _, blocks)


def _line(good: Good, _: Translator) -> PriceLine:
    unit = _("per {unit}", unit=good.unit) if good.unit else ""
    return PriceLine(good.name, format_amount(good.price or 0), unit, _note(good, _))


def _note(good: Good, _: Translator) -> str:
    """The hours of a service, and the way to where it is done."""
    if good.sort != "jasa":
        return ""
    parts = []
    if good.hours:
        parts.append(_("about {hours} hours", hours=format_quantity(good.hours)))
    if good.transport:
        parts.append(_("transport of {amount} included", amount=good.transport))
    return ", ".join(parts)


def _table(statement: PricesListed, _: Translator) -> Table:
    services = any(good.sort == "jasa" for good in statement.goods)
    columns = [Column(_("Goods or service"), weight=3), Column(_("Unit")), Column(_("Price"), "money")]
    if services:
        columns += [Column(_("Hours")), Column(_("Transport"), "money")]
    rows = []
    for good in statement.goods:
        cells: list[str | int | None] = [good.name, good.unit, int(good.price or 0)]
        if services:
            cells += [format_quantity(good.hours) if good.hours else "", int(good.transport) or None]
        rows.append(Row(tuple(cells)))
    return Table(tuple(columns), tuple(rows), name=_(TITLE))
