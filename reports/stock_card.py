"""Kartu Stok: each movement of a good with its record's number, what was left after it, and what that is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.recording import kind_name
from kpmbooks.trade import CardLine, StockCard, StockCards, format_quantity
from reports.document import Block, Column, Document, Heading, Paragraph, Quantity, Row, Span, Table
from reports.goods_words import cents, number, whole
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "stock-card"
TITLE = N_("Stock Card")
METHODS = {"average": N_("at average cost"), "fifo": N_("first in, first out")}


def figures(statement: StockCards) -> dict[str, Any]:
    """A card for each good; rows in the order of day, then writing; struck rows without what was left."""
    return {"cards": [_card_figures(card) for card in statement.cards]}


def _card_figures(card: StockCard) -> dict[str, Any]:
    return {
        "good": card.good.name,
        "unit": card.good.unit,
        "method": card.good.method,
        "opening": {"quantity": number(card.opening.quantity), "value": int(card.opening.value)},
        "rows": [
            {
                "date": row.day.isoformat(),
                "number": row.number,
                "kind": row.kind,
                "act": row.act,
                "in": number(row.came),
                "out": number(row.went),
                "placed": number(row.placed),
                "value": int(row.value),
                "left": None if row.left is None else number(row.left),
                "worth": None if row.worth is None else int(row.worth),
                "struck": row.struck,
            }
            for row in card.rows
        ],
        "totals": {"in": number(card.came), "out": number(card.went)},
        "closing": {
            "quantity": number(card.closing.quantity),
            "value": int(card.closing.value),
            "unit_cost": cents(card.closing.unit_cost),
        },
        "layers": [{"quantity": number(layer.quantity), "value": int(layer.value)} for layer in card.layers],
    }


def document(statement: StockCards, head: ReportHead, _: Translator) -> Document:
    """The cards one after another."""
    period = format_period(statement.period, _.language)
    names = [card.good.name for card in statement.cards]
    where = f"{names[0]}, {period}" if len(names) == 1 else period
    blocks: list[Block] = []
    for card in statement.cards:
        unit = f" ({card.good.unit})" if card.good.unit else ""
        blocks += [Heading(f"{card.good.name}{unit}", note=_(METHODS[card.good.method])), _table(card, head, _)]
        if len(card.layers) > 1:
            blocks.append(Paragraph(_layers(card, _)))
    if not blocks:
        blocks.append(Paragraph(_("No good moved in this period, and none lies in stock.")))
    return furnished(NAME, _(TITLE), in_rupiah(where, _), statement.ledger, period, head, _, tuple(blocks), filed=True)


def _layers(card: StockCard, _: Translator) -> str:
    parts = [
        _("{quantity} at {each}", quantity=format_quantity(layer.quantity), each=_amount(layer.quantity, layer.value))
        for layer in card.layers
    ]
    return _("What is left, the oldest first: {parts}.", parts="; ".join(parts))


def _amount(quantity: int, value: int) -> str:
    return format_quantity(1000 * ((2 * int(value) * 1000 + quantity) // (2 * quantity)))


def _table(card: StockCard, head: ReportHead, _: Translator) -> Table:
    highest = card.opening.quantity + card.came
    most = max(int(card.opening.value), int(card.closing.value), 999_999)
    return Table(
        columns=(
            Column(_("Date"), "day"),
            Column(_("No."), "code", widest="2026-B-0000"),
            Column(_("Description")),
            Column(_("In"), "number", widest=Quantity(card.came)),
            Column(_("Out"), "number", widest=Quantity(card.went)),
            Column(_("Left"), "number", widest=Quantity(highest), strong=True),
            Column(_("At cost"), "money", widest=-10 * most),
            Column(_("Worth"), "money", widest=10 * most, strong=True),
        ),
        rows=_Rows(card, head, _),
        name=card.good.name,
        texts=0.2,  # a day and a number are short, but narrowed letters are worse than a short line of words
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a card, made anew each time they are walked."""

    card: StockCard
    head: ReportHead
    _: Translator

    def __iter__(self) -> Iterator[Row]:
        card, _ = self.card, self._
        called = cache(lambda kind: self.head.neutral(kind_name(kind, self.head.sector, _.language)))
        opening, closing = card.opening, card.closing
        left = _("Left before {day}", day=card.period.first)
        yield Row(
            (None, None, left, None, None, Quantity(opening.quantity), None, opening.value),
            "subtotal",
        )
        for row in card.rows:
            yield _line(row, called(row.kind), _)
        yield Row((None, None, _("Total"), Quantity(card.came), Quantity(card.went), None, None, None), "total")
        yield Row(
            (
                None,
                None,
                _left_at_the_end(card, _),
                None,
                None,
                Quantity(closing.quantity),
                None,
                closing.value,
            ),
            "total",
        )


def _left_at_the_end(card: StockCard, _: Translator) -> str:
    each = card.closing.unit_cost
    if each is None:
        return _("Left on {day}", day=card.period.last)
    return _("Left on {day}, each {each}", day=card.period.last, each=whole(each))


def _line(row: CardLine, name: str, _: Translator) -> Row:
    words = [Span(name, "strong")]
    if row.placed:
        said = _("{n} left there") if row.placed > 0 else _("{n} fetched")
        words.append(Span(said.format(n=format_quantity(abs(row.placed)))))
    if row.act == "adjust":
        words.append(Span(_("of the value only")))
    if row.struck:
        words.append(Span(_("Cancelled"), "badge"))
    cells = (
        row.day,
        row.number,
        tuple(words),
        Quantity(row.came) if row.came else None,
        Quantity(row.went) if row.went else None,
        None if row.left is None else Quantity(row.left),
        row.value or None,
        row.worth,
    )
    return Row(cells, "struck" if row.struck else "plain")
