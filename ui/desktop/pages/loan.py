"""Preparing a loan: what is asked for, what it takes, the steps; and the summary to look at, print or save."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks import loans
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.instalments import METHODS
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.loans import BookSide, Readiness
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from reports import LOAN_SUMMARY, Request
from reports.loan_summary import asked
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.loan_fields import LoanForm
from ui.desktop.pages.loan_ladder import LadderCard
from ui.desktop.pages.loan_live import LiveCard
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Wish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.widgets import Span

LENDER = "jakpreneur"
"""The lender that stands first chosen."""

_NO_AMOUNT = Problem("loan-amount", N_("Say how many rupiah the loan is: more than zero."), {}, "amount")


@dataclass(frozen=True, slots=True)
class _Side:
    """What was read from the book in one go."""

    books: BookSide
    answers: dict[str, str]
    cash: Account


class LoanPage(FixedPage):
    """Asks, and reckons while she writes; every answer is kept when its field is left."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "loans"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="loan_page", parent=parent)
        _ = session._
        self._side: _Side | None = None
        self._turn = 0
        self._reading: Job | None = None
        self.form = LoanForm(_, loans.find_lender(LENDER), self)
        self.live = LiveCard(_)
        self.ladder = LadderCard(_)
        self.talk = w.text_label(_("Take it home and talk it over with your family."), "base", "muted", wrap=True)
        self.show_paper = w.Button(
            _("See and print the summary"), object_name="loan_show", role="primary", picture="printer", big=True
        )
        self.back = w.Button(_("Back to the questions"), object_name="loan_back", picture="arrow-left", weight="bold")
        self.paper_size = w.SegmentedSwitch(
            (w.Segment("A4", "A4"), w.Segment("F4", "F4")), object_name="loan_size", accessible_name=_("Paper")
        )
        self.work = PaperWork(
            session, tasks, self, self._wish, name="loan", heading=_("The summary on paper"), formats=("pdf",)
        )
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
        self.show_paper.clicked.connect(self.open_paper)
        self.back.clicked.connect(self.close_paper)
        self.paper_size.chosen.connect(lambda _size: self.work.show_wish())
        self.elsewhere.pressed.connect(self._to_business)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_paper)
        self.setFocusProxy(self.form.fields["amount"])

    def refresh(self) -> None:
        """Read the book beside the window and show what it says."""
        session = self.session
        business = session.ledger.kind != "keluarga"
        self._elsewhere_card.setVisible(not business)
        self._asking.setVisible(business and self._paper_part.isHidden())
        if not business:
            self.close_paper()
            self._asking.hide()
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
        self.close_paper()
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

    def open_paper(self) -> None:
        """Show the summary as it will be on paper; the way back stays open."""
        self.form.commit()
        if self.form.amount() is None or not self._reckon():
            self.form.show_problems((_NO_AMOUNT,) if not self.form.amount() else ())
            return
        self._asking.hide()
        self._paper_part.show()
        self.work.show_wish()
        self.work.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_paper(self) -> None:
        """Back to the questions."""
        if self._paper_part.isHidden():
            return
        self.work.stop_drawing()
        self._paper_part.hide()
        self._asking.show()
        self.show_paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, now: Span) -> None:
        """The live side stands beside the questions where there is room, else between them."""
        wide = now == "wide"
        sides = ((self.form.request, self.form.about), (self.live, self.ladder))
        cards = sides if wide else ((self.form.request, self.live, self.ladder, self.form.about), ())
        for column, those in zip((self._left, self._right), cards, strict=True):
            for place, card in enumerate(those):
                column.insertWidget(place, card)
        self._across.setStretch(1, 10 if wide else 0)
        self._across.setSpacing(16 if wide else 0)
        self.talk.setVisible(now != "narrow")
        self.work.pages.setVisible(now != "narrow")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            if self._side is not None:
                self.form.commit()
            if self.work.is_drawing():
                self.work.stop_drawing()
                self.close_paper()

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
        self._across.setStretch(0, 11)
        for card in (self.form.request, self.form.about, self.live, self.ladder):
            card.setParent(inside)  # in the order of the Tab key, before the button below
        scroll = QScrollArea()
        scroll.setObjectName("loan_scroll")
        scroll.setAccessibleName(self.session._("Questions and figures"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(12)
        asking.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.talk, 1)
        foot.addWidget(self.show_paper)
        asking.addLayout(foot)
        self._paper_part = QWidget()
        paper = QVBoxLayout(self._paper_part)
        paper.setContentsMargins(0, 0, 0, 0)
        paper.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (self.back, self.work.pages, self.paper_size, self.work.save, self.work.print):
            head.addWidget(widget)
        head.insertStretch(1, 1)
        paper.addLayout(head)
        for place in (self.work.told, self.work.working, self.work.drawing):
            paper.addWidget(place)
        paper.addWidget(self.work.paper, 1)
        self._paper_part.hide()
        self._elsewhere_card = w.Card(object_name="loan_elsewhere_card")
        self._elsewhere_card.body.addWidget(self.elsewhere)
        self._elsewhere_card.hide()
        for part in (self._asking, self._paper_part, self._elsewhere_card):
            self.column.addWidget(part, 1)

    def _show(self, side: _Side) -> None:
        self._side = side
        self.form.put(side.answers)
        self.form.set_writable(writable=self.session.book.mode == "write")
        capacity = loans.capacity_of(side.books)
        self.form.show_unknown(living_cost=side.books.has_household and capacity.living_from != "ledger")
        self.live.put_share(str(side.books.application.safe_share))
        self._reckon()
        if not self._paper_part.isHidden():
            self.work.show_wish()

    def _not_read(self, error: Exception) -> None:
        self.session.failed.emit(problems_of(error))

    def _reckon(self) -> bool:
        """Show what the request takes; whether there is one that can be reckoned."""
        side, amount = self._side, self.form.amount()
        if side is None:
            return False
        share = side.books.application.safe_share
        self.live.problem.show_problem(None)
        if not amount:
            # The steps are the same whatever is asked for, all but the one about the amount itself.
            steps = self._ready(side.books, Rupiah(1)).ladder
            self.ladder.show_steps([step for step in steps if step.id != "ceiling"])
            self._show_none(side.books)
            return False
        try:
            value = self._ready(side.books, amount)
        except Rejected as rejected:
            self._show_none(side.books)
            self.live.problem.show_problem(rejected.problems[0])
            return False
        self.live.show_request(value, share)
        self.ladder.show_steps(value.ladder)
        return True

    def _ready(self, books: BookSide, amount: Rupiah) -> Readiness:
        method = self.form.chosen("method")
        return loans.ready(
            books,
            loans.find_lender(self.form.chosen("lender")),
            amount,
            int(self.form.chosen("periods")),
            next((one for one in METHODS if one == method), None),
        )

    def _show_none(self, books: BookSide) -> None:
        self.live.show_nothing()
        self.live.show_books(books, books.application.safe_share)

    def _wish(self) -> Wish:
        """The summary as it is asked for now."""
        side, session = self._side, self.session
        assert side is not None
        today = session.today()
        words = asked(
            self.form.chosen("lender"),
            self.form.amount() or 0,
            int(self.form.chosen("periods")),
            self.form.chosen("method"),
        )
        start = min(session.book.owner.start, today)
        request = Request(session.ledger, side.cash, Period(start, today), asked=words)
        return Wish(session.book, LOAN_SUMMARY, request, "F4" if self.paper_size.current() == "F4" else "A4")

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)


def _read(book: Book, ledger: LedgerRef, today: date) -> _Side:
    with book.read() as reader:
        cash = next(one for one in books.accounts(reader, ledger) if one.is_cash)
        return _Side(loans.read_books(reader, ledger, today), loans.answers_of(reader, ledger), cash)
