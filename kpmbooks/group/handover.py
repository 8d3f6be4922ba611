"""Serah terima bendahara: the box is counted, what differs is booked neutrally, the office changes hands: one act.

The treasurer who goes and the one who comes count together before two witnesses. What was counted, who was there and
which books were handed over are kept as facts, so that the record can be printed again; figures of members' money are
those of that day's book.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, facts_of, set_facts
from kpmbooks.group.meetings import box_before, meetings_of
from kpmbooks.group.members import Member, change_member, members_of
from kpmbooks.group.minutes import read_notes, write_notes
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers
from kpmbooks.storage import new_uid

THINGS = (
    N_("Cash book"),
    N_("Savings register and savings books"),
    N_("Solidarity register (IKS)"),
    N_("Register of members' loans"),
    N_("Receipts and slips"),
    N_("Bank book of the group"),
    N_("Cash box and its keys"),
    N_("Stamp of the group"),
)
"""What usually goes from hand to hand with the office; the group adds to it."""

_FACT = "handovers"


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What is about to be handed over. ``notes``: how many of each note and coin lie in the box."""

    day: date
    new: Member
    witnesses: tuple[Member, ...]
    notes: Mapping[int, int]
    things: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """What was handed over. ``expected`` is what the book said; the members are their uids."""

    uid: bytes
    day: date
    old: bytes
    new: bytes
    witnesses: tuple[bytes, ...]
    expected: Rupiah
    notes: Mapping[int, int] = field(default_factory=dict)
    things: tuple[str, ...] = ()
    place: str = ""

    @property
    def counted(self) -> Rupiah:
        """What lay in the box."""
        return Rupiah(sum(worth * many for worth, many in self.notes.items()))

    @property
    def differs(self) -> Rupiah:
        """What the box held more than the book said; below zero what is not found yet."""
        return Rupiah(self.counted - self.expected)


def treasurer_of(known: Sequence[Member], day: date) -> Member | None:
    """Who holds the money on that day; the one who took it up last where several are written down."""
    holding = [one for one in known if one.office == "bendahara" and one.in_group(day)]
    return max(holding, key=lambda one: one.office_since or date.min, default=None)


def hand_over(tx: Tx, ledger: LedgerRef, what: HandingOver, *, today: date) -> Handover:
    """Count, book what differs, change the office and keep the record; raises ``Rejected`` with everything wrong."""
    old = treasurer_of(members_of(tx), what.day)
    if problems := tuple(_problems(tx, ledger, what, old, today)):
        raise Rejected(problems)
    assert old is not None  # said above
    expected = box_before(tx, ledger, what.day)
    made = Handover(
        new_uid(),
        what.day,
        old.uid,
        what.new.uid,
        tuple(one.uid for one in what.witnesses),
        expected,
        dict(what.notes),
        what.things,
        what.place,
    )
    if made.differs:
        kind = "uang_lebih" if made.differs > 0 else "belum_ketemu"
        answers: Answers = {"amount": abs(int(made.differs)), "memo": "Serah terima bendahara", "date": what.day}
        recording.record(tx, kind, answers, ledger=ledger, today=today, source="drawer")
    change_member(tx, old, {"office": f"anggota {what.day.isoformat()}"})
    change_member(tx, what.new, {"office": f"bendahara {what.day.isoformat()}"})
    facts = {
        "day": what.day.isoformat(),
        "old": old.uid.hex(),
        "new": what.new.uid.hex(),
        "witnesses": " ".join(uid.hex() for uid in made.witnesses),
        "expected": str(int(expected)),
        "notes": write_notes(what.notes),
    }
    words = {"things": "\n".join(what.things) or None, "place": what.place.strip() or None}
    set_facts(tx, made.uid, facts, words=words)
    set_facts(tx, ledger.uid, {_FACT: made.uid.hex()})
    tx.note_audit("handover", made.uid.hex(), after=f"{facts['day']} {facts['old']} {facts['new']}")
    tx.touch("members")
    return made


def handovers_of(reader: Reader, ledger: LedgerRef) -> tuple[Handover, ...]:
    """Every handover of the group, the last first."""
    uids = [bytes.fromhex(text) for _, text in fact_history(reader, ledger.uid, _FACT) if text]
    said = facts_of(reader, uids)
    return tuple(_handover(uid, said[uid]) for uid in reversed(uids) if uid in said)


def _handover(uid: bytes, said: Mapping[str, str]) -> Handover:
    return Handover(
        uid,
        date.fromisoformat(said["day"]),
        bytes.fromhex(said["old"]),
        bytes.fromhex(said["new"]),
        tuple(bytes.fromhex(one) for one in said.get("witnesses", "").split()),
        Rupiah(int(said["expected"])),
        read_notes(said.get("notes", "")),
        tuple(said.get("things", "").splitlines()),
        said.get("place", ""),
    )


def _problems(tx: Tx, ledger: LedgerRef, what: HandingOver, old: Member | None, today: date) -> Iterator[Problem]:
    if old is None:
        message = N_("Nobody is written down as treasurer. Give that office on the page “Members” first.")
        yield Problem("handover-no-treasurer", message, {}, "old")
    elif old.id == what.new.id:
        message = N_("{name} is the treasurer already. Choose somebody else.")
        yield Problem("handover-same", message, {"name": old.name or old.nickname}, "new")
    if not what.new.in_group(what.day):
        message = N_("The new treasurer is no member on that day. Choose another.")
        yield Problem("handover-stranger", message, {}, "new")
    elif what.new.office in ("ketua", "sekretaris"):
        message = N_("Who leads the group or writes its books does not hold its money. Choose another treasurer.")
        yield Problem("handover-two-offices", message, {}, "new")
    keys = {one.id for one in what.witnesses}
    hands = {what.new.id} | ({old.id} if old is not None else set())
    if len(keys) != 2 or keys & hands:
        message = N_("Two other members are the witnesses. Choose them.")
        yield Problem("handover-witnesses", message, {}, "witnesses")
    if any(worth <= 0 or many < 0 for worth, many in what.notes.items()):
        message = N_("Count the box again: a number of notes is not right.")
        yield Problem("handover-count", message, {}, "notes")
    meeting = next(iter(meetings_of(tx, ledger, 1)), None)
    if meeting is not None and meeting.is_open:
        message = N_("Meeting {number} is still open. Close it first: the box is counted after it.")
        yield Problem("meeting-open", message, {"number": meeting.number}, "day")
    latest, closed = books.latest_day(tx, ledger), books.closed_through(tx, ledger.id)
    if what.day > today:
        yield Problem("handover-day", N_("That day is still to come. Choose today or an earlier one."), {}, "day")
    elif latest is not None and what.day < latest:
        message = N_(
            "There are records up to {day}. Hand over on that day or a later one, so that the count fits them."
        )
        yield Problem("handover-day", message, {"day": latest}, "day")
    elif what.day < tx.owner.start or (closed is not None and what.day <= closed):
        message = N_("Nothing can be recorded on that day any more. Choose a later one.")
        yield Problem("period-closed", message, {}, "day")
