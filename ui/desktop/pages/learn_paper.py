"""The papers of a lesson before they are printed: worksheet, key, poster, cards, plan, forms; or a session's record.

Which papers there are is the business of ``reports``; here one of them is chosen, how many copies, and from which
number on. Every day begins with a number of its own, so that nobody meets last week's amounts.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.dates import Period
from reports import Report, find_report
from reports.lesson import class_pack
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.paper_dialog import PaperDialog
from ui.desktop.pages.session_run import expected
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

OF_LESSON: Final = (
    *("lesson-worksheet", "lesson-key", "lesson-slips", "lesson-cards", "lesson-poster"),
    *("lesson-plan", "lesson-form", "lesson-attendance", "class-pack"),
)
"""What can be chosen while a lesson's paper is looked at."""

_COPIED: Final = frozenset({"lesson-worksheet", "lesson-key", "class-pack"})
_NUMBERED: Final = _COPIED | {"lesson-slips"}
"""Those on which a number stands that says which amounts were drawn."""


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
        self._by_hand = False
        self.number = CountBox(_, object_name="lesson_paper_number", accessible_name=_("Number of the first sheet"))
        self.number.set_count(session.today().timetuple().tm_yday)
        self._copied = _labelled(_("Copies with other numbers"), self.copies)
        self._numbered = _labelled(_("Number of the first sheet"), self.number)
        above = w.Flow(spacing=12)
        for part in (self.which, self._copied, self._numbered):
            above.add(part)
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
        self.copies.changed.connect(lambda _count: self._count_by_hand())
        self.number.changed.connect(lambda _count: self.work.show_wish())
        self._show_boxes()
        self.begin(self.work.print)

    def period(self) -> Period:
        today = self.session.today()
        return Period(min(self.session.book.owner.start, today), today)

    def asked(self) -> Mapping[str, str]:
        wanted = str(self.which.current())
        asked = dict(self._asked)
        if wanted in _COPIED:
            asked["copies"] = str(max(1, self.copies.count()))
        if wanted in _NUMBERED and "seed" not in asked:
            asked["seed"] = str(max(1, self.number.count()))
        return asked

    def _choose(self, name: str) -> None:
        self._report = _report(name)
        self.setWindowTitle(self.session._(self._report.title))
        self._show_boxes()
        self.work.show_wish()

    def _count_by_hand(self) -> None:
        self._by_hand = True
        self.work.show_wish()

    def _show_boxes(self) -> None:
        """A pack is for everybody; the sheet of an exercise on the screen has a number already."""
        wanted = str(self.which.current())
        if not self._by_hand:
            self.copies.set_count(self._members() if wanted == class_pack.NAME else 1)
        self._copied.setVisible(wanted in _COPIED)
        self._numbered.setVisible(wanted in _NUMBERED and "seed" not in self._asked)

    def _members(self) -> int:
        members = self.session.ask(lambda reader: expected(reader, self.session.today())) or ()
        return len(members) or class_pack.USUAL


def _labelled(words: str, box: CountBox) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(w.field_label(words, box))
    row.addWidget(box)
    return both


def _report(name: str) -> Report:
    found = find_report(name)
    if found is None:
        raise KeyError(name)
    return found
