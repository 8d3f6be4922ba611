"""A paper about debts before it is printed: names stand on it only where somebody ticks that."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.dates import Period
from reports import Request, find_report
from ui.desktop import widgets as w
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Wish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.period_chooser import PeriodChooser


class DebtsPaperDialog(QDialog):
    """Shows the report ``name`` of debts, to be printed or saved. Open it with ``open()``."""

    def __init__(
        self, session: Session, tasks: Tasks, name: str, asked: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName("debts_paper_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self._asked = session, dict(asked)
        report = find_report(name)
        assert report is not None
        self._report = report
        self.setWindowTitle(_(report.title))
        self.names = w.Check(_("With names: only for the person who collects"), object_name="debts_paper_names")
        self.period = PeriodChooser(
            _,
            session.clock,
            session.book.owner.start,
            object_name="debts_paper_period",
            accessible_name=_("Period"),
            parent=self,
        )
        self.period.set_period(self.period.whole())
        self.work = PaperWork(session, tasks, self, self._wish, name="debts", heading=_("The report on paper"))
        close = w.Button(_("Close"), object_name="debts_paper_close")
        for button in (self.work.save, self.work.print, close):
            button.setAutoDefault(False)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(20), worn.px(16), worn.px(20), worn.px(16))
        column.setSpacing(worn.px(10))
        column.addWidget(self.names)
        column.addWidget(self.period, 0, Qt.AlignmentFlag.AlignLeft)
        # Only a card tells what happened; the others say how it stands today.
        self.period.setVisible(report.takes_party)
        for part in (self.work.told, self.work.working, self.work.drawing):
            column.addWidget(part)
        column.addWidget(self.work.paper, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.work.pages)
        foot.addStretch(1)
        for button in (close, self.work.save, self.work.print):
            foot.addWidget(button)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(worn.px(760), room.width() - 60), min(worn.px(640), room.height() - 60))
        self.names.toggled.connect(lambda _on: self.work.show_wish())
        self.period.changed.connect(lambda _period: self.work.show_wish())
        close.clicked.connect(self.close)
        self.work.show_wish()
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        self.work.stop_drawing()
        super().done(result)

    def _wish(self) -> Wish:
        session = self.session
        main = session.ask(lambda reader: next(one for one in books.accounts(reader, session.ledger) if one.is_cash))
        assert main is not None
        start, period = session.book.owner.start, self.period.period()
        if period == self.period.whole():
            period = Period(min(start, session.today()), session.today())
        asked = {**self._asked, **({"names": "1"} if self.names.isChecked() else {})}
        return Wish(session.book, self._report, Request(session.ledger, main, period, None, asked), "A4")
