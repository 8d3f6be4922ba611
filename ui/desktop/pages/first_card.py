"""A large card to choose by: a digit for the keyboard, a picture, what it is, and a quieter line below."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CARD

_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_PICTURE, _SMALL_PICTURE, _TINY_PICTURE = 96, 56, 40


class FirstCard(QPushButton):
    """Painted as one piece, so that all of it is pressed; ``tone`` colours picture and ground."""

    def __init__(
        self,
        title: str,
        second: str,
        picture: str,
        object_name: str,
        digit: int,
        *,
        tone: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self._title, self._second, self._picture, self._digit, self._tone = title, second, picture, digit, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setText(title.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(126 if self._second else 116))  # it grows as far as there is room

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pressed = self.isDown() or self.underMouse()
        painter.setPen(QPen(worn.colour("edge"), 1.5))
        painter.setBrush(worn.colour("zebra" if pressed else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_CARD, RADIUS_CARD)
        painter.setFont(worn.font("bold"))
        painter.setPen(worn.colour("muted"))
        corner = QRectF(worn.px(12), worn.px(8), worn.px(24), worn.px(24))
        painter.drawText(corner, int(Qt.AlignmentFlag.AlignLeft), str(self._digit))
        width = self.width() - worn.px(24)
        room = QRect(0, 0, width, self.height())
        title = QFontMetrics(worn.font("lead")).boundingRect(room, _WORDS, self._title).height()
        second = (
            QFontMetrics(worn.font("base")).boundingRect(room, _WORDS, self._second).height() if self._second else 0
        )
        gap = worn.px(10)
        # Where it is low the second line gives way, then the picture becomes small; the title never does.
        if worn.px(_SMALL_PICTURE) + title + second + 4 * gap > self.height():
            second = 0
        free = self.height() - title - second - 3 * gap
        size = next((one for one in (_PICTURE, _SMALL_PICTURE) if worn.px(one) + gap <= free), _TINY_PICTURE)
        whole = worn.px(size) + gap + title + (gap + second if second else 0)
        top = (self.height() - whole) / 2
        pixmap = worn.pixmap(self._picture, size, self._tone, "duotone", self.devicePixelRatioF())
        painter.drawPixmap(round((self.width() - worn.px(size)) / 2), round(top), pixmap)
        top += worn.px(size) + gap
        painter.setFont(worn.font("lead"))
        painter.setPen(worn.colour("text"))
        painter.drawText(QRectF(worn.px(12), top, width, title + 2), _WORDS, self._title)
        if second:
            painter.setFont(worn.font("base"))
            painter.setPen(worn.colour("muted"))
            painter.drawText(QRectF(worn.px(12), top + title + gap, width, second + 2), _WORDS, self._second)
        painter.end()
