"""The words by which a person names goods in a record: ``beras 2,5 x 14000; gula 3``.

A line is a name, how many, and perhaps the price of one behind ``x`` or ``@``; ``;`` parts the lines. Names may hold
figures themselves ("Beras 5 kg"): the longest name of a good that the line begins with is meant. Pure.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade.goods import Good
from kpmbooks.trade.quantities import format_quantity, read_quantity

MOST_LINES = 500

_PRICE = re.compile(r"\s*(?:@|\bx\b|×|\*|(?<=\d)x(?=\s*\d))\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """A good and how many of it, in thousandths; ``price`` of one in rupiah, None where it was not said."""

    good: Good
    quantity: int
    price: Rupiah | None = None


def read_goods(text: str, known: Sequence[Good]) -> tuple[GoodsLine, ...] | tuple[Problem, ...]:
    """The lines of ``text``, or every problem with them, each naming its line."""
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    if len(parts) > MOST_LINES:
        message = N_("These are more than {most} goods. Write two records.")
        return (Problem("goods-too-many", message, {"most": MOST_LINES}),)
    read = [_line(part, known) for part in parts]
    problems = tuple(one for one in read if isinstance(one, Problem))
    return problems or tuple(one for one in read if isinstance(one, GoodsLine))


def write_goods(lines: Iterable[GoodsLine]) -> str:
    """The words that ``read_goods`` reads as these lines."""
    return "; ".join(
        f"{line.good.name} {format_quantity(line.quantity)}"
        + (f" @ {format_amount(line.price, symbol=False)}" if line.price is not None else "")
        for line in lines
    )


def _line(part: str, known: Sequence[Good]) -> GoodsLine | Problem:
    words = part.casefold()
    fitting = [good for good in known if _begins(words, good.name.casefold())]
    if not fitting:
        name = re.split(r"\s+(?=[\d½¼])", part, maxsplit=1)[0].strip() or part
        message = N_("There is no good called “{name}”. Add it first, or choose one of the list.")
        return Problem("good-unknown", message, {"name": name})
    good = max(fitting, key=lambda one: len(one.name))
    rest = part[len(good.name) :].strip(" :,\t")
    # "beras x 3" is a good and a number, no price; a price stands behind a number.
    pieces = [piece for piece in _PRICE.split(rest) if piece]
    if not pieces or len(pieces) > 2:
        message = N_("How many of “{name}”? Write the number behind the name, for example “{name} 2 x 5000”.")
        return Problem("goods-quantity-missing", message, {"name": good.name})
    quantity = read_quantity(pieces[0], good.unit)
    if isinstance(quantity, Problem):
        return quantity
    if len(pieces) == 1:
        return GoodsLine(good, quantity)
    price = read_amount(pieces[1])
    if isinstance(price, Problem):
        return price
    if price <= 0:
        message = N_("The price of “{name}” must be above zero. Write what one costs.")
        return Problem("price-zero", message, {"name": good.name})
    return GoodsLine(good, quantity, price)


def _begins(words: str, name: str) -> bool:
    """Whether the line begins with the whole name, not with a longer word."""
    return bool(name) and words.startswith(name) and not words[len(name) : len(name) + 1].isalpha()
