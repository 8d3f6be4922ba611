"""Blank sheets as they will be on paper: which kind, how many weeks, on which size; then print or save."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.dates import Period
from kpmbooks.recording.sheets import DAYS, PaperForm, Sheet
from reports import SHEETS, Request
from reports.document import Size
from reports.sheets import DAILY, WEEKLY
from ui.desktop import widgets as w
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Wish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

WEEKS = ("2", "4", "8")


class SheetPaper(QWidget):
    """``left`` asks to go back to the grid."""

    left = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_paper")
        _ = session._
        self._session = session
        self._sheet: Sheet | None = None
        self.work = PaperWork(
            session, tasks, self, self._wish, name="sheet", heading=_("Blank sheets on paper"), formats=("pdf",)
        )
        self.back = w.Button(_("Back to copying"), object_name="sheet_back", picture="arrow-left", weight="bold")
        self.kind = w.SegmentedSwitch(
            (w.Segment(DAILY, _("Daily sheet")), w.Segment(WEEKLY, _("Weekly sheet"))),
            object_name="sheet_kind",
            accessible_name=_("Which sheet?"),
        )
        self.weeks = w.SegmentedSwitch(
            tuple(w.Segment(n, _("{n} weeks", n=int(n))) for n in WEEKS),
            object_name="sheet_weeks",
            accessible_name=_("How many weeks?"),
        )
        self.paper_size = w.SegmentedSwitch(
            (w.Segment("A4", "A4"), w.Segment("F4", "F4")), object_name="sheet_size", accessible_name=_("Paper")
        )
        for switch in (self.kind, self.weeks, self.paper_size):
            switch.chosen.connect(lambda _chosen: self.work.show_wish())
        self.back.clicked.connect(self._leave)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addStretch(1)
        for widget in (self.work.pages, self.paper_size, self.work.save, self.work.print):
            head.addWidget(widget)
        choices = w.Flow(spacing=12)
        for switch in (self.kind, self.weeks):
            choices.add(switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(choices)
        for place in (self.work.told, self.work.working, self.work.drawing):
            column.addWidget(place)
        self.work.paper.setMinimumHeight(96)
        column.addWidget(self.work.paper, 1)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where it is narrow nobody counts the pages."""
        self.work.pages.setVisible(not narrow)

    def begin(self, sheet: Sheet, form: PaperForm) -> None:
        """Show sheets of this form from the week of ``sheet`` on; a household has the weekly one alone."""
        self._sheet = sheet
        self.kind.set_current(DAILY if form == "daily" else WEEKLY)
        self.kind.setVisible(self._session.ledger.kind != "keluarga")
        self.work.show_wish()
        self.work.print.setFocus()

    def _leave(self) -> None:
        self.work.stop_drawing()
        self.left.emit()

    def _wish(self) -> Wish:
        session, sheet = self._session, self._sheet
        assert sheet is not None  # begin() came before
        first = max(sheet.first, session.book.owner.start)
        period = Period(first, sheet.first + timedelta(days=DAYS * int(self.weeks.current()) - 1))
        with session.book.read() as reader:
            cash = next(one for one in books.accounts(reader, session.ledger) if one.is_cash)
        request = Request(session.ledger, cash, period)
        size: Size = "F4" if self.paper_size.current() == "F4" else "A4"
        return Wish(session.book, SHEETS[self.kind.current()], request, size)
