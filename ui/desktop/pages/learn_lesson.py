"""One lesson on the screen: its stops at the left, what belongs to the stop at the right; with a session or without.

Composes. What is written of a session is ``session_run``'s, what is practised ``learn_practice``'s; the large screen
and the questions look at one ``LessonShow``.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.training import Exercise, Grade, Lesson, find_exercise
from kpmbooks.training.own_figures import own_figure
from ui.desktop import widgets as w
from ui.desktop.pages.learn_cards import exercises_card, figure_card, home_card, rule_card, song_strip
from ui.desktop.pages.learn_choosing import ExerciseChoice
from ui.desktop.pages.learn_overview import OverviewPane
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.learn_rail import StopLine, StopRail
from ui.desktop.pages.learn_recap import RecapPart, last_lesson
from ui.desktop.pages.learn_step import StepPane, picture_of, step_sheet
from ui.desktop.pages.learn_stops import Stop, StopKind, exercises_in, stops_of
from ui.desktop.pages.presenter_screen import PresenterScreen
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.presenter_slides import slides_of
from ui.desktop.pages.session_attend import AttendPane
from ui.desktop.pages.session_cards import QuestionsPart
from ui.desktop.pages.session_finish import FinishPane
from ui.desktop.pages.session_run import SessionRun, expected
from ui.desktop.pages.session_story import StoryPart
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, wear

RAIL_FROM: Final = 60
"""Em of width from which the stops have a column of their own."""

MINUTE: Final = 15_000
"""Milliseconds after which the minutes that are left are said anew."""


class LessonView(QWidget):
    """``left``: back to the list; ``read``: read alone; ``practising``: an exercise began or ended; ``paper`` carries
    the name of a report and what is asked of it; ``held``: a session is over."""

    left = Signal()
    read = Signal(object)
    practising = Signal()
    paper = Signal(str, object)
    held = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_view")
        _ = self._ = session._
        self.session, self.tasks = session, tasks
        self.lesson: Lesson | None = None
        self.run: SessionRun | None = None
        self.show_of = LessonShow(())
        self.stops: tuple[Stop, ...] = ()
        self.practice: LessonPractice | None = None
        self.presenter: PresenterScreen | None = None
        self._at, self._tries, self._with_rail, self._go_on = 0, 0, False, ""
        self.rail, self.line = StopRail(_), StopLine(_)
        self.stage = QStackedWidget()
        self._came_from: int | None = None
        self._panes: dict[StopKind, Any] = {}
        self.choice = ExerciseChoice(_)
        self.choice.practise.connect(self.practise)
        self.stage.addWidget(self.choice)
        self._make_buttons()
        self._lay_out()
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
        self.after.setVisible(following is not None)
        self._go_on = "" if following is None else self._("Go on: {step}", step=following.name)
        self.after.setAccessibleName(self._go_on)
        self.after.setToolTip(self._go_on)
        own_main = self.stop.kind in ("practice", "overview", "finish")
        self.after.show_role("" if own_main else "primary")
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
        sheet = [step_sheet(self._, stop, lesson)] if stop.blocks else []
        questions = self._questions(stop)
        if questions is not None and stop.kind == "questions":
            pane.show_parts([questions, *sheet, *self._beside(stop, lesson)])
        else:
            beside = self._beside(stop, lesson)
            if questions is not None:  # what is said again belongs to the words, the little test stands for itself
                pane.show_parts([*sheet, *beside, questions], together=len(sheet) + len(beside))
            else:
                pane.show_parts([*sheet, *beside])
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
            pane.recap.show_recap(recap, before, day)
        elif kind == "attend" and run is not None:
            guests = self.session.ask(lambda reader: expected(reader, run.held.day)) or ()
            pane.show_guests(guests, run.held.present, run.held.guests)
        elif kind == "finish" and run is not None:
            run.keep_cards()
            pane.show_session(run.held, lesson, run.clock.minutes())

    def _questions(self, stop: Stop) -> QuestionsPart | None:
        """The cards of this stop: the little test before, or the questions."""
        lesson = self.lesson
        assert lesson is not None
        if stop.kind == "questions" and lesson.questions:
            return QuestionsPart(self._, self.show_of, "after", object_name="questions_after")
        if stop.kind == "recap" and self.run is not None and lesson.before_after:
            return QuestionsPart(self._, self.show_of, "before", object_name="questions_before")
        return None

    def _beside(self, stop: Stop, lesson: Lesson) -> Sequence[QWidget]:
        _ = self._
        if stop.kind == "recap":
            part = RecapPart(self.session, lesson, self.run)
            return [part]
        if stop.kind == "own":
            session = self.session
            figure = None
            if lesson.own is not None:
                name = lesson.own.figure
                figure = session.ask(lambda reader: own_figure(reader, name, session.today(), session.ledger))
            return [figure_card(_, lesson, figure)]
        if stop.kind == "home":
            return [home_card(_, lesson), *([song_strip(_, lesson)] if lesson.song else [])]
        if stop.kind == "questions":
            return []
        shown = {block.picture for block in stop.blocks if block.kind == "picture"}
        slide = next((one for one in lesson.slides if one.step == stop.step and one.picture), None)
        picture = None
        if slide is not None and slide.picture not in shown:
            picture = picture_of(_, lesson, slide.picture or "")
        parts: list[QWidget] = [] if picture is None else [picture]
        if asked := exercises_in(stop, lesson):
            parts.append(exercises_card(_, lesson, asked, self.practise))
        told = stop.kind == "step" and stop.name.casefold().startswith(("cerita", "story"))
        if told and self.run is not None and self.session.book.owner.kind == "group":
            parts.append(StoryPart(self.run))
        if stop.picture == "lightbulb":
            parts.insert(0, rule_card(_, lesson))
            if lesson.song:
                parts.append(song_strip(_, lesson))
        return parts

    # A session

    def begin_session(self, day: date | None = None) -> None:
        """Begin a session of this lesson today, or go on with the one of today."""
        if self.lesson is None:
            return
        show = LessonShow(slides_of(self.lesson, self._.language, tested=True))
        run = SessionRun.begin(self.session, self.lesson, show, day or self.session.today())
        if run is not None:
            self.show_lesson(self.lesson, run)

    def resume(self, lesson: Lesson, run: SessionRun) -> None:
        """Go on with a session where it stopped."""
        self.show_lesson(lesson, run)

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

    def _worksheet(self) -> None:
        if self.lesson is not None:
            asked = {"lesson": self.lesson.id}
            if self.practice is not None:
                asked |= {"exercise": self.practice.exercise.id, "seed": str(self.practice.seed)}
            self.paper.emit("lesson-worksheet", asked)

    def _make_buttons(self) -> None:
        _ = self._
        self.large = w.Button(_("Large screen"), object_name="open_presenter", picture="projector-screen")
        self.sheet = w.Button(_("Sheets for the lesson"), object_name="open_worksheet", picture="printer")
        self.back = w.Button(_("All lessons"), object_name="all_lessons", role="link", picture="caret-left")
        self.more = w.Button(
            object_name="lesson_more",
            accessible_name=_("More of the lesson"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.before = w.Button(_("Back"), object_name="stop_before", accessible_name=_("Back"), picture="caret-left")
        self.after = w.Button(
            _("Go on"), object_name="stop_after", accessible_name=_("Go on"), role="primary", picture="caret-right"
        )
        self.large.clicked.connect(self.open_presenter)
        self.sheet.clicked.connect(self._worksheet)
        self.back.clicked.connect(self.left)
        self.more.clicked.connect(self._open_more)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))

    def _lay_out(self) -> None:
        self.rail.acts.addWidget(self.large)
        self.rail.acts.addWidget(self.sheet)
        self.line.row.addWidget(self.more)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(12)
        self._steps.addWidget(self.before)
        self._steps.addWidget(self.after)
        foot.addLayout(self._steps)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.line)
        right.addWidget(self.stage, 1)
        right.addWidget(self._foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look().px(14))
        across.addWidget(self.rail)
        across.addLayout(right, 1)

    def _arrange(self) -> None:
        room = self.width() >= RAIL_FROM * look().em and self.height() >= self.rail.needed_height()
        self._with_rail = room
        self._show_places()

    def _show_places(self) -> None:
        """An exercise has its own way on; where it is tight, it has all the room."""
        practice = self.practice
        practising = practice is not None and self.stage.currentWidget() is practice
        rail = self._with_rail and not (practice is not None and practising and practice.wants_width)
        self.rail.setVisible(rail)
        if practice is not None and practising and self.lesson is not None:
            onward = self._onward()
            following = "" if onward is None else self.stops[onward].name
            others = len(self.lesson.exercises) > 1 and self._came_from is None
            practice.offer_places(following, others=others, alone=not rail or self._came_from is not None)
        self.line.setVisible(not self._with_rail and not practising)
        self._foot.setVisible(not practising and self._with_rail)
        row = self.line.row
        if self._with_rail:
            self._put_words(self.before, self._("Back"))
            self._put_words(self.after, self._go_on)
            self._steps.addWidget(self.before)
            self._steps.addWidget(self.after)
        else:
            self._put_words(self.before, "")
            self._put_words(self.after, "")
            row.insertWidget(0, self.before)
            row.insertWidget(2, self.after)

    def _put_words(self, button: w.Button, words: str) -> None:
        """Words beside the picture, where there is room for them."""
        if button.label() != words:
            button.setText(words)
            wear(button, bare=not words)

    def _open_more(self) -> None:
        _ = self._
        if self.findChild(w.ActList, "lesson_acts") is not None:
            return
        menu = w.ActList(_("More of the lesson"), object_name="lesson_acts", parent=self)
        menu.offer(_("Large screen"), self.open_presenter, name="acts_presenter", picture="projector-screen")
        menu.offer(_("Sheets for the lesson"), self._worksheet, name="acts_worksheet", picture="printer")
        menu.offer(_("All lessons"), self.left.emit, name="acts_all", picture="caret-left")
        menu.open_under(self.more)
