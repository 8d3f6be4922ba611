"""What goods cost: stock as total quantity and total value, by moving average or first in, first out.

Quantities are thousandths, values whole rupiah. An issue costs its share of what it is taken from, and the last one
takes all, so that values never leave a rest behind. Costs follow the order of the movements and are never restated. Who
moved what, and when, is not known here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem
from kpmbooks.trade.quantities import THOUSAND, format_quantity

Method = Literal["average", "fifo"]
METHODS: tuple[Method, ...] = get_args(Method)

MovementKind = Literal["opening", "in", "out", "purchase_return", "sale_return", "count"]

_NONE = Rupiah(0)

LIFO_REFUSED = Problem(
    "method-lifo", N_("Last in, first out (LIFO) is not allowed by SAK EMKM. Choose average or fifo."), {}, "method"
)
_NOTHING = Problem("stock-nothing", N_("The quantity must be more than zero. Write how much it was."))
_COST_UNKNOWN = Problem(
    "stock-cost-unknown", N_("Nobody knows yet what these goods cost. Record the purchase with its price first.")
)


class Layer(NamedTuple):
    """A part of the stock that came in at one price."""

    quantity: int
    value: Rupiah


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies there of one good. The layers, oldest first, add up to ``quantity`` and ``value``.

    ``last_issue`` are the parts that the last issue took, ``returned`` how much of it came back since.
    """

    quantity: int = 0
    value: Rupiah = _NONE
    layers: tuple[Layer, ...] = ()
    last_issue: tuple[Layer, ...] = ()
    returned: int = 0

    @property
    def unit_cost(self) -> Fraction | None:
        """Exact rupiah for one unit; None where nothing lies."""
        return _unit_cost(self.quantity, self.value)


EMPTY = Stock()


class Movement(NamedTuple):
    """One row of a stock card. ``value`` is what it came in at: needed for ``opening`` and ``in``, wished for returns.

    The quantity of a ``count`` is what was counted.
    """

    kind: MovementKind
    quantity: int
    value: Rupiah | None = None


class CardRow(NamedTuple):
    """The stock after a movement, and what the movement cost: negative where a sale came back, 0 for what came in.

    ``moved`` is by how much quantity and value changed.
    """

    quantity: int
    value: Rupiah
    cost_of_issue: Rupiah
    moved: Layer

    @property
    def unit_cost(self) -> Fraction | None:
        """Exact rupiah for one unit; None where nothing lies."""
        return _unit_cost(self.quantity, self.value)


def read_method(text: str) -> Method | Problem | None:
    """The method of that name; the sentence about LIFO; None for what is no method."""
    plain = text.strip().casefold()
    if plain == "lifo":
        return LIFO_REFUSED
    return next((method for method in METHODS if method == plain), None)


def value_of(quantity: int, unit_price: Fraction) -> Rupiah:
    """``quantity`` thousandths at a price for one unit, to the nearest rupiah, halves up."""
    return _rounded(Fraction(quantity, THOUSAND) * unit_price)


def receive(stock: Stock, quantity: int, value: Rupiah) -> Stock:
    """The stock with goods that came in for ``value``. Raises ValueError for none and for a negative value."""
    if quantity <= 0 or value < 0:
        raise ValueError("what comes in has a quantity, and a value that is not negative")
    return _changed(stock, quantity, value, (*stock.layers, Layer(quantity, value)))


def issue(stock: Stock, quantity: int, method: Method) -> tuple[Stock, Rupiah] | Problem:
    """The stock without what went out, and what that cost; a Problem when there is not so much."""
    if problem := _short(stock, quantity):
        return problem
    left, taken = _take(_pooled(stock, method), quantity)
    cost = _value(taken)
    return replace(_changed(stock, -quantity, -cost, left), last_issue=taken, returned=0), cost


