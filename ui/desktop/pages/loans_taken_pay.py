"""Paying an instalment, and attaching records that were written elsewhere: one act each."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks import ledger as books
from kpmbooks.book import Reader, Tx
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.taken import LOAN_ROLE, TakenLoan
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.loans_taken_words import charge_word, is_shared, lender_shown, money, short_day
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import name_shown

PLANNED: Final = "planned"
EXTRA: Final = "extra"

_NO_DAY = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "day")


class PayDialog(AskDialog):
    """Suggests principal and interest of what is due next; what is paid is recorded and linked."""

    WIDE = 580

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Pay an instalment to {lender}", lender=lender_shown(loan, _))
        super().__init__(session, title, "hand-arrow-up", name="loan_pay", act=_("Pay and record"), parent=parent)
        assert loan.standing is not None  # only a loan that runs is paid
        self._loan, self._told = loan, loan.standing
        due = self._told.next
        if due is not None:
            words = _("Instalment {n} of {all}, due on {day}.", n=due.row.number, all=len(self._told.plan), day=due.due)
            self.column.addWidget(w.text_label(words, "base", "muted", wrap=True))
        charge = charge_word(loan, _)
        self.how = w.SegmentedSwitch(
            (w.Segment(PLANNED, _("Instalment")), w.Segment(EXTRA, _("Extra, on top"))),
            object_name="loan_pay_how",
            accessible_name=_("What is paid?"),
        )
        self.principal = AmountAnswer(_, "loan_pay_principal", _("Principal"), small=True)
        self.interest = AmountAnswer(_, "loan_pay_interest", charge, small=True)
        self._boxes = session.ask(lambda reader: boxes(reader, session.ledger)) or ()
        self.box = w.Choice(object_name="loan_pay_box", accessible_name=_("Paid from where?"))
        for box in self._boxes:
            self.box.add(box.name, box.uid.hex())
        self.day = w.DayEdit(_, session.clock, object_name="loan_pay_day", accessible_name=_("On which day?"))
        self.after = w.text_label("", "base", "muted", wrap=True)
        self.after.setObjectName("loan_pay_after")
        self.ask("how", _("What is paid?"), self.how)
        self.ask("principal", _("Principal"), self.principal)
        self.ask("interest", charge, self.interest)
        self.ask("box", _("Paid from where?"), self.box)
        self.ask("day", _("On which day?"), self.day)
        self.finish()
        self.column.insertWidget(self.column.count() - 2, self.after)
        self.show_question("box", shown=len(self._boxes) > 1)
        self.how.chosen.connect(lambda _how: self._suggest())
        for amount in (self.principal, self.interest):
            amount.changed.connect(lambda _amount: self._tell())
        self.day.changed.connect(lambda _day: self._tell())
        self.box.currentIndexChanged.connect(lambda _index: self._tell())
        self._suggest()
        self.principal.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Record the payment, or say what is missing."""
        loan, today, day = self._loan, self.session.today(), self.day.day()
        for name, field in (("principal", self.principal), ("interest", self.interest)):
            if (problem := field.problem()) is not None:
                self.refuse((problem.at(name),))
                return
        if day is None:
            self.refuse(((self.day.problem() or _NO_DAY).at("day"),))
            return
        principal, interest = self._amounts()
        extra = self.how.current() == EXTRA
        box = self._box()
        self.act(
            lambda tx: acts.pay(
                tx, acts.again(tx, loan, today), principal, interest, day=day, today=today, extra=extra, box=box
            )
        )

    def _box(self) -> str | None:
        return str(self.box.current()) if len(self._boxes) > 1 else None

    def _amounts(self) -> tuple[Rupiah, Rupiah]:
        return self.principal.value() or Rupiah(0), self.interest.value() or Rupiah(0)

    def _suggest(self) -> None:
        planned = self.how.current() != EXTRA
        principal, interest = self._told.suggestion if planned else (Rupiah(0), Rupiah(0))
        self.principal.put(int(principal))
        self.interest.put(int(interest))
        self._tell()

    def _tell(self) -> None:
        _, (principal, interest) = self.session._, self._amounts()
        left = max(self._told.owed_by_book - principal, Rupiah(0))
        words = _(
            "Together {amount}; after it {left} is still owed.", amount=money(principal + interest), left=money(left)
        )
        warnings = self._warnings(principal, interest)
        self.after.setText(" ".join((words, *(_.problem(one) for one in warnings))))

    def _warnings(self, principal: Rupiah, interest: Rupiah) -> tuple[Problem, ...]:
        session, loan, day = self.session, self._loan, self.day.day()
        if day is None or principal + interest <= 0 or is_shared():
            return ()
        today, box = session.today(), self._box()
        found = session.ask(
            lambda reader: acts.warnings_of_paying(reader, loan, principal, interest, day=day, today=today, box=box)
        )
        return found or ()


class AttachDialog(AskDialog):
    """Records that paid loans and belong to none here: those that are ticked belong to this one."""

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Records that pay this loan")
        super().__init__(session, title, "list-checks", name="loan_attach", act=_("Save"), parent=parent)
        self._loan = loan
        told = _("Tick what was paid to {lender}.", lender=lender_shown(loan, _))
        self.column.addWidget(w.text_label(told, "base", wrap=True))
        offered = session.ask(lambda reader: acts.payments_offered(reader, session.ledger, session.today(), loan)) or ()
        self.checks: list[tuple[bytes, bool, w.Check]] = []
        for one in loan.payments:
            self._add(one.link, on=True, words=self._words(one.day, one.amount, ""))
        for offer in offered:
            payment = offer.payment
            self._add(payment.uid, on=False, words=self._words(payment.day, payment.amount, offer.party))
            if offer.same:
                self.checks[-1][2].setChecked(True)
        self.finish()
        first = self.checks[0][2] if self.checks else self.rest
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Attach the ticked ones, and let the others go."""
        loan, today = self._loan, self.session.today()
        changed: dict[bytes, bool | None] = {}
        for uid, was_on, check in self.checks:
            if check.isChecked() != was_on:
                changed[uid] = False if check.isChecked() else None

        def keep(tx: Tx) -> None:
            acts.link(tx, acts.again(tx, loan, today), changed)

        self.act(keep)

    def _add(self, uid: bytes, *, on: bool, words: str) -> None:
        check = w.Check(words, object_name=f"loan_attach_{len(self.checks) + 1}")
        check.setChecked(on)
        self.checks.append((uid, on, check))
        self.column.addWidget(check)

    def _words(self, day: date, amount: Rupiah, party: str) -> str:
        _ = self.session._
        return _("{day}: {amount}", day=short_day(day, _), amount=money(amount)) + (
            f", {name_shown(party)}" if party else ""
        )


def boxes(reader: Reader, ledger: LedgerRef) -> tuple[Account, ...]:
    """Where money of the purse lies that owes loans."""
    accounts = books.accounts(reader, ledger)
    purse = next((one.fund for one in accounts if one.role == LOAN_ROLE), None)
    return tuple(one for one in accounts if one.is_cash and one.fund == purse)
