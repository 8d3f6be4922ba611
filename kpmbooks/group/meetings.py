"""A group's meetings: opening one, its sheet, counting the box, closing it and opening it again.

A meeting that is open is a sheet: every cell is kept when it is written, so a dead battery loses nothing. Closing posts
all of it in one batch. Only the last meeting opens again, and its closed month with it: its batch is taken back and
posted anew when it is closed; an older one takes a visible correction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import cast

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of
from kpmbooks.group.closed_month import close_month_again, later_month_closed, open_month
from kpmbooks.group.deciding import rules_history, rules_of
from kpmbooks.group.fines import LOOKED_BACK, MeetingBefore, fines_suggested
from kpmbooks.group.lending import LoanTerms, instalment_due, terms_by
from kpmbooks.group.members import Member, members_of
from kpmbooks.group.minutes import write_minutes, write_notes
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY, MemberLoan, loans_of
from kpmbooks.group.posting import MEETING_ACT, add_up, post
from kpmbooks.group.rules import ChargeName, GroupRules, LoanMethod, rules_on
from kpmbooks.group.sheet import ATTENDANCE, INSTALMENT, PRESENT, Attendance, SheetRow
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.undoing import tip_of
from kpmbooks.storage import new_uid, scalar

REOPEN_ACT = "reopen-meeting"
BOX = "kotak"
"""The group's cash box in the chart: the set of the cash accounts that lie in it."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. ``batch`` is the key of what it posted, while it is closed."""

    id: int
    uid: bytes
    ledger: int
    number: int
    day: date
    batch: int | None

    @property
    def is_open(self) -> bool:
        """Whether its sheet can be written."""
        return self.batch is None


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted in the box: how many of each note and coin, by worth; ``witness`` is the uid of the member who
    counted with the treasurer."""

    notes: Mapping[int, int] = field(default_factory=dict)
    witness: bytes | None = None

    @property
    def total(self) -> Rupiah:
        """The money that lies there."""
        return Rupiah(sum(worth * many for worth, many in self.notes.items()))


def meetings_of(reader: Reader, ledger: LedgerRef, most: int = -1) -> tuple[Meeting, ...]:
    """The group's meetings, the last first; at most ``most`` of them."""
    rows = reader.connection.exec_driver_sql(
        "SELECT m.id, m.uid, m.ledger_id, m.number, m.day, s.state, s.batch_id FROM meetings m"
        " LEFT JOIN meeting_states s ON s.id = (SELECT max(id) FROM meeting_states WHERE meeting_id = m.id)"
        " WHERE m.ledger_id = ? ORDER BY m.number DESC LIMIT ?",
        (ledger.id, most),
    )
    return tuple(
        Meeting(key, uid, place, number, date.fromisoformat(day), batch if state == "closed" else None)
        for key, uid, place, number, day, state, batch in rows
    )


def open_meeting(tx: Tx, ledger: LedgerRef, day: date) -> Meeting:
    """Begin the next meeting; raises ``Rejected`` while another is open, or on a day before the last."""
    last = next(iter(meetings_of(tx, ledger, 1)), None)
    if last is not None and last.is_open:
        message = N_("Meeting {number} is still open. Close it first, or go on with it.")
        raise Rejected(Problem("meeting-open", message, {"number": last.number}, "day"))
    if last is not None and day < last.day:
        message = N_("The last meeting was on {day}. Choose that day or a later one.")
        raise Rejected(Problem("meeting-day", message, {"day": last.day}, "day"))
    closed = books.closed_through(tx, ledger.id)
    if day < tx.owner.start or (closed is not None and day <= closed):
        message = N_("Nothing can be recorded on that day any more. Choose a later one.")
        raise Rejected(Problem("period-closed", message, {}, "day"))
    uid = new_uid()
    number = 1 if last is None else last.number + 1
    tx.connection.exec_driver_sql(
        "INSERT INTO meetings (uid, ledger_id, number, day, opened_at, writer_id) VALUES (?, ?, ?, ?, ?, ?)",
        (uid, ledger.id, number, day.isoformat(), tx.written_at().milliseconds, tx.writer.id),
    )
    tx.touch("meetings")
    key = int(scalar(tx.connection, "SELECT id FROM meetings WHERE uid = ?", uid))
    return Meeting(key, uid, ledger.id, number, day, None)


