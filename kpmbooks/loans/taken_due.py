"""Instalments that are due soon or late, and whether the money that is there reaches them: seen before the day comes.

Money is what lies in the purse that owes: of a group the business's, never the members' savings or solidarity money.
Loans share it in the order of their days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.instalments import rounded
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans.any_taken import has_taken_loans
from kpmbooks.loans.taken import LOAN_ROLE, TakenLoan, taken_loans
from kpmbooks.money import Rupiah

THIS_WEEK: Final = 7
EARLY: Final = 14
"""Days before an instalment from which it is said that the money does not reach: time enough to talk."""

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class LoanDue:
    """What is due next of a loan, by ``day``; where some are late all of those, by the day of the first.

    ``short`` is what is missing of it in the money that is there.
    """

    loan: bytes
    lender: str
    day: date
    amount: Rupiah
    late: int
    short: Rupiah

    def days_late(self, today: date) -> int:
        """For how many days; 0 while the day has not passed."""
        return max((today - self.day).days, 0)

    def to_put_aside(self, today: date) -> Rupiah | None:
        """What each day until then, today with it, would have to bring of what is missing; None where none is left."""
        days = (self.day - today).days
        return rounded(Fraction(int(self.short), days), way="up") if days > 0 and self.short > 0 else None


def money_there(reader: Reader, ledger: LedgerRef, today: date) -> Rupiah:
    """The cash of the purse that owes loans, as the ledger says."""
    accounts = books.accounts(reader, ledger)
    purse = next((one.fund for one in accounts if one.role == LOAN_ROLE), None)
    sums = books.sums_through(reader, ledger.id, today)
    return sum((sums[one.id].net for one in accounts if one.is_cash and one.fund == purse and one.id in sums), _NONE)


def loan_dues(reader: Reader, ledger: LedgerRef, today: date, days: int = THIS_WEEK) -> tuple[LoanDue, ...]:
    """What is late or due within ``days``, the most urgent first."""
    if not has_taken_loans(reader, ledger):
        return ()
    return dues_among(taken_loans(reader, ledger, today), money_there(reader, ledger, today), today, days)


def dues_among(loans: Sequence[TakenLoan], money: Rupiah, today: date, days: int) -> tuple[LoanDue, ...]:
    """The same of loans that were read already, from ``money``."""
    last = today + timedelta(days=days)
    found = []
    for loan in loans:
        told = loan.standing
        if told is None or told.next is None or told.next.due > last:
            continue
        amount = told.late_amount if told.late else told.next_amount
        found.append((told.late_since or told.next.due, loan, amount, told.late))
    dues = []
    for day, loan, amount, late in sorted(found, key=lambda one: (one[0], -one[2])):
        short = max(amount - max(money, _NONE), _NONE)
        money -= amount
        dues.append(LoanDue(loan.uid, loan.lender, day, amount, late, short))
    return tuple(dues)
