"""What to think of where a record by hand, outside a meeting, moves money of members: told, never refused.

Money that is collected on a day on which aid is paid out; a loan that the group's rules do not know, or above what they
allow.
"""

from datetime import date

from kpmbooks.book import Reader
from kpmbooks.group.deciding import rules_history, rules_of
from kpmbooks.group.disbursement import collecting_warning
from kpmbooks.group.lending import ceiling
from kpmbooks.group.members import find_member, members_of
from kpmbooks.group.money import loans_of, member_sums, savings_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem

LENDING = "beri_pinjaman"


def warnings_by_hand(
    reader: Reader, ledger: LedgerRef, kind: str, day: date, party: str, more: Rupiah
) -> tuple[Problem, ...]:
    """What to think of; ``more`` is what a loan adds to what she owes, 0 where it is written already."""
    lending = _lending(reader, ledger, day, party, more) if kind == LENDING else None
    return (*collecting_warning(reader, ledger, kind, day), *(() if lending is None else (lending,)))


def _lending(reader: Reader, ledger: LedgerRef, day: date, party: str, more: Rupiah) -> Problem | None:
    member = find_member(members_of(reader, day), party)
    if member is None or not rules_history(reader, ledger):
        return None
    rules = rules_of(reader, ledger, day).loans
    if not rules.allowed:
        message = N_("The group's rules know no loans to members. Decide on them first.")
        return Problem("loans-off", message, {}, "party")
    most = ceiling(rules, savings_of(member_sums(reader).get(member.id, {})))
    owed = Rupiah(int(more) + sum(int(loan.left) for loan in loans_of(reader, member)))
    if most is None or owed <= most:
        return None
    message = N_("She would owe {owed}, more than {n} times her savings: {most}. The meeting decides.")
    return Problem("loan-above-ceiling", message, {"owed": owed, "n": str(rules.multiple), "most": most}, "amount")
