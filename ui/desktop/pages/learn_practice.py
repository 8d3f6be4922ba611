"""An exercise: its slips and questions, the real page beside them in an amber frame, and what the book says afterwards.

Everything that is recorded or answered here goes into a practice book in memory, through a session of its own.
"""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks import practice, training
from kpmbooks.dates import month_of, previous
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem, Rejected, StorageError
from kpmbooks.training import Asked, Exercise, Grade
from ui.desktop import widgets as w
from ui.desktop.pages.learn_asked import AskedForm
from ui.desktop.pages.learn_practice_book import PracticeBook
from ui.desktop.pages.learn_result import ResultCard
from ui.desktop.pages.learn_slip import SlipCard
from ui.desktop.pages.learn_slips import Mark, ProgressBoxes, SlipBoard
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, wear

LOW: Final = 34
"""Below so many em of height, or of ``NARROW`` em of width, the slips are one line above the book."""
NARROW: Final = 50
SHEET: Final = 84
"""Em of width that a paper sheet takes with the slips beside it."""


class LessonPractice(QWidget):
    """``left`` asks to leave the exercise, ``onward`` for the step behind it, ``again`` for fresh numbers, ``treat``
    for the exercise of an id; ``graded`` carries what a look at the result found."""

    left = Signal()
    onward = Signal()
    again = Signal()
    treat = Signal(str)
    graded = Signal(object)

    def __init__(
        self, session: Session, tasks: Tasks, exercise: Exercise, seed: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_practice")
        _ = self._ = session._
        self.exercise, self.seed = exercise, seed
        made, self.drawn = practice.exercise_book(None, exercise, seed=seed, today=session.today())
        self.practice_session = Session(made, _, session.clock, now=session.now)
        self.practice_session.begin_here()
        self.practice_session.failed.connect(session.failed)
        self._at, self._tight, self._low, self._arranging = 0, False, False, False
        self._frame: w.PracticeFrame | None = None
        self._marks: dict[int, Mark] = {}
        self._following, self._others, self._alone = "", False, True
        self.book: PracticeBook | None = None
        if exercise.task.screen != "none":
            ledgers = frozenset(slip.ledger for slip in self.drawn.slips)
            screen = exercise.task.screen
            self.book = PracticeBook(self.practice_session, tasks, screen, ledgers, self._first_wish())
        self._work, self.pages = QWidget(), QStackedWidget()
        # One line of slips suffices where they are only recorded; else the papers and the book take turns.
        self._has_line = bool(self.drawn.slips) and exercise.task.screen in ("record", "sheet")
        self._takes_turns = self.book is not None and not (self._has_line and not self.drawn.asked)
        self._make_parts()
        self._lay_out(framed=not session.book.owner.practice)
        for keys, by in (("F7", -1), ("F8", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=by: self.choose_slip(self._at + by))
        QShortcut(QKeySequence("F9"), self).activated.connect(self.show_result)
        self.practice_session.changed.connect(self._changed)
        self.show_marks()
        self.show_work()

    def take_focus(self) -> None:
        """To the book while slips are recorded, else to the first question."""
        if self.pages.currentWidget() is self.result:
            self.result.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.book is not None and not self.form.parts and not self.book.isHidden():
            self.book.take_focus()
        else:
            self.form.take_focus()

    def show_work(self) -> None:
        """Back to what is being done, as it was left."""
        self.pages.setCurrentWidget(self._work)
        self.working.hide()
        self.done.show()
        self._arrange()
        self.take_focus()

    def show_result(self) -> None:
        """Grade the practice book and say what it says."""
        self.form.keep()
        session, exercise = self.practice_session, self.exercise
        graded = session.ask(lambda reader: training.grade_book(reader, exercise, self.seed))
        answers = session.ask(lambda reader: training.answers(reader, exercise.id))
        if graded is None or answers is None:
            return
        self._mark(graded)
        self.result.show_grade(graded, self.drawn.asked, answers)
        self.pages.setCurrentWidget(self.result)
        self.slip.hide()
        self.done.hide()
        self.working.show()
        self._arrange()
        self.result.setFocus(Qt.FocusReason.OtherFocusReason)
        self.graded.emit(graded)

    def choose_slip(self, at: int) -> None:
        """Deal with this slip now."""
        if not self.drawn.slips:
            return
        self._at = at % len(self.drawn.slips)
        self.slip.show_slip(self._at)
        self.board.show_marks(self._marks, self._at)

    def show_marks(self) -> None:
        """Say of each slip what the book has of it now."""
        if self.drawn.slips:
            graded = self.practice_session.ask(lambda reader: training.grade_book(reader, self.exercise, self.seed))
            if graded is not None:
                self._mark(graded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        now = (self._is_tight(), self._is_low())
        if now != (self._tight, self._low):
            self._tight, self._low = now
            self._arrange()

    def offer_places(self, following: str, *, others: bool, alone: bool) -> None:
        """Offer the step behind this one by its name, and other exercises where there are ``others``.

        ``alone``: nothing else leads from here, so the way back to the lesson belongs to the exercise.
        """
        self._others, self._alone = others, alone
        if following != self._following:
            self._following = following
            self.next.setText(self._("Go on: {step}", step=following) if following else "")
            self.next.setAccessibleName(self.next.label())
            wear(self.next, bare=False)
        self._arrange()

    @property
    def wants_width(self) -> bool:
        """Whether its page shows tables or paper, which the steps of the lesson give way to."""
        return self.book is not None and self.exercise.task.screen != "record"

    def close_book(self) -> None:
        """Let the practice book go."""
        self.practice_session.close()

    def _first_wish(self) -> object:
        """Reports begin with the last whole month, of which is asked; a sheet with the week of its slips."""
        if self.exercise.task.screen == "reports":
            return ReportWish("monthly", previous(month_of(self.practice_session.today())))
        if self.exercise.task.screen == "sheet" and self.drawn.slips:
            return self.drawn.slips[0].day
        return None

    def _is_tight(self) -> bool:
        em = look().em
        least = SHEET if self.exercise.task.screen == "sheet" else NARROW
        return self._is_low() or self.width() < least * em

    def _is_low(self) -> bool:
        return self.height() < LOW * look().em

    def _changed(self, topics: frozenset[str]) -> None:
        if "entries" in topics:
            before = dict(self._marks)
            self.show_marks()
            if self._marks.get(self._at) == "right" != before.get(self._at):
                self._go_on()

    def _go_on(self) -> None:
        """To the next slip that the book does not have yet."""
        count = len(self.drawn.slips)
        onward = [(self._at + step) % count for step in range(1, count + 1)]
        open_one = next((at for at in onward if not self._marks.get(at) and not self.drawn.slips[at].given), self._at)
        self.choose_slip(open_one)

    def _mark(self, graded: Grade) -> None:
        marks: dict[int, Mark] = {}
        for nth, slip in enumerate(self.drawn.slips):
            if slip in graded.right:
                marks[nth] = "right"
            elif any(finding.slip == slip and finding.entry is not None for finding in graded.findings):
                marks[nth] = "look"
        if self._hides_marks():
            marks = {nth: mark for nth, mark in marks.items() if mark == "right" and not self.drawn.slips[nth].given}
        self._marks = marks
        self.board.show_marks(marks, self._at)

    def _hides_marks(self) -> bool:
        """Where the mistake itself is to be found, no mark may point at it."""
        return any(slip.given or slip.wrongly for slip in self.drawn.slips)

    def _keep_answer(self, asked: Asked, text: str) -> Problem | None:
        try:
            self.practice_session.act(lambda tx: training.answer(tx, self.exercise.id, asked, text))
        except (Rejected, StorageError) as error:
            return problems_of(error)[0]
        return None

    def _correct(self, number: str) -> None:
        self.show_work()
        if self.book is not None:
            self._show_part("book")
            self.book.go_to("record", number)

    def _back_to_questions(self) -> None:
        self.show_work()
        self._show_part("sheet")

    def _make_parts(self) -> None:
        _ = self._
        self.told = _told(_, self.exercise, self.drawn.told)
        self.board = SlipBoard(_, self.drawn.slips)
        self.board.chosen.connect(self.choose_slip)
        self.form = AskedForm(_, self.drawn.asked, self._keep_answer)
        self.slip = SlipCard(_, self.drawn.slips)
        self.slip.turned.connect(self.choose_slip)
        self.result = ResultCard(_)
        self.result.correct.connect(self._correct)
        self.result.asked.connect(self._back_to_questions)
        self.result.again.connect(self.again)
        self.result.treat.connect(self.treat)
        self.parts = w.SegmentedSwitch(
            (
                w.Segment("sheet", _("Questions") if self.drawn.asked else _("Slips"), "list-checks"),
                w.Segment("book", _("Book"), "notebook"),
            ),
            object_name="practice_parts",
            accessible_name=_("What is shown"),
        )
        self.parts.chosen.connect(self._show_part)
        self._leave_words = _("Other exercise")
        self.leave = w.Button(
            self._leave_words, object_name="leave_exercise", accessible_name=self._leave_words, role="link",
            picture="caret-left",
        )  # fmt: skip
        self.leave.clicked.connect(self.left)
        self.fresh = w.Button(_("Begin again"), object_name="begin_again", picture="arrow-counter-clockwise")
        self.fresh.clicked.connect(self.again)
        self.working = w.Button(
            _("Back to the exercise"), object_name="back_to_work", picture="note-pencil", role="primary"
        )
        self.working.clicked.connect(self.show_work)
        self.done = w.Button(
            _("See the result"), object_name="see_result", picture="list-checks", role="primary", key_hint="F9"
        )
        self.next = w.Button(object_name="exercise_onward", accessible_name=_("Go on"), picture="caret-right")
        self.next.hide()
        self.next.clicked.connect(self.onward)
        self.done.clicked.connect(self.show_result)

    def _lay_out(self, *, framed: bool) -> None:
        _ = self._
        self.sheet = w.PageScroll(object_name="practice_sheet", margins=False)
        self.sheet.setAccessibleName(_("Slips and questions"))
        self.answered = ProgressBoxes(_, len(self.drawn.asked))
        for part in (self.told, self.board, self.answered, self.form):
            self.sheet.column.addWidget(part)
        self.answered.setVisible(len(self.drawn.asked) > 1 and not self.drawn.slips)
        self.form.answered.connect(lambda: self.answered.show_done(self.form.done()))
        self.sheet.column.addStretch(1)
        self.board.setVisible(bool(self.drawn.slips))
        self.form.setVisible(bool(self.drawn.asked))
        self._across = QHBoxLayout(self._work)
        self._across.addWidget(self.sheet, 9)
        if self.book is not None:
            self._across.addWidget(self.book, 14)
        self.pages.addWidget(self._work)
        self.pages.addWidget(self.result)
        around: QWidget = self.pages
        self._framed = framed
        if framed:
            self._frame = w.PracticeFrame(_, self.pages, object_name="exercise_frame")
            self._frame.add_extra(self.fresh)
            around = self._frame
        if self.book is not None:
            self.book.set_margins(shown=False)
        self.result.set_margins(framed)
        self._foot = QHBoxLayout()
        for widget in (self.leave, self.parts, self.working, self.done, self.next):
            self._foot.addWidget(widget)
        if not framed:
            self._foot.insertWidget(1, self.fresh)
        self._foot.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.slip)
        column.addWidget(around, 1)
        column.addLayout(self._foot)

    def _show_part(self, part: str) -> None:
        self.parts.set_current(part)
        self._arrange()
        self.take_focus()

    def _arrange(self) -> None:
        """Put everything into its place; what is put may make another size, which is arranged afterwards."""
        if self._arranging:
            return
        self._arranging = True
        for _once in range(3):  # never for ever, should two sizes make each other
            arranged = (self._tight, self._low)
            self._put(tight=self._tight)
            if arranged == (self._tight, self._low):
                break
        self._arranging = False

    def _put(self, *, tight: bool) -> None:
        """Side by side where there is room; else one of the two, and what belongs to the exercise in one line."""
        gap = 0 if tight else look().px(12)
        inset = look().px(12) if self._framed and not tight else look().px(6) if self._framed else 0
        self._across.setContentsMargins(inset, inset, inset, inset)
        self._across.setSpacing(gap)
        at_work = self.pages.currentWidget() is self._work
        switched = tight and self._takes_turns
        sheet = not tight or self.book is None or (switched and self.parts.current() == "sheet")
        self.parts.setVisible(switched and at_work)
        self.sheet.setVisible(sheet)
        if self.book is not None:
            self.book.setVisible(not (tight and sheet))
            self.book.set_low(low=tight and self._low)
        if self._frame is not None:
            self._frame.set_low(low=self._low)
        self.fresh.setVisible(not self._low)
        self.slip.setVisible(tight and at_work and self._has_line and not sheet)
        line = self.slip.isVisibleTo(self) and not switched  # everything to be pressed stands in the slips' line
        self.slip.set_low(low=tight)
        bare = line or switched
        led = self._others or self._alone
        self.leave.setVisible(led and (at_work or not tight))
        words = self._("Other exercise") if self._others else self._("Back to the lesson")
        self.leave.setText("" if bare else words)
        self.leave.setAccessibleName(words)
        self.leave.setToolTip(words if bare else "")
        wear(self.leave, bare=bare)
        if line:
            self.slip.bar.insertWidget(0, self.leave)
            self.slip.bar.addWidget(self.done)
        else:
            self._foot.insertWidget(0, self.leave)
            self._foot.insertWidget(self._foot.indexOf(self.next), self.done)
        # Once the result is seen the way leads on; where it is tight there is no room for it before.
        self.next.setVisible(bool(self._following) and not (tight and at_work))
        self.next.show_role("" if at_work else "primary")
        self.working.show_role("primary" if at_work or not self._following else "")


def _told(_: Translator, exercise: Exercise, drawn: str) -> QWidget:
    """What is told of the exercise, and the drawn facts line by line."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    if exercise.told is not None:
        column.addWidget(w.text_label(exercise.told.said(_.language), "bold", wrap=True))
    for line in drawn.splitlines():
        if line.strip():
            column.addWidget(w.text_label(line, wrap=True))
    return made
