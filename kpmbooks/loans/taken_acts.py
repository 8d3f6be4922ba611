"""What a person can do with loans that were asked for and taken: hand in, answer, take up, pay, link, let go of.

A loan that is granted enters the ledger in the same act. Taking that record back, by whatever way, takes the grant back
with it: the loan is one that was asked for again, with everything that was said of it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import set_facts
from kpmbooks.book.names import one_line
from kpmbooks.instalments import METHODS, Every, Method
from kpmbooks.ledger import LedgerRef, Source, read_entries
from kpmbooks.loans import taken as kept
from kpmbooks.loans import taken_tables
from kpmbooks.loans.any_taken import LIST
from kpmbooks.loans.asked_lists import Use
from kpmbooks.loans.taken import AnswerState, TakenLoan, find_taken, payment_of, taken_loans
from kpmbooks.loans.taken_plan import Agreement, instalments_of, write_agreement
from kpmbooks.loans.taken_standing import Payment
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers, Recorded, preview, record
from kpmbooks.storage import new_uid

LETTERS = 60
"""Of the lender's name; a reason has room for twice as many."""

MOST_OFFERED = 60
"""Records that could be linked, the latest first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that no loan claims yet. ``same``: its party is the lender; ``kept_back`` never reached the hand."""

    payment: Payment
    kind: str
    party: str
    same: bool
    kept_back: Rupiah


