"""How it stands with a member's loan: what each meeting will still ask of it, and what was left over. For its officers.

The plan goes on from what is left today, by the same rule as the sheet of the meeting; who paid more or less is asked
for fewer or more instalments, never for other ones.
"""

from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.group.deciding import rules_of
from kpmbooks.group.lending import LoanTerms, behind, charge_due, instalment_due
from kpmbooks.group.meetings import loan_terms, meetings_of
from kpmbooks.group.members import Member
from kpmbooks.group.money import MemberLoan, loans_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah


@dataclass(frozen=True, slots=True)
class Planned:
    """One instalment to come: ``amount`` = ``principal`` + ``charge``, and what is left after it."""

    amount: Rupiah
    principal: Rupiah
    charge: Rupiah
    left: Rupiah


@dataclass(frozen=True, slots=True)
class LoanStanding:
    """A loan, how it was agreed, the instalments to come, and what of it should have been paid back by now."""

    loan: MemberLoan
    terms: LoanTerms
    plan: tuple[Planned, ...]
    left_over: Rupiah


def plan_of(terms: LoanTerms, lent: Rupiah, left: Rupiah) -> tuple[Planned, ...]:
    """The instalments that close a loan of which so much is left."""
    found = []
    while left > 0:
        charge, amount = charge_due(terms, lent, left), instalment_due(terms, lent, left)
        principal = Rupiah(amount - charge)
        left = Rupiah(left - principal)
        found.append(Planned(amount, principal, charge, left))
    return tuple(found)


def loan_standings(reader: Reader, ledger: LedgerRef, member: Member, day: date) -> tuple[LoanStanding, ...]:
    """The member's open loans, the oldest first, as they stand on ``day``."""
    loans = loans_of(reader, member)
    if not loans:
        return ()
    rules = rules_of(reader, ledger, day)
    held = [one.day for one in meetings_of(reader, ledger) if not one.is_open]
    found = []
    for loan in loans:
        terms = loan_terms(reader, loan, rules)
        due = sum(one > loan.day for one in held)
        plan = plan_of(terms, loan.amount, loan.left)
        found.append(LoanStanding(loan, terms, plan, behind(terms, loan.amount, loan.left, due)))
    return tuple(found)
