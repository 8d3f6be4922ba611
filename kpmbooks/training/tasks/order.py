"""Ordering: the steps of something to be done are put in their order; where it does not matter, any will do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from math import factorial, prod
from random import Random
from string import ascii_lowercase
from types import MappingProxyType

from kpmbooks.training import toml_rows as rows
from kpmbooks.training.asked import Asked, Choice
from kpmbooks.training.exercise import Drawn, Screen, TaskKind
from kpmbooks.training.misconception import Misconception
from kpmbooks.training.toml_rows import Row
from kpmbooks.training.wordings import said

KEYS = ("steps", "free", "ideas", "ask", "why")

REVERSED = "reversed"
"""What an idea makes of an order: all of it the other way round; or two steps, the first of which comes too early."""

MOST_STEPS, MOST_ORDERS = 9, 720

Idea = tuple[int, int] | None
"""The numbers of two steps, the first of which comes before the second though it should not; None: reversed."""


@dataclass(frozen=True, slots=True)
class OrderTask:
    """The ``steps`` in a right order; within each group of ``free`` (numbers from 0) they may change places."""

    steps: tuple[str, ...]
    free: tuple[tuple[int, ...], ...]
    ideas: Mapping[str, Idea]
    ask: str
    why: str
    kind: TaskKind = "order"
    screen: Screen = "none"
    days: int = 0

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """The steps mixed; their letters say nothing of their order."""
        right = self.right_orders()
        mixed = list(range(len(self.steps)))
        dice.shuffle(mixed)
        while tuple(mixed) in right:
            dice.shuffle(mixed)
        letter = {step: ascii_lowercase[place] for place, step in enumerate(mixed)}
        name = names[0] if names else ""

        def written(order: Sequence[int]) -> str:
            return ",".join(letter[step] for step in order)

        listed = {one.id for one in misconceptions}
        ideas = {idea: how for idea, how in self.ideas.items() if idea in listed}
        accepted = tuple(written(order) for order in right)
        wrong = {
            idea: tuple(one for one in map(written, _by_idea(right, how)) if one not in accepted)
            for idea, how in ideas.items()
        }
        return Drawn(
            asked=(
                Asked(
                    "order",
                    self.ask.format(name=name),
                    "order",
                    accepted,
                    tuple(Choice(letter[step], self.steps[step].format(name=name)) for step in mixed),
                    wrong=MappingProxyType({idea: values for idea, values in wrong.items() if values}),
                    turned={idea: (letter[how[0]], letter[how[1]]) for idea, how in ideas.items() if how is not None},
                    why=self.why,
                ),
            )
        )

    def right_orders(self) -> tuple[tuple[int, ...], ...]:
        """Every right order."""
        found = [tuple(range(len(self.steps)))]
        for group in self.free:
            found = [_placed(order, group, these) for order in found for these in permutations(group)]
        return tuple(dict.fromkeys(found))


def _placed(order: tuple[int, ...], places: tuple[int, ...], steps: tuple[int, ...]) -> tuple[int, ...]:
    changed = list(order)
    for place, step in zip(places, steps, strict=True):
        changed[place] = step
    return tuple(changed)


def _by_idea(right: Sequence[tuple[int, ...]], how: Idea) -> list[tuple[int, ...]]:
    if how is None:
        return [tuple(reversed(order)) for order in right]
    first, later = how
    found = []
    for order in right:
        rest = [step for step in order if step != first]
        early = rest.index(later)
        found.append((*rest[:early], first, *rest[early:]))
        rest = [step for step in order if step != later]
        late = rest.index(first) + 1
        found.append((*rest[:late], later, *rest[late:]))
    return found


def read(row: Row) -> OrderTask:
    """The task of an exercise's row; ValueError says what is wrong."""
    steps = rows.texts(row, "steps")
    if not 3 <= len(steps) <= MOST_STEPS or len(set(steps)) < len(steps):
        raise ValueError(f"steps: three to {MOST_STEPS}, no two of them alike")
    ask = rows.text(row, "ask") if "ask" in row else said("order", "ask")
    for text in (*steps, ask):
        rows.places(text, ("name",), "steps")
    groups = row.get("free", [])
    if not isinstance(groups, list):
        raise ValueError("free: is a list of groups")
    free = tuple(_group(one, len(steps)) for one in groups)
    if len({step for group in free for step in group}) < sum(map(len, free)):
        raise ValueError("free: a step is in two groups")
    if prod(factorial(len(group)) for group in free) > MOST_ORDERS:
        raise ValueError(f"free: more than {MOST_ORDERS} orders would be right")
    said_ideas = rows.table(row, "ideas") if "ideas" in row else {}
    ideas = {idea: _idea(said_ideas, idea, len(steps)) for idea in said_ideas}
    return OrderTask(steps, free, ideas, ask, rows.optional_text(row, "why") or "")


def _group(value: object, steps: int) -> tuple[int, ...]:
    numbers = value if isinstance(value, list) else []
    if len(numbers) < 2 or not all(type(one) is int and 1 <= one <= steps for one in numbers):
        raise ValueError(f"free: a group is two or more numbers from 1 to {steps}")
    return tuple(sorted(one - 1 for one in numbers))


def _idea(row: Row, idea: str, steps: int) -> Idea:
    if row[idea] == REVERSED:
        return None
    first, later = rows.numbers(row, idea, 2)
    if not (1 <= later < first <= steps):
        raise ValueError(f'ideas: {idea} is "{REVERSED}", or a later step that comes before an earlier one: [4, 2]')
    return first - 1, later - 1
