"""The dialogs that ask for a loan's terms: a request that was handed in, its answer, a loan that runs already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks import loans
from kpmbooks.book import Reader, Tx
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Application
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.application import read_application
from kpmbooks.loans.taken import AnswerState, TakenLoan
from kpmbooks.loans.taken_acts import Offered
from kpmbooks.loans.taken_plan import Agreement
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.loans_taken_asking import NO_DAY, OTHER, LenderDialog, TermsDialog, optional_day, rate_typed
from ui.desktop.pages.loans_taken_pay import boxes
from ui.desktop.pages.loans_taken_words import EVERY_NAMES, lender_shown, money, short_day
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import name_shown


class HandInDialog(LenderDialog):
    """The papers were handed in: to whom, for how much, when. What the money is for is taken along."""

    WIDE = 580

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("A request was handed in"), name="hand_in", act=_("Write it down"), parent=parent)
        self._answers = session.ask(lambda reader: _application(reader, session.ledger)) or Application()
        self.day = w.DayEdit(_, session.clock, object_name="hand_in_day", accessible_name=_("On which day?"))
        self.ask_lender()
        self.ask("amount", _("How much is asked for?"), self.amount)
        self.ask("periods", _("In how many instalments?"), self.periods)
        self.ask("every", _("How often?"), self.every)
        self.ask("day", _("On which day?"), self.day)
        self.fill(self._answers)
        self.finish()
        uses = self._answers.uses
        if uses:
            words = _.plural("What it is for is kept with it: {n} line.", "What it is for is kept with it: {n} lines.",
                             len(uses))  # fmt: skip
            self.column.insertWidget(self.column.count() - 2, w.text_label(words, "base", "muted", wrap=True))
        self.lender.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Note the request, or say what is missing."""
        session, periods, day = self.session, self.count(self.periods, "periods"), self.day.day()
        if isinstance(periods, Problem):
            self.refuse((periods,))
            return
        if day is None:
            self.refuse(((self.day.problem() or NO_DAY).at("day"),))
            return
        amount, every, known = self.amount.value() or Rupiah(0), self.every.current(), self.known()
        uses, method = self._answers.uses or (), self._answers.method
        self.act(
            lambda tx: acts.hand_in(
                tx,
                session.ledger,
                self.lender_name(),
                amount,
                periods,
                day=day,
                today=session.today(),
                lender_id="" if known is None else known.id,
                method=known.method.value if known is not None and known.method is not None else method,
                every=next(one for one in EVERY_NAMES if one == every),
                uses=uses,
            )
        )


