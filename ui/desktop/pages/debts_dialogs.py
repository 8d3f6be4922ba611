"""The acts with debts, each a dialog: pay, agree on a day or let go, give a name, a person's name and phone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from kpmbooks import recording, trade
from kpmbooks.dates import format_day
from kpmbooks.ledger import Account
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import Bill, DebtAccount, Party, Payment
from reports.debt_words import phone_text
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_list import party_shown
from ui.desktop.session import Session
from ui.desktop.theme import look, names_covered
from ui.desktop.widgets.labels import covered


def money(amount: Rupiah) -> str:
    """An amount as it may be seen now."""
    return covered() if look().private else format_amount(amount)


class PayDialog(AskDialog):
    """She pays us, or we pay her: how much, for which bills, into which box."""

    def __init__(
        self,
        session: Session,
        party: Party,
        account: DebtAccount,
        bills: Sequence[Bill],
        boxes: Sequence[Account],
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        ours = account.side == "owed_to_us"
        who = party_shown(party.name, _)
        title = _("{name} pays", name=who) if ours else _("Pay {name}", name=who)
        super().__init__(session, title, "hand-coins", name="debt_pay", act=_("Save"), parent=parent)
        self.party, self.account, self.bills = party, account, tuple(bills)
        total = sum((bill.open for bill in bills), Rupiah(0))
        self.amount = w.AmountEdit(_, object_name="debt_pay_amount", accessible_name=_("How much?"))
        self.amount.set_value(int(total))
        self.day = w.DayEdit(_, session.clock, object_name="debt_pay_day", accessible_name=_("Which day?"))
        self.box = w.Choice(object_name="debt_pay_box", accessible_name=_("Where is the money?"))
        for box in boxes:
            self.box.add(box.name, box.uid.hex())
        self.ask("amount", _("How much?"), self.amount)
        self.ask("date", _("Which day?"), self.day)
        if len(boxes) > 1:
            self.ask("box", _("Where is the money?"), self.box)
        else:
            self.box.setParent(self)
            self.box.hide()
        self.column.addWidget(w.text_label(_("Open: {amount}", amount=money(total)), "base", "muted"))
        self.column.addLayout(self.grid)
        self.chosen: list[tuple[Bill, w.Check]] = []
        if len(self.bills) > 1:
            self.column.addWidget(
                w.text_label(_("For which bills? Without a tick the oldest first."), "base", wrap=True)
            )
            for nth, bill in enumerate(self.bills, 1):
                words = _("{day}: {amount}", day=format_day(bill.day, _.language, short=True), amount=money(bill.open))
                check = w.Check(words, object_name=f"debt_pay_bill_{nth}")
                check.toggled.connect(lambda _on: self._sum_chosen())
                self.chosen.append((bill, check))
                self.column.addWidget(check)
        self.discount = w.Check("-", object_name="debt_pay_discount")
        self._off = sum((trade.discount_of(bill, session.today()) for bill in self.bills), Rupiah(0))
        self.discount.setText(_("Paid in time: {amount} off", amount=money(self._off)))
        self.discount.setVisible(bool(self._off))
        self.discount.toggled.connect(lambda _on: self._sum_chosen())
        self.column.addWidget(self.discount)
        self.deposit = w.Check(_("Keep the rest as her deposit"), object_name="debt_pay_deposit")
        self.deposit.hide()
        self.column.addWidget(self.deposit)
        self.close_up()
        self.amount.submitted.connect(lambda _amount: self.save())
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Record the payment."""
        amount, day = self.amount.value(), self.day.day()
        if amount is None or amount <= 0:
            nothing = Problem("amount-missing", N_("Write an amount above zero."), {}, "amount")
            self.refuse((self.amount.problem() or nothing,))
            return
        if day is None:
            self.refuse(((self.day.problem() or _NO_DAY).at("date"),))
            return
        payment = Payment(
            amount,
            day,
            tuple(bill for bill, check in self.chosen if check.isChecked()),
            discount=self._off if self.discount.isChecked() else Rupiah(0),
            box=str(self.box.current()) if self.box.count() > 1 else None,
            rest_as_deposit=self.deposit.isChecked(),
        )
        session, party, account = self.session, self.party, self.account
        self.act(lambda tx: trade.pay(tx, party, account, payment, today=session.today()))

    def refuse(self, problems: Iterable[Problem]) -> None:
        """An overpayment is a question: offer to keep the rest as a deposit."""
        found = tuple(problems)
        if any(one.code == "paid-too-much" for one in found) and self.account.side == "owed_to_us":
            self.deposit.show()
        if names_covered():
            who = party_shown(self.party.name, self.session._)
            found = tuple(replace(one, params={**one.params, "name": who}) for one in found)
        super().refuse(found)

    def _sum_chosen(self) -> None:
        ticked = [bill for bill, check in self.chosen if check.isChecked()] or list(self.bills)
        today = self.session.today()
        self._off = sum((trade.discount_of(bill, today) for bill in ticked), Rupiah(0))
        self.discount.setText(self.session._("Paid in time: {amount} off", amount=money(self._off)))
        total = sum((bill.open for bill in ticked), Rupiah(0))
        self.amount.set_value(int(total - (self._off if self.discount.isChecked() else Rupiah(0))))


_NO_DAY = Problem("day-missing", N_("Write the day."))