# The sheet


def sheet_of(reader: Reader, ledger: LedgerRef, meeting: Meeting) -> tuple[SheetRow, ...]:
    """A row for each member of that day, with what the rules ask and what is written."""
    rules = rules_of(reader, ledger, meeting.day)
    cells: dict[int, dict[str, int]] = {}
    for member, cell, value in reader.connection.exec_driver_sql(
        "SELECT member_id, cell, value FROM meeting_cells WHERE meeting_id = ? ORDER BY member_id, cell", (meeting.id,)
    ):
        cells.setdefault(member, {})[cell] = value
    loans: dict[int, list[tuple[MemberLoan, LoanTerms]]] = {}
    for loan in loans_of(reader):
        loans.setdefault(loan.member, []).append((loan, loan_terms(reader, loan, rules)))
    members = members_of(reader, meeting.day)
    fines = _fines(reader, ledger, meeting, rules, members)
    return tuple(
        SheetRow(
            one,
            _asked(rules, loans.get(one.id, ())),
            cells.get(one.id, {}),
            tuple(loans.get(one.id, ())),
            {FINE: fines[one.id]} if one.id in fines else {},
        )
        for one in members
    )


def _fines(
    reader: Reader, ledger: LedgerRef, meeting: Meeting, rules: GroupRules, members: Sequence[Member]
) -> Mapping[int, Rupiah]:
    """What the rules on fines suggest on an open sheet; nothing while they know none."""
    if not (rules.money and rules.fine and meeting.is_open):
        return {}
    known = [one for one in meetings_of(reader, ledger, LOOKED_BACK + 1) if not one.is_open and one.id != meeting.id]
    came: dict[int, dict[int, Attendance]] = {one.id: {} for one in known}
    for key, member, value in reader.connection.exec_driver_sql(
        "SELECT meeting_id, member_id, value FROM meeting_cells WHERE cell = ? AND meeting_id >= ?",
        (PRESENT, min(came, default=0)),
    ):
        if key in came and value in ATTENDANCE:
            came[key][member] = ATTENDANCE[value]
    history = rules_history(reader, ledger)
    held = ((one, rules_on(history, one.day)) for one in known)
    before = [MeetingBefore(decided.fine if decided else Rupiah(0), came[one.id]) for one, decided in held]
    return fines_suggested((one.id for one in members), before)


def loan_terms(reader: Reader, loan: MemberLoan, rules: GroupRules) -> LoanTerms:
    """How a loan was agreed; what was not written down is as the rules say."""
    said = facts_of(reader, [loan.uid]).get(loan.uid, {})
    usual = terms_by(rules.loans, rules.loans.periods)
    return LoanTerms(
        int(said.get("periods", usual.periods)),
        Fraction(said.get("rate", str(usual.rate))),
        cast(LoanMethod, said.get("method", usual.method)),
        cast(ChargeName, said.get("charge", usual.charge)),
        int(said.get("unit", usual.unit)),
    )


def _asked(rules: GroupRules, loans: Sequence[tuple[MemberLoan, LoanTerms]]) -> dict[str, Rupiah]:
    if not rules.money:
        return {}
    asked = {DUES: rules.dues, SOLIDARITY: rules.solidarity}
    asked |= {f"{SAVINGS}:{kind.id}": kind.amount for kind in rules.savings}
    asked |= {f"{INSTALMENT}:{loan.id}": instalment_due(terms, loan.amount, loan.left) for loan, terms in loans}
    return {cell: amount for cell, amount in asked.items() if amount}


