"""What to charge and how many must be sold: margin, markup, a batch's cost, prices in coins, breaking even, what if.

Everything is exact until it is said: amounts to the rupiah, pieces rounded up. Where the costs come from is not known
here. Own labour belongs into a price; it is never an entry in the books of a sole trader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Sale:
    """One good (or an average one): ``fixed`` costs of a time, the ``variable`` cost and the ``price`` of a piece."""

    fixed: Rupiah
    variable: Rupiah
    price: Rupiah

    @property
    def contribution(self) -> Rupiah:
        """What a piece leaves for the fixed costs."""
        return self.price - self.variable


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``units`` that must be sold, rounded up; ``amount`` of sales by the formula fixed ÷ (1 − variable ÷ price).

    Percents are exact; ``markup_percent`` is None where a piece costs nothing.
    """

    units: int
    amount: Rupiah
    units_for_target: int | None
    margin_percent: Fraction
    markup_percent: Fraction | None


def break_even(sale: Sale, target: Rupiah | None = None) -> BreakEven:
    """When nothing is lost any more, and with ``target`` when so much is earned; raises ``Rejected``."""
    problems = [*_price_problems(sale)]
    if target is not None and target < 0:
        message = N_("The profit that is wished for is not negative. Write zero or more.")
        problems.append(Problem("price-target", message, {}, "target-profit"))
    if problems:
        raise Rejected(problems)
    return BreakEven(
        _pieces(sale.fixed, sale.contribution),
        rounded(Fraction(int(sale.fixed * sale.price), int(sale.contribution))),
        None if target is None else _pieces(sale.fixed + target, sale.contribution),
        margin_percent(sale.variable, sale.price),
        markup_percent(sale.variable, sale.price),
    )


def margin_percent(cost: Rupiah, price: Rupiah) -> Fraction:
    """Of the price, how much is earned. Raises ZeroDivisionError for the price 0."""
    return Fraction(100 * int(price - cost), int(price))


def markup_percent(cost: Rupiah, price: Rupiah) -> Fraction | None:
    """On top of the cost, how much is earned; None where the cost is 0."""
    return Fraction(100 * int(price - cost), int(cost)) if cost else None


def price_with_margin(cost: Fraction, percent: Fraction) -> Fraction | Problem:
    """The price of which ``percent`` are earned."""
    if not 0 <= percent < 100:
        message = N_("A margin lies between 0 and less than 100 percent of the price. Write another one.")
        return Problem("price-margin", message, {}, "margin")
    return cost * 100 / (100 - percent)


def price_with_markup(cost: Fraction, percent: Fraction) -> Fraction | Problem:
    """The price that is ``percent`` above the cost."""
    if percent < 0:
        message = N_("A markup is zero percent or more of the cost. Write another one.")
        return Problem("price-markup", message, {}, "markup")
    return cost * (100 + percent) / 100


_COINS = ((1_000, 100), (2_000, 200), (10_000, 500), (100_000, 1_000))
_LARGEST_STEP = 5_000


def coin_step(price: Fraction | int) -> Rupiah:
    """The smallest step by which a price of this size changes: a coin or note that is at hand."""
    return Rupiah(next((coin for most, coin in _COINS if price <= most), _LARGEST_STEP))


