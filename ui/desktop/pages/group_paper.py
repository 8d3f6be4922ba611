"""A paper of the group before it is printed or saved: the form it takes, and the paper itself."""

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


class GroupPaperDialog(QDialog):
    """Shows the report ``name`` of a period, with what else is ``asked`` of it. Open it with ``open()``."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        name: str,
        period: Period,
        asked: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _ = session._
        self.setObjectName("group_paper_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self._asked, self._period = session, dict(asked), period
        report = find_report(name)
        assert report is not None
        self._report = report
        self.setWindowTitle(_(report.title))
        self.form = w.Choice(object_name="group_paper_form", accessible_name=_("Form of the paper"))
        for form in report.forms:
            self.form.add(_(report.form_names.get(form, form)), form)
        self.form.setVisible(len(report.forms) > 1)
        self.work = PaperWork(session, tasks, self, self._wish, name="group_paper", heading=_("The report on paper"))
        close = w.Button(_("Close"), object_name="group_paper_close")
        for button in (self.work.save, self.work.print, close):
            button.setAutoDefault(False)
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(20), worn.px(16), worn.px(20), worn.px(16))
        column.setSpacing(worn.px(10))
        column.addWidget(self.form)
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
        self.resize(min(worn.px(860), room.width() - 60), min(worn.px(660), room.height() - 60))
        self.form.currentIndexChanged.connect(lambda _place: self.work.show_wish())
        close.clicked.connect(self.close)
        self.work.show_wish()
        (self.form if len(report.forms) > 1 else close).setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        self.work.stop_drawing()
        super().done(result)

    def _wish(self) -> Wish:
        session = self.session
        main = session.ask(lambda reader: next(one for one in books.accounts(reader, session.ledger) if one.is_cash))
        assert main is not None
        form = self.form.current()
        asked = {**self._asked, **({"form": str(form)} if form else {})}
        return Wish(session.book, self._report, Request(session.ledger, main, self._period, None, asked), "A4")
