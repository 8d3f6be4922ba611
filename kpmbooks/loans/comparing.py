"""The same amount at several lenders, side by side: what each costs in rupiah, and what nobody knows of it yet.

Over the same time: whoever lends for a month only has to be gone to twelve times for a year, and what all of these cost
is what a year costs. Which lender is the right one is not said here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.instalments import MOST_PERIODS, PER_YEAR, Every, Schedule, effective_rate, rounded
from kpmbooks.loans.lenders import FactName, Lender
from kpmbooks.loans.request import Request, ask_for
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

MOST_MONTHS: Final = 60
"""So long a time can be compared."""

WORTH_ASKING: Final[tuple[FactName, ...]] = ("rate", "method", "kept_back", "fees", "admin", "late_fine")
"""What changes the cost and is said to be unknown where nobody states it."""

Limit = Literal["below", "above"]

_DAYS: Final[dict[Every, Fraction]] = {
    "month": Fraction(365, 12), "two-weeks": Fraction(14), "week": Fraction(7), "day": Fraction(1),
}  # fmt: skip
_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Offer:
    """What the amount costs at one lender over the time that is compared.

    ``request`` is one loan there, taken ``times`` after another; None where its rate is not known, where not so much or
    so little is lent (``limit``), or where its terms make no loan (``problem``). ``unknown`` is what was never stated.
    """

    lender: Lender
    request: Request | None
    times: int
    unknown: tuple[FactName, ...]
    limit: Limit | None
    problem: Problem | None = None

    @property
    def cost(self) -> Rupiah | None:
        """What it costs in rupiah, as it is reckoned here."""
        return None if self.request is None else self._cost(self.request.plan)

    @property
    def cost_otherwise(self) -> Rupiah | None:
        """The same worked out the other way, where nobody states how; None where there is one way only."""
        if self.request is None or not self.request.others:
            return None
        return self._cost(self.request.others[0])

    @property
    def set_aside(self) -> Rupiah:
        """What is put away at the lender until later: no cost, but not in the hand either."""
        deposit, request = self.lender.deposit, self.request
        if deposit is None or request is None:
            return _NONE
        return rounded(Fraction(int(request.amount)) * deposit.value / 100)

    @property
    def in_hand(self) -> Rupiah | None:
        """What is there to work with on the first day: less what is kept back, set aside and paid at once."""
        if self.request is None:
            return None
        terms = self.request.plan.terms
        return terms.received - terms.fees - self.set_aside

    @property
    def effective(self) -> Decimal | None:
        """Percent a year that it really costs, for whoever reckons so."""
        return None if self.request is None else effective_rate(self.request.plan)

    def _cost(self, plan: Schedule) -> Rupiah:
        return Rupiah(int(plan.cost) * self.times)


def compare(known: Iterable[Lender], amount: Rupiah, months: int, *, selling_days: Fraction) -> tuple[Offer, ...]:
    """An offer of each lender for ``amount`` over about ``months``: those to borrow from first, the cheapest first.

    Those that do not lend so much, or of which no cost is known, come after them, and at the end those that are only
    here to be compared with. Raises ``Rejected`` for an amount or a time that makes no loan anywhere.
    """
    found = []
    if amount < 1:
        found.append(Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."), {}, "amount"))
    if not 1 <= months <= MOST_MONTHS:
        message = N_("Compare over 1 to {most} months. Write another number.")
        found.append(Problem("compare-months", message, {"most": MOST_MONTHS}, "months"))
    if found:
        raise Rejected(found)
    offers = [_offer(lender, amount, months, selling_days) for lender in known]
    return tuple(sorted(offers, key=_order))


def periods_for(lender: Lender, months: int) -> tuple[int, int]:
    """In how many instalments a loan is paid back there, and how many such loans fill so many months."""
    wanted = Fraction(365 * months, 12)
    periods = max(1, round(wanted / _DAYS[lender.every]))
    most = MOST_PERIODS if lender.most_periods is None else min(MOST_PERIODS, lender.most_periods.value)
    periods = min(periods, most)
    return periods, max(1, round(wanted / (periods * _DAYS[lender.every])))


def months_of(periods: int, every: Every) -> int:
    """How many months so many instalments last, to the nearest; at least one."""
    return max(1, round(Fraction(periods * 12, PER_YEAR[every])))


def _order(offer: Offer) -> tuple[bool, bool, Rupiah]:
    return (offer.lender.only_compared, offer.cost is None, offer.cost or _NONE)


def _offer(lender: Lender, amount: Rupiah, months: int, selling_days: Fraction) -> Offer:
    periods, times = periods_for(lender, months)
    unknown = tuple(name for name in WORTH_ASKING if lender.fact(name) is None)
    limit: Limit | None = None
    if not lender.lends(amount):
        limit = "above" if lender.ceiling is not None and amount > lender.ceiling.value else "below"
    if lender.rate is None or limit is not None:
        return Offer(lender, None, times, unknown, limit)
    try:
        request = ask_for(lender, amount, periods, method=None, selling_days=selling_days)
    except Rejected as rejected:
        return Offer(lender, None, times, unknown, limit, rejected.problems[0])
    return Offer(lender, request, times, unknown, limit)
