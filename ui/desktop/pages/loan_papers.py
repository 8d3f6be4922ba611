"""The papers for a loan: chosen, looked at as they will be, printed or saved; the NIK is ticked here."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks import loans
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.loans.applicant import Identity, identity_of
from kpmbooks.problems import N_, Rejected, StorageError
from reports import (
    LOAN,
    LOAN_SUMMARY,
    Request,
    group_loan_request,
    instalment_card,
    loan_comparison,
    loan_summary,
    putting_aside,
    survey_ready,
    survey_sheet,
)
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.loan_back import BackToSteps
from ui.desktop.pages.loan_identity import IdentityDialog
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Wish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import Span

ASKED: Final = frozenset({"lender", "amount", "periods", "method"})

SHORT_TITLES: Final = {
    loan_summary.NAME: N_("Business summary"),
    group_loan_request.NAME: N_("The group's request"),
    survey_sheet.NAME: N_("Surveyor's sheet"),
    instalment_card.NAME: N_("Instalment card"),
    putting_aside.NAME: N_("Sheet for putting aside"),
    loan_comparison.NAME: N_("Comparison"),
    survey_ready.NAME: N_("Ready for the visit"),
}
"""Each paper in the list where it is chosen, so that none is cut at large text; the paper has its whole title."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the page must know of the book: which papers it has, and whether a NIK can be ticked."""

    papers: tuple[str, ...]
    cash: Account | None
    identity: Identity
    answers: dict[str, str]


