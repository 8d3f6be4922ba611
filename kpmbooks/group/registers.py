"""What the group's registers are filled with: members' money day by day, who came, what each meeting moved, payments.

Read only; every sum is of the same movements as members' passbooks, so a register and the accounts agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.group.meetings import Meeting, box_before, meetings_of
from kpmbooks.group.members import Member, members_of
from kpmbooks.group.money import CHARGE, LOAN, SAVINGS, MemberLoan, loans_of
from kpmbooks.group.sheet import ATTENDANCE, PRESENT, Attendance
from kpmbooks.ledger import Entry, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.recording.undoing import tip_of

_NONE = Rupiah(0)


class MemberDay(NamedTuple):
    """What a member's purse gained on a day; below zero what left it."""

    member: int
    purse: str
    day: date
    amount: Rupiah


def member_days(reader: Reader, purses: Sequence[str], until: date) -> tuple[MemberDay, ...]:
    """Every day on which one of these purses of a member moved, by day; ``savings`` means all kinds of savings."""
    named = ", ".join("?" * len(purses))
    rows = reader.connection.exec_driver_sql(
        "SELECT m.member_id, m.purse, e.day, sum(m.amount) AS amount FROM member_movements m"
        f" JOIN entries e ON e.id = m.entry_id WHERE e.day <= ? AND (m.purse IN ({named})"
        f" OR substr(m.purse, 1, instr(m.purse, ':') - 1) IN ({named}))"
        " GROUP BY 1, 2, 3 HAVING amount <> 0 ORDER BY e.day, m.member_id, m.purse",
        (until.isoformat(), *purses, *purses),
    )
    return tuple(MemberDay(member, purse, date.fromisoformat(day), Rupiah(sum_)) for member, purse, day, sum_ in rows)


def had_on(days: Iterable[MemberDay], day: date) -> Mapping[int, Rupiah]:
    """What each member had at the end of ``day`` in all purses of ``days`` together."""
    found: dict[int, Rupiah] = {}
    for one in days:
        if one.day <= day:
            found[one.member] = found.get(one.member, _NONE) + one.amount
    return found


def members_between(reader: Reader, period: Period) -> tuple[Member, ...]:
    """All who were in the group on some day of the period, in the order of joining."""
    return tuple(
        one
        for one in members_of(reader)
        if (one.since is None or one.since <= period.last) and (one.left is None or one.left > period.first)
    )


# Accounts


def account_on(reader: Reader, ledger: LedgerRef, roles: Sequence[str], day: date) -> Rupiah:
    """What the accounts with these parts of the chart hold at the end of ``day``, credit positive."""
    sums = books.sums_through(reader, ledger.id, day)
    wanted = [one.id for one in books.accounts(reader, ledger) if one.role in roles]
    return Rupiah(-sum(int(sums[key].net) for key in wanted if key in sums))


# Meetings


def meetings_in(reader: Reader, ledger: LedgerRef, period: Period) -> tuple[Meeting, ...]:
    """The closed meetings of a period, the first first."""
    found = meetings_of(reader, ledger)
    return tuple(one for one in reversed(found) if period.contains(one.day) and not one.is_open)


def attendance(reader: Reader, meetings: Iterable[Meeting]) -> Mapping[int, Mapping[int, Attendance]]:
    """Who came to each of these meetings, by meeting and member; who was not written down is left out."""
    wanted = {one.id for one in meetings}
    found: dict[int, dict[int, Attendance]] = {key: {} for key in wanted}
    rows = reader.connection.exec_driver_sql(
        "SELECT meeting_id, member_id, value FROM meeting_cells WHERE cell = ?", (PRESENT,)
    )
    for meeting, member, value in rows:
        if meeting in wanted and value in ATTENDANCE:
            found[meeting][member] = ATTENDANCE[value]
    return found


