"""The months of a business and its household as figures: what came in, what it cost, what was left.

``net`` is what the business earned before any instalment: sales less materials less the other costs. Money in that
nobody sorted is no sale and counts for nothing; interest and what a lender kept back belong to the instalments.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpmbooks.dates import Period
from kpmbooks.instalments import rounded
from kpmbooks.money import Rupiah

MOST_MONTHS = 12
"""So many finished months are looked at: with them every season is in."""


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One finished month. ``is_recorded``: enough of its days have a record. ``has_records``: any.

    ``earned`` and ``spent`` are the household's, None where its ledger was not kept that month. ``unsorted`` money came
    into either ledger without a word from where; ``aid`` was recorded as earned while its words tell of aid, and is in
    no other figure.
    """

    month: Period
    revenue: Rupiah
    materials: Rupiah
    expense: Rupiah
    cash_end: Rupiah
    earned: Rupiah | None
    spent: Rupiah | None
    unsorted: Rupiah
    days: int
    is_recorded: bool
    aid: Rupiah

    @property
    def net(self) -> Rupiah:
        """What the business earned."""
        return self.revenue - self.materials - self.expense

    @property
    def has_records(self) -> bool:
        """Whether the book knows anything of the business in this month."""
        return self.days > 0


def told(months: Iterable[MonthFigures]) -> tuple[MonthFigures, ...]:
    """The months on which averages rest: the recorded ones, or where there are none those with any record."""
    known = tuple(months)
    return tuple(month for month in known if month.is_recorded) or tuple(month for month in known if month.has_records)


def average(months: Sequence[MonthFigures], figure: Callable[[MonthFigures], Rupiah | None]) -> Rupiah | None:
    """The mean of a figure over the months that have it, to the rupiah; None where none has."""
    values = [int(value) for month in months if (value := figure(month)) is not None]
    return rounded(Fraction(sum(values), len(values))) if values else None
