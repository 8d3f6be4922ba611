"""When a business's records were typed: on how many days, most of them on which, whether the clock can be trusted.

By the machine's own clock, and without blame: who writes on paper each evening and types once a month kept her books as
well as who types each evening. Pure: ``recorded_evidence`` asks the book.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.money import Rupiah

Rhythm = Literal["once", "month", "two-weeks", "week", "days"]
"""How often it was typed: all on one day, about once a month, every two weeks, every week, every few days."""

LATER_MINUTES: Final = 10
"""Who corrects or undoes within so many minutes has mistyped; later an old record was changed."""

CLOCK_SLACK_MINUTES: Final = 60
"""A clock that went back by less was only put right."""

IN_ONE_GO: Final = Fraction(9, 10)
"""So large a part of the records typed on one day is nearly all of them."""

LEAST_SPAN: Final = 14
"""Records of fewer days than this can well be typed on one evening."""


@dataclass(frozen=True, slots=True)
class Typing:
    """The days on which ``total`` records were typed. ``span``: days from the first record to the last."""

    days: int
    most_on: date | None
    most: int
    total: int
    span: int

    @property
    def is_in_one_go(self) -> bool:
        """Whether nearly all records, of more than two weeks, were typed on one day."""
        return self.span > LEAST_SPAN and self.most >= IN_ONE_GO * self.total

    @property
    def most_percent(self) -> int:
        """How many of a hundred records were typed on the day of most of them, downwards."""
        return 100 * self.most // self.total if self.total else 0

    @property
    def rhythm(self) -> Rhythm:
        """How often it was typed, by the average time from one day of typing to the next."""
        if self.is_in_one_go or self.days <= 1:
            return "once"
        gap = Fraction(self.span, self.days)
        return "month" if gap >= 20 else "two-weeks" if gap >= 10 else "week" if gap >= 5 else "days"


@dataclass(frozen=True, slots=True)
class Changes:
    """Old records that were changed more than ``LATER_MINUTES`` after they were written; what they said stays there.

    ``corrected`` by a new record, ``taken_back`` without one. ``longest``: after how many whole days at most.
    """

    corrected: int = 0
    taken_back: int = 0
    longest: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.corrected + self.taken_back


@dataclass(frozen=True, slots=True)
class ClockBack:
    """How often the clock had gone back when the book was written in, and to which day the last time."""

    times: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class CashCounts:
    """On how many days money was counted, and what differed then: short, over, and how many such records stand."""

    days: int
    short: Rupiah
    over: Rupiah
    differences: int


def typing_of(written: Iterable[tuple[date, date, int]]) -> Typing:
    """From day of the record, day of typing and how many: when it all was typed."""
    counts: Counter[date] = Counter()
    days: set[date] = set()
    for day, typed, records in written:
        counts[typed] += records
        days.add(day)
    if not counts:
        return Typing(0, None, 0, 0, 0)
    most_on = min(counts, key=lambda day: (-counts[day], day))
    return Typing(len(counts), most_on, counts[most_on], counts.total(), (max(days) - min(days)).days + 1)
