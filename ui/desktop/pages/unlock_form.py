"""One field for the passcode and the button that tries it: at a book that is opened, and at a window that is locked."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from kpmbooks.problems import KpmError, Problem, Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.secret_field import SecretField

TICK: Final = 1_000
"""Milliseconds between two looks at how long the pause still is."""


class UnlockForm(QWidget):
    """``passed`` carries what ``attempt`` gave for the right passcode. ``attempt`` runs beside the window.

    It is called with the passcode and raises ``StorageError`` for a wrong one; ``refused`` carries its problem.
    """

    passed = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        _: Translator,
        tasks: Tasks,
        attempt: Callable[[str], Any],
        attempts: Attempts,
        *,
        button: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ = _
        self._tasks = tasks
        self._attempt = attempt
        self._attempts = attempts
        self._trying = False
        self.field = SecretField(_, object_name="passcode", accessible_name=_("Passcode"))
        self.message = w.FieldMessage(_, object_name="passcode_message")
        self.pause = w.text_label("", "base", "muted", wrap=True)
        self.pause.setObjectName("passcode_pause")
        self.button = w.Button(button, object_name="unlock", role="primary", picture="key", big=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(w.field_label(_("Passcode"), self.field.edit))
        column.addWidget(self.field)
        column.addWidget(self.message)
        column.addWidget(self.pause)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        column.addLayout(row)
        self.field.submitted.connect(self.attempt)
        self.field.changed.connect(self._clear)
        self.button.clicked.connect(self.attempt)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look_at_pause)
        self.setFocusProxy(self.field)
        self.look_at_pause()

    def attempt(self) -> None:
        """Try what is typed."""
        passcode = self.field.text()
        if self._trying or not passcode or self._attempts.seconds_left():
            self.field.setFocus()
            return
        self._trying = True
        self._show_whether_open()
        attempt = self._attempt
        self._tasks.run(
            lambda _progress: attempt(passcode),
            lambda value: self._passed(value) if isValid(self) else _let_go(value),
            lambda error: self._failed(error) if isValid(self) else None,
        )

    def look_at_pause(self) -> None:
        """Say how long the next try has to wait, and let it when it need not wait any more."""
        seconds = self._attempts.seconds_left()
        self.pause.setText(self._.plural("Try again in {n} second.", "Try again in {n} seconds.", seconds))
        self.pause.setVisible(seconds > 0)
        if seconds and not self._timer.isActive():
            self._timer.start()
        if not seconds and self._timer.isActive():
            self._timer.stop()
        self._show_whether_open()

    def _passed(self, value: Any) -> None:
        self._trying = False
        self._attempts.right()
        self.field.forget()
        self._show_whether_open()
        self.passed.emit(value)

    def _failed(self, error: Exception) -> None:
        self._trying = False
        if isinstance(error, StorageError) and error.problem.code == "passcode-wrong":
            self._attempts.wrong()
        self.look_at_pause()
        if isinstance(error, KpmError):
            self.say(_problem(error))
        if isinstance(error, StorageError):
            self.refused.emit(error.problem)
        self.field.setFocus()
        self.field.edit.selectAll()

    def say(self, problem: Problem | None) -> None:
        """Say what stands in the way, or nothing."""
        self.message.show_problem(problem)
        self.field.show_state(None if problem is None else "error")
        if problem is not None:
            w.announce(self.message, self._.problem(problem))

    def _clear(self) -> None:
        if self.message.problem() is not None:
            self.say(None)

    def _show_whether_open(self) -> None:
        may_try = not self._trying and not self._attempts.seconds_left()
        self.button.setEnabled(may_try)
        self.field.edit.setReadOnly(self._trying)


def _let_go(value: Any) -> None:
    """The page went away meanwhile: a book that was opened for it must not stay open."""
    if isinstance(value, Book):
        value.close()


def _problem(error: KpmError) -> Problem | None:
    if isinstance(error, StorageError):
        return error.problem
    return error.problems[0] if isinstance(error, Rejected) else None
