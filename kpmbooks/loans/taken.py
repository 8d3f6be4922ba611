"""Loans that were asked for and taken: what was handed in, what the lender answered, how one that runs stands today.

Everything is facts of the loan's own uid, append-only; names, reasons and plans are words that can be erased. Nothing
that follows from the ledger is kept beside it: a loan runs as long as the record by which its money came stands, and
what pays it is what stands of the linked records.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, get_args

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.book.facts import fact_history, facts_of
from kpmbooks.group.following import stands_as
from kpmbooks.instalments import METHODS, PER_YEAR, Every, Method
from kpmbooks.ledger import Entry, LedgerRef
from kpmbooks.loans import taken_tables
from kpmbooks.loans.any_taken import LIST
from kpmbooks.loans.taken_plan import Agreement, instalments_of, read_agreement
from kpmbooks.loans.taken_standing import Payment, Standing, standing
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected

AnswerState = Literal["granted", "refused", "put-off", "withdrawn"]
LoanState = Literal["asked", "running", "paid", "refused", "put-off", "withdrawn"]

LOAN_ROLE, INTEREST_ROLE = "utang_pinjaman", "bunga_pinjaman"
"""The accounts of what is owed on loans and of what they cost, by their part in the chart."""

LENDER, REQUEST, ANSWER, REASON, SHOWN = "lender", "request", "answer", "reason", "shown"
AGREEMENT, ENTRY, BEFORE, OWED, GONE = "agreement", "entry", "before", "owed", "gone"
PLAN: Final = "plan"
PAYS, USED, NAMED = "pays:", "used:", "named:"
"""Facts that end with the uid of a record in hex, or with the number of a line of the plan."""

INSTALMENT, EXTRA = "instalment", "extra"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was asked for. ``lender`` is the id of one we know, empty for another."""

    day: date
    lender: str
    amount: Rupiah
    periods: int
    method: Method | None
    every: Every


@dataclass(frozen=True, slots=True)
class LendersAnswer:
    """What the lender said. ``reason`` in her words; ``again`` when to try next; ``shown``: ticked for the summary."""

    state: AnswerState
    day: date
    reason: str = ""
    again: date | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True)
class PlannedUse:
    """A thing for which the money was asked, and what it was to cost."""

    line: str
    what: str
    amount: Rupiah


@dataclass(frozen=True, slots=True)
class TakenLoan:
    """One loan, as the book knows it on a day.

    ``record`` is the record by which its money came, as it stands; ``before`` instalments were paid before the book
    knew it. ``standing`` is None while nothing was agreed.
    """

    uid: bytes
    ledger: LedgerRef
    lender: str
    request: HandedIn | None
    answer: LendersAnswer | None
    agreement: Agreement | None
    before: int
    record: Entry | None
    lent: Rupiah
    payments: tuple[Payment, ...]
    plan: tuple[PlannedUse, ...]
    standing: Standing | None

    @property
    def state(self) -> LoanState:
        """Where it is: asked for, answered, running, paid."""
        if self.standing is not None:
            return "paid" if self.standing.is_paid_off else "running"
        if self.answer is None or self.answer.state == "granted":
            return "asked"
        return self.answer.state

    @property
    def amount(self) -> Rupiah:
        """What was agreed, else what was asked for."""
        if self.agreement is not None and self.standing is not None:
            return self.agreement.terms.amount
        return self.request.amount if self.request is not None else Rupiah(0)

    @property
    def since(self) -> date:
        """When its money came, else when it was asked for."""
        if self.agreement is not None and self.standing is not None and self.agreement.terms.start is not None:
            return self.agreement.terms.start
        return self.request.day if self.request is not None else date.min


@dataclass(frozen=True, slots=True)
class BookLoans:
    """All loans of a ledger, the running ones first, each kind the latest first.

    ``owed`` is what the ledger owes on loans today; ``unclaimed`` what of it belongs to no loan here.
    """

    loans: tuple[TakenLoan, ...]
    owed: Rupiah

    @property
    def unclaimed(self) -> Rupiah:
        """Below zero: the loans here say more than the ledger does."""
        known = sum((one.standing.owed_by_book for one in self.loans if one.standing is not None), Rupiah(0))
        return self.owed - known


_ORDER: tuple[LoanState, ...] = ("running", "asked", "put-off", "refused", "withdrawn", "paid")


def taken_loans(reader: Reader, ledger: LedgerRef, today: date) -> tuple[TakenLoan, ...]:
    """Every loan of the ledger as it stands on ``today``."""
    uids = loan_uids(reader, ledger)
    if not uids:
        return ()
    said = facts_of(reader, uids)
    linked = {uid: _linked(said.get(uid, {})) for uid in uids}
    tips = standing_records(reader, [one for links in linked.values() for one in links])
    loans, interest = taken_tables.loan_accounts(reader, ledger)
    found = [
        _loan(uid, ledger, said[uid], tips, loans, interest, today)
        for uid in uids
        if uid in said and GONE not in said[uid]
    ]
    there = [one for one in found if one.request is not None or one.standing is not None]
    there.sort(key=lambda one: one.since, reverse=True)
    return tuple(sorted(there, key=lambda one: _ORDER.index(one.state)))


