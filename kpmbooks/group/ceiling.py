"""The most that should lie in a group's box, as it decided: more than that is safer at the bank."""

from datetime import date

from kpmbooks.book import Reader
from kpmbooks.group.deciding import rules_of
from kpmbooks.group.meetings import box_before
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah


def over_ceiling(reader: Reader, ledger: LedgerRef, day: date) -> Rupiah | None:
    """The ceiling of the rules, where more than that lies in the box at the end of ``day``; None where all is well."""
    most = rules_of(reader, ledger, day).cash_ceiling
    return most if most and box_before(reader, ledger, day) > most else None
