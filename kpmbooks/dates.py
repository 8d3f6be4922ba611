"""Days and periods as people in Indonesia write them, and the clocks that say what today is.

Days are day/month/year, never the American way. Instants of writing (``written_at``) are not this module's business.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, Protocol

from kpmbooks.problems import N_, Problem


class Clock(Protocol):
    """Says which day it is: for defaults and reports, never for when something was written."""

    def today(self) -> date:
        """The day it is, where the person is."""


class SystemClock:
    """The computer's own clock."""

    def today(self) -> date:
        """The computer's local day."""
        return datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still: ``--today``, demonstrations and tests."""

    day: date

    def today(self) -> date:
        """Always the same day."""
        return self.day


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included. Raises ValueError when last comes before first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period does not end before it begins")

    def contains(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last


def month_of(day: date) -> Period:
    """The calendar month that holds the day."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def year_of(day: date) -> Period:
    """The calendar year that holds the day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def months(period: Period) -> tuple[Period, ...]:
    """The period cut at the ends of months: the first and last part may be less than a month, none is missing."""
    parts = []
    first = period.first
    while (month_end := month_of(first).last) < period.last:
        parts.append(Period(first, month_end))
        first = month_end + timedelta(days=1)
    return (*parts, Period(first, period.last))


def previous(period: Period) -> Period:
    """The period just before, of as many whole months if it is whole months, else of as many days."""
    last = period.first - timedelta(days=1)
    if not _is_whole_months(period):
        return Period(last - (period.last - period.first), last)
    back = len(months(period)) - 1
    year, month = divmod(last.year * 12 + last.month - 1 - back, 12)
    return Period(date(year, month + 1, 1), last)


def _is_whole_months(period: Period) -> bool:
    return period.first.day == 1 and period.last == month_of(period.last).last


FIRST_YEAR, LAST_YEAR = 1900, 2199

# fmt: off
_MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni",
           "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December"),
}
# fmt: on
_WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def format_day(day: date, language: Literal["id", "en"] = "id", *, weekday: bool = False, short: bool = False) -> str:
    """``5 Januari 2026``; with weekday ``Senin, 5 Januari 2026``; short ``5 Jan``, without the year."""
    text = f"{day.day} {_MONTHS[language][day.month - 1][:3] if short else _month(day, language)}"
    return f"{_WEEKDAYS[language][day.weekday()]}, {text}" if weekday else text


def format_period(period: Period, language: Literal["id", "en"] = "id") -> str:
    """The period in few words: ``2026``, ``Januari 2026``, ``Januari–Maret 2026``, ``5–12 Januari 2026``."""
    first, last = period.first, period.last
    if first == last:
        return format_day(first, language)
    same_year = first.year == last.year
    if _is_whole_months(period):
        if first.month == 1 and last.month == 12:
            return f"{first.year}" if same_year else f"{first.year}–{last.year}"
        if same_year and first.month == last.month:
            return _month(first, language)
        if same_year:
            return f"{_MONTHS[language][first.month - 1]}–{_month(last, language)}"
        return f"{_month(first, language)} – {_month(last, language)}"
    if same_year and first.month == last.month:
        return f"{first.day}–{format_day(last, language)}"
    if same_year:
        return f"{first.day} {_MONTHS[language][first.month - 1]} – {format_day(last, language)}"
    return f"{format_day(first, language)} – {format_day(last, language)}"


def _month(day: date, language: str) -> str:
    return f"{_MONTHS[language][day.month - 1]} {day.year}"


def _numbers(names: Mapping[str, tuple[str, ...]], **also: int) -> dict[str, int]:
    """Every accepted spelling with its place, from 0: whole, by its first three letters, and the other habits."""
    spellings = {name.lower(): place for own in names.values() for place, name in enumerate(own)}
    return {name[:3]: place for name, place in spellings.items()} | spellings | also


_LONGEST = 200
_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_DASHES = str.maketrans("–—−’", "---'")
_MONTH_NUMBERS = _numbers(_MONTHS, pebruari=1, peb=1, mrt=2, agus=7, agt=7, ags=7, sept=8, nopember=10, nop=10)
_WEEKDAY_NUMBERS = _numbers(_WEEKDAYS, **{"jum'at": 4, "ahad": 6})
_AGO = {"hari ini": 0, "today": 0, "kemarin": 1, "yesterday": 1, "kemarin lusa": 2, "kemarin dulu": 2}

_NAME = rf"(?P<name>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d\d)"
# Patterns are prepared when a day is first read: writing days, as every start does, needs none.
_DAY_SHAPES = (
    r"(?P<day>\d{1,2}) ?(?P<mark>[/-]) ?(?P<month>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|\d\d))?",
    r"(?P<day>\d{1,2}) ?\. ?(?P<month>\d{1,2}) ?\. ?(?P<year>\d{4}|\d\d)",
    r"(?P<year>\d{4})(?P<mark>[/-])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)",
    rf"(?P<day>\d{{1,2}})[ /.-]{{0,2}}{_NAME}(?:[ /.-]{{0,2}}{_YEAR})?",
)
_PERIOD_SHAPES = (
    rf"{_NAME}(?:[ /.-]{{0,2}}{_YEAR})?",
    r"(?P<month>\d{1,2}) ?[/-] ?(?P<year>\d{4})",
    r"(?P<year>\d{4})[/-](?P<month>\d\d)",
    r"(?P<year>\d{4})",
)
_BARE_DAY = (r"(?P<day>\d{1,2})",)
_SERIAL = r"\d{5}"
_SERIALS_FROM, _SERIALS_TO, _SERIAL_ZERO = 20_000, 80_000, date(1899, 12, 30)
_WITH_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAY_NUMBERS)})(?: ?, ?| )(?P<rest>.+)"
_DAYS_AGO = r"(\d{1,3}) hari (?:yang |yg )?(?:lalu|lewat)"
_BETWEEN = (r" s\.? ?d\.? | ?\bs/d\b ?| sampai(?: dengan)? | hingga | to ", r" - ", r" ?- ?")

_DAY_UNREADABLE = Problem(
    "day-unreadable", N_("This is not a date. Write day/month/year, for example 5/1/2026 or 5 Januari 2026.")
)
_DAY_EMPTY = Problem("day-empty", N_("The date is empty. Write it, for example 5/1/2026 or 5 Januari 2026."))
_DAY_IMPOSSIBLE = Problem(
    "day-impossible", N_("The calendar has no such day. Write day/month/year, for example 5/1/2026.")
)
_DAY_OUT_OF_RANGE = Problem(
    "day-out-of-range", N_("The year must lie between 1900 and 2199. Check the year and write all four digits.")
)
_PERIOD_UNREADABLE = Problem(
    "period-unreadable", N_("This is not a period. Write it like Januari 2026, 2026 or 5/1/2026 s.d. 12/1/2026.")
)
_PERIOD_EMPTY = Problem("period-empty", N_("The period is empty. Write it, for example Januari 2026 or bulan ini."))
_PERIOD_REVERSED = Problem("period-reversed", N_("This period ends before it begins. Write the earlier date first."))


class _Written(NamedTuple):
    """What stands there of a day, a month or a year; None is what was left out."""

    day: int | None
    month: int | None
    year: int | None


def read_day(text: str, today: date) -> date | Problem:
    """The day a person wrote: ``5/1``, ``05-01-2026``, ``Senin, 5 Jan 2026``, ``46027`` (Excel), ``kemarin``.

    Without a year it is this year's, or last year's when that would lie more than 183 days ahead.
    """
    plain = _plain(text)
    if not plain:
        return _DAY_EMPTY if plain is not None else _DAY_UNREADABLE
    if (ago := _days_ago(plain)) is not None:
        return _day_number(today.toordinal() - ago)
    if re.fullmatch(_SERIAL, plain) and _SERIALS_FROM <= int(plain) <= _SERIALS_TO:
        return _SERIAL_ZERO + timedelta(days=int(plain))
    with_weekday = re.fullmatch(_WITH_WEEKDAY, plain)
    written = _written(with_weekday["rest"] if with_weekday else plain, _DAY_SHAPES)
    if written is None:
        return _DAY_UNREADABLE
    period = _period(written, today)
    if isinstance(period, Problem):
        return period
    day = period.first
    if with_weekday and day.weekday() != _WEEKDAY_NUMBERS[with_weekday["weekday"]]:
        return Problem(
            "day-weekday-differs",
            N_("{day} is another day of the week. Correct the weekday or the date."),
            {"day": day},
        )
    return day


def read_period(text: str, today: date) -> Period | Problem:
    """The period a person wrote: ``Januari 2026``, ``1/2026``, ``2026``, ``bulan lalu``, ``5/1-12/1``, or a single day.

    In a range the first date takes from the second what was left out: ``5 s.d. 12 Januari 2026``.
    """
    plain = _plain(text)
    if not plain:
        return _PERIOD_EMPTY if plain is not None else _PERIOD_UNREADABLE
    named = _named_period(plain, today)
    if named is not None:
        return named
    written = _written(plain, (*_DAY_SHAPES, *_PERIOD_SHAPES))
    if written is not None:
        return _period(written, today)
    for between in _BETWEEN:
        sides = re.split(between, plain)
        if len(sides) == 2:
            return _range(sides[0], sides[1], today)
    return _PERIOD_UNREADABLE


def _plain(text: str) -> str | None:
    plain = _SPACES.sub(" ", text[: _LONGEST + 1]).strip(" \r\n").translate(_DASHES)
    return plain.lower() if len(text) <= _LONGEST and plain.isascii() else None


def _days_ago(plain: str) -> int | None:
    counted = re.fullmatch(_DAYS_AGO, plain)
    return int(counted[1]) if counted else _AGO.get(plain)


def _day_number(ordinal: int) -> date | Problem:
    if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
        return _DAY_OUT_OF_RANGE
    return date.fromordinal(ordinal)


def _named_period(plain: str, today: date) -> Period | Problem | None:
    if plain in ("bulan ini", "this month"):
        return month_of(today)
    if plain in ("bulan lalu", "last month"):
        return previous(month_of(today))
    if plain in ("tahun ini", "this year"):
        return year_of(today)
    if plain in ("tahun lalu", "last year"):
        return previous(year_of(today))
    ago = _days_ago(plain)
    if ago is None:
        return None
    day = _day_number(today.toordinal() - ago)
    return day if isinstance(day, Problem) else Period(day, day)


def _written(plain: str, shapes: tuple[str, ...]) -> _Written | None:
    for shape in shapes:
        found = re.fullmatch(shape, plain)
        if found:
            parts = found.groupdict()
            month = _MONTH_NUMBERS[parts["name"]] + 1 if parts.get("name") else parts.get("month")
            return _Written(
                int(parts["day"]) if parts.get("day") else None,
                int(month) if month else None,
                _full_year(parts["year"]) if parts.get("year") else None,
            )
    return None


def _full_year(written: str) -> int:
    """Two digits mean 1970 to 2069."""
    year = int(written.lstrip("'"))
    return year if len(written) == 4 else year + (2000 if year < 70 else 1900)


def _period(written: _Written, today: date) -> Period | Problem:
    """The day, month or year that was written; a missing year is chosen as ``read_day`` says."""
    day, month, year = written
    if year is None:
        this_year = _period(written._replace(year=today.year), today)
        if isinstance(this_year, Problem) or (this_year.first - today).days <= 183:
            return this_year
        return _period(written._replace(year=today.year - 1), today)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _DAY_OUT_OF_RANGE
    if month is None:
        return year_of(date(year, 1, 1))
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
        return _DAY_IMPOSSIBLE
    return month_of(date(year, month, 1)) if day is None else Period(date(year, month, day), date(year, month, day))


def _range(begin: str, end: str, today: date) -> Period | Problem:
    shapes = (*_DAY_SHAPES, *_PERIOD_SHAPES)
    last = _named_period(end, today) or ((written := _written(end, shapes)) and _period(written, today))
    if not last or isinstance(last, Problem):
        return last or _PERIOD_UNREADABLE
    first = _named_period(begin, today) or _range_start(begin, last, today)
    if isinstance(first, Problem):
        return first
    return _PERIOD_REVERSED if first.first > last.last else Period(first.first, last.last)


def _range_start(begin: str, end: Period, today: date) -> Period | Problem:
    """The first part of a range, which takes from the second what it leaves out, over new year too."""
    # A number alone is a day only before a day: "1-3/2026" might as well be January to March.
    bare = _BARE_DAY if end.first == end.last else ()
    start = _written(begin, (*_DAY_SHAPES, *_PERIOD_SHAPES, *bare))
    if start is None:
        return _PERIOD_UNREADABLE
    if start.day is not None and start.month is None:
        return _period(start._replace(month=end.last.month, year=end.last.year), today)
    first = _period(start._replace(year=start.year or end.last.year), today)
    if isinstance(first, Period) and first.first > end.last and not start.year:
        return _period(start._replace(year=end.last.year - 1), today)
    return first
