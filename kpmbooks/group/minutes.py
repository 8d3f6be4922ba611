"""What is said of a meeting beside its sheet: where, about what, what was decided, how far it is, what was counted.

Facts of the meeting, kept as they are written, so that a meeting that breaks off goes on where it stopped. Decisions
may name persons, so they are words that can be erased. The sheet and closing are ``meetings``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, get_args

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.dates import month_of
from kpmbooks.group.rules import Rhythm
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah

if TYPE_CHECKING:
    from kpmbooks.group.meetings import Meeting

Step = Literal["open", "sheet", "count", "decisions", "close"]
STEPS: tuple[Step, ...] = get_args(Step)
"""The five steps of a meeting, in their order."""

NOTES = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
"""The notes and coins in use, the largest first; 1.000 is both."""

NOT_FOUND = "selisih_kas"
"""The account on which money stands that was missing, or too much, when a box was counted."""

_WORDS = ("place", "agenda", "decisions", "guests", "next_place")


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is said of a meeting. ``counts`` are the totals of every count of the box, ``notes`` the one that goes on.

    ``guests``: a line for each, name, from where and why between semicolons. ``witness`` is the uid of the member who
    counted with the treasurer; ``step`` where the meeting is.
    """

    place: str = ""
    agenda: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    next_day: date | None = None
    next_place: str = ""
    notes: Mapping[int, int] = field(default_factory=dict)
    counts: tuple[Rupiah, ...] = ()
    witness: bytes | None = None
    step: Step = "sheet"


def minutes_of(reader: Reader, meeting: "Meeting") -> Minutes:
    """What is said of one meeting today."""
    said = facts_of(reader, [meeting.uid]).get(meeting.uid, {})
    step = said.get("step", "sheet")
    return Minutes(
        place=said.get("place", ""),
        agenda=_lines(said.get("agenda", "")),
        decisions=_lines(said.get("decisions", "")),
        guests=_lines(said.get("guests", "")),
        next_day=date.fromisoformat(said["next_day"]) if "next_day" in said else None,
        next_place=said.get("next_place", ""),
        notes=read_notes(said.get("notes", "")),
        counts=tuple(Rupiah(int(total)) for total in said.get("counts", "").split()),
        witness=bytes.fromhex(said["witness"]) if "witness" in said else None,
        step=step if step in STEPS else "sheet",
    )


def write_minutes(tx: Tx, meeting: "Meeting", facts: Mapping[str, str | None]) -> None:
    """Keep something that is said of a meeting; None takes it back. A closed meeting's decisions can be written on.

    Facts: place, agenda, decisions, next_place (words; one line for each point), guests (a line for each: name; from
    where; why), next_day (ISO), notes
    (``write_notes``), counts (totals with blanks between them), witness (a member's uid in hex), step.
    """
    told = {name: text.strip() if text else None for name, text in facts.items()}
    words = {name: text for name, text in told.items() if name in _WORDS}
    set_facts(tx, meeting.uid, {name: text for name, text in told.items() if name not in words}, words=words)
    tx.touch("minutes")


def write_notes(notes: Mapping[int, int]) -> str:
    """How many of each note and coin, as a fact: ``100000x3 500x2``."""
    return " ".join(f"{worth}x{many}" for worth, many in sorted(notes.items(), reverse=True) if many)


def read_notes(text: str) -> dict[int, int]:
    """What ``write_notes`` wrote."""
    found = (piece.partition("x") for piece in text.split())
    return {int(worth): int(many) for worth, _, many in found if worth.isdigit() and many.isdigit()}


def to_ask_again(reader: Reader, ledger: LedgerRef, day: date) -> Rupiah:
    """Money that is *belum ketemu* at the end of ``day``; below zero what was too much and nobody knew why."""
    sums = books.sums_through(reader, ledger.id, day)
    missing = (one.id for one in books.accounts(reader, ledger) if one.role == NOT_FOUND)
    return Rupiah(sum(int(sums[key].net) for key in missing if key in sums))


CountState = Literal["agrees", "again", "third", "differs"]


def count_state(counts: Sequence[int], expected: int) -> CountState:
    """What follows from the counts so far, the last one last: that it agrees, that the two who know of it count again,
    that they count a third time, or that it differs and is booked as it is. Raises ValueError before any count."""
    if not counts:
        raise ValueError("nothing was counted")
    if counts[-1] == expected:
        return "agrees"
    return "again" if len(counts) == 1 else "third" if len(counts) == 2 else "differs"


def next_meeting(day: date, rhythm: Rhythm) -> date:
    """When the group would meet next by its rhythm; where that is free, in a month."""
    if rhythm in ("week", "two-weeks"):
        return day + timedelta(days=7 if rhythm == "week" else 14)
    after = month_of(month_of(day).last + timedelta(days=1))
    return min(after.first + timedelta(days=day.day - 1), after.last)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
