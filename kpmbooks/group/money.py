"""Members' money: what each saved, paid and owes, worked out of the records that name them.

A record of the group's ledger that names a member on an account of members' money moves hers; one that names nobody
belongs to the part of that account that has no name yet. What a meeting posts in one sum for all says itself whose it
is. Settled at the end of every transaction, like debts and goods, so that no act can leave it behind.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.group.members import Member, find_member, members_of
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import JOURNAL_KIND
from kpmbooks.storage import insert_many, new_uid, scalar

SAVINGS, SOLIDARITY, DUES, FINE, LOAN, CHARGE, SHARE = "savings", "iks", "dues", "fine", "loan", "charge", "share"
"""What a member's money can be: savings (``savings:<kind>``), contributions, what she still owes of a loan, what she
paid for it, her part of a result."""

PURSES: Mapping[str, tuple[str, int]] = {
    "tabungan_anggota": (f"{SAVINGS}:sukarela", -1),
    "simpanan_tetap": (f"{SAVINGS}:wajib", -1),
    "dana_iks": (SOLIDARITY, -1),
    "pinjaman_diberikan": (LOAN, 1),
    "bagi_hasil_terutang": (SHARE, -1),
}
"""The accounts of members' money: whose purse a record on it moves, and the sign that makes it more."""

_SAVING_KINDS = frozenset({"tabungan_masuk", "simpanan_tetap"})
"""Records by which savings come in: from listed members alone, so that the group is no bank for others."""

_NEVER_REFUSED = frozenset({JOURNAL_KIND, "saldo_awal"})


@dataclass(frozen=True, slots=True)
class MemberMovement:
    """A member's money moved by an entry; ``amount`` above zero is more of it (of a loan: more owed)."""

    member: int
    purse: str
    amount: Rupiah
    loan: int | None = None


@dataclass(frozen=True, slots=True)
class PassbookRow:
    """One line of a member's book, and what stands there after it."""

    day: date
    number: str
    kind: str
    amount: Rupiah
    balance: Rupiah


@dataclass(frozen=True, slots=True)
class MemberLoan:
    """A loan to a member: by which entry, of which day, how much, and what of it is still owed."""

    id: int
    uid: bytes
    member: int
    entry: int
    day: date
    amount: Rupiah
    left: Rupiah


def write_member_movements(tx: Tx, entry: int, movements: Iterable[MemberMovement]) -> None:
    """Say whose money an entry moved."""
    rows = [(entry, one.member, one.purse, one.loan, int(one.amount)) for one in movements if one.amount]
    insert_many(
        tx.connection,
        "INSERT INTO member_movements (entry_id, member_id, purse, loan_id, amount) VALUES (?, ?, ?, ?, ?)",
        rows,
    )
    if rows:
        tx.touch("members")


def begin_loan(tx: Tx, member: Member, entry: int, amount: Rupiah) -> bytes:
    """Let a loan begin with the entry that hands it out; gives its uid."""
    uid = new_uid()
    tx.connection.exec_driver_sql(
        "INSERT INTO member_loans (uid, member_id, entry_id) VALUES (?, ?, ?)", (uid, member.id, entry)
    )
    key = int(scalar(tx.connection, "SELECT id FROM member_loans WHERE uid = ?", uid))
    write_member_movements(tx, entry, [MemberMovement(member.id, LOAN, amount, key)])
    return uid


# Asking


def member_sums(reader: Reader) -> Mapping[int, Mapping[str, Rupiah]]:
    """What every member has in each purse, her loans added up; what is nothing is left out."""
    rows = reader.connection.exec_driver_sql(
        "SELECT member_id, purse, sum(amount) FROM member_levels GROUP BY 1, 2 HAVING sum(amount) <> 0"
    )
    found: dict[int, dict[str, Rupiah]] = {}
    for member, purse, amount in rows:
        found.setdefault(member, {})[purse] = Rupiah(amount)
    return found


