"""A field whose letters are covered while they are typed, with an eye that shows them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.text_field import TextField


class SecretField(QWidget):
    """``submitted`` comes with Enter. What was typed is never kept beyond ``forget``."""

    submitted = Signal()
    changed = Signal()

    def __init__(self, _: Translator, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = TextField(object_name=object_name, accessible_name=accessible_name)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.eye = Button(object_name=f"{object_name}_eye", accessible_name=_("Show what is typed"), picture="eye")
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(8))
        row.addWidget(self.edit, 1)
        row.addWidget(self.eye)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the field and cover it again."""
        self.edit.clear()
        self.eye.setChecked(False)

    def show_state(self, state: str | None) -> None:
        """Mark the field as "error", or as fine (None)."""
        self.edit.show_state(state)

    def _show(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_picture("eye-slash" if shown else "eye")
