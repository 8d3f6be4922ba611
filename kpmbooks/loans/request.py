"""What is asked for, on a lender's terms: the instalment, what it is on each selling day, and the same loan otherwise.

Where neither the lender nor the borrower knows how interest is worked out, the loan is reckoned as an annuity, and the
flat way stands beside it: the two differ, and she must ask.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kpmbooks.instalments import PER_YEAR, Method, Schedule, Terms, rounded, schedule
from kpmbooks.loans.lenders import Fact, Lender
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

StatedBy = Literal["lender", "asked", "nobody"]

USUAL_METHOD: Method = "annuity"
USUAL_PERIODS = 12
USUAL_LENDER = "jakpreneur"
"""The lender that is meant where nobody chose one."""

EASY = 500
"""Coins and notes that are at hand: what is put aside is rounded up to so many rupiah."""

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Request:
    """A loan as it is asked for. ``others``: the same loan worked out otherwise, where nobody states how."""

    lender: Lender
    amount: Rupiah
    periods: int
    method: Method
    stated_by: StatedBy
    plan: Schedule
    others: tuple[Schedule, ...]
    selling_days: Fraction

    @property
    def rate(self) -> Fraction:
        """Percent a year as the lender says it; a lender's year may have its own number of instalments."""
        return self.plan.terms.rate if self.lender.rate is None else self.lender.rate.value

    @property
    def instalment(self) -> Rupiah:
        """What is due each time."""
        return self.plan.instalment

    @property
    def monthly(self) -> Rupiah:
        """What is due in a month, upwards to the rupiah."""
        return a_month(self.plan)

    @property
    def per_selling_day(self) -> Rupiah:
        """What to put aside on each day on which something is sold, upwards to the rupiah."""
        return a_selling_day(self.plan, self.selling_days)


def a_month(plan: Schedule) -> Rupiah:
    """The instalments of a month, upwards to the rupiah: of a weekly loan 52 twelfths of one."""
    return rounded(Fraction(int(plan.instalment) * PER_YEAR[plan.terms.every], _MONTHS), way="up")


def a_selling_day(plan: Schedule, selling_days: Fraction) -> Rupiah:
    """A month's instalments on each of its selling days, upwards to the rupiah."""
    return rounded(Fraction(int(plan.instalment) * PER_YEAR[plan.terms.every], _MONTHS) / selling_days, way="up")


def ask_for(lender: Lender, amount: Rupiah, periods: int, *, method: Method | None, selling_days: Fraction) -> Request:
    """The loan of ``amount`` over ``periods``; ``method``: how interest is worked out, as far as she knows.

    Raises ``Rejected`` with everything that makes no loan. More than the lender's ceiling is no mistake of hers: the
    ladder says so.
    """
    stated: StatedBy = "nobody"
    used = USUAL_METHOD
    if lender.method is not None:
        used, stated = lender.method.value, "lender"
    elif method is not None:
        used, stated = method, "asked"
    if lender.rate is None:
        message = N_("The rate of {lender} is not known. Ask for it, and write it at the lenders.")
        raise Rejected(Problem("lender-rate", message, {"lender": lender.name}, "lender"))
    plan = schedule(_terms(lender, amount, periods, used))
    others = () if stated != "nobody" else (schedule(_terms(lender, amount, periods, "flat")),)
    return Request(lender, amount, periods, used, stated, plan, others, selling_days)


def _terms(lender: Lender, amount: Rupiah, periods: int, method: Method) -> Terms:
    rate = lender.reckoned_rate
    assert rate is not None
    return Terms(
        amount,
        rate,
        periods,
        method,
        every=lender.every,
        grace=0 if lender.grace is None else lender.grace.value,
        kept_back=_part(amount, lender.kept_back),
        fees=_part(amount, lender.fees) + (Rupiah(0) if lender.admin is None else lender.admin.value),
        unit=1 if lender.unit is None else lender.unit.value,
        rounding="nearest" if lender.rounding is None else lender.rounding.value,
    )


def _part(amount: Rupiah, percent: Fact[Fraction] | None) -> Rupiah:
    return Rupiah(0) if percent is None else rounded(Fraction(int(amount)) * percent.value / 100)