def hand_in(
    tx: Tx,
    ledger: LedgerRef,
    lender: str,
    amount: Rupiah,
    periods: int,
    *,
    day: date,
    today: date,
    lender_id: str = "",
    method: Method | None = None,
    every: Every = "month",
    uses: Iterable[Use] = (),
) -> bytes:
    """Note that a loan was asked for; gives its uid. Raises ``Rejected``."""
    name, problems = _lender_name(lender)
    if amount <= 0:
        problems.append(Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."), {}, "amount"))
    if periods < 1:
        problems.append(Problem("loan-periods", N_("Write in how many instalments it is paid back."), {}, "periods"))
    problems += _too_late(day, today, "day")
    if problems:
        raise Rejected(problems)
    told = {
        "day": day.isoformat(),
        "lender": lender_id,
        "amount": int(amount),
        "periods": periods,
        "method": method if method in METHODS else None,
        "every": every,
    }
    uid = new_uid()
    set_facts(tx, uid, {kept.REQUEST: json.dumps(told)}, words={kept.LENDER: name, kept.PLAN: plan_words(uses)})
    _note(tx, ledger, uid)
    return uid


def answer_request(
    tx: Tx,
    loan: TakenLoan,
    state: AnswerState,
    *,
    day: date,
    today: date,
    reason: str = "",
    again: date | None = None,
    shown: bool = False,
) -> None:
    """Note that the lender refused or put it off, or that she took it back. Raises ``Rejected``."""
    problems = _too_late(day, today, "day")
    if loan.standing is not None:
        message = N_("This loan runs already. Take back the record of the money first.")
        problems.append(Problem("loan-runs", message, {}, "state"))
    if loan.request is not None and day < loan.request.day:
        message = N_("It was handed in on {day}; the answer comes on that day or later.")
        problems.append(Problem("loan-answer-early", message, {"day": loan.request.day}, "day"))
    if again is not None and again <= day:
        message = N_("The next try is after the answer. Write a later day, or leave it empty.")
        problems.append(Problem("loan-again", message, {}, "again"))
    words = one_line(reason)
    if len(words) > 2 * LETTERS:
        message = N_("This is too long for the paper. Keep it below {most} letters.")
        problems.append(Problem("answer-too-long", message, {"most": 2 * LETTERS}, "reason"))
    if problems:
        raise Rejected(problems)
    told = {"state": state, "day": day.isoformat(), "again": None if again is None else again.isoformat()}
    facts = {kept.ANSWER: json.dumps(told), kept.SHOWN: "yes" if shown else None, kept.AGREEMENT: None}
    set_facts(tx, loan.uid, {**facts, kept.ENTRY: None}, words={kept.REASON: words or None})
    tx.touch("loans")


def take_back_answer(tx: Tx, loan: TakenLoan) -> None:
    """Let the request wait for an answer again. Raises ``Rejected`` where its money came."""
    if loan.standing is not None:
        message = N_("This loan runs already. Take back the record of the money first.")
        raise Rejected(Problem("loan-runs", message, {}, "state"))
    set_facts(tx, loan.uid, dict.fromkeys((kept.ANSWER, kept.SHOWN, kept.AGREEMENT, kept.ENTRY)),
              words={kept.REASON: None})  # fmt: skip
    tx.touch("loans")


def grant(
    tx: Tx,
    loan: TakenLoan,
    agreement: Agreement,
    *,
    today: date,
    box: str | None = None,
    entry: bytes | None = None,
    source: Source = "typed",
    about: bytes | None = None,
) -> Recorded | None:
    """Note that the loan was granted, and record the money that came: one act. Raises ``Rejected``.

    ``entry`` is the uid of the record of that money where it was written already: then none is written.
    """
    if loan.standing is not None:
        message = N_("This loan runs already. Take back the record of the money first.")
        raise Rejected(Problem("loan-runs", message, {}, "state"))
    terms = agreement.terms
    assert terms.start is not None  # ``agreed`` saw to it
    if loan.request is not None and terms.start < loan.request.day:
        message = N_("It was handed in on {day}; the answer comes on that day or later.")
        raise Rejected(Problem("loan-answer-early", message, {"day": loan.request.day}, "day"))
    recorded = None
    if entry is None:
        answers: Answers = {
            "amount": int(terms.amount),
            "kept_back": int(terms.kept_back) or None,
            "party": loan.lender,
            "date": terms.start,
            "box": box,
        }
        recorded = record(tx, "terima_pinjaman", answers, ledger=loan.ledger, today=today, source=source, about=about)
        entry = recorded.uid
    else:
        _refuse_claimed(tx, loan.ledger, entry)
    told = {"state": "granted", "day": terms.start.isoformat()}
    facts = {
        kept.ANSWER: json.dumps(told),
        kept.AGREEMENT: write_agreement(agreement),
        kept.ENTRY: entry.hex(),
        kept.SHOWN: None,
        kept.BEFORE: None,
        kept.OWED: None,
    }
    set_facts(tx, loan.uid, facts, words={kept.REASON: None})
    tx.touch("loans")
    return recorded


def take_up(
    tx: Tx,
    ledger: LedgerRef,
    lender: str,
    agreement: Agreement,
    *,
    today: date,
    before: int = 0,
    entry: bytes | None = None,
    owed: Rupiah | None = None,
    uses: Iterable[Use] = (),
) -> bytes:
    """Follow a loan that runs already; gives its uid. Raises ``Rejected``.

    ``entry`` is the uid of the record by which its money came; without one it is in the opening balance, and ``owed``
    is what was owed then (by the plan, if nothing is said). ``before`` instalments were paid earlier.
    """
    name, problems = _lender_name(lender)
    periods = len(instalments_of(agreement))
    if not 0 <= before < periods:
        message = N_("Fewer instalments were paid than there are: {periods}. Write how many.")
        problems.append(Problem("loan-before", message, {"periods": periods}, "before"))
    if owed is not None and owed <= 0:
        message = N_("Write what was still owed then: more than zero.")
        problems.append(Problem("loan-owed", message, {}, "owed"))
    assert agreement.terms.start is not None  # ``agreed`` saw to it
    problems += _too_late(agreement.terms.start, today, "start")
    if problems:
        raise Rejected(problems)
    if entry is not None:
        _refuse_claimed(tx, ledger, entry)
    uid = new_uid()
    facts = {
        kept.AGREEMENT: write_agreement(agreement),
        kept.ENTRY: None if entry is None else entry.hex(),
        kept.BEFORE: str(before) if before else None,
        kept.OWED: None if owed is None or entry is not None else str(int(owed)),
    }
    set_facts(tx, uid, facts, words={kept.LENDER: name, kept.PLAN: plan_words(uses)})
    _note(tx, ledger, uid)
    return uid


def pay(
    tx: Tx,
    loan: TakenLoan,
    principal: Rupiah,
    interest: Rupiah,
    *,
    day: date,
    today: date,
    extra: bool = False,
    box: str | None = None,
    source: Source = "typed",
) -> Recorded:
    """Record a payment and link it to the loan: one act. ``extra``: on top of the instalments. Raises ``Rejected``."""
    if loan.standing is None:
        raise Rejected(Problem("loan-not-running", N_("This loan does not run yet. Write the answer first."), {}))
    problems = []
    if principal < 0 or interest < 0 or principal + interest <= 0:
        message = N_("Write what was paid: an amount above zero.")
        problems.append(Problem("amount-missing", message, {}, "principal"))
    if principal > loan.standing.owed_by_book:
        message = N_("Only {left} is still owed. Write less, and the rest as what it cost.")
        problems.append(
            Problem("loan-over", message, {"left": max(loan.standing.owed_by_book, Rupiah(0))}, "principal")
        )
    problems += _too_late(day, today, "day")
    if day < loan.since:
        message = N_("The money came on {day}; it is paid back on that day or later.")
        problems.append(Problem("loan-paid-early", message, {"day": loan.since}, "day"))
    if problems:
        raise Rejected(problems)
    kind, answers = _payment(loan, principal, interest, day, box)
    recorded = record(tx, kind, answers, ledger=loan.ledger, today=today, source=source)
    link(tx, loan, {recorded.uid: extra})
    return recorded


def warnings_of_paying(
    reader: Reader, loan: TakenLoan, principal: Rupiah, interest: Rupiah, *, day: date, today: date, box: str | None
) -> tuple[Problem, ...]:
    """What is allowed but worth a look before ``pay``; nothing while it cannot be recorded so."""
    kind, answers = _payment(loan, principal, interest, day, box)
    try:
        return preview(reader, kind, answers, ledger=loan.ledger, today=today).warnings
    except Rejected:
        return ()


def _payment(
    loan: TakenLoan, principal: Rupiah, interest: Rupiah, day: date, box: str | None
) -> tuple[str, dict[str, str | int | date | None]]:
    """The record of a payment: its kind and answers."""
    kind = paying_kind(loan)
    answers: dict[str, str | int | date | None] = {"party": loan.lender or None, "date": day, "box": box}
    if kind == "cicilan_harian":
        answers |= {"amount": int(principal + interest), "interest": int(interest) or None}
    else:
        answers |= {"principal": int(principal) or None, "interest": int(interest) or None}
    return kind, answers


def paying_kind(loan: TakenLoan) -> str:
    """The kind of record by which this loan is paid."""
    daily = loan.agreement is not None and loan.agreement.terms.every == "day"
    if daily and loan.ledger.kind != "kelompok":
        return "cicilan_harian"
    return "cicilan_keluarga" if loan.ledger.kind == "keluarga" else "bayar_cicilan"


def link(tx: Tx, loan: TakenLoan, records: Mapping[bytes, bool | None]) -> None:
    """Link records by their uids, each as an instalment, as extra (True), or no longer (None). Raises ``Rejected``."""
    claimed = {one.uid for other in _claimed(tx, loan.ledger) if other.uid != loan.uid for one in other.payments}
    if claimed & {uid for uid, how in records.items() if how is not None}:
        message = N_("Another loan here has this record. Choose another.")
        raise Rejected(Problem("loan-record-taken", message, {}, "record"))
    said = {None: None, True: kept.EXTRA, False: kept.INSTALMENT}
    set_facts(tx, loan.uid, {f"{kept.PAYS}{uid.hex()}": said[how] for uid, how in records.items()})
    tx.touch("loans")


def payments_offered(
    reader: Reader, ledger: LedgerRef, today: date, loan: TakenLoan | None = None
) -> tuple[Offered, ...]:
    """Records that paid loans and belong to none here, the latest first; those with the lender of ``loan`` before."""
    return _offered(reader, ledger, today, loan, paying=True)


def receipts_offered(reader: Reader, ledger: LedgerRef, today: date) -> tuple[Offered, ...]:
    """Records by which the money of loans came that nobody follows yet, the latest first; amounts are below zero."""
    return _offered(reader, ledger, today, None, paying=False)


def let_go(tx: Tx, loan: TakenLoan) -> None:
    """Follow the loan no longer; its records stay as they are."""
    set_facts(tx, loan.uid, {kept.GONE: "yes"})
    tx.touch("loans")


def show_refusal(tx: Tx, loan: TakenLoan, *, shown: bool) -> None:
    """Tick whether the next summary may tell of this refusal."""
    set_facts(tx, loan.uid, {kept.SHOWN: "yes" if shown else None})
    tx.touch("loans")


def again(reader: Reader, loan: TakenLoan, today: date) -> TakenLoan:
    """The loan as it is kept now."""
    found = find_taken(reader, loan.ledger, loan.uid, today)
    if found is None:
        message = N_("This loan is no longer here. Look at the page again.")
        raise Rejected(Problem("loan-gone", message, {}))
    return found


def plan_words(uses: Iterable[Use]) -> str | None:
    """What the money was asked for, as it is kept with the loan; None for nothing."""
    rows = [
        {"line": str(nth), "what": use.what, "amount": int(use.cost or 0)}
        for nth, use in enumerate(uses, 1)
        if use.what
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else None


def _claimed(reader: Reader, ledger: LedgerRef) -> Sequence[TakenLoan]:
    return taken_loans(reader, ledger, date.max)


def _offered(
    reader: Reader, ledger: LedgerRef, today: date, loan: TakenLoan | None, *, paying: bool
) -> tuple[Offered, ...]:
    loans, interest = taken_tables.loan_accounts(reader, ledger)
    known = _claimed(reader, ledger)
    claimed = {one.uid for other in known for one in other.payments}
    claimed |= {one.record.uid for one in known if one.record is not None}
    most = MOST_OFFERED + len(claimed)
    keys = taken_tables.moving_loans(reader, loans, paying=paying, until=today, most=most)
    who = "" if loan is None else loan.lender.casefold()
    since = date.min if loan is None else loan.since
    found = []
    for entry in sorted(read_entries(reader, list(keys)), key=lambda one: (one.day, one.id), reverse=True):
        if entry.uid in claimed or entry.day < since:
            continue
        party = entry.party or ""
        payment = payment_of(entry.uid, entry, loans, interest)
        same = bool(who) and party.casefold() == who
        found.append(Offered(payment, entry.kind, party, same, Rupiah(int(entry.answers.get("kept_back", 0)))))
    return tuple(sorted(found, key=lambda one: not one.same)[:MOST_OFFERED])


def _refuse_claimed(tx: Tx, ledger: LedgerRef, entry: bytes) -> None:
    if any(one.record is not None and one.record.uid == entry for one in _claimed(tx, ledger)):
        message = N_("Another loan here has this record. Choose another.")
        raise Rejected(Problem("loan-record-taken", message, {}, "record"))


def _note(tx: Tx, ledger: LedgerRef, uid: bytes) -> None:
    set_facts(tx, ledger.uid, {LIST: uid.hex()})
    tx.touch("loans")


def _lender_name(text: str) -> tuple[str, list[Problem]]:
    name = one_line(text)
    if not name:
        return "", [Problem("loan-lender", N_("Write who lends the money."), {}, "lender")]
    if len(name) > LETTERS:
        message = N_("This is too long for the paper. Keep it below {most} letters.")
        return name, [Problem("answer-too-long", message, {"most": LETTERS}, "lender")]
    return name, []


def _too_late(day: date, today: date, field: str) -> list[Problem]:
    if day <= today:
        return []
    return [Problem("day-to-come", N_("That day is still to come. Choose today or an earlier one."), {}, field)]