def savings_of(sums: Mapping[str, Rupiah]) -> Rupiah:
    """All kinds of savings among what a member has."""
    return Rupiah(sum(int(amount) for purse, amount in sums.items() if purse.startswith(f"{SAVINGS}:")))


def passbook(reader: Reader, member: Member, purse: str) -> tuple[PassbookRow, ...]:
    """A member's book of one purse, by day; records that were taken back on their own day are left out."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.day, e.year, w.letter, e.number, e.kind, sum(m.amount) AS amount FROM member_movements m"
        " JOIN entries e ON e.id = m.entry_id JOIN writers w ON w.id = e.writer_id"
        " WHERE m.member_id = ? AND m.purse = ? AND e.folds = 0"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)"
        " GROUP BY e.id ORDER BY e.day, e.id",
        (member.id, purse),
    )
    lines = []
    balance = Rupiah(0)
    for day, year, letter, number, kind, amount in rows:
        balance += amount
        lines.append(
            PassbookRow(date.fromisoformat(day), f"{year}-{letter}-{number:03d}", kind, Rupiah(amount), balance)
        )
    return tuple(lines)


def loans_of(reader: Reader, member: Member | None = None, *, settled: bool = False) -> tuple[MemberLoan, ...]:
    """Loans that still stand, the oldest first, of one member or of all; with ``settled`` also those that are paid."""
    rows = reader.connection.exec_driver_sql(
        "SELECT l.id, l.uid, l.member_id, l.entry_id, e.day, first.amount, v.amount FROM member_loans l"
        " JOIN entries e ON e.id = l.entry_id"
        " JOIN member_movements first ON first.entry_id = l.entry_id AND first.loan_id = l.id"
        " JOIN member_levels v ON v.member_id = l.member_id AND v.purse = 'loan' AND v.loan = l.id"
        " WHERE (:member IS NULL OR l.member_id = :member) AND (v.amount <> 0 OR :settled)"
        " ORDER BY e.day, l.id",
        {"member": member.id if member else None, "settled": int(settled)},
    )
    return tuple(
        MemberLoan(key, uid, who, entry, date.fromisoformat(day), Rupiah(amount), Rupiah(left))
        for key, uid, who, entry, day, amount, left in rows
    )


# Settling

_NEW = """
    SELECT e.id, e.kind, a.role, sum(p.amount) AS net, t.text AS party
    FROM postings p JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.id = p.account_id
    JOIN texts t ON t.id = e.party_id
    WHERE p.entry_id > ? AND e.reverses IS NULL
    AND a.role IN ('tabungan_anggota', 'simpanan_tetap', 'dana_iks', 'pinjaman_diberikan',
        'bagi_hasil_terutang')
    AND NOT EXISTS (SELECT 1 FROM member_movements m WHERE m.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id) -- taken back in the same act: nobody's
    GROUP BY e.id, a.id HAVING net <> 0 ORDER BY e.id
"""
_CORRECTED = """
    SELECT e.id, e.corrects AS old, e.kind = o.kind AND (
        SELECT sum(amount) FROM postings WHERE entry_id = e.id AND amount > 0
    ) IS (SELECT sum(amount) FROM postings WHERE entry_id = o.id AND amount > 0) AS same
    FROM entries e JOIN entries o ON o.id = e.corrects
    WHERE e.id > ? AND o.party_id IS NULL AND e.party_id IS NULL
    AND EXISTS (SELECT 1 FROM member_movements WHERE entry_id = o.id)
    AND NOT EXISTS (SELECT 1 FROM member_movements WHERE entry_id = e.id)
"""
_BELOW = """
    SELECT DISTINCT m.member_id, m.purse FROM member_movements m
    JOIN member_levels l ON l.member_id = m.member_id AND l.purse = m.purse AND l.loan = ifnull(m.loan_id, 0)
    WHERE m.entry_id > ? AND l.amount < 0 AND (m.purse IN ('loan', 'share') OR m.purse LIKE 'savings:%')
