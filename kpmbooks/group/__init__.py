"""The group: its members, rules, meetings, savings and loans, and how a result is shared among them.

What a record or a meeting means for members' money is settled at the end of every transaction.
"""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.group.checks import CHECKS
    from kpmbooks.group.correcting import (
        PartCorrected,
        correct_part,
        corrected_parts,
        meeting_parts,
        meeting_records,
    )
    from kpmbooks.group.deciding import decide_rules, rules_history, rules_of
    from kpmbooks.group.disbursement import (
        collecting_warning,
        disbursement_days,
        disbursement_warning,
        note_disbursement,
    )
    from kpmbooks.group.leaving import Leaving, come_back, leave_group, leaving_of
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
        PKH_ROLES,
        Member,
        OfficeTerm,
        PkhRole,
        add_member,
        change_member,
        find_member,
        members_of,
        office_terms,
        size_warning,
    )
    from kpmbooks.group.minutes import (
        NOTES,
        STEPS,
        Minutes,
        count_state,
        minutes_of,
        next_meeting,
        to_ask_again,
        write_minutes,
        write_notes,
    )
    from kpmbooks.group.money import MemberLoan, PassbookRow, loans_of, member_sums, passbook, savings_of
    from kpmbooks.group.results import Earned, earned, left_within, post_result, propose
    from kpmbooks.group.rights import PersonFile, erase_member, everything_about, found_about, person_json, read_names
    from kpmbooks.group.rules import GroupRules, LoanRules, SavingsKind, check_rules
    from kpmbooks.group.settling import settle
    from kpmbooks.group.shared_results import Proposal, ResultShared, results_shared
    from kpmbooks.group.shares import pay_share, shares_owed
    from kpmbooks.group.sharing import Pool, Shared, share
    from kpmbooks.group.sheet import SheetRow
    from kpmbooks.group.tables import GUARDS, TABLES

TOPICS = ("members", "rules", "meetings", "meeting-sheet", "minutes")

_LATE = {
    "checks": ("CHECKS",),
    "correcting": ("PartCorrected", "correct_part", "corrected_parts", "meeting_parts", "meeting_records"),
    "deciding": ("decide_rules", "rules_history", "rules_of"),
    "disbursement": ("collecting_warning", "disbursement_days", "disbursement_warning", "note_disbursement"),
    "leaving": ("Leaving", "come_back", "leave_group", "leaving_of"),
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
        "PKH_ROLES",
        "Member",
        "OfficeTerm",
        "PkhRole",
        "add_member",
        "change_member",
        "find_member",
        "members_of",
        "office_terms",
        "size_warning",
    ),
    "minutes": (
        "NOTES",
        "STEPS",
        "Minutes",
        "count_state",
        "minutes_of",
        "next_meeting",
        "to_ask_again",
        "write_minutes",
        "write_notes",
    ),
    "money": ("MemberLoan", "PassbookRow", "loans_of", "member_sums", "passbook", "savings_of"),
    "rights": ("PersonFile", "erase_member", "everything_about", "found_about", "person_json", "read_names"),
    "results": ("Earned", "earned", "left_within", "post_result", "propose"),
    "rules": ("GroupRules", "LoanRules", "SavingsKind", "check_rules"),
    "settling": ("settle",),
    "shared_results": ("Proposal", "ResultShared", "results_shared"),
    "shares": ("pay_share", "shares_owed"),
    "sharing": ("Pool", "Shared", "share"),
    "sheet": ("SheetRow",),
    "tables": ("GUARDS", "TABLES"),
}

__all__ = [
    "CHECKS",
    "GUARDS",
    "NOTES",
    "OFFICERS",
    "OFFICES",
    "PICTOGRAMS",
    "PKH_ROLES",
    "STEPS",
    "TABLES",
    "TOPICS",
    "Count",
    "Earned",
    "GroupRules",
    "Leaving",
    "LoanRules",
    "LoanTerms",
    "Meeting",
    "Member",
    "MemberLoan",
    "Minutes",
    "OfficeTerm",
    "PartCorrected",
    "PassbookRow",
    "PersonFile",
    "PkhRole",
    "Pool",
    "Proposal",
    "ResultShared",
    "SavingsKind",
    "Shared",
    "SheetRow",
    "add_member",
    "box_before",
    "box_now",
    "ceiling",
    "change_member",
    "charge_due",
    "check_rules",
    "close_meeting",
    "collecting_warning",
    "come_back",
    "correct_part",
    "corrected_parts",
    "count_state",
    "decide_rules",
    "disbursement_days",
    "disbursement_warning",
    "earned",
    "erase_member",
    "everything_about",
    "find_member",
    "found_about",
    "instalment_due",
    "leave_group",
    "leaving_of",
    "left_within",
    "loan_terms",
    "loans_of",
    "meeting_parts",
    "meeting_records",
    "meetings_of",
    "member_sums",
    "members_of",
    "minutes_of",
    "next_meeting",
    "note_disbursement",
    "office_terms",
    "open_meeting",
    "passbook",
    "pay_by_rules",
    "pay_share",
    "person_json",
    "post_result",
    "propose",
    "read_names",
    "reopen_meeting",
    "results_shared",
    "rules_history",
    "rules_of",
    "savings_of",
    "settle",
    "share",
    "shares_owed",
    "sheet_of",
    "size_warning",
    "to_ask_again",
    "write_cells",
    "write_minutes",
    "write_notes",
]

late(__name__, _LATE)
