"""Working out a price: what a piece costs with everything counted, what to charge, when nothing is lost any more.

All of it by the rules of ``kpmbooks.trade.prices``, which the page of prices follows as well; the ideas that go wrong
are the same rules with something left out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import ceil
from random import Random
from typing import Final, Literal, get_args

from kpmbooks.book import Tx
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.trade.prices import (
    Batch,
    Sale,
    break_even,
    cost_of_piece,
    in_coins,
    price_with_margin,
    price_with_markup,
)
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked
from kpmbooks.training.exercise import Drawn, Range, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.questions import Asker, near
from kpmbooks.training.slip_rows import read_range
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("product", "unit", "pieces", "cost", "markup", "margin", "round", "fixed", "asks")

Part = Literal["materials", "packaging", "gas", "transport", "labour", "other"]
Wish = Literal["margin", "markup"]
Ask = Literal["cost_per_piece", "price", "profit_per_piece", "break_even"]

NO_LABOUR: Final = "tenaga_terlupa"
NO_TRANSPORT: Final = "ongkos_terlupa"
ONLY_MATERIALS: Final = "bahan_saja"
NOT_DIVIDED: Final = "modal_tidak_dibagi"
MARKUP_FOR_MARGIN: Final = "untung_dari_modal"
MARGIN_FOR_MARKUP: Final = "untung_dari_harga"
BELOW_COST: Final = "di_bawah_modal"
SALES_ARE_PROFIT: Final = "omzet_jadi_untung"
_KNOWN: Final = frozenset(
    {
        *(NO_LABOUR, NO_TRANSPORT, ONLY_MATERIALS, NOT_DIVIDED, MARKUP_FOR_MARGIN, MARGIN_FOR_MARKUP),
        *(BELOW_COST, SALES_ARE_PROFIT),
    }
)

_MOST_STEPS_ABOVE: Final = 4
_NONE: Final = Rupiah(0)


_LITTLE: Final = Fraction(1, 50)
"""The part of a cost by which it may be said roundly."""


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost of one batch before its amount is drawn."""

    name: str
    amount: Range
    part: Part


@dataclass(frozen=True, slots=True)
class Worked:
    """A batch with its amounts: ``costs`` as they are told, ``market`` what it is sold for elsewhere."""

    batch: Batch
    costs: tuple[tuple[str, Rupiah], ...]
    percent: int
    market: Rupiah
    fixed: Rupiah

    @property
    def cost(self) -> Fraction:
        """What a piece costs, everything counted."""
        return _cost(self.batch)


