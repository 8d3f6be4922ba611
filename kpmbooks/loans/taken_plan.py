"""A loan as it was agreed, and its instalments by day: pure arithmetic over ``kpmbooks.instalments``.

The first due day is what the lender said, the others follow from it. What is paid beyond an instalment takes the last
ones away: the instalment stays as agreed, and interest on what is still owed becomes less. Who paid what is not known
here.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from kpmbooks.instalments import METHODS, PER_YEAR, Instalment, Terms, due_day, rounded, schedule
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed. ``terms.start`` is the day on which the money came, ``first`` the first due day."""

    terms: Terms
    first: date


def agreed(terms: Terms, first: date | None = None) -> Agreement:
    """The agreement on ``terms``; without a first due day one period after the money came. Raises ``Rejected``."""
    schedule(terms)
    if terms.start is None:
        message = N_("Write the day on which the money came.")
        raise Rejected(Problem("loan-day", message, {}, "day"))
    if first is None:
        first = due_day(terms.start, terms.every, 1)
    if first < terms.start:
        message = N_("The first instalment cannot be due before the money came, on {day}.")
        raise Rejected(Problem("loan-first", message, {"day": terms.start}, "first"))
    return Agreement(terms, first)


@lru_cache(maxsize=64)
def instalments_of(agreement: Agreement) -> tuple[Instalment, ...]:
    """Every instalment with the day on which it is due; worked out once. Raises ``Rejected`` as ``schedule`` does."""
    every = agreement.terms.every
    return tuple(
        replace(row, due=due_day(agreement.first, every, row.number - 1)) for row in schedule(agreement.terms).rows
    )


def shortened(agreement: Agreement, rows: Sequence[Instalment], after: int, balance: Rupiah) -> tuple[Instalment, ...]:
    """The instalments when after the first ``after`` of them only ``balance`` is still owed.

    Those that are due stay as large as they were and become fewer; the last one is what is left.
    """
    terms = agreement.terms
    kept = list(rows[:after])
    for row in rows[after:]:
        if balance <= 0:
            break
        interest = row.interest
        if terms.method != "flat":
            interest = rounded(Fraction(int(balance)) * terms.rate / 100 / PER_YEAR[terms.every])
        principal = row.amount - interest if terms.method == "annuity" else row.principal
        if row.number <= terms.grace:
            principal = _NONE
        elif row.number == rows[-1].number:
            principal = balance
        principal = min(max(principal, _NONE), balance)
        balance -= principal
        kept.append(replace(row, amount=principal + interest, principal=principal, interest=interest, balance=balance))
    return tuple(kept)


def write_agreement(agreement: Agreement) -> str:
    """The agreement as it is kept."""
    terms = agreement.terms
    assert terms.start is not None  # ``agreed`` saw to it
    return json.dumps(
        {
            "amount": int(terms.amount),
            "kept_back": int(terms.kept_back),
            "rate": str(terms.rate),
            "periods": terms.periods,
            "method": terms.method,
            "every": terms.every,
            "start": terms.start.isoformat(),
            "first": agreement.first.isoformat(),
            "grace": terms.grace,
            "unit": terms.unit,
            "rounding": terms.rounding,
        },
        separators=(",", ":"),
    )


def read_agreement(text: str) -> Agreement:
    """The agreement that was kept; raises ValueError or ``Rejected`` for one that makes no loan."""
    try:
        told: dict[str, Any] = json.loads(text)
        terms = Terms(
            amount=Rupiah(int(told["amount"])),
            rate=Fraction(told["rate"]),
            periods=int(told["periods"]),
            method=told["method"],
            every=told["every"],
            start=date.fromisoformat(told["start"]),
            grace=int(told["grace"]),
            kept_back=Rupiah(int(told["kept_back"])),
            unit=int(told["unit"]),
            rounding=told["rounding"],
        )
        first = date.fromisoformat(told["first"])
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError("no agreement") from error
    if terms.method not in METHODS or terms.every not in PER_YEAR or terms.rounding not in ("nearest", "up", "down"):
        raise ValueError("no agreement")
    made = Agreement(terms, first)
    instalments_of(made)
    return made