@dataclass(frozen=True, slots=True)
class MeetingSums:
    """What a meeting moved, in rupiah, by what stands today of its records. ``difference``: what the box held more than
    it should; ``box``: what lay in it by the book at the end of that day."""

    dues: Rupiah = _NONE
    solidarity: Rupiah = _NONE
    savings: Rupiah = _NONE
    principal: Rupiah = _NONE
    charge: Rupiah = _NONE
    fines: Rupiah = _NONE
    lent: Rupiah = _NONE
    difference: Rupiah = _NONE
    box: Rupiah = _NONE

    @property
    def paid(self) -> Rupiah:
        """What the members put into the box."""
        return self.dues + self.solidarity + self.savings + self.principal + self.charge + self.fines


_PARTS = {
    "iuran_rapat": "dues",
    "iuran_iks": "solidarity",
    "tabungan_masuk": "savings",
    "simpanan_tetap": "savings",
    "terima_angsuran": "principal",
    "denda_anggota": "fines",
    "beri_pinjaman": "lent",
    "uang_lebih": "difference",
    "belum_ketemu": "difference",
}


def meeting_sums(reader: Reader, ledger: LedgerRef, meeting: Meeting) -> MeetingSums:
    """What a closed meeting moved, by part."""
    told: dict[str, Rupiah] = {}

    def add(part: str, amount: int) -> None:
        told[part] = told.get(part, _NONE) + amount

    for entry in () if meeting.batch is None else books.entries_of_batch(reader, meeting.batch):
        stands = tip_of(reader, entry)
        if stands is None or entry.kind not in _PARTS:
            continue
        amount = _answer(entry, "amount")
        add(_PARTS[entry.kind], -amount if entry.kind == "belum_ketemu" else amount)
        add("charge", _answer(entry, "interest"))
    return MeetingSums(**told, box=box_before(reader, ledger, meeting.day))


def _answer(entry: Entry, name: str) -> int:
    return int(entry.answers.get(name, 0) or 0)


# Loans


@dataclass(frozen=True, slots=True)
class LoanPayment:
    """A payment on a loan, and what of it is owed afterwards."""

    day: date
    number: str
    principal: Rupiah
    charge: Rupiah
    left: Rupiah


def standing_loans(reader: Reader) -> tuple[MemberLoan, ...]:
    """Every loan that was ever handed out, paid back or not; one whose record was taken back never was."""
    known = loans_of(reader, settled=True)
    entries = books.read_entries(reader, [loan.entry for loan in known])
    stands = {entry.id for entry in entries if tip_of(reader, entry) is not None}
    return tuple(loan for loan in known if loan.entry in stands)


def loan_payments(reader: Reader, loan: MemberLoan, until: date) -> tuple[LoanPayment, ...]:
    """What was paid on a loan by that day; records that were taken back on their own day are left out."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.day, e.year, w.letter, e.number, sum(m.amount * (m.purse = ?)), sum(m.amount * (m.purse = ?))"
        " FROM member_movements m JOIN entries e ON e.id = m.entry_id JOIN writers w ON w.id = e.writer_id"
        " WHERE m.loan_id = ? AND e.day <= ? AND e.folds = 0"
        # What handed it out, or did so again after that was taken back, is no payment.
        " AND e.kind <> (SELECT kind FROM entries WHERE id = ?)"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)"
        " GROUP BY e.id ORDER BY e.day, e.id",
        (LOAN, CHARGE, loan.id, until.isoformat(), loan.entry),
    )
    found = []
    left = loan.amount
    for day, year, letter, number, moved, charge in rows:
        left += moved
        told = books.number_text(year, letter, number)
        found.append(LoanPayment(date.fromisoformat(day), told, Rupiah(-moved), Rupiah(charge), left))
    return tuple(found)


def left_on(loan: MemberLoan, payments: Sequence[LoanPayment]) -> Rupiah:
    """What is owed of a loan after these payments."""
    return payments[-1].left if payments else loan.amount


def is_savings(purse: str) -> bool:
    """Whether a purse is one of the kinds of savings."""
    return purse.startswith(f"{SAVINGS}:")
