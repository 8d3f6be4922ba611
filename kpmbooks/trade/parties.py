"""Parties: customers, suppliers, warungs, buyers. Who they are and how they are reached; not what is owed.

A party is known by her name without regard to case and spaces. Name and note are words about a person: they can be
erased, and the figures stay.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kpmbooks.book import Reader, Tx
from kpmbooks.book import texts as words
from kpmbooks.book.facts import set_facts
from kpmbooks.book.names import clean_name, one_line
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid, scalar, tuples

_MOST_DIGITS, _LEAST_DIGITS = 15, 8


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with whom trade is done. ``name`` is None once her words were erased; ``phone`` in digits (``62…``)."""

    id: int
    uid: bytes
    name: str | None
    phone: str | None = None
    note: str | None = None


def plain_name(name: str) -> str:
    """What makes two names the same: letters without case, single spaces."""
    return one_line(name).casefold()


def parties(reader: Reader) -> tuple[Party, ...]:
    """Everybody, by name; those without one last."""
    found = _told(tuples(reader.connection, _PARTIES.format(which="")))
    return tuple(sorted(found, key=lambda party: (party.name is None, plain_name(party.name or ""), party.id)))


def parties_by_key(reader: Reader, keys: Iterable[int]) -> dict[int, Party]:
    """Those with these keys."""
    wanted = list(dict.fromkeys(keys))
    rows: list[Any] = []
    for first in range(0, len(wanted), 500):
        some = tuple(wanted[first : first + 500])
        sql = _PARTIES.format(which=f"WHERE p.id IN ({', '.join('?' * len(some))})")
        rows += tuples(reader.connection, sql, some)
    return {party.id: party for party in _told(rows)}


def known_names(reader: Reader) -> dict[str, int]:
    """The key of each party by her plain name."""
    rows = reader.connection.exec_driver_sql(
        "SELECT p.id, t.text FROM parties p JOIN facts f ON f.subject = p.uid AND f.fact = 'name'"
        " LEFT JOIN texts t ON t.id = f.words_id ORDER BY f.id"
    )
    latest: dict[int, str | None] = {row[0]: row[1] for row in rows}
    return {plain_name(name): key for key, name in latest.items() if name}


def every_name(reader: Reader) -> tuple[tuple[str, int], ...]:
    """Every name that a party has or had, as far as it was not erased, with the party's key; the latest last."""
    rows = reader.connection.exec_driver_sql(
        "SELECT t.text, p.id FROM parties p JOIN facts f ON f.subject = p.uid AND f.fact = 'name'"
        " JOIN texts t ON t.id = f.words_id WHERE t.text IS NOT NULL ORDER BY f.id"
    )
    return tuple((row[0], row[1]) for row in rows)


def find_party(reader: Reader, name: str) -> Party | None:
    """The party of that name, or with that uid in hex."""
    key = known_names(reader).get(plain_name(name))
    if key is None and re.fullmatch(r"[0-9a-f]{32}", name):
        key = scalar(reader.connection, "SELECT id FROM parties WHERE uid = ?", bytes.fromhex(name))
    return None if key is None else parties_by_key(reader, [key])[key]


def named_party(reader: Reader, name: str) -> Party:
    """The party of that name; raises ``Rejected``."""
    found = find_party(reader, name)
    if found is None:
        message = N_("Nobody called {name} is in this book. Look at the names in “Debts”.")
        raise Rejected(Problem("party-unknown", message, {"name": name}, "party"))
    return found


def add_party(tx: Tx, name: str, *, phone: str = "", note: str = "") -> Party:
    """Put somebody into the book; raises ``Rejected`` for a name that is empty, too long or known, or a wrong phone."""
    name = clean_name(name, N_("Write the name."))
    _refuse_taken(tx, name)
    number = read_phone(phone)
    if isinstance(number, Problem):
        raise Rejected(number)
    party = insert_party(tx, name)
    set_facts(tx, party.uid, words={"phone": number, "note": one_line(note)}, about=party.uid)
    tx.touch("trade")
    tx.note_audit("add-party", party.uid.hex(), after=name)
    return parties_by_key(tx, [party.id])[party.id]


