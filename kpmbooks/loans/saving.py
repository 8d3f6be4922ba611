"""Saving instead of borrowing: whether what is wanted can be put together without a loan, and in how many months.

Nothing here forbids a loan. Where the quietest month leaves nothing to pay from, or a few months of saving bring the
sum together, saving first is a full answer to the question how to get on, and not the second best.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.loans.capacity import Capacity
from kpmbooks.money import Rupiah

Reason = Literal["nothing-left", "soon-saved"]

SOON_MONTHS: Final = 3
"""What so many months of saving bring together needs no loan; a proposal of ours, no rule of a lender."""


@dataclass(frozen=True, slots=True)
class SavingPlan:
    """Why saving comes first, what can be put aside in an ordinary month, and in how many months the sum is there.

    ``months`` is None where an ordinary month leaves nothing either: then earning and spending come first.
    """

    reason: Reason
    wanted: Rupiah
    monthly: Rupiah
    months: int | None


def saving_plan(capacity: Capacity, wanted: Rupiah, share: Fraction) -> SavingPlan | None:
    """The plan where saving is the better step, else None; ``share`` of what is left is what she would put aside.

    Where it is not known what is left, nothing is said.
    """
    if capacity.quietest is None or not capacity.is_told:
        return None
    monthly = part_of(capacity.left, share)
    months = -(-int(wanted) // int(monthly)) if monthly else None
    if not part_of(capacity.quietest.left, share):
        return SavingPlan("nothing-left", wanted, monthly, months)
    if months is not None and months <= SOON_MONTHS:
        return SavingPlan("soon-saved", wanted, monthly, months)
    return None


def part_of(left: Rupiah, share: Fraction) -> Rupiah:
    """``share`` of what is left, down to a thousand rupiah; nothing of nothing."""
    return Rupiah(max(0, int(left) * share.numerator // share.denominator // 1000 * 1000))