def send_back(stock: Stock, quantity: int, value: Rupiah | None, method: Method) -> tuple[Stock, Rupiah] | Problem:
    """Goods that go back to the seller: the stock without them, and what left it.

    They leave at what they were bought for (``value``), where that is known and still there. First in, first out takes
    them from the newest part of that price, else from the newest; the last ones take all that is left.
    """
    if problem := _short(stock, quantity):
        return problem
    if method == "average":
        cost = stock.value
        if quantity < stock.quantity:
            cost = _share(stock.value, quantity, stock.quantity) if value is None else min(value, stock.value)
        rest = Layer(stock.quantity - quantity, stock.value - cost)
        return _changed(stock, -quantity, -cost, (rest,) if rest.quantity else ()), cost
    newest_first = range(len(stock.layers) - 1, -1, -1)
    fitting = [
        place for place in newest_first if value is not None and _same_price(stock.layers[place], quantity, value)
    ]
    others = [place for place in newest_first if place not in fitting]
    left: dict[int, tuple[Layer, ...]] = {place: (layer,) for place, layer in enumerate(stock.layers)}
    cost, missing = _NONE, quantity
    for place in (*fitting, *others):
        part = min(missing, stock.layers[place].quantity)
        left[place], taken = _take((stock.layers[place],), part)
        cost += _value(taken)
        missing -= part
    layers = tuple(layer for place in sorted(left) for layer in left[place])
    return _changed(stock, -quantity, -cost, layers), cost


def take_back(stock: Stock, quantity: int, cost: Rupiah | None, method: Method) -> tuple[Stock, Rupiah] | Problem:
    """Sold goods that come back: the stock with them, and the cost that came back with them.

    They come in at what they went out for: ``cost`` where it is known, else that of the last issue, its last part
    first. First in, first out sells them again before all others.
    """
    if quantity <= 0:
        return _NOTHING
    if cost is None:
        cost = _cost_of_last(stock, quantity)
        if cost is None:
            return _COST_UNKNOWN
    back = Layer(quantity, cost)
    layers = (*stock.layers, back) if method == "average" else (back, *stock.layers)
    return replace(_changed(stock, quantity, cost, layers), returned=stock.returned + quantity), cost


def count(stock: Stock, counted: int, method: Method) -> tuple[Stock, int, Rupiah] | Problem:
    """The stock as it was counted, and by how much quantity and value differ: negative where something is missing.

    What is missing goes out like an issue. What is too much comes in at the present unit cost (first in, first out: of
    the newest part); of an empty stock at that of the last issue.
    """
    difference = counted - stock.quantity
    if difference < 0:
        left, taken = _take(_pooled(stock, method), -difference)
        missing = _value(taken)
        return _changed(stock, difference, -missing, left), difference, -missing
    if difference == 0:
        return stock, 0, _NONE
    known = _pooled(stock, method) or stock.last_issue
    if not known:
        return _COST_UNKNOWN
    newest = known[-1]
    value = _rounded(Fraction(int(newest.value) * difference, newest.quantity))
    return receive(stock, difference, value), difference, value


def card(movements: Iterable[Movement], method: Method) -> Iterator[CardRow | Problem]:
    """A row for each movement in turn; a Problem where one cannot be, which then changes nothing."""
    stock = EMPTY
    moved_before = False
    for movement in movements:
        if movement.kind == "opening" and moved_before:
            message = N_("The opening stock comes before everything else. Move this row up, or call it masuk.")
            yield Problem("stock-opening-late", message)
            continue
        moved_before = moved_before or movement.kind != "opening"
        after = _moved(stock, movement, method)
        if isinstance(after, Problem):
            yield after
            continue
        before, (stock, cost) = stock, after
        stock = replace(stock, layers=_pooled(stock, method))  # an average knows no layers: cards may be long
        yield CardRow(
            stock.quantity, stock.value, cost, Layer(stock.quantity - before.quantity, stock.value - before.value)
        )


