"""What is practised: slips and questions over a practice book, drawn from a seed. No book, no grading, no file.

An exercise knows nothing of its task but that it can draw. What is graded, shown and printed is ``Drawn``, whatever the
kind of task it came from.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import Literal, Protocol

from kpmbooks.book import Tx
from kpmbooks.ledger import LedgerKind, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.training.asked import Asked
from kpmbooks.training.bilingual import Words
from kpmbooks.training.effects import Effect, Part
from kpmbooks.training.misconception import Misconception

Of = Literal["family", "group"]
Screen = Literal["record", "sheet", "cash_book", "reports", "prices", "lenders", "sharing", "none"]
"""The page of the program on which the task is done."""

TaskKind = Literal[
    "record", "sheet", "mistake", "count", "sort", "price", "report", "loans", "order", "budget", "share"
]

Way = Mapping[Part, Mapping[str, int]]
"""One right way: how many times each named amount goes into each part, debit-signed. ``ONE`` is the amount 1."""

ONE = ""

Answers = Mapping[str, str | int | date | None]


@dataclass(frozen=True, slots=True)
class Range:
    """Whole rupiah from ``low`` to ``high`` in steps of ``step``."""

    low: int
    high: int
    step: int

    def draw(self, dice: Random) -> Rupiah:
        """One of them."""
        return Rupiah(dice.randrange(self.low, self.high + 1, self.step))


@dataclass(frozen=True, slots=True)
class Before:
    """A record that is in the book before the learner begins, in the ledger of kind ``ledger``.

    ``graded``: it belongs to what is practised, rightly or wrongly, and may have to be mended. Otherwise it must only
    be left as it is. ``text``: what the slip of it said, for whoever reads the book on paper.
    """

    kind: str
    answers: Answers
    day: date
    ledger: LedgerKind
    graded: bool = False
    text: str = ""


@dataclass(frozen=True)
class Slip:
    """A slip as it lies on the table, with what it does to the parts in each right way (``ways``).

    ``kind``, ``fields`` (field of the kind → named amount) and ``say`` (its words) record the model solution in the
    ledger of kind ``ledger``. ``given``: it is in the book rightly already and only must not be spoiled; it earns
    nothing. ``wrongly``: it is in the book, but by this idea. ``worked_out``: its amount is an answer, not given.
    """

    text: str
    day: date
    amounts: Mapping[str, Rupiah]
    ways: tuple[Way, ...]
    kind: str
    fields: Mapping[str, str]
    ledger: LedgerKind
    say: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    given: bool = False
    wrongly: str | None = None
    worked_out: bool = False
    about: str = "amount"

    @property
    def amount(self) -> Rupiah:
        """What the slip is about in one figure: the amount named ``about``, else all its amounts together."""
        return self.amounts[self.about] if self.about in self.amounts else Rupiah(sum(self.amounts.values()))

    @cached_property
    def effects(self) -> tuple[Effect, ...]:
        """What it does in rupiah, for each right way."""
        return tuple(effect_of(way, self.amounts) for way in self.ways)

    @property
    def answers(self) -> Answers:
        """What the model solution answers to the questions of its kind."""
        amounts = {name: int(self.amounts[amount]) for name, amount in self.fields.items() if self.amounts[amount]}
        return {**amounts, **self.say, "date": self.day}


def effect_of(way: Way, amounts: Mapping[str, int]) -> Effect:
    """What a way does in rupiah when the named amounts are these."""
    total: dict[Part, int] = {}
    for part, weights in way.items():
        changed = sum(times * (1 if name == ONE else int(amounts[name])) for name, times in weights.items())
        if changed:
            total[part] = changed
    return total


Furnish = Callable[[Tx, LedgerRef, date], None]
"""Writes into a practice book that begins; the ledger is its first, the day its first one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One drawing of an exercise. ``told``: drawn facts as lines, shown beside the questions.

    ``opening`` is the cash with which the book begins, None for none. ``furnish`` puts into the book what a page needs
    beside records: goods, members, rules. ``own_records``: whoever practises may record what she likes beside it.
    ``at_screen``: those lines of ``told`` that say where on the screen something is.
    """

    opening: Rupiah | None = None
    before: tuple[Before, ...] = ()
    slips: tuple[Slip, ...] = ()
    asked: tuple[Asked, ...] = ()
    told: str = ""
    furnish: Furnish | None = None
    own_records: bool = False
    at_screen: tuple[str, ...] = ()

    @property
    def full(self) -> int:
        """So many points can be had: slips that have to be written or mended, and questions."""
        return sum(not slip.given for slip in self.slips) + len(self.asked)


class Task(Protocol):
    """A way of practising. Tasks are frozen values, made from a lesson's rows by their modules in ``tasks``."""

    @property
    def kind(self) -> TaskKind: ...

    @property
    def screen(self) -> Screen: ...

    @property
    def days(self) -> int:
        """So many days after the first one lies the latest day of what is drawn."""
        ...

    def draw(
        self, dice: Random, start: date, names: tuple[str, ...], misconceptions: tuple[Misconception, ...]
    ) -> Drawn:
        """The slips and questions for this dice; ``names`` come shuffled. The same for the same dice."""
        ...


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to be practised with fresh numbers. ``misconceptions`` are the ideas that can be seen in it."""

    id: str
    lesson: str
    of: Of
    owner: str
    business: str
    sector: str
    told: Words | None
    names: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    task: Task

    def draw(self, seed: int, start: date) -> Drawn:
        """What is practised with this seed, its days counted from ``start``; the same every time."""
        for exercise, *of, drawn in tuple(_LATELY):
            if exercise is self and of == [seed, start]:
                return drawn
        dice = Random(f"{self.id} {seed}")
        names = tuple(dice.sample(self.names, len(self.names)))
        drawn = self.task.draw(dice, start, names, self.misconceptions)
        _LATELY.append((self, seed, start, drawn))
        return drawn


_LATELY: deque[tuple[Exercise, int, date, Drawn]] = deque(maxlen=8)
"""The last drawings: a book is graded after every record, always with the same one."""
