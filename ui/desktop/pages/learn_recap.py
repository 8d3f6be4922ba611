"""*Ingat lagi* on the laptop: what is said again to this group, and how many did the task at home."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import training
from kpmbooks.training import Lesson
from kpmbooks.training.recap import Recap, recap
from kpmbooks.training.sessions import sessions_of
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.learn_cards import RecapCard
from ui.desktop.pages.session_run import SessionRun
from ui.desktop.session import Session


def last_lesson(session: Session, lesson: Lesson) -> tuple[Lesson | None, Recap | None, date | None]:
    """The lesson that was held last, what is said of it, and when; the one before ``lesson`` where none was."""
    held = [one for one in session.ask(sessions_of) or () if one.counts]
    if not held:
        before = training.find_lesson(lesson.before) if lesson.before else None
        return before, None, None
    known = [one for name in {one.lesson for one in held} if (one := training.find_lesson(name)) is not None]
    said = session.ask(lambda reader: recap(reader, known))
    latest = held[-1]
    name = said.lesson if said is not None and said.lesson is not None else latest.lesson
    return training.find_lesson(name), said, latest.day


class RecapPart(QWidget):
    """The card, and in a session the home task of the last lesson, counted and never by person."""

    def __init__(self, session: Session, lesson: Lesson, run: SessionRun | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = session._
        self._run = run
        self.setObjectName("recap_part")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.before, said, day = last_lesson(session, lesson)
        self.card = RecapCard(_)
        column.addWidget(self.card)
        self.card.show_recap(said, self.before, day)
        self.home = w.Card(_("Task at home"), picture="house-line", tone="primary", object_name="home_count")
        self.done = CountBox(_, object_name="home_done", accessible_name=_("Did it"))
        self.asked = CountBox(_, object_name="home_asked", accessible_name=_("Of how many"))
        if self.before is not None:
            self.home.body.addWidget(w.text_label(self.before.next_time.said(_.language), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(10)
        for box, word in ((self.done, _("Did it")), (self.asked, _("of"))):
            row.addWidget(w.field_label(word, box))
            row.addWidget(box)
        row.addStretch(1)
        self.home.body.addLayout(row)
        column.addWidget(self.home)
        self.home.setVisible(run is not None and self.before is not None)
        if run is not None:
            looked = run.held.home
            self.done.set_count(0 if looked is None else looked.done)
            self.asked.set_count(run.held.attended if looked is None else looked.asked)
        self.done.changed.connect(lambda _count: self._count())
        self.asked.changed.connect(lambda _count: self._count())

    def _count(self) -> None:
        if self._run is not None and self.before is not None:
            done = self.done.count()
            if done > self.asked.count():
                self.asked.set_count(done)
            self._run.look_at_home(self.before.id, done, self.asked.count())
