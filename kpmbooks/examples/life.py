"""What the example books share: a record that is going to be written, the dice, and the calendar of their year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Literal

from kpmbooks import ledger
from kpmbooks.book import Instant, Tx
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef, Source

Of = Literal["group", "family"]

Answers = Mapping[str, str | int]

_JAKARTA = 7 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A record that is going to be written on its day, in the business's ledger or the household's."""

    day: date
    kind: str
    answers: Answers
    ledger: str = "own"
    source: Source = "sheet"


@dataclass(slots=True)
class Life:
    """The dice, and what an example remembers from day to day."""

    dice: Random
    bons: Random  # dice of their own for what is sold on account
    shelf: Random  # and for the few goods of which stock is kept
    meetings: Random  # and for what members bring to their meetings
    last: date = date.max  # the day on which it is opened
    owed: list[tuple[str, int]] = field(default_factory=list)
    unnamed: int = 0  # sold on account at the stall without a name
    on_the_way: int = 0  # paid by QRIS and not yet in the bank account
    stock: dict[str, int] = field(default_factory=dict)  # what lies there of each good

    def about(self, middle: int, spread: float = 0.25, step: int = 1000) -> int:
        """An amount around ``middle`` rupiah, rounded to ``step``."""
        return max(step, round(middle * self.dice.uniform(1 - spread, 1 + spread) / step) * step)

    def chance(self, probability: float) -> bool:
        """True with that probability."""
        return self.dice.random() < probability


def evening(life: Life, day: date) -> Instant:
    """Twenty to nine in the evening or so, Jakarta time; on the last day before dawn.

    Whoever opens the example goes on writing on that day: nothing of it may have been written later than that.
    """
    days = (day - date(1970, 1, 1)).days
    hour = -3 if day >= life.last else 13  # of UTC
    return Instant((days * 86_400 + (hour * 60 + life.dice.randrange(60)) * 60) * 1000, _JAKARTA)


def ledgers_of(tx: Tx) -> dict[str, LedgerRef]:
    """The ledgers by the names that drafts have for them."""
    found = {one.kind: one for one in ledger.ledgers(tx)}
    return {"own": ledger.default_ledger(tx), "keluarga": found.get("keluarga", ledger.default_ledger(tx))}


def days_of(month: Period, span: Period) -> Iterator[date]:
    """The days of a month that lie in the span."""
    day = max(month.first, span.first)
    while day <= min(month.last, span.last):
        yield day
        day += timedelta(days=1)


# Days on which nobody washes, by month and day: the first Lebaran day of 2026, independence day, Christmas, new year.
HOLIDAYS = {(1, 1): "Tahun baru", (3, 20): "Lebaran", (3, 21): "Lebaran", (8, 17): "17 Agustus", (12, 25): "Natal"}
