"""Making the questions of a drawn exercise: what counts as the same after rounding, wrong answers, and fresh numbers.

An answer that could be right as well as wrong teaches nothing, and two ideas that lead to one answer cannot be told
apart: numbers are drawn anew until that is over, or as near to it as they come. What is asked is the tasks' business.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Final, TypeVar

from kpmbooks.training.asked import ZERO_LESS, ZERO_MORE, Asked, Choice, Form

T = TypeVar("T")

TRIES: Final = 120
"""So often numbers are drawn anew before the best of them are taken."""

_PATIENCE = 40
"""Where so many tries bring nothing better, two ideas lead to one answer whatever the numbers are."""

_UNSEEN = 20
"""How much worse it is that an idea cannot be seen at all than that two look alike once."""

_NO_SPANS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType({})


def near(value: Fraction | int, step: int = 1) -> tuple[int, ...]:
    """The multiples of ``step`` on both sides of ``value``: one where it is a multiple itself."""
    steps = Fraction(value) / step
    below = steps.numerator // steps.denominator
    return (below * step,) if steps.denominator == 1 else (below * step, (below + 1) * step)


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes questions that know the wrong answers of the ``ideas`` that an exercise lists, and of no others.

    A zero too many or too few can happen to any amount and is always known.
    """

    ideas: frozenset[str]

    def amount(
        self,
        name: str,
        text: str,
        right: Iterable[int],
        wrong: Mapping[str, Iterable[int]],
        *,
        form: Form = "amount",
        spans: Mapping[str, tuple[int, int]] = _NO_SPANS,
        why: str = "",
    ) -> Asked:
        """A question for an amount, or for a ``number`` of something."""
        accepted = tuple(dict.fromkeys(int(one) for one in right))
        known = {idea: [int(one) for one in values] for idea, values in wrong.items() if idea in self.ideas}
        if form == "amount":
            known[ZERO_MORE] = [10 * one for one in accepted if one]
            known[ZERO_LESS] = [one // 10 for one in accepted if one and one % 10 == 0]
        return Asked(
            name,
            text,
            form,
            tuple(str(one) for one in accepted),
            wrong=_wrong({idea: [str(one) for one in values] for idea, values in known.items()}, accepted),
            spans={idea: span for idea, span in spans.items() if idea in self.ideas and span[0] <= span[1]},
            why=why,
        )

    def choice(
        self,
        name: str,
        text: str,
        choices: Sequence[Choice],
        right: Iterable[str],
        wrong: Mapping[str, Iterable[str]],
        *,
        why: str = "",
    ) -> Asked:
        """A question that is answered with one of some cards."""
        accepted = tuple(dict.fromkeys(right))
        known = {idea: values for idea, values in wrong.items() if idea in self.ideas}
        return Asked(name, text, "choice", accepted, tuple(choices), wrong=_wrong(known, accepted), why=why)

    def until_clear(self, draw: Callable[[], T], questions: Callable[[T], Sequence[Asked]], *, tries: int = TRIES) -> T:
        """What ``draw`` gives when all its answers can be told apart; after many tries the clearest that it gave."""
        best = draw()
        least, better = self._muddle(questions(best)), 0
        for nth in range(1, tries + 1):
            if not least or nth - better > _PATIENCE:
                break
            found = draw()
            muddle = self._muddle(questions(found))
            if muddle < least:
                best, least, better = found, muddle, nth
        return best

    def _muddle(self, asked: Sequence[Asked]) -> int:
        seen = frozenset[str]().union(*(one.ideas for one in asked))
        return sum(map(muddle, asked)) + _UNSEEN * len(self.ideas - seen)


def muddle(asked: Asked) -> int:
    """How many answers of a question belong to two of its ideas, though others were possible.

    Of two cards one is right: ideas that go wrong meet on the other, whatever the numbers are.
    """
    if len(asked.choices) == len(asked.right) + 1:
        return 0
    return sum(
        len(frozenset(first) & frozenset(other)) for first, other in combinations(tuple(asked.wrong.values()), 2)
    )


def _wrong(known: Mapping[str, Iterable[str]], right: Iterable[int] | Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The wrong answers by idea without those that are right; an idea that leads to right ones only is none here."""
    accepted = {str(one) for one in right}
    found = {idea: tuple(dict.fromkeys(one for one in values if one not in accepted)) for idea, values in known.items()}
    return MappingProxyType({idea: values for idea, values in found.items() if values})
