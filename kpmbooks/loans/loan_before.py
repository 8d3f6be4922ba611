"""How the last loan went, for the next summary: counted, never judged. Which lender it was stays hers to tell.

A request that was not granted is only told where she ticked it on its card.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kpmbooks.loans.taken import LendersAnswer, TakenLoan
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class LoanBefore:
    """``amount`` borrowed, and of the ``came_due`` instalments that the book saw how many were paid ``on_time``."""

    amount: Rupiah
    periods: int
    came_due: int
    on_time: int
    is_paid_off: bool


@dataclass(frozen=True, slots=True)
class LoansBefore:
    """``last`` is the loan that runs, else the one that was paid off last; ``told`` are the answers that she ticked."""

    last: LoanBefore | None = None
    told: tuple[LendersAnswer, ...] = ()


def loans_before(loans: Sequence[TakenLoan]) -> LoansBefore:
    """What the next summary says of the loans of a ledger."""
    gone = sorted(
        (one for one in loans if one.standing is not None), key=lambda one: (one.state == "running", one.since)
    )
    told = tuple(
        one.answer
        for one in loans
        if one.state in ("refused", "put-off") and one.answer is not None and one.answer.shown
    )
    return LoansBefore(_before(gone[-1]) if gone else None, told)


def _before(loan: TakenLoan) -> LoanBefore:
    told = loan.standing
    assert told is not None  # only loans that run or ran are told of
    return LoanBefore(loan.amount, len(told.plan), told.came_due, told.on_time, told.is_paid_off)
