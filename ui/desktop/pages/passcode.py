"""The page before a book with a passcode: asks for it, or for the words of the recovery sheet."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.recovery_form import RecoveryForm
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.passcode_work import open_with_passcode
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

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
        self.unlock = UnlockForm(
            _, tasks, lambda passcode: open_with_passcode(path, passcode), attempts, button=_("Open the book")
        )
        self.unlock.passed.connect(self.opened)
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

    def _asking_part(self, _: Translator) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(12))
        column.addWidget(self.unlock)
        column.addWidget(w.rule())
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