def book_loans(reader: Reader, ledger: LedgerRef, today: date) -> BookLoans:
    """The loans of the ledger beside what it owes on loans."""
    loans, _interest = taken_tables.loan_accounts(reader, ledger)
    sums = books.sums_through(reader, ledger.id, today)
    owed = -sum((sums[key].net for key in loans if key in sums), Rupiah(0))
    return BookLoans(taken_loans(reader, ledger, today), Rupiah(owed))


def find_taken(reader: Reader, ledger: LedgerRef, uid: bytes, today: date) -> TakenLoan | None:
    """The loan with this uid, None when the ledger has none."""
    return next((one for one in taken_loans(reader, ledger, today) if one.uid == uid), None)


def loan_uids(reader: Reader, ledger: LedgerRef) -> list[bytes]:
    """The uids of every loan that was ever noted in the ledger, in that order."""
    return [bytes.fromhex(text) for _, text in fact_history(reader, ledger.uid, LIST) if text]


def standing_records(reader: Reader, uids: Sequence[bytes]) -> Mapping[bytes, Entry]:
    """What stands today of each of these records, corrections and undos followed; those that do not are left out."""
    keys = taken_tables.keys_of(reader, uids)
    tips = {}
    for entry in books.read_entries(reader, sorted(keys.values())):
        if (tip := stands_as(reader, entry)) is not None:
            tips[entry.uid] = tip
    return tips


def payment_of(
    link: bytes, tip: Entry, loans: Sequence[int], interest: Sequence[int], *, extra: bool = False
) -> Payment:
    """What a record pays on loans: what it takes from what is owed, and what it says they cost."""
    principal = sum((one.amount for one in tip.postings if one.account in loans), Rupiah(0))
    cost = sum((one.amount for one in tip.postings if one.account in interest), Rupiah(0))
    return Payment(link, tip.uid, tip.number, tip.day, principal, cost, extra)


def _linked(said: Mapping[str, str]) -> list[bytes]:
    links = [bytes.fromhex(name.removeprefix(PAYS)) for name in said if name.startswith(PAYS)]
    return [*links, bytes.fromhex(said[ENTRY])] if ENTRY in said else links


def _loan(
    uid: bytes,
    ledger: LedgerRef,
    said: Mapping[str, str],
    tips: Mapping[bytes, Entry],
    loans: Sequence[int],
    interest: Sequence[int],
    today: date,
) -> TakenLoan:
    agreement = _agreement(said)
    record = tips.get(bytes.fromhex(said[ENTRY])) if ENTRY in said else None
    before = int(said.get(BEFORE, "0"))
    payments: dict[bytes, Payment] = {}
    for name, how in said.items():
        if name.startswith(PAYS):
            link = bytes.fromhex(name.removeprefix(PAYS))
            tip = tips.get(link)
            if tip is not None and tip.ledger.id == ledger.id:
                payments.setdefault(tip.uid, payment_of(link, tip, loans, interest, extra=how == EXTRA))
    ordered = tuple(sorted(payments.values(), key=lambda one: (one.day, one.number)))
    loan = TakenLoan(
        uid=uid,
        ledger=ledger,
        lender=said.get(LENDER, ""),
        request=_request(said),
        answer=_answer(said),
        agreement=agreement,
        before=before,
        record=record,
        lent=Rupiah(0),
        payments=ordered,
        plan=_plan(said),
        standing=None,
    )
    if agreement is None or (ENTRY in said and record is None):
        return loan
    lent = Rupiah(int(said[OWED])) if OWED in said else _owed_before(agreement, before)
    if record is not None:
        lent = -payment_of(record.uid, record, loans, interest).principal
    told = standing(agreement, [one for one in ordered if one.day <= today], today, before=before, lent=lent)
    return replace(loan, lent=lent, standing=told)


def _owed_before(agreement: Agreement, before: int) -> Rupiah:
    return instalments_of(agreement)[before - 1].balance if before else agreement.terms.amount


def _agreement(said: Mapping[str, str]) -> Agreement | None:
    try:
        return read_agreement(said[AGREEMENT]) if AGREEMENT in said else None
    except (ValueError, Rejected):
        return None  # ``check`` tells of it


def _request(said: Mapping[str, str]) -> HandedIn | None:
    if REQUEST not in said:
        return None
    told = json.loads(said[REQUEST])
    return HandedIn(
        date.fromisoformat(told["day"]),
        told["lender"],
        Rupiah(told["amount"]),
        told["periods"],
        next((one for one in METHODS if one == told["method"]), None),
        next((one for one in PER_YEAR if one == told["every"]), "month"),
    )


def _answer(said: Mapping[str, str]) -> LendersAnswer | None:
    if ANSWER not in said:
        return None
    told = json.loads(said[ANSWER])
    state = next((one for one in get_args(AnswerState) if one == told["state"]), None)
    if state is None:
        return None
    again = told.get("again")
    return LendersAnswer(
        state,
        date.fromisoformat(told["day"]),
        said.get(REASON, ""),
        None if again is None else date.fromisoformat(again),
        SHOWN in said,
    )


def _plan(said: Mapping[str, str]) -> tuple[PlannedUse, ...]:
    rows = json.loads(said[PLAN]) if PLAN in said else ()
    return tuple(PlannedUse(row["line"], row["what"], Rupiah(row["amount"])) for row in rows)
