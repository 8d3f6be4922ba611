"""Persons: who they are, what they agreed to, and their right to have the words about them erased."""

from typing import TYPE_CHECKING

from kpmbooks.late import late
from kpmbooks.people.service import Person, add_person, erase_person, persons

if TYPE_CHECKING:
    from kpmbooks.people.consent import (
        PURPOSES,
        Consent,
        Purpose,
        agreed_to,
        consent_history,
        consents_of,
        give_consent,
        withdraw_consent,
    )
    from kpmbooks.people.identity import (
        IDENTITY_NUMBERS,
        IdentityNumber,
        forget_numbers,
        keep_number,
        masked,
        number_doubts,
        number_of,
        read_number,
    )
    from kpmbooks.people.tables import GUARDS, TABLES

TOPICS = ("people",)

_LATE = {
    "consent": (
        "PURPOSES",
        "Consent",
        "Purpose",
        "agreed_to",
        "consent_history",
        "consents_of",
        "give_consent",
        "withdraw_consent",
    ),
    "identity": (
        "IDENTITY_NUMBERS",
        "IdentityNumber",
        "forget_numbers",
        "keep_number",
        "masked",
        "number_doubts",
        "number_of",
        "read_number",
    ),
    "tables": ("GUARDS", "TABLES"),
}

__all__ = [
    "GUARDS",
    "IDENTITY_NUMBERS",
    "PURPOSES",
    "TABLES",
    "TOPICS",
    "Consent",
    "IdentityNumber",
    "Person",
    "Purpose",
    "add_person",
    "agreed_to",
    "consent_history",
    "consents_of",
    "erase_person",
    "forget_numbers",
    "give_consent",
    "keep_number",
    "masked",
    "number_doubts",
    "number_of",
    "persons",
    "read_number",
    "withdraw_consent",
]

late(__name__, _LATE)
