"""What is left to pay an instalment from: the business's earnings and the household's, less what living costs and what
is owed already; on average and in the quietest month.

Social aid is in no figure here, and neither is money of which nobody knows where it came from: ``recorded_months``
leaves both out. What the ledgers do not know is asked; what was not even asked is named in ``unknown``, never guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kpmbooks.loans.months import MonthFigures, average, told
from kpmbooks.money import Rupiah

Unknown = Literal["net_business", "living_cost", "other_debts"]
"""``living_cost``: the household's ledger is not kept and nobody said; ``other_debts``: nobody asked, or nobody knows
what is paid on one of them."""

Known = Literal["ledger", "asked"]

_NOTHING = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Debts:
    """What is paid on other loans in a month: as the ledgers say, and what she said that they do not know.

    ``owed`` is what the ledgers say is still owed; ``asked`` None: nobody asked. ``open`` debts were named without
    saying what is paid on them: they are in no sum.
    """

    recorded: Rupiah
    owed: Rupiah
    asked: Rupiah | None
    open: int = 0

    @property
    def monthly(self) -> Rupiah:
        """All of it."""
        return self.recorded + (self.asked or _NOTHING)


@dataclass(frozen=True, slots=True)
class Household:
    """What was asked of the household, for where its ledger is not kept."""

    income: Rupiah | None
    living_cost: Rupiah | None
    is_needed: bool
    """Whether there is a household behind the business at all: a group has none."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one month, all of it in rupiah."""

    figures: MonthFigures
    income: Rupiah
    living_cost: Rupiah
    instalments: Rupiah

    @property
    def left(self) -> Rupiah:
        """What is left before a new instalment."""
        return self.figures.net + self.income - self.living_cost - self.instalments


@dataclass(frozen=True, slots=True)
class Capacity:
    """What is left in an average month, and in the quietest.

    ``income_from`` and ``living_from`` say how the household's figures are known; None: not at all. ``revenue``,
    ``materials`` and ``expense`` are those of an average month, of which ``net_business`` is left.
    """

    net_business: Rupiah
    other_income: Rupiah
    income_from: Known | None
    living_cost: Rupiah
    living_from: Known | None
    debts: Debts
    revenue: Rupiah
    materials: Rupiah
    expense: Rupiah
    months: tuple[Left, ...]
    quietest: Left | None
    unknown: frozenset[Unknown]

    @property
    def left(self) -> Rupiah:
        """What is left in an average month before a new instalment."""
        return self.ability - self.debts.monthly

    @property
    def ability(self) -> Rupiah:
        """What all income leaves of an average month before any instalment, old or new."""
        return self.net_business + self.other_income - self.living_cost

    @property
    def is_told(self) -> bool:
        """Whether what is left may be named: without the business's or the household's side it would be wrong."""
        return not self.unknown & {"net_business", "living_cost"}

    def share_of(self, instalment: Rupiah) -> Fraction | None:
        """How many percent of what is left an instalment takes; None where nothing is left."""
        return Fraction(100 * int(instalment), int(self.left)) if self.left > 0 else None


def weigh(months: Sequence[MonthFigures], household: Household, debts: Debts) -> Capacity:
    """The capacity that the months and what was asked tell of."""
    looked_at = told(months)
    earned = average(looked_at, lambda month: month.earned)
    spent = average(looked_at, lambda month: month.spent)
    income, income_from = _known(earned, household.income, least=1)
    living, living_from = _known(spent, household.living_cost, least=0)
    instalments = debts.monthly
    each = tuple(
        Left(
            month,
            month.earned if income_from == "ledger" and month.earned is not None else income,
            month.spent if living_from == "ledger" and month.spent is not None else living,
            instalments,
        )
        for month in months
    )
    net = average(looked_at, lambda month: month.net)
    unknown: set[Unknown] = set()
    if net is None:
        unknown.add("net_business")
    if living_from is None and household.is_needed:
        unknown.add("living_cost")
    if debts.asked is None or debts.open:
        unknown.add("other_debts")
    return Capacity(
        net_business=net if net is not None else _NOTHING,
        other_income=income,
        income_from=income_from,
        living_cost=living,
        living_from=living_from,
        debts=debts,
        revenue=average(looked_at, lambda month: month.revenue) or _NOTHING,
        materials=average(looked_at, lambda month: month.materials) or _NOTHING,
        expense=average(looked_at, lambda month: month.expense) or _NOTHING,
        months=each,
        # Of two equally quiet months the later one: it is nearer to what comes.
        quietest=min(
            (one for one in reversed(each) if one.figures in looked_at), key=lambda one: one.left, default=None
        ),
        unknown=frozenset(unknown),
    )


def _known(recorded: Rupiah | None, asked: Rupiah | None, *, least: int) -> tuple[Rupiah, Known | None]:
    """What the ledger says where it says something, else what was asked."""
    if recorded is not None and recorded >= least:
        return recorded, "ledger"
    if asked is not None:
        return asked, "asked"
    return _NOTHING, None
