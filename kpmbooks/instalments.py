"""Loan schedules as pure arithmetic: what is due when, how much of it is interest, and what the loan really costs.

Rates are percent a year as exact fractions; a period's rate is the twelfth, 26th, 52nd or 365th part of it. Everything
is worked out exactly and rounded where money is named: interest to the nearest rupiah, the instalment (for a declining
loan its principal part) to the unit that the lender rounds to. Principal is the difference, the last instalment takes
the rest, so every schedule closes to zero. What changes when somebody pays more or sooner than agreed is worked out
here too. Whose terms these are, and whether somebody can pay them, is not said here.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal, get_args

from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

Method = Literal["flat", "annuity", "declining"]
"""``flat`` charges every period on the first principal; ``annuity`` keeps the instalment level, ``declining`` the
principal part of it, both with interest on what is still owed."""

Every = Literal["month", "two-weeks", "week", "day"]
Rounding = Literal["nearest", "up", "down"]

METHODS: tuple[Method, ...] = get_args(Method)
PER_YEAR: dict[Every, int] = {"month": 12, "two-weeks": 26, "week": 52, "day": 365}
DAYS_A_YEAR = 365
"""For interest by days, in leap years too."""

MOST_PERIODS = 600
HIGHEST_RATE = 800
"""Percent a year; beyond it somebody has taken a month's or a day's rate for a year's."""

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class RateChange:
    """From instalment ``number`` on the rate is ``rate`` percent a year."""

    number: int
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Terms:
    """A loan as it is agreed. ``rate`` in percent a year.

    ``start`` is the day on which the money is handed out; the first instalment is due one period later. In the first
    ``grace`` periods only interest is paid. ``kept_back`` never reaches the borrower; ``fees`` are paid at once.
    ``daily``: interest by days instead of by periods, which needs ``start``. ``unit`` and ``rounding``: how the lender
    rounds an instalment.
    """

    amount: Rupiah
    rate: Fraction
    periods: int
    method: Method
    every: Every = "month"
    start: date | None = None
    grace: int = 0
    kept_back: Rupiah = _NONE
    daily: bool = False
    changes: tuple[RateChange, ...] = ()
    unit: int = 1
    rounding: Rounding = "nearest"
    fees: Rupiah = _NONE

    @property
    def received(self) -> Rupiah:
        """What reaches the borrower's hand."""
        return self.amount - self.kept_back


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment, ``amount`` = ``principal`` + ``interest``, and what is still owed after it.

    ``extra`` is the part of ``principal`` that nobody asked for.
    """

    number: int
    due: date | None
    amount: Rupiah
    principal: Rupiah
    interest: Rupiah
    balance: Rupiah
    extra: Rupiah = _NONE


@dataclass(frozen=True, slots=True)
class Schedule:
    """All instalments of a loan."""

    terms: Terms
    rows: tuple[Instalment, ...]

    @property
    def instalment(self) -> Rupiah:
        """The first instalment with which the loan shrinks: the one that is quoted, of a declining loan the largest."""
        return self.rows[self.terms.grace].amount

    @property
    def paid(self) -> Rupiah:
        """All instalments together."""
        return sum((row.amount for row in self.rows), _NONE)

    @property
    def interest(self) -> Rupiah:
        """All interest together."""
        return sum((row.interest for row in self.rows), _NONE)

    @property
    def cost(self) -> Rupiah:
        """What the loan costs in rupiah: all that is paid beyond what was received, fees too."""
        return self.paid + self.terms.fees - self.terms.received

    @property
    def last(self) -> int:
        """The number of the instalment with which nothing is owed any more."""
        return next(row.number for row in reversed(self.rows) if row.amount)


def schedule(terms: Terms) -> Schedule:
    """The instalments of ``terms``; raises ``Rejected`` with everything about them that makes no loan."""
    if found := tuple(_problems(terms)):
        raise Rejected(found)
    return Schedule(terms, tuple(_rows(terms)))


def effective_rate(plan: Schedule) -> Decimal:
    """Percent a year that the loan really costs: the internal rate of a period × periods in a year, not compounded.

    Of what is received and what is paid, so that money kept back, fees and flat interest show; to eight decimals.
    """
    payments = [int(row.amount) for row in plan.rows]
    with localcontext() as context:
        context.prec = 50
        rate = _internal_rate(int(plan.terms.received - plan.terms.fees), payments)
        return (rate * PER_YEAR[plan.terms.every] * 100).quantize(Decimal("1e-8"))


def rounded(amount: Fraction, unit: int = 1, way: Rounding = "nearest") -> Rupiah:
    """``amount`` as a whole multiple of ``unit`` rupiah; nearest takes halves up."""
    steps = amount / unit
    whole, rest = divmod(steps.numerator, steps.denominator)
    more = rest > 0 if way == "up" else way == "nearest" and 2 * rest >= steps.denominator
    return Rupiah((whole + more) * unit)


def due_day(start: date, every: Every, number: int) -> date:
    """When instalment ``number`` is due: the same day of a later month (its last one where it is too short), or so
    many days later."""
    if every != "month":
        return start + timedelta(days=number * {"two-weeks": 14, "week": 7, "day": 1}[every])
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


Then = Literal["shorter", "lower"]
"""What an extra payment does: the same instalments end sooner, or the same number of instalments becomes lower."""


def pay_extra(plan: Schedule, after: int, extra: Rupiah, then: Then, *, forgiven: bool = False) -> Schedule:
    """The instalments when ``extra`` is paid together with instalment ``after``; raises ``Rejected``.

    Interest on what is still owed falls by itself. Flat interest was agreed for the whole loan: unless the lender
    has ``forgiven`` it, all of it is paid, only sooner. What is forgiven ends with the loan, and of lower instalments
    falls in step with what is owed.
    """
    if not 1 <= after < len(plan.rows):
        message = N_("Between the first instalment and the last but one more can be paid. Write another number.")
        raise Rejected(Problem("extra-when", message, {}, "after"))
    row = plan.rows[after - 1]
    if not 0 < extra <= row.balance:
        message = N_("After instalment {number} {owed} are still owed. Write an amount up to that.")
        raise Rejected(Problem("extra-amount", message, {"number": after, "owed": row.balance}, "extra"))
    paid = replace(
        row,
        amount=row.amount + extra,
        principal=row.principal + extra,
        balance=row.balance - extra,
        extra=extra,
    )
    return Schedule(plan.terms, (*plan.rows[: after - 1], paid, *_rest(plan, paid, then, forgiven=forgiven)))


@dataclass(frozen=True, slots=True)
class Settling:
    """Paying a loan off on the day of instalment ``after``, that instalment paid as well.

    ``owed`` is what is still owed of the loan itself; ``charged`` the interest that is due all the same where the
    lender forgives none: of flat loans all that was agreed, of others nothing. ``planned`` is what the instalments to
    come would have been.
    """

    after: int
    owed: Rupiah
    charged: Rupiah
    planned: Rupiah

    @property
    def to_pay(self) -> Rupiah:
        """What ends the loan where the lender forgives nothing."""
        return self.owed + self.charged

    @property
    def saves(self) -> Rupiah:
        """What that saves against paying on as agreed."""
        return self.planned - self.to_pay

    @property
    def saves_if_forgiven(self) -> Rupiah:
        """What is saved where the lender asks only for what is still owed."""
        return self.planned - self.owed


def settle(plan: Schedule, after: int) -> Settling:
    """What ends the loan on the day of instalment ``after`` (0: on its first day); raises ``Rejected``."""
    if not 0 <= after < len(plan.rows):
        message = N_("The loan has {n} instalments. Say after which of them it is to be paid off.")
        raise Rejected(Problem("settle-when", message, {"n": len(plan.rows)}, "after"))
    coming = plan.rows[after:]
    owed = plan.rows[after - 1].balance if after else plan.terms.amount
    interest = sum((row.interest for row in coming), _NONE)
    charged = interest if plan.terms.method == "flat" else _NONE
    return Settling(after, owed, charged, sum((row.amount for row in coming), _NONE))


def _rest(plan: Schedule, paid: Instalment, then: Then, *, forgiven: bool) -> Iterator[Instalment]:
    """The instalments after the one with which more was paid, until nothing is owed any more."""
    terms, flat = plan.terms, plan.terms.method == "flat"
    changed = {change.number for change in terms.changes}
    coming = plan.rows[paid.number :]
    balance, before = paid.balance, paid.due
    # Flat interest that is not forgiven is a sum that was agreed; forgiven, it follows what is owed.
    agreed = sum((row.interest for row in coming), _NONE)
    base = terms.amount
    if flat and forgiven and then == "lower":
        base = rounded(Fraction(int(terms.amount) * int(balance), int(balance + paid.extra)))
    level: Rupiah | None = None
    for row in coming:
        owes_interest = flat and not forgiven and agreed > 0
        if not balance and not owes_interest:
            return
        rate = _rate_at(terms, row.number)
        share = _share_of_year(terms, before, row.due)
        if not flat:
            interest = rounded(Fraction(int(balance)) * rate / 100 * share)
        elif base != terms.amount:
            interest = rounded(Fraction(int(base)) * rate / 100 * share)
        else:
            interest = row.interest
        if then == "shorter":
            level = row.principal if terms.method == "declining" else row.amount
        elif level is None or (row.number in changed and terms.method != "declining"):
            left = coming[-1].number - row.number + 1
            level = None if row.number <= terms.grace else _level(replace(terms, amount=base), balance, rate, left)
        if row is coming[-1]:
            principal, interest = balance, agreed if owes_interest else interest
        elif row.number <= terms.grace or level is None:
            principal = _NONE
        else:
            principal = level if terms.method == "declining" else level - interest
            principal = min(max(principal, _NONE), balance)
            if owes_interest and principal == balance:
                interest = min(max(level - principal, _NONE), agreed)
        balance -= principal
        agreed -= interest if owes_interest else _NONE
        yield Instalment(row.number, row.due, principal + interest, principal, interest, balance)
        before = row.due


def _rate_at(terms: Terms, number: int) -> Fraction:
    past = [change for change in terms.changes if change.number <= number]
    return max(past, key=lambda change: change.number).rate if past else terms.rate


def _rows(terms: Terms) -> Iterator[Instalment]:
    rates = {change.number: change.rate for change in terms.changes}
    balance, rate = terms.amount, terms.rate
    level: Rupiah | None = None
    before = terms.start
    for number in range(1, terms.periods + 1):
        if number in rates:
            rate = rates[number]
            if terms.method != "declining":  # its principal part does not hang on the rate
                level = None
        due = None if terms.start is None else due_day(terms.start, terms.every, number)
        share = _share_of_year(terms, before, due)
        base = terms.amount if terms.method == "flat" else balance
        interest = rounded(Fraction(int(base)) * rate / 100 * share)
        if number <= terms.grace:
            principal = _NONE
        elif number == terms.periods:
            principal = balance
        else:
            if level is None:
                level = _level(terms, balance, rate, terms.periods - number + 1)
            principal = level if terms.method == "declining" else level - interest
            # Rounded down, an instalment may be less than its interest; rounded up, the loan may end early.
            principal = min(max(principal, _NONE), balance)
        balance -= principal
        yield Instalment(number, due, principal + interest, principal, interest, balance)
        before = due


def _share_of_year(terms: Terms, before: date | None, due: date | None) -> Fraction:
    if terms.daily and before is not None and due is not None:
        return Fraction((due - before).days, DAYS_A_YEAR)
    return Fraction(1, PER_YEAR[terms.every])


def _level(terms: Terms, balance: Rupiah, rate: Fraction, left: int) -> Rupiah:
    """What stays the same from here on: the instalment, of a declining loan its principal part."""
    owed = Fraction(int(balance))
    period_rate = rate / 100 / PER_YEAR[terms.every]
    exact = owed / left
    if terms.method == "flat":
        exact += Fraction(int(terms.amount)) * period_rate
    elif terms.method == "annuity" and period_rate:
        exact = owed * period_rate / (1 - 1 / (1 + period_rate) ** left)
    return rounded(exact, terms.unit, terms.rounding)


def _internal_rate(received: int, payments: Sequence[int]) -> Decimal:
    """The rate of a period at which the payments are worth what was received, by Newton's steps from zero.

    The worth of the payments falls ever more slowly as the rate grows, so no step passes the rate that is sought.
    """
    rate = Decimal(0)
    while True:
        discount = 1 / (1 + rate)
        worth = slope = Decimal(0)  # the worth, and its derivative by the discount, by Horner's rule
        for payment in reversed(payments):
            slope = slope * discount + worth + payment
            worth = (worth + payment) * discount
        step = (worth - received) / (slope * discount**2)
        rate += step
        if step < _FINE:
            return rate


_FINE = Decimal("1e-30")


def _problems(terms: Terms) -> Iterator[Problem]:
    if terms.amount < 1:
        yield Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."), {}, "amount")
    if not 1 <= terms.periods <= MOST_PERIODS:
        message = N_("A loan has 1 to {most} instalments. Write another number.")
        yield Problem("loan-periods", message, {"most": MOST_PERIODS}, "periods")
    for where, rates in (("rate", [terms.rate]), ("rate-from", [change.rate for change in terms.changes])):
        if any(not 0 <= rate <= HIGHEST_RATE for rate in rates):
            message = N_("A rate lies between 0 and {most} percent a year. Is it meant for a month or a day? Ask.")
            yield Problem("loan-rate", message, {"most": HIGHEST_RATE}, where)
    if terms.grace < 0:
        message = N_("In no fewer than 0 periods is only interest paid. Write 0 or more.")
        yield Problem("loan-grace", message, {}, "grace")
    elif terms.grace >= max(terms.periods, 1):
        message = N_("Only interest can be paid in some periods, not in all. Write a smaller number.")
        yield Problem("loan-grace", message, {}, "grace")
    if not 0 <= terms.kept_back < max(terms.amount, 1):
        message = N_("What is kept back is less than the loan, and not below zero. Check both amounts.")
        yield Problem("loan-kept-back", message, {}, "deduct")
    elif not 0 <= terms.fees < max(terms.received, 1):
        message = N_("Fees are less than what reaches the hand, and not below zero. Check both amounts.")
        yield Problem("loan-fees", message, {}, "fees")
    if terms.daily and terms.start is None:
        message = N_("Interest by days needs the day on which the loan begins.")
        yield Problem("loan-start", message, {}, "start")
    if terms.daily and terms.method == "flat":
        message = N_("Flat interest is charged on the first amount, never by days. Leave one of the two out.")
        yield Problem("loan-daily-flat", message, {}, "daily")
    if terms.unit < 1:
        yield Problem("loan-unit", N_("An instalment is rounded to one rupiah or more."), {}, "round")
    yield from _change_problems([change.number for change in terms.changes], terms.periods)


def _change_problems(numbers: Sequence[int], periods: int) -> Iterator[Problem]:
    if len(set(numbers)) < len(numbers):
        message = N_("The rate changes twice at the same instalment. Leave one of the two out.")
        yield Problem("loan-rate-twice", message, {}, "rate-from")
    if any(not 1 < number <= periods for number in numbers):
        message = N_("The rate can change from the second instalment to the last. Write another number.")
        yield Problem("loan-rate-from", message, {}, "rate-from")
