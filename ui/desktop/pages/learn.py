"""Learning: the lessons, one lesson stop by stop or read alone, a session of it, its exercises in a practice book.

The practice book lives in memory and is gone with the exercise: nothing of it can reach a real one.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from kpmbooks import training
from kpmbooks.training import Exercise, Lesson
from kpmbooks.training.session_progress import next_lesson
from kpmbooks.training.sessions import open_session, sessions_of
from ui.desktop.dismissed import dismiss_for_all, is_dismissed_for_all
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.learn_lesson import LessonView
from ui.desktop.pages.learn_list import LessonList
from ui.desktop.pages.learn_practice import LessonPractice
from ui.desktop.pages.learn_reader import LessonReader
from ui.desktop.pages.learn_tour import TourView
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.home_folder import home_folder, own_lessons_folder

TOUR = "learn-tour"


class LearnPage(FixedPage):
    """Comes with the id of a lesson or of an exercise as a wish, or with none.

    ``session_used`` tells that another session's acts are undone now, or that they have changed; ``renamed`` carries
    what the lesson is called and what stands beside it.
    """

    TOPICS = frozenset({"sessions"})

    session_used = Signal()
    renamed = Signal(str, str)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="learn_page", parent=parent)
        training.own_lessons_lie_in(own_lessons_folder())  # before anything looks at the list
        self.list = LessonList(session._)
        self.list.opened.connect(self.open_lesson)
        self.list.begun.connect(self._begin)
        self.list.resumed.connect(self.resume)
        self.list.toured.connect(self.show_tour)
        self.list.no_tour.connect(self._drop_tour)
        self.list.go.connect(lambda key: self.go.emit(key, None))
        self._lesson: LessonView | None = None
        self._reader: LessonReader | None = None
        self._tour: TourView | None = None
        self.parts = QStackedWidget()
        self.parts.addWidget(self.list)
        self.column.addWidget(self.parts)
        self.setFocusProxy(self.parts)
        session.left.connect(self._leave)

    @property
    def lesson(self) -> LessonView:
        """The lesson's own view, made when somebody first opens one."""
        if self._lesson is None:
            made = self._lesson = LessonView(self.session, self.tasks)
            made.left.connect(self.show_list)
            made.read.connect(self.read_alone)
            made.practising.connect(self.session_used)
            made.paper.connect(self.open_paper)
            made.copied.connect(lambda lesson: self.go.emit("own_lessons", lesson))
            self.parts.addWidget(made)
        return self._lesson

    @property
    def reader(self) -> LessonReader:
        """The lesson page by page, for whoever reads alone."""
        if self._reader is None:
            made = self._reader = LessonReader(self.session._)
            made.left.connect(lambda: self._show(self.lesson))
            made.practise.connect(self.practise)
            self.parts.addWidget(made)
        return self._reader

    @property
    def tour(self) -> TourView:
        """The five minutes' tour."""
        if self._tour is None:
            self._tour = TourView(self.session._)
            self._tour.left.connect(self.show_list)
            self.parts.addWidget(self._tour)
        return self._tour

    def refresh(self) -> None:
        """Say which lessons were held; the lessons themselves are content of the program."""
        if self.parts.currentWidget() is not self.list:
            self._stale = True  # what stands on the list is asked for when somebody sees it
            return
        session = self.session
        held = session.ask(sessions_of)
        if held is None:
            return
        days = {one.lesson: one.day for one in held if one.counts}
        proposed = session.ask(lambda reader: next_lesson(reader, self.list.lessons))
        going = session.ask(open_session) if session.book.mode == "write" else None
        offer = not days and not is_dismissed_for_all(home_folder(), TOUR)
        self.list.show_book(
            days, None if proposed is None else proposed.id, None if going is None else going.lesson, offer_tour=offer
        )

    def arrive(self, wish: Any) -> None:
        if isinstance(wish, str):
            exercise = training.find_exercise(wish)
            if exercise is not None:
                self.practise(exercise)
            elif training.find_lesson(wish) is not None:
                self.open_lesson(wish)
        elif self.parts.currentWidget() is self.list:
            self.refresh()  # she may have come from her own lessons
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard to what is shown."""
        shown: Any = self.parts.currentWidget()
        shown.take_focus()

    def show_list(self) -> None:
        """Back to the list of lessons; an exercise is over, a session waits."""
        self.parts.setCurrentWidget(self.list)
        if self._lesson is not None:
            self._lesson.put_away()
        self.refresh()
        self._name()
        self.session_used.emit()
        self.take_focus()

    def open_lesson(self, wanted: str) -> None:
        """Show the lesson of this id at a glance."""
        lesson = training.find_lesson(wanted)
        if lesson is not None:
            self.lesson.show_lesson(lesson)
            self._show(self.lesson)

    def resume(self) -> None:
        """Go on with the session that was not finished."""
        going = self.session.ask(open_session)
        if going is not None:
            self.open_lesson(going.lesson)
            self.lesson.begin_session(going.day)

    def read_alone(self, lesson: Lesson) -> None:
        """Show a lesson page by page."""
        self.reader.show_lesson(lesson)
        self._show(self.reader)

    def practise(self, exercise: Exercise) -> None:
        """Begin the exercise in a fresh practice book."""
        of_lesson = training.find_lesson(exercise.lesson)
        if of_lesson is not None and self.lesson.lesson is not of_lesson:
            self.lesson.show_lesson(of_lesson)
        self.lesson.practise(exercise)
        self._show(self.lesson)

    def leave_practice(self) -> None:
        """Back to the lesson; the practice book is gone."""
        self.lesson.end_practice()
        self.lesson.go_to(0)

    def practising(self) -> LessonPractice | None:
        """The exercise that is being done."""
        return None if self._lesson is None else self._lesson.practice

    def go_practising(self, key: str, wish: object = None) -> None:
        """Show a page of the practice book, as far as the exercise reaches."""
        made = self.practising()
        if made is not None and made.book is not None:
            made.show_work()
            made.parts.chosen.emit("book")
            made.book.go_to(key, wish)

    def session_in_use(self) -> Session | None:
        """The practice book's session while somebody practises: undo belongs to it then, never to the real book."""
        shown = self._lesson is not None and self.parts.currentWidget() is self._lesson
        return self._lesson.session_in_use() if shown and self._lesson is not None else None

    def show_tour(self) -> None:
        """Show the tour; it is not offered again."""
        self._drop_tour()
        self.tour.begin()
        self._show(self.tour)

    def open_paper(self, name: str, asked: Mapping[str, str]) -> None:
        """Show a paper of the lesson or of a session before it is printed."""
        from ui.desktop.pages.learn_paper import LessonPaperDialog  # drawing is needed only here

        if self.findChild(LessonPaperDialog) is None:
            LessonPaperDialog(self.session, self.tasks, name, asked, self).open()
        if name == "lesson-record":
            self.show_list()

    def _begin(self, wanted: str) -> None:
        self.open_lesson(wanted)
        self.lesson.begin_session()

    def _show(self, part: QWidget) -> None:
        self.parts.setCurrentWidget(part)
        self._name()
        self.session_used.emit()
        self.take_focus()

    def _name(self) -> None:
        _, lesson = self.session._, None if self._lesson is None else self._lesson.lesson
        if lesson is None or self.parts.currentWidget() in (self.list, self._tour):
            self.renamed.emit(_("Learn"), "")
        else:
            minutes = _("Lesson {lesson}, {n} minutes", lesson=lesson.id, n=lesson.minutes)
            self.renamed.emit(lesson.title.said(_.language), minutes)

    def _drop_tour(self) -> None:
        dismiss_for_all(home_folder(), TOUR)
        self.list.show_tour_offer(shown=False)

    def _leave(self) -> None:
        """The book is let go of: nothing of a practice book or of a large screen stays behind."""
        if self._lesson is not None:
            self._lesson.end_practice()
            self._lesson.close_presenter()
