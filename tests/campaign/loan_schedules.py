"""Random loans against a reckoning that shares no code with the program, and random words for the command.

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
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import ceil, floor
from typing import Any

from kpmbooks.instalments import METHODS, PER_YEAR, RateChange, Schedule, Terms, effective_rate, schedule
from kpmbooks.money import Rupiah
from ui.__main__ import main

SECONDS_MOST = 5.0

Figures = dict[str, Any]


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """``cases`` random loans, and a tenth as many calls of the command with random words."""
    return {"loans": _loans(seed, cases), "words": _words(seed, max(1, cases // 10))}


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
    places = chance.sample(range(2, periods + 1), min(periods - 1, chance.choice((0, 0, 0, 1, 2))))
    return Terms(
        Rupiah(amount),
        _some_rate(chance),
        periods,
        method,
        every=chance.choice(tuple(PER_YEAR)),
        start=start,
        grace=chance.choice((0, 0, 0, chance.randrange(periods))),
        kept_back=Rupiah(chance.choice((0, 0, chance.randrange(amount)))),
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
    if plan.cost != plan.interest + terms.kept_back:
        return "its cost is not its interest and what was kept back"
    return _rate_fault(plan, effective)


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
    received = int(plan.terms.received)
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