def _moved(stock: Stock, movement: Movement, method: Method) -> tuple[Stock, Rupiah] | Problem:
    kind, quantity, value = movement
    match kind:
        case "opening" | "in":
            if value is None:
                return _COST_UNKNOWN
            return (receive(stock, quantity, value), _NONE) if quantity > 0 else _NOTHING
        case "out":
            return issue(stock, quantity, method)
        case "purchase_return":
            sent = send_back(stock, quantity, value, method)
            return sent if isinstance(sent, Problem) else (sent[0], _NONE)
        case "sale_return":
            back = take_back(stock, quantity, value, method)
            return back if isinstance(back, Problem) else (back[0], -back[1])
        case "count":
            counted = count(stock, quantity, method)
            return counted if isinstance(counted, Problem) else (counted[0], max(-counted[2], _NONE))


def _short(stock: Stock, quantity: int) -> Problem | None:
    if quantity <= 0:
        return _NOTHING
    if quantity > stock.quantity:
        message = N_("There are only {there}, not {asked}. Count first, or record what came in.")
        params = {"there": format_quantity(stock.quantity), "asked": format_quantity(quantity)}
        return Problem("stock-short", message, params)
    return None


def _pooled(stock: Stock, method: Method) -> tuple[Layer, ...]:
    """What an issue is taken from: the layers, for the average all of them as one."""
    if method == "fifo" or not stock.quantity:
        return stock.layers
    return (Layer(stock.quantity, stock.value),)


def _take(layers: tuple[Layer, ...], quantity: int) -> tuple[tuple[Layer, ...], tuple[Layer, ...]]:
    """What is left and what was taken, from the first layer on; a part of a layer takes its share."""
    taken: list[Layer] = []
    for place, layer in enumerate(layers):
        if not quantity:
            return layers[place:], tuple(taken)
        if quantity < layer.quantity:
            part, rest = allocate(layer.value, (quantity, layer.quantity - quantity))
            left = (Layer(layer.quantity - quantity, rest), *layers[place + 1 :])
            return left, (*taken, Layer(quantity, part))
        taken.append(layer)
        quantity -= layer.quantity
    return (), tuple(taken)


def _changed(stock: Stock, quantity: int, value: Rupiah, layers: tuple[Layer, ...]) -> Stock:
    return replace(stock, quantity=stock.quantity + quantity, value=stock.value + value, layers=layers)


def _value(layers: Iterable[Layer]) -> Rupiah:
    return sum((layer.value for layer in layers), _NONE)


def _share(value: Rupiah, quantity: int, whole: int) -> Rupiah:
    return allocate(value, (quantity, whole - quantity))[0]


def _same_price(layer: Layer, quantity: int, value: Rupiah) -> bool:
    """Whether a layer's price is that of ``value`` for ``quantity``, to the rupiah by which either may be rounded."""
    away = abs(int(layer.value) * quantity - int(value) * layer.quantity)
    return 2 * away < layer.quantity + quantity


def _cost_of_last(stock: Stock, quantity: int) -> Rupiah | None:
    """What ``quantity`` of the last issue cost, its last part first, behind what came back already."""
    if not stock.last_issue:
        return None
    skipped, cost, left = stock.returned, Fraction(0), quantity
    for layer in stock.last_issue[::-1]:
        free = max(layer.quantity - skipped, 0)
        skipped = max(skipped - layer.quantity, 0)
        part = min(free, left)
        cost += Fraction(int(layer.value) * part, layer.quantity)
        left -= part
    first = stock.last_issue[0]
    return _rounded(cost + Fraction(int(first.value) * left, first.quantity))


def _unit_cost(quantity: int, value: Rupiah) -> Fraction | None:
    return Fraction(int(value) * THOUSAND, quantity) if quantity else None


def _rounded(amount: Fraction) -> Rupiah:
    return Rupiah((2 * amount.numerator + amount.denominator) // (2 * amount.denominator))