@dataclass(frozen=True, slots=True)
class PriceTask:
    """A product that is made in batches, its costs, the profit that is wished for, and what is asked."""

    product: str
    unit: str
    pieces: Range
    costs: tuple[Cost, ...]
    wish: Wish
    percent: Range
    step: int
    fixed: Range | None
    asks: tuple[Ask, ...]
    kind: TaskKind = "price"
    screen: Screen = "prices"
    days: int = 0

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """A batch with fresh amounts; the good stands in the book, so that the page of prices knows it."""
        asker = Asker(frozenset(one.id for one in misconceptions) & _KNOWN)
        worked = asker.until_clear(lambda: self._worked(dice), lambda one: self._questions(asker, one))
        return Drawn(
            asked=self._questions(asker, worked),
            told=self._told(worked),
            furnish=partial(_add_good, name=self.product, unit=self.unit),
        )

    def _worked(self, dice: Random) -> Worked:
        drawn = [(cost, cost.amount.draw(dice)) for cost in self.costs]
        parts: dict[Part, Rupiah] = {}
        for cost, amount in drawn:
            parts[cost.part] = parts.get(cost.part, _NONE) + amount
        batch = Batch(
            materials=parts.get("materials", _NONE),
            made=int(self.pieces.draw(dice)),
            packaging=parts.get("packaging", _NONE),
            gas=parts.get("gas", _NONE),
            transport=parts.get("transport", _NONE),
            other=parts.get("other", _NONE),
            hours=Fraction(1),
            wage=parts.get("labour", _NONE),
        )
        percent = int(self.percent.draw(dice))
        above = near(self._price(_cost(batch), percent), self.step)[-1]
        market = Rupiah(above + self.step * dice.randint(1, _MOST_STEPS_ABOVE))
        fixed = self.fixed.draw(dice) if self.fixed else _NONE
        return Worked(batch, tuple((cost.name, amount) for cost, amount in drawn), percent, market, fixed)

    def _price(self, cost: Fraction, percent: int, wish: Wish | None = None) -> Fraction:
        how = price_with_margin if (wish or self.wish) == "margin" else price_with_markup
        found = how(cost, Fraction(percent))
        assert not isinstance(found, Problem)
        return found

    def _questions(self, asker: Asker, one: Worked) -> tuple[Asked, ...]:
        ask: Mapping[Ask, Callable[[Asker, Worked], Asked]] = {
            "cost_per_piece": self._cost_of_piece,
            "price": self._asked_price,
            "profit_per_piece": self._profit,
            "break_even": self._break_even,
        }
        return tuple(ask[name](asker, one) for name in self.asks)

    def _cost_of_piece(self, asker: Asker, one: Worked) -> Asked:
        wrong = {idea: near(_cost(batch)) for idea, batch in _without(one.batch).items()}
        wrong[NOT_DIVIDED] = (int(one.batch.spent + one.batch.labour),)
        why = said("price", "why_cost_per_piece", pieces=one.batch.made, amount=Rupiah(near(one.cost)[-1]))
        return asker.amount(
            "cost_per_piece",
            said("price", "ask_cost_per_piece", unit=self.unit),
            _by_pencil(one.cost),
            wrong,
            why=why,
        )

    def _asked_price(self, asker: Asker, one: Worked) -> Asked:
        cost = one.cost
        right = self._rounded(self._price(cost, one.percent), above=cost)
        wrong = {
            idea: self._rounded(self._price(_cost(batch), one.percent)) for idea, batch in _without(one.batch).items()
        }
        idea, other = (MARKUP_FOR_MARGIN, "markup") if self.wish == "margin" else (MARGIN_FOR_MARKUP, "margin")
        wrong[idea] = self._rounded(self._price(cost, one.percent, "markup" if other == "markup" else "margin"))
        below = near(cost, self.step)[0]
        taken = {value for values in (right, *wrong.values()) for value in values}
        wrong[BELOW_COST] = tuple(
            value for value in (below, below - self.step) if 0 < value <= cost and value not in taken
        )[:1]
        why = said(
            "price",
            f"why_price_{self.wish}",
            rest=100 - one.percent,
            percent=one.percent,
        )
        return asker.amount(
            "price",
            said("price", "ask_price", unit=self.unit, round=Rupiah(self.step)),
            right,
            wrong,
            spans={BELOW_COST: (1, near(cost)[0])},
            why=why,
        )

    def _rounded(self, price: Fraction, above: Fraction | None = None) -> tuple[int, ...]:
        """The fair ways of writing a price: in steps as asked, in coins as the page of prices does, to the rupiah.

        Of the right price (which lies ``above`` its cost) the step below is fair only where it is the nearer one:
        further down another price begins. A wrong idea is known by either step.
        """
        most_below = self.step if above is None else Fraction(self.step, 2)
        steps = [one for one in reversed(near(price, self.step)) if price - one < most_below]
        found = (*steps, int(in_coins(price)), *near(price))
        return tuple(dict.fromkeys(one for one in found if above is None or one > above))

    def _profit(self, asker: Asker, one: Worked) -> Asked:
        def left(cost: Fraction) -> tuple[int, ...]:
            return near(int(one.market) - cost)

        wrong = {idea: left(_cost(batch)) for idea, batch in _without(one.batch).items()}
        wrong[SALES_ARE_PROFIT] = (int(one.market),)
        text = said("price", "ask_profit_per_piece", unit=self.unit, amount=one.market)
        why = said("price", "why_profit_per_piece", unit=self.unit)
        return asker.amount("profit_per_piece", text, left(one.cost), wrong, why=why)

    def _break_even(self, asker: Asker, one: Worked) -> Asked:
        def units(cost: Fraction) -> tuple[int, ...]:
            exact = int(one.fixed) / (int(one.market) - cost)
            by_rupiah = (break_even(Sale(one.fixed, Rupiah(value), one.market)).units for value in near(cost))
            return tuple(dict.fromkeys((*by_rupiah, near(exact)[-1])))

        wrong = {idea: units(_cost(batch)) for idea, batch in _without(one.batch).items()}
        wrong[SALES_ARE_PROFIT] = (near(Fraction(int(one.fixed), int(one.market)))[-1],)
        text = said("price", "ask_break_even", unit=self.unit, amount=one.market)
        why = said("price", "why_break_even", unit=self.unit)
        return asker.amount("break_even", text, units(one.cost), wrong, form="number", why=why)

    def _told(self, one: Worked) -> str:
        lines = [said("price", "made", pieces=one.batch.made, unit=self.unit)]
        lines += [said("price", "cost", name=name, amount=amount) for name, amount in one.costs]
        if "price" in self.asks:
            lines.append(said("price", self.wish, percent=one.percent))
        if {"profit_per_piece", "break_even"} & set(self.asks):
            lines.append(said("price", "market", product=self.product, amount=one.market, unit=self.unit))
        if "break_even" in self.asks:
            lines.append(said("price", "fixed", amount=one.fixed))
        return "\n".join(lines)


