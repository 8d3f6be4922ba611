"""Which months of wear are due of one piece of equipment, after what was entered already. Pure."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from kpmbooks.money import Rupiah
from kpmbooks.trade.depreciation import Plan, monthly

MonthKey = tuple[int, int]
"""Year and month."""


class DueMonth(NamedTuple):
    """What one piece wears off in one month."""

    year: int
    month: int
    amount: Rupiah


def due_months(plan: Plan, entered: Collection[MonthKey], accumulated: Rupiah, through: date) -> tuple[DueMonth, ...]:
    """The months from the plan's start to that of ``through`` that were not entered yet; raises ``Rejected``.

    ``accumulated`` is what was entered so far of ``plan.cost``. A plan that was changed on the way goes on from there:
    a month never takes more than is left, and the last one of a straight plan takes all that is. ``plan.start`` is set.
    """
    months = monthly(plan)
    left = int(plan.cost - plan.residual - accumulated)
    found: list[DueMonth] = []
    for nth, (year, month, planned) in enumerate(months, 1):
        if (year, month) > (through.year, through.month) or left <= 0:
            break
        if (year, month) in entered:
            continue
        all_of_it = plan.method == "straight" and nth == len(months)
        amount = left if all_of_it else min(int(planned), left)
        if amount > 0:
            found.append(DueMonth(year, month, Rupiah(amount)))
            left -= amount
    return tuple(found)


def wears_until(plan: Plan) -> MonthKey:
    """The last month of a plan with a start."""
    assert plan.start is not None
    last = plan.start.year * 12 + plan.start.month - 2 + 12 * plan.years
    return last // 12, last % 12 + 1
