"""Days on which aid is paid out, noted by hand: money collected on one of them looks as if it were taken from the aid.

The code of conduct of the programme forbids to collect or keep any of it. So such a day is warned of; it is never
refused, and who receives what is no business of this book.
"""

import json
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem

COLLECTING = frozenset({"iuran_rapat", "iuran_iks", "tabungan_masuk", "simpanan_tetap", "denda_anggota"})
"""Kinds of records by which money of members is collected by hand, outside a meeting."""

_FACT = "disbursement_days"


def disbursement_days(reader: Reader, ledger: LedgerRef) -> tuple[date, ...]:
    """The days that were noted, the earliest first."""
    told = facts_of(reader, [ledger.uid]).get(ledger.uid, {}).get(_FACT)
    return tuple(sorted(date.fromisoformat(day) for day in json.loads(told))) if told else ()


def note_disbursement(tx: Tx, ledger: LedgerRef, day: date, *, expected: bool = True) -> tuple[date, ...]:
    """Note a day, or take it off the list; gives the list as it is then."""
    days = set(disbursement_days(tx, ledger))
    (days.add if expected else days.discard)(day)
    kept = tuple(sorted(days))
    set_facts(tx, ledger.uid, {_FACT: json.dumps([one.isoformat() for one in kept]) if kept else None})
    tx.touch("rules")
    return kept


def disbursement_warning(reader: Reader, ledger: LedgerRef, day: date) -> Problem | None:
    """What to think of before money is collected on ``day``; None on any other day."""
    if day not in disbursement_days(reader, ledger):
        return None
    message = N_("On {day} aid is paid out. Collect dues and savings on another day.")
    return Problem("disbursement-day", message, {"day": day}, "day")


def collecting_warning(reader: Reader, ledger: LedgerRef, kind: str, day: date) -> tuple[Problem, ...]:
    """What to think of before a record of that kind collects money of members on ``day``."""
    found = disbursement_warning(reader, ledger, day) if kind in COLLECTING else None
    return () if found is None else (found,)
