"""What a person does with debts: take in a payment, pay one, give a name, agree on a day, let one go.

Each act writes one record or says a fact; what it means for the bills is settled at the end of the transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import set_facts
from kpmbooks.book.names import clean_name
from kpmbooks.ledger import LedgerRef, Posted
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Recorded
from kpmbooks.terms import discount_until, due, read_terms
from kpmbooks.trade.bills import (
    BILLS,
    DISCOUNT,
    DISCOUNT_UNTIL,
    DUE,
    Bill,
    DebtAccount,
    debt_accounts,
    nameless,
    open_bills,
)
from kpmbooks.trade.debts import debt_draft, insert_bills, write_movements
from kpmbooks.trade.parties import Party, find_party, insert_party

PAID_BY = {
    "piutang_usaha": "terima_bayar_bon",
    "utang_usaha": "bayar_utang",
    "utang_titipan": "setor_titipan",
    "utang_warung": "bayar_bon_warung",
}
"""The kind of record by which a debt on the account is paid."""

LET_GO, DEPOSIT = "bon_direlakan", "dp_pembeli"
NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment to be recorded. ``bills`` are those that it is for, in their order; none: the oldest first.

    ``discount`` is what need not be paid of them. ``rest_as_deposit``: what a buyer pays above what she owes is kept
    as her deposit instead of being refused.
    """

    amount: Rupiah
    day: date
    bills: tuple[Bill, ...] = ()
    discount: Rupiah = NONE
    box: str | None = None
    memo: str | None = None
    rest_as_deposit: bool = False


def debt_account(reader: Reader, key: int) -> DebtAccount:
    """The account with this key, on which debts lie."""
    return next(account for account in debt_accounts(reader) if account.id == key)


def owed(reader: Reader, party: Party, account: DebtAccount) -> Rupiah:
    """What is open between the party and us on this account."""
    return sum((bill.open for bill in open_bills(reader, account=account.id, party=party.id)), Rupiah(0))


def pay(tx: Tx, party: Party, account: DebtAccount, payment: Payment, *, today: date) -> tuple[Recorded, ...]:
    """Record that she paid us, or we her; raises ``Rejected``, also for more than is owed.

    The records are those of the kinds that people know; the first is the payment.
    """
    if account.role not in PAID_BY:
        message = N_("A deposit is used up when the order is handed over. Record that instead.")
        raise Rejected(Problem("deposit-not-paid", message, {}, "account"))
    ledger = _ledger(tx, account)
    amount, rest = payment.amount, Rupiah(0)
    if payment.rest_as_deposit and account.side == "owed_to_us":
        rest = max(Rupiah(0), amount - (owed(tx, party, account) - payment.discount))
        amount -= rest
    answers: dict[str, str | int | date | None] = {
        "amount": int(amount),
        "party": party.name,
        "date": payment.day,
        "box": payment.box,
        "memo": payment.memo,
    }
    if payment.discount:
        answers["discount"] = int(payment.discount)
    done = []
    if amount or payment.discount or not rest:
        kept = {BILLS: ",".join(bill.uid.hex() for bill in payment.bills)} if payment.bills else {}
        kind = PAID_BY[account.role]
        done.append(recording.record(tx, kind, answers, ledger=ledger, today=today, about=party.uid, kept=kept))
    if rest:
        answers = {"amount": int(rest), "party": party.name, "date": payment.day, "box": payment.box}
        done.append(recording.record(tx, DEPOSIT, answers, ledger=ledger, today=today, about=party.uid))
    return tuple(done)


def let_go(
    tx: Tx, party: Party, account: DebtAccount, amount: Rupiah, *, today: date, bills: Sequence[Bill] = ()
) -> Recorded:
    """Give up what she owes us; raises ``Rejected``."""
    if account.side != "owed_to_us":
        message = N_("Only what others owe us can be let go. What we owe is paid, or taken off by its owner.")
        raise Rejected(Problem("not-ours-to-let-go", message, {}, "account"))
    kept = {BILLS: ",".join(bill.uid.hex() for bill in bills)} if bills else {}
    answers = {"amount": int(amount), "party": party.name, "date": today}
    return recording.record(tx, LET_GO, answers, ledger=_ledger(tx, account), today=today, about=party.uid, kept=kept)


def give_name(tx: Tx, account: DebtAccount, name: str, amount: Rupiah, *, day: date, terms: str = "") -> Posted:
    """Say whose a part of what has no name is: from now on it is a bill of hers. Raises ``Rejected``."""
    if amount <= 0:
        raise Rejected(Problem("field-missing", N_("Write an amount above zero."), {}, "amount"))
    left = nameless(tx, account)
    if amount > left:
        message = N_("Only {most} has no name yet. Write at most that.")
        raise Rejected(Problem("nameless-too-small", message, {"most": max(left, Rupiah(0))}, "amount"))
    party = party_called(tx, name)
    batch = books.begin_batch(tx, "record")
    draft = debt_draft(_ledger(tx, account), day, account, amount, party.name)
    (posted,) = books.post(tx, batch, [draft])
    ((key, uid),) = insert_bills(tx, [(account.id, party.id, posted.id)])
    write_movements(tx, [(posted.id, key, amount)])
    if terms.strip():
        _say_terms(tx, uid, day, terms)
    return posted


def party_called(tx: Tx, name: str) -> Party:
    """The party of that name, put into the book where she is new; raises ``Rejected``."""
    name = clean_name(name, N_("Write whose it is."))
    return find_party(tx, name) or insert_party(tx, name)


def set_due(tx: Tx, bill: Bill, terms: str) -> date | None:
    """Agree on another day for a bill, as terms or a date; nothing written takes the day away. Raises ``Rejected``."""
    if not terms.strip():
        set_facts(tx, bill.uid, {DUE: None, DISCOUNT: None, DISCOUNT_UNTIL: None})
        tx.touch("trade")
        return None
    return _say_terms(tx, bill.uid, bill.day, terms)


def discount_of(bill: Bill, day: date) -> Rupiah:
    """What need not be paid of the bill when it is paid in full on ``day``, to the rupiah."""
    if bill.discount_until is None or day > bill.discount_until:
        return Rupiah(0)
    exact = Fraction(int(bill.open)) * bill.discount / 100
    return Rupiah((2 * exact.numerator + exact.denominator) // (2 * exact.denominator))


def _say_terms(tx: Tx, uid: bytes, day: date, text: str) -> date:
    terms = read_terms(text, day)
    if isinstance(terms, Problem):
        raise Rejected(terms.at("due"))
    found = due(day, terms)
    if isinstance(found, Problem):
        raise Rejected(found.at("due"))
    until = discount_until(day, terms)
    set_facts(
        tx,
        uid,
        {
            DUE: found.isoformat(),
            DISCOUNT: str(terms.discount_percent) if until else None,
            DISCOUNT_UNTIL: until.isoformat() if until else None,
        },
    )
    tx.touch("trade")
    return found


def _ledger(reader: Reader, account: DebtAccount) -> LedgerRef:
    return next(one for one in books.ledgers(reader) if one.id == account.ledger)
