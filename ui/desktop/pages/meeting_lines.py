"""Several lines of text that are kept while they are written: after a pause, and on leaving."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desktop.theme import COVERED_NAME, look, names_covered

PAUSE: Final = 400
"""Milliseconds after the last key after which what was written is kept."""


class LinesEdit(QPlainTextEdit):
    """``kept`` tells the whole text. Tab leaves it; while names are covered nothing can be read or written in it."""

    kept = Signal(str)

    def __init__(self, *, object_name: str, accessible_name: str, rows: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setTabChangesFocus(True)
        self._rows = rows
        self._text = ""
        self._by_us = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self.textChanged.connect(self._changed)
        self._space()

    def show_text(self, text: str) -> None:
        """Show ``text``, unless somebody is writing right now."""
        if self._pause.isActive():
            return
        self._text = text
        shown = COVERED_NAME if names_covered() and text else text
        self.setReadOnly(names_covered())
        if shown != self.toPlainText():
            self._by_us = True
            self.setPlainText(shown)
            self._by_us = False

    def written(self) -> str:
        """What is written, covered or not."""
        return self._text

    def keep(self) -> None:
        """Tell what was written, if that was not told yet."""
        if self._pause.isActive() or self.sender() is self._pause:
            self._pause.stop()
            self.kept.emit(self._text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keep()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its rows; Qt would ask for ten."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # that is the page's
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            self._space()
        super().changeEvent(event)

    def _changed(self) -> None:
        if not self._by_us and not self.isReadOnly():
            self._text = self.toPlainText()
            self._pause.start()

    def _space(self) -> None:
        self.setMinimumHeight(look().px(24 * self._rows + 20))
