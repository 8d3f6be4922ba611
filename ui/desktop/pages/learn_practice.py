"""An exercise: a slip, the real record page below it in an amber frame, and what the practice book says afterwards.

Everything that is recorded here goes into a practice book in memory, through a session of its own.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks import practice, training
from kpmbooks.training import Exercise
from ui.desktop import widgets as w
from ui.desktop.pages.learn_result import ResultCard
from ui.desktop.pages.learn_slip import SlipCard
from ui.desktop.pages.record import RecordPage
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, wear

LOW: Final = 34
"""Below so many em of height the exercise has one line for all that is not recording."""


class LessonPractice(QWidget):
    """``left`` asks to leave the exercise, ``again`` for fresh numbers."""

    left = Signal()
    again = Signal()

    def __init__(
        self, session: Session, tasks: Tasks, exercise: Exercise, seed: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_practice")
        _ = session._
        self._exercise, self._seed = exercise, seed
        book, drawn = practice.exercise_book(None, exercise, seed=seed, today=session.today())
        self.slips = drawn.slips
        self.practice_session = Session(book, _, session.clock, now=session.now)
        self.practice_session.begin_here()
        self.practice_session.failed.connect(session.failed)
        self.record = RecordPage(self.practice_session, tasks)
        self.record.setObjectName("practice_record")
        self.record.setAccessibleName(_("Recording for practice"))
        self.result = ResultCard(_)
        self.result.correct.connect(self._correct)
        self.result.again.connect(self.again)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.record)
        self._pages.addWidget(self.result)
        # A practice book's window wears the frame already.
        wears = session.book.owner.practice
        framed = self._pages if wears else w.PracticeFrame(_, self._pages, object_name="exercise_frame")
        self.record.set_margins(not wears)
        self.result.set_margins(not wears)
        self.slip = SlipCard(_, self.slips)
        self._leave_words = _("Back to the lesson")
        self.leave = w.Button(
            self._leave_words,
            object_name="leave_exercise",
            accessible_name=self._leave_words,
            role="link",
            picture="caret-left",
        )
        self.leave.clicked.connect(self.left)
        self.writing = w.Button(
            _("Back to recording"), object_name="back_to_recording", picture="note-pencil", role="primary"
        )
        self.writing.clicked.connect(self.show_recording)
        self.done = w.Button(
            _("See the result"), object_name="see_result", picture="list-checks", role="primary", key_hint="F9"
        )
        self.done.setShortcut("F9")
        self.done.clicked.connect(self.show_result)
        self._low = False
        self._foot = QHBoxLayout()
        for widget in (self.leave, self.writing, self.done):
            self._foot.addWidget(widget)
        self._foot.insertStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.slip)
        column.addWidget(framed, 1)
        column.addLayout(self._foot)
        self.show_recording()

    def take_focus(self) -> None:
        """To the choice of a kind."""
        self.record.arrive(None)

    def show_recording(self) -> None:
        """Back to the record page, as it was left."""
        self._pages.setCurrentWidget(self.record)
        self.slip.show()
        self._arrange(low=self._low)
        self.writing.hide()
        self.done.show()
        self.take_focus()

    def show_result(self) -> None:
        """Grade the practice book and say what it says."""
        graded = self.practice_session.ask(lambda reader: training.grade_book(reader, self._exercise, self._seed))
        if graded is None:
            return
        self.result.show_grade(graded)
        self._pages.setCurrentWidget(self.result)
        self.slip.hide()
        self._arrange(low=self._low)
        self.done.hide()
        self.writing.show()
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < LOW * look().em
        if low != self._low:
            self._arrange(low=low)
            self.record.set_low(low=low)

    def close_book(self) -> None:
        """Let the practice book go."""
        self.practice_session.close()

    def _arrange(self, *, low: bool) -> None:
        """Where it is low what belongs to the exercise stands in one line with the slip, so that the form has room."""
        self._low = low
        self.slip.set_low(low=low)
        self.leave.setText("" if low else self._leave_words)
        self.leave.setProperty("bare", low)
        wear(self.leave)
        if low and not self.slip.isHidden():
            self.slip.bar.insertWidget(0, self.leave)
            self.slip.bar.addWidget(self.done)
        else:
            self._foot.insertWidget(0, self.leave)
            self._foot.addWidget(self.done)

    def _correct(self, number: str) -> None:
        self.show_recording()
        self.record.correct(number)
