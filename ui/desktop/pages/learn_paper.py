"""The papers of a lesson before they are printed: worksheet, key, poster, cards, plan, forms; or a session's record.

Which papers there are is the business of ``reports``; here one of them is chosen, and how many copies.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.dates import Period
from reports import Report, find_report
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

OF_LESSON: Final = (
    *("lesson-worksheet", "lesson-key", "lesson-slips", "lesson-cards", "lesson-poster"),
    *("lesson-plan", "lesson-form", "lesson-attendance", "class-pack"),
)
"""What can be chosen while a lesson's paper is looked at."""

_COPIED: Final = frozenset({"lesson-worksheet", "lesson-key", "class-pack"})


class LessonPaperDialog(PaperDialog):
    """Shows the report of that name as ``asked`` says; of a lesson's papers another one can be chosen."""

    def __init__(
        self, session: Session, tasks: Tasks, name: str, asked: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        _ = session._
        self._asked = dict(asked)
        self.which = w.Choice(object_name="lesson_paper_which", accessible_name=_("Which paper?"))
        for one in OF_LESSON if name in OF_LESSON else (name,):
            found = find_report(one)
            if found is not None:
                self.which.add(_(found.title), one)
        self.which.set_current(name)
        self.copies = CountBox(_, object_name="lesson_paper_copies", accessible_name=_("Copies with other numbers"))
        self.copies.set_count(1)
        self._label = w.field_label(_("Copies with other numbers"), self.copies)
        above = QWidget()
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.which)
        row.addWidget(self._label)
        row.addWidget(self.copies)
        row.addStretch(1)
        super().__init__(
            session,
            tasks,
            _report(name),
            name="lesson_paper",
            work="lesson_paper",
            above=(above,),
            heading=_("The paper"),
            formats=("pdf",),
            parent=parent,
        )
        above.setVisible(name in OF_LESSON)
        self.which.currentIndexChanged.connect(lambda _index: self._choose(str(self.which.current())))
        self.copies.changed.connect(lambda _count: self.work.show_wish())
        self._show_copies()
        self.begin(self.work.print)

    def period(self) -> Period:
        today = self.session.today()
        return Period(min(self.session.book.owner.start, today), today)

    def asked(self) -> Mapping[str, str]:
        wanted = str(self.which.current())
        copies = str(max(1, self.copies.count()))
        return {**self._asked, "copies": copies} if wanted in _COPIED else self._asked

    def _choose(self, name: str) -> None:
        self._report = _report(name)
        self.setWindowTitle(self.session._(self._report.title))
        self._show_copies()
        self.work.show_wish()

    def _show_copies(self) -> None:
        for part in (self.copies, self._label):
            part.setVisible(str(self.which.current()) in _COPIED)


def _report(name: str) -> Report:
    found = find_report(name)
    if found is None:
        raise KeyError(name)
    return found
