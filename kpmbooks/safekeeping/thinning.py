"""Which copies may go: after two days the last of each day stays, then of each week, then of each month.

Counted are days, weeks and months that have a copy, not days of the calendar: so a clock that is years ahead, or a book
that lay untouched for long, pushes out no more than one copy at a time. What is dated later than now is not touched,
because the clock may have been set back.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from kpmbooks.safekeeping.shelf import BEFORE, Copy

ALL_OF: Final = timedelta(hours=48)
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 24
PROTECTED: Final = timedelta(days=90)
PROTECTED_LAST: Final = 10
"""Copies from before an act that changed much stay this long, and the last ones of them whatever the clock says."""

_Stretch = tuple[int, ...]


def superfluous(copies: Iterable[Copy], now: datetime) -> tuple[Copy, ...]:
    """Those of the copies in one folder that need not be kept. The newest is never among them."""
    past = sorted((one for one in copies if one.at <= now), key=lambda copy: (copy.at, copy.number), reverse=True)
    kept = {one for one in past if now - one.at <= ALL_OF}
    for stretch, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        kept.update(_last_of_each(past, stretch, most))
    before = [one for one in past if one.why in BEFORE]
    kept.update(before[:PROTECTED_LAST])
    kept.update(one for one in before if now - one.at <= PROTECTED)
    return tuple(one for one in past if one not in kept)


def _last_of_each(newest_first: list[Copy], stretch: Callable[[datetime], _Stretch], most: int) -> list[Copy]:
    last: dict[_Stretch, Copy] = {}
    for one in newest_first:
        last.setdefault(stretch(one.at), one)
    return list(last.values())[:most]


def _day(at: datetime) -> _Stretch:
    return (at.year, at.month, at.day)


def _week(at: datetime) -> _Stretch:
    year, week, _weekday = at.isocalendar()
    return (year, week)


def _month(at: datetime) -> _Stretch:
    return (at.year, at.month)