def write_cells(tx: Tx, meeting: Meeting, member: Member, cells: Mapping[str, int | None]) -> None:
    """Keep what was written in cells of a member's row; None empties one. Raises ``Rejected``."""
    if not meeting.is_open:
        message = N_("Meeting {number} is closed. Open it again, or write a correction.")
        raise Rejected(Problem("meeting-closed", message, {"number": meeting.number}))
    for cell, value in cells.items():
        if value is None:
            tx.connection.exec_driver_sql(
                "DELETE FROM meeting_cells WHERE meeting_id = ? AND member_id = ? AND cell = ?",
                (meeting.id, member.id, cell),
            )
            continue
        if not 0 <= value <= LIMIT:
            message = N_("This cannot be less than zero. Write it without a minus.")
            raise Rejected(Problem("cell-negative", message, {}, cell))
        tx.connection.exec_driver_sql(
            "INSERT INTO meeting_cells (meeting_id, member_id, cell, value) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (meeting_id, member_id, cell) DO UPDATE SET value = excluded.value",
            (meeting.id, member.id, cell, int(value)),
        )
    tx.touch("meeting-sheet")


def pay_by_rules(tx: Tx, meeting: Meeting, row: SheetRow) -> None:
    """*Bayar sesuai aturan*: she is present and pays what the rules ask; what was written already stays as it is.

    Of one who is written down as absent or excused nothing is asked: her row is done as it stands.
    """
    write_cells(tx, meeting, row.member, row.by_rules())


# The box


def box_before(reader: Reader, ledger: LedgerRef, day: date) -> Rupiah:
    """What the cash accounts of the group's box say at the end of ``day``, in rupiah."""
    in_box = [one.id for one in books.accounts(reader, ledger) if one.is_cash and one.box == BOX]
    sums = books.sums_through(reader, ledger.id, day)
    return Rupiah(sum(int(sums[key].net) for key in in_box if key in sums))


def box_now(reader: Reader, ledger: LedgerRef, meeting: Meeting) -> Rupiah:
    """What should lie in the box when everything on the sheet is paid."""
    rows = sheet_of(reader, ledger, meeting) if meeting.is_open else ()
    return Rupiah(box_before(reader, ledger, meeting.day) + sum(row.pays - row.gets for row in rows))


# Closing


def close_meeting(tx: Tx, ledger: LedgerRef, meeting: Meeting, *, count: Count | None = None) -> Meeting:
    """Post everything on the sheet in one batch and close the meeting.

    A counted box that differs is booked neutrally, as *belum ketemu* or *uang lebih*. Raises ``Rejected``.
    """
    if not meeting.is_open:
        message = N_("Meeting {number} is closed already.")
        raise Rejected(Problem("meeting-closed", message, {"number": meeting.number}))
    rules = rules_of(tx, ledger, meeting.day)
    money = add_up(sheet_of(tx, ledger, meeting), rules)
    if money.problems:
        raise Rejected(money.problems)
    differs = Rupiah(0) if count is None else Rupiah(count.total - box_now(tx, ledger, meeting))
    batch = post(
        tx,
        ledger,
        money,
        rules,
        day=meeting.day,
        words=f"Rapat ke-{meeting.number}",
        difference=differs,
        source="typed" if count is None else "drawer",
    )
    if batch is None:
        batch = books.begin_batch(tx, MEETING_ACT)
    _set_state(tx, meeting.id, "closed", batch)
    close_month_again(tx, ledger, meeting.uid)
    if count is not None:
        seen = count.witness.hex() if count.witness else None
        write_minutes(tx, meeting, {"notes": write_notes(count.notes), "witness": seen})
    return Meeting(meeting.id, meeting.uid, meeting.ledger, meeting.number, meeting.day, batch)


