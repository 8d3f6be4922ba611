"""Learning: the lessons, one lesson page by page, and its exercise on the real record page in a practice book.

The practice book lives in memory and is gone with the exercise: nothing of it can reach a real one.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kpmbooks.training import Exercise, Lesson
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.learn_list import LessonList
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.learn_reader import LessonReader
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks


class LearnPage(FixedPage):
    """Comes with the id of a lesson or of an exercise as a wish, or with none.

    ``session_used`` tells that another session's acts are undone now, or that they have changed.
    """

    TOPICS = frozenset()

    session_used = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="learn_page", parent=parent)
        self._practice: LessonPractice | None = None
        self._tries = 0
        self.list = LessonList(session._)
        self.list.opened.connect(self.open_lesson)
        self.reader = LessonReader(session._)
        self.reader.left.connect(self.show_list)
        self.reader.practise.connect(self.practise)
        self.parts = QStackedWidget()
        self.parts.addWidget(self.list)
        self.parts.addWidget(self.reader)
        self.column.addWidget(self.parts)
        self.setFocusProxy(self.parts)

    def refresh(self) -> None:
        """Lessons are content of the program; nothing of the book is shown."""

    def arrive(self, wish: Any) -> None:
        for lesson in self.list.lessons:
            if wish == lesson.id:
                self.open_lesson(lesson)
            for exercise in lesson.exercises:
                if wish == exercise.id:
                    self.reader.show_lesson(lesson)
                    self.practise(exercise)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard to what is shown."""
        shown: Any = self.parts.currentWidget()
        shown.take_focus()

    def show_list(self) -> None:
        """Back to the list of lessons."""
        self.parts.setCurrentWidget(self.list)
        self.take_focus()

    def open_lesson(self, lesson: Lesson) -> None:
        """Show a lesson from its first page."""
        self.reader.show_lesson(lesson)
        self.parts.setCurrentWidget(self.reader)
        self.take_focus()

    def practise(self, exercise: Exercise) -> None:
        """Begin the exercise in a fresh practice book, with numbers that were not there before."""
        self._end_practice()
        self._tries += 1
        seed = self.session.today().toordinal() * 1_000 + self._tries
        self._practice = LessonPractice(self.session, self.tasks, exercise, seed)
        self._practice.left.connect(self.leave_practice)
        self._practice.again.connect(lambda: self.practise(exercise))
        self._practice.practice_session.changed.connect(lambda _topics: self.session_used.emit())
        self.parts.addWidget(self._practice)
        self.parts.setCurrentWidget(self._practice)
        self.session_used.emit()
        self.take_focus()

    def leave_practice(self) -> None:
        """Back to the lesson; the practice book is gone."""
        self._end_practice()
        self.parts.setCurrentWidget(self.reader)
        self.take_focus()

    def session_in_use(self) -> Session | None:
        """The practice book's session while somebody practises: undo belongs to it then, never to the real book."""
        return None if self._practice is None else self._practice.practice_session

    def _end_practice(self) -> None:
        if self._practice is not None:
            self.parts.removeWidget(self._practice)
            self._practice.close_book()
            self._practice.deleteLater()
            self._practice = None
            self.session_used.emit()
