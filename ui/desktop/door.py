"""The door of books with a passcode: asks for it before one opens, and locks the window over one that is open."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from ui.desktop.attempts import Attempts
from ui.desktop.locking import Locking
from ui.desktop.pages.passcode import PasscodePage
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.preferences import read_preferences
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow


class Door(QObject):
    """``opened`` carries a book that was opened here; ``other_book`` asks for the start page.

    ``wanted`` carries the path of a book that somebody wanted while the window was locked, and agreed to open after
    it was unlocked; ``leaves`` asks to close the open book and carries what to do then: its path, where its recovery
    sheet is to be asked for, else None.
    """

    opened = Signal(object)
    other_book = Signal()
    wanted = Signal(object)
    leaves = Signal(object)

    def __init__(self, app: QApplication, window: MainWindow, _: Translator, tasks: Tasks, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._ = _
        self._tasks = tasks
        self._attempts: dict[Path, Attempts] = {}
        self._book: Book | None = None
        self.locking = Locking(app, window, _, tasks, lambda: read_preferences(folder).lock)
        self.locking.unlocked.connect(self._ask_for_waiting)
        self.locking.left.connect(lambda: self.leaves.emit(None))
        self.locking.forgotten.connect(self._forgotten)

    def ask(self, path: Path, *, sheet: bool = False) -> PasscodePage:
        """Show the page that asks for the passcode of the book at ``path``, or for its recovery ``sheet``."""
        page = PasscodePage(self._, self._tasks, path, self._attempts_at(path))
        page.opened.connect(self.opened)
        page.other_book.connect(self.other_book)
        self._window.furnish(page)
        page.setFocus()
        if sheet:
            page.ask_for_sheet()
        return page

    def guard(self, book: Book | None) -> None:
        """Watch over the open ``book``, or over none. Said again when its passcode was set or removed."""
        self._book = book
        self.locking.guard(book, None if book is None or book.path is None else self._attempts_at(book.path))

    def _forgotten(self) -> None:
        if self._book is not None:
            self.leaves.emit(self._book.path)

    def _attempts_at(self, path: Path) -> Attempts:
        return self._attempts.setdefault(path.absolute(), Attempts())

    def _ask_for_waiting(self, path: Path | None) -> None:
        if path is None:
            return
        _ = self._
        dialog = QuestionDialog(
            _("Open {file} now?", file=path.name),
            _("The book that is open here is closed then."),
            act=_("Open it"),
            rest=_("Stay here"),
            object_name="waiting_question",
            picture="folder-open",
            parent=self._window,
        )
        dialog.agreed.connect(lambda: self.wanted.emit(path))
        dialog.open()
