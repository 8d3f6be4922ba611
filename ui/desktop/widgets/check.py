"""A box to tick: large, with an edge that can be seen on every ground and a tick that needs no colour."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.desktop.theme import look
from ui.desktop.theme.tokens import LEAST_TARGET, RADIUS_INNER

_BOX = 24


class Check(QCheckBox):
    """A QCheckBox that paints itself; the whole width presses it."""

    def __init__(
        self, text: str, *, object_name: str, accessible_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._label = text
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name or text)

    def setText(self, text: str) -> None:
        """Say something else beside the box."""
        super().setText(text.replace("&", "&&"))
        self._label = text
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        worn = look()
        width = worn.px(_BOX + 10) + self.fontMetrics().horizontalAdvance(self._label) + 4
        return QSize(width, worn.px(LEAST_TARGET))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = worn.px(_BOX)
        top = (self.height() - side) / 2
        chosen = self.isChecked()
        ink = "muted" if not self.isEnabled() else "text"
        edge, ground = ("primary", "primary") if chosen else ("edge", "surface")
        if not self.isEnabled():
            edge, ground = "line", "bg"
        painter.setPen(QPen(worn.colour(edge), 2))
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(QRectF(0, top, side, side).adjusted(1, 1, -1, -1), RADIUS_INNER - 1, RADIUS_INNER - 1)
        if chosen:
            tick = worn.pixmap("check", 16, "on_fill" if self.isEnabled() else ink, "bold", self.devicePixelRatioF())
            painter.drawPixmap(round((side - worn.px(16)) / 2), round(top + (side - worn.px(16)) / 2), tick)
        painter.setPen(worn.colour(ink))
        painter.setFont(self.font())
        painter.drawText(
            QRectF(side + worn.px(10), 0, self.width(), self.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            self._label,
        )
        painter.end()
