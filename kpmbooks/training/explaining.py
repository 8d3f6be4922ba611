"""Which ideas explain what is wrong: the fewest ideas that leave exactly this book, one or two to a slip.

Where several ideas leave the very same book all of them come back: which of them it was nobody can know.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from kpmbooks.money import Rupiah
from kpmbooks.training.effects import CASH_PARTS, Effect, added
from kpmbooks.training.exercise import Slip
from kpmbooks.training.going_wrong import scaled_amounts, turned, wrong_effects
from kpmbooks.training.matching import Key, Table, key, record_groups, sums
from kpmbooks.training.misconception import Misconception, Turn
from kpmbooks.training.written import Written

Ideas = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A slip that went wrong, the records that show it, and the ideas: ``ways`` are equally good explanations."""

    slip: Slip
    written: tuple[Written, ...]
    ways: tuple[Ideas, ...]


class Wrongs:
    """What the ideas of an exercise make of a slip. ``one``: a single idea; ``two``: two at once on the same slip."""

    def __init__(self, slip: Slip, ideas: Sequence[Misconception]) -> None:
        self.slip, self._ideas = slip, ideas
        self.another_day = next((idea.id for idea in ideas if idea.form == "day"), None)

    @cached_property
    def right(self) -> frozenset[Key]:
        """The right effects."""
        return frozenset(map(key, self.slip.effects))

    @cached_property
    def one(self) -> Mapping[Key, tuple[Ideas, ...]]:
        """The wrong effects that one idea has, with the ideas that have it."""
        found: dict[Key, dict[Ideas, None]] = {}
        for idea in self._ideas:
            if idea.form in ("swapped", "times", "tenth", "turns", "missing"):
                for effect in filter(None, wrong_effects(idea, self.slip)):
                    found.setdefault(key(effect), {})[(idea.id,)] = None
        return {effect: tuple(ways) for effect, ways in found.items()}

    @cached_property
    def by_money(self) -> Mapping[int, tuple[Key, ...]]:
        """The effects of ``one`` by how much money they move."""
        found: dict[int, list[Key]] = {}
        for effect in self.one:
            found.setdefault(_moved(effect), []).append(effect)
        return {amount: tuple(effects) for amount, effects in found.items()}

    @cached_property
    def two(self) -> Mapping[Key, tuple[Ideas, ...]]:
        """The wrong effects that only two ideas together have."""
        found: dict[Key, dict[Ideas, None]] = {}
        for ideas, effect in self._pairs():
            if effect and key(effect) not in self.one and key(effect) not in self.right:
                found.setdefault(key(effect), {})[ideas] = None
        return {effect: tuple(ways) for effect, ways in found.items()}

    def _pairs(self) -> Iterator[tuple[Ideas, Effect]]:
        """A figure of another size beside any other idea; and one part taken for another, and another one too."""
        others = [idea for idea in self._ideas if idea.form in ("swapped", "turns")]
        for scale in (idea for idea in self._ideas if idea.form in ("times", "tenth")):
            for scaled in self._scaled(scale):
                for idea in others:
                    yield from (((idea.id, scale.id), effect) for effect in wrong_effects(idea, scaled))
        turns = [idea for idea in others if idea.form == "turns"]
        for first in turns:
            for effect in wrong_effects(first, self.slip):
                for second in turns:
                    if second is not first:
                        pair = tuple(sorted((first.id, second.id)))
                        yield from ((pair, turned(effect, turn)) for turn in second.turns if self._both(turn, effect))

    def _both(self, turn: Turn, effect: Effect) -> bool:
        """Whether the slip itself has what is taken for something else: what the first idea made is nobody's second."""
        return set(turn) <= set(effect) and any(set(turn) <= set(right) for right in self.slip.effects)

    def _scaled(self, scale: Misconception) -> Iterator[Slip]:
        """The slip in another size; one of several figures must not turn what comes in into what goes out."""
        moved = [_moved(key(effect)) for effect in self.slip.effects]
        for amounts in scaled_amounts(self.slip, larger=scale.form == "times"):
            scaled = replace(self.slip, amounts={name: Rupiah(amount) for name, amount in amounts.items()})
            if all(_moved(key(effect)) * before >= 0 for effect, before in zip(scaled.effects, moved, strict=True)):
                yield scaled

    def of(self, record: Written, most: int) -> tuple[Ideas, ...]:
        """The fewest ideas, at most so many, that make this record of the slip; a record of another day is an idea."""
        same_day, found = record.day == self.slip.day, key(record.effect)
        day: tuple[Ideas, ...] = () if self.another_day is None else ((self.another_day,),)
        if same_day:
            if most >= 1 and found in self.one:
                return self.one[found]
            return self.two.get(found, ()) if most >= 2 else ()
        if most >= 1 and found in self.right:
            return day
        if most >= 2 and found in self.one:
            return tuple((*way, *one) for way in self.one[found] for one in day)
        return ()


