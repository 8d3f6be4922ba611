"""Looking at an import before it is taken, and taking it: one act that is undone as one. Both share every rule."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.accounts import AccountsPlan
from kpmbooks.exchange.importing.cash import CashPlan
from kpmbooks.exchange.importing.journal import JournalPlan
from kpmbooks.exchange.importing.opening import OpeningPlan
from kpmbooks.exchange.importing.practice import refuse_practice
from kpmbooks.exchange.importing.values import Mark, Options, Outcome, ProposedAccount, Skipped
from kpmbooks.exchange.understanding import Understood
from kpmbooks.exchange.understanding.collecting import resting_collector
from kpmbooks.ledger import EntryDraft
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import NoProgress, Progress

ACT = "import"
"""The act of the batch, by which undo and its name know it."""

_MOST_IN_ALL = 4 * 10**18
"""Sums beyond this would not fit into a book."""


class Plan(Protocol):
    """What becomes of a file of one kind, row by row; nothing is written before its drafts are asked for."""

    marks: dict[int, Mark]
    skipped: list[Skipped]
    already_there: int
    total_in: int
    total_out: int

    @property
    def taken(self) -> int: ...

    @property
    def new_accounts(self) -> tuple[ProposedAccount, ...]: ...

    def days(self) -> Iterator[date]: ...

    def drafts(self, tx: Tx) -> Iterator[EntryDraft]: ...


def preview(reader: Reader, understood: Understood, options: Options, progress: Progress | None = None) -> Outcome:
    """What ``take`` would do. Bad rows are among what is told; ``take`` refuses the file for them unless ``partial``.

    Raises ``Rejected`` for what concerns no single row: an unknown account or kind, opening balances that differ.
    """
    plan = _planned(reader, understood, options, progress or NoProgress())
    return _outcome(plan, understood, _warnings(reader, plan, understood, options))


def take(tx: Tx, understood: Understood, options: Options, progress: Progress | None = None) -> Outcome:
    """Write what can be taken, in one batch that ``recording.undo`` undoes as one.

    Raises ``Rejected`` with every problem of every bad row (its field is the row's number) unless ``partial``, and
    ``Cancelled`` when ``progress`` does; whoever calls lets the whole transaction go then.
    """
    watched = progress or NoProgress()
    with resting_collector():
        return _take(tx, understood, options, watched)


def _take(tx: Tx, understood: Understood, options: Options, watched: Progress) -> Outcome:
    plan = _planned(tx, understood, options, watched)
    watched.report(0, plan.taken)
    outcome = _outcome(plan, understood, _warnings(tx, plan, understood, options))
    watched.report(0, plan.taken)
    if outcome.skipped and not options.partial:
        raise Rejected(outcome.refusals)
    drafts = plan.drafts(tx)
    if understood.what == "accounts":
        assert not list(drafts)
    elif plan.taken:
        books.post_many(tx, books.begin_batch(tx, ACT), drafts, watched, plan.taken)
    return outcome


def _planned(reader: Reader, understood: Understood, options: Options, progress: Progress) -> Plan:
    refuse_practice(reader, understood.practice)
    plan: Plan
    match understood.what:
        case "cash":
            plan = CashPlan(reader, understood, options, progress)
        case "journal":
            plan = JournalPlan(reader, understood, options, progress)
        case "opening":
            plan = OpeningPlan(reader, understood, options, progress)
        case "accounts":
            plan = AccountsPlan(reader, understood, options, progress)
    if max(plan.total_in, plan.total_out) > _MOST_IN_ALL:
        message = N_("All amounts of this file together are too large for a book. Check the zeros.")
        raise Rejected(Problem("sum-too-large", message))
    return plan


def _outcome(plan: Plan, understood: Understood, warnings: tuple[Problem, ...]) -> Outcome:
    return Outcome(
        read=understood.read,
        taken=plan.taken,
        already_there=plan.already_there,
        skipped=tuple(plan.skipped),
        new_accounts=plan.new_accounts,
        total_in=Rupiah(plan.total_in),
        total_out=Rupiah(plan.total_out),
        warnings=warnings,
        marks=plan.marks,
    )


def _warnings(reader: Reader, plan: Plan, understood: Understood, options: Options) -> tuple[Problem, ...]:
    """What is allowed but worth a look: days that have not come yet, cash that falls below zero."""
    found: list[Problem] = []
    ahead = [day for day in plan.days() if day > options.today]
    if ahead:
        message = N_("{day} has not come yet. Is the date right?")
        found.append(Problem("day-ahead", message, {"day": max(ahead)}, "date"))
    if isinstance(plan, CashPlan) and plan.taken:
        last = max([options.today, *plan.days()])
        now = books.register_sums(reader, plan.account.id, last).net
        left = Rupiah(now + plan.total_in - plan.total_out)
        if left < 0:
            message = N_("After this “{name}” would be {left}. Is something not recorded yet?")
            found.append(Problem("cash-below-zero", message, {"name": plan.account.name, "left": left}))
    return tuple(found)
