"""Tiles: a picture and a word to press, with a digit for the keyboard; and the large filled ones of the home page."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme import Look, look
from ui.desktop.theme.tokens import RADIUS_CARD, Weight
from ui.desktop.widgets.pressed import PaintedButton

_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _PictureButton(PaintedButton):
    """What tiles share: a word, a picture, Enter presses, nothing painted by the style sheet."""

    def __init__(
        self, text: str, picture: str, tone: str, object_name: str, accessible_name: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setAccessibleName(accessible_name or text)
        self._label = text
        self._picture = picture
        self._tone = tone
        super().setText(text.replace("&", "&&"))

    def setText(self, text: str) -> None:
        """Show another word; an ampersand is a letter."""
        self._label = text
        super().setText(text.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        """The word as it is read."""
        return self._label

    def _frame(self, painter: QPainter, ground: str, edge: str, width: float, worn: Look) -> None:
        inset = width / 2
        painter.setPen(QPen(worn.colour(edge), width))
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS_CARD - inset, RADIUS_CARD - inset
        )

    def _draw_picture(
        self, painter: QPainter, name: str, x: float, y: float, size: float, tone: str, weight: Weight = "duotone"
    ) -> None:
        painter.drawPixmap(round(x), round(y), look().pixmap(name, size, tone, weight, self.devicePixelRatioF()))


class Tile(_PictureButton):
    """Picture above word, for choosing what to record: checkable, one of a ``QButtonGroup``.

    ``tone`` ("money_in", "out", "primary") colours picture, chosen frame and chosen ground; the chosen one has a tick
    and a bold word as well. ``digit`` is shown at the corner; the page makes the key work.
    """

    def __init__(
        self,
        text: str,
        picture: str,
        *,
        object_name: str,
        tone: str = "primary",
        digit: int | None = None,
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, picture, tone, object_name, accessible_name, parent)
        self._digit = digit
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        worn = look()
        widest = max((QFontMetrics(worn.font("bold")).horizontalAdvance(w) for w in self._label.split()), default=0)
        return QSize(max(worn.px(132), widest + worn.px(20)), worn.px(150))

    def minimumSizeHint(self) -> QSize:
        worn = look()
        return QSize(self.sizeHint().width() - worn.px(10), worn.px(124))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        chosen = self.isChecked()
        tone = self._tone if self.isEnabled() else "muted"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = f"{self._tone}_soft" if chosen else "zebra" if self.underMouse() or self.isDown() else "surface"
        self._frame(painter, ground, tone if chosen else "edge", 3 if chosen else 1, worn)
        self._paint_corners(painter, worn, chosen=chosen)

        font = worn.font("bold" if chosen else "base")
        words = QFontMetrics(font).boundingRect(
            QRect(0, 0, self.width() - worn.px(16), self.height()), int(_WORDS), self._label
        )
        size = 56 if self.height() >= worn.px(140) else 44
        gap = worn.px(8)
        # The picture stands above the middle, so that words of one and of two lines begin at the same height.
        top = (self.height() - worn.px(size) - gap - 2 * QFontMetrics(font).height()) / 2 + worn.px(6)
        self._draw_picture(painter, self._picture, (self.width() - worn.px(size)) / 2, top, size, tone)
        painter.setFont(font)
        painter.setPen(worn.colour("text" if self.isEnabled() else "muted"))
        painter.drawText(
            QRectF(worn.px(8), top + worn.px(size) + gap, self.width() - worn.px(16), words.height() + 4),
            int(_WORDS),
            self._label,
        )
        painter.end()

    def _paint_corners(self, painter: QPainter, worn: Look, *, chosen: bool) -> None:
        inset = worn.px(10)
        if self._digit is not None:
            painter.setFont(worn.font("bold" if chosen else "base"))
            painter.setPen(worn.colour(self._tone if chosen else "muted"))
            painter.drawText(QRectF(inset, worn.px(7), worn.px(24), worn.px(24)), int(_LEFT), str(self._digit))
        if chosen:
            x = self.width() - inset - worn.px(22)
            self._draw_picture(painter, "check-circle", x, inset, 22, self._tone, "fill")


class WideTile(_PictureButton):
    """Picture left of a large word, with a second line under it while there is room: the acts of the home page.

    ``filled`` paints the whole tile in ``tone``: for money in and money out only.
    """

    def __init__(
        self,
        text: str,
        picture: str,
        *,
        object_name: str,
        tone: str = "text",
        filled: bool = False,
        second: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, picture, tone, object_name, accessible_name, parent)
        self._filled = filled
        self._second = second
        self._tight = False
        self.setAccessibleDescription(second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_second(self, text: str) -> None:
        """Show another second line."""
        self._second = text
        self.setAccessibleDescription(text)
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Give up the second line and the height for it, where the window is narrow."""
        self._tight = tight
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        widest = max(
            QFontMetrics(worn.font("tile")).horizontalAdvance(self._label),
            0 if self._tight else QFontMetrics(worn.font("small")).horizontalAdvance(self._second),
        )
        return QSize(widest + worn.px(24 + 52 + 14 + 16), worn.px(58 if self._tight else 112))

    def minimumSizeHint(self) -> QSize:
        worn = look()
        word = QFontMetrics(worn.font("tile")).horizontalAdvance(self._label)
        return QSize(word + worn.px(16 + 40 + 12 + 12), worn.px(58 if self._tight else 84))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "on_fill" if self._filled else self._tone
        if self._filled:
            self._frame(painter, self._tone, self._tone, 1, worn)
        else:
            self._frame(painter, "zebra" if self.underMouse() or self.isDown() else "surface", "edge", 1, worn)
        word, below = worn.font("tile"), worn.font("small")
        room = self.width() - QFontMetrics(word).horizontalAdvance(self._label)
        size = 52 if room >= worn.px(24 + 52 + 14 + 12) and self.height() >= worn.px(64) else 40
        left = worn.px(18 if size == 52 else 14)
        self._draw_picture(painter, self._picture, left, (self.height() - worn.px(size)) / 2, size, ink)

        x = left + worn.px(size) + worn.px(14)
        width = float(self.width() - x - 4)
        lines = [(self._label, word, ink if self._filled else "text")]
        if self._second and not self._tight:
            lines.append((self._second, below, ink if self._filled else "muted"))
        y = (self.height() - sum(QFontMetrics(font).height() for _text, font, _tone in lines)) / 2
        for text, font, tone in lines:
            height = QFontMetrics(font).height()
            painter.setFont(font)
            painter.setPen(worn.colour(tone))
            painter.drawText(QRectF(x, y, width, height), int(_LEFT), text)
            y += height
        if self._filled and self.underMouse():
            painter.setPen(QPen(worn.colour(ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), RADIUS_CARD - 4, RADIUS_CARD - 4)
        painter.end()
