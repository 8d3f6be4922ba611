"""The papers of the market game before they are printed or saved."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from kpmbooks.dates import Period
from reports import find_report, game_papers, game_result
from ui.desktop import widgets as w
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks


class GamePaperDialog(PaperDialog):
    """The papers for the game of a number, one kind of them at a time or all; with ``played`` the talk afterwards."""

    def __init__(
        self, session: Session, tasks: Tasks, seed: int, played: str = "", parent: QWidget | None = None
    ) -> None:
        _ = session._
        self._asked = {game_papers.SEED: str(seed), game_result.PLAYED: played}
        report = find_report(game_result.NAME if played else game_papers.NAME)
        assert report is not None
        self.form = w.Choice(object_name="game_paper_form", accessible_name=_("Which papers?"))
        for form in report.forms:
            self.form.add(_(report.form_names[form]).capitalize(), form)
        if not report.forms:
            self.form.hide()
        super().__init__(
            session,
            tasks,
            report,
            name="game_paper",
            work="game_paper",
            above=(self.form,),
            heading=_("The paper as it will be printed"),
            formats=("pdf",),
            width=860,
            height=660,
            parent=parent,
        )
        self.form.currentIndexChanged.connect(lambda _place: self.work.show_wish())
        self.begin(self.form if report.forms else self.leave)

    def period(self) -> Period:
        today = self.session.today()
        return Period(today, today)

    def asked(self) -> Mapping[str, str]:
        form = self.form.current()
        return {**self._asked, **({"form": str(form)} if form else {})}
