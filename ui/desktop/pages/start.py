"""The start page, when no book is open: make one, open one, or try the examples. Brings no database along itself."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from kpmbooks.dates import Clock
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from ui.desktop import widgets as w
from ui.desktop.asks import ENDED_SUDDENLY
from ui.desktop.pages.new_book import NewBook, NewBookForm
from ui.desktop.repair_notes import DAMAGED
from ui.desktop.report_copying import copy_report
from ui.desktop.tasks import Tasks
from ui.home_folder import SUFFIX, books_folder

if TYPE_CHECKING:
    from kpmbooks.book import Book
    from kpmbooks.safekeeping.shelf import Copy
    from kpmbooks.storage import Key


class StartPage(w.PageScroll):
    """``opened`` carries the open book, which is the receiver's from then on. ``recent``: books to open in one press.

    ``passcode_needed`` carries the path of a book that opens only with its passcode.
    ``problem``: why the book that was asked for could not be opened; ``asked`` is its path.
    """

    opened = Signal(object)
    passcode_needed = Signal(object)

    def __init__(
        self,
        _: Translator,
        clock: Clock,
        tasks: Tasks,
        problem: Problem | None = None,
        recent: Sequence[Path] = (),
        asked: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(object_name="start_page", parent=parent)
        self._ = _
        self._clock = clock
        self._tasks = tasks
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(w.Picture("notebook", 44, "primary"))
        head.addWidget(w.text_label("Buku KPM", "title"))
        head.addStretch(1)
        self.column.addWidget(self._head)
        self.trouble = w.Strip("", tone="out", picture="warning-circle")
        self.trouble.setObjectName("start_problem")
        self.copies = w.Button(_("See its copies"), object_name="see_copies", role="link", picture="copy")
        self.copies.clicked.connect(self.show_copies)
        self.repair = w.Button(_("Repair the book"), object_name="start_repair", picture="wrench")
        self.repair.clicked.connect(self.repair_book)
        self.report = w.Button(_("Copy report"), object_name="start_report", role="link", picture="copy")
        self.report.clicked.connect(copy_report)
        for button in (self.repair, self.copies, self.report):
            self.trouble.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.trouble)
        self.say(problem, asked)
        self.work = w.WorkCard(_, _("Making the book ready"), object_name="start_work")
        self.work.cancel.hide()
        self.work.hide()
        self.column.addWidget(self.work)

        self.form = NewBookForm(_, main=not recent)
        self.form.submitted.connect(self.make_book)
        self._new = w.Card(_("A new book"), picture="note-pencil", tone="primary", object_name="new_book_card")
        self._new.body.addWidget(self.form)
        self._new.body.addStretch(1)
        self._there = w.Card(_("A book that is there"), picture="folder-open", tone="primary", object_name="open_card")
        self.open = w.Button(
            _("Open another book") if recent else _("Open a book"),
            object_name="open_book",
            picture="folder-open",
            big=not recent,
            key_hint="Ctrl O",
        )
        self.open.clicked.connect(self.ask_for_book)
        self._recents = [self._recent(place, path) for place, path in enumerate(recent, 1)]
        for button in self._recents[:1]:
            self._there.body.addWidget(button)
        for button in self._recents[1:]:
            self._there.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._there.body.addWidget(self.open)
        self._there.body.addStretch(1)
        self._try = w.Card(_("Try it with an example"), picture="student", tone="text", object_name="try_card")
        self._try.body.addWidget(w.text_label(_("For learning. Mistakes are fine."), "base", "muted", wrap=True))
        self.try_group = w.Button(_("A group's example"), object_name="try_group", picture="users-three")
        self.try_family = w.Button(_("A family's example"), object_name="try_family", picture="house-line")
        self.try_group.clicked.connect(lambda: self.practise("group"))
        self.try_family.clicked.connect(lambda: self.practise("family"))
        self._try.body.addWidget(self.try_group)
        self._try.body.addWidget(self.try_family)
        self._try.body.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self).activated.connect(self.ask_for_book)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())
        self.setFocusProxy(self._recents[0] if self._recents else self.form)

    def say(self, problem: Problem | None, path: Path | None = None) -> None:
        """Say what stands in the way, or nothing; the copies of the book at ``path`` are offered, if there are any."""
        self.trouble.set_text("" if problem is None else self._.problem(problem))
        self.trouble.setVisible(problem is not None)
        self._asked = path
        self.copies.setVisible(problem is not None and path is not None and _has_copies(path))
        self.repair.setVisible(problem is not None and problem.code in DAMAGED and path is not None)
        self.report.setVisible(problem is not None and problem.code == ENDED_SUDDENLY)

    def repair_book(self) -> None:
        """Write the book that cannot be opened anew from what can be read of it, and open that."""
        path = self._asked
        if path is not None:
            self._do(lambda progress: _repaired(path, self._, progress), lambda problems: self.say(problems[0], path))

    def show_copies(self) -> None:
        """Show the copies of the book that cannot be opened, to choose one of them."""
        from ui.desktop.pages.start_copies import StartCopies

        path = self._asked
        if path is None:
            return
        dialog = StartCopies(self._, self._tasks, path, self)
        dialog.agreed.connect(
            lambda copy, key: self._do(
                lambda progress: _rescue(copy, path, key, progress), lambda problems: self.say(problems[0], path)
            )
        )
        dialog.open()

    def ask_for_book(self) -> None:
        """Let a file be chosen, and open it."""
        _ = self._
        dialog = QFileDialog(self, _("Open a book"), str(books_folder()), _("Books (*{ending})", ending=SUFFIX))
        dialog.setObjectName("open_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.open_path(Path(chosen)))
        dialog.open()

    def open_path(self, path: Path) -> None:
        """Open the book at ``path``, or say why that cannot be."""

        def refused(problems: tuple[Problem, ...]) -> None:
            if problems[0].code == "passcode-needed":
                self.passcode_needed.emit(path)
            else:
                self.say(problems[0], path)

        self._do(lambda _progress: _open(path), refused)

    def make_book(self) -> None:
        """Make the book that the form describes, or say at its fields what is wrong."""
        wish = self.form.wish(self._clock.today())
        self._do(lambda _progress: _make(wish), self.form.show_problems)

    def practise(self, of: Literal["group", "family"]) -> None:
        """Open the practice book of a group or a family."""
        today = self._clock.today()
        self._do(lambda progress: _practise(of, today, progress), lambda problems: self.say(problems[0]))

    def bring(self, work: "Callable[[Progress], Book]", refused: Callable[[tuple[Problem, ...]], None]) -> None:
        """Let ``work`` bring a book, which is then opened; or hand the problems to ``refused``."""
        self._do(work, refused)

    def _do(self, work: "Callable[[Progress], Book]", refused: Callable[[tuple[Problem, ...]], None]) -> None:
        """Do ``work`` beside the window; whatever comes of it, the page can be used again."""

        def done(book: "Book") -> None:
            self._show_working(working=False)
            self.opened.emit(book)

        def failed(error: Exception) -> None:
            self._show_working(working=False)
            if isinstance(error, Rejected):
                refused(error.problems)
            elif isinstance(error, StorageError):
                refused((error.problem,))

        self.say(None)
        self._show_working(working=True)
        self._tasks.run(work, done, failed)

    def _show_working(self, *, working: bool) -> None:
        self.work.setVisible(working)
        self.work.show_progress(0, None)
        for card in (self._new, self._there, self._try):
            card.setEnabled(not working)

    def _recent(self, place: int, path: Path) -> w.Button:
        latest = place == 1  # what Enter opens: whoever has a book wants that
        button = w.Button(
            path.stem,
            object_name=f"recent_{place}",
            role="primary" if latest else "link",
            picture="notebook",
            big=latest,
        )
        button.setToolTip(str(path))
        button.clicked.connect(lambda: self.open_path(path))
        return button

    def _arrange(self, span: str) -> None:
        self._head.setVisible(span != "narrow")
        self.form.set_narrow(narrow=span == "narrow")
        # A book that is there comes before a new one, and is beside it where there is room.
        cards = (self._there, self._new, self._try) if self._recents else (self._new, self._there, self._try)
        if span == "narrow":
            places = ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1))
            stretches = (3, 0)
        elif self._recents:
            places = ((0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1))
            stretches = (2, 3)
        else:
            places = ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1))
            stretches = (3, 2)
        for card, place in zip(cards, places, strict=True):
            self._grid.addWidget(card, *place)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)


# Importing these costs more than the whole window: it happens on the worker, when the first book is opened.


def _open(path: Path) -> "Book":
    from ui.desktop.opening import open_book

    return open_book(path)


def _repaired(path: Path, _: Translator, progress: Progress) -> "Book":
    from ui.desktop.repairing import repaired_book

    return repaired_book(path, None, _, progress)


def _has_copies(path: Path) -> bool:
    from ui.desktop.pages.start_copies import has_copies

    return has_copies(path)


def _rescue(copy: "Copy", path: Path, key: "Key | None", progress: Progress) -> "Book":
    from ui.desktop.restoring import rescued_book

    return rescued_book(copy, path, key, progress)


def _make(wish: NewBook) -> "Book":
    from ui.desktop.opening import make_book

    return make_book(wish)


def _practise(of: Literal["group", "family"], today: date, progress: Progress) -> "Book":
    from ui.desktop.opening import practice_book

    return practice_book(of, today, progress)
