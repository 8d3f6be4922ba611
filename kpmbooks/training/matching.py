"""Which records say rightly what which slips say: the whole day together, one for one, several for several.

Any right way passes: several records for one slip, one record for several, a whole day as one closing of the stall,
whatever the order, the kind and the box. Records without an effect never come here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from kpmbooks.training.effects import Effect, Part, added
from kpmbooks.training.exercise import Slip
from kpmbooks.training.written import Written

Key = frozenset[tuple[Part, int]]

MOST_TOGETHER = 4
"""So many records, or slips, are looked at together where a day as a whole is not right: more would be a riddle."""

_MOST_RECORDS = 14
_MOST_WAYS = 512


def key(effect: Effect) -> Key:
    """An effect as something that can be looked up."""
    return frozenset(effect.items())


class Table:
    """The slips and records that are not explained yet, in their order."""

    def __init__(self, slips: Iterable[Slip], written: Iterable[Written]) -> None:
        self.slips = list(slips)
        self.written = list(written)

    def take(self, slips: Iterable[Slip], written: Iterable[Written]) -> None:
        """Put what is explained aside."""
        for slip in slips:
            del self.slips[next(nth for nth, one in enumerate(self.slips) if one is slip)]
        for record in written:
            del self.written[next(nth for nth, one in enumerate(self.written) if one is record)]

    def of_day(self, day: date) -> tuple[list[Slip], list[Written]]:
        """What is left of one day."""
        return [one for one in self.slips if one.day == day], [one for one in self.written if one.day == day]

    def days(self) -> list[date]:
        """The days of which slips are left, from the first."""
        return sorted({slip.day for slip in self.slips})


Taken = tuple[tuple[Slip, ...], tuple[Written, ...]]
Take = Callable[[Sequence[Slip], Sequence[Written]], None]


def take_right(table: Table) -> list[Taken]:
    """Take out of the table what was recorded rightly on its day, and say which records stand for which slips."""
    found: list[Taken] = []

    def take(slips: Sequence[Slip], written: Sequence[Written]) -> None:
        table.take(slips, written)
        found.append((tuple(slips), tuple(written)))

    for day in table.days():
        if not _whole_day(table, day, take):
            _one_for_one(table, day, take)
    return found


def _whole_day(table: Table, day: date, take: Take) -> bool:
    """The whole day together: every slip of it is in the book, in whatever pieces."""
    slips, written = table.of_day(day)
    if not slips or key(added(one.effect for one in written)) not in set(sums(slips)):
        return False
    for slip in slips:  # who stands for whom is said where it can be: a record of its own
        record = next((one for one in written if one.effect in slip.effects), None)
        if record is not None:
            written.remove(record)
            take([slip], [record])
    left, _ = table.of_day(day)
    if left or written:
        take(left, written)
    return True


def _one_for_one(table: Table, day: date, take: Take) -> None:
    slips, written = table.of_day(day)
    for slip in slips:
        record = next((one for one in written if one.effect in slip.effects), None)
        if record is not None:
            written.remove(record)
            take([slip], [record])
    if not _whole_day(table, day, take):
        _some_for_some(table, day, take)


def _some_for_some(table: Table, day: date, take: Take) -> None:
    """The smallest groups first: one slip in several records, then several slips."""
    again = True
    while again:
        again = False
        slips, written = table.of_day(day)
        groups = record_groups(written, slips)
        for some, sums in slip_groups(slips):
            group = next((groups[total] for total in sums if total in groups), None)
            if group:
                take(some, group)
                again = True
                break


def slip_groups(slips: Sequence[Slip]) -> Iterator[tuple[tuple[Slip, ...], frozenset[Key]]]:
    """Groups of slips, the small ones first, with what they may do together."""
    for many in range(1, min(MOST_TOGETHER, len(slips)) + 1):
        for some in combinations(slips, many):
            yield some, frozenset(sums(some))


def record_groups(written: Sequence[Written], slips: Sequence[Slip]) -> Mapping[Key, tuple[Written, ...]]:
    """Groups of records by what they did together, for each the smallest group that did it.

    Where there are many, those first that could be a part of one of the slips.
    """
    found: dict[Key, tuple[Written, ...]] = {}
    few = [one for one in written if len(written) <= _MOST_RECORDS or _could_be_of(one, slips)][:_MOST_RECORDS]
    for many in range(1, min(MOST_TOGETHER, len(few)) + 1):
        for some in combinations(few, many):
            found.setdefault(key(added(one.effect for one in some)), some)
    return found


def _could_be_of(record: Written, slips: Sequence[Slip]) -> bool:
    return any(
        part in effect and 0 < amount * (1 if effect[part] > 0 else -1) <= abs(effect[part])
        for slip in slips
        for effect in slip.effects
        for part, amount in record.effect.items()
    )


def sums(slips: Sequence[Slip]) -> Iterator[Key]:
    """What the slips may do together, in every choice of their right ways."""
    totals: dict[Key, Effect] = {frozenset(): {}}
    for slip in slips:
        further: dict[Key, Effect] = {}
        for before in totals.values():
            for effect in slip.effects:
                total = added((before, effect))
                further[key(total)] = total
        totals = dict(list(further.items())[:_MOST_WAYS])
    yield from totals
