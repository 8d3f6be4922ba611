"""The program as a window: one place that composes application, theme, window, session and pages, and ends them."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from ui.desktop.one_window import OneWindow
from ui.desktop.preferences import Brightness, keep_preferences, read_preferences
from ui.desktop.quick_start import quick_start
from ui.desktop.recent_books import recent_books, remember_book
from ui.desktop.theme.tokens import Mode
from ui.desktop.window import MainWindow
from ui.home_folder import home_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpmbooks.book import Book
    from kpmbooks.dates import Clock
    from kpmbooks.i18n import Language
    from kpmbooks.problems import Problem
    from kpmbooks.progress import Progress
    from kpmbooks.storage import Key
    from ui.desktop.desk import Desk
    from ui.desktop.door import Door
    from ui.desktop.leaving import Leaving
    from ui.desktop.pages.start import StartPage
    from ui.desktop.session import Session
    from ui.desktop.tasks import Tasks
    from ui.desktop.watching import Watch
    from ui.logbook import Logbook

ICON: Final = "notebook"
SETTLED: Final = 200
"""Milliseconds after which the window has something to do with itself."""


class Program(QObject):
    """What happens between the first paint and the last: the start page, opening a book, leaving it, closing."""

    def __init__(
        self,
        app: QApplication,
        alone: OneWindow,
        path: Path | None,
        clock: "Clock | None",
        language: "Language",
    ) -> None:
        super().__init__(app)
        self._app = app
        self._alone = alone
        self._tasks: Tasks | None = None
        self._path = path
        self._language = language
        self._clock = clock
        self._folder = home_folder()
        self.preferences = read_preferences(self._folder)
        self.window = MainWindow(mode=self._mode(), text=self.preferences.text, expects_book=path is not None)
        self.desk: Desk | None = None
        self._leaving: Leaving | None = None
        self._door: Door | None = None
        self._watch: Watch | None = None
        self._log: Logbook | None = None
        self.window.may_close = self._may_close
        self.window.painted.connect(self._furnish)

    def show_start(self, problem: "Problem | None" = None) -> None:
        """Leave the book and show the start page, with what stood in the way of the book that was asked for."""
        self._leave_then(lambda: self._show_start(problem))

    def _show_start(self, problem: "Problem | None" = None, asked: Path | None = None) -> "StartPage":
        from ui.desktop.pages.start import StartPage

        self.window.dress(replace(self.window.theme, ledger="kelompok", private=False, nameless=False))
        page = StartPage(self._, self._today, self._worker(), problem, recent_books(self._folder), asked)
        page.opened.connect(self.show_book)
        page.passcode_needed.connect(self._ask_passcode)
        self.window.furnish(page)
        page.setFocus()
        return page

    def _show_first_run(self) -> None:
        """Nobody has had a book here yet: ask one question instead of offering everything."""
        from ui.desktop.pages.first_run import FirstRunPage

        self.window.dress(replace(self.window.theme, ledger="kelompok", private=False, nameless=False))
        page = FirstRunPage(self._, self._today, self._worker())
        page.opened.connect(self.show_book)
        page.other_ways.connect(self.show_start, Qt.ConnectionType.QueuedConnection)
        self.window.furnish(page)
        page.setFocus()

    def open_path(self, path: Path) -> None:
        """Leave the book and open the one at ``path``, or say on the start page why that cannot be."""
        self._leave_then(lambda: self._open(path))

    def _open(self, path: Path, key: "Key | None" = None) -> None:
        from kpmbooks.problems import StorageError
        from ui.desktop.opening import open_book

        try:
            book = open_book(path, key)
        except StorageError as error:
            if error.problem.code == "passcode-needed":
                self._ask_passcode(path)
            else:
                self._show_start(error.problem, path)
        else:
            self.show_book(book)

    def show_book(self, book: "Book") -> None:
        """Show an open book. It is the window's from now on."""
        from ui.desktop.desk import Desk
        from ui.desktop.session import Session

        if book.path is not None and not book.owner.practice and not _is_only_looked_at(book):
            remember_book(self._folder, book.path)
        session = Session(book, self._, self._today)
        accent: Any = "latihan" if book.owner.practice else session.ledger.kind
        self.window.dress(replace(self.window.theme, ledger=accent))
        self.desk = Desk(session, self._worker())
        self.desk.other_book.connect(self.show_start, Qt.ConnectionType.QueuedConnection)
        session.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(lambda topics: self._guard() if "settings" in topics else None)
        self.window.show_desk(self.desk)
        self._guard()
        self._look_after(session)

    def _look_after(self, session: "Session") -> None:
        """Write down what happens to the book, and look through it while nobody waits."""
        from ui.logbook import book_mark

        book, log = session.book, self._logbook()
        session.log = log
        log.note("opened", book=book_mark(book.owner.uid), mode=book.mode, keyed=book.key is not None)
        session.failed.connect(self._note_refusals)
        QTimer.singleShot(SETTLED, session, lambda: self._watch_over(session))

    def _watch_over(self, session: "Session") -> None:
        from ui.desktop.watching import Watch

        if self.desk is None or self.desk.session is not session:
            return  # it was left in the meantime
        watch = self._watch = Watch(session, self._quiet, self)
        watch.found.connect(lambda problem: self._tell_damage(session, problem))
        watch.begin()

    def _note_refusals(self, problems: "tuple[Problem, ...]") -> None:
        for problem in problems:
            self._logbook().note("refused", code=problem.code)

    def _tell_damage(self, session: "Session", problem: "Problem") -> None:
        """The open book does not hold: say so at once, and on the home page from then on."""
        if self.desk is not None and self.desk.session is session:
            session.note(problem)
            session.failed.emit((problem,))

    def set_text(self, steps: int) -> None:
        """Make the text larger by so many sizes, or smaller; 0 makes it as at first."""
        text = self.preferences.larger(steps) if steps else 1.0
        self.change_look(text=text)

    def change_look(
        self, text: float | None = None, brightness: Brightness | None = None, language: "Language | None" = None
    ) -> None:
        """Wear another size of text, light or dark, or speak another language, now and at the next start.

        Another language makes every page anew: the book is opened once more.
        """
        kept = read_preferences(self._folder)  # a page may have kept others
        self.preferences = replace(
            kept,
            text=text or kept.text,
            brightness=brightness or kept.brightness,
            language=language or kept.language,
        )
        keep_preferences(self._folder, self.preferences)
        self.window.dress(replace(self.window.theme, text=self.preferences.text, mode=self._mode()))
        if language is not None and language != self._language:
            self._speak(language)

    def _speak(self, language: "Language") -> None:
        from kpmbooks.i18n import translator

        self._language = language
        self._ = translator(language)
        self._qt_texts.speak(self._)
        if self.desk is not None and self.desk.session.book.path is not None:
            path, key = self.desk.session.book.path, self.desk.session.book.key
            self._leave_then(lambda: self._open(path, key))

    def take_over(self, path: Path | None) -> None:
        """A second start came: show its book here, in front."""
        if path is not None and self._door is not None and self._door.locking.is_locked():
            self._door.locking.wait_for(path)
        elif path is not None:
            self.open_path(path)
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()

    def lock(self) -> None:
        """Lock the window over the open book; one without passcode is asked to have one."""
        if self.desk is None:
            return
        if self._door is None or not self._door.locking.lock():
            self.desk.go("care", "passcode")

    def end(self) -> None:
        """Let go of book, worker and lock."""
        if self._leaving is not None:
            self._leaving.give_up()
        self._leave()
        if self._tasks is not None:
            self._tasks.close()
            self._quiet.close()
        if self._log is not None:
            self._log.end()
        self._alone.close()

    def _furnish(self) -> None:
        """Everything that the first paint did not wait for."""
        with quick_start():
            self._furnish_all()

    def _furnish_all(self) -> None:
        from kpmbooks.dates import SystemClock
        from kpmbooks.i18n import translator
        from ui.desktop.faults import tell_faults
        from ui.desktop.leave_undo import LeaveUndo
        from ui.desktop.qt_texts import QtTexts
        from ui.desktop.tasks import Tasks

        # What was said at the start goes before what was chosen once.
        if self._language == "id":
            self._language = self.preferences.language or "id"
        self._ = translator(self._language)
        self._today = self._clock or SystemClock()
        self._tasks = Tasks(parent=self)
        self._quiet = Tasks(parent=self)
        self._tasks.log = self._logbook()
        self._qt_texts = QtTexts(self._, self._app)
        self._app.installTranslator(self._qt_texts)
        LeaveUndo(self._app)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self.window)
            shortcut.activated.connect(lambda steps=steps: self.set_text(steps))
        QShortcut(QKeySequence("Ctrl+Shift+L"), self.window).activated.connect(self.lock)
        tell_faults(self._tell_fault, self._logbook())
        if self._path is None and not recent_books(self._folder):
            self._show_first_run()
        elif self._path is None:
            self.show_start()
        else:
            self.open_path(self._path)
        self._alone.handed.connect(self.take_over)
        QTimer.singleShot(SETTLED, self, self._settle)

    def _settle(self) -> None:
        """What nobody waits for."""
        from ui.desktop.theme import look

        self.window.setWindowIcon(look().icon(ICON, 64, "primary", "fill"))
        self._alone.listen()
        if self._logbook().begin(qt=qVersion()):
            self._offer_report()

    def _offer_report(self) -> None:
        """Say where the person is that the program ended suddenly last time, with the way to copy a report of it."""
        from kpmbooks.problems import N_, Problem
        from ui.desktop.asks import ENDED_SUDDENLY
        from ui.desktop.pages.start import StartPage

        message = N_("The program ended suddenly last time. What was saved is saved.")
        problem = Problem(ENDED_SUDDENLY, message)
        page = self.window.centralWidget()
        if self.desk is not None:
            self.desk.session.note(problem)
        elif isinstance(page, StartPage):
            page.say(problem)

    def _logbook(self) -> "Logbook":
        from ui.logbook import logbook

        if self._log is None:
            self._log = logbook()
        return self._log

    def _tell_fault(self, problem: "Problem") -> None:
        from ui.desktop.trouble import TroubleDialog

        if self.window.findChild(TroubleDialog) is None:
            TroubleDialog(self._, (problem,), self.window, report=self._logbook().report).open()

    def _worker(self) -> "Tasks":
        assert self._tasks is not None  # there since the window was furnished
        return self._tasks

    def _the_door(self) -> "Door":
        from ui.desktop.door import Door

        if self._door is None:
            door = self._door = Door(self._app, self.window, self._, self._worker(), self._folder)
            door.opened.connect(self.show_book)
            door.other_book.connect(self.show_start)
            door.wanted.connect(self.open_path)
            door.leaves.connect(self._leave_locked)
        return self._door

    def _ask_passcode(self, path: Path, *, sheet: bool = False) -> None:
        self.window.dress(replace(self.window.theme, ledger="kelompok", private=False, nameless=False))
        self._the_door().ask(path, sheet=sheet)

    def _guard(self) -> None:
        """Watch over the open book if it has a passcode."""
        book = None if self.desk is None else self.desk.session.book
        if self._door is not None or (book is not None and book.key is not None):
            self._the_door().guard(book)

    def _leave_locked(self, path: Path | None) -> None:
        """Close the book over which the window is locked, and ask for its recovery sheet where ``path`` says so."""
        if path is None:
            self.show_start()
        else:
            self._leave_then(lambda: self._ask_passcode(path, sheet=True))

    def _answer(self, ask: object) -> None:
        """Do what a page of the open book asked the window for."""
        from ui.desktop.asks import (
            BeginHelping,
            ChangeLook,
            Cover,
            LockWindow,
            MoveBook,
            OpenBook,
            RepairBook,
            RestoreCopy,
        )
        from ui.desktop.moving import moved_book
        from ui.desktop.repairing import repaired_book
        from ui.desktop.restoring import noted_book, restored_book

        if isinstance(ask, ChangeLook):
            self.change_look(ask.text, ask.brightness, ask.language)
        if isinstance(ask, BeginHelping) and self.desk is not None:
            self.desk.begin_helping(ask.name)
        if isinstance(ask, Cover) and self.desk is not None:
            self.desk.cover(amounts=ask.amounts, names=ask.names)
        if self.desk is None or self.desk.session.book.path is None:
            return
        if isinstance(ask, LockWindow):
            self.lock()
        elif isinstance(ask, OpenBook):
            wish, was = ask, self.desk.session.book
            here = None if was.path is None else (was.path, was.key)
            self._leave_then(lambda: self._bring(lambda _progress: noted_book(wish), here))
        elif isinstance(ask, MoveBook):
            old, old_key, folder = self.desk.session.book.path, self.desk.session.book.key, ask.folder
            there = (old, old_key)
            self._leave_then(lambda: self._bring(lambda progress: moved_book(old, folder, old_key, progress), there))
        elif isinstance(ask, RepairBook):
            damaged, its_key = self.desk.session.book.path, self.desk.session.book.key
            self._leave()
            self._bring(lambda progress: repaired_book(damaged, its_key, self._, progress), (damaged, its_key))
        elif isinstance(ask, RestoreCopy):
            book = self.desk.session.book
            path, copy, key = book.path, ask.path, ask.key
            assert path is not None
            self._leave()  # restoring copies the book before it changes anything
            back = (path, book.key)
            self._bring(lambda progress: restored_book(copy, path, book, key, progress), back)

    def _bring(self, work: "Callable[[Progress], Book]", back_to: "tuple[Path, Key | None] | None" = None) -> None:
        """Show the start page until ``work`` gives a book; when it cannot, say why, over the book ``back_to``."""

        def refused(problems: "tuple[Problem, ...]") -> None:
            if back_to is None:
                page.say(problems[0])
                return
            self._open(*back_to)
            if self.desk is not None:
                self.desk.show_trouble(problems)

        page = self._show_start()
        page.bring(work, refused)

    def _may_close(self) -> bool:
        """Whether the window may go now. Where a copy is to be made first it goes by itself afterwards."""
        if self.desk is None or self._app.isSavingSession():
            return True
        leaving = self._the_leaving()
        if leaving.is_going_on():
            leaving.give_up()  # asked a second time
            return True
        if not leaving.is_needed(self.desk.session.book):
            return True
        self._leave_then(lambda: QTimer.singleShot(0, self.window.close))
        return False

    def _leave_then(self, then: "Callable[[], object]") -> None:
        """Leave the book, if one is open, with everything that is to be done first; then go on."""
        if self.desk is None:
            then()
            return

        def left() -> None:
            self._leave()
            then()

        self._the_leaving().begin(self.desk.session.book, self.desk, left)

    def _the_leaving(self) -> "Leaving":
        from ui.desktop.leaving import Leaving  # with all that makes copies: the figures do not wait for it

        if self._leaving is None:
            self._leaving = Leaving(self._, self.window, self._worker(), self._folder, self)
        return self._leaving

    def _leave(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None
        if self.desk is not None:
            self.desk.session.close()
            self.desk = None
            self._logbook().note("closed")
            self._guard()

    def _mode(self) -> Mode:
        if self.preferences.brightness != "system":
            return self.preferences.brightness
        return "dark" if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _is_only_looked_at(book: "Book") -> bool:
    """Whether it is a copy that was opened to look at it: no book to go on with."""
    if not book.notes:
        return False
    from ui.desktop.asks import COPY_LOOKED_AT

    return any(note.code == COPY_LOOKED_AT for note in book.notes)


def run(path: Path | None, clock: "Clock | None" = None, language: "Language" = "id") -> int:
    """Open the window on the book at ``path``, or on the start page, and give the exit code when it was closed.

    ``clock`` says which day "today" is; None is the machine's own.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("kpmbooks")
    app.setApplicationDisplayName("")
    alone = OneWindow(home_folder(), app)
    if not alone.is_first() and alone.hand_over(path):
        return 0
    program = Program(app, alone, path, clock, language)
    program.window.appear()
    try:
        return app.exec()
    finally:
        program.end()
