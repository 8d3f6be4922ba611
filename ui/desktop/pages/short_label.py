"""A line of words that gives way: it ends in "…" where an amount beside it needs the room. Never for amounts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.desktop.theme import look, wear


class ShortLabel(QLabel):
    """Words on one line in a role and tone of the theme; the whole of them in the tooltip when they were cut.

    Of two in a row the one that ``keeps`` its room stays whole, and the other gives way.
    """

    def __init__(
        self, text: str, role: str = "base", tone: str = "text", *, keeps: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._keeps = keeps
        self._role, self._tone = role, tone
        self._struck = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        wear(self, role=role, tone=tone)

    def strike(self) -> "ShortLabel":
        """Cross the words out, for a record that does not count."""
        self._struck = True
        return self

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return least if self._keeps else QSize(look().px(40), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        font = worn.font(self._role, struck=self._struck)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(worn.colour(self._tone))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
