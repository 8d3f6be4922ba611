"""What an idea that goes wrong makes of a slip: the effects that a book then shows. Pure arithmetic on parts."""

from collections.abc import Iterator, Mapping, Sequence

from kpmbooks.training.effects import CASH_PARTS, Effect, Part, added
from kpmbooks.training.exercise import Slip, effect_of
from kpmbooks.training.misconception import Misconception, Turn

NOTHING: Effect = {}

SCALES = (10, 100, 1_000)
"""One zero, two, or three: whoever leaves out "ribu" writes three too few."""

_OTHER_SIDES: Mapping[Part, tuple[Part, ...]] = {
    "cash": ("sales", "spending", "wage", "loss", "family", "shared", "debt", "claims", "stock", "equipment", "prepaid",
             "capital", "aid", "other", "deposit", "put_by"),
    "savings_cash": ("savings",),
    "social_cash": ("social",),
    "home_cash": ("home_income", "home_aid", "home_other", "home_spending", "home_loss", "home_debt", "home_claims",
                  "home_savings"),
}  # fmt: skip


def touches(idea: Misconception, slip: Slip) -> bool:
    """Whether the idea can go wrong with this slip at all."""
    return any(True for _ in wrong_effects(idea, slip))


def wrong_effects(idea: Misconception, slip: Slip, scales: Sequence[int] = SCALES) -> Iterator[Effect]:
    """The effects that the slip has when it is recorded by this idea; ``NOTHING``: it is not recorded.

    Days and how often a record stands are not effects: for those two ideas the right effects come. ``scales``: how many
    times an amount with zeros too many or too few may be too large or too small.
    """
    right = slip.effects
    if idea.form == "missing" and idea.cashless:
        yield from (effect for effect in _left_out(idea, slip) if effect not in right)
        return
    for effect in right:
        if not _concerns(idea, effect):
            continue
        for wrong in _of_effect(idea, slip, effect, scales):
            if wrong not in right and (wrong or idea.form == "missing"):
                yield wrong
    if idea.form in ("twice", "day"):
        yield from right


def _left_out(idea: Misconception, slip: Slip) -> Iterator[Effect]:
    """What is left when nothing is written that moves no money: nothing, or the rest of a slip that says both."""
    for way in slip.ways:
        cashless = [
            name
            for name in slip.amounts
            if all(name not in weights for part, weights in way.items() if part in CASH_PARTS)
            and _concerns(idea, effect_of(way, {**dict.fromkeys(slip.amounts, 0), name: int(slip.amounts[name])}))
        ]
        if cashless:
            yield effect_of(way, {**slip.amounts, **dict.fromkeys(cashless, 0)})


def _concerns(idea: Misconception, effect: Effect) -> bool:
    return all(effect.get(part, 0) * sign > 0 for part, sign in (idea.only or {}).items())


def _of_effect(idea: Misconception, slip: Slip, effect: Effect, scales: Sequence[int]) -> Iterator[Effect]:
    if idea.form == "missing":
        yield NOTHING
    elif idea.form == "swapped":
        yield from _swapped(effect)
    elif idea.form in ("times", "tenth"):
        for amounts in scaled_amounts(slip, scales, larger=idea.form == "times"):
            yield from (effect_of(way, amounts) for way in slip.ways)
    else:
        yield from (turned(effect, turn) for turn in idea.turns if set(turn) <= set(effect))


def _swapped(effect: Effect) -> Iterator[Effect]:
    for part in CASH_PARTS & set(effect):
        for other in _OTHER_SIDES[part]:
            yield {part: -effect[part], other: effect[part]}


def scaled_amounts(slip: Slip, scales: Sequence[int] = SCALES, *, larger: bool) -> Iterator[Mapping[str, int]]:
    """Every amount of the slip, or one of them, with zeros too many or too few."""
    meant = {name: int(amount) for name, amount in slip.amounts.items()}  # a slip of the pen divides, money never is
    names = [name for name, amount in meant.items() if amount]
    for scale in scales:
        for chosen in (names, *([name] for name in names if len(names) > 1)):
            if chosen and all(larger or meant[name] % scale == 0 for name in chosen):
                changed = {name: meant[name] * scale if larger else meant[name] // scale for name in chosen}
                yield {**meant, **changed}


def turned(effect: Effect, turn: Turn) -> Effect:
    """The effect with some parts taken for others; what was in the other part stays there."""
    return added(
        [{part: amount for part, amount in effect.items() if part not in turn}]
        + [{turn[part]: amount} for part, amount in effect.items() if part in turn]
    )
