"""Sharing a group's result: what the rules would give whom, for the meeting to look at; posting it; what was shared.

The members' parts become a debt of the group to each of them (``kpmbooks.group.shares`` pays it out). What goes to the
solidarity fund moves there with its money; a reserve stays in the business as capital; what nobody shares stays where
it is. What rounding leaves goes where the rules say.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpmbooks import ledger as books
from kpmbooks import recording, statements
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import Period
from kpmbooks.group import sharing
from kpmbooks.group.deciding import rules_history, rules_of
from kpmbooks.group.meetings import meetings_of
from kpmbooks.group.members import Member
from kpmbooks.group.money import SAVINGS, SHARE, MemberMovement, write_member_movements
from kpmbooks.group.registers import attendance, had_on, meetings_in, member_days, members_between
from kpmbooks.group.shared_results import SHARE_ACT, Proposal, keep_result, results_shared
from kpmbooks.ledger import Account, LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers

_SOLIDARITY = re.compile(r"\b(iks|sosial|kesetiakawanan)\b")
_RESERVE = re.compile(r"\b(cadangan|modal)\b")
_BY_HAND = ("bagi_hasil", "bagi_hasil_ditetapkan", "sisihkan_cadangan", "sisihkan_iks")
"""Kinds of records that take from a result without this page: shared at once, or set aside, as the meeting said."""

_REST_KINDS: Mapping[sharing.Rest, str] = {"solidarity": "sisihkan_iks", "reserve": "sisihkan_cadangan"}

_NOTHING = N_("There is nothing to share: everything stays with the group.")


@dataclass(frozen=True, slots=True)
class Earned:
    """How what can be shared comes about: what the period brought, and what was taken from it by hand already."""

    net: Rupiah
    taken: Rupiah

    @property
    def left(self) -> Rupiah:
        """The most that can be shared; below zero a loss."""
        return Rupiah(self.net - self.taken)


def earned(reader: Reader, ledger: LedgerRef, period: Period) -> Earned:
    """What a period brought. Solidarity money and members' savings are no part of it."""
    return Earned(statements.income(reader, ledger, period).net, _taken_by_hand(reader, ledger, period))


def propose(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    *,
    result: Rupiah | None = None,
    transactions: Mapping[int, Rupiah] | None = None,
    unit: int = 1,
    also: Collection[int] = (),
    pools: Sequence[sharing.Pool] | None = None,
) -> Proposal:
    """What the rules give whom, or ``pools`` where the meeting decided otherwise; raises ``Rejected``, also for a loss.

    ``result`` is what is to be shared: at most what was earned, which is the default. ``transactions`` is what each
    member bought or brought in, by her key, where a part is shared by it; who is not named there is asked for. Members
    are those of the last day, and of who left within the period those whose keys are in ``also``. Savings are those of
    the last day, attendance the closed meetings of the period at which she was present.
    """
    members = tuple(
        one for one in members_between(reader, period) if one.in_group(period.last) or one.id in frozenset(also)
    )
    saved = had_on(member_days(reader, (SAVINGS,), period.last), period.last)
    came = _came(reader, ledger, period)
    whole = earned(reader, ledger, period)
    share = whole.left if result is None else result
    problems = [*sharing.result_problems(share), *_more_than_earned(share, whole)]
    parts = pools_for(reader, ledger, period) if pools is None else tuple(pools)
    names = _told_apart(members)
    brought = tuple(
        sharing.Member(
            name=names[one.id],
            savings=saved.get(one.id, Rupiah(0)),
            transactions=None if transactions is None else transactions.get(one.id),
            attendance=Fraction(came.get(one.id, 0)),
        )
        for one in members
    )
    try:
        shared = sharing.share(sharing.Sharing(share, parts, brought, unit))
    except Rejected as rejected:
        known = {one.code for one in problems}
        raise Rejected([*problems, *(one for one in rejected.problems if one.code not in known)]) from None
    if not share and not problems:
        problems.append(Problem("share-nothing", _NOTHING, {}, "result"))
    if problems:
        raise Rejected(problems)
    return Proposal(period, members, shared, whole.net, whole.taken, rules_of(reader, ledger, period.last).rest)


