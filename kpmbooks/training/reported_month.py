"""The month that a practice book tells of: the last whole month of the calendar, which the pages show first."""

from datetime import date
from typing import Final

from kpmbooks.dates import Period, month_of, months

WINDOW: Final = 62
"""So many days before today always hold a whole month of the calendar."""

LAST_DAY: Final = 27
"""What happened lies in the first 28 days of the month, which each month has; they count from 0."""


def whole_month(start: date) -> Period:
    """The latest month of the calendar that lies whole within the window from ``start``."""
    last = date.fromordinal(start.toordinal() + WINDOW)
    return next(
        month
        for month in reversed(months(Period(month_of(start).first, last)))
        if start <= month.first and month_of(month.first).last <= last
    )
