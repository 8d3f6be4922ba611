"""One lesson on the screen: its stops at the left, what belongs to the stop at the right; with a session or without.

Composes. What is written of a session is ``session_run``'s, what is practised ``learn_practice``'s; the large screen
and the questions look at one ``LessonShow``.
"""

from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from kpmbooks.training import Exercise, Grade, Lesson, find_exercise
from ui.desktop.pages.learn_beside import show_step
from ui.desktop.pages.learn_choosing import ExerciseChoice
from ui.desktop.pages.learn_frame import COPY, PAPERS, PRESENTER, LessonFrame
from ui.desktop.pages.learn_overview import OverviewPane
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.learn_recap import last_lesson
from ui.desktop.pages.learn_step import StepPane
from ui.desktop.pages.learn_stops import Stop, StopKind, stops_of
from ui.desktop.pages.presenter_screen import PresenterScreen
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.presenter_slides import slides_of
from ui.desktop.pages.session_attend import AttendPane
from ui.desktop.pages.session_finish import FinishPane
from ui.desktop.pages.session_run import SessionRun, expected
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

MINUTE: Final = 15_000
"""Milliseconds after which the minutes that are left are said anew."""


class LessonView(LessonFrame):
    """``left``: back to the list; ``read``: read alone; ``practising``: an exercise began or ended; ``paper`` carries
    the name of a report and what is asked of it; ``held``: a session is over;
    ``copied`` carries the id of a lesson that somebody wants to make her own."""

    left = Signal()
    read = Signal(object)
    practising = Signal()
    paper = Signal(str, object)
    held = Signal()
    copied = Signal(str)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session._, parent)
        self.setObjectName("lesson_view")
        _ = session._
        self.session, self.tasks = session, tasks
        self.lesson: Lesson | None = None
        self.run: SessionRun | None = None
        self.show_of = LessonShow(())
        self.stops: tuple[Stop, ...] = ()
        self.practice: LessonPractice | None = None
        self.presenter: PresenterScreen | None = None
        self._at, self._tries = 0, 0
        self._came_from: int | None = None
        self._panes: dict[StopKind, Any] = {}
        self.choice = ExerciseChoice(_)
        self.choice.practise.connect(self.practise)
        self.stage.addWidget(self.choice)
        self.wanted.connect(self._follow)
        self.turned.connect(self._turn)
        self._covered = (look().private, look().nameless)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self.show_minutes)
        for bar in (self.rail, self.line):
            bar.chosen.connect(self.go_to)
            bar.paused.connect(self._pause)
        for keys, by in (("PgDown", 1), ("PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._turn(by))

    # What is shown

    @property
    def stop(self) -> Stop:
        """The stop that is shown."""
        return self.stops[self._at]

    @property
    def attendance(self) -> AttendPane:
        """Who is here; there from the first stop of a session on."""
        pane: AttendPane = self._panes["attend"]
        return pane

    def at(self) -> int:
        """Its place, from 0."""
        return self._at

    def show_lesson(self, lesson: Lesson, run: SessionRun | None = None) -> None:
        """Show ``lesson`` at a glance, or where the session ``run`` of it stands."""
        self.end_practice()
        if self.presenter is not None and (self.lesson is not lesson or run is not self.run):
            self.close_presenter()
        self.lesson, self.run = lesson, run
        self.show_of = LessonShow(slides_of(lesson, self._.language)) if run is None else run.show_of
        self.stops = stops_of(lesson, self._, in_session=run is not None)
        for pane in self._panes.values():
            self.stage.removeWidget(pane)
            pane.deleteLater()
        self._panes = {}
        for bar in (self.rail, self.line):
            bar.show_stops(self.stops)
            bar.clock.setVisible(run is not None)
        if run is not None:
            at = min(run.held.step, len(self.stops) - 1)
            run.clock.begin(at, sum(stop.minutes for stop in self.stops[:at]))
            self._clock.start()
        self._at = -1
        self.go_to(0 if run is None else min(run.held.step, len(self.stops) - 1))
        self._arrange()

    def put_away(self) -> None:
        """Let exercise and large screen go; a session that is not finished waits in the book."""
        if self.run is not None:
            self.run.keep_cards()
        self.end_practice()
        self.close_presenter()
        self._clock.stop()
        self.run = self.lesson = None

    def go_to(self, at: int) -> None:
        """Show the stop at this place; the ends stay."""
        at = max(0, min(at, len(self.stops) - 1))
        if at == self._at or self.lesson is None:
            return
        before, self._at = self._at, at
        if self.stop.kind != "practice":
            self._came_from = None
        if self.run is not None and before >= 0:
            self.run.go_to(at)
        for bar in (self.rail, self.line):
            bar.show_at(at)
        if self.stop.step:
            self.show_of.go_to_step(self.stop.step)
        self.stage.setCurrentWidget(self._pane(self.stop))
        self.before.setEnabled(at > 0)
        next_at = self._next_of(at)
        following = None if next_at is None else self.stops[next_at]
        own_main = self.stop.kind in ("practice", "overview", "finish")
        self.say_onward("" if following is None else following.name, main=not own_main)
        self._show_places()
        self.show_minutes()
        self.practising.emit()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard to what is shown."""
        shown: Any = self.stage.currentWidget()
        shown.take_focus()

    def show_minutes(self) -> None:
        """Say how many minutes are left; nobody is told more than that."""
        if self.run is None or self.lesson is None:
            return
        clock = self.run.clock
        gone = clock.minutes()
        of_step = self.stop.minutes or None
        for bar in (self.rail, self.line):
            bar.clock.show_minutes(self.lesson.minutes - gone, of_step, standing=clock.stands)

    # Practising

    def practise(self, exercise: Exercise) -> None:
        """Begin the exercise in a fresh practice book, with numbers that were not there before."""
        place = self._practice_place()
        if self._at != place:
            self._came_from = self._at if self.stop.kind == "step" else None
        made = self._begin_exercise(exercise)
        if self._at == place:
            self.stage.setCurrentWidget(made)
            self._show_places()
            self.practising.emit()
            self.take_focus()
        else:
            self.go_to(place)

    def _begin_exercise(self, exercise: Exercise) -> LessonPractice:
        self.end_practice()
        self._tries += 1
        seed = self.session.today().toordinal() * 1_000 + self._tries
        made = self.practice = LessonPractice(self.session, self.tasks, exercise, seed)
        made.left.connect(self.leave_practice)
        made.onward.connect(lambda: self.go_to(self._onward() or self._at))
        made.again.connect(lambda: self.practise(exercise))
        made.treat.connect(self._treat)
        made.graded.connect(partial(self._found, exercise, seed))
        made.practice_session.changed.connect(lambda _topics: self.practising.emit())
        self.stage.addWidget(made)
        return made

    def _practice_place(self) -> int:
        """Where it is practised: here, where this is such a stop, else at the first."""
        places = [nth for nth, stop in enumerate(self.stops) if stop.kind == "practice"]
        return self._at if self._at in places else places[0]

    def _next_of(self, at: int, by: int = 1) -> int | None:
        """The stop behind one, or before it; a place for exercises that steps send to is none on the way."""
        at += by
        while 0 <= at < len(self.stops) and self.stops[at].kind == "practice" and not self.stops[at].step:
            at += by
        return at if 0 <= at < len(self.stops) else None

    def _turn(self, by: int) -> None:
        at = self._next_of(self._at, by)
        if at is not None:
            self.go_to(at)

    def _onward(self) -> int | None:
        """The stop behind the exercise, or behind the step that sent to it."""
        return self._next_of(self._at if self._came_from is None else self._came_from)

    def leave_practice(self) -> None:
        """Let the exercise go and choose another one; where there is only one, back to the stop before."""
        self.end_practice()
        if self._came_from is not None:
            self.go_to(self._came_from)
        elif self.lesson is not None and len(self.lesson.exercises) > 1:
            self.stage.setCurrentWidget(self._chooser())
            self._show_places()
            self.take_focus()
        else:
            self.go_to(self._at - 1)

    def end_practice(self) -> None:
        """Let the practice book go."""
        if self.practice is not None:
            self.stage.removeWidget(self.practice)
            self.practice.close_book()
            self.practice.deleteLater()
            self.practice = None
            self.practising.emit()

    def session_in_use(self) -> Session | None:
        """The practice book's session while somebody practises."""
        if self.practice is None or self.stage.currentWidget() is not self.practice:
            return None
        return self.practice.practice_session

    # The large screen

    def open_presenter(self) -> None:
        """Show the slides to everybody, from the stop that is shown here."""
        if self.lesson is None:
            return
        if self.presenter is None:
            self.presenter = PresenterScreen(self._, self.lesson, self.show_of, self)
            self.presenter.left.connect(self.close_presenter)
        self.presenter.open_on(self.window())

    def close_presenter(self) -> None:
        """Take the large screen away; what was counted stays."""
        if self.presenter is not None:
            gone, self.presenter = self.presenter, None
            gone.hide()
            gone.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was counted is kept when somebody goes elsewhere."""
        if self.run is not None:
            self.run.keep_cards()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_minutes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cards are counted wherever the keyboard is on this page, as long as nobody else wanted the key."""
        pane = self.stage.currentWidget()
        cards = pane.cards() if isinstance(pane, StepPane) else None
        if cards is None or not cards.take_key(event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """When names or amounts are covered, or shown again, what stands here says them anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_covered"):
            covered = (look().private, look().nameless)
            if covered != self._covered:
                self._covered = covered
                QTimer.singleShot(0, self, self.look_again)

    def look_again(self) -> None:
        """Show the stop anew, with what the book says now; an exercise stays as it is."""
        if self.lesson is not None and self.stops and self.stop.kind != "practice":
            self.stage.setCurrentWidget(self._pane(self.stop))

    # The panes

    def _pane(self, stop: Stop) -> QWidget:
        lesson = self.lesson
        assert lesson is not None
        if stop.kind == "practice":
            return self._practice_pane(lesson)
        if stop.kind in ("attend", "finish", "overview"):
            if stop.kind not in self._panes:
                self._panes[stop.kind] = self._make(stop.kind, lesson)
                self.stage.addWidget(self._panes[stop.kind])
            self._fill(stop.kind)
            made: QWidget = self._panes[stop.kind]
            return made
        if "step" not in self._panes:
            self._panes["step"] = StepPane(self._, object_name="lesson_step_page")
            self.stage.addWidget(self._panes["step"])
        pane: StepPane = self._panes["step"]
        show_step(pane, self.session, stop, lesson, self.show_of, self.run, self.practise)
        return pane

    def _practice_pane(self, lesson: Lesson) -> QWidget:
        if self.practice is not None:
            return self.practice
        if len(lesson.exercises) > 1:
            return self._chooser()
        return self._begin_exercise(lesson.exercises[0])

    def _chooser(self) -> ExerciseChoice:
        assert self.lesson is not None
        self.choice.show_exercises(self.lesson.exercises)
        return self.choice

    def _make(self, kind: StopKind, lesson: Lesson) -> QWidget:
        _ = self._
        if kind == "overview":
            overview = OverviewPane(_)
            overview.show_lesson(lesson, self.stops, may_begin=self.session.book.mode == "write")
            overview.begun.connect(partial(self.begin_session, None))
            overview.read.connect(lambda: self.read.emit(lesson))
            overview.practise.connect(self.practise)
            overview.copied.connect(lambda: self._follow(COPY))
            return overview
        if kind == "attend":
            attend = AttendPane(_)
            attend.changed.connect(self._attend)
            return attend
        finish = FinishPane(_)
        finish.noted.connect(lambda text: self.run is not None and self.run.note(text))
        finish.finished.connect(self.finish)
        return finish

    def _fill(self, kind: StopKind) -> None:
        pane, run, lesson = self._panes[kind], self.run, self.lesson
        assert lesson is not None
        if kind == "overview":
            before, recap, day = last_lesson(self.session, lesson)
            pane.show_recap(recap, before, day)
        elif kind == "attend" and run is not None:
            guests = self.session.ask(lambda reader: expected(reader, run.held.day)) or ()
            pane.show_guests(guests, run.held.present, run.held.guests)
        elif kind == "finish" and run is not None:
            run.keep_cards()
            pane.show_session(run.held, lesson, run.clock.minutes())

    # A session

    def begin_session(self, day: date | None = None) -> None:
        """Begin a session of this lesson today, or go on with the one of today."""
        if self.lesson is None:
            return
        show = LessonShow(slides_of(self.lesson, self._.language, tested=True))
        run = SessionRun.begin(self.session, self.lesson, show, day or self.session.today())
        if run is not None:
            self.show_lesson(self.lesson, run)

    def finish(self) -> None:
        """The session is over: its record is shown."""
        run = self.run
        if run is None or self.lesson is None:
            return
        pane: FinishPane = self._panes["finish"]
        pane.note.keep()
        steps = [run.clock.minutes(nth) for nth, stop in enumerate(self.stops) if stop.step]
        if not run.note(pane.note.written()) or not run.finish(pane.minutes.count(), steps):
            return
        self._clock.stop()
        self.held.emit()
        self.paper.emit("lesson-record", {"session": run.held.uid.hex(), "lesson": run.held.lesson})

    def _attend(self) -> None:
        if self.run is not None:
            self.run.attend(self.attendance.present(), self.attendance.guests.count())

    def _found(self, exercise: Exercise, seed: int, graded: Grade) -> None:
        if self.run is not None:
            self.run.found(exercise, seed, graded)

    def _treat(self, exercise_id: str) -> None:
        found = find_exercise(exercise_id)
        if found is not None:
            self.practise(found)

    def _pause(self) -> None:
        if self.run is not None:
            self.run.clock.pause()
            self.show_minutes()

    # Places

    def _follow(self, wanted: str) -> None:
        if wanted == PRESENTER:
            self.open_presenter()
        elif wanted == PAPERS:
            self._worksheet()
        elif wanted == COPY and self.lesson is not None:
            self.copied.emit(self.lesson.id)
        else:
            self.left.emit()

    def _worksheet(self) -> None:
        if self.lesson is not None:
            asked = {"lesson": self.lesson.id}
            if self.practice is not None:
                asked |= {"exercise": self.practice.exercise.id, "seed": str(self.practice.seed)}
            self.paper.emit("lesson-worksheet", asked)

    def _arrange(self) -> None:
        self.fit()
        self._show_places()

    def _show_places(self) -> None:
        """An exercise has its own way on; where it is tight, it has all the room."""
        practice = self.practice
        if practice is None or self.stage.currentWidget() is not practice or self.lesson is None:
            self.place(practising=False, wide=False)
            return
        rail = self.place(practising=True, wide=practice.wants_width)
        onward = self._onward()
        following = "" if onward is None else self.stops[onward].name
        others = len(self.lesson.exercises) > 1 and self._came_from is None
        practice.offer_places(following, others=others, alone=not rail or self._came_from is not None)
