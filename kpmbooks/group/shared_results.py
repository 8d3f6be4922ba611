"""What was shared of a result, kept as it was decided, so that its paper can be printed again. Decides nothing.

It lies in the book as a fact of the ledger, in JSON: numbers and keys, nobody's name.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import fact_history, set_facts
from kpmbooks.dates import Period
from kpmbooks.group import sharing
from kpmbooks.group.following import stands_as
from kpmbooks.group.members import Member, members_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah

SHARE_ACT = "share-result"
_FACT = "result-shared"


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the result of a period is shared: the members, and the shares in their order.

    ``net`` is what the period brought, ``taken`` what was shared or set aside of it by hand before, ``rest`` where what
    rounding leaves goes.
    """

    period: Period
    members: tuple[Member, ...]
    shared: sharing.Shared
    net: Rupiah
    taken: Rupiah
    rest: sharing.Rest = "group"

    @property
    def to_members(self) -> Rupiah:
        """What all members get together."""
        return sum(self.shared.totals(), Rupiah(0))

    @property
    def stays(self) -> Rupiah:
        """What rounding down leaves of the parts that are shared."""
        found = (pool.residual for pool in self.shared.pools if pool.pool.key != "none")
        return sum(found, Rupiah(0))


@dataclass(frozen=True, slots=True)
class ResultShared:
    """A result that was posted: by which meeting (0 for none), on which day, in which batch."""

    proposal: Proposal
    day: date
    meeting: int
    batch: int


def keep_result(tx: Tx, ledger: LedgerRef, proposal: Proposal, *, day: date, meeting: int, batch: int) -> None:
    """Remember what was posted."""
    shared = proposal.shared
    told = {
        "first": proposal.period.first.isoformat(),
        "last": proposal.period.last.isoformat(),
        "day": day.isoformat(),
        "meeting": meeting,
        "batch": batch,
        "net": int(proposal.net),
        "taken": int(proposal.taken),
        "result": int(shared.sharing.result),
        "unit": shared.sharing.unit,
        "rest": proposal.rest,
        "pools": [[one.pool.name, str(one.pool.percent), one.pool.key, int(one.amount)] for one in shared.pools],
        "members": [
            {
                "member": member.uid.hex(),
                "attendance": str(brought.attendance or 0),
                "savings": int(brought.savings or 0),
                "transactions": None if brought.transactions is None else int(brought.transactions),
                "shares": [int(pool.shares[nth]) if pool.shares else None for pool in shared.pools],
            }
            for nth, (member, brought) in enumerate(zip(proposal.members, shared.sharing.members, strict=True))
        ],
    }
    set_facts(tx, ledger.uid, {_FACT: json.dumps(told, separators=(",", ":"))})


def results_shared(reader: Reader, ledger: LedgerRef) -> tuple[ResultShared, ...]:
    """The results that were shared and of which something still stands, in the order of posting."""
    told = [json.loads(text) for _, text in fact_history(reader, ledger.uid, _FACT) if text]
    if not told:
        return ()
    known = {one.uid.hex(): one for one in members_of(reader)}
    return tuple(_read(one, known) for one in told if _stands(reader, one["batch"]))


def _stands(reader: Reader, batch: int) -> bool:
    """Whether a record of the batch stands, as it was or corrected."""
    entries = books.read_entries(reader, books.keys_of_batch(reader, batch))
    return any(stands_as(reader, one) is not None for one in entries)


def _read(told: Mapping[str, Any], known: Mapping[str, Member]) -> ResultShared:
    rows = [row for row in told["members"] if row["member"] in known]
    pools = tuple(sharing.Pool(name, Fraction(percent), key) for name, percent, key, _ in told["pools"])
    members = tuple(
        sharing.Member(
            row["member"],
            Rupiah(row["savings"]),
            None if row["transactions"] is None else Rupiah(row["transactions"]),
            Fraction(row["attendance"]),
        )
        for row in rows
    )
    shared = sharing.Shared(
        sharing.Sharing(Rupiah(told["result"]), pools, members, told["unit"]),
        tuple(
            sharing.PoolShared(
                pool,
                Rupiah(told["pools"][nth][3]),
                () if pool.key == "none" else tuple(Rupiah(row["shares"][nth]) for row in rows),
            )
            for nth, pool in enumerate(pools)
        ),
    )
    period = Period(date.fromisoformat(told["first"]), date.fromisoformat(told["last"]))
    proposal = Proposal(
        period,
        tuple(known[row["member"]] for row in rows),
        shared,
        Rupiah(told["net"]),
        Rupiah(told["taken"]),
        told.get("rest", "group"),
    )
    return ResultShared(proposal, date.fromisoformat(told["day"]), told["meeting"], told["batch"])