def pools_for(reader: Reader, ledger: LedgerRef, period: Period) -> tuple[sharing.Pool, ...]:
    """The parts by the rules of the period's last day; where those had none yet, as they were first decided since."""
    holding = rules_of(reader, ledger, period.last).pools
    later = (one for one in rules_history(reader, ledger) if one.since > period.last and one.pools)
    return holding or next((one.pools for one in later), ())


def left_within(reader: Reader, period: Period) -> tuple[Member, ...]:
    """Who left before the period's end: whether she gets a part is for the meeting to say."""
    return tuple(one for one in members_between(reader, period) if not one.in_group(period.last))


def post_result(
    tx: Tx, ledger: LedgerRef, proposal: Proposal, *, day: date, meeting: int = 0, box: Account | None = None
) -> int:
    """Post what the meeting of that number decided, in one batch that can be undone; gives its key.

    ``box`` is where the money for the solidarity fund is taken from, the usual cash of the business without one.
    Raises ``Rejected`` where a part of the period was shared already, before the period is over, for more than the
    book says now, and where the money for the solidarity fund is not there.
    """
    if problems := [*_why_not(tx, ledger, proposal, day, meeting), *_too_little_cash(tx, ledger, proposal, day, box)]:
        raise Rejected(problems)
    words = "Bagi hasil" if not meeting else f"Bagi hasil, rapat ke-{meeting}"
    records: list[tuple[str, Answers, Source]] = []
    parts = [
        MemberMovement(member.id, SHARE, amount)
        for member, amount in zip(proposal.members, proposal.shared.totals(), strict=True)
        if amount
    ]
    if parts:
        whole = sum(int(part.amount) for part in parts)
        records.append(("bagi_hasil_ditetapkan", {"amount": whole, "memo": words, "date": day}, "typed"))
    for pool in proposal.shared.pools:
        kind = kept_by(pool.pool)
        if kind is None or not pool.amount:
            continue
        kept: Answers = {"amount": int(pool.amount), "memo": f"{words}: {pool.pool.name}", "date": day}
        if kind == "sisihkan_iks" and box is not None:
            kept = {**kept, "from": box.uid.hex()}
        records.append((kind, kept, "typed"))
    if proposal.stays and (kind := _REST_KINDS.get(proposal.rest)):
        rest: Answers = {"amount": int(proposal.stays), "memo": f"{words}: sisa pembulatan", "date": day}
        if kind == "sisihkan_iks" and box is not None:
            rest = {**rest, "from": box.uid.hex()}
        records.append((kind, rest, "typed"))
    if not records:
        raise Rejected(Problem("share-nothing", _NOTHING))
    batch, posted = recording.record_together(tx, records, ledger=ledger, today=day, act=SHARE_ACT)
    if parts:
        write_member_movements(tx, posted[0].id, parts)
    keep_result(tx, ledger, proposal, day=day, meeting=meeting, batch=batch)
    return batch


def kept_by(pool: sharing.Pool) -> str | None:
    """The kind of record that keeps a part which nobody shares, by its name; None where it just stays."""
    if pool.key != "none":
        return None
    words = pool.name.casefold()
    if _SOLIDARITY.search(words):
        return "sisihkan_iks"
    return "sisihkan_cadangan" if _RESERVE.search(words) else None


def for_solidarity(proposal: Proposal) -> Rupiah:
    """What moves to the solidarity fund, in money."""
    found = (pool.amount for pool in proposal.shared.pools if kept_by(pool.pool) == "sisihkan_iks")
    return sum(found, proposal.stays if proposal.rest == "solidarity" else Rupiah(0))


def boxes_for_solidarity(reader: Reader, ledger: LedgerRef, day: date) -> tuple[tuple[Account, Rupiah], ...]:
    """The places of the business's money from which the solidarity fund can be given its part, and what is there."""
    sums = books.sums_through(reader, ledger.id, day)
    found = [one for one in books.accounts(reader, ledger) if one.is_cash and one.fund_role == "usaha"]
    found.sort(key=lambda one: one.role != "kas")
    return tuple((one, Rupiah(int(sums[one.id].net)) if one.id in sums else Rupiah(0)) for one in found)