class AnswerDialog(TermsDialog):
    """What the lender answered; a loan that is granted enters the book in the same act."""

    WIDE = 580

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("What did {lender} answer?", lender=lender_shown(loan, _))
        super().__init__(session, title, name="loan_answer", act=_("Write it down"), parent=parent)
        self._loan = loan
        self.state = w.Choice(object_name="loan_answer_state", accessible_name=_("The answer"))
        for state, words in (
            ("granted", N_("Granted, the money came")),
            ("put-off", N_("Put off")),
            ("refused", N_("Not granted")),
            ("withdrawn", N_("We took it back ourselves")),
        ):
            self.state.add(_(words), state)
        self._boxes = session.ask(lambda reader: boxes(reader, session.ledger)) or ()
        self._receipts = (
            session.ask(lambda reader: acts.receipts_offered(reader, session.ledger, session.today())) or ()
        )
        self.record = w.Choice(object_name="loan_answer_record", accessible_name=_("Is the money recorded already?"))
        self.record.add(_("no, record it now"), b"")
        for one in self._receipts:
            self.record.add(receipt_words(one, _), one.payment.uid)
        self.box = w.Choice(object_name="loan_answer_box", accessible_name=_("Where is the money?"))
        for box in self._boxes:
            self.box.add(box.name, box.uid.hex())
        self.day = w.DayEdit(_, session.clock, object_name="loan_answer_day", accessible_name=_("On which day?"))
        self.reason = w.TextField(
            object_name="loan_answer_reason", accessible_name=_("Why, in your words?"), hint=_("may stay empty"),
            holds_names=True,
        )  # fmt: skip
        self.again = w.TextField(
            object_name="loan_answer_again", accessible_name=_("When to try again?"), hint=_("may stay empty")
        )
        self.ask("state", _("The answer"), self.state)
        self.ask("record", _("Is the money recorded already?"), self.record)
        self.ask_terms()
        self.ask("box", _("Where is the money?"), self.box)
        self.ask("day", _("On which day?"), self.day)
        self.ask("reason", _("Why, in your words?"), self.reason)
        self.ask("again", _("When to try again?"), self.again)
        self.finish()
        self.column.insertWidget(self.column.count() - 2, self.told)
        self._begin()
        self.state.currentIndexChanged.connect(lambda _index: self._fit())
        self.record.currentIndexChanged.connect(lambda _index: self._take_record())
        self._fit()
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Note the answer, or say what is missing."""
        loan, today = self._loan, self.session.today()
        state = self.state.current()
        if state == "granted":
            terms = self.terms()
            if isinstance(terms, tuple):
                self.refuse(terms)
                return
            box = str(self.box.current()) if len(self._boxes) > 1 else None
            found = self._record()
            entry = None if found is None else found.payment.uid
            self.act(lambda tx: acts.grant(tx, acts.again(tx, loan, today), terms, today=today, box=box, entry=entry))
            return
        day, again = self.day.day(), optional_day(self.again.text(), "again", today)
        if day is None:
            self.refuse(((self.day.problem() or NO_DAY).at("day"),))
            return
        if isinstance(again, Problem):
            self.refuse((again,))
            return
        answer: AnswerState = "refused" if state == "refused" else "put-off" if state == "put-off" else "withdrawn"
        self.act(
            lambda tx: acts.answer_request(
                tx, acts.again(tx, loan, today), answer, day=day, today=today, reason=self.reason.text(), again=again
            )
        )

    def _begin(self) -> None:
        """Begin with what was asked for, and with what was agreed before it was taken back."""
        loan, request = self._loan, self._loan.request
        if request is not None:
            if request.lender and self.lender.findData(request.lender) >= 0:
                self.lender.set_current(request.lender)
                self.fill_lender(self.known())
            self.amount.put(int(request.amount))
            self.periods.setText(str(request.periods))
            self.every.set_current(request.every)
            if request.method is not None:
                self.method.set_current(request.method)
        if loan.agreement is not None:
            terms = loan.agreement.terms
            self.amount.put(int(terms.amount))
            self.kept_back.put(int(terms.kept_back))
            self.periods.setText(str(terms.periods))
            self.rate.setText(rate_typed(terms.rate))

    def _fit(self) -> None:
        granted = self.state.current() == "granted"
        self.show_terms(shown=granted)
        self.show_question("record", shown=granted and bool(self._receipts))
        self.show_question("box", shown=granted and len(self._boxes) > 1 and self._record() is None)
        for name in ("reason", "again", "day"):
            self.show_question(name, shown=not granted)
        self._tell()

    def _record(self) -> Offered | None:
        return next((one for one in self._receipts if one.payment.uid == self.record.current()), None)

    def _take_record(self) -> None:
        """Begin with what the record says."""
        found = self._record()
        if found is not None:
            self.fill_record(found)
        self._fit()


class TakeUpDialog(TermsDialog):
    """Follow a loan that runs already: by the record of its money, or from the opening balance."""

    WIDE = 580

    FOR_ALL = True

    def __init__(self, session: Session, receipts: Sequence[Offered], parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("A loan that runs already"), name="take_up", act=_("Follow it"), parent=parent)
        self._receipts = tuple(receipts)
        self.record = w.Choice(object_name="take_up_record", accessible_name=_("Which record brought it?"))
        for one in self._receipts:
            self.record.add(receipt_words(one, _), one.payment.uid)
        self.record.add(_("none: it is in the opening balance"), b"")
        self.before = w.TextField(
            object_name="take_up_before", accessible_name=_("Instalments paid before?"), hint=_("empty: never")
        )
        self.owed = AmountAnswer(_, "take_up_owed", _("Still owed when the book began?"), small=True)
        self.ask("record", _("Which record brought it?"), self.record)
        self.ask_lender()
        self.ask_terms()
        self.ask("before", _("Instalments paid before?"), self.before)
        self.ask("owed", _("Still owed when the book began?"), self.owed)
        self.finish()
        self.column.insertWidget(self.column.count() - 2, self.told)
        self.lender.currentIndexChanged.connect(lambda _index: self.fill_lender(self.known()))
        self.record.currentIndexChanged.connect(lambda _index: self._take_record())
        self._take_record()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Follow it from now on, or say what is missing."""
        terms = self.terms()
        if isinstance(terms, tuple):
            self.refuse(terms)
            return
        before = self.count(self.before, "before", empty=0)
        if isinstance(before, Problem):
            self.refuse((before,))
            return
        record = self._record()
        entry = None if record is None else record.payment.uid
        owed = self.owed.value()
        self.act(lambda tx: self._keep(tx, terms, before, entry, owed if entry is None else None))

    def _keep(self, tx: Tx, terms: Agreement, before: int, entry: bytes | None, owed: Rupiah | None) -> None:
        session = self.session
        acts.take_up(
            tx, session.ledger, self.lender_name(), terms, today=session.today(), before=before, entry=entry, owed=owed
        )

    def _record(self) -> Offered | None:
        return next((one for one in self._receipts if one.payment.uid == self.record.current()), None)

    def _take_record(self) -> None:
        """Begin with what the record says."""
        found = self._record()
        self.show_question("before", shown=found is None)
        self.show_question("owed", shown=found is None)
        if found is not None:
            same = next((key for key, one in self._lenders.items() if one.name == found.party), OTHER)
            self.lender.set_current(same)
            self.other.setText(found.party)
            self.fill_record(found)
        self._tell()


def receipt_words(one: Offered, _: Translator) -> str:
    """A record of a loan's money, as it stands in a list."""
    words = (short_day(one.payment.day, _), money(-one.payment.principal), name_shown(one.party))
    return ", ".join(filter(None, words))


def _application(reader: Reader, ledger: LedgerRef) -> Application:
    return read_application(loans.answers_of(reader, ledger))
