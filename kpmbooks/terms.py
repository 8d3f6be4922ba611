"""Terms of payment as traders write them, and the days that follow from them. Who owes what is not known here."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from kpmbooks.dates import format_day, read_day
from kpmbooks.problems import N_, Problem


@dataclass(frozen=True, slots=True)
class Span:
    """So long after a day: months first, then to the end of that month, then days; or a day of its own (``on``)."""

    days: int = 0
    months: int = 0
    from_month_end: bool = False
    on: date | None = None

    def after(self, day: date) -> date:
        """The day so long after ``day``; a month that is too short ends sooner."""
        if self.on is not None:
            return self.on
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        last = monthrange(year, month + 1)[1]
        start = date(year, month + 1, last if self.from_month_end else min(day.day, last))
        return start + timedelta(days=self.days)


CASH = Span()


@dataclass(frozen=True, slots=True)
class Terms:
    """When a debt is to be paid, and the discount in percent for whoever pays within ``discount``."""

    net: Span = CASH
    discount_percent: Fraction = Fraction(0)
    discount: Span | None = None


_MOST_DAYS = 3_650
_LONGEST = 60
_UNREADABLE = Problem(
    "terms-unreadable",
    N_("These terms cannot be read. Write n/30, 2/10, n/30, tunai, 30 hari, or the date with its year."),
)
_EMPTY = Problem("terms-empty", N_("It is not said when this is to be paid. Write n/30, 30 hari, tunai or the date."))
_UNCLEAR = Problem(
    "terms-unclear",
    N_("This can be a discount or a date. Write it in full, for example 2/10, n/30 or 2 Oktober 2026."),
)

_PERCENT = r"(?P<percent>\d{1,2}(?:[.,]\d{1,2})?) ?%?"
_DISCOUNT = re.compile(rf"{_PERCENT} ?(?:/ ?(?P<days>\d{{1,3}})(?P<eom>[ /]*eom)?|/ ?(?P<only>eom))")
_NET = re.compile(
    r"(?:n|net|netto|neto)(?: ?/ ?| )?(?:(?P<days>\d{1,4})(?: hari| days)?(?P<eom>[ /]*eom)?|(?P<only>eom))"
)
_EOM = re.compile(r"eom|e\.o\.m\.?|akhir bulan(?: ini)?|end of month")
_COUNTED = re.compile(r"(?P<number>\d{1,4}|se) ?(?P<unit>hari|hr|minggu|mgg|bulan|bln|days?|weeks?|months?)(?: lagi)?")
_WORDS = {
    "tunai": CASH, "kontan": CASH, "cash": CASH, "cod": CASH, "c.o.d": CASH, "lunas": CASH,
    "hari ini": CASH, "today": CASH,
    "besok": Span(days=1), "tomorrow": Span(days=1), "lusa": Span(days=2), "minggu depan": Span(days=7),
    "next week": Span(days=7), "bulan depan": Span(months=1), "next month": Span(months=1),
    "akhir bulan depan": Span(months=1, from_month_end=True),
}  # fmt: skip
_UNITS: tuple[tuple[str, Callable[[int], Span]], ...] = (
    ("h", lambda number: Span(days=number)),
    ("d", lambda number: Span(days=number)),
    ("mi", lambda number: Span(days=7 * number)),
    ("mg", lambda number: Span(days=7 * number)),
    ("w", lambda number: Span(days=7 * number)),
    ("b", lambda number: Span(months=number)),
    ("mo", lambda number: Span(months=number)),
)
_DATE_OF_TWO = re.compile(r"\d{1,2} ?- ?\d{1,2}|(?:1[1-9]|[23]\d) ?/ ?\d{1,2}")
"""A day and its month: nobody gives more than ten percent for paying early."""
_PIECES = re.compile(r" ?[,;] ?(?=[a-z])|(?<=\d)[ -]+(?=n(?:et|eto|etto)?\b)|(?<=\d)[ -]+(?=n/)")


def read_terms(text: str, day: date) -> Terms | Problem:
    """The terms that a person wrote of a debt made on ``day``.

    ``n/30``, ``n/EOM`` (the end of the month), ``n/10 EOM`` (ten days after it), ``2/10, n/30``, ``2/10 net 30``,
    ``tunai``, ``30 hari``, ``2 minggu``, ``minggu depan``, ``bulan depan``, or a date; without a year its next one.
    """
    plain = " ".join(text[: _LONGEST + 1].split()).casefold().replace("–", "-").rstrip(".")
    if not plain:
        return _EMPTY
    if len(text) > _LONGEST or not plain.isascii():
        return _UNREADABLE
    plain = plain.removeprefix("jatuh tempo ").removeprefix("tempo ")
    if (span := _worded(plain)) is not None:
        return Terms(span)
    traded = None if _DATE_OF_TWO.fullmatch(plain) else _traded(_PIECES.split(plain))
    if traded is not None:
        return traded
    if any(word in plain for word in ("lalu", "kemarin", "lewat", "yesterday")) or plain.isdigit():
        return _UNREADABLE
    # Half a year on, so that a day without a year is the next such day and not the last one.
    due_on = read_day(plain, min(day, date(2199, 6, 1)) + timedelta(days=183))
    return _UNREADABLE if isinstance(due_on, Problem) else Terms(Span(on=due_on))


def due(day: date, terms: Terms) -> date | Problem:
    """When a debt made on ``day`` is to be paid; a Problem when that is before it, or more than a year away."""
    due_on = terms.net.after(day)
    if due_on < day:
        message = N_("It would have to be paid on {due}, before it was owed. Correct the date.")
        return Problem("due-before", message, {"due": due_on}, "due")
    if due_on > Span(months=12).after(day):
        message = N_("It would be due on {due}, more than a year away. Check the year.")
        return Problem("due-far", message, {"due": due_on}, "due")
    return due_on


def discount_until(day: date, terms: Terms) -> date | None:
    """The last day of the discount, never after the debt is due; None where there is none."""
    return None if terms.discount is None else min(terms.discount.after(day), terms.net.after(day))


def write_terms(
    day: date, due_on: date, percent: Fraction, until: date | None, language: Literal["id", "en"] = "id"
) -> str:
    """The terms of a debt made on ``day`` as ``read_terms`` reads them: its day, or ``2/10, n/30`` with a discount."""
    if until is None or not percent:
        return format_day(due_on, language)
    whole, part = divmod(round(percent * 100), 100)
    said = f"{whole},{part:02}".rstrip("0").rstrip(",")
    return f"{said}/{(until - day).days}, n/{(due_on - day).days}"


def _worded(plain: str) -> Span | None:
    if plain in _WORDS:
        return _WORDS[plain]
    if _EOM.fullmatch(plain):
        return Span(from_month_end=True)
    counted = _COUNTED.fullmatch(plain)
    if counted is None:
        return None
    number = 1 if counted["number"] == "se" else int(counted["number"])
    span = next(make(number) for start, make in _UNITS if counted["unit"].startswith(start))
    return span if number and span.days <= _MOST_DAYS and span.months <= _MOST_DAYS // 30 else None


def _traded(pieces: list[str]) -> Terms | Problem | None:
    """Terms of trade, piece by piece; None where they are none."""
    net: Span | None = None
    discount: Span | None = None
    percent = Fraction(0)
    all_from_end = False
    for piece in pieces:
        if net is None and (found := _NET.fullmatch(piece)):
            net = _span(found)
        elif net is None and discount is None and (found := _DISCOUNT.fullmatch(piece)):
            discount, percent = _span(found), Fraction(found["percent"].replace(",", "."))
        elif piece == "eom" and not all_from_end:
            all_from_end = True
        else:
            return None
    if all_from_end and net is None:
        net = Span(from_month_end=True)
    elif net is not None and discount is not None and net.days and (all_from_end or net.from_month_end):
        # "2/10, n/30 EOM": both are counted from the end of the month.
        net, discount = replace(net, from_month_end=True), replace(discount, from_month_end=True)
    elif all_from_end and net is not None:
        net = replace(net, from_month_end=True)
    if net is None:
        return _UNCLEAR if discount is not None else None
    if discount is not None and (percent == 0 or _is_later(discount, net)):
        message = N_("The discount must end before the debt is due. Write it like 2/10, n/30.")
        return Problem("terms-discount-late", message)
    return Terms(net, percent, discount)


def _span(found: re.Match[str]) -> Span:
    return Span(days=int(found["days"] or 0), from_month_end=bool(found["eom"] or found["only"]))


def _is_later(discount: Span, net: Span) -> bool:
    """Whether a discount ends after the debt is due, in whichever month it is."""
    return discount.from_month_end >= net.from_month_end and discount.days > net.days
