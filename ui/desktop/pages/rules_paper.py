"""The minutes of the decision to keep money, before they are printed."""

from datetime import date

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.dates import Period
from reports import Request
from reports.money_agreement import MONEY_AGREEMENT
from ui.desktop import widgets as w
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Wish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look


class AgreementDialog(QDialog):
    """Shows the minutes of the rules of ``day``, to be printed or saved. Open it with ``open()``."""

    def __init__(self, session: Session, tasks: Tasks, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName("rules_paper_dialog")
        self.session, self._day = session, day
        self.setWindowTitle(_(MONEY_AGREEMENT.title))
        self.work = PaperWork(
            session, tasks, self, self._wish, name="rules_paper", heading=_("The minutes on paper"), formats=("pdf",)
        )
        close = w.Button(_("Close"), object_name="rules_paper_close")
        for button in (self.work.save, self.work.print, close):
            button.setAutoDefault(False)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(20), worn.px(16), worn.px(20), worn.px(16))
        column.setSpacing(worn.px(10))
        column.addWidget(w.text_label(_("Read it out in the meeting. Everybody signs."), "base", wrap=True))
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
        close.clicked.connect(self.close)
        self.finished.connect(lambda _result: self.deleteLater())
        self.work.show_wish()

    def done(self, result: int) -> None:
        self.work.stop_drawing()
        super().done(result)

    def _wish(self) -> Wish:
        session = self.session
        main = session.ask(lambda reader: next(one for one in books.accounts(reader, session.ledger) if one.is_cash))
        assert main is not None
        period = Period(min(session.book.owner.start, self._day), self._day)
        return Wish(session.book, MONEY_AGREEMENT, Request(session.ledger, main, period, None, {}), "A4")