def insert_party(tx: Tx, name: str, person: bytes | None = None) -> Party:
    """Put somebody into the book whose name was looked at already.

    ``person`` is the uid by which the book knows her already: erasing her there erases what is said of her here.
    """
    known = person is not None and scalar(tx.connection, "SELECT 1 FROM parties WHERE uid = ?", person)
    uid = new_uid() if person is None or known else person
    key = tx.connection.exec_driver_sql(
        "INSERT INTO parties (uid, added_at) VALUES (?, ?)", (uid, tx.written_at().milliseconds)
    ).lastrowid
    set_facts(tx, uid, words={"name": name}, about=uid)
    tx.touch("trade")
    return Party(int(key), uid, name)


def change_party(
    tx: Tx, party: Party, *, name: str | None = None, phone: str | None = None, note: str | None = None
) -> Party:
    """Give her another name, phone or note; None leaves one as it is, "" takes phone or note away. Raises ``Rejected``.

    The records that name her keep the words that were written.
    """
    told: dict[str, str | None] = {}
    if name is not None:
        name = clean_name(name, N_("Write the name."))
        _refuse_taken(tx, name, party)
        told["name"] = name
    if phone is not None:
        number = read_phone(phone)
        if isinstance(number, Problem):
            raise Rejected(number)
        told["phone"] = number
    if note is not None:
        told["note"] = one_line(note)
    set_facts(tx, party.uid, words=told, about=party.uid)
    tx.touch("trade")
    tx.note_audit("change-party", party.uid.hex(), before=party.name, after=name)
    return parties_by_key(tx, [party.id])[party.id]


def erase_party(tx: Tx, party: Party) -> int:
    """Erase all words about her, and every text that mentions her name; what is owed stays. Gives how many."""
    wanted = set(words.about(tx.connection, party.uid))
    if party.name:
        # Whole words only: what is said of Rani stays when Ani goes.
        whole = re.compile(rf"(?<!\w){re.escape(plain_name(party.name))}(?!\w)")
        texts = tx.connection.exec_driver_sql("SELECT id, text FROM texts WHERE text IS NOT NULL")
        wanted.update(row[0] for row in texts if whole.search(plain_name(row[1])))
    erased = tx.erase_texts(sorted(wanted))
    tx.note_audit("erase-party", party.uid.hex())
    tx.touch("trade")
    tx.touch("entries")
    return erased


def read_phone(text: str) -> str | Problem | None:
    """A phone number as digits with the country's 62 before it, as ``wa.me`` wants it; None for no text."""
    plain = re.sub(r"[\s().\-/]", "", text)
    if not plain:
        return None
    digits = plain.removeprefix("+")
    if digits.startswith("0") and not digits.startswith("00"):
        digits = f"62{digits[1:]}"
    elif digits.startswith("8") and plain == digits:
        digits = f"62{digits}"
    elif digits.startswith("00"):
        digits = digits[2:]
    if not (digits.isascii() and digits.isdigit() and _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS):
        message = N_("This is not a phone number. Write it in digits, such as 0812 3456 7890.")
        return Problem("phone-unreadable", message, {}, "phone")
    return digits


def _refuse_taken(tx: Tx, name: str, but: Party | None = None) -> None:
    key = known_names(tx).get(plain_name(name))
    if key is not None and (but is None or key != but.id):
        message = N_("{name} is in this book already. Use that name, or write what tells the two apart.")
        raise Rejected(Problem("party-twice", message, {"name": name}, "name"))


# A row for each fact, the latest of each last.
_PARTIES = """
    SELECT p.id, p.uid, f.fact, coalesce(f.value, t.text) FROM parties p LEFT JOIN facts f ON f.subject = p.uid
    LEFT JOIN texts t ON t.id = f.words_id {which} ORDER BY p.id, f.id
"""


def _told(rows: Iterable[Any]) -> list[Party]:
    said: dict[int, dict[str | None, str | None]] = {}
    uids: dict[int, bytes] = {}
    for key, uid, fact, value in rows:
        if key not in uids:
            uids[key], said[key] = uid, {}
        said[key][fact] = value
    return [Party(key, uids[key], told.get("name"), told.get("phone"), told.get("note")) for key, told in said.items()]
