"""The card of one good: each movement with its record's number, what came in and went out, what was left and its worth.

Rows stand in the order of day, then writing, as in a cash book. What each cost was settled when it was written and is
never worked out anew: the card of an average and of first in, first out are read in the same way.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, number_text
from kpmbooks.money import Rupiah
from kpmbooks.storage import scalar, tuples
from kpmbooks.trade.goods import HOME, Good, Level, goods_of, stock_of
from kpmbooks.trade.stock import Layer


class CardLine(NamedTuple):
    """One movement of a good, wherever it lies. A struck one has no ``left`` and no ``worth``, and counts nowhere.

    ``value`` is what it cost, signed like the movement. ``placed`` is how much of it was left with somebody (positive)
    or fetched from her: such goods stay ours.
    """

    entry: int
    day: date
    number: str
    kind: str
    act: str
    came: int
    went: int
    placed: int
    value: Rupiah
    left: int | None
    worth: Rupiah | None
    struck: bool


@dataclass(frozen=True, slots=True)
class StockCard:
    """The card of a good in a period.

    ``layers``: what is left of each price, the oldest first; only of first in, first out, and only of the present.
    """

    good: Good
    period: Period
    opening: Level
    rows: tuple[CardLine, ...]
    came: int
    went: int
    closing: Level
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class StockCards:
    """The cards that were asked for."""

    ledger: LedgerRef
    period: Period
    cards: tuple[StockCard, ...]


def stock_cards(reader: Reader, ledger: LedgerRef, period: Period, good: Good | None = None) -> StockCards:
    """The card of ``good``; None: of every good that moved in the period, or of which something lies there."""
    if good is not None:
        return StockCards(ledger, period, (stock_card(reader, good, period, layers=True),))
    cards = (stock_card(reader, one, period, layers=True) for one in goods_of(reader, ledger) if one.stocked)
    return StockCards(ledger, period, tuple(card for card in cards if card.opening.quantity or card.came or card.went))


# Whole months from their sums, then what moved since the month began: never through all that ever happened.
_BEFORE = """
    SELECT coalesce(sum(quantity), 0), coalesce(sum(value), 0) FROM (
        SELECT quantity, value FROM stock_months WHERE good_id = :good AND month < :month
        UNION ALL SELECT m.quantity, m.value FROM goods_days d CROSS JOIN goods_movements m ON m.id = d.movement_id
        WHERE d.good_id = :good AND d.day >= :month || '-01' AND d.day < :first AND m.stocked = 1
    )
"""
# In the order of the index, so that nothing has to be sorted.
_LINES = """
    SELECT e.id, d.day, e.year, w.letter, e.number, e.kind, m.act, m.quantity, m.value,
        CASE WHEN m.holder_id IS NOT NULL AND m.act IN ('leave', 'fetch') THEN m.quantity ELSE 0 END,
        EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1) AS struck
    FROM goods_days d CROSS JOIN goods_movements m ON m.id = d.movement_id CROSS JOIN entries e ON e.id = m.entry_id
        CROSS JOIN writers w ON w.id = e.writer_id
    WHERE d.good_id = ? AND d.day BETWEEN ? AND ? AND m.stocked = 1 AND e.folds = 0
    ORDER BY d.day, d.movement_id
"""
_GOES_ON = "SELECT EXISTS (SELECT 1 FROM goods_days WHERE good_id = ? AND day > ?)"


def stock_card(reader: Reader, good: Good, period: Period, *, layers: bool = False) -> StockCard:
    """The card of one good. ``layers``: with what is left of each price, for which all its history is walked."""
    first, last = period.first.isoformat(), period.last.isoformat()
    asked = {"good": good.id, "month": first[:7], "first": first}
    quantity, value = reader.connection.exec_driver_sql(_BEFORE, asked).one()
    opening = Level(quantity, Rupiah(value))
    rows = tuple(_lines(tuples(reader.connection, _LINES, (good.id, first, last)), opening))
    counted = [row for row in rows if not row.struck]
    came, went = sum(row.came for row in counted), sum(row.went for row in counted)
    worth = int(opening.value) + sum(int(row.value) for row in counted)
    closing = Level(opening.quantity + came - went, Rupiah(worth))
    told = layers and good.method == "fifo"
    told = told and not scalar(reader.connection, _GOES_ON, good.id, period.last.isoformat())
    left = stock_of(reader, good, HOME).layers if told else ()
    return StockCard(good, period, opening, rows, came, went, closing, left)


def _lines(rows: Iterable[Any], opening: Level) -> Iterator[CardLine]:
    """The lines of a card, each with what was left after it."""
    quantity, value = opening
    for entry, day, year, letter, number, kind, act, moved, worth, placed, struck in _together(rows):
        if not struck:
            quantity, value = quantity + moved, Rupiah(int(value) + worth)
        yield CardLine(
            entry,
            date.fromisoformat(day),
            number_text(year, letter, number),
            kind,
            act,
            max(moved, 0),
            max(-moved, 0),
            placed,
            Rupiah(worth),
            None if struck else quantity,
            None if struck else value,
            bool(struck),
        )


def _together(rows: Iterable[Any]) -> Iterable[Any]:
    """One row for each act of a record. Goods that are left with somebody move twice in it: together they stay ours."""
    found: dict[tuple[int, str], Any] = {}
    for row in rows:
        key = (row[0], row[6])
        before = found.get(key)
        added = (before[place] + row[place] for place in (7, 8, 9)) if before is not None else row[7:10]
        found[key] = (*row[:7], *added, row[10])
    return found.values()
