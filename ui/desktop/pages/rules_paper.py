"""The minutes of the decision to keep money, before they are printed."""

from datetime import date

from PySide6.QtWidgets import QWidget

from kpmbooks.dates import Period
from reports.money_agreement import MONEY_AGREEMENT
from ui.desktop import widgets as w
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks


class AgreementDialog(PaperDialog):
    """Shows the minutes of the rules of ``day``, to be printed or saved. Open it with ``open()``."""

    def __init__(self, session: Session, tasks: Tasks, day: date, parent: QWidget | None = None) -> None:
        _ = session._
        self._day = day
        super().__init__(
            session,
            tasks,
            MONEY_AGREEMENT,
            name="rules_paper",
            work="rules_paper",
            above=(w.text_label(_("Read it out in the meeting. Everybody signs."), "base", wrap=True),),
            heading=_("The minutes on paper"),
            formats=("pdf",),
            parent=parent,
        )
        self.begin(self.work.print)

    def period(self) -> Period:
        return Period(min(self.session.book.owner.start, self._day), self._day)
