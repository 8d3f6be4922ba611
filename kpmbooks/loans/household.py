"""What a household needs and earns in a month, from the sheet that was asked: by the day, the week or the month.

Which month the sheet means is said with it: the four weeks of the learning sessions, or a calendar month. What the
family's ledger knows is not here, and what comes in as social aid is asked nowhere.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal, get_args

from kpmbooks.instalments import Every, rounded
from kpmbooks.loans.asked_lists import IncomeLine, LivingLine
from kpmbooks.money import Rupiah

LivingMonth = Literal["four_weeks", "calendar"]
"""``four_weeks``: 28 days, as in the exercises of P2K2; ``calendar``: 30 days, 52 weeks in twelve months."""

LIVING_MONTHS: Final[tuple[LivingMonth, ...]] = get_args(LivingMonth)

TIMES: Final[dict[LivingMonth, dict[Every, Fraction]]] = {
    "four_weeks": {"day": Fraction(28), "week": Fraction(4), "two-weeks": Fraction(2), "month": Fraction(1)},
    "calendar": {"day": Fraction(30), "week": Fraction(52, 12), "two-weeks": Fraction(26, 12), "month": Fraction(1)},
}
"""How often a month holds it."""


def a_month_of(amount: Rupiah, every: Every, month: LivingMonth = "calendar") -> Rupiah:
    """What ``amount`` each time is in a month, upwards to the rupiah."""
    return rounded(int(amount) * TIMES[month][every], way="up")


def living_in(lines: Iterable[LivingLine], month: LivingMonth) -> Rupiah | None:
    """What the sheet comes to in a month; None where no line has an amount. A line without one counts for nothing."""
    told = [a_month_of(line.amount, line.every, month) for line in lines if line.amount is not None]
    return sum(told, Rupiah(0)) if told else None


def income_in(lines: Iterable[IncomeLine], month: LivingMonth) -> Rupiah | None:
    """What the household earns in a month, downwards to the rupiah; None where no line has an amount.

    What comes day by day comes on so many days of each week: Rp15.000 on 3 days is Rp180.000 in four weeks.
    """
    told = [
        rounded(int(line.amount) * times, way="down")
        for line in lines
        if line.amount is not None
        for times in (line.days * TIMES[month]["week"] if line.every == "day" else TIMES[month][line.every],)
    ]
    return sum(told, Rupiah(0)) if told else None
