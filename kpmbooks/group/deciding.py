"""The group's rules in its book: what was decided when, and what holds on a day."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, set_facts
from kpmbooks.group.money import SAVINGS, member_sums
from kpmbooks.group.rules import GroupRules, check_rules, read_rules, rules_on, write_rules
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid

_PLACE, _PLACE_OF = "place", "place_of"


def rules_history(reader: Reader, ledger: LedgerRef) -> tuple[GroupRules, ...]:
    """Every decision of the group, in the order of writing."""
    found = [_with_place(text) for _, text in fact_history(reader, ledger.uid, "rules") if text]
    places = facts_of(reader, [uid for _, uid in found if uid])
    return tuple(
        rules if uid is None else replace(rules, place=places.get(uid, {}).get(_PLACE, "")) for rules, uid in found
    )


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
    # Where one meets is often somebody's house: words that can be erased, beside the rules and not in them.
    uid = new_uid()
    told = json.dumps({**json.loads(write_rules(replace(rules, place=""))), _PLACE_OF: uid.hex()}, sort_keys=True)
    set_facts(tx, ledger.uid, {"rules": told})
    set_facts(tx, uid, words={_PLACE: rules.place or None})
    tx.note_audit("rules", ledger.uid.hex(), after=told)
    tx.touch("rules")
    return rules


def _with_place(text: str) -> tuple[GroupRules, bytes | None]:
    """The rules, and of what their place is said; None where it still stands in them."""
    told = json.loads(text)
    uid = told.pop(_PLACE_OF, None)
    return read_rules(json.dumps(told)), bytes.fromhex(uid) if uid else None


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