def explain(table: Table, known: Callable[[Slip], Wrongs], most: int) -> list[Explained]:
    """Take out of the table each slip that one record explains by at most ``most`` ideas; the fewest ideas first."""
    found: list[Explained] = []
    for few in range(1, most + 1):
        for slip in tuple(table.slips):
            for record in table.written:
                ways = known(slip).of(record, few)
                if ways:
                    table.take([slip], [record])
                    found.append(Explained(slip, (record,), ways))
                    break
    return found


MOST_SLIPS = 6
"""So many slips of a day are looked at together when a record stands for several and one or two of them are wrong."""


def explain_together(table: Table, known: Callable[[Slip], Wrongs]) -> list[Explained]:
    """Where records of a day stand for several slips, or several for one: one slip is wrong in them, or two are."""
    found: list[Explained] = []
    for day in table.days():
        while together := next(_together(*table.of_day(day), known), None):
            some, group, wrong = together
            table.take(some, group)
            found.extend(Explained(slip, group, ways) for slip, ways in wrong)
            found.extend(Explained(slip, group, ()) for slip in some if not any(slip is one for one, _ in wrong))
    return found


Together = tuple[tuple[Slip, ...], tuple[Written, ...], list[tuple[Slip, tuple[Ideas, ...]]]]


def _together(slips: Sequence[Slip], written: Sequence[Written], known: Callable[[Slip], Wrongs]) -> Iterator[Together]:
    groups = record_groups(written, slips) if slips else {}
    if not groups:
        return
    moved = [(total, _moved(total), group) for total, group in groups.items()]
    for many in range(1, min(MOST_SLIPS, len(slips)) + 1):
        for some in combinations(slips, many):
            for wrong in some:
                rest = tuple(slip for slip in some if slip is not wrong)
                by_money = known(wrong).by_money
                for base in sums(rest):
                    money = _moved(base)
                    for total, amount, group in moved:
                        # Most groups are put aside by their money alone; the sum of all parts decides.
                        for effect in by_money.get(amount - money, ()):
                            if _sum(base, effect) == total:
                                yield some, group, [(wrong, known(wrong).one[effect])]
    if 2 <= len(slips) <= MOST_SLIPS:
        yield from _two_wrong(tuple(slips), tuple(written), known)


def _two_wrong(
    slips: tuple[Slip, ...], written: tuple[Written, ...], known: Callable[[Slip], Wrongs]
) -> Iterator[Together]:
    """All that is left of a day, with two slips wrong."""
    total = added(record.effect for record in written)
    for first, other in combinations(slips, 2):
        for base in sums(tuple(slip for slip in slips if slip is not first and slip is not other)):
            for effect, ways in known(first).one.items():
                rest = added((total, _less(base), _less(effect)))
                if (ways_of_other := known(other).one.get(key(rest))) is not None:
                    yield slips, written, [(first, ways), (other, ways_of_other)]


def _sum(one: Key, other: Key) -> Key:
    return key(added((dict(one), dict(other))))


def _moved(effect: Key) -> int:
    return sum(amount for part, amount in effect if part in CASH_PARTS)


def _less(effect: Key) -> Effect:
    return {part: -amount for part, amount in effect}
