"""What the money of a loan was to be used for, beside what was bought: records that she ticked, amounts that she named.

Nothing is guessed: a record belongs to a line of the plan because somebody said so. What was bought for nothing that
was planned may have a line of its own.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.book.names import one_line
from kpmbooks.ledger import Entry
from kpmbooks.loans import taken as kept
from kpmbooks.loans import taken_tables
from kpmbooks.loans.taken import PlannedUse, TakenLoan, standing_records, taken_loans
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.cash_effect import in_and_out

MOST_OFFERED = 60
"""Records that could belong to a line: those that came soonest after the money."""

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Bought:
    """A record that belongs to a line of the plan, or could. ``link`` is the uid that was ticked."""

    link: bytes
    day: date
    number: str
    kind: str
    words: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class UseLine:
    """A line of the plan: what was to be spent, the records that were, and what she named besides."""

    plan: PlannedUse
    records: tuple[Bought, ...]
    named: Rupiah

    @property
    def spent(self) -> Rupiah:
        """What was spent for it."""
        return self.named + sum((one.amount for one in self.records), _NONE)

    @property
    def left(self) -> Rupiah:
        """What of the plan is not spent; below zero more was."""
        return self.plan.amount - self.spent


@dataclass(frozen=True, slots=True)
class Uses:
    """All lines of a loan; ``received`` is what reached her hand."""

    received: Rupiah
    lines: tuple[UseLine, ...]

    @property
    def planned(self) -> Rupiah:
        """What the lines ask for."""
        return sum((one.plan.amount for one in self.lines), _NONE)

    @property
    def spent(self) -> Rupiah:
        """What was spent for them."""
        return sum((one.spent for one in self.lines), _NONE)

    @property
    def left(self) -> Rupiah:
        """What of the money that came is not spent for them; below zero other money was."""
        return self.received - self.spent


def uses_of_loan(reader: Reader, loan: TakenLoan) -> Uses:
    """The plan of a loan beside what was bought."""
    said = facts_of(reader, [loan.uid]).get(loan.uid, {})
    ticked = {
        bytes.fromhex(name.removeprefix(kept.USED)): line for name, line in said.items() if name.startswith(kept.USED)
    }
    tips = standing_records(reader, list(ticked))
    by_line: dict[str, dict[bytes, Bought]] = {}
    for link, line in ticked.items():
        if link in tips:
            by_line.setdefault(line, {})[tips[link].uid] = _bought(reader, link, tips[link])
    lines = tuple(
        UseLine(
            planned,
            tuple(sorted(by_line.get(planned.line, {}).values(), key=lambda one: (one.day, one.number))),
            Rupiah(int(said.get(f"{kept.NAMED}{planned.line}", "0"))),
        )
        for planned in loan.plan
    )
    received = loan.agreement.terms.received if loan.agreement is not None else loan.amount
    return Uses(received, lines)


def bought_offered(reader: Reader, loan: TakenLoan, today: date) -> tuple[Bought, ...]:
    """Records that spent money since the loan came and belong to no line of any loan, the earliest first."""
    keys = taken_tables.spending(reader, loan.ledger, loan.since, today, MOST_OFFERED)
    taken = {one.link for other in taken_loans(reader, loan.ledger, today) for one in _ticked(reader, other)}
    found = (_bought(reader, entry.uid, entry) for entry in books.read_entries(reader, list(keys)))
    open_ones = (one for one in found if one.link not in taken and one.amount > 0)
    return tuple(sorted(open_ones, key=lambda one: (one.day, one.number)))


def tick(tx: Tx, loan: TakenLoan, line: str, records: Iterable[bytes], *, on: bool) -> None:
    """Say that these records (uids) belong to a line of the plan, or no longer do."""
    set_facts(tx, loan.uid, {f"{kept.USED}{uid.hex()}": line if on else None for uid in records})
    tx.touch("loans")


def set_uses(tx: Tx, loan: TakenLoan, lines: Sequence[tuple[str, str, Rupiah, Rupiah]]) -> None:
    """Write the plan anew: ``(line, what, planned, named)`` in their order; an empty line is a new one.

    ``named`` is what was spent without a record in this ledger. Raises ``Rejected``; a line with records cannot go.
    """
    problems = list(_wrong(lines))
    staying = {line for line, *_rest in lines if line}
    for one in uses_of_loan(tx, loan).lines:
        if one.records and one.plan.line not in staying:
            message = N_("Records were put to “{name}”. Take them off before this line goes.")
            problems.append(Problem("loan-use-used", message, {"name": one.plan.what}, "what"))
    if problems:
        raise Rejected(problems)
    last = max((int(one.line) for one in loan.plan), default=0)
    rows: list[dict[str, str | int]] = []
    facts: dict[str, str | None] = {f"{kept.NAMED}{one.line}": None for one in loan.plan}
    for line, what, planned, named in lines:
        last += not line
        key = line or str(last)
        rows.append({"line": key, "what": one_line(what), "amount": int(planned)})
        facts[f"{kept.NAMED}{key}"] = str(int(named)) if named else None
    set_facts(tx, loan.uid, facts, words={kept.PLAN: json.dumps(rows, ensure_ascii=False) if rows else None})
    tx.touch("loans")


def _ticked(reader: Reader, loan: TakenLoan) -> Iterable[Bought]:
    return (record for line in uses_of_loan(reader, loan).lines for record in line.records)


def _bought(reader: Reader, link: bytes, entry: Entry) -> Bought:
    came, went = in_and_out(entry, {one.id: one for one in books.accounts(reader, entry.ledger)})
    words = entry.memo or entry.party or ""
    return Bought(link, entry.day, entry.number, entry.kind, words, Rupiah(went - came))


def _wrong(lines: Sequence[tuple[str, str, Rupiah, Rupiah]]) -> Iterable[Problem]:
    for nth, (_line, what, planned, named) in enumerate(lines):
        if not one_line(what):
            yield Problem("loan-use-what", N_("Write what the money was for."), {}, f"what {nth}")
        if not 0 <= planned <= LIMIT:
            yield Problem("amount-negative", N_("Write an amount of zero or more."), {}, f"planned {nth}")
        if not 0 <= named <= LIMIT:
            yield Problem("amount-negative", N_("Write an amount of zero or more."), {}, f"named {nth}")
