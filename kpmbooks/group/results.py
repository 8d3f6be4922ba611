"""Sharing a group's result: what the rules would give whom, for the meeting to look at; posting it; what is paid out.

The members' parts become a debt of the group to each of them, paid out by records that name her. What goes to the
solidarity fund moves there with its money; a reserve stays in the business as capital; what nobody shares and what
rounding leaves stays where it is.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kpmbooks import recording, statements
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, set_facts
from kpmbooks.dates import Period
from kpmbooks.group import sharing
from kpmbooks.group.deciding import rules_of
from kpmbooks.group.members import Member, members_of
from kpmbooks.group.money import SHARE, MemberMovement, member_sums, savings_of, write_member_movements
from kpmbooks.group.sheet import PRESENT
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers

SHARE_ACT = "share-result"

_SOLIDARITY_WORDS = ("iks", "sosial", "kesetiakawanan")
_RESERVE_WORDS = ("cadangan", "modal")


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the result of a period would be shared: the members, and the shares in their order."""

    period: Period
    members: tuple[Member, ...]
    shared: sharing.Shared


def propose(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    *,
    result: Rupiah | None = None,
    transactions: Mapping[int, Rupiah] | None = None,
    unit: int = 1,
) -> Proposal:
    """What the rules of the period's last day give whom; raises ``Rejected``, also for a loss.

    ``result`` is what is to be shared, the net result of the period by default. ``transactions`` is what each member
    bought or brought in, by her key, where a part is shared by it. Savings are those of today's books, attendance the
    meetings of the period at which she was present.
    """
    members = members_of(reader, period.last)
    sums = member_sums(reader)
    present = _present(reader, ledger, period)
    brought = tuple(
        sharing.Member(
            name=one.name or one.nickname or f"{one.id}",
            savings=savings_of(sums.get(one.id, {})),
            transactions=None if transactions is None else transactions.get(one.id, Rupiah(0)),
            attendance=Fraction(present.get(one.id, 0)),
        )
        for one in members
    )
    whole = statements.income(reader, ledger, period).net if result is None else result
    rules = rules_of(reader, ledger, period.last)
    return Proposal(period, members, sharing.share(sharing.Sharing(whole, rules.pools, brought, unit)))


def _present(reader: Reader, ledger: LedgerRef, period: Period) -> Mapping[int, int]:
    rows = reader.connection.exec_driver_sql(
        "SELECT c.member_id, count(*) FROM meeting_cells c JOIN meetings m ON m.id = c.meeting_id"
        " WHERE m.ledger_id = ? AND m.day BETWEEN ? AND ? AND c.cell = ? AND c.value = 1 GROUP BY 1",
        (ledger.id, period.first.isoformat(), period.last.isoformat(), PRESENT),
    )
    return {row[0]: row[1] for row in rows}


def post_result(tx: Tx, ledger: LedgerRef, proposal: Proposal, *, day: date, meeting: int = 0) -> int:
    """Post what the meeting of that number decided, in one batch that can be undone; gives its key.

    Raises ``Rejected`` where a part of the period was shared already.
    """
    for earlier in results_shared(tx, ledger):
        if earlier.first <= proposal.period.last and proposal.period.first <= earlier.last:
            message = N_("The result of {period} was shared already. Undo that first, or choose other months.")
            raise Rejected(Problem("shared-already", message, {"period": earlier}, "period"))
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
        kind = _kept_by(pool.pool.name) if pool.pool.key == "none" and pool.amount else None
        if kind:
            kept: Answers = {"amount": int(pool.amount), "memo": f"{words}: {pool.pool.name}", "date": day}
            records.append((kind, kept, "typed"))
    if not records:
        raise Rejected(Problem("share-nothing", N_("There is nothing to share: everything stays with the group.")))
    batch, posted = recording.record_together(tx, records, ledger=ledger, today=day, act=SHARE_ACT)
    if parts:
        write_member_movements(tx, posted[0].id, parts)
    told = {"first": proposal.period.first.isoformat(), "last": proposal.period.last.isoformat(), "batch": batch}
    set_facts(tx, ledger.uid, {"result-shared": json.dumps({**told, "result": int(proposal.shared.sharing.result)})})
    return batch


def results_shared(reader: Reader, ledger: LedgerRef) -> tuple[Period, ...]:
    """The periods of which the result was shared and not undone, in the order of posting."""
    told: Sequence[Any] = [json.loads(text) for _, text in fact_history(reader, ledger.uid, "result-shared") if text]
    undone = {
        row[0]
        for row in reader.connection.exec_driver_sql("SELECT undoes FROM batches WHERE undoes IS NOT NULL")
    }  # fmt: skip
    return tuple(
        Period(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]))
        for one in told
        if one["batch"] not in undone
    )


def _kept_by(pool: str) -> str | None:
    """The kind of record that keeps a part which nobody shares, by its name; None where it just stays."""
    words = pool.casefold()
    if any(word in words for word in _SOLIDARITY_WORDS):
        return "sisihkan_iks"
    return "sisihkan_cadangan" if any(word in words for word in _RESERVE_WORDS) else None
