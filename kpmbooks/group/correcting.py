"""Putting right what one member paid at a meeting that does not open any more: visibly, the others' parts as they were.

The sum of that purse is corrected as any record is; the difference is hers alone. Loans and what is paid back on them
are corrected by their own records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.group.meetings import Meeting
from kpmbooks.group.members import Member
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY, MemberMovement, write_member_movements
from kpmbooks.ledger import Entry
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.undoing import tip_of

Parts = Mapping[int, Rupiah]


@dataclass(frozen=True, slots=True)
class PartCorrected:
    """What a member paid into a purse at a meeting that was put right later: as the meeting wrote it, as it stands.

    ``day`` is that of the record that stands now, or of the one that took everything back; ``written_on`` is the day
    on which somebody wrote it.
    """

    member: int
    purse: str
    before: Rupiah
    now: Rupiah
    day: date
    written_on: date


def can_be_corrected(purse: str) -> bool:
    """Whether a purse of a meeting is one sum with each member's part beside it."""
    return purse in (DUES, SOLIDARITY, FINE) or purse.startswith(f"{SAVINGS}:")


def meeting_parts(reader: Reader, meeting: Meeting) -> Mapping[str, Parts]:
    """What each member paid at a closed meeting as it stands today, by purse."""
    return {purse: parts for purse, (_, parts) in _standing(reader, meeting).items()}


def meeting_records(reader: Reader, meeting: Meeting) -> tuple[tuple[Entry, Entry | None], ...]:
    """The records that a closed meeting posted, each with the one by which it stands today: itself, the one that was
    written in its place, or None when it was taken back."""
    if meeting.batch is None:
        return ()
    entries = books.read_entries(reader, books.keys_of_batch(reader, meeting.batch))
    return tuple((entry, _tip(reader, entry)) for entry in entries)


def corrected_parts(reader: Reader, meeting: Meeting) -> tuple[PartCorrected, ...]:
    """What was put right of a closed meeting, by member. Who was put right and then back again is among them: a slip
    that she holds may say otherwise. An undone correction is not."""
    found = []
    for entry, tip in meeting_records(reader, meeting):
        if tip is not None and tip.id == entry.id:
            continue
        written = [_parts(reader, one.id) for one in _written_for(reader, entry)]
        now = {} if tip is None else _parts(reader, tip.id)
        last = _taken_back_by(reader, entry) if tip is None else tip
        for member, purse in sorted({key for parts in (*written, now) for key in parts}):
            key = (member, purse)
            before, stands = written[0].get(key, Rupiah(0)), now.get(key, Rupiah(0))
            if stands != before or any(parts.get(key, Rupiah(0)) != before for parts in written):
                found.append(PartCorrected(member, purse, before, stands, last.day, _written_on(last)))
    return tuple(sorted(found, key=lambda one: one.member))


def correct_part(
    tx: Tx, meeting: Meeting, member: Member, purse: str, amount: Rupiah, *, today: date, reason: str
) -> str | None:
    """Let a member have paid ``amount`` into ``purse``; gives the number of the new record, None where nothing is left.

    Raises ``Rejected`` when nobody paid into that purse at the meeting, when nothing changes, and without a reason.
    """
    if not reason.strip():
        raise Rejected(Problem("reason-missing", N_("Write why. One word is enough."), {}, "reason"))
    found = _standing(tx, meeting).get(purse)
    if found is None:
        message = N_("Nobody paid that at this meeting. Record it as a new record, with her name.")
        raise Rejected(Problem("part-missing", message, {}, "purse"))
    entry, parts = found
    if parts.get(member.id, Rupiah(0)) == amount or amount < 0:
        message = N_("That is what is written already. Write what she really paid.")
        raise Rejected(Problem("part-same", message, {}, "amount"))
    told = {key: part for key, part in {**parts, member.id: amount}.items() if part}
    total = sum(told.values())
    if not total:
        recording.reverse(tx, entry.number, today=today, reason=reason)
        return None
    answers: recording.Answers = {"amount": int(total), "memo": entry.memo}
    done = recording.correct(tx, entry.number, entry.kind, answers, today=today, reason=reason)
    movements = [MemberMovement(key, purse, part) for key, part in sorted(told.items())]
    write_member_movements(tx, done.posted[0].id, movements)
    tx.touch("meetings")
    return done.number


def _standing(reader: Reader, meeting: Meeting) -> dict[str, tuple[Entry, dict[int, Rupiah]]]:
    """The record of each purse that stands today, and every member's part of it."""
    found: dict[str, tuple[Entry, dict[int, Rupiah]]] = {}
    for _entry, tip in meeting_records(reader, meeting):
        if tip is None:
            continue
        for (member, purse), amount in _parts(reader, tip.id).items():
            found.setdefault(purse, (tip, {}))[1][member] = amount
    return found


def _parts(reader: Reader, entry: int) -> dict[tuple[int, str], Rupiah]:
    """Every member's part of a record, by member and purse; only what can be put right member by member."""
    rows = reader.connection.exec_driver_sql(
        "SELECT member_id, purse, sum(amount) FROM member_movements WHERE entry_id = ? GROUP BY 1, 2", (entry,)
    )
    return {(member, purse): Rupiah(amount) for member, purse, amount in rows if can_be_corrected(purse)}


def _tip(reader: Reader, entry: Entry) -> Entry | None:
    """The record by which ``entry`` stands today: itself, or the one that was written in its place."""
    return next((tip for one in _written_for(reader, entry) if (tip := tip_of(reader, one)) is not None), None)


def _written_for(reader: Reader, entry: Entry) -> Iterator[Entry]:
    """``entry``, and what was written in its place one after another, up to the first that stands."""
    yield entry
    while tip_of(reader, entry) is None:
        newer = reader.connection.exec_driver_sql(
            "SELECT id FROM entries WHERE corrects = ? ORDER BY id DESC LIMIT 1", (entry.id,)
        ).scalar()
        if newer is None:
            return
        entry = books.read_entry(reader, newer)
        yield entry


def _taken_back_by(reader: Reader, entry: Entry) -> Entry:
    """The record that took back the last one in the place of ``entry``."""
    last = list(_written_for(reader, entry))[-1]
    key = reader.connection.exec_driver_sql("SELECT max(id) FROM entries WHERE reverses = ?", (last.id,)).scalar()
    return last if key is None else books.read_entry(reader, key)


def _written_on(entry: Entry) -> date:
    zone = timezone(timedelta(minutes=entry.offset_minutes))
    return datetime.fromtimestamp(entry.written_at // 1000, zone).date()
