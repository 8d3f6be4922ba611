"""Random loans against a reckoning that shares no code with the program, all lenders' terms, what is paid sooner than
agreed, and random words for the command.

    python -m tests.campaign loan_schedules --cases 10000 --seed 1

The oracle works in decimals of seventy digits, finds an annuity as the amount over the sum of its discounts, and
proves the effective rate by what the payments are worth.
"""

import contextlib
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

from kpmbooks import loans
from kpmbooks.instalments import (
    METHODS,
    PER_YEAR,
    RateChange,
    Schedule,
    Terms,
    Then,
    effective_rate,
    pay_extra,
    schedule,
    settle,
)
from kpmbooks.loans.request import ask_for
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from ui.__main__ import main

SECONDS_MOST = 5.0
SANE = Fraction(100)
"""Percent a year; beyond it half a rupiah in an instalment becomes many until the last one."""

Figures = dict[str, Any]


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """``cases`` random loans, as many paid sooner, a loan of every lender for each tenth, and a tenth as many calls."""
    return {
        "loans": _loans(seed, cases),
        "lenders": _lenders(seed, max(1, cases // 10)),
        "sooner": _sooner(seed, cases),
        "words": _words(seed, max(1, cases // 10)),
    }


# ---------------------------------------------------------------------------------------------- loans


def _loans(seed: int, cases: int) -> Figures:
    chance = random.Random(f"loans {seed}")
    faults: list[str] = []
    kinds: Counter[str] = Counter()
    rows, slowest = 0, 0.0
    for nth in range(cases):
        terms = some_terms(chance)
        begun = time.perf_counter()
        try:
            plan = schedule(terms)
            effective = effective_rate(plan)
            spent = time.perf_counter() - begun
            fault = fault_of(plan, effective)
        except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
            spent, fault, plan = time.perf_counter() - begun, f"{type(error).__name__}: {error}", None
        slowest = max(slowest, spent)
        if fault is None and spent > SECONDS_MOST:
            fault = f"{spent:.1f} s"
        if fault:
            faults.append(f"{seed}, loan {nth}: {fault}: {terms}")
        kinds[terms.method] += 1
        rows += len(plan.rows) if plan else 0
    return {"loans": cases, **kinds, "rows": rows, "slowest_s": round(slowest, 2), "faults": faults}


def some_terms(chance: random.Random) -> Terms:
    """A loan as people take them, or far beyond."""
    periods = chance.choice((1, 2, 3, 6, 10, 12, 24, 36, 50, 60, chance.randint(1, 180), chance.randint(1, 600)))
    amount = chance.choice((chance.randint(1, 50) * 500_000, chance.randint(1, 999), chance.randint(1, 10**15 - 1)))
    start = chance.choice((None, date(2024, 1, 1) + timedelta(days=chance.randrange(2_000))))
    method = chance.choice(METHODS)
    kept_back = chance.choice((0, 0, chance.randrange(amount)))
    fees = chance.choice((0, 0, chance.randrange(amount - kept_back)))
    places = chance.sample(range(2, periods + 1), min(periods - 1, chance.choice((0, 0, 0, 1, 2))))
    return Terms(
        Rupiah(amount),
        _some_rate(chance),
        periods,
        method,
        every=chance.choice(tuple(PER_YEAR)),
        start=start,
        grace=chance.choice((0, 0, 0, chance.randrange(periods))),
        kept_back=Rupiah(kept_back),
        fees=Rupiah(fees),
        daily=start is not None and method != "flat" and chance.random() < 0.5,
        changes=tuple(RateChange(place, _some_rate(chance)) for place in places),
        unit=chance.choice((1, 1, 1, 5, 100, 500, 1_000)),
        rounding=chance.choice(("nearest", "nearest", "up", "down")),
    )


def _some_rate(chance: random.Random) -> Fraction:
    return chance.choice((
        Fraction(chance.randint(0, 30)),
        Fraction(chance.randint(0, 4_000), 100),
        Fraction(0),
        Fraction(chance.randint(0, 800_000), 1_000),
    ))  # fmt: skip


def fault_of(plan: Schedule, effective: Decimal) -> str | None:
    """The first promise that a schedule breaks."""
    terms = plan.terms
    for row, expected in zip(plan.rows, _expected(terms), strict=True):
        if (row.due, int(row.principal), int(row.interest), int(row.balance)) != expected:
            return f"row {row.number} should be {expected}, is {row}"
        if row.amount != row.principal + row.interest or min(row.principal, row.interest, row.balance) < 0:
            return f"row {row.number} does not add up"
    if plan.rows[-1].balance or plan.paid - plan.interest != terms.amount:
        return "it does not close to zero"
    if plan.paid + terms.fees != terms.amount + plan.interest + terms.fees:
        return "all that is paid is not principal, interest and fees"
    if plan.cost != plan.interest + terms.kept_back + terms.fees:
        return "its cost is not its interest, what was kept back and the fees"
    if any(later.balance > row.balance for row, later in pairwise(plan.rows)) or plan.rows[0].balance > terms.amount:
        return "more is owed after an instalment than before"
    return _rate_fault(plan, effective) or _nominal_fault(plan) or _rounding_fault(plan)


def _nominal_fault(plan: Schedule) -> str | None:
    """It costs no less than its lowest rate says, but for half a rupiah of each instalment."""
    terms = plan.terms
    rate = min(_decimal(one) for one in (terms.rate, *(change.rate for change in terms.changes)))
    if terms.daily:
        days = [terms.start, *(row.due for row in plan.rows)]
        shortest = min((due - before).days for before, due in pairwise(days) if before is not None and due is not None)
        a_period = rate * shortest / 36_500
    else:
        a_period = rate / (100 * PER_YEAR[terms.every])
    with localcontext() as context:
        context.prec = 60
        discount, half = 1 / (1 + a_period), Decimal(0)
        for _row in plan.rows:
            half = (half + Decimal("0.5")) * discount
        missing = int(terms.received - terms.fees) - _worth(plan, a_period)
    return f"it costs less than {rate} % by {missing}" if missing > half + Decimal("1e-20") * terms.amount else None


def _rounding_fault(plan: Schedule) -> str | None:
    """What stays the same is one unit away at the most from what it would be to the rupiah."""
    terms = plan.terms
    if terms.unit == 1:
        return None
    exact = schedule(replace(terms, unit=1, rounding="nearest"))
    figure = "principal" if terms.method == "declining" else "amount"
    if terms.grace < terms.periods - 1:
        ours, theirs = (int(getattr(one.rows[terms.grace], figure)) for one in (plan, exact))
        if abs(ours - theirs) > terms.unit:
            return f"rounding changes an instalment from {theirs} to {ours}"
    if terms.rounding == "up" and plan.paid > exact.paid + terms.unit * terms.periods:
        return f"rounding up costs {plan.paid - exact.paid}"
    return None


def _expected(terms: Terms) -> Iterator[tuple[date | None, int, int, int]]:
    """Due day, principal, interest and balance, row by row, as the contract says it."""
    rates = {change.number: _decimal(change.rate) for change in terms.changes}
    rate, owed, level, before = _decimal(terms.rate), int(terms.amount), None, terms.start
    with localcontext() as context:
        context.prec = 70
        for number in range(1, terms.periods + 1):
            if number in rates:
                rate = rates[number]
                level = level if terms.method == "declining" else None
            due = None if terms.start is None else _due(terms.start, terms.every, number)
            base = int(terms.amount) if terms.method == "flat" else owed
            if terms.daily:
                assert due is not None
                assert before is not None
                exact = base * rate * (due - before).days / 36_500
            else:
                exact = base * rate / (100 * PER_YEAR[terms.every])
            interest = int(exact.to_integral_value(ROUND_HALF_UP))
            if number <= terms.grace:
                principal = 0
            elif number == terms.periods:
                principal = owed
            else:
                if level is None:
                    level = _level(terms, owed, rate, terms.periods - number + 1)
                principal = level if terms.method == "declining" else level - interest
                principal = sorted((0, principal, owed))[1]
            owed -= principal
            before = due
            yield due, principal, interest, owed


def _decimal(rate: Fraction) -> Decimal:
    return Decimal(rate.numerator) / rate.denominator  # all of them end after three places


def _level(terms: Terms, owed: int, rate: Decimal, left: int) -> int:
    parts = 100 * PER_YEAR[terms.every]
    if terms.method == "annuity":
        discount, worth = 1 / (1 + rate / parts), Decimal(0)
        for _period in range(left):
            worth = (worth + 1) * discount
        exact = Fraction(owed / worth) if rate else Fraction(owed, left)
    else:
        exact = Fraction(owed, left)
        if terms.method == "flat":
            exact += int(terms.amount) * Fraction(rate) / parts
    steps = exact / terms.unit
    if terms.rounding == "nearest":
        return floor(steps + Fraction(1, 2)) * terms.unit
    return (ceil(steps) if terms.rounding == "up" else floor(steps)) * terms.unit


def _due(start: date, every: str, number: int) -> date:
    if every != "month":
        return start + timedelta(days={"two-weeks": 14, "week": 7, "day": 1}[every] * number)
    months = start.year * 12 + start.month - 1 + number
    for day in range(start.day, 0, -1):
        with contextlib.suppress(ValueError):
            return date(months // 12, months % 12 + 1, day)
    raise AssertionError


def _rate_fault(plan: Schedule, effective: Decimal) -> str | None:
    """The effective rate, to eight decimals, lies where the payments are worth what was received."""
    if effective < 0:
        return f"effective rate {effective}"
    half, parts = Decimal("0.6e-8"), 100 * PER_YEAR[plan.terms.every]
    received = int(plan.terms.received - plan.terms.fees)
    with localcontext() as context:
        context.prec = 60
        low, high = (_worth(plan, (effective + away) / parts) for away in (-half, half))
    # The more it costs, the less the payments are worth.
    return None if high <= received <= low else f"effective rate {effective}"


def _worth(plan: Schedule, rate: Decimal) -> Decimal:
    discount, worth = 1 / (1 + rate), Decimal(0)
    for row in reversed(plan.rows):
        worth = (worth + int(row.amount)) * discount
    return worth


# ---------------------------------------------------------------------------------------------- lenders, and sooner


def _lenders(seed: int, cases: int) -> Figures:
    """Loans on the terms of every lender whose rate is known."""
    chance = random.Random(f"lenders {seed}")
    faults: list[str] = []
    counts: Counter[str] = Counter()
    for _nth in range(cases):
        today = date(chance.randint(2018, 2030), chance.randint(1, 12), 1)
        for lender in loans.lenders(today).values():
            if lender.rate is None:
                continue
            amount, periods = Rupiah(chance.randint(1, 500) * 100_000), chance.randint(1, 60)
            method = chance.choice((None, *METHODS))
            try:
                request = ask_for(lender, amount, periods, method=method, selling_days=Fraction(26))
                told = [fault_of(plan, effective_rate(plan)) for plan in (request.plan, *request.others)]
                if not int(request.instalment) <= request.monthly * PER_YEAR["month"]:
                    told.append("a month's instalments are less than a part of one")
            except Rejected as error:
                # Terms that leave no instalment with principal, or fees above so small a loan.
                told = [] if {one.code for one in error.problems} <= {"loan-grace", "loan-fees"} else [str(error)]
            except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
                told = [f"{type(error).__name__}: {error}"]
            counts[lender.id] += 1
            faults += [f"{seed}, {lender.id}: {one}: {amount}, {periods}, {method}" for one in told if one]
    return {"loans": counts.total(), "lenders": len(counts), "faults": faults}


def _sooner(seed: int, cases: int) -> Figures:
    """Extra payments in the middle of a loan, and loans that are paid off early."""
    chance = random.Random(f"sooner {seed}")
    faults: list[str] = []
    kinds: Counter[str] = Counter()
    for nth in range(cases):
        terms = some_terms(chance)
        plan = schedule(terms)
        after = chance.randrange(len(plan.rows))
        try:
            if after and plan.rows[after - 1].balance:
                then: Then = chance.choice(("shorter", "lower"))
                extra, forgiven = Rupiah(chance.randint(1, plan.rows[after - 1].balance)), chance.random() < 0.5
                fault = _extra_fault(plan, pay_extra(plan, after, extra, then, forgiven=forgiven), extra)
                kinds[then] += 1
            else:
                fault = _settled_fault(plan, after)
                kinds["settled"] += 1
        except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
            fault = f"{type(error).__name__}: {error}"
        if fault:
            faults.append(f"{seed}, sooner {nth}: {fault}: after {after}, {terms}")
    return {"loans": cases, **kinds, "faults": faults}


def _extra_fault(plan: Schedule, paid: Schedule, extra: Rupiah) -> str | None:
    owed = plan.terms.amount
    for row in paid.rows:
        if min(row.principal, row.interest, row.balance) < 0 or row.amount != row.principal + row.interest:
            return f"row {row.number} does not add up: {row}"
        if owed - row.principal != row.balance:
            return f"row {row.number} leaves another balance: {row}"
        owed = row.balance
    if owed:
        return "it does not close to zero"
    if sum(row.extra for row in paid.rows) != extra or len(paid.rows) > len(plan.rows):
        return "another extra payment, or a longer loan"
    # Rounded to more than the rupiah, or by days, an instalment may not reach its interest: then the last one is large.
    plain = plan.terms.unit == 1 and not plan.terms.daily and _highest(plan.terms) <= SANE
    if plain and paid.interest > plan.interest + len(plan.rows):
        return f"paying sooner costs {paid.interest - plan.interest} more"
    return None


def _highest(terms: Terms) -> Fraction:
    return max(terms.rate, *(change.rate for change in terms.changes)) if terms.changes else terms.rate


def _settled_fault(plan: Schedule, after: int) -> str | None:
    told = settle(plan, after)
    if min(told.owed, told.charged, told.saves) < 0 or told.saves_if_forgiven < told.saves:
        return f"paying off: {told}"
    before = sum(row.amount for row in plan.rows[:after])
    return None if before + told.planned == plan.paid else "what was paid and what was planned are not the whole"


# ---------------------------------------------------------------------------------------------- words

_VALUES = (
    "0", "1", "-1", "12", "1000", "600", "12jt", "1.5", "1,5", "-0,5", "6", "6%", "900", "1e5", "nan", "", " ",
    "x" * 400, "31/1/2026", "31/2/2026", "kemarin", "9999-12-31", "2:6", "2:", ":6", "5:-1", "2:6%", "99:1", "0:0",
    "٣", "１２", "1_000", "9" * 30, "-", "--", "100", "7", "\x1b[2J", "😀", "{0}",
)  # fmt: skip
_NEEDED = {"--amount": "12jt", "--rate": "6", "--periods": "12", "--method": "annuity"}
_CHOICES = {
    "--every": ("month", "two-weeks", "week", "day"),
    "--round": ("1", "5", "1000"),
    "--rounding": ("nearest", "up", "down"),
    "--method": METHODS,
}
_WISHES = ("--every", "--start", "--grace", "--deduct", "--daily", "--rate-from", "--round", "--rounding", "--json")


def _words(seed: int, cases: int) -> Figures:
    chance = random.Random(f"words {seed}")
    codes: Counter[int] = Counter()
    faults: list[str] = []
    for nth in range(cases):
        words = _some_words(chance)
        try:
            code, err = _call(words)
            fault = None if code in (0, 1, 2) and "Traceback" not in err else f"exit {code}: {err[-200:]}"
            if code == 1 and not err.strip():
                fault = "refused without a word"
        except BaseException as error:  # noqa: BLE001 - whatever escapes is the very fault that is looked for
            code, fault = -1, f"{type(error).__name__}: {error}"
        codes[code] += 1
        if fault:
            faults.append(f"{seed}, call {nth}: {fault}: {words}")
    return {"calls": cases, **{f"exit {code}": count for code, count in sorted(codes.items())}, "faults": faults}


def _some_words(chance: random.Random) -> list[str]:
    needed = dict(_NEEDED)
    for name in chance.sample(tuple(needed), chance.choice((0, 0, 1, 1, 2))):
        needed[name] = _some_value(chance, name)
    words = [part for pair in needed.items() for part in pair]
    for name in chance.sample(_WISHES, chance.randrange(4)):
        words.append(name)
        if name not in ("--daily", "--json") or chance.random() < 0.02:
            words += [_some_value(chance, name) for _nth in range(2 if chance.random() < 0.05 else 1)]
    if chance.random() < 0.1:
        del words[chance.randrange(len(words))]
    return words


def _some_value(chance: random.Random, name: str) -> str:
    known = _CHOICES.get(name, ()) if chance.random() < 0.9 else ()
    return chance.choice(known or _VALUES)


def _call(words: list[str]) -> tuple[int, str]:
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _stream in range(2)]
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = streams
    try:
        code = main(["--today", "2026-01-31", "schedule", *words])
        told = []
        for stream in streams:
            stream.flush()
            buffer = stream.buffer
            assert isinstance(buffer, io.BytesIO)
            told.append(buffer.getvalue().decode("utf-8", "replace"))
    finally:
        sys.stdout, sys.stderr = before
    return code, told[1]