class BillDialog(AskDialog):
    """One bill: agree on another day, or let it go (what others owe us only)."""

    def __init__(
        self, session: Session, party: Party, account: DebtAccount, bill: Bill, parent: QWidget | None
    ) -> None:
        _ = session._
        title = _("Bill of {day}", day=format_day(bill.day, _.language))
        super().__init__(session, title, "receipt", name="debt_bill", act=_("Save the day"), parent=parent)
        self.party, self.account, self.bill = party, account, bill
        self.column.addWidget(w.text_label(party_shown(party.name, _), "bold"))
        self.column.addWidget(w.text_label(_("Open: {amount}", amount=money(bill.open)), "base", "muted"))
        self.due = w.TextField(
            object_name="debt_bill_due", accessible_name=_("When will it be paid?"), hint=_("may stay empty")
        )
        self.due.setText(trade.terms_of(bill, _.language))
        self.ask("due", _("When will it be paid?"), self.due)
        self.grid.addWidget(
            w.text_label(_("For example next week, 30 days, or 5 December."), "small", "muted", wrap=True), 9, 1
        )
        self.let_go = w.Button(_("Let it go"), object_name="debt_bill_let_go", picture="hand-heart")
        self.let_go.setAutoDefault(False)
        self.let_go.clicked.connect(self._let_go)
        self.let_go.setVisible(account.side == "owed_to_us")
        self.buttons.addWidget(self.let_go)
        self.finish()
        self.due.returnPressed.connect(self.save)
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sure = False

    def save(self) -> None:
        """Agree on the day."""
        bill, words = self.bill, self.due.text()
        self.act(lambda tx: trade.set_due(tx, bill, words))

    def _let_go(self) -> None:
        """Ask once more, in the same place, then give the debt up."""
        _, session = self.session._, self.session
        if not self._sure:
            self._sure = True
            self.let_go.setText(_("Yes, let {amount} go", amount=money(self.bill.open)))
            return
        party, account, bill = self.party, self.account, self.bill
        self.act(lambda tx: trade.let_go(tx, party, account, bill.open, today=session.today(), bills=(bill,)))


class NameDialog(AskDialog):
    """Say whose a part of what has no name is."""

    def __init__(
        self, session: Session, account: DebtAccount, left: Rupiah, names: Sequence[str], parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(session, _("Whose is it?"), "user", name="debt_name", act=_("Save"), parent=parent)
        self.account = account
        self.column.addWidget(w.text_label(_("Without a name: {amount}", amount=money(left)), "base", "muted"))
        self.who = w.TextField(object_name="debt_name_who", accessible_name=_("Name"), holds_names=True)
        self.amount = w.AmountEdit(_, object_name="debt_name_amount", accessible_name=_("How much of it?"))
        self.due = w.TextField(
            object_name="debt_name_due", accessible_name=_("When will it be paid?"), hint=_("may stay empty")
        )
        offer_names(self.who, names)
        self.ask("name", _("Name"), self.who)
        self.ask("amount", _("How much of it?"), self.amount)
        self.ask("due", _("When will it be paid?"), self.due)
        self.finish()
        for field in (self.who, self.due):
            field.returnPressed.connect(self.save)
        self.amount.submitted.connect(lambda _amount: self.save())
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Give the name."""
        session, account, name = self.session, self.account, self.who.text()
        amount, terms = self.amount.value() or Rupiah(0), self.due.text()
        self.act(lambda tx: trade.give_name(tx, account, name, amount, day=session.today(), terms=terms))


class PartyDialog(AskDialog):
    """Her name, phone and a note."""

    def __init__(self, session: Session, party: Party, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Name and phone")
        super().__init__(session, title, "user", name="debt_party", act=_("Save"), parent=parent)
        self.party = party
        self.name = w.TextField(object_name="debt_party_name", accessible_name=_("Name"))
        self.phone = w.TextField(object_name="debt_party_phone", accessible_name=_("Phone"), hint=_("0812 3456 7890"))
        self.note = w.TextField(
            object_name="debt_party_note", accessible_name=_("Anything to add?"), hint=_("may stay empty")
        )
        self.name.setText(party.name or "")
        self.phone.setText(phone_text(party.phone))
        self.note.setText(party.note or "")
        self.ask("name", _("Name"), self.name)
        self.ask("phone", _("Phone"), self.phone)
        self.ask("note", _("Anything to add?"), self.note)
        self.erase = w.Button(_("Erase her name"), object_name="debt_party_erase", picture="trash")
        self.erase.setAutoDefault(False)
        self.erase.clicked.connect(self._erase)
        self.buttons.addWidget(self.erase)
        self._sure = False
        self.finish()
        for field in (self.name, self.phone, self.note):
            field.returnPressed.connect(self.save)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write what is said of her."""
        party, name, phone, note = self.party, self.name.text(), self.phone.text(), self.note.text()
        self.act(lambda tx: trade.change_party(tx, party, name=name, phone=phone, note=note))

    def _erase(self) -> None:
        """Ask once more, in the same place; then every word about her goes, and what is owed stays."""
        if not self._sure:
            self._sure = True
            self.erase.setText(self.session._("Yes, erase it for good"))
            return
        party = self.party
        self.act(lambda tx: trade.erase_party(tx, party))


def offer_names(line: w.TextField, names: Sequence[str]) -> None:
    """Offer the names that are known while one is typed; none while names are covered."""
    if names_covered():
        return
    completer = QCompleter(list(names), line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if (popup := completer.popup()) is not None:
        popup.setObjectName(f"{line.objectName()}_words")
        popup.setAccessibleName(line.accessibleName())
    line.setCompleter(completer)


def boxes_for(session: Session, account: DebtAccount) -> list[Account]:
    """Where the money of a payment may lie, the usual place first."""

    def look_up(reader: Any) -> list[Account]:
        every = recording.cash_accounts(reader, session.ledger)
        usual = next((one for one in every if one.role == "kas"), None)
        return [one for one in every if usual is not None and one.fund == usual.fund and one.uid]

    found = session.ask(look_up) or []
    return sorted(found, key=lambda one: one.role != "kas")
