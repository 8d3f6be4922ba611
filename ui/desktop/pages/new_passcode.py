"""Choosing a new passcode: typed twice, with a hint where it is easily guessed, and without pressure."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.book.passcodes import LEAST, hint, read_new_passcode
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.theme import look
from ui.desktop.widgets.secret_field import SecretField


class NewPasscode(QWidget):
    """``submitted`` comes with Enter in the second field."""

    submitted = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.first = SecretField(_, object_name="new_passcode", accessible_name=_("New passcode"))
        self.again = SecretField(_, object_name="new_passcode_again", accessible_name=_("Once more"))
        self.first_message = w.FieldMessage(_, object_name="new_passcode_message")
        self.again_message = w.FieldMessage(_, object_name="new_passcode_again_message")
        advice = _(
            "At least {least} letters or digits. Three words, as in “ikan di kolam”, are easy to keep.", least=LEAST
        )
        self.advice = w.text_label(advice, "base", "muted", wrap=True)
        self.advice.setObjectName("new_passcode_advice")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        for name, field, message in (
            (_("New passcode"), self.first, self.first_message),
            (_("Once more"), self.again, self.again_message),
        ):
            column.addWidget(w.field_label(name, field.edit))
            column.addWidget(field)
            column.addWidget(message)
            if field is self.first:
                column.addWidget(self.advice)
        self._told = advice
        self.first.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.submitted)
        self.first.changed.connect(self._typed)
        self.again.changed.connect(lambda: self._say(self.again, self.again_message, None))
        self.setFocusProxy(self.first)

    def taken(self) -> str | None:
        """The passcode; None when something is wrong with it, which is then said at its field."""
        found = read_new_passcode(self.first.text())
        if isinstance(found, Problem):
            self._say(self.first, self.first_message, found)
            return None
        if found != self.again.text():
            message = N_("This is not the same as above. Type it once more.")
            self._say(self.again, self.again_message, Problem("passcode-differs", message, {}, "again"))
            return None
        return found

    def forget(self) -> None:
        """Empty both fields."""
        self.first.forget()
        self.again.forget()

    def _typed(self) -> None:
        self._say(self.first, self.first_message, None)
        guessed = hint(self.first.text()) if len(self.first.text()) >= LEAST else None
        self.advice.setText(self._told if guessed is None else self._(guessed))

    def _say(self, field: SecretField, message: w.FieldMessage, problem: Problem | None) -> None:
        message.show_problem(problem)
        field.show_state(None if problem is None else "error")
        if field is self.first:
            self.advice.setVisible(problem is None)
        if problem is not None:
            field.setFocus()
            w.announce(message, self._.problem(problem))
