"""Who signs for a loan: the person behind the applicant's name, and her NIK, kept with her consent for its papers.

The number stands whole on a paper only where she ticked it for the lender (``Application.nik_ticked``); everywhere else
its last four digits do. It is in no JSON, and no figure rests on it.
"""

from dataclasses import dataclass
from datetime import date

from kpmbooks import people
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.ledger import LedgerRef
from kpmbooks.people import Person
from kpmbooks.people.identity import SHOWN

_APPLICANT = "loan:applicant"


@dataclass(frozen=True, slots=True)
class Identity:
    """The applicant's NIK and KK as far as they are kept; ``agreed``: her consent to loan papers stands."""

    agreed: bool = False
    nik: str | None = None
    kk: str | None = None

    @property
    def last_digits(self) -> str:
        """What may be seen of the NIK without a tick; empty where there is none."""
        return self.nik[-SHOWN:] if self.nik else ""


def applicant_of(reader: Reader, ledger: LedgerRef) -> Person | None:
    """The person whose numbers are kept for this business's loan; None: nobody yet."""
    told = facts_of(reader, [ledger.uid]).get(ledger.uid, {}).get(_APPLICANT)
    return None if told is None else next((one for one in people.persons(reader) if one.uid.hex() == told), None)


def identity_of(reader: Reader, ledger: LedgerRef) -> Identity:
    """Her numbers, as far as they are kept and she agrees."""
    person = applicant_of(reader, ledger)
    if person is None or not people.agreed_to(reader, person.uid, "berkas_pinjaman"):
        return Identity()
    return Identity(True, people.number_of(reader, person.uid, "nik"), people.number_of(reader, person.uid, "kk"))


def keep_identity(tx: Tx, ledger: LedgerRef, name: str, nik: str, kk: str, day: date, *, heard_by: str = "") -> Person:
    """Note on ``day`` that she agreed, and keep her numbers; an empty one is erased.

    Raises ``Rejected`` for a name that is empty and numbers that hold anything but digits; nothing is kept then.
    """
    person = applicant_of(tx, ledger) or people.add_person(tx, name)
    people.give_consent(tx, person.uid, "berkas_pinjaman", day, heard_by=heard_by)
    people.keep_number(tx, person.uid, "nik", nik)
    people.keep_number(tx, person.uid, "kk", kk)
    set_facts(tx, ledger.uid, {_APPLICANT: person.uid.hex()})
    tx.touch("loans")
    return person


def forget_identity(tx: Tx, ledger: LedgerRef, day: date) -> int:
    """She takes her consent back: both numbers are erased from the file. Gives how many words went."""
    person = applicant_of(tx, ledger)
    if person is None or not people.agreed_to(tx, person.uid, "berkas_pinjaman"):
        return 0
    erased = people.withdraw_consent(tx, person.uid, "berkas_pinjaman", day)
    tx.touch("loans")
    return erased
