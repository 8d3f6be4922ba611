"""What a person agreed to: for which purpose, on which day, until she took it back.

Each purpose is asked by itself, in a sentence that can be read aloud. Nothing follows from one purpose for another.
UU 27/2022 about personal data asks for a stated purpose, and lets everybody take back what she agreed to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, set_facts
from kpmbooks.book.names import one_line
from kpmbooks.people.identity import forget_numbers
from kpmbooks.problems import N_, Problem, Rejected

Purpose = Literal["pembukuan", "berkas_pinjaman", "kisah", "pendamping"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

NAMES: Final[Mapping[Purpose, str]] = {
    "pembukuan": N_("Keeping the book"),
    "berkas_pinjaman": N_("Papers for a loan"),
    "kisah": N_("Telling her story"),
    "pendamping": N_("Sharing with the companion"),
}
SENTENCES: Final[Mapping[Purpose, str]] = {
    "pembukuan": N_(
        "May {owner} write your name and your money in its book? Only the group's officers see it. You may say no"
        " later."
    ),
    "berkas_pinjaman": N_(
        "May {owner} write your NIK and KK number for a loan paper? They stand on no other paper. You may say no later,"
        " then they are erased."
    ),
    "kisah": N_("May {owner} tell others how your business goes, with your name? You may say no later."),
    "pendamping": N_("May {owner} show your figures to the companion? She only looks. You may say no later."),
}
"""Read aloud before somebody agrees; ``owner`` is the group."""

_GIVEN, _WITHDRAWN = "given", "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """How it stands with one purpose: the day on which she agreed, and on which she took it back (None: she did not).

    ``heard_by`` is who read the sentence to her.
    """

    purpose: Purpose
    given: date
    withdrawn: date | None = None
    heard_by: str = ""

    @property
    def stands(self) -> bool:
        """Whether it holds today."""
        return self.withdrawn is None


def consents_of(reader: Reader, person: bytes) -> Mapping[Purpose, Consent]:
    """How it stands with every purpose for which she was ever asked; ``person`` is her uid."""
    heard = facts_of(reader, [person]).get(person, {})
    found = {}
    for purpose in PURPOSES:
        for consent in consent_history(reader, person, purpose)[-1:]:
            found[purpose] = Consent(purpose, consent.given, consent.withdrawn, heard.get(_heard(purpose), ""))
    return found


def consent_history(reader: Reader, person: bytes, purpose: Purpose) -> tuple[Consent, ...]:
    """Each time she agreed to a purpose, and until when, the latest last."""
    found: list[Consent] = []
    for _, told in fact_history(reader, person, _fact(purpose)):
        what, _, day = (told or "").partition(" ")
        if what == _GIVEN:
            found.append(Consent(purpose, date.fromisoformat(day)))
        elif what == _WITHDRAWN and found:
            found[-1] = Consent(purpose, found[-1].given, date.fromisoformat(day))
    return tuple(found)


def agreed_to(reader: Reader, person: bytes, purpose: Purpose) -> bool:
    """Whether her consent to a purpose stands."""
    consent = consents_of(reader, person).get(purpose)
    return consent is not None and consent.stands


def give_consent(tx: Tx, person: bytes, purpose: str, day: date, *, heard_by: str = "") -> Consent:
    """She agrees; raises ``Rejected`` for a purpose that there is not. What stands already stays as it is."""
    known = _known(purpose)
    standing = consents_of(tx, person).get(known)
    if standing is not None and standing.stands:
        return standing
    witness = one_line(heard_by)
    set_facts(
        tx, person, {_fact(known): f"{_GIVEN} {day.isoformat()}"}, words={_heard(known): witness or None}, about=person
    )
    tx.note_audit("consent", person.hex(), after=f"{known} {_GIVEN} {day.isoformat()}")
    tx.touch("people")
    return Consent(known, day, None, witness)


def withdraw_consent(tx: Tx, person: bytes, purpose: str, day: date) -> int:
    """She takes it back. What was kept for that purpose alone is erased: gives how many words. Raises ``Rejected``."""
    known = _known(purpose)
    standing = consents_of(tx, person).get(known)
    if standing is None or not standing.stands:
        message = N_("She has not agreed to this. There is nothing to take back.")
        raise Rejected(Problem("consent-none", message, {}, "consent"))
    if day < standing.given:
        message = N_("She agreed on {day}. Choose that day or a later one.")
        raise Rejected(Problem("consent-day", message, {"day": standing.given}, "day"))
    set_facts(tx, person, {_fact(known): f"{_WITHDRAWN} {day.isoformat()}"})
    tx.note_audit("consent", person.hex(), after=f"{known} {_WITHDRAWN} {day.isoformat()}")
    tx.touch("people")
    return forget_numbers(tx, person) if known == "berkas_pinjaman" else 0


def _known(purpose: str) -> Purpose:
    if purpose not in PURPOSES:
        message = N_("There is no such purpose. Choose one of: {purposes}.")
        raise Rejected(Problem("purpose-unknown", message, {"purposes": ", ".join(PURPOSES)}, "consent"))
    return purpose


def _fact(purpose: Purpose) -> str:
    return f"consent:{purpose}"


def _heard(purpose: Purpose) -> str:
    return f"consent:{purpose}:heard_by"
