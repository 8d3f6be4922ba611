"""Leaving the group: what a member still has there and still owes, so that nobody goes without both being said.

Leaving pays nothing out by itself: that is a record of its own, at a meeting or by hand, and stays possible afterwards.
"""

from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.group.deciding import rules_of
from kpmbooks.group.members import Member, change_member
from kpmbooks.group.money import SAVINGS, SHARE, MemberLoan, loans_of, member_sums
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

USUAL_KINDS = {"sukarela": N_("Savings"), "wajib": N_("Fixed savings")}
"""What savings are called that no rule names: those recorded by hand."""

SHARE_NAME = N_("Her part of a result")


@dataclass(frozen=True, slots=True)
class Leaving:
    """``savings`` by the name of their kind, all of them hers when she goes, and last what she is still owed of a
    result; ``loans`` what she still owes."""

    savings: tuple[tuple[str, Rupiah], ...]
    loans: tuple[MemberLoan, ...]

    @property
    def to_pay_back(self) -> Rupiah:
        """All that is hers."""
        return Rupiah(sum(int(amount) for _, amount in self.savings))

    @property
    def owed(self) -> Rupiah:
        """What is left of her loans, without what will be charged on it."""
        return Rupiah(sum(int(loan.left) for loan in self.loans))

    @property
    def is_even(self) -> bool:
        """Whether nothing is open on either side."""
        return not self.savings and not self.loans


def leaving_of(reader: Reader, ledger: LedgerRef, member: Member, day: date) -> Leaving:
    """What a member has and owes; kinds of savings are called as the rules of ``day`` call them."""
    called = {kind.id: kind.name for kind in rules_of(reader, ledger, day).savings}
    sums = member_sums(reader).get(member.id, {})
    savings = tuple(
        (called.get(kind) or USUAL_KINDS.get(kind, kind), amount)
        for purse, amount in sums.items()
        if (kind := purse.removeprefix(f"{SAVINGS}:")) != purse
    )
    if owed := sums.get(SHARE):
        savings = (*savings, (SHARE_NAME, owed))
    return Leaving(savings, loans_of(reader, member))


def leave_group(tx: Tx, member: Member, day: date, why: str = "") -> Member:
    """She is no member from ``day`` on; an office ends with it. Raises ``Rejected``."""
    if member.left is not None:
        message = N_("She left on {day} already.")
        raise Rejected(Problem("member-gone", message, {"day": member.left}, "left"))
    return change_member(tx, member, {"left": day.isoformat(), "left_why": why or None})


def come_back(tx: Tx, member: Member) -> Member:
    """She is a member again, as if she had never left; what she has and owes went on as it was. Raises ``Rejected``."""
    return change_member(tx, member, {"left": None, "left_why": None})
