"""Locking the window of a book with a passcode: by the key, and by itself when nobody is there.

The desk is hidden, not closed: what was half typed stays. Dialogs and menus go out of sight with it, and whatever
wants to open meanwhile waits.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from shiboken6 import isValid

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from ui.desktop.attempts import Attempts
from ui.desktop.idle import Clock, IdleWatch
from ui.desktop.pages.lock_page import LockPage
from ui.desktop.tasks import Tasks
from ui.desktop.window import NAME, MainWindow

KEYS: Final = "Ctrl+Shift+L"
_MENUS: Final = 8
"""More menus than are ever open in each other."""


class Locking(QObject):
    """Over one window. ``unlocked`` carries the path of a book that somebody wanted to open meanwhile, or None.

    ``left`` asks to close the book and show the start page; ``forgotten`` to close it and ask for its recovery sheet.
    """

    unlocked = Signal(object)
    left = Signal()
    forgotten = Signal()

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        _: Translator,
        tasks: Tasks,
        minutes: Callable[[], int],
        clocks: Sequence[Clock] = (time.monotonic, time.time),
    ) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._ = _
        self._tasks = tasks
        self._book: Book | None = None
        self._attempts = Attempts()
        self._page: LockPage | None = None
        self._title = ""
        self._focus: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._waiting: Path | None = None
        self.watch = IdleWatch(app, minutes, clocks, self)
        self.watch.idle.connect(self.lock)

    def guard(self, book: Book | None, attempts: Attempts | None = None) -> None:
        """Watch over the open ``book``, if it has a passcode, or over none. Said again when its passcode changed."""
        if book is not self._book or book is None:
            self._drop_page()
            self._book, self._attempts = book, attempts or Attempts()
        if book is not None and book.key is not None:
            self.watch.begin()
        else:
            self.watch.end()

    def is_locked(self) -> bool:
        """Whether nothing of the book can be seen."""
        return self._page is not None

    def page(self) -> LockPage | None:
        """What is shown while locked."""
        return self._page

    def lock(self) -> bool:
        """Lock now; False for a book without passcode."""
        if self._book is None or self._book.key is None:
            return False
        if self._page is not None:
            return True
        self._focus = self._app.focusWidget()
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(NAME)
        self._page = page = LockPage(self._, self._tasks, self._book, self._attempts, self._window)
        page.unlocked.connect(self._unlock)
        page.left.connect(self.left)
        page.forgotten.connect(self.forgotten)
        page.setGeometry(self._window.rect())
        page.show()
        page.raise_()
        self._put_out_of_sight()
        self._window.installEventFilter(self)
        self._app.installEventFilter(self)
        page.setFocus()
        return True

    def wait_for(self, path: Path) -> None:
        """Somebody wants to open ``path``: that is asked once the window is unlocked."""
        self._waiting = path
        if self._page is not None:
            self._page.show_waiting(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        page = self._page
        if page is None:
            return False
        if watched is self._window and event.type() == QEvent.Type.Resize:
            page.setGeometry(self._window.rect())
        elif (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
            and not page.isAncestorOf(watched)
        ):
            watched.setWindowOpacity(0)  # it cannot be kept from opening, only from being seen
            QTimer.singleShot(0, self, self._put_out_of_sight)
        return False

    def _unlock(self) -> None:
        title, focus, hidden, waiting = self._title, self._focus, self._hidden, self._waiting
        self._waiting = None
        self._drop_page()
        self._window.setWindowTitle(title)
        desk = self._window.centralWidget()
        if desk is not None:
            desk.show()
        for one in hidden:
            if isValid(one):
                one.show()
        if focus is not None and isValid(focus):
            focus.setFocus()
        self.watch.saw_somebody()
        self.unlocked.emit(waiting)

    def _drop_page(self) -> None:
        page, self._page = self._page, None
        self._hidden, self._focus = [], None
        if page is not None:
            self._window.removeEventFilter(self)
            self._app.removeEventFilter(self)
            page.hide()
            page.deleteLater()

    def _put_out_of_sight(self) -> None:
        page = self._page
        if page is None:
            return
        QToolTip.hideText()
        for _deep in range(_MENUS):
            popup = self._app.activePopupWidget()
            if popup is None or page.isAncestorOf(popup):
                break
            popup.close()
        desk = self._window.centralWidget()
        if desk is not None:
            desk.hide()
        for one in self._app.topLevelWidgets():
            if one.isVisible() and one is not self._window and not page.isAncestorOf(one) and one not in self._hidden:
                self._hidden.append(one)
                one.hide()
                one.setWindowOpacity(1)
        page.setFocus()
