"""A paper of the group before it is printed or saved: the form it takes, and the paper itself."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kpmbooks.dates import Period
from reports import find_report
from ui.desktop import widgets as w
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks


class GroupPaperDialog(PaperDialog):
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
        _ = session._
        self._asked, self._period = dict(asked), period
        report = find_report(name)
        assert report is not None
        self.form = w.Choice(object_name="group_paper_form", accessible_name=_("Form of the paper"))
        for form in report.forms:
            self.form.add(_(report.form_names.get(form, form)), form)
        self.form.setVisible(len(report.forms) > 1)
        super().__init__(
            session,
            tasks,
            report,
            name="group_paper",
            work="group_paper",
            above=(self.form,),
            width=860,
            height=660,
            parent=parent,
        )
        self.form.currentIndexChanged.connect(lambda _place: self.work.show_wish())
        self.begin(self.form if len(report.forms) > 1 else self.leave)

    def period(self) -> Period:
        return self._period

    def asked(self) -> Mapping[str, str]:
        form = self.form.current()
        return {**self._asked, **({"form": str(form)} if form else {})}