def _why_not(tx: Tx, ledger: LedgerRef, proposal: Proposal, day: date, meeting: int) -> list[Problem]:
    """Why this cannot be posted now, whatever was right when it was worked out."""
    period, problems = proposal.period, []
    for earlier in results_shared(tx, ledger):
        told = earlier.proposal.period
        if told.first <= period.last and period.first <= told.last:
            message = N_("The result of {period} was shared already. Undo that first, or choose other months.")
            problems.append(Problem("shared-already", message, {"period": told}, "period"))
    if day < period.last:
        message = N_("These months last until {day}. Share the result on that day or later, or choose fewer days.")
        problems.append(Problem("share-early", message, {"day": period.last}, "day"))
    last = next(iter(meetings_of(tx, ledger, 1)), None)
    if not 0 <= meeting <= (0 if last is None else last.number):
        message = N_("There is no meeting {number}. Write the number of the one that decided, or nothing.")
        problems.append(Problem("share-meeting", message, {"number": meeting}, "meeting"))
    problems += _more_than_earned(proposal.shared.sharing.result, earned(tx, ledger, period))
    return problems


def _too_little_cash(
    tx: Tx, ledger: LedgerRef, proposal: Proposal, day: date, box: Account | None
) -> tuple[Problem, ...]:
    needed = for_solidarity(proposal)
    if not needed:
        return ()
    known = boxes_for_solidarity(tx, ledger, day)
    found = next((one for one in known if box is None or one[0].id == box.id), None)
    left = Rupiah(0) if found is None else found[1]
    if left >= needed:
        return ()
    message = N_("The part for the IKS is {amount}, but “{box}” holds {left}. Take it from elsewhere, or share less.")
    params = {"amount": needed, "left": left, "box": found[0].name if found else ""}
    return (Problem("share-no-cash", message, params, "box"),)


def _more_than_earned(share: Rupiah, whole: Earned) -> tuple[Problem, ...]:
    if share < 0 or share <= max(whole.left, Rupiah(0)):
        return ()
    message = N_("The book has {left} to share. Write that or less.")
    return (Problem("share-more", message, {"left": max(whole.left, Rupiah(0))}, "result"),)


def _taken_by_hand(reader: Reader, ledger: LedgerRef, period: Period) -> Rupiah:
    kinds = ", ".join("?" * len(_BY_HAND))
    found = reader.connection.exec_driver_sql(
        "SELECT coalesce(sum(p.amount), 0) FROM entries e JOIN postings p ON p.entry_id = e.id"
        " JOIN accounts a ON a.id = p.account_id AND a.role IN ('bagi_hasil', 'alokasi_usaha')"
        f" JOIN batches b ON b.id = e.batch_id WHERE e.ledger_id = ? AND e.kind IN ({kinds})"
        " AND e.day BETWEEN ? AND ? AND b.act <> ? AND e.reverses IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)",
        (ledger.id, *_BY_HAND, period.first.isoformat(), period.last.isoformat(), SHARE_ACT),
    ).scalar_one()
    return Rupiah(int(found))


def _came(reader: Reader, ledger: LedgerRef, period: Period) -> Mapping[int, int]:
    """At how many meetings each was present."""
    found: dict[int, int] = {}
    for there in attendance(reader, meetings_in(reader, ledger, period)).values():
        for member, how in there.items():
            if how == "present":
                found[member] = found.get(member, 0) + 1
    return found


def _told_apart(members: Collection[Member]) -> Mapping[int, str]:
    """A name for each by which no two are the same: who left may have been called as somebody who came."""
    said: dict[int, str] = {}
    taken: set[str] = set()
    for one in members:
        name = one.name or one.nickname or f"{one.id}"
        if " ".join(name.casefold().split()) in taken:
            name = f"{name} ({one.id})"
        taken.add(" ".join(name.casefold().split()))
        said[one.id] = name
    return said
