"""What a person may ask of the book that knows her: everything about her in one piece, and to be forgotten.

Figures stay when her words go: her savings and loans are then those of a member without a name. What was printed or
copied before is out of reach from here; which copies still hold her is for whoever knows copies.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx, erase_photos, photos_about
from kpmbooks.book import texts as words
from kpmbooks.book.facts import fact_history
from kpmbooks.group.arisan import Arisan, arisans_of
from kpmbooks.group.goals import Goal, goal_of
from kpmbooks.group.learnt import Learnt, learnt_by
from kpmbooks.group.members import Member, OfficeTerm, members_of, office_terms
from kpmbooks.group.mentions import SHORTEST, Mention, placed, texts_naming
from kpmbooks.group.money import MemberLoan, PassbookRow, loans_of, member_sums, passbook
from kpmbooks.money import Rupiah
from kpmbooks.people import (
    IDENTITY_NUMBERS,
    Consent,
    IdentityNumber,
    Purpose,
    agreed_to,
    consents_of,
    masked,
    number_of,
)
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.parties import Party, parties, plain_name

_RESPECT = frozenset(
    {"bu", "ibu", "mbak", "mba", "mbok", "mpok", "mak", "emak", "teh", "kak", "bude", "bi", "bibi", "nek"}
)
"""Words of respect before a woman's name."""


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record that names her; ``amount`` is what it moved."""

    number: str
    day: date
    kind: str
    amount: Rupiah
    memo: str


@dataclass(frozen=True, slots=True)
class PersonFile:
    """Everything that a book knows of a member. Numbers of her cards are masked unless she agreed and it was wished.

    ``names`` are all under which she was ever known; ``money`` is what she has in each purse (of ``loan``: owes).
    """

    member: Member
    names: tuple[str, ...]
    numbers: Mapping[IdentityNumber, str]
    consents: Mapping[Purpose, Consent]
    offices: tuple[OfficeTerm, ...]
    attended: tuple[date, ...]
    money: Mapping[str, Rupiah]
    passbooks: Mapping[str, tuple[PassbookRow, ...]]
    loans: tuple[MemberLoan, ...]
    parties: tuple[Party, ...]
    records: tuple[NamedRecord, ...]
    photos: int
    goal: Goal | None
    arisans: tuple[Arisan, ...]
    learnt: tuple[Learnt, ...] = ()


def everything_about(reader: Reader, member: Member, *, whole_numbers: bool = False) -> PersonFile:
    """Everything about a member; ``whole_numbers`` only counts while her consent to loan papers stands."""
    names = _names_of(reader, member)
    own_parties = tuple(one for one in parties(reader) if _is_same(one, member, names))
    whole = whole_numbers and agreed_to(reader, member.person, "berkas_pinjaman")
    numbers = {name: number for name in IDENTITY_NUMBERS if (number := number_of(reader, member.person, name))}
    sums = member_sums(reader).get(member.id, {})
    purses = reader.connection.exec_driver_sql(
        "SELECT DISTINCT purse FROM member_movements WHERE member_id = ? ORDER BY purse", (member.id,)
    )
    attended = reader.connection.exec_driver_sql(
        "SELECT m.day FROM meeting_cells c JOIN meetings m ON m.id = c.meeting_id"
        " WHERE c.member_id = ? AND c.cell = 'present' AND c.value = 1 ORDER BY m.day",
        (member.id,),
    )
    return PersonFile(
        member=member,
        names=names,
        numbers={name: number if whole else masked(number) for name, number in numbers.items()},
        consents=consents_of(reader, member.person),
        offices=tuple(term for term in office_terms(reader) if term.member.id == member.id),
        attended=tuple(date.fromisoformat(day) for day in attended.scalars()),
        money=sums,
        passbooks={purse: passbook(reader, member, purse) for purse in purses.scalars().all()},
        loans=loans_of(reader, member, settled=True),
        parties=own_parties,
        records=tuple(_records(reader, member, (*names, *(one.name for one in own_parties if one.name)))),
        photos=len(photos_about(reader, member.person)),
        goal=goal_of(reader, member),
        arisans=tuple(
            one
            for ledger in books.ledgers(reader)
            for one in arisans_of(reader, ledger)
            if any(other.uid == member.uid for other in one.members)
        ),
        learnt=learnt_by(reader, member.person),
    )


def found_about(reader: Reader, member: Member, *, also: Sequence[str] = ()) -> tuple[int, tuple[Mention, ...]]:
    """What erasing her would erase: how many words about herself, and every other text that names her, with its place.

    ``also`` are further names by which people call her. Raises ``Rejected`` for one that is somebody else's.
    """
    own, naming = _words_of(reader, member, also)
    return len(own), placed(reader, naming)


def erase_member(tx: Tx, member: Member, *, also: Sequence[str] = (), spare: Collection[int] = ()) -> int:
    """Erase all words and photos about a member, also as a customer, and every text that names her.

    Texts in which only somebody else of a longer name is meant stay (Ani goes, Ani Lestari stays), and so does what is
    said of others. ``also`` are further names by which people call her; ``spare`` are keys of texts that name her but
    were said not to mean her. Returns how many texts and photos were erased. Raises ``Rejected`` for a name in ``also``
    that is somebody else's.
    """
    own, naming = _words_of(tx, member, also)
    wanted = own | (naming.keys() - set(spare))
    erased = tx.erase_texts(sorted(wanted)) + erase_photos(tx, photos_about(tx, member.person))
    tx.note_audit("erase-person", member.person.hex())
    for topic in ("people", "facts", "entries", "trade", "rules", "minutes"):
        tx.touch(topic)
    return erased


def read_names(text: str) -> tuple[str, ...]:
    """The names in a line, between commas or semicolons."""
    return tuple(name for part in text.replace(";", ",").split(",") if (name := " ".join(part.split())))


def _words_of(reader: Reader, member: Member, also: Sequence[str]) -> tuple[set[int], Mapping[int, str]]:
    """The keys of the words about her, and of all other texts that name her with what they say."""
    names = _names_of(reader, member)
    known = parties(reader)
    own_parties = [one for one in known if _is_same(one, member, names)]
    # A customer of that name is hers as well; her words are shown before they go, as all that a name finds.
    called = {_bare(name) for name in also}
    maybe = [one for one in known if one not in own_parties and one.name and _bare(one.name) in called]
    others = _others(reader, member, [*own_parties, *maybe])
    for name in also:
        if plain_name(name) in others:
            message = N_("{name} is somebody else in this book. Write a longer name, or leave it out.")
            raise Rejected(Problem("also-somebody-else", message, {"name": name}, "also"))
        if len(plain_name(name)) <= SHORTEST:
            message = N_("{name} is too short to look for. Write a longer name.")
            raise Rejected(Problem("also-too-short", message, {"name": name}, "also"))
    hers = {member.person, *(one.uid for one in own_parties)}
    own = {key for uid in hers for key in words.about(reader.connection, uid)}
    asked = {*names, *also, member.phone} - {""}
    naming = texts_naming(reader, asked, hers | {one.uid for one in maybe}, others)
    for one in maybe:
        rows = reader.connection.exec_driver_sql("SELECT id, text FROM texts WHERE about = ?", (one.uid,))
        naming = {**naming, **{key: text for key, text in rows if text is not None}}
    return own, {key: text for key, text in naming.items() if key not in own}


def _bare(name: str) -> str:
    """A name without the word of respect before it."""
    first, _blank, rest = plain_name(name).partition(" ")
    return rest if rest and first in _RESPECT else plain_name(name)


def person_json(told: PersonFile) -> dict[str, Any]:
    """The file as plain values: whole rupiah, days as ISO text."""
    member = told.member
    return {
        "person": member.person.hex(),
        "name": member.name,
        "names": list(told.names),
        "nickname": member.nickname,
        "picture": member.mark,
        "office": member.office,
        "offices": [{"office": term.office, "from": _iso(term.since), "to": _iso(term.until)} for term in told.offices],
        "pkh_role": member.pkh_role,
        "since": _iso(member.since),
        "left": _iso(member.left),
        "household": member.household,
        "birth_year": member.birth_year,
        "phone": member.phone,
        "address": member.address,
        "rt_rw": member.rt_rw,
        "children": member.children,
        "numbers": dict(told.numbers),
        "consents": [
            {
                "purpose": one.purpose,
                "given": one.given.isoformat(),
                "withdrawn": _iso(one.withdrawn),
                "heard_by": one.heard_by,
            }
            for one in told.consents.values()
        ],
        "meetings_attended": [day.isoformat() for day in told.attended],
        "money": {purse: int(amount) for purse, amount in told.money.items()},
        "passbooks": {
            purse: [
                {
                    "day": row.day.isoformat(),
                    "number": row.number,
                    "kind": row.kind,
                    "amount": int(row.amount),
                    "balance": int(row.balance),
                }
                for row in rows
            ]
            for purse, rows in told.passbooks.items()
        },
        "loans": [
            {"day": loan.day.isoformat(), "amount": int(loan.amount), "left": int(loan.left)} for loan in told.loans
        ],
        "as_customer": [{"name": one.name, "phone": one.phone, "note": one.note} for one in told.parties],
        "records": [
            {
                "number": row.number,
                "day": row.day.isoformat(),
                "kind": row.kind,
                "amount": int(row.amount),
                "memo": row.memo,
            }
            for row in told.records
        ],
        "photos": told.photos,
        "goal": None
        if told.goal is None
        else {"name": told.goal.name, "amount": int(told.goal.amount), "by": _iso(told.goal.by)},
        "arisans": [
            {
                "name": one.name,
                "each": int(one.amount),
                "drew": next((_iso(draw.day) for draw in one.draws if draw.member.uid == member.uid), None),
            }
            for one in told.arisans
        ],
        "lessons": [
            {"day": one.day.isoformat(), "lesson": one.lesson, "exercises": dict(one.exercises)} for one in told.learnt
        ],
    }


def _names_of(reader: Reader, member: Member) -> tuple[str, ...]:
    """Every name and nickname she was ever known by, each once."""
    first = reader.connection.exec_driver_sql(
        "SELECT t.text FROM persons p JOIN texts t ON t.id = p.name_id WHERE p.uid = ?", (member.person,)
    ).scalar()
    said = [text for fact in ("name", "nickname") for _, text in fact_history(reader, member.uid, fact)]
    found = {plain_name(name): name for name in (first, *said) if name}
    return tuple(found.values())


def _is_same(party: Party, member: Member, names: tuple[str, ...]) -> bool:
    plain = {plain_name(name) for name in names}
    return party.uid == member.person or (party.name is not None and plain_name(party.name) in plain)


def _others(reader: Reader, member: Member, own: list[Party]) -> set[str]:
    """The names of everybody else whom the book knows."""
    members = [one for one in members_of(reader) if one.id != member.id]
    mine = {one.id for one in own}
    found = {one.name for one in members} | {one.nickname for one in members}
    found |= {one.name for one in parties(reader) if one.id not in mine}
    return {plain_name(name) for name in found if name}


def _records(reader: Reader, member: Member, names: tuple[str, ...]) -> Iterator[NamedRecord]:
    plain = {plain_name(name) for name in names}
    rows = reader.connection.exec_driver_sql(
        "SELECT e.year, w.letter, e.number, e.day, e.kind, t.text AS party, t.about,"
        " m.text AS memo, m.about AS memo_of,"
        " (SELECT sum(p.amount) FROM postings p WHERE p.entry_id = e.id AND p.amount > 0) AS amount"
        " FROM entries e JOIN writers w ON w.id = e.writer_id LEFT JOIN texts t ON t.id = e.party_id"
        " LEFT JOIN texts m ON m.id = e.memo_id ORDER BY e.day, e.id"
    )
    # What a meeting posted in one sum for all names nobody: her part of it stands in her own books.
    for row in rows:
        named = row.about == member.person or row.memo_of == member.person or plain_name(row.party or "") in plain
        if named:
            yield NamedRecord(
                f"{row.year}-{row.letter}-{row.number:03d}",
                date.fromisoformat(row.day),
                row.kind,
                Rupiah(row.amount or 0),
                row.memo or "",
            )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
