"""A lesson at a glance: what was last time, its picture and rule, what must lie ready, how its minutes are spent."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Lesson
from kpmbooks.training.recap import Recap
from ui.desktop import widgets as w
from ui.desktop.pages.learn_blocks import LessonPicture
from ui.desktop.pages.learn_cards import RecapCard, exercises_card, materials_card, rule_card, story_card
from ui.desktop.pages.learn_stops import Stop
from ui.desktop.theme import look


class OverviewPane(w.PageScroll):
    """``begun``: a session shall begin; ``read``: somebody wants to read alone; ``copied``: to make it her own;
    ``practise`` carries an exercise."""

    begun = Signal()
    read = Signal()
    practise = Signal(object)
    copied = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="lesson_overview", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("At a glance"))
        self.begin = w.Button(_("Begin session"), object_name="session_begin", role="primary", picture="users-three")
        self.reader = w.Button(_("Read alone"), object_name="read_alone", picture="books")
        self._acts = w.Flow(spacing=10)
        self._acts.add(self.begin)
        self.copy = w.Button(_("Copy and change"), object_name="copy_lesson", role="quiet", picture="copy")
        self._acts.add(self.reader)
        self._acts.add(self.copy)
        self.recap = RecapCard(_)
        self.recap.setParent(self.widget())  # also while nothing is to be said
        self._above = QGridLayout()
        self._above.setSpacing(12)
        self._below = QGridLayout()
        self._below.setSpacing(12)
        self._across = (1, 1)
        self._top: list[QWidget] = []
        self._rest: list[QWidget] = []
        self.column.addWidget(self._acts)
        self.column.addLayout(self._above)
        self.column.addLayout(self._below)
        self.column.addStretch(1)
        self.begin.clicked.connect(self.begun)
        self.reader.clicked.connect(self.read)
        self.copy.clicked.connect(self.copied)

    def show_lesson(self, lesson: Lesson, stops: Sequence[Stop], *, may_begin: bool) -> None:
        """Show this lesson; the card of what was last time is filled by whoever asks the book."""
        for old in (*self._top, *self._rest):
            if old is not self.recap:
                old.hide()
                old.deleteLater()
        _, language = self._, self._.language
        self.begin.setEnabled(may_begin)
        self._top = [self.recap]
        first = lesson.pictures[0] if lesson.pictures else None
        if first is not None and first.file in lesson.files:
            self._top.append(LessonPicture(QByteArray(lesson.files[first.file]), first.shows.said(language)))
        self._top.append(rule_card(_, lesson))
        self._rest = [story_card(_, lesson), materials_card(_, lesson), self._plan(stops, lesson.numbers)]
        if lesson.exercises:
            self._rest.append(exercises_card(_, lesson, lesson.exercises, self.practise.emit))
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def show_recap(self, recap: Recap | None, before: Lesson | None, day: date | None) -> None:
        """Say again what was hard; where nothing was, the other cards have its room."""
        self.recap.show_recap(recap, before, day)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns() != self._across:
            self._arrange()

    def take_focus(self) -> None:
        """To the beginning of a session."""
        first = self.begin if self.begin.isEnabled() else self.reader
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        across, below = self._across = self._columns()
        shown = [part for part in self._top if part is not self.recap or self.recap.says_something()]
        for part in self._top:
            self._above.removeWidget(part)
        for nth, part in enumerate(shown):
            self._above.addWidget(part, *((0, nth) if across == 3 else (nth, 0)))
            part.show()
        self.recap.setVisible(self.recap in shown)
        for column in range(3):
            self._above.setColumnStretch(column, int(column < min(across, len(shown))))
        for nth, part in enumerate(self._rest):
            self._below.removeWidget(part)
            self._below.addWidget(part, nth // below, nth % below)
            part.show()
        for column in range(2):
            self._below.setColumnStretch(column, int(column < below))

    def _columns(self) -> tuple[int, int]:
        """So many cards beside each other above, and below."""
        room = self.width() / look().em
        return 3 if room >= 46 else 1, 2 if room >= 44 else 1

    def _plan(self, stops: Sequence[Stop], numbers: str | None) -> w.Card:
        _ = self._
        card = w.Card(_("How the time goes"), picture="timer", tone="primary", object_name="plan_card")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        if numbers:
            lines.addWidget(w.text_label(numbers, "base", "muted", wrap=True))
        for stop in stops:
            if stop.step:
                minutes = _("{n} minutes", n=stop.minutes) if stop.minutes else ""
                lines.addWidget(w.text_label(f"{stop.step}. {stop.name}{f' · {minutes}' if minutes else ''}"))
        card.body.addLayout(lines)
        card.body.addStretch(1)
        return card
