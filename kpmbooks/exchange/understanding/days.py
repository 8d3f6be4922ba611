"""Days in cells: whether the file writes day or month first, and which day each cell says.

Days in words and Excel's serial numbers are the kernel's readings; what only files do (a time behind the day, the month
first, ``20260105``) is read here. Words that depend on today ("kemarin") are no days in a file.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias

from kpmbooks.dates import FIRST_YEAR, LAST_YEAR, read_day
from kpmbooks.exchange.understanding.habits import DayOrder
from kpmbooks.exchange.understanding.values import Cell
from kpmbooks.problems import Problem

Reading: TypeAlias = date | Literal["impossible", "no-day"] | None
"""``impossible`` is written as a day but is none; ``no-day`` is something else; None is an empty cell."""

_TIME = re.compile(
    r"[ t,]+(?:pukul |jam |pkl\.? )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?"
    r"(?: ?(?:wib|wita|wit|z|utc|[+-]\d\d:?\d\d))?$"
)
_NUMERIC = re.compile(r"(\d{1,4}) ?([/.\-]| ) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)")
_TWO = re.compile(r"(\d{1,2}) ?[/-] ?(\d{1,2})")
_COMPACT = re.compile(r"\d{8}")
_ROMAN = re.compile(r"(\d{1,2}) ?([/.\-]| ) ?([ivx]+) ?\2 ?(\d{4}|\d\d)")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
_DAY_LIKE = re.compile(r"\d{1,4} ?([/.\-]) ?\d{1,4} ?\1 ?\d{1,4}")
_NOT_IN_FILES = ("hari", "today", "kemarin", "yesterday")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = (20_000, 80_000)
_WRITTEN_WRONGLY = frozenset({"day-impossible", "day-out-of-range", "day-weekday-differs"})
_LONGEST = 60


def order_of(cells: Iterable[Cell]) -> DayOrder:
    """Whether the column writes day or month first, by what all of its days together allow.

    A first number above 12 is a day, a second one too. Where few seconds are above 12 and the others hardly change, the
    second is the month and those few are mistakes. Where nothing decides, the Indonesian habit does.
    """
    firsts: set[int] = set()
    seconds: set[int] = set()
    day_first = month_first = either = year_first = 0
    for cell in dict.fromkeys(cell for cell in cells if isinstance(cell, str)):
        text = _plain(cell)
        found = _NUMERIC.fullmatch(text) if text.isascii() else None
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if len(found[1]) > 2 or first > 31:
            year_first += 1
        elif first > 12 >= second:
            day_first += 1
        elif second > 12 >= first:
            month_first += 1
        elif first <= 12:
            either += 1
            firsts.add(first)
            seconds.add(second)
    if year_first > day_first + month_first + either:
        return "ymd"
    mistakes = month_first * 4 <= either and len(seconds) < len(firsts)
    return "mdy" if month_first > day_first and not mistakes else "dmy"


class DayReader:
    """Reads cells in one order; ``today`` chooses the year where none is written."""

    def __init__(self, order: DayOrder, today: date) -> None:
        self._order = order
        self._today = today
        self._known: dict[str, Reading] = {}

    def __call__(self, cell: Cell) -> Reading:
        """The day that the cell says."""
        if isinstance(cell, str):
            known = self._known
            if cell not in known:
                known[cell] = self._read(_plain(cell))
            return known[cell]
        if cell is None or isinstance(cell, date):
            return cell if cell is None else _in_range(cell.year, cell.month, cell.day)
        if cell != cell or abs(cell) > 99_999_999:
            return "no-day"
        if _SERIALS[0] <= cell < _SERIALS[1]:
            return _SERIAL_ZERO + timedelta(days=int(cell))
        return self._read(str(int(cell))) if cell == int(cell) else "no-day"

    def _read(self, text: str) -> Reading:
        if not text or not text.strip("-"):
            return None
        if len(text) > _LONGEST or not text.isascii():
            return "no-day"
        if found := _NUMERIC.fullmatch(text):
            return self._of_numbers(found[1], found[3], found[4])
        if _COMPACT.fullmatch(text):
            by_year = _in_range(int(text[:4]), int(text[4:6]), int(text[6:]))
            return by_year if isinstance(by_year, date) else _in_range(int(text[4:]), int(text[2:4]), int(text[:2]))
        if (two := _TWO.fullmatch(text)) and self._order == "mdy":
            text = f"{two[2]}/{two[1]}"
        if (roman := _ROMAN.fullmatch(text)) and roman[3] in _ROMANS:
            return _in_range(_full_year(roman[4]), _ROMANS.index(roman[3]) + 1, int(roman[1]))
        if month_first := _MONTH_FIRST.fullmatch(text):
            text = f"{month_first['day']} {month_first['month']} {month_first['year']}"
        if any(word in text for word in _NOT_IN_FILES) or (text.isdigit() and len(text) != 5):
            return "no-day"
        day = read_day(text, self._today)
        if isinstance(day, Problem):
            return "impossible" if day.code in _WRITTEN_WRONGLY or _DAY_LIKE.fullmatch(text) else "no-day"
        return day

    def _of_numbers(self, first: str, second: str, third: str) -> Reading:
        if len(first) == 3:
            return "impossible"
        if len(first) == 4 or (self._order == "ymd" and len(third) == 2):
            return _in_range(_full_year(first), int(second), int(third)) if len(third) == 2 else "impossible"
        day, month = (second, first) if self._order == "mdy" else (first, second)
        return _in_range(_full_year(third), int(month), int(day))


def _plain(cell: str) -> str:
    text = " ".join(cell.replace("\u00a0", " ").split()).casefold().removeprefix("'").translate(_DASHES)
    return _TIME.sub("", text) if ":" in text or "." in text else text


_DASHES = str.maketrans("–—−", "---")


def _full_year(written: str) -> int:
    """Two digits mean 1970 to 2069, as everywhere in the program."""
    year = int(written)
    return year if len(written) == 4 else year + (2000 if year < 70 else 1900)


def _in_range(year: int, month: int, day: int) -> date | Literal["impossible"]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return "impossible"
    try:
        return date(year, month, day)
    except ValueError:
        return "impossible"
