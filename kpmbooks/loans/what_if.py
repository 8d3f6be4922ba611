"""Three times "bagaimana kalau": what would be left of a month if things went worse, before any new instalment.

Pure sums on the quietest month and on an average one. They are no forecast and no test that somebody passes: they show
in rupiah what an instalment would have to be paid from then.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kpmbooks.instalments import rounded
from kpmbooks.loans.capacity import Capacity
from kpmbooks.money import Rupiah

Worse = Literal["sales_less", "materials_dearer", "month_ill"]

SALES_LESS: Final = Fraction(20, 100)
MATERIALS_DEARER: Final = Fraction(15, 100)


@dataclass(frozen=True, slots=True)
class Month:
    """One month as a reckoning needs it, in rupiah: the business's three figures, and what is left of everything."""

    revenue: Rupiah
    materials: Rupiah
    expense: Rupiah
    left: Rupiah


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would be left then, in the quietest and in an average month; None: what is left now is not known either."""

    id: Worse
    quietest: Rupiah | None
    average: Rupiah | None

    def after(self, instalment: Rupiah) -> tuple[Rupiah | None, Rupiah | None]:
        """The same when the instalment is paid: of the quietest month, of the average one."""
        return (
            None if self.quietest is None else self.quietest - instalment,
            None if self.average is None else self.average - instalment,
        )


def left_if(worse: Worse, month: Month) -> Rupiah:
    """What would be left of the month, downwards to the rupiah.

    ``sales_less``: a fifth less is sold while materials are bought as always, what is not sold spoils.
    ``materials_dearer``: materials cost 15 % more at the same prices. ``month_ill``: nothing is sold and nothing is
    bought, rent and the other costs stay.
    """
    if worse == "sales_less":
        return month.left - rounded(int(month.revenue) * SALES_LESS, way="up")
    if worse == "materials_dearer":
        return month.left - rounded(int(month.materials) * MATERIALS_DEARER, way="up")
    return month.left - month.revenue + month.materials


def what_ifs(capacity: Capacity) -> tuple[WhatIf, ...]:
    """The three of them, in their order."""
    quietest = average = None
    if capacity.is_told:
        average = Month(capacity.revenue, capacity.materials, capacity.expense, capacity.left)
        if capacity.quietest is not None:
            figures = capacity.quietest.figures
            quietest = Month(figures.revenue, figures.materials, figures.expense, capacity.quietest.left)
    return tuple(
        WhatIf(
            worse,
            None if quietest is None else left_if(worse, quietest),
            None if average is None else left_if(worse, average),
        )
        for worse in WORSE
    )


WORSE: Final[tuple[Worse, ...]] = ("sales_less", "materials_dearer", "month_ill")