def reopen_meeting(tx: Tx, ledger: LedgerRef, meeting: Meeting, *, today: date) -> Meeting:
    """Open the last meeting again: what it posted is taken back, in its month, which opens with it and closes with it.

    Raises ``Rejected`` for an older one, where one of its records was corrected since, and where a later month is
    closed.
    """
    last = next(iter(meetings_of(tx, ledger, 1)), None)
    if last is None or last.id != meeting.id or last.batch is None:
        message = N_("Only the last meeting can be opened again. Write a correction for an older one.")
        raise Rejected(Problem("meeting-older", message, {"number": meeting.number}))
    if _is_changed(tx, last.batch):
        message = N_("A record of this meeting was corrected or taken back. Write another correction instead.")
        raise Rejected(Problem("meeting-corrected", message, {"number": meeting.number}))
    if later := later_month_closed(tx, ledger, meeting.day):
        raise Rejected(later)
    open_month(tx, ledger, meeting.uid, meeting.day)
    taken = recording.take_back(tx, last.batch, today=today, act=REOPEN_ACT)
    _set_state(tx, meeting.id, "reopened", taken)
    return Meeting(meeting.id, meeting.uid, meeting.ledger, meeting.number, meeting.day, None)


def settle_meetings(tx: Tx) -> None:
    """Let a meeting follow its batch: undone it is open again, and closed once more when that was undone.

    Raises ``Rejected`` where another meeting has begun since: two would be open; and where its month is closed, which
    opens only with the meeting itself.
    """
    places = {one.id: one for one in books.ledgers(tx)}
    rows = tx.connection.exec_driver_sql(
        "SELECT s.meeting_id, s.state, m.uid, m.day, m.ledger_id, b.act, (SELECT c.batch_id FROM meeting_states c"
        " WHERE c.meeting_id = s.meeting_id AND c.state = 'closed' ORDER BY c.id DESC LIMIT 1)"
        " FROM batches u JOIN batches b ON b.id = u.undoes AND b.act IN (?, ?)"
        " JOIN meeting_states s ON s.batch_id = b.id JOIN meetings m ON m.id = s.meeting_id"
        " AND s.id = (SELECT max(x.id) FROM meeting_states x WHERE x.meeting_id = s.meeting_id)"
        " WHERE u.id IN (SELECT batch_id FROM entries WHERE id > ?)",
        (MEETING_ACT, REOPEN_ACT, tx.entries_before),
    )
    for key, state, uid, day, place, act, posted in rows.all():
        if act == MEETING_ACT and state == "closed":
            _refuse_older(tx, key)
            closed = books.closed_through(tx, place)
            if closed is not None and day <= closed.isoformat():
                message = N_("The month of this meeting is closed. Open the meeting again instead.")
                raise Rejected(Problem("period-closed", message, {}))
            _set_state(tx, key, "reopened", None)
        elif act == REOPEN_ACT and state == "reopened":
            _set_state(tx, key, "closed", posted)
            close_month_again(tx, places[place], uid)


def _refuse_older(tx: Tx, key: int) -> None:
    later = scalar(
        tx.connection,
        "SELECT max(l.number) FROM meetings m JOIN meetings l ON l.ledger_id = m.ledger_id AND l.number > m.number"
        " WHERE m.id = ?",
        key,
    )
    if later is not None:
        message = N_("Another meeting has begun since then. Write a correction instead.")
        raise Rejected(Problem("meeting-older", message, {"number": later}))


def _is_changed(reader: Reader, batch: int) -> bool:
    """Whether a record of the batch does not stand any more as it was posted."""
    return any(tip_of(reader, one) is None for one in books.read_entries(reader, books.keys_of_batch(reader, batch)))


def _set_state(tx: Tx, meeting: int, state: str, batch: int | None) -> None:
    tx.connection.exec_driver_sql(
        "INSERT INTO meeting_states (meeting_id, state, batch_id, written_at, writer_id) VALUES (?, ?, ?, ?, ?)",
        (meeting, state, batch, tx.written_at().milliseconds, tx.writer.id),
    )
    tx.touch("meetings")
