"""A paper before it is printed or saved, in a dialog: above it what may be chosen of it, below it the acts."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks.dates import Period
from reports import Report, Request
from ui.desktop import widgets as w
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.report_work import Format, Wish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look


class PaperDialog(QDialog):
    """Shows ``report`` as ``period`` and ``asked`` say; ``begin`` draws it once the subclass is made. Open it with
    ``open()``. ``name`` begins the names of its parts, ``work`` those of its acts."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        report: Report,
        *,
        name: str,
        work: str,
        above: Sequence[QWidget],
        heading: str = "",
        formats: Sequence[Format] = ("pdf", "xlsx", "csv"),
        width: int = 760,
        height: int = 640,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName(f"{name}_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_(report.title))
        self.session, self._report = session, report
        words = heading or _("The report on paper")
        self.work = PaperWork(session, tasks, self, self._wish, name=work, heading=words, formats=formats)
        self.leave = w.Button(_("Close"), object_name=f"{name}_close")
        for button in (self.work.save, self.work.print, self.leave):
            button.setAutoDefault(False)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(20), worn.px(16), worn.px(20), worn.px(16))
        column.setSpacing(worn.px(10))
        for part in (*above, self.work.told, self.work.working, self.work.drawing):
            column.addWidget(part)
        column.addWidget(self.work.paper, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.work.pages)
        foot.addStretch(1)
        for button in (self.leave, self.work.save, self.work.print):
            foot.addWidget(button)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(worn.px(width), room.width() - 60), min(worn.px(height), room.height() - 60))
        self.leave.clicked.connect(self.close)

    def begin(self, first: QWidget) -> None:
        """Draw the paper; the keyboard begins at ``first``."""
        self.work.show_wish()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def period(self) -> Period:
        """The period that the paper is about."""
        raise NotImplementedError

    def asked(self) -> Mapping[str, str]:
        """What else is asked of it."""
        return {}

    def done(self, result: int) -> None:
        self.work.stop_drawing()
        super().done(result)

    def _wish(self) -> Wish:
        session = self.session
        main = session.ask(lambda reader: next(one for one in books.accounts(reader, session.ledger) if one.is_cash))
        assert main is not None
        request = Request(session.ledger, main, self.period(), None, dict(self.asked()))
        return Wish(session.book, self._report, request, "A4")
