"""A paper about debts before it is printed: names stand on it only where somebody ticks that."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.dates import Period
from reports import find_report
from ui.desktop import widgets as w
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets.period_chooser import PeriodChooser


class DebtsPaperDialog(PaperDialog):
    """Shows the report ``name`` of debts, to be printed or saved. Open it with ``open()``."""

    def __init__(
        self, session: Session, tasks: Tasks, name: str, asked: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        _ = session._
        self._asked = dict(asked)
        report = find_report(name)
        assert report is not None
        self.names = w.Check(_("With names: only for the person who collects"), object_name="debts_paper_names")
        self.chooser = PeriodChooser(
            _,
            session.clock,
            session.book.owner.start,
            object_name="debts_paper_period",
            accessible_name=_("Period"),
        )
        self.chooser.set_period(self.chooser.whole())
        at_left = QWidget()
        line = QHBoxLayout(at_left)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.chooser)
        line.addStretch(1)
        # Only a card tells what happened; the others say how it stands today.
        at_left.setVisible(report.takes_party)
        super().__init__(
            session, tasks, report, name="debts_paper", work="debts", above=(self.names, at_left), parent=parent
        )
        self.names.toggled.connect(lambda _on: self.work.show_wish())
        self.chooser.changed.connect(lambda _period: self.work.show_wish())
        self.begin(self.names)

    def period(self) -> Period:
        period, today = self.chooser.period(), self.session.today()
        if period == self.chooser.whole():
            return Period(min(self.session.book.owner.start, today), today)
        return period

    def asked(self) -> Mapping[str, str]:
        return {**self._asked, **({"names": "1"} if self.names.isChecked() else {})}
