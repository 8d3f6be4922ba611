"""What to put aside on each selling day so that an instalment is together when it is due: days to be ticked.

Which days of the week the business is closed is seen from its sales; a day off that was noted ahead is known as well.
How many days have to be ticked follows from the usual number of selling days: which ones they are does not matter.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from kpmbooks.book import Reader
from kpmbooks.dates import Period, month_of
from kpmbooks.instalments import due_day, rounded
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.reading import BookSide
from kpmbooks.loans.request import EASY, Request
from kpmbooks.money import Rupiah
from kpmbooks.recording import days_off
from kpmbooks.trade.weekday_sales import sales_by_weekday

USUAL_MONTHS: Final = 4
"""So many months of calendar stand on one page."""

_LOOKED_BACK: Final = 3
_RARELY: Final = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class TickMonth:
    """One month to be ticked. ``off`` are the days on which the business is known to be closed."""

    month: Period
    off: frozenset[date]


@dataclass(frozen=True, slots=True)
class PuttingAside:
    """The instalments of ``request`` as something for every selling day.

    ``a_day`` is rounded up to what is at hand; ``days`` so many of them make a month's instalments. ``closed`` are the
    days of the week on which nothing is sold, Monday is 0.
    """

    ledger: LedgerRef
    request: Request
    a_day: Rupiah
    days: int
    closed: tuple[int, ...]
    months: tuple[TickMonth, ...]

    @property
    def together(self) -> Rupiah:
        """What is in the tin when all days of a month are ticked."""
        return Rupiah(int(self.a_day) * self.days)


def put_aside(reader: Reader, books: BookSide, request: Request, *, months: int = USUAL_MONTHS) -> PuttingAside:
    """The sheets for at most ``months``, beginning with the month after today's; no longer than the loan lasts."""
    days = max(1, int(books.evidence.usual_days))
    a_day = rounded(Fraction(int(request.monthly), days), EASY, "up")
    begin = month_of(books.today).last + timedelta(days=1)
    end = due_day(begin, request.plan.terms.every, len(request.plan.rows))
    shown: list[Period] = []
    while len(shown) < months and begin < end:
        shown.append(month_of(begin))
        begin = due_day(begin, "month", 1)
    closed = closed_weekdays(reader, books)
    span = Period(shown[0].first, shown[-1].last)
    noted = {one.day for one in days_off(reader, books.ledger, span)}
    return PuttingAside(
        books.ledger,
        request,
        a_day,
        days,
        closed,
        tuple(TickMonth(month, _off(month, closed, noted)) for month in shown),
    )


def closed_weekdays(reader: Reader, books: BookSide) -> tuple[int, ...]:
    """The days of the week on which nearly nothing was sold in the last recorded months; none where that is not known.

    A day counts as closed when something was sold on less than a tenth of its dates.
    """
    recorded = [month.month for month in books.each_month if month.is_recorded][-_LOOKED_BACK:]
    if not recorded:
        return ()
    span = Period(recorded[0].first, recorded[-1].last)
    dates = Counter(day.weekday() for day in _days(span))
    rows = sales_by_weekday(reader, books.ledger, span).rows
    closed = tuple(row.weekday for row in rows if row.days < _RARELY * dates[row.weekday])
    return closed if len(closed) < len(rows) else ()


def _off(month: Period, closed: Collection[int], noted: Collection[date]) -> frozenset[date]:
    return frozenset(day for day in _days(month) if day.weekday() in closed or day in noted)


def _days(period: Period) -> Iterator[date]:
    return map(date.fromordinal, range(period.first.toordinal(), period.last.toordinal() + 1))
