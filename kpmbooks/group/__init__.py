"""The group: its members, rules, meetings, savings and loans, and how a result is shared among them.

What a record or a meeting means for members' money is settled at the end of every transaction.
"""

from typing import TYPE_CHECKING

from kpmbooks.group.tables import GUARDS, TABLES
from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.group.checks import CHECKS
    from kpmbooks.group.deciding import decide_rules, rules_history, rules_of
    from kpmbooks.group.lending import LoanTerms, ceiling, charge_due, instalment_due
    from kpmbooks.group.meetings import (
        Count,
        Meeting,
        box_before,
        box_now,
        close_meeting,
        loan_terms,
        meetings_of,
        open_meeting,
        pay_by_rules,
        reopen_meeting,
        sheet_of,
        write_cells,
    )
    from kpmbooks.group.members import (
        OFFICERS,
        OFFICES,
        PICTOGRAMS,
        Member,
        OfficeTerm,
        add_member,
        change_member,
        find_member,
        members_of,
        office_terms,
        size_warning,
    )
    from kpmbooks.group.money import MemberLoan, PassbookRow, loans_of, member_sums, passbook, savings_of
    from kpmbooks.group.rules import GroupRules, LoanRules, Pool, SavingsKind, check_rules
    from kpmbooks.group.settling import settle
    from kpmbooks.group.sheet import SheetRow

TOPICS = ("members", "rules", "meetings", "meeting-sheet")

_LATE = {
    "checks": ("CHECKS",),
    "deciding": ("decide_rules", "rules_history", "rules_of"),
    "lending": ("LoanTerms", "ceiling", "charge_due", "instalment_due"),
    "meetings": (
        "Count",
        "Meeting",
        "box_before",
        "box_now",
        "close_meeting",
        "loan_terms",
        "meetings_of",
        "open_meeting",
        "pay_by_rules",
        "reopen_meeting",
        "sheet_of",
        "write_cells",
    ),
    "members": (
        "OFFICERS",
        "OFFICES",
        "PICTOGRAMS",
        "Member",
        "OfficeTerm",
        "add_member",
        "change_member",
        "find_member",
        "members_of",
        "office_terms",
        "size_warning",
    ),
    "money": ("MemberLoan", "PassbookRow", "loans_of", "member_sums", "passbook", "savings_of"),
    "rules": ("GroupRules", "LoanRules", "Pool", "SavingsKind", "check_rules"),
    "settling": ("settle",),
    "sheet": ("SheetRow",),
}

__all__ = [
    "CHECKS",
    "GUARDS",
    "OFFICERS",
    "OFFICES",
    "PICTOGRAMS",
    "TABLES",
    "TOPICS",
    "Count",
    "GroupRules",
    "LoanRules",
    "LoanTerms",
    "Meeting",
    "Member",
    "MemberLoan",
    "OfficeTerm",
    "PassbookRow",
    "Pool",
    "SavingsKind",
    "SheetRow",
    "add_member",
    "box_before",
    "box_now",
    "ceiling",
    "change_member",
    "charge_due",
    "check_rules",
    "close_meeting",
    "decide_rules",
    "find_member",
    "instalment_due",
    "loan_terms",
    "loans_of",
    "meetings_of",
    "member_sums",
    "members_of",
    "office_terms",
    "open_meeting",
    "passbook",
    "pay_by_rules",
    "reopen_meeting",
    "rules_history",
    "rules_of",
    "savings_of",
    "settle",
    "sheet_of",
    "size_warning",
    "write_cells",
]

late(__name__, _LATE)
