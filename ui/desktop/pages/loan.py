"""Preparing a loan, at a glance: the steps, the one that is next, what is asked for and what it takes.

What is asked for the paper, the lenders, the papers and the loans that run have pages of their own; the ways there are
here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kpmbooks import loans
from kpmbooks.book import Book
from kpmbooks.instalments import METHODS
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import USUAL_LENDER, BookSide, Check, Lender, NextStep, Readiness
from kpmbooks.loans.own_facts import lenders_as_known
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from reports import LOAN_SUMMARY
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.loan_fields import LoanForm
from ui.desktop.pages.loan_ladder import LadderCard
from ui.desktop.pages.loan_live import LiveCard
from ui.desktop.pages.loan_next import NextCard
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.theme import look
from ui.desktop.widgets import Span

REQUEST_PART: Final = "request"
"""The wish that leads to the amount."""

WAYS: Final = (
    ("loan_form", N_("For the paper"), "identification-card"),
    ("lenders", N_("Compare lenders"), "scales"),
    ("loans_taken", N_("After the loan"), "bank"),
)
"""The other pages of a loan: key, word, picture."""

_OF_THE_AMOUNT: Final = frozenset({"ceiling", "safe_line", "uses"})
_NO_AMOUNT = Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."), {}, "amount")


@dataclass(frozen=True, slots=True)
class _Side:
    """What was read from the book in one go; the lenders as this book knows them."""

    books: BookSide
    answers: dict[str, str]
    lenders: Mapping[str, Lender]


class LoanPage(FixedPage):
    """Reckons while she writes; every answer is kept when its field is left."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "loans"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="loan_page", parent=parent)
        _ = session._
        self._side: _Side | None = None
        self._turn = 0
        self._reading: Job | None = None
        self.form = LoanForm(_, self)
        self.live = LiveCard(_)
        self.ladder = LadderCard(_)
        self.next = NextCard(_)
        self.ways = {
            key: w.Button(_(words), object_name=f"loan_to_{key}", picture=picture) for key, words, picture in WAYS
        }
        self.show_paper = w.Button(_("See and print the papers"), object_name="loan_show", picture="printer")
        self.elsewhere = w.EmptyState(
            "storefront",
            _("A loan is asked for by a business"),
            _("Open the business's book first."),
            object_name="loan_elsewhere",
            button=_("Open the business's book"),
            button_picture="storefront",
        )
        self._lay_out()
        self.form.answered.connect(self.keep)
        self.form.edited.connect(self._reckon)
        self.live.share_chosen.connect(lambda share: self.keep({"safe_share": share}))
        self.ladder.chosen.connect(self._open_step)
        self.next.chosen.connect(self._open_step)
        self.next.answered.connect(self.keep)
        self.next.paper_wanted.connect(self.open_papers)
        self.show_paper.clicked.connect(self.open_papers)
        for key, button in self.ways.items():
            button.clicked.connect(partial(self._go_to, key))
        self.elsewhere.pressed.connect(self._to_business)
        self.setFocusProxy(self.form.fields["amount"])

    def refresh(self) -> None:
        """Read the book beside the window and show what it says."""
        session = self.session
        business = session.ledger.kind != "keluarga"
        self._elsewhere_card.setVisible(not business)
        self._asking.setVisible(business)
        if not business:
            return
        self._turn += 1
        turn, book, ledger, today = self._turn, session.book, session.ledger, session.today()
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.tasks.run(
            lambda _progress: _read(book, ledger, today),
            lambda side: self._show(side) if turn == self._turn else None,
            lambda error: self._not_read(error) if turn == self._turn else None,
        )

    def is_whole(self) -> bool:
        """Whether the book's side has arrived."""
        return self._side is not None or self.session.ledger.kind == "keluarga"

    def other_ledger(self) -> None:
        """Another business has other answers."""
        self._side = None
        self.form.put({})
        self.look_again()

    def keep(self, answers: dict[str, str]) -> None:
        """Keep answers, or say at their fields why they cannot be taken."""
        session = self.session
        if session.book.mode != "write" or session.ledger.kind == "keluarga":
            self._reckon()
            return
        try:
            session.act(lambda tx: loans.answer(tx, session.ledger, answers, today=session.today()))
        except Rejected as rejected:
            if elsewhere := self.form.show_problems(rejected.problems):
                session.failed.emit(tuple(elsewhere))
        except StorageError as error:
            session.failed.emit((error.problem,))

    def arrive(self, wish: Any) -> None:
        """Show the page from its beginning, where the next step stands; lead to the amount where that is wished for."""
        self.look_again()
        self._scroll.verticalScrollBar().setValue(0)
        if wish == REQUEST_PART:
            self._lead_to_amount()

    def open_papers(self) -> None:
        """To the papers; without an amount there is none, and it is said at its field."""
        self.form.commit()
        if self._reckon():
            self.go.emit("loan_papers", LOAN_SUMMARY.name)
        elif not self.form.amount():
            self.form.show_problems((_NO_AMOUNT,))
            self._lead_to_amount()

    def arrange(self, now: Span) -> None:
        """The steps stand beside the request where there is room, else below it."""
        wide = now == "wide"
        sides = ((self.ladder,), (self.next, self.form.request, self.live))
        cards = sides if wide else ((self.next, self.form.request, self.live, self._foot, self.ladder), ())
        for column, those in zip((self._left, self._right), cards, strict=True):
            for place, card in enumerate(those):
                column.insertWidget(place, card)
        if wide:
            self._whole.addWidget(self._foot)
        # Where it is tight the papers would be far below: the way to them stands beside the next step.
        (self._foot if wide else self.next.buttons).add(self.show_paper)
        self._across.setStretch(0, 12 if wide else 1)
        self._across.setStretch(1, 11 if wide else 0)
        self._across.setSpacing(16 if wide else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self._side is not None:
            self.form.commit()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        self._across = QHBoxLayout(inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for column in (self._left, self._right):
            column.setSpacing(16)
            column.addStretch(1)
            self._across.addLayout(column)
        # In the order of the Tab key, which begins at the amount; before the buttons below.
        for card in (self.form.request, self.live, self.next, self.ladder):
            card.setParent(inside)
        scroll = self._scroll = QScrollArea()
        scroll.setObjectName("loan_scroll")
        scroll.setAccessibleName(self.session._("Steps and figures"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._asking = QWidget()
        asking = self._whole = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(12)
        asking.addWidget(scroll, 1)
        self._foot = w.Flow(spacing=8)
        for button in (*self.ways.values(), self.show_paper):
            self._foot.add(button)
        asking.addWidget(self._foot)
        self._elsewhere_card = w.Card(object_name="loan_elsewhere_card")
        self._elsewhere_card.body.addWidget(self.elsewhere)
        self._elsewhere_card.hide()
        for part in (self._asking, self._elsewhere_card):
            self.column.addWidget(part, 1)

    def _show(self, side: _Side) -> None:
        self._side = side
        self.form.put(side.answers)
        self.form.set_writable(writable=self.session.book.mode == "write")
        self.live.put_share(str(side.books.application.safe_share))
        self._reckon()

    def _not_read(self, error: Exception) -> None:
        self.session.failed.emit(problems_of(error))

    def _reckon(self) -> bool:
        """Show what the request takes; whether there is one that can be reckoned."""
        side, amount = self._side, self.form.amount()
        if side is None:
            return False
        self.live.problem.show_problem(None)
        if not amount:
            # The steps are the same whatever is asked for, all but those about the amount itself.
            steps = [step for step in self._ready(side.books, Rupiah(1)).ladder if step.id not in _OF_THE_AMOUNT]
            self._show_steps(steps, loans.next_step(steps, None))
            self._show_none(side.books)
            return False
        try:
            value = self._ready(side.books, amount)
        except Rejected as rejected:
            self._show_none(side.books)
            self.live.problem.show_problem(rejected.problems[0])
            return False
        self.live.show_request(value, side.books.application.safe_share)
        self._show_steps(value.ladder, value.next)
        return True

    def _ready(self, books: BookSide, amount: Rupiah) -> Readiness:
        method = self.form.chosen("method")
        return loans.ready(
            books,
            self._lender(),
            amount,
            int(self.form.chosen("periods")),
            next((one for one in METHODS if one == method), None),
        )

    def _show_none(self, books: BookSide) -> None:
        self.live.show_nothing()
        self.live.show_books(books, books.application.safe_share)

    def _lender(self) -> Lender:
        """The chosen lender as this book knows her; the usual one where another program chose a stranger."""
        assert self._side is not None
        return self._side.lenders.get(self.form.chosen("lender")) or self._side.lenders[USUAL_LENDER]

    def _show_steps(self, steps: Sequence[Check], next_step: NextStep) -> None:
        self.ladder.show_steps(steps, next_step.id)
        self.next.show_step(next_step, writable=self.session.book.mode == "write")

    def _open_step(self, step: Check) -> None:
        """Where the step is done; on this page itself the amount is."""
        if step.place == "loan":
            self._lead_to_amount()
        else:
            self._go_to(step.place, step.part)

    def _go_to(self, place: str, part: str = "") -> None:
        self.form.commit()
        self.go.emit(place, part or None)

    def _lead_to_amount(self) -> None:
        """Give the keyboard to the amount, and bring it into sight: it may be far from the step that led there."""
        field = self.form.fields["amount"]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field, 0, look().px(40))

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)


def _read(book: Book, ledger: LedgerRef, today: date) -> _Side:
    with book.read() as reader:
        return _Side(
            loans.read_books(reader, ledger, today),
            loans.answers_of(reader, ledger),
            lenders_as_known(reader, ledger, today),
        )
