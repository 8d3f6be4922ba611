"""What a meeting posts: one sum for each purse with every member's part beside it, every new loan by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kpmbooks import recording
from kpmbooks.book import Tx
from kpmbooks.book.facts import set_facts
from kpmbooks.group.lending import LoanTerms, charge_due, split_payment, terms_by
from kpmbooks.group.members import Member
from kpmbooks.group.money import (
    CHARGE,
    DUES,
    FINE,
    LOAN,
    SOLIDARITY,
    MemberMovement,
    begin_loan,
    write_member_movements,
)
from kpmbooks.group.rules import GroupRules
from kpmbooks.group.sheet import INSTALMENT, LOAN_PERIODS, NEW_LOAN, SheetRow, is_paid
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.recording import Answers

MEETING_ACT = "meeting"

_KINDS = {DUES: "iuran_rapat", SOLIDARITY: "iuran_iks", FINE: "denda_anggota"}


@dataclass(frozen=True, slots=True)
class NewLoan:
    """A loan that is handed out at the meeting."""

    member: Member
    amount: Rupiah
    terms: LoanTerms


@dataclass(frozen=True, slots=True)
class MeetingMoney:
    """Everything on a sheet, added up by purse; ``problems`` say why it cannot be posted so."""

    parts: dict[str, list[MemberMovement]] = field(default_factory=dict)
    loans: list[NewLoan] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def add_up(rows: Sequence[SheetRow], rules: GroupRules) -> MeetingMoney:
    """What the rows come to."""
    money = MeetingMoney()
    for row in rows:
        for cell, value in row.written.items():
            if value and cell.startswith(f"{INSTALMENT}:"):
                _add_instalment(money, row, int(cell.partition(":")[2]), Rupiah(value))
            elif value and is_paid(cell):
                money.parts.setdefault(cell, []).append(MemberMovement(row.member.id, cell, Rupiah(value)))
        if row.gets:
            _add_loan(money, row, rules)
    return money


def _add_instalment(money: MeetingMoney, row: SheetRow, key: int, paid: Rupiah) -> None:
    name = row.member.name or row.member.nickname
    found = next(((loan, terms) for loan, terms in row.loans if loan.id == key), None)
    if found is None:
        message = N_("{name} has no such loan any more. Empty this field.")
        money.problems.append(Problem("loan-gone", message, {"name": name}, f"{INSTALMENT}:{key}"))
        return
    loan, terms = found
    most = loan.left + charge_due(terms, loan.amount, loan.left)
    if paid > most:
        message = N_("{name} pays more than her loan. Write at most {most}.")
        params = {"name": name, "most": most}
        money.problems.append(Problem("instalment-too-large", message, params, f"{INSTALMENT}:{key}"))
        return
    principal, charge = split_payment(terms, loan.amount, loan.left, paid)
    parts = money.parts.setdefault(INSTALMENT, [])
    parts.append(MemberMovement(row.member.id, LOAN, -principal, loan.id))
    parts.append(MemberMovement(row.member.id, CHARGE, charge, loan.id))


def _add_loan(money: MeetingMoney, row: SheetRow, rules: GroupRules) -> None:
    if not rules.loans.allowed:
        message = N_("The group's rules know no loans to members. Decide on them first.")
        money.problems.append(Problem("loans-off", message, {}, NEW_LOAN))
        return
    periods = row.written.get(LOAN_PERIODS) or rules.loans.periods
    if periods > rules.loans.periods:
        message = N_("A loan is paid back in at most {most} instalments, as the group decided.")
        money.problems.append(Problem("loan-too-long", message, {"most": rules.loans.periods}, LOAN_PERIODS))
        return
    money.loans.append(NewLoan(row.member, row.gets, terms_by(rules.loans, periods)))


def post(
    tx: Tx,
    ledger: LedgerRef,
    money: MeetingMoney,
    rules: GroupRules,
    *,
    day: date,
    words: str,
    difference: Rupiah,
    source: Source,
) -> int | None:
    """Post it all in one batch and give its key; None when there is nothing. ``difference`` is what the box holds more
    than it should (less: negative). Raises ``Rejected``."""
    withdrawable = {f"savings:{kind.id}": kind.withdrawable for kind in rules.savings}
    records: list[tuple[str, Answers, Source]] = []
    for cell, parts in money.parts.items():
        if cell == INSTALMENT:
            back = -sum(part.amount for part in parts if part.purse == LOAN)
            charge = sum(part.amount for part in parts if part.purse == CHARGE)
            answers: Answers = {"amount": int(back), "interest": int(charge), "memo": words, "date": day}
            records.append(("terima_angsuran", answers, source))
            continue
        kind = _KINDS.get(cell) or ("tabungan_masuk" if withdrawable.get(cell, True) else "simpanan_tetap")
        records.append((kind, {"amount": int(sum(part.amount for part in parts)), "memo": words, "date": day}, source))
    for loan in money.loans:
        party = loan.member.name or loan.member.nickname
        answers = {"amount": int(loan.amount), "party": party, "memo": words, "date": day}
        records.append(("beri_pinjaman", answers, source))
    if difference:
        kind = "uang_lebih" if difference > 0 else "belum_ketemu"
        records.append((kind, {"amount": int(abs(difference)), "memo": words, "date": day}, source))
    if not records:
        return None
    batch, posted = recording.record_together(tx, records, ledger=ledger, today=day, act=MEETING_ACT)
    for parts, one in zip(money.parts.values(), posted, strict=False):
        write_member_movements(tx, one.id, parts)
    for loan, one in zip(money.loans, posted[len(money.parts) :], strict=False):
        uid = begin_loan(tx, loan.member, one.id, loan.amount)
        terms = loan.terms
        facts = {"periods": terms.periods, "rate": terms.rate, "method": terms.method, "charge": terms.charge}
        set_facts(tx, uid, {**{name: str(fact) for name, fact in facts.items()}, "unit": str(terms.unit)})
    return batch
