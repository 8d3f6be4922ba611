"""What a page says about what it did: one sentence on a soft ground that stays until the next act."""

from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desktop.widgets import Strip
from ui.desktop.widgets.card import StripTone

_PICTURES: Final[dict[StripTone, str]] = {
    "": "info",
    "primary": "info",
    "money_in": "check-circle",
    "out": "warning-circle",
    "warn": "warning",
}


class SaidStrip(QWidget):
    """Takes no room while nothing was said; ``say`` shows a sentence, ``hide`` forgets it."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._strip: Strip | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def say(self, words: str, tone: StripTone) -> None:
        """Show ``words`` in the place of what was said before."""
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
        self._strip = Strip(words, tone=tone, picture=_PICTURES[tone])
        self._column.addWidget(self._strip)
        self.setAccessibleName(words)
        self.show()

    def words(self) -> str:
        """What is said now; nothing while it is hidden."""
        return "" if self._strip is None or self.isHidden() else self._strip.label.text()
