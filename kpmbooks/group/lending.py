"""What a member owes at a meeting: the instalment of her loan by the group's rules. Pure.

The charge is a percentage a month of what was lent (flat) or of what is left (declining), as the group decided when it
lent; it is paid before the principal. Rates are percent a month as exact fractions.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpmbooks.group.rules import ChargeName, LoanMethod, LoanRules
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """How one loan was agreed. ``unit``: instalments are rounded up to it, in rupiah."""

    periods: int
    rate: Fraction
    method: LoanMethod
    charge: ChargeName
    unit: int


def terms_by(rules: LoanRules, periods: int) -> LoanTerms:
    """A new loan's terms by the rules, in so many instalments."""
    return LoanTerms(periods, rules.rate, rules.method, rules.charge, rules.unit)


def charge_due(terms: LoanTerms, lent: Rupiah, left: Rupiah) -> Rupiah:
    """The charge of one period, to the nearest rupiah."""
    exact = Fraction(int(lent if terms.method == "flat" else left)) * terms.rate / 100
    return Rupiah((2 * exact.numerator + exact.denominator) // (2 * exact.denominator)) if left > 0 else Rupiah(0)


def instalment_due(terms: LoanTerms, lent: Rupiah, left: Rupiah) -> Rupiah:
    """What a period asks for: its part of the principal and the charge, rounded up; never more than closes the loan."""
    charge = charge_due(terms, lent, left)
    part = -(-int(lent) // max(terms.periods, 1))
    whole = -(-(part + int(charge)) // terms.unit) * terms.unit
    return Rupiah(min(whole, int(left) + int(charge))) if left > 0 else Rupiah(0)


def split_payment(terms: LoanTerms, lent: Rupiah, left: Rupiah, paid: Rupiah) -> tuple[Rupiah, Rupiah]:
    """Principal and charge of what she paid, the charge first. Raises ValueError for more than closes the loan."""
    charge = min(charge_due(terms, lent, left), paid)
    principal = Rupiah(paid - charge)
    if principal > left:
        raise ValueError("more than closes the loan")
    return principal, Rupiah(charge)


def behind(terms: LoanTerms, lent: Rupiah, left: Rupiah, periods: int) -> Rupiah:
    """What of the principal should have been paid back after so many periods and was not."""
    part = -(-int(lent) // max(terms.periods, 1))
    return Rupiah(max(0, min(int(lent), part * periods) - (int(lent) - int(left))))


def ceiling(rules: LoanRules, savings: Rupiah) -> Rupiah | None:
    """The most that a member with so much savings may borrow; None where the group set no such limit."""
    return Rupiah(int(savings) * rules.multiple) if rules.multiple else None
