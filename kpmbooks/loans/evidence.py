"""How well a business is written down: for how long, on how many days, how soon, and from what.

Pure figures: where they come from in a book is ``recorded_evidence``'s business. Nothing here is a mark or a score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpmbooks.dates import Period, month_of, months
from kpmbooks.ledger import SOURCES, Source
from kpmbooks.loans.writing import CashCounts, Changes, ClockBack, Typing

USUAL_SELLING_DAYS = 26
"""Selling days of a month of which nobody knows better: six a week."""

LEAST_SHARE = Fraction(1, 3)
"""A month counts as recorded when at least so much of its selling days have a record."""

SOON_DAYS = 2


@dataclass(frozen=True, slots=True)
class Day:
    """One day of which the book knows: with ``records``, with something ``sold``, or noted as a day ``off``."""

    day: date
    records: int = 0
    sold: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class MonthEvidence:
    """The days of one finished month: with a record, with something sold, noted as off."""

    month: Period
    days: int
    sold: int
    off: int

    @property
    def selling_days(self) -> Fraction:
        """The days on which selling was possible: all but those noted as off, where any was noted, else the usual
        ones, in a month that the book does not hold whole the same part of them."""
        whole = month_of(self.month.last)
        length = (self.month.last - self.month.first).days + 1
        if self.off:
            return Fraction(length - self.off)
        return Fraction(USUAL_SELLING_DAYS * length, (whole.last - whole.first).days + 1)

    @property
    def is_recorded(self) -> bool:
        """Whether at least a third of its selling days have a record."""
        return self.days > 0 and self.days >= LEAST_SHARE * self.selling_days


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of how a business is written down.

    ``since``: when it began, as she said (``since_asked``), else its first record. ``days_recorded`` holds the days
    noted as off as well: a day off is a day, not a hole. ``soon_percent`` of all that was written down was typed at
    most two days after its day. ``selling_days``: the average of a recorded month, None where there is none.
    ``missing_months`` lie between recorded ones and have no record at all. ``sheet_days``: days of which a
    record stood on a daily sheet.
    """

    since: date | None
    since_asked: bool
    months_in_business: int | None
    months_recorded: int
    days_recorded: int
    days_sold: int
    days_off: int
    records: int
    soon_percent: int
    sources: Mapping[Source, int]
    sheet_days: int
    missing_months: tuple[Period, ...]
    typing: Typing
    changes: Changes
    clock_back: ClockBack
    counts: CashCounts
    selling_days: Fraction | None

    @property
    def usual_days(self) -> Fraction:
        """Selling days of a month to reckon with: the book's average, or the usual ones."""
        return self.selling_days or Fraction(USUAL_SELLING_DAYS)

    @property
    def main_source(self) -> Source | None:
        """Where most records come from."""
        return main_source(self.sources)

    @property
    def corrected(self) -> int:
        """Old records that were corrected by a new one."""
        return self.changes.corrected

    @property
    def is_from_sheets(self) -> bool:
        """Whether at least half of the records stood on daily sheets, whenever they were typed."""
        return self.records > 0 and 2 * self.sources.get("sheet", 0) >= self.records


def main_source(counts: Mapping[str, int] | Mapping[Source, int]) -> Source | None:
    """The source of most records, None where there are none; of equal ones the better kept."""
    known: list[tuple[int, Source]] = [(counts.get(source, 0), source) for source in SOURCES]
    most = max(count for count, _source in known)
    return next(source for count, source in known if count == most) if most else None


def finished_months(first: date, today: date) -> tuple[Period, ...]:
    """The months from that of ``first`` that are over when ``today`` ends; the first may be a part of one."""
    if first > today:
        return ()
    parts = months(Period(first, today))
    return parts if today == month_of(today).last else parts[:-1]


def by_month(days: Iterable[Day], finished: Sequence[Period]) -> tuple[MonthEvidence, ...]:
    """The days gathered by ``finished`` months."""
    found = {month.first.replace(day=1): [0, 0, 0] for month in finished}
    for one in days:
        if (counts := found.get(one.day.replace(day=1))) is not None:
            counts[0] += one.records > 0
            counts[1] += one.sold
            counts[2] += one.off and not one.records
    return tuple(MonthEvidence(month, *found[month.first.replace(day=1)]) for month in finished)


def selling_days_a_month(recorded: Sequence[MonthEvidence]) -> Fraction | None:
    """The average number of days with a sale in ``recorded`` months; None where nothing was sold."""
    sold = sum(month.sold for month in recorded)
    return Fraction(sold, len(recorded)) if sold else None


def missing_months(each: Sequence[MonthEvidence]) -> tuple[Period, ...]:
    """The months without any record between months that have some."""
    kept = [place for place, month in enumerate(each) if month.days]
    return tuple(month.month for month in each[kept[0] : kept[-1]] if not month.days) if kept else ()


def whole_months(first: date, today: date) -> int:
    """How many months have gone by from ``first`` to ``today``; 0 for a day to come."""
    gone = (today.year - first.year) * 12 + today.month - first.month - (today.day < first.day)
    return max(0, gone)
