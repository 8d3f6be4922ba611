"""The group's rules in its book: what was decided when, and what holds on a day."""

from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, set_facts
from kpmbooks.group.rules import GroupRules, check_rules, read_rules, rules_on, write_rules
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import Rejected


def rules_history(reader: Reader, ledger: LedgerRef) -> tuple[GroupRules, ...]:
    """Every decision of the group, in the order of writing."""
    return tuple(read_rules(text) for _, text in fact_history(reader, ledger.uid, "rules") if text)


def rules_of(reader: Reader, ledger: LedgerRef, day: date) -> GroupRules:
    """The rules that hold on ``day``; before any decision those of a group that keeps no members' money."""
    return rules_on(rules_history(reader, ledger), day) or GroupRules(day)


def decide_rules(tx: Tx, ledger: LedgerRef, rules: GroupRules) -> GroupRules:
    """Let new rules hold from their day on; raises ``Rejected``. The change is in the audit trail."""
    if problems := check_rules(rules):
        raise Rejected(problems)
    set_facts(tx, ledger.uid, {"rules": write_rules(rules)})
    tx.note_audit("rules", ledger.uid.hex(), after=write_rules(rules))
    tx.touch("rules")
    return rules
