"""Arisan: everybody puts in the same, and at each turn somebody draws the pot; who has drawn and who has not.

Money passes through from hand to hand: it is no result, no savings, and stands in no account. A draw by chance can be
worked out again by anybody from its seed: of those who wait, in the order of joining, the one at the place that
SHA-256 of "seed:turn" leaves when it is divided by how many they are.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.book.names import clean_name, one_line
from kpmbooks.group.members import Member, members_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import new_uid

How = Literal["hand", "chance"]
_LIST, _TERMS, _DRAWS, _NAME = "arisan", "terms", "draws", "name"


@dataclass(frozen=True, slots=True)
class Draw:
    """Who drew at which turn. ``seed`` is what the chance came from; empty for a draw by hand."""

    turn: int
    day: date
    member: Member
    how: How
    seed: str


@dataclass(frozen=True, slots=True)
class Arisan:
    """One round. ``amount`` is what each puts in at each turn, in rupiah; ``winners`` how many draw at each.

    ``members`` in the order of joining; ``ended`` is the day on which the group let it be, None while it goes on.
    """

    uid: bytes
    name: str
    amount: Rupiah
    winners: int
    since: date
    members: tuple[Member, ...]
    draws: tuple[Draw, ...]
    ended: date | None

    @property
    def pot(self) -> Rupiah:
        """What one who draws gets."""
        return Rupiah(int(self.amount) * len(self.members) // self.winners)

    @property
    def waiting(self) -> tuple[Member, ...]:
        """Who has not drawn yet."""
        drawn = {one.member.uid for one in self.draws}
        return tuple(one for one in self.members if one.uid not in drawn)

    @property
    def turn(self) -> int:
        """The number of the next turn to draw in, from 1."""
        return len(self.draws) // self.winners + 1

    @property
    def is_open(self) -> bool:
        """Whether somebody still draws."""
        return self.ended is None and bool(self.waiting)


def arisans_of(reader: Reader, ledger: LedgerRef) -> tuple[Arisan, ...]:
    """All rounds of the group, the latest first."""
    told = facts_of(reader, [ledger.uid]).get(ledger.uid, {}).get(_LIST)
    uids = [bytes.fromhex(one) for one in json.loads(told)] if told else []
    if not uids:
        return ()
    said, known = facts_of(reader, uids), {one.uid.hex(): one for one in members_of(reader)}
    return tuple(_read(uid, said[uid], known) for uid in reversed(uids))


def begin_arisan(
    tx: Tx, ledger: LedgerRef, name: str, amount: Rupiah, members: Sequence[Member], *, since: date, winners: int = 1
) -> Arisan:
    """Begin a round among ``members``; raises ``Rejected``."""
    line = clean_name(name, N_("Give the arisan a name."))
    problems = []
    if amount <= 0:
        problems.append(Problem("arisan-amount", N_("Write what each puts in at each turn."), {}, "amount"))
    if len(members) < 2:
        message = N_("An arisan needs two members or more. Tick who takes part.")
        problems.append(Problem("arisan-members", message, {}, "members"))
    elif not 1 <= winners <= len(members) or len(members) % winners:
        message = N_("{members} members cannot draw {winners} at a time. Choose a number that divides them evenly.")
        params = {"members": len(members), "winners": winners}
        problems.append(Problem("arisan-winners", message, params, "winners"))
    elif amount > 0 and int(amount) * len(members) % winners:
        message = N_("The pot cannot be divided among {winners}. Choose another amount.")
        problems.append(Problem("arisan-pot", message, {"winners": winners}, "amount"))
    if problems:
        raise Rejected(problems)
    uid = new_uid()
    told = facts_of(tx, [ledger.uid]).get(ledger.uid, {}).get(_LIST)
    set_facts(tx, ledger.uid, {_LIST: json.dumps([*(json.loads(told) if told else ()), uid.hex()])})
    joined = sorted({one.id: one for one in members}.items())
    terms = {
        "amount": int(amount),
        "winners": winners,
        "since": since.isoformat(),
        "members": [one.uid.hex() for _, one in joined],
    }
    set_facts(tx, uid, {_TERMS: json.dumps(terms)}, words={_NAME: line})
    return _again(tx, ledger, uid)


def draw(tx: Tx, ledger: LedgerRef, arisan: Arisan, *, day: date, member: Member | None = None, seed: str = "") -> Draw:
    """Let ``member`` draw, as the slip of paper said; without one chance decides, by ``seed``. Raises ``Rejected``."""
    now = _again(tx, ledger, arisan.uid)
    if not now.is_open:
        raise Rejected(Problem("arisan-over", N_("Everybody has drawn. Begin another arisan."), {}, "member"))
    word = one_line(seed)
    if member is None and not word:
        raise Rejected(Problem("arisan-seed", N_("Write a number or a word that the meeting calls out."), {}, "seed"))
    found = chosen(now, word) if member is None else next((one for one in now.waiting if one.uid == member.uid), None)
    if found is None:
        message = N_("She has drawn already, or takes no part. Choose one who waits.")
        raise Rejected(Problem("arisan-drawn", message, {}, "member"))
    if day < now.since or (now.draws and day < now.draws[-1].day):
        message = N_("The last draw was on {day}. Choose that day or a later one.")
        params = {"day": now.draws[-1].day if now.draws else now.since}
        raise Rejected(Problem("arisan-day", message, params, "day"))
    made = Draw(now.turn, day, found, "chance" if member is None else "hand", word if member is None else "")
    _write_draws(tx, now, (*now.draws, made))
    return made


def chosen(arisan: Arisan, seed: str) -> Member | None:
    """Whom chance picks of those who wait: the same for everybody who works it out from the same seed."""
    waiting = arisan.waiting
    if not waiting:
        return None
    # Where several draw at one turn each of them is a throw of her own.
    throw = hashlib.sha256(f"{seed}:{len(arisan.draws) + 1}".encode()).digest()
    return waiting[int.from_bytes(throw) % len(waiting)]


def take_back_draw(tx: Tx, ledger: LedgerRef, arisan: Arisan) -> Arisan:
    """Take the last draw back."""
    now = _again(tx, ledger, arisan.uid)
    _write_draws(tx, now, now.draws[:-1])
    return _again(tx, ledger, arisan.uid)


def end_arisan(tx: Tx, ledger: LedgerRef, arisan: Arisan, day: date | None) -> Arisan:
    """Let a round be before everybody has drawn, or go on with it again (None)."""
    set_facts(tx, arisan.uid, {"ended": None if day is None else day.isoformat()})
    return _again(tx, ledger, arisan.uid)


def _again(reader: Reader, ledger: LedgerRef, uid: bytes) -> Arisan:
    return next(one for one in arisans_of(reader, ledger) if one.uid == uid)


def _write_draws(tx: Tx, arisan: Arisan, draws: Sequence[Draw]) -> None:
    told = [
        {"turn": one.turn, "day": one.day.isoformat(), "member": one.member.uid.hex(), "how": one.how, "seed": one.seed}
        for one in draws
    ]
    set_facts(tx, arisan.uid, {_DRAWS: json.dumps(told) if told else None})


def _read(uid: bytes, said: Any, known: dict[str, Member]) -> Arisan:
    terms = json.loads(said[_TERMS])
    draws = json.loads(said.get(_DRAWS) or "[]")
    return Arisan(
        uid,
        said.get(_NAME, ""),
        Rupiah(terms["amount"]),
        terms["winners"],
        date.fromisoformat(terms["since"]),
        tuple(known[one] for one in terms["members"] if one in known),
        tuple(
            Draw(one["turn"], date.fromisoformat(one["day"]), known[one["member"]], one["how"], one["seed"])
            for one in draws
            if one["member"] in known
        ),
        date.fromisoformat(said["ended"]) if "ended" in said else None,
    )
