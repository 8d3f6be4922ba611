"""After the loan: what was asked for and answered, the loans that run, their instalments, the use of the money."""

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from kpmbooks.book import Reader
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.taken import BookLoans, TakenLoan, book_loans
from kpmbooks.loans.taken_acts import Offered
from kpmbooks.loans.taken_due import EARLY, LoanDue, dues_among, money_there
from kpmbooks.problems import Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.pages.loan_back import BackToSteps
from ui.desktop.pages.loans_taken_card import LoanCard
from ui.desktop.pages.loans_taken_pay import AttachDialog, PayDialog
from ui.desktop.pages.loans_taken_plan import PlanDialog
from ui.desktop.pages.loans_taken_terms import AnswerDialog, HandInDialog, TakeUpDialog
from ui.desktop.pages.loans_taken_uses import LoanUsesDialog
from ui.desktop.pages.loans_taken_words import is_shared, lender_shown, money
from ui.desktop.pages.page import Page
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks


@dataclass(frozen=True, slots=True)
class _Seen:
    """``payments`` could be attached to a loan, ``receipts`` are moneys that came and nobody follows."""

    known: BookLoans
    dues: tuple[LoanDue, ...]
    payments: tuple[Offered, ...]
    receipts: tuple[Offered, ...]


class LoansTakenPage(Page):
    """``arrive`` takes the uid of a loan of which an instalment is to be paid."""

    TOPICS: ClassVar[frozenset[str]] = Page.TOPICS | {"loans", "facts"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="loans_taken_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self.cards: list[LoanCard] = []
        self.back = BackToSteps(self, "loans_taken_back")
        self.hand_in = w.Button(
            _("A request was handed in"), object_name="loans_taken_hand_in", picture="paper-plane-tilt"
        )
        self.take_up = w.Button(_("A loan that runs already"), object_name="loans_taken_take_up", picture="plus")
        self.waiting = w.Strip("-", tone="primary", picture="question", barred=True)
        self.waiting.setObjectName("loans_taken_waiting")
        self.differs = w.Strip("-", tone="warn", picture="question", barred=True)
        self.differs.setObjectName("loans_taken_differs")
        self.empty_card = w.Card(object_name="loans_taken_empty_card")
        self.empty = w.EmptyState(
            "bank",
            _("No loan stands here yet"),
            _("After the papers are handed in, write it here: the answer, the instalments, what the money was for."),
            object_name="loans_taken_empty",
            button=_("A request was handed in"),
            button_picture="paper-plane-tilt",
        )
        self.empty_card.body.addWidget(self.empty)
        self._top, self._below = w.Flow(spacing=8), w.Flow(spacing=8)
        self._top.add(self.back)
        self.column.addWidget(self._top)
        self.column.addWidget(self.empty_card, 1)
        for part in (self.waiting, self.differs, self._below):
            self.column.addWidget(part)
        self._rest = QWidget()
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.column.addWidget(self._rest, 1)
        self.empty.pressed.connect(self._hand_in)
        self.hand_in.clicked.connect(self._hand_in)
        self.take_up.clicked.connect(self._take_up)
        self.reflowed.connect(lambda _span: self._write())

    def arrive(self, wish: Any) -> None:
        """Show all loans, the keyboard at the likeliest act; of one that was named pay an instalment."""
        if self._seen is None or isinstance(wish, bytes):
            self.refresh()
        here = self.cards[0].first if self.cards else self.empty.button
        if here is not None:
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(wish, bytes) and self.session.book.mode == "write":
            self._do(wish, "pay")

    def refresh(self) -> None:
        session = self.session
        seen = session.ask(partial(_read, session=session))
        if seen is not None:
            self._seen = seen
            self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_seen"):
            QTimer.singleShot(0, self, self._write)  # figures and names may be covered now

    def _write(self) -> None:
        seen, session, _ = self._seen, self.session, self.session._
        if seen is None:
            return
        held = QApplication.focusWidget()
        focused = held.objectName() if held is not None and self.isAncestorOf(held) else ""
        for old in self.cards:
            self.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        writes, empty = session.book.mode == "write", not seen.known.loans
        self.empty_card.setVisible(empty)
        narrow = self.arrangement() == "narrow"
        self.back.arrange(narrow=narrow)
        self.empty.leave_picture_out(left_out=narrow)
        self._rest.setVisible(not empty)
        self._place_acts(self._below if empty or narrow else self._top)
        self.hand_in.setVisible(not empty)
        for button in filter(None, (self.hand_in, self.take_up, self.empty.button)):
            button.setEnabled(writes)
        self._say_waiting(seen)
        self._say_difference(seen)
        dues = {due.loan: due for due in seen.dues}
        for number, loan in enumerate(seen.known.loans, 1):
            card = LoanCard(
                session,
                loan,
                dues.get(loan.uid),
                sum(one.payment.day >= loan.since for one in seen.payments),
                number,
                narrow=narrow,
            )
            card.wished.connect(partial(self._do, loan.uid))
            card.shown.connect(partial(self._show_refusal, loan))
            self.cards.append(card)
            self.column.insertWidget(self.column.indexOf(self._below), card)
            card.show()  # now, for the keyboard goes to nothing that is not seen yet
        # The cards of before are still there until Qt takes them: what is looked for is one of the new ones.
        again = next((found for card in self.cards if (found := card.findChild(QWidget, focused))), None)
        if focused and again is not None:
            again.setFocus()

    def _place_acts(self, place: w.Flow) -> None:
        """What begins something stands beside the way back, or below the loans where there is little room."""
        for button in (self.hand_in, self.take_up):
            if button.parentWidget() is not place:
                place.add(button)
        self._below.setVisible(place is self._below)

    def _say_waiting(self, seen: _Seen) -> None:
        _ = self.session._
        self.waiting.setVisible(bool(seen.receipts))
        if seen.receipts:
            amount = -sum(int(one.payment.principal) for one in seen.receipts)
            self.waiting.set_text(
                _.plural(
                    "{n} loan in the records is not followed here yet ({amount}). Choose “{button}”.",
                    "{n} loans in the records are not followed here yet ({amount}). Choose “{button}”.",
                    len(seen.receipts),
                    amount=money(amount),
                    button=self.take_up.label(),
                )
            )

    def _say_difference(self, seen: _Seen) -> None:
        _, known = self.session._, seen.known
        running = any(one.standing is not None for one in known.loans)
        shown = running and known.unclaimed != 0 and not seen.receipts and not is_shared()
        self.differs.setVisible(shown)
        if not shown:
            return
        if known.unclaimed > 0:
            words = _(
                "The book says {owed} is owed on loans; {amount} of it belongs to no loan here.",
                owed=money(known.owed),
                amount=money(known.unclaimed),
            )
        else:
            words = _(
                "The book says {owed} is owed on loans, {amount} less than the loans here. Attach records, or correct.",
                owed=money(known.owed),
                amount=money(-known.unclaimed),
            )
        self.differs.set_text(words)

    def _do(self, uid: bytes, what: str) -> None:
        """What was pressed on the card of a loan."""
        seen, session = self._seen, self.session
        loan = None if seen is None else next((one for one in seen.known.loans if one.uid == uid), None)
        if seen is None or loan is None:
            return
        match what:
            case "pay" if loan.standing is not None:
                PayDialog(session, loan, self).open()
            case "plan" if loan.standing is not None:
                PlanDialog(session, loan, self).open()
            case "attach":
                AttachDialog(session, loan, self).open()
            case "uses":
                LoanUsesDialog(session, loan, self).open()
            case "answer":
                AnswerDialog(session, loan, self).open()
            case "back":
                self._act(lambda tx: acts.take_back_answer(tx, loan))
            case "go":
                self._ask_to_go(loan)

    def _ask_to_go(self, loan: TakenLoan) -> None:
        _ = self.session._
        question = QuestionDialog(
            _("Follow “{name}” no longer?", name=lender_shown(loan, _)),
            _("It leaves this page. Its records stay in the book as they are."),
            act=_("Follow it no longer"),
            rest=_("Leave it"),
            object_name="loan_go_question",
            parent=self,
        )
        question.agreed.connect(lambda: self._act(lambda tx: acts.let_go(tx, loan)))
        question.open()

    def _show_refusal(self, loan: TakenLoan, shown: bool) -> None:
        self._act(lambda tx: acts.show_refusal(tx, loan, shown=shown))

    def _hand_in(self) -> None:
        HandInDialog(self.session, self).open()

    def _take_up(self) -> None:
        seen = self._seen
        TakeUpDialog(self.session, () if seen is None else seen.receipts, self).open()

    def _act(self, act: Any) -> None:
        try:
            self.session.act(act)
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))


def _read(reader: Reader, *, session: Session) -> _Seen:
    ledger, today = session.ledger, session.today()
    known = book_loans(reader, ledger, today)
    return _Seen(
        known,
        dues_among(known.loans, money_there(reader, ledger, today), today, EARLY) if known.loans else (),
        acts.payments_offered(reader, ledger, today),
        acts.receipts_offered(reader, ledger, today),
    )