"""


def settle_members(tx: Tx) -> None:
    """Give the new entries that name a member to her.

    Raises ``Rejected`` for more than she has or owes, and for another sum in the place of one that belongs to several
    members: nobody could say whose the rest is.
    """
    if tx.owner.kind != "group":
        return
    _keep_parts(tx)
    rows = tx.connection.exec_driver_sql(_NEW, (tx.entries_before,)).all()
    known = members_of(tx) if rows else ()
    for row in rows:
        member = find_member(known, row.party or "")
        purse, sign = PURSES[row.role]
        amount = Rupiah(sign * row.net)
        if amount > 0 and row.kind in _SAVING_KINDS and known and (member is None or member.left is not None):
            raise Rejected(_nobody_else_saves(row.party or ""))
        if member is None:
            continue
        if purse == LOAN and amount > 0:
            begin_loan(tx, member, row.id, amount)
        elif purse == LOAN:
            _pay_loans(tx, member, row.id, Rupiah(-amount), row.kind)
        elif amount > 0 or purse != SOLIDARITY:
            # Help from the solidarity fund is everybody's money and takes nothing from what she paid in.
            write_member_movements(tx, row.id, [MemberMovement(member.id, purse, amount)])
    below = tx.connection.exec_driver_sql(_BELOW, (tx.entries_before,)).first()
    if below is not None:
        raise Rejected(_less_than_nothing(tx, below.member_id, below.purse))


def _keep_parts(tx: Tx) -> None:
    """Let a corrected sum of a meeting belong to the same members as before, while it is the same sum."""
    for row in tx.connection.exec_driver_sql(_CORRECTED, (tx.entries_before,)).all():
        if not row.same:
            message = N_("This sum belongs to several members. Take nothing back here: record what differs, by name.")
            raise Rejected(Problem("members-sum", message, {}, "amount"))
        tx.connection.exec_driver_sql(
            "INSERT INTO member_movements (entry_id, member_id, purse, loan_id, amount)"
            " SELECT ?, member_id, purse, loan_id, amount FROM member_movements WHERE entry_id = ? ORDER BY id",
            (row.id, row.old),
        )


def _nobody_else_saves(name: str) -> Problem:
    message = N_(
        "{name} is no member now, and only members save here. Write the name as in the list, or add her first."
    )
    return Problem("savings-not-member", message, {"name": name}, "party")


def _pay_loans(tx: Tx, member: Member, entry: int, amount: Rupiah, kind: str) -> None:
    """Lower her loans, the oldest first; raises ``Rejected`` when she owes less."""
    rest = amount
    movements = []
    for loan in loans_of(tx, member):
        part = min(rest, loan.left)
        movements.append(MemberMovement(member.id, LOAN, -part, loan.id))
        rest -= part
    if rest and kind not in _NEVER_REFUSED and len(movements):
        message = N_("{name} owes {left}, not {amount}. Write the smaller amount.")
        params = {"name": member.name or member.nickname, "left": amount - rest, "amount": amount}
        raise Rejected(Problem("loan-paid-too-much", message, params, "amount"))
    write_member_movements(tx, entry, movements)


def _less_than_nothing(tx: Tx, key: int, purse: str) -> Problem:
    member = next(one for one in members_of(tx) if one.id == key)
    name = member.name or member.nickname or str(key)
    if purse == LOAN:
        message = N_("A part of {name}'s loan was paid back already. Take the payment back first, then this.")
        return Problem("loan-paid-already", message, {"name": name}, "number")
    if purse == SHARE:
        message = N_("{name} is owed less of the result than that. Write the smaller amount.")
        return Problem("share-paid-too-much", message, {"name": name}, "amount")
    message = N_("{name} has less savings than that. Look at her savings book, and write what is there at most.")
    return Problem("savings-below-zero", message, {"name": name}, "amount")
