"""The page before a book with a passcode: asks for it, or for the words of the recovery sheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem, StorageError
from kpmbooks.progress import Progress
from kpmbooks.storage import Key, key_for
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.recovery_form import RecoveryForm
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.passcode_work import open_with_passcode
from ui.desktop.repair_notes import DAMAGED
from ui.desktop.session import problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

if TYPE_CHECKING:
    from kpmbooks.book import Book

WIDTH: Final = 560


class PasscodePage(w.PageScroll):
    """``opened`` carries the open book; ``other_book`` asks for the start page."""

    opened = Signal(object)
    other_book = Signal()

    def __init__(
        self, _: Translator, tasks: Tasks, path: Path, attempts: Attempts, parent: QWidget | None = None
    ) -> None:
        super().__init__(object_name="passcode_page", parent=parent)
        self.path = path
        self._ = _
        self._tasks = tasks
        self._damaged: Key | None = None
        self.unlock = UnlockForm(_, tasks, self._open, attempts, button=_("Open the book"))
        self.unlock.passed.connect(self.opened)
        self.unlock.refused.connect(self._offer_repair)
        self.recovery = RecoveryForm(_, tasks, path)
        self.recovery.opened.connect(self.opened)
        self.recovery.left.connect(self.ask_for_passcode)
        self._asking = self._asking_part(_)
        self.recovery.hide()
        self._card = w.Card(path.stem, picture="lock-key", tone="primary", object_name="passcode_card")
        self._card.setMaximumWidth(look().px(WIDTH))
        self._card.body.addWidget(self._asking)
        self._card.body.addWidget(self.recovery)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card, 1000)
        row.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(2)
        self.setFocusProxy(self.unlock)

    def ask_for_passcode(self) -> None:
        """Show the field for the passcode."""
        self.recovery.hide()
        self._asking.show()
        self.unlock.setFocus()

    def ask_for_sheet(self) -> None:
        """Show where the words of the recovery sheet are typed."""
        self._asking.hide()
        self.recovery.show()
        self.recovery.setFocus()

    def repair_book(self) -> None:
        """Write the damaged book anew, whose passcode was right, and open what came of it."""
        path, key, _ = self.path, self._damaged, self._

        def failed(error: Exception) -> None:
            self.repair.setEnabled(True)
            self.unlock.say(problems_of(error)[0])

        self.repair.setEnabled(False)
        self._tasks.run(lambda progress: _repaired(path, key, _, progress), self.opened.emit, failed)

    def _open(self, passcode: str) -> "Book":
        try:
            return open_with_passcode(self.path, passcode)
        except StorageError as error:
            self._damaged = key_for(self.path, passcode) if error.problem.code in DAMAGED else None
            raise

    def _offer_repair(self, problem: Problem) -> None:
        self.repair.setVisible(problem.code in DAMAGED and self._damaged is not None)

    def _asking_part(self, _: Translator) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self.unlock)
        column.addWidget(w.rule())
        self.repair = w.Button(_("Repair the book"), object_name="passcode_repair", picture="wrench")
        self.repair.clicked.connect(self.repair_book)
        column.addWidget(self.repair)
        self.repair.hide()
        self.forgotten = w.Button(
            _("Forgot the passcode?"), object_name="passcode_forgotten", role="link", picture="key"
        )
        self.other = w.Button(_("Another book"), object_name="passcode_other", role="link", picture="folder-open")
        self.forgotten.clicked.connect(self.ask_for_sheet)
        self.other.clicked.connect(self.other_book)
        links = w.Flow(spacing=8)
        links.add(self.forgotten)
        links.add(self.other)
        column.addWidget(links)
        column.addStretch(1)
        part.setFocusProxy(self.unlock)
        return part


def _repaired(path: Path, key: Key | None, _: Translator, progress: Progress) -> "Book":
    from ui.desktop.repairing import repaired_book  # hardly ever needed

    return repaired_book(path, key, _, progress)
