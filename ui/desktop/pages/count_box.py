"""A small count of people or cards: typed, or moved by one with − and +."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.theme import look, wear
from ui.desktop.theme.focus import AROUND
from ui.desktop.widgets.typed import TypedLine

MOST: Final = 500


class CountBox(QWidget):
    """``changed`` carries a new count that a person gave. Letters are no part of it and go to whoever wants them."""

    changed = Signal(int)

    def __init__(self, _: Translator, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._count = 0
        self.line = TypedLine("0")
        self.line.setObjectName(f"{object_name}_text")
        self.line.setAccessibleName(accessible_name)
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setMaxLength(3)
        self.line.setProperty(AROUND, 1)
        wear(self.line, role="bare")
        self.line.setFixedWidth(look().px(44))
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.less = w.Button(
            object_name=f"{object_name}_less",
            accessible_name=_("{what}, one less", what=accessible_name),
            role="cap",
            picture="minus",
            weight="bold",
        )
        self.more = w.Button(
            object_name=f"{object_name}_more",
            accessible_name=_("{what}, one more", what=accessible_name),
            role="cap",
            picture="plus",
            weight="bold",
        )
        for button, by in ((self.less, -1), (self.more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows do the same
            button.clicked.connect(lambda _checked=False, by=by: self._give(self._count + by))
        frame = QFrame()
        wear(frame, role="field")
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.setSpacing(0)
        for part in (self.less, self.line, self.more):
            inside.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(frame)
        row.addStretch(1)
        self.setFocusProxy(self.line)

    def count(self) -> int:
        """The count now."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show a count without telling ``changed``."""
        self._count = max(0, min(count, MOST))
        if self.line.text() != str(self._count):
            self.line.setText(str(self._count))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if by:
                if event.type() == QEvent.Type.KeyPress:
                    self._give(self._count + by)
                event.accept()
                return True
            if event.text().isalpha() or event.key() == Qt.Key.Key_Space:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _give(self, count: int) -> None:
        before = self._count
        self.set_count(count)
        if self._count != before:
            self.changed.emit(self._count)

    def _typed(self, text: str) -> None:
        digits = "".join(letter for letter in text if letter in "0123456789")
        if digits != text:
            self.line.setText(digits)
        before, self._count = self._count, min(int(digits or 0), MOST)
        if self._count != before:
            self.changed.emit(self._count)
