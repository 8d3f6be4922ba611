"""One kind of record as a short row: a small picture and its whole name, where many kinds are shown at once."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_INNER
from ui.desktop.widgets.pressed import CheckableButton

_HEIGHT: Final = 48
_PICTURE: Final = 28
_EDGE: Final = 12
_GAP: Final = 10


def needed_width(name: str) -> int:
    """How wide a row must be for its name to be read whole, chosen or not."""
    worn = look()
    return QFontMetrics(worn.font("bold")).horizontalAdvance(name) + worn.px(_PICTURE + _GAP + 2 * _EDGE)


class KindRow(CheckableButton):
    """Pressed by Enter too; the arrow keys ask with ``stepped`` for a neighbour.

    ``across`` is how many rows stand beside each other.
    """

    stepped = Signal(int)

    def __init__(self, name: str, picture: str, *, object_name: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setAccessibleName(name)
        self.setText(name.replace("&", "&&"))
        self._label = name
        self._picture = picture
        self._tone = tone
        self.across = 1

    def label(self) -> str:
        """The name as it is read."""
        return self._label

    def sizeHint(self) -> QSize:
        return QSize(needed_width(self._label), look().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.across,
            Qt.Key.Key_Down: self.across,
        }.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, chosen = look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(worn.colour(self._tone if chosen else "edge"))
        ground = f"{self._tone}_soft" if chosen else "zebra" if self.underMouse() or self.isDown() else "surface"
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_INNER, RADIUS_INNER)
        tone = self._tone if self.isEnabled() else "muted"
        side = worn.px(_PICTURE)
        picture = worn.pixmap(self._picture, _PICTURE, tone, "duotone", self.devicePixelRatioF())
        painter.drawPixmap(worn.px(_EDGE), round((self.height() - side) / 2), picture)
        painter.setFont(worn.font("bold" if chosen else "base"))
        painter.setPen(worn.colour("text" if self.isEnabled() else "muted"))
        left = worn.px(_EDGE + _PICTURE + _GAP)
        place = QRectF(left, 0, self.width() - left - worn.px(4), self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._label)
        painter.end()
