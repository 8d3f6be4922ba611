"""The seven steps of a programme (7P) as she answers them: done and when, or not yet; and in which order they are gone.

Kept as ``missing``, ``done``, or the day, month or year in which the step was done. What the steps are called lies in
``seven``.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kpmbooks.dates import Period, month_of, read_period, year_of
from kpmbooks.problems import N_, Problem

STEPS: Final = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``when`` it was done, as exactly as she knows: a day, a month, a year; None: she does not say."""

    state: Literal["done", "missing"]
    when: Period | None = None


def read_step(text: str, today: date) -> str | Problem:
    """The answer as it is kept; what lies ahead is not done."""
    word = text.strip().casefold()
    if word in ("done", "missing"):
        return word
    period = read_period(text, today)
    if isinstance(period, Problem):
        return period
    if period.first > today:
        message = N_("{day} has not come yet. Write when it was done.")
        return Problem("step-ahead", message, {"day": period.first})
    return _kept(period)


def kept_step(text: str) -> Step | None:
    """The step as it was answered; None: not asked."""
    if text in ("done", "missing"):
        return Step("done" if text == "done" else "missing")
    if not _WHEN.fullmatch(text):
        return None
    period = read_period(text, date.min)
    return Step("done", period) if isinstance(period, Period) else None


def read_order(text: str) -> str | Problem:
    """The order in which the steps are gone: each of 1 to 7 once."""
    numbers = re.findall(r"[0-9]+", text)
    if sorted(numbers) != [str(step) for step in STEPS] or re.search(r"[^0-9,;\s]", text):
        return Problem("order-unreadable", N_("Write each number from 1 to 7 once, for example 1,3,2,4,5,6,7."))
    return ",".join(numbers)


def kept_order(text: str) -> tuple[int, ...]:
    """The kept order, or the usual one."""
    return STEPS if not text or isinstance(read_order(text), Problem) else tuple(int(one) for one in text.split(","))


_WHEN = re.compile(r"\d{4}(?:-\d\d){0,2}")


def _kept(period: Period) -> str:
    if period == year_of(period.first):
        return f"{period.first:%Y}"
    if period == month_of(period.first):
        return f"{period.first:%Y-%m}"
    return period.first.isoformat()
