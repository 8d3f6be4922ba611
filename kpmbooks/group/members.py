"""The members of a group: who they are, in which office, since when. What they saved or owe is not here.

A member is a person of the book; what is said of her are facts. Names, phone and address are words that can be erased.
Children are counted and never named. Size of the group is looked at, never enforced: 5 to 20 households are what
Permensos 2/2019 article 3 says (read in a paraphrase; "periksa dulu").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, set_facts
from kpmbooks.book.names import clean_name, one_line
from kpmbooks.people import add_person
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid, scalar

Office = Literal["ketua", "sekretaris", "bendahara", "anggota"]
OFFICES: tuple[Office, ...] = get_args(Office)
OFFICERS: tuple[Office, ...] = ("ketua", "sekretaris", "bendahara")

FEWEST_HOUSEHOLDS, MOST_HOUSEHOLDS = 5, 20
"""Permensos 2/2019 article 3(2), as paraphrased in a page that may be wrong: a warning, never a block."""

PICTOGRAMS = (
    "flower-tulip", "fish", "butterfly", "umbrella", "bird", "moon", "key", "carrot", "sun", "cat",
    "star", "heart", "tree", "leaf", "house-simple", "boat", "bicycle", "bell", "drop", "fire",
    "crown", "flower", "horse", "dog", "rabbit", "cow", "egg", "fish-simple", "cherries", "orange",
    "pepper", "grains", "coffee", "cooking-pot", "scissors", "t-shirt", "lamp", "clock", "anchor", "rainbow",
)  # fmt: skip
"""Forty marks of the Phosphor set (MIT) by which a member finds herself who does not read her name."""

EARLIEST_BIRTH, YOUNGEST = 1900, 10
_WORDS = ("name", "nickname", "phone", "address", "rt_rw", "left_why")

PkhRole = Literal["pendamping", "ketua_pkh"]
PKH_ROLES: tuple[PkhRole, ...] = get_args(PkhRole)
"""Who serves the programme, as its companion or as chair of a group of recipients, never holds a group's money: the
code of conduct forbids both to collect or keep any (read in the press; "periksa dulu")."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member. ``name`` is None once her words were erased; ``mark`` is a pictogram.

    ``since`` and ``left`` are the days of entry and exit; ``household`` is the number of her household (0: her own),
    ``children`` how many she has. ``office_since`` is the day from which she holds her office. ``pkh_role`` is what she
    does for the programme, None for nothing. ``rt_rw`` is her neighbourhood ("05/02").
    """

    id: int
    uid: bytes
    person: bytes
    name: str | None
    nickname: str
    mark: str
    office: Office
    office_since: date | None
    since: date | None
    left: date | None
    household: int
    birth_year: int | None
    phone: str
    address: str
    children: int
    rt_rw: str = ""
    pkh_role: PkhRole | None = None

    def in_group(self, day: date) -> bool:
        """Whether she is a member on that day."""
        return (self.since is None or self.since <= day) and (self.left is None or day < self.left)


def members_of(reader: Reader, day: date | None = None) -> tuple[Member, ...]:
    """All who are or were members, in the order of joining; with ``day`` those who are on it."""
    rows = reader.connection.exec_driver_sql(
        "SELECT m.id, m.uid, p.uid AS person, t.text FROM members m JOIN persons p ON p.id = m.person_id"
        " JOIN texts t ON t.id = p.name_id ORDER BY m.id"
    ).all()
    said = facts_of(reader, [row.uid for row in rows])
    found = (_member(row.id, row.uid, row.person, row.text, said.get(row.uid, {})) for row in rows)
    return tuple(member for member in found if day is None or member.in_group(day))


def find_member(known: Iterable[Member], name: str) -> Member | None:
    """The member of that name or nickname, whatever its case and spaces; those who left come last."""
    wanted = _plain(name)
    fitting = [one for one in known if wanted and wanted in (_plain(one.name or ""), _plain(one.nickname))]
    return min(fitting, key=lambda one: one.left is not None, default=None)


def add_member(tx: Tx, name: str, facts: Mapping[str, str | None] | None = None) -> Member:
    """Let somebody into the group; raises ``Rejected``, also for a name that a member has already."""
    line = clean_name(name, N_("Give the member a name."))
    known = members_of(tx)
    if any(_plain(one.name or "") == _plain(line) for one in known if one.left is None):
        message = N_("There is a member called {name} already. Add something to one of the two names.")
        raise Rejected(Problem("member-twice", message, {"name": line}, "name"))
    person = add_person(tx, line)
    uid = new_uid()
    tx.connection.exec_driver_sql(
        "INSERT INTO members (uid, person_id, added_at) SELECT ?, id, ? FROM persons WHERE uid = ?",
        (uid, tx.written_at().milliseconds, person.uid),
    )
    key = int(scalar(tx.connection, "SELECT id FROM members WHERE uid = ?", uid))
    taken = {one.mark for one in known if one.left is None}
    mark = next((one for one in PICTOGRAMS if one not in taken), PICTOGRAMS[len(known) % len(PICTOGRAMS)])
    return change_member(tx, _member(key, uid, person.uid, line, {}), {"mark": mark, **(facts or {})})


def change_member(tx: Tx, member: Member, facts: Mapping[str, str | None]) -> Member:
    """Say something new of a member; None takes it back. Raises ``Rejected`` and names the field.

    Facts: name, nickname, phone, address, rt_rw, left_why (words); office (``bendahara``, or ``bendahara 2026-01-05``
    with the day from which), since, left (ISO days), household, birth_year, children (numbers), mark, pkh_role.
    """
    told = {name: one_line(text) if text else None for name, text in facts.items()}
    if told.get("name") == member.name:
        told.pop("name", None)  # she came with it, which is no news
    problems = [*fact_problems(told, tx.owner.start), *_wrong_together(tx, member, told)]
    if problems:
        raise Rejected(problems)
    words = {name: text for name, text in told.items() if name in _WORDS}
    plain = {name: text for name, text in told.items() if name not in _WORDS}
    set_facts(tx, member.uid, plain, words=words, about=member.person)
    if told.keys() & {"office", "since", "left", "pkh_role"}:
        tx.note_audit("member", member.uid.hex(), after=" ".join(f"{name}={text}" for name, text in plain.items()))
    tx.touch("people")
    said = facts_of(tx, [member.uid]).get(member.uid, {})
    return _member(member.id, member.uid, member.person, member.name, said)


def fact_problems(facts: Mapping[str, str | None], start: date) -> tuple[Problem, ...]:
    """Why facts cannot be so, whoever they are said of; ``start`` is the first day of the book."""
    return tuple(problem for name, text in facts.items() if text for problem in _wrong(name, text, start))


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """Who held which office from when until when; ``until`` is None for who holds it now."""

    member: Member
    office: Office
    since: date | None
    until: date | None


def office_terms(reader: Reader) -> tuple[OfficeTerm, ...]:
    """Every term of every officer, the earliest first."""
    terms = []
    for member in members_of(reader):
        said = [_office(text) for _, text in fact_history(reader, member.uid, "office") if text]
        for nth, (office, since) in enumerate(said):
            until = said[nth + 1][1] if nth + 1 < len(said) else member.left
            if office in OFFICERS:
                terms.append(OfficeTerm(member, office, since, until))
    return tuple(sorted(terms, key=lambda term: (term.since or date.min, OFFICES.index(term.office))))


def size_warning(known: Iterable[Member]) -> Problem | None:
    """What to look at when the group has fewer or more households than the rule says; never a reason to refuse."""
    present = [member for member in known if member.left is None]
    own = sum(1 for member in present if not member.household)
    households = own + len({member.household for member in present if member.household})
    if FEWEST_HOUSEHOLDS <= households <= MOST_HOUSEHOLDS or not present:
        return None
    message = N_("This group has {households} households. The rule says {fewest} to {most}: check it first.")
    params = {"households": households, "fewest": FEWEST_HOUSEHOLDS, "most": MOST_HOUSEHOLDS}
    return Problem("group-size", message, params)


def _member(key: int, uid: bytes, person: bytes, added_as: str | None, said: Mapping[str, str]) -> Member:
    office, office_since = _office(said.get("office", "anggota"))
    return Member(
        id=key,
        uid=uid,
        person=person,
        name=said.get("name", added_as),
        nickname=said.get("nickname", ""),
        mark=said.get("mark", PICTOGRAMS[0]),
        office=office,
        office_since=office_since,
        since=_day(said.get("since")),
        left=_day(said.get("left")),
        household=int(said.get("household", "0")),
        birth_year=int(said["birth_year"]) if "birth_year" in said else None,
        phone=said.get("phone", ""),
        address=said.get("address", ""),
        children=int(said.get("children", "0")),
        rt_rw=said.get("rt_rw", ""),
        pkh_role=cast("PkhRole | None", said.get("pkh_role")),
    )


def _office(text: str) -> tuple[Office, date | None]:
    office, _, since = text.partition(" ")
    return cast(Office, office), _day(since or None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _wrong(name: str, text: str, start: date) -> Iterable[Problem]:
    """Why a fact cannot be so."""
    if name in ("household", "children", "birth_year"):
        most = {"household": 9_999, "children": 30, "birth_year": start.year - YOUNGEST}[name]
        fewest = EARLIEST_BIRTH if name == "birth_year" else 0
        if not (text.isascii() and text.isdigit() and fewest <= int(text) <= most):
            message = N_("Write a whole number from {fewest} to {most}.")
            yield Problem("member-number", message, {"fewest": fewest, "most": most}, name)
    elif name in ("since", "left"):
        try:
            date.fromisoformat(text)
        except ValueError:
            yield Problem("member-day", N_("This is not a day. Write it as day, month and year."), {}, name)
    elif name == "office":
        if _office_unknown(text):
            message = N_("There is no such office. Choose ketua, sekretaris, bendahara or anggota.")
            yield Problem("office-unknown", message, {}, name)
    elif name == "pkh_role" and text not in PKH_ROLES:
        yield Problem("pkh-role-unknown", N_("Choose what she does for the programme, or nothing."), {}, name)
    elif name == "mark" and text not in PICTOGRAMS:
        yield Problem("mark-unknown", N_("There is no such picture. Choose one of the set."), {}, name)
    elif name == "phone" and sum(letter.isdigit() for letter in text) < 6:
        yield Problem("phone-short", N_("This is no phone number. Write all its digits."), {}, name)


def _wrong_together(tx: Tx, member: Member, told: Mapping[str, str | None]) -> Iterable[Problem]:
    """Why facts cannot be so beside those that hold already; those that are wrong by themselves are passed over."""
    if "name" in told:
        line = told["name"]
        if not line:
            yield Problem("name-missing", N_("Give the member a name."), {}, "name")
        elif any(
            _plain(one.name or "") == _plain(line) for one in members_of(tx) if one.left is None and one.id != member.id
        ):
            message = N_("There is a member called {name} already. Add something to one of the two names.")
            yield Problem("member-twice", message, {"name": line}, "name")
    office = told.get("office", member.office)
    pkh_role = told.get("pkh_role", member.pkh_role)
    if (office or "").partition(" ")[0] == "bendahara" and pkh_role:
        message = N_(
            "Who serves the programme as companion or as chair never holds the group's money. Choose another treasurer."
        )
        yield Problem("treasurer-serves-pkh", message, {}, "office" if "office" in told else "pkh_role")
    since, left = (
        told[name] if name in told else (None if day is None else day.isoformat())
        for name, day in (("since", member.since), ("left", member.left))
    )
    if since and left and left < since and told.keys() & {"since", "left"}:
        message = N_("She cannot leave before she came. Look at both days.")
        yield Problem("member-left-before", message, {}, "left" if "left" in told else "since")


def _office_unknown(text: str) -> bool:
    office, _, since = text.partition(" ")
    try:
        if since:
            date.fromisoformat(since)
    except ValueError:
        return True
    return office not in OFFICES
