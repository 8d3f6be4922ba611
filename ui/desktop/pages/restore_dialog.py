"""The question before a copy becomes the book: what would be different. A copy with another passcode asks for it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks.book import Book
from kpmbooks.i18n import Translator
from kpmbooks.problems import KpmError
from kpmbooks.safekeeping.comparing import Difference, compare
from kpmbooks.safekeeping.copies import opened
from kpmbooks.safekeeping.glance import Glance, glance
from kpmbooks.safekeeping.shelf import Copy, local_now
from kpmbooks.storage import Key, key_for
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.copy_list import LOCKED
from ui.desktop.pages.copy_words import WHY_WORDS, begun_large, said_when
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.session import problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look


@dataclass(frozen=True, slots=True)
class _Compared:
    """``here`` and ``difference`` are there where the book itself can be read."""

    here: Glance | None
    there: Glance
    difference: Difference | None
    key: Key | None


def _compared(book: Book | None, copy: Copy, key: Key | None) -> _Compared:
    with opened(copy.path, key) as there:
        if book is None:
            return _Compared(None, glance(there), None, key)
        with book.read() as here:
            return _Compared(glance(here), glance(there), compare(here, there), key)


class RestoreDialog(CardDialog):
    """``agreed`` carries the key that opens the copy, None for one without passcode; Esc changes nothing.

    ``book`` is None where the book itself cannot be opened any more.
    """

    agreed = Signal(object)

    def __init__(
        self, _: Translator, tasks: Tasks, copy: Copy, book: Book | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Restore the book from this copy?"),
            "clock-counter-clockwise",
            object_name="restore_dialog",
            parent=parent,
        )
        self._ = _
        self._book = book
        self._tasks = tasks
        self._copy = copy
        self._key: Key | None = None
        when = begun_large(said_when(copy.at, local_now(), _))
        self.column.addWidget(w.text_label(f"{when}, {_(WHY_WORDS[copy.why])}", "base", "muted", wrap=True))
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(look().px(16))
        self.column.addLayout(self._facts)
        self.difference = w.Strip("", tone="warn", picture="warning")
        self.difference.setObjectName("restore_difference")
        self.difference.hide()
        self.column.addWidget(self.difference)
        self.message = w.FieldMessage(_, object_name="restore_message")
        self.column.addWidget(self.message)
        self._unlock: UnlockForm | None = None
        self.kept = w.text_label(_("The book as it is now is not lost: it is kept beside it."), "base", wrap=True)
        self.column.addWidget(self.kept)
        self.column.addStretch(1)
        self.rest = w.Button(_("Leave it"), object_name="restore_rest")
        self.act = w.Button(_("Restore"), object_name="restore_act", role="primary", picture="clock-counter-clockwise")
        self.act.setEnabled(False)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.act)
        self.rest.clicked.connect(self.reject)
        self.act.clicked.connect(self._agree)
        self.rest.setFocus()
        key = None if book is None else book.key
        tasks.run(lambda _progress: _compared(book, copy, key), self._show, self._failed)

    def _show(self, found: _Compared) -> None:
        _ = self._
        self._key = found.key
        if self._unlock is not None:
            self._unlock.hide()
        rows = [(_("Cash in the copy"), found.there.cash, "restore_cash_there")]
        if found.here is not None:
            rows.append((_("Cash now"), found.here.cash, "restore_cash_here"))
        for row, (name, amount, object_name) in enumerate(rows):
            label = w.MoneyLabel(int(amount), "bold")
            label.setObjectName(object_name)
            label.setAccessibleName(name)
            self._facts.addWidget(w.text_label(name, "base", "muted"), row, 0)
            self._facts.addWidget(label, row, 1)
        if found.there.last_day is not None:
            last = _("{number} of {day}", number=found.there.last_number, day=found.there.last_day)
            self._facts.addWidget(w.text_label(_("Last record in the copy"), "base", "muted"), 2, 0)
            self._facts.addWidget(w.text_label(last, "bold", wrap=True), 2, 1)
        if found.difference is not None:
            self.difference.set_text(self._in_words(found.difference))
            self.difference.show()
        self.act.setEnabled(True)
        self.act.setFocus()

    def _in_words(self, difference: Difference) -> str:
        _, told = self._, []
        if difference.here:
            told.append(
                _.plural(
                    "{n} record of this book is not in the copy.",
                    "{n} records of this book are not in the copy.",
                    difference.here,
                )
            )
        if difference.there:
            told.append(
                _.plural(
                    "{n} record of the copy is not in this book.",
                    "{n} records of the copy are not in this book.",
                    difference.there,
                )
            )
        if not told and (difference.more_here or difference.more_there):
            return _("Copy and book have the same records, but not the same sessions, meetings or answers.")
        return " ".join(told) or _("Copy and book have the same records.")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, KpmError):
            return  # a bug, told elsewhere
        problem = problems_of(error)[0]
        if problem.code not in LOCKED:
            self.message.show_problem(problem)
            return
        _, book, copy = self._, self._book, self._copy
        self._unlock = UnlockForm(
            _,
            self._tasks,
            lambda passcode: _compared(book, copy, key_for(copy.path, passcode)),
            Attempts(),
            button=_("Open the copy"),
        )
        self._unlock.passed.connect(self._show)
        self.column.insertWidget(
            self.column.indexOf(self.message), w.text_label(_("This copy has another passcode."), "base", wrap=True)
        )
        self.column.insertWidget(self.column.indexOf(self.message), self._unlock)
        self._unlock.setFocus(Qt.FocusReason.OtherFocusReason)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit(self._key)
