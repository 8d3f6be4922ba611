"""Opening a book whose passcode was forgotten: the words of its recovery sheet, then a new passcode."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from kpmbooks.i18n import Translator
from kpmbooks.problems import Cancelled, KpmError, Rejected, StorageError
from kpmbooks.storage import Key
from kpmbooks.storage.recovery import Sheet
from ui.desktop import widgets as w
from ui.desktop.pages.new_passcode import NewPasscode
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.passcode_work import open_recovered, prove_sheet, read_sheet
from ui.desktop.tasks import Job, Tasks
from ui.desktop.theme import look


class RecoveryForm(QWidget):
    """``opened`` carries the open book, which has its new passcode; ``left`` asks to go back to the passcode."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, _: Translator, tasks: Tasks, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._tasks = tasks
        self._path = path
        self._first: Sheet | None = None
        self._key: Key | None = None
        self._job: Job | None = None
        self._is_working = False
        self._reading, self._choosing = self._words_part(), self._passcode_part()
        self._choosing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._reading)
        column.addWidget(self._choosing)
        self.setFocusProxy(self.words)

    def forget(self) -> None:
        """Begin anew, with nothing typed."""
        self._first = self._key = None
        self.words.clear()
        self.new.forget()
        self._show_which_half()
        self._choosing.hide()
        self._reading.show()

    def read(self) -> None:
        """Read the words that are typed; go on to the other half, or to the new passcode."""
        try:
            sheet = read_sheet(self.words.toPlainText(), self._first)
        except Rejected as rejected:
            self.message.show_problem(rejected.problems[0])
            w.announce(self.message, self._.problem(rejected.problems[0]))
            self.words.setFocus()
            return
        self.words.clear()
        if sheet.part != "whole":
            self._first = sheet
            self._show_which_half()
            self.words.setFocus()
            return
        self.go_on.setEnabled(False)
        path = self._path
        self._tasks.run(
            lambda _progress: prove_sheet(path, sheet),
            lambda key: self._proved(key) if isValid(self) else None,
            lambda error: self._not_proved(error) if isValid(self) else None,
        )

    def save(self) -> None:
        """Give the book the new passcode and open it."""
        passcode, key = self.new.taken(), self._key
        if passcode is None or key is None or self._is_working:
            return
        self._is_working = True
        self.save_button.setEnabled(False)
        self.working.begin(self._("Locking the book with the new passcode"), self._stop)
        path = self._path
        self._job = self._tasks.run(
            lambda progress: open_recovered(path, key, passcode, progress),
            lambda book: self._opened(book) if isValid(self) else book.close(),
            lambda error: self._not_opened(error) if isValid(self) else None,
            lambda done, total: self.working.tell(done, total) if isValid(self) else None,
        )

    def _words_part(self) -> QWidget:
        _ = self._
        part, column = _column()
        self.which = w.text_label("", "base", wrap=True)
        self.which.setObjectName("recovery_which")
        self.message = w.FieldMessage(_, object_name="recovery_message")
        self.words = QPlainTextEdit()
        self.words.setObjectName("recovery_words")
        self.words.setAccessibleName(_("The 24 words of the recovery sheet"))
        self.words.setTabChangesFocus(True)
        self.words.setMinimumHeight(look().px(132))
        self.words.textChanged.connect(lambda: self.message.show_problem(None))
        back = w.Button(_("Back"), object_name="recovery_back")
        self.go_on = w.Button(_("Read the words"), object_name="recovery_read", role="primary", big=True)
        back.clicked.connect(self._leave)
        self.go_on.clicked.connect(self.read)
        column.addWidget(w.field_label(_("The 24 words of the recovery sheet"), self.words))
        column.addWidget(self.which)
        column.addWidget(self.words, 1)
        column.addWidget(self.message)
        column.addLayout(_buttons(back, self.go_on))
        self._show_which_half()
        return part

    def _passcode_part(self) -> QWidget:
        _ = self._
        part, column = _column()
        column.addWidget(
            w.Strip(_("The sheet fits. Now choose a new passcode."), tone="money_in", picture="check-circle")
        )
        self.new = NewPasscode(_)
        self.new.submitted.connect(self.save)
        self.working = WorkPlace(_, object_name="recovery_working", in_pages=False)
        self.failure = w.FieldMessage(_, object_name="recovery_failure")
        back = w.Button(_("Back"), object_name="recovery_start_again")
        back.clicked.connect(self._leave)
        self.save_button = w.Button(_("Save and open"), object_name="recovery_save", role="primary", big=True)
        self.save_button.clicked.connect(self.save)
        column.addWidget(self.new)
        column.addWidget(self.working)
        column.addWidget(self.failure)
        column.addStretch(1)
        column.addLayout(_buttons(back, self.save_button))
        return part

    def _show_which_half(self) -> None:
        _ = self._
        if self._first is None:
            words = _("Type them in their order. Of each word the first four letters are enough.")
        elif self._first.part == "first":
            words = _("Half 1 is read. Now the words of half 2, with the same pair number.")
        else:
            words = _("Half 2 is read. Now the words of half 1, with the same pair number.")
        self.which.setText(words)

    def _proved(self, key: Key) -> None:
        self._key = key
        self.go_on.setEnabled(True)
        self._reading.hide()
        self._choosing.show()
        self.new.setFocus()

    def _not_proved(self, error: Exception) -> None:
        self.go_on.setEnabled(True)
        self._first = None
        self._show_which_half()
        if isinstance(error, Rejected | StorageError):
            problem = error.problem if isinstance(error, StorageError) else error.problems[0]
            self.message.show_problem(problem)
            w.announce(self.message, self._.problem(problem))
        self.words.setFocus()

    def _opened(self, book: object) -> None:
        self._end()
        self.forget()
        self.opened.emit(book)

    def _not_opened(self, error: Exception) -> None:
        self._end()
        if isinstance(error, KpmError) and not isinstance(error, Cancelled):
            problem = error.problem if isinstance(error, StorageError) else None
            self.failure.show_problem(problem)

    def _end(self) -> None:
        self._is_working = False
        self.working.end()
        self.save_button.setEnabled(True)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _leave(self) -> None:
        if not self._is_working:
            self.forget()
            self.left.emit()


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look().px(10))
    return part, column


def _buttons(harmless: w.Button, main: w.Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look().px(10))
    row.addStretch(1)
    row.addWidget(harmless)
    row.addWidget(main)
    return row
