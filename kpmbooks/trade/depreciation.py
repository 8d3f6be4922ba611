"""How equipment wears off, year by year and month by month. Which equipment there is, is not known here.

With a start a month counts whole when the thing was there on any of its days: depreciation begins with the month of
the purchase (UU PPh, article 11 (3)), and the years are those of the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected

Method = Literal["straight", "declining"]
METHODS: tuple[Method, ...] = get_args(Method)

MOST_YEARS = 100
_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How something wears off. ``rate`` in percent of the book value a year; None is twice the straight rate.

    Without a ``start`` the years are whole and numbered from 1. SAK EMKM knows no residual value: it is 0 by default.
    """

    cost: Rupiah
    years: int
    method: Method = "straight"
    residual: Rupiah = _NONE
    rate: Fraction | None = None
    start: date | None = None

    @property
    def yearly_rate(self) -> Fraction:
        """Percent of the book value a year, where the method is declining."""
        return Fraction(200, self.years) if self.rate is None else self.rate


class Year(NamedTuple):
    """One year: its number or the calendar's, how many of its months count, and the sums at its end."""

    year: int
    months: int
    depreciation: Rupiah
    accumulated: Rupiah
    book_value: Rupiah


class Month(NamedTuple):
    """What is written off in one month."""

    year: int
    month: int
    depreciation: Rupiah


def yearly(plan: Plan) -> tuple[Year, ...]:
    """The table of a plan; raises ``Rejected`` with everything about it that makes none.

    Straight: equal shares by months, to the rupiah; the last year takes the rest. Declining: the rate of the book
    value, never below the residual value, and nothing extra in the last year.
    """
    if found := tuple(_problems(plan)):
        raise Rejected(found)
    rows = []
    accumulated = _NONE
    spans = tuple(_years(plan))
    for place, (year, months) in enumerate(spans):
        left = plan.cost - plan.residual - accumulated
        if plan.method == "declining":
            exact = Fraction(int(plan.cost - accumulated) * months, 12) * plan.yearly_rate / 100
            amount = min(_rounded(exact), left)
        elif place == len(spans) - 1:
            amount = left
        else:
            amount = min(_rounded(Fraction(int(plan.cost - plan.residual) * months, 12 * plan.years)), left)
        accumulated += amount
        rows.append(Year(year, months, amount, accumulated, plan.cost - accumulated))
    return tuple(rows)


def monthly(plan: Plan) -> tuple[Month, ...]:
    """What is written off in each month from the start on; the months of a year add up to its row exactly.

    Raises ``Rejected`` as ``yearly`` does. Without a start the months are 1 to 12 of each year.
    """
    months = []
    for place, row in enumerate(yearly(plan)):
        first = plan.start.month if plan.start is not None and place == 0 else 1
        for nth, amount in enumerate(allocate(row.depreciation, (1,) * row.months)):
            months.append(Month(row.year, first + nth, amount))
    return tuple(months)


def _years(plan: Plan) -> Iterator[tuple[int, int]]:
    """Each year with the number of its months that count."""
    if plan.start is None:
        yield from ((year, 12) for year in range(1, plan.years + 1))
        return
    left = 12 * plan.years
    year, months = plan.start.year, 13 - plan.start.month
    while left:
        yield year, min(months, left)
        left -= min(months, left)
        year, months = year + 1, 12


def _rounded(amount: Fraction) -> Rupiah:
    return Rupiah((2 * amount.numerator + amount.denominator) // (2 * amount.denominator))


def _problems(plan: Plan) -> Iterator[Problem]:
    if plan.cost <= 0:
        message = N_("Say what it cost: more than zero rupiah.")
        yield Problem("depreciation-cost", message, {}, "cost")
    if not 1 <= plan.years <= MOST_YEARS:
        message = N_("Say for how many years it is of use: 1 to {most}.")
        yield Problem("depreciation-years", message, {"most": MOST_YEARS}, "years")
    if plan.residual < 0 or (plan.cost > 0 and plan.residual >= plan.cost):
        message = N_("What it is still worth at the end must be less than what it cost, and not below zero.")
        yield Problem("depreciation-residual", message, {}, "residual")
    if plan.rate is not None and plan.method == "straight":
        message = N_("A rate belongs to the declining balance only. Leave it out, or choose declining.")
        yield Problem("depreciation-rate-straight", message, {}, "rate")
    elif plan.rate is not None and not 0 < plan.rate <= 100:
        message = N_("The rate lies above 0 and is at most 100 percent a year. Write another one.")
        yield Problem("depreciation-rate", message, {}, "rate")
