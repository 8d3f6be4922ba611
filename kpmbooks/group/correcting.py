"""Putting right what one member paid at a meeting that does not open any more: visibly, the others' parts as they were.

The sum of that purse is corrected as any record is; the difference is hers alone. Loans and what is paid back on them
are corrected by their own records.
"""

from collections.abc import Mapping
from datetime import date

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
        rows = reader.connection.exec_driver_sql(
            "SELECT member_id, purse, sum(amount) FROM member_movements WHERE entry_id = ? GROUP BY 1, 2", (tip.id,)
        )
        for member, purse, amount in rows:
            if can_be_corrected(purse):
                found.setdefault(purse, (tip, {}))[1][member] = Rupiah(amount)
    return found


def _tip(reader: Reader, entry: Entry) -> Entry | None:
    """The record by which ``entry`` stands today: itself, or the one that was written in its place."""
    while (tip := tip_of(reader, entry)) is None:
        newer = reader.connection.exec_driver_sql(
            "SELECT id FROM entries WHERE corrects = ? ORDER BY id DESC LIMIT 1", (entry.id,)
        ).scalar()
        if newer is None:
            return None
        entry = books.read_entry(reader, newer)
    return tip