class LoanPapersPage(FixedPage):
    """One paper at a time; ``arrive`` takes the name of one."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "loans", "people", "facts"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="loan_papers_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self._wanted = LOAN_SUMMARY.name
        self.back = BackToSteps(self, "loan_papers_back")
        self.which = w.Choice(object_name="loan_papers_which", accessible_name=_("Which paper?"))
        self.paper_size = w.SegmentedSwitch(
            (w.Segment("A4", "A4"), w.Segment("F4", "F4")), object_name="loan_papers_size", accessible_name=_("Paper")
        )
        self.nik = w.Check(_("Whole NIK"), object_name="loan_papers_nik")
        self.nik.setToolTip(_("Only for the lender: a copy of the card goes with it."))
        self.identity = w.Button(
            _("NIK and consent"), object_name="loan_papers_identity", picture="identification-card"
        )
        self.sheet = w.Button(
            object_name="loan_papers_sheet", accessible_name=_("Save as Excel (XLSX)"), picture="file-xls"
        )
        self.talk = w.Strip(
            _("Take it home and talk it over with your family before you sign."), tone="primary", picture="house-line"
        )
        self.talk.setObjectName("loan_papers_talk")
        self.work = PaperWork(session, tasks, self, self._wish, name="loan", heading=_("The paper"), formats=("pdf",))
        self.none = w.EmptyState(
            "file-text",
            _("No paper yet"),
            _("Say first how much is asked for."),
            object_name="loan_papers_none",
            button=_("To the loan"),
            button_picture="steps",
        )
        self._lay_out()
        self.none.pressed.connect(self.back.click)
        self.which.activated.connect(lambda _index: self._choose())
        self.paper_size.chosen.connect(lambda _size: self._show_paper())
        self.nik.toggled.connect(self._tick)
        self.identity.clicked.connect(self._ask_identity)
        self.sheet.clicked.connect(lambda: self.work.ask_file("xlsx"))
        self.setFocusProxy(self.which)

    def arrive(self, wish: Any) -> None:
        """Show the paper of that name."""
        if wish in LOAN:
            self._wanted = str(wish)
        self.look_again()

    def refresh(self) -> None:
        """Ask the book which papers there are, and draw the one that is chosen."""
        ledger = self.session.ledger
        self._seen = self.session.ask(lambda reader: _look(reader, ledger))
        seen = self._seen
        there = seen is not None and seen.cash is not None and bool(seen.answers.get("amount"))
        held = self.which.hasFocus()
        self._paper.setVisible(there)
        self._empty.setVisible(not there)
        first: QWidget = self.which if there or self.none.button is None else self.none.button
        self.setFocusProxy(first)  # where there is no paper the list of papers cannot be seen
        if held:
            first.setFocus()
        self.nik.setVisible(there)
        self.sheet.setVisible(there)
        self.identity.setVisible(there and ledger.kind != "kelompok")
        if seen is None or not there:
            self.work.stop_drawing()
            return
        if self._wanted not in seen.papers:
            self._wanted = LOAN_SUMMARY.name
        self._offer(seen)
        self._show_paper()

    def is_whole(self) -> bool:
        """Whether the paper is drawn."""
        return not self.work.is_drawing()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.work.stop_drawing()
            self._stale = True

    def arrange(self, now: Span) -> None:
        """Where there is little room the number of pages goes first."""
        self.work.pages.setVisible(now != "narrow")
        self.back.arrange(narrow=now == "narrow")

    def _offer(self, seen: _Seen) -> None:
        _ = self.session._
        writes = self.session.book.mode == "write"
        self.which.blockSignals(True)
        self.which.clear()
        for name in seen.papers:
            self.which.add(_(SHORT_TITLES[name]), name)
        self.which.set_current(self._wanted)
        self.which.blockSignals(False)
        self.nik.blockSignals(True)
        self.nik.setChecked(seen.answers.get("nik_ticked") == "yes")
        self.nik.blockSignals(False)
        group = self.session.ledger.kind == "kelompok"
        self.nik.setEnabled(writes and (group or seen.identity.nik is not None))
        self.identity.setEnabled(writes)

    def _choose(self) -> None:
        self._wanted = str(self.which.current())
        self._show_paper()

    def _show_paper(self) -> None:
        if self.isVisible() and self._seen is not None and self._seen.cash is not None:
            self.work.show_wish()

    def _tick(self, ticked: bool) -> None:
        session = self.session
        answer = {"nik_ticked": "yes" if ticked else ""}
        try:
            session.act(lambda tx: loans.answer(tx, session.ledger, answer, today=session.today()))
        except Rejected as rejected:
            session.failed.emit(rejected.problems)
        except StorageError as error:
            session.failed.emit((error.problem,))

    def _ask_identity(self) -> None:
        seen = self._seen
        if seen is not None:
            IdentityDialog(self.session, seen.identity, seen.answers.get("applicant", ""), self).open()

    def _wish(self) -> Wish:
        seen, session = self._seen, self.session
        assert seen is not None
        assert seen.cash is not None
        today = session.today()
        start = min(session.book.owner.start, today)
        asked = {name: text for name, text in seen.answers.items() if name in ASKED}
        request = Request(session.ledger, seen.cash, Period(start, today), asked=asked)
        return Wish(session.book, LOAN[self._wanted], request, "F4" if self.paper_size.current() == "F4" else "A4")

    def _lay_out(self) -> None:
        self.column.setSpacing(10)
        self._paper = QWidget()
        self._paper.setObjectName("loan_papers_part")
        paper = QVBoxLayout(self._paper)
        paper.setContentsMargins(0, 0, 0, 0)
        paper.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.which.setMinimumContentsLength(12)
        head.addWidget(self.which, 1)
        for widget in (self.work.pages, self.paper_size, self.work.save, self.work.print):
            head.addWidget(widget)
        paper.addLayout(head)
        paper.addWidget(self.talk)
        for place in (self.work.told, self.work.working, self.work.drawing):
            paper.addWidget(place)
        paper.addWidget(self.work.paper, 1)
        self._empty = w.Card(object_name="loan_papers_empty")
        self._empty.body.addWidget(self.none)
        self._empty.hide()
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.nik)
        top.addWidget(self.identity)
        top.addWidget(self.sheet)
        self.column.addLayout(top)
        self.column.addWidget(self._paper, 1)
        self.column.addWidget(self._empty, 1)


def _look(reader: Reader, ledger: LedgerRef) -> _Seen:
    papers = tuple(name for name, report in LOAN.items() if report.offered(reader, ledger))
    cash = next((one for one in books.accounts(reader, ledger) if one.is_cash), None)
    business = ledger.kind != "keluarga"
    return _Seen(papers, cash if business else None, identity_of(reader, ledger), loans.answers_of(reader, ledger))
