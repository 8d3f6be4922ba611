"""A meeting's sheet as values: a row for each member, what the rules ask of her and what is written. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kpmbooks.group.lending import LoanTerms, charge_due
from kpmbooks.group.members import Member
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY, MemberLoan
from kpmbooks.money import Rupiah

PRESENT, DONE, NEW_LOAN, LOAN_PERIODS, INSTALMENT = "present", "done", "new_loan", "loan_periods", "instalment"
"""Cells of a row beside the purses; ``instalment:<loan>`` and ``savings:<kind>`` say what they are of.

``done``: her row was looked at, whatever she paid. Amounts are rupiah."""

Attendance = Literal["absent", "present", "excused"]
ATTENDANCE: Mapping[int, Attendance] = {0: "absent", 1: "present", 2: "excused"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A member's row: what the rules ask of her, and what is written, by cell.

    ``suggested`` is what the rules know of but nobody has to take: it is written only when somebody says so.
    """

    member: Member
    asked: Mapping[str, Rupiah]
    written: Mapping[str, int]
    loans: tuple[tuple[MemberLoan, LoanTerms], ...]
    suggested: Mapping[str, Rupiah] = field(default_factory=dict)

    @property
    def attendance(self) -> Attendance | None:
        """Whether she came; None while it is not written."""
        return ATTENDANCE.get(self.written[PRESENT]) if PRESENT in self.written else None

    def by_rules(self) -> dict[str, int]:
        """The cells that make the row done: present and what the rules ask, unless something else is written."""
        cells = {PRESENT: self.written.get(PRESENT, 1), DONE: 1}
        if cells[PRESENT] == 1:
            cells |= {cell: int(amount) for cell, amount in self.asked.items() if cell not in self.written}
        return cells

    def saves_nothing(self) -> dict[str, int]:
        """The cells of *tidak menabung hari ini*: every kind of savings that is asked for, or written, is 0."""
        kinds = {cell for cell in (*self.asked, *self.written) if cell.startswith(f"{SAVINGS}:")}
        return dict.fromkeys(sorted(kinds), 0)

    def turn_fine(self) -> dict[str, int]:
        """The cells of taking the fine that the rules suggest, or of letting one go that is written."""
        if self.written.get(FINE):
            return {FINE: 0}
        return {FINE: int(self.suggested[FINE])} if self.suggested.get(FINE) else {}

    def spread_instalment(self, paid: int) -> dict[str, int]:
        """The cells of what she pays back on all her loans together: each gets what it asks, the oldest first, the
        rest goes to the oldest that still takes it; what is more than all of them stands with the last."""
        cells: dict[str, int] = {}
        rest = paid
        for loan, _ in self.loans:
            cell = f"{INSTALMENT}:{loan.id}"
            cells[cell] = min(rest, int(self.asked.get(cell, 0)))
            rest -= cells[cell]
        for loan, terms in self.loans:
            cell = f"{INSTALMENT}:{loan.id}"
            more = min(rest, int(loan.left) + int(charge_due(terms, loan.amount, loan.left)) - cells[cell])
            cells[cell] += more
            rest -= more
        if rest and cells:
            cells[f"{INSTALMENT}:{self.loans[-1][0].id}"] += rest
        return cells

    @property
    def is_done(self) -> bool:
        """Whether somebody looked at her row."""
        return bool(self.written.get(DONE))

    @property
    def pays(self) -> Rupiah:
        """What she puts into the box."""
        return Rupiah(sum(value for cell, value in self.written.items() if is_paid(cell)))

    @property
    def gets(self) -> Rupiah:
        """What she takes out of the box."""
        return Rupiah(self.written.get(NEW_LOAN, 0))


def is_paid(cell: str) -> bool:
    """Whether a cell is money that a member pays."""
    return cell in (DUES, SOLIDARITY, FINE) or cell.startswith((f"{SAVINGS}:", f"{INSTALMENT}:"))
