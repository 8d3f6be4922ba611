"""A meeting's sheet as values: a row for each member, what the rules ask of her and what is written. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kpmbooks.group.lending import LoanTerms
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
    """A member's row: what the rules ask of her, and what is written, by cell."""

    member: Member
    asked: Mapping[str, Rupiah]
    written: Mapping[str, int]
    loans: tuple[tuple[MemberLoan, LoanTerms], ...]

    @property
    def attendance(self) -> Attendance | None:
        """Whether she came; None while it is not written."""
        return ATTENDANCE.get(self.written[PRESENT]) if PRESENT in self.written else None

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
