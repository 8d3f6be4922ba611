"""Tanggung renteng in figures: what each member would carry if some of the group do not pay.

Said before anybody signs. The statement itself binds each for all; how the group shares the burden is its own
agreement, and an equal share among those who still pay is what groups usually agree on (a proposal of ours).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kpmbooks.instalments import rounded
from kpmbooks.money import Rupiah

USUAL_FAILING = 2
"""So many members who do not pay are reckoned with."""


@dataclass(frozen=True, slots=True)
class Burden:
    """One member's: her ``own`` instalment of a month, what she pays besides if the costliest others do not pay
    (``extra``), and what that is over the whole loan (``most``)."""

    own: Rupiah
    extra: Rupiah
    most: Rupiah

    @property
    def together(self) -> Rupiah:
        """What she pays each month then."""
        return self.own + self.extra


def burdens(instalments: Sequence[Rupiah], months: Fraction, failing: int = USUAL_FAILING) -> tuple[Burden, ...]:
    """Each member's burden if the ``failing`` others with the highest instalments never pay, in the members' order.

    ``instalments`` are those of a month, ``months`` is how long the loan lasts: fifty weeks are less than twelve. What
    the others owe is shared equally among those who still pay, upwards to the rupiah. Where no more than one member
    would be left to pay, she carries all of the others'. Raises ``ValueError`` for fewer than one failing member.
    """
    if failing < 1:
        raise ValueError("at least one member does not pay")
    found = []
    for place, own in enumerate(instalments):
        others = sorted((int(one) for number, one in enumerate(instalments) if number != place), reverse=True)
        unpaid = sum(others[:failing])
        paying = max(1, len(instalments) - failing)
        extra = rounded(Fraction(unpaid, paying), way="up")
        found.append(Burden(own, extra, rounded(int(extra) * months, way="up")))
    return tuple(found)
