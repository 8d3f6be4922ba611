"""NIK and number of the family card: kept for a loan paper only, with consent, and shown by their last four digits.

Sixteen digits each. The middle of a NIK tells sex and birth date (day + 40 for a woman), and rightly need not agree
with the birth date: so what looks odd is told and taken all the same. Both are words that can be erased.
"""

from datetime import date
from typing import Final, Literal, get_args

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, forget_words, set_facts
from kpmbooks.problems import N_, Problem, Rejected

IdentityNumber = Literal["nik", "kk"]
IDENTITY_NUMBERS: Final[tuple[IdentityNumber, ...]] = get_args(IdentityNumber)

LENGTH: Final = 16
SHOWN: Final = 4
WOMAN: Final = 40
"""What is added to the day of birth in a woman's NIK."""

_CONSENT: Final = "consent:berkas_pinjaman"


def read_number(text: str, name: IdentityNumber) -> str | Problem | None:
    """The digits of what was typed; None for nothing, a ``Problem`` for what holds anything else."""
    plain = "".join(letter for letter in text if not letter.isspace() and letter not in ".-")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 2 * LENGTH:
        return Problem("identity-unreadable", N_("This number has digits only. Write it as it stands there."), {}, name)
    return plain


def number_doubts(digits: str, name: IdentityNumber) -> tuple[Problem, ...]:
    """What looks odd in a number: told, never refused."""
    if len(digits) != LENGTH:
        message = N_("This number has {count} digits, not 16. Look at the card again.")
        return (Problem("identity-length", message, {"count": len(digits)}, name),)
    if name == "nik" and not _is_date(digits):
        message = N_("In a NIK digits 7 to 12 are day, month and year of birth. Look at the card again.")
        return (Problem("nik-date", message, {}, name),)
    return ()


def masked(digits: str | None) -> str:
    """The number as it may be seen: its last four digits."""
    return f"•••• {digits[-SHOWN:]}" if digits else ""


def keep_number(tx: Tx, person: bytes, name: IdentityNumber, text: str) -> str | None:
    """Keep a number of a person, or none; what was there before is erased. Raises ``Rejected`` without her consent."""
    digits = read_number(text, name)
    if isinstance(digits, Problem):
        raise Rejected(digits)
    if digits == number_of(tx, person, name):
        return digits
    if digits is not None and not _agreed(tx, person):
        message = N_("She has not agreed yet that this number is kept for a loan paper. Ask her, and note it first.")
        raise Rejected(Problem("identity-no-consent", message, {}, name))
    forget_words(tx, person, [name])
    set_facts(tx, person, words={name: digits}, about=person)
    # What changed is told, the number itself is nowhere but in its own words.
    tx.note_audit(f"identity-{name}", person.hex())
    tx.touch("people")
    return digits


def number_of(reader: Reader, person: bytes, name: IdentityNumber) -> str | None:
    """The whole number, for the paper that she agreed to; everything else shows ``masked``."""
    return facts_of(reader, [person]).get(person, {}).get(name)


def forget_numbers(tx: Tx, person: bytes) -> int:
    """Erase both numbers, also those that were there before; gives how many words."""
    erased = forget_words(tx, person, IDENTITY_NUMBERS)
    tx.touch("people")
    return erased


def _agreed(reader: Reader, person: bytes) -> bool:
    history = fact_history(reader, person, _CONSENT)
    return bool(history) and (history[-1][1] or "").startswith("given")


def _is_date(digits: str) -> bool:
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    try:
        # Of the two centuries that could be meant, a leap year in either will do.
        date(2000 + year, month, day - WOMAN if day > WOMAN else day)
    except ValueError:
        return False
    return True
