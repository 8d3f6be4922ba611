"""Drawing amounts that tell slips apart: what was written must always say which slip it was."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from random import Random

from kpmbooks.money import Rupiah, format_amount
from kpmbooks.training.exercise import Range

_TRIES = 300


def draw_amounts(dice: Random, wanted: Sequence[Mapping[str, Range]]) -> list[dict[str, Rupiah]]:
    """The amounts of each slip by name, such that they differ, none is another with one zero to three more or less, and
    none is two others together.

    Where the ranges leave no room for that, what comes nearest: ``lesson-check`` then finds which slips look alike.
    """
    best: list[dict[str, Rupiah]] = []
    fewest = -1
    for _ in range(_TRIES):
        drawn = [{name: span.draw(dice) for name, span in ranges.items()} for ranges in wanted]
        doubts = alike(drawn)
        if fewest < 0 or doubts < fewest:
            best, fewest = drawn, doubts
        if not doubts:
            break
    return best


def alike(drawn: Sequence[Mapping[str, Rupiah]]) -> int:
    """How many pairs of amounts, or an amount and two others, could be taken for each other."""
    figures = [(nth, int(figure)) for nth, amounts in enumerate(drawn) for figure in _figures(amounts)]
    doubts = 0
    for (of, one), (of_other, other) in combinations(figures, 2):
        low, high = sorted((one, other))
        if low and (low == high or high in (low * 10, low * 100, low * 1_000)) and (of != of_other or low == high):
            doubts += 1
    known = {figure for _, figure in figures}
    for (of, one), (of_other, other) in combinations(figures, 2):
        if of != of_other and one + other in known:
            doubts += 1
    return doubts


def _figures(amounts: Mapping[str, Rupiah]) -> set[int]:
    """The amounts that can be written for a slip: each of its own, and all together."""
    single = [int(one) for one in amounts.values() if one]
    return {*single, sum(single)}


def spoken(amounts: Mapping[str, Rupiah], total: Rupiah) -> dict[str, str]:
    """What fills the places of a text: each amount by its name, and ``amount`` for the total."""
    return {"amount": format_amount(total), **{name: format_amount(one) for name, one in amounts.items()}}
