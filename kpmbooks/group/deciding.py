"""The group's rules in its book: what was decided when, and what holds on a day."""

from collections.abc import Iterator
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, set_facts
from kpmbooks.group.money import SAVINGS, member_sums
from kpmbooks.group.rules import GroupRules, check_rules, read_rules, rules_on, write_rules
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected


def rules_history(reader: Reader, ledger: LedgerRef) -> tuple[GroupRules, ...]:
    """Every decision of the group, in the order of writing."""
    return tuple(read_rules(text) for _, text in fact_history(reader, ledger.uid, "rules") if text)


def rules_of(reader: Reader, ledger: LedgerRef, day: date) -> GroupRules:
    """The rules that hold on ``day``; before any decision those of a group that keeps no members' money."""
    return rules_on(rules_history(reader, ledger), day) or GroupRules(day)


def decide_rules(tx: Tx, ledger: LedgerRef, rules: GroupRules) -> GroupRules:
    """Let new rules hold from their day on; raises ``Rejected``. The change is in the audit trail.

    Rules of a day before the last meeting would change what that meeting asked for, so they are refused.
    """
    problems = [*check_rules(rules), *_against_the_past(tx, ledger, rules)]
    if problems:
        raise Rejected(problems)
    set_facts(tx, ledger.uid, {"rules": write_rules(rules)})
    tx.note_audit("rules", ledger.uid.hex(), after=write_rules(rules))
    tx.touch("rules")
    return rules


def _against_the_past(tx: Tx, ledger: LedgerRef, rules: GroupRules) -> Iterator[Problem]:
    """Why rules cannot follow what happened already."""
    held = tx.connection.exec_driver_sql(
        "SELECT max(day) AS last, max(number) AS number FROM meetings WHERE ledger_id = ?", (ledger.id,)
    ).one()
    if held.last is not None and rules.since.isoformat() < held.last:
        message = N_("There was a meeting on {day} already. Rules hold from that day on, or a later one.")
        yield Problem("rules-before-meeting", message, {"day": date.fromisoformat(held.last)}, "since")
    if not 0 <= rules.meeting <= (held.number or 0):
        message = N_("There is no meeting {number}. Choose the one that decided.")
        yield Problem("rules-meeting", message, {"number": rules.meeting}, "meeting")
    saved = {
        purse.partition(":")[2]
        for sums in member_sums(tx).values()
        for purse in sums
        if purse.startswith(f"{SAVINGS}:")
    }
    before = {kind.id: kind for kind in rules_of(tx, ledger, rules.since).savings}
    after = {kind.id: kind for kind in rules.savings}
    for key, kind in before.items():
        if key in saved and key not in after:
            message = N_("Members still have {name}. Pay it back before this kind ends.")
            yield Problem("savings-kept", message, {"name": kind.name}, "savings")
        elif key in saved and after[key].withdrawable != kind.withdrawable:
            message = N_("Members have {name} already. Whether it can be taken back stays as it was decided.")
            yield Problem("savings-nature", message, {"name": kind.name}, "savings")