def in_coins(price: Fraction) -> Rupiah:
    """The price rounded up to coins and notes that are at hand: steps of 100 to 5.000, the larger the dearer."""
    step = int(coin_step(price))
    return Rupiah(-(-price.numerator // (price.denominator * step)) * step)


@dataclass(frozen=True, slots=True)
class Batch:
    """One round of making something, in rupiah for all of it.

    ``hours`` of own labour at ``wage`` an hour; ``made`` pieces, of which ``left_over`` cannot be sold.
    """

    materials: Rupiah
    made: int
    left_over: int = 0
    packaging: Rupiah = _NONE
    gas: Rupiah = _NONE
    transport: Rupiah = _NONE
    other: Rupiah = _NONE
    hours: Fraction = Fraction(0)
    wage: Rupiah = _NONE

    @property
    def spent(self) -> Rupiah:
        """What went out of the purse."""
        return self.materials + self.packaging + self.gas + self.transport + self.other

    @property
    def labour(self) -> Rupiah:
        """What her own hours are worth."""
        return rounded(self.hours * int(self.wage))


class PieceCost(NamedTuple):
    """Exact rupiah for each piece that can be sold."""

    without_labour: Fraction
    with_labour: Fraction


def cost_of_piece(batch: Batch) -> PieceCost:
    """What a piece costs; what is left over is paid for by the others. Raises ``Rejected``."""
    if found := tuple(_batch_problems(batch)):
        raise Rejected(found)
    sold = batch.made - batch.left_over
    return PieceCost(Fraction(int(batch.spent), sold), Fraction(int(batch.spent + batch.labour), sold))


class Selling(NamedTuple):
    """How many pieces must be sold in a month and on each selling day before nothing is lost."""

    a_month: int
    a_day: int


def selling_needed(sale: Sale, days: int) -> Selling:
    """Pieces to break even, ``sale.fixed`` being those of a month with ``days`` selling days; raises ``Rejected``."""
    if not 1 <= days <= 31:
        raise Rejected(Problem("price-days", N_("A month has 1 to 31 selling days. Write another number."), {}, "days"))
    units = break_even(sale).units
    return Selling(units, -(-units // days))


class Good(NamedTuple):
    """One of several goods; ``share`` is how many are sold of it beside the others (3 of this to 2 of that)."""

    name: str
    variable: Rupiah
    price: Rupiah
    share: int


class Mixed(NamedTuple):
    """Breaking even with several goods: all pieces (exact) and the pieces of each good, rounded up."""

    units: Fraction
    amount: Rupiah
    each: tuple[int, ...]


def break_even_of_mix(fixed: Rupiah, goods: Sequence[Good]) -> Mixed:
    """How many of each good must be sold when they sell in their shares; raises ``Rejected``.

    A good that is sold below its cost may be among them, as long as all together leave something.
    """
    problems = []
    if fixed <= 0:
        problems.append(_FIXED)
    for good in goods:
        if good.price <= 0:
            problems.append(Problem("price-zero", _PRICE_ZERO, {}, good.name))
        if good.variable < 0 or good.share < 0:
            problems.append(Problem("price-negative", _NEGATIVE, {}, good.name))
    contribution = sum(int(good.price - good.variable) * good.share for good in goods)
    if not problems and contribution <= 0:
        message = N_("All goods together earn nothing above their costs. Raise prices or lower costs.")
        problems.append(Problem("price-below-cost", message, {}, "price"))
    if problems:
        raise Rejected(problems)
    rounds = Fraction(int(fixed), contribution)
    each = [rounds * good.share for good in goods]
    amount = sum((units * int(good.price) for units, good in zip(each, goods, strict=True)), Fraction(0))
    return Mixed(sum(each, Fraction(0)), rounded(amount), tuple(_up(units) for units in each))


WhatIfName = Literal["now", "price_down", "price_up", "materials_up", "fewer_sales"]


class WhatIf(NamedTuple):
    """What would be earned; ``units`` to break even are None where no number is enough."""

    name: WhatIfName
    profit: Rupiah
    units: int | None


def what_if(sale: Sale, sold: int, price_step: Rupiah, materials: Rupiah) -> tuple[WhatIf, ...]:
    """As it is, with a lower and a higher price, with materials 15 % dearer, and with a fifth fewer sold.

    ``materials`` is the part of the variable cost that gets dearer.
    """
    dearer = sale.variable + rounded(Fraction(int(materials) * 15, 100))
    fewer = sold * 4 // 5
    cases: tuple[tuple[WhatIfName, Rupiah, Rupiah, int], ...] = (
        ("now", sale.variable, sale.price, sold),
        ("price_down", sale.variable, sale.price - price_step, sold),
        ("price_up", sale.variable, sale.price + price_step, sold),
        ("materials_up", dearer, sale.price, sold),
        ("fewer_sales", sale.variable, sale.price, fewer),
    )
    return tuple(
        WhatIf(
            name,
            (price - variable) * units - sale.fixed,
            _pieces(sale.fixed, price - variable) if price > variable else None,
        )
        for name, variable, price, units in cases
    )


def rounded(amount: Fraction) -> Rupiah:
    """To the nearest rupiah, halves up."""
    return Rupiah((2 * amount.numerator + amount.denominator) // (2 * amount.denominator))


def _pieces(amount: Rupiah, contribution: Rupiah) -> int:
    return _up(Fraction(int(amount), int(contribution)))


def _up(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


_NEGATIVE = N_("This is not negative. Write it without the minus.")
_PRICE_ZERO = N_("The price must be more than zero. Write what a piece is sold for.")
_FIXED = Problem(
    "price-fixed",
    N_("Without fixed costs nothing has to be earned back. Write what has to be paid anyway."),
    {},
    "fixed",
)


def _price_problems(sale: Sale) -> Iterator[Problem]:
    if sale.fixed < 0:
        yield Problem("price-negative", _NEGATIVE, {}, "fixed")
    elif sale.fixed == 0:
        yield _FIXED
    if sale.variable < 0:
        yield Problem("price-negative", _NEGATIVE, {}, "variable")
    if sale.price <= 0:
        yield Problem("price-zero", _PRICE_ZERO, {}, "price")
    elif 0 <= sale.price <= sale.variable:
        message = N_("Each piece costs as much as it is sold for, or more: no number is enough. Raise the price.")
        yield Problem("price-below-cost", message, {}, "price")


def _batch_problems(batch: Batch) -> Iterator[Problem]:
    for name in ("materials", "packaging", "gas", "transport", "other", "wage", "hours", "left_over"):
        if getattr(batch, name) < 0:
            yield Problem("price-negative", _NEGATIVE, {}, name)
    if batch.made < 1:
        yield Problem("batch-made", N_("Say how many were made: at least one."), {}, "made")
    elif batch.left_over >= batch.made:
        message = N_("All of them are left over, so none has a price. Write how many could be sold.")
        yield Problem("batch-left-over", message, {}, "left_over")