def _by_pencil(cost: Fraction) -> tuple[int, ...]:
    """To the rupiah, and as a woman with a pencil says it: to ten, fifty, a hundred, where little is lost by it.

    A cost is often rounded upwards, to be safe.
    """
    said_roundly = (*(round(cost / step) * step for step in (10, 50, 100)), ceil(cost / 10) * 10)
    return tuple(dict.fromkeys((*near(cost), *(one for one in said_roundly if abs(one - cost) <= cost * _LITTLE))))


def _cost(batch: Batch) -> Fraction:
    return cost_of_piece(batch).with_labour


def _without(batch: Batch) -> Mapping[str, Batch]:
    """The batch as the ideas see it that leave something out; what is not there cannot be left out."""
    found = {
        NO_LABOUR: replace(batch, wage=_NONE),
        NO_TRANSPORT: replace(batch, transport=_NONE),
        ONLY_MATERIALS: Batch(batch.materials, batch.made),
    }
    return {idea: one for idea, one in found.items() if one != batch}


def _add_good(tx: Tx, ledger: LedgerRef, today: date, *, name: str, unit: str) -> None:
    from kpmbooks.trade.goods import add_good  # only where a book is made

    add_good(tx, ledger, name, {"unit": unit})


def read(row: Row) -> PriceTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    if ("markup" in row) == ("margin" in row):
        raise ValueError("markup or margin: one of the two")
    wish: Wish = "margin" if "margin" in row else "markup"
    percent = read_range(row, wish)
    if wish == "margin" and percent.high > 90:
        raise ValueError("margin: at most 90 percent of the price")
    costs = tuple(_cost_row(one) for one in rows.rows(row, "cost"))
    if not any(cost.part == "materials" for cost in costs):
        raise ValueError("cost: there must be materials")
    asks: Sequence[Ask] = tuple(rows.known(rows.texts(row, "asks"), get_args(Ask)))
    if not asks or ("break_even" in asks) != ("fixed" in row):
        raise ValueError("asks: fixed costs are drawn where break_even is asked, and nowhere else")
    return PriceTask(
        rows.text(row, "product"),
        rows.optional_text(row, "unit") or "biji",
        read_range(row, "pieces"),
        costs,
        wish,
        percent,
        rows.number(row, "round", 1, 100_000) if "round" in row else 500,
        read_range(row, "fixed") if "fixed" in row else None,
        tuple(asks),
    )


def _cost_row(row: Row) -> Cost:
    rows.only(row, ("name", "amount", "part"), "cost")
    return Cost(rows.text(row, "name"), read_range(row, "amount"), rows.one_of(row, "part", get_args(Part)))
