"""The lenders: the same loan at all of them side by side, and what is known of each, ours and what she was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks import loans
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.instalments import Every
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Lender
from kpmbooks.loans.comparing import MOST_MONTHS, months_of
from kpmbooks.loans.lenders import FactName
from kpmbooks.money import Rupiah
from reports.loan_comparison import NAME as PAPER
from reports.loan_summary import asked
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.lenders_compare import CompareView
from ui.desktop.pages.lenders_fact import FactDialog
from ui.desktop.pages.lenders_offer import OfferDialog
from ui.desktop.pages.lenders_terms import TermsView
from ui.desktop.pages.loan_back import BackToSteps
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.widgets import Span

COMPARE: Final = "compare"
TERMS: Final = "terms"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read from the book in one go."""

    lenders: Mapping[str, Lender]
    selling_days: Fraction
    amount: Rupiah | None
    months: int
    chosen: str


class LendersPage(FixedPage):
    """``arrive`` takes the id of a lender whose terms are to be seen, or ``COMPARE``."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "loans", "facts", "rules"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="lenders_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self._reading: Job | None = None
        self._turn = 0
        self._wanted = ""
        self.back = BackToSteps(self, "lenders_back")
        self.view = w.SegmentedSwitch(
            (w.Segment(COMPARE, _("Side by side"), "scales"), w.Segment(TERMS, _("Terms"), "list-checks")),
            object_name="lenders_view",
            accessible_name=_("What is shown"),
        )
        self.compare = CompareView(_, self)
        self.terms = TermsView(_, self)
        self.elsewhere = w.EmptyState(
            "storefront",
            _("A loan is asked for by a business"),
            _("Open the business's book first."),
            object_name="lenders_elsewhere",
            button=_("Open the business's book"),
            button_picture="storefront",
        )
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.view)
        head.addWidget(self.compare.print)
        self.column.addLayout(head)
        for part in (self.compare, self.terms, self.elsewhere):
            self.column.addWidget(part, 1)
        self.terms.hide()
        self.elsewhere.hide()
        self.view.chosen.connect(self.show_view)
        self.compare.opened.connect(self.open_offer)
        self.compare.print_wanted.connect(self.open_paper)
        self.terms.wished.connect(self.say_fact)
        self.elsewhere.pressed.connect(self._to_business)
        self.setFocusProxy(self.compare)

    def arrive(self, wish: Any) -> None:
        """Show the terms of this lender, or all side by side."""
        self._wanted = wish if isinstance(wish, str) and wish in loans.lenders() else ""
        self.show_view(TERMS if self._wanted else COMPARE)
        self.terms.show_lender(self._wanted)
        (self.terms if self._wanted else self.compare).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the book beside the window and show what it says."""
        session = self.session
        business = session.ledger.kind != "keluarga"
        self.elsewhere.setVisible(not business)
        self.view.setVisible(business)
        self.show_view(self.view.current())
        if not business:
            return
        self._turn += 1
        turn, book, ledger, today = self._turn, session.book, session.ledger, session.today()
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.tasks.run(
            lambda _progress: _read(book, ledger, today),
            lambda seen: self._show(seen) if turn == self._turn else None,
            lambda error: session.failed.emit(problems_of(error)) if turn == self._turn else None,
        )

    def is_whole(self) -> bool:
        """Whether the book's side has arrived."""
        return self._seen is not None or self.session.ledger.kind == "keluarga"

    def other_ledger(self) -> None:
        """Another business asks for another loan."""
        self._seen = None
        self.compare.amount.put(None)
        self.look_again()

    def arrange(self, now: Span) -> None:
        """Each part arranges itself."""
        self.back.arrange(narrow=now == "narrow")
        self.compare.arrange(now)
        self.terms.arrange(now)

    def show_view(self, view: str) -> None:
        """All side by side, or the terms of one."""
        self.view.set_current(view)
        business = self.session.ledger.kind != "keluarga"
        for part in (self.compare, self.compare.print):
            part.setVisible(business and view == COMPARE)
        self.terms.setVisible(business and view == TERMS)
        self.setFocusProxy(self.compare if view == COMPARE else self.terms)

    def open_offer(self, lender: str) -> None:
        """Show what one lender offers, and what paying sooner would change."""
        offer = self.compare.offer(lender)
        if offer is not None:
            dialog = OfferDialog(self.session._, offer, self)
            dialog.terms_wanted.connect(self.arrive)
            dialog.open()

    def open_paper(self) -> None:
        """Show the comparison as it will be on paper."""
        wanted, session = self.compare.asked(), self.session
        if wanted is None:
            return
        amount, months = wanted
        today = session.today()
        period = Period(min(session.book.owner.start, today), today)
        words = asked(loans.USUAL_LENDER, int(amount), months, None)
        GroupPaperDialog(session, self.tasks, PAPER, period, words, self).open()

    def say_fact(self, name: str) -> None:
        """Ask what the lender told; without a name first what it is about."""
        lender = self.terms.lender()
        if lender is not None and self.session.book.mode == "write":
            fact: FactName | None = name or None  # type: ignore[assignment]  # the rows know their names
            FactDialog(self.session, lender, fact, self).open()

    def _show(self, seen: _Seen) -> None:
        first = self._seen is None
        self._seen = seen
        self.compare.ask_for(seen.amount, seen.months)
        self.compare.show_lenders(seen.lenders, seen.selling_days)
        self.terms.show_lenders(seen.lenders, writes=self.session.book.mode == "write")
        if first:
            self.terms.show_lender(self._wanted or seen.chosen)

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)


def _read(book: Book, ledger: LedgerRef, today: Any) -> _Seen:
    with book.read() as reader:
        known = loans.lenders_as_known(reader, ledger, today)
        side = loans.read_books(reader, ledger, today)
        answers = side.application
        chosen = answers.lender if answers.lender in known else loans.USUAL_LENDER
        every: Every = known[chosen].every
        months = months_of(answers.periods or loans.USUAL_PERIODS, every)
        return _Seen(known, side.evidence.usual_days, answers.amount, min(months, MOST_MONTHS), chosen)
