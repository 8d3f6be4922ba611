"""A large card to choose by: a digit for the keyboard, a picture, what it is, and a quieter line below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.desktop.theme import Look, look
from ui.desktop.theme.tokens import RADIUS_CARD, RADIUS_CONTROL, Accent
from ui.desktop.widgets.practice import paint_practice

Tone = Literal["primary", "kelompok", "usaha", "latihan"]

_WORDS = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LARGE_PICTURE, _PICTURE, _SMALL_PICTURE, _TINY_PICTURE = 128, 96, 56, 40
_AROUND: Final = 44
"""The size of the pictures around the middle one; they come where there is room for all of them."""
_LEAST_GROUND: Final = 120
_LEAST_WITH_OTHERS: Final = 250


@dataclass(frozen=True, slots=True)
class _Measures:
    """How high the words of the cards beside each other are: what is common keeps their pictures in one line."""

    title: int
    second: int
    gap: int


class FirstCard(QPushButton):
    """Painted as one piece, so that all of it is pressed; ``tone`` colours the picture and the ground under it.

    ``around`` are four more pictures of what it is about. ``practice`` writes the given word on an amber frame.
    """

    def __init__(
        self,
        title: str,
        second: str,
        picture: str,
        object_name: str,
        digit: int,
        *,
        tone: Tone = "primary",
        around: Sequence[str] = (),
        practice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self._title, self._second, self._picture, self._digit = title, second, picture, digit
        self._tone, self._around, self._practice = tone, tuple(around), practice
        self._row: Sequence[FirstCard] = (self,)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setText(title.replace("&", "&&"))

    def stand_beside(self, row: "Sequence[FirstCard]") -> None:
        """Keep pictures and words at the height of the other cards of ``row``."""
        self._row = row
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(116))  # it grows as far as there is room

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(104))  # picture and two lines: a frame and a taskbar leave no more

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
        words = self._measures(worn)
        below = words.title + words.gap + (words.second + words.gap if words.second else 0)
        margin = worn.px(14)
        ground = QRectF(margin, margin, self.width() - 2 * margin, self.height() - 2 * margin - below - words.gap)
        if ground.height() >= worn.px(_LEAST_GROUND):
            self._paint_ground(painter, ground, worn)
            top, second = ground.bottom() + words.gap * 1.5, words.second
        else:
            top, second = self._paint_low(painter, words, worn)
        self._paint_words(painter, top, second, words, worn)
        self._paint_digit(painter, ground if ground.height() >= worn.px(_LEAST_GROUND) else QRectF(), worn)
        painter.end()

    def _measures(self, worn: Look) -> _Measures:
        room = QRect(0, 0, self.width() - worn.px(24), self.height())
        title, second = QFontMetrics(worn.font("lead")), QFontMetrics(worn.font("base"))
        below = [words for one in self._row if (words := one.accessibleDescription())]
        return _Measures(
            max(title.boundingRect(room, _WORDS, one.accessibleName()).height() for one in self._row),
            max((second.boundingRect(room, _WORDS, words).height() for words in below), default=0),
            worn.px(10),
        )

    def _paint_ground(self, painter: QPainter, ground: QRectF, worn: Look) -> None:
        """The soft ground with the picture in its middle, and the smaller ones around it."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.hex_colour(_soft_of(worn, self._tone)))
        painter.drawRoundedRect(ground, RADIUS_CONTROL, RADIUS_CONTROL)
        if self._practice:
            paint_practice(painter, ground, self._practice)
        spacious = ground.height() >= worn.px(_LEAST_WITH_OTHERS)
        tab = worn.px(28) if self._practice and not spacious else 0  # the word hangs into the ground from above
        fits = ground.height() - tab >= worn.px(_PICTURE + 32)
        size = _LARGE_PICTURE if spacious else _PICTURE if fits else _SMALL_PICTURE
        self._draw(painter, self._picture, ground.center().x(), ground.center().y() + tab / 2, size, worn)
        if spacious:
            across = min(ground.width() / 2 - worn.px(_AROUND), worn.px(180))
            down = min(ground.height() / 2 - worn.px(_AROUND), worn.px(140))
            for place, picture in enumerate(self._around[:4]):
                x = ground.center().x() + (across if place % 2 else -across)
                y = ground.center().y() + (down if place >= 2 else -down)
                self._draw(painter, picture, x, y, _AROUND, worn)

    def _paint_low(self, painter: QPainter, words: _Measures, worn: Look) -> tuple[float, int]:
        """Where it is low there is no ground: the second line gives way, then the picture becomes small."""
        second, gap = words.second, words.gap
        if worn.px(_SMALL_PICTURE) + words.title + second + 4 * gap > self.height():
            second = 0
        free = self.height() - words.title - second - 3 * gap
        size = next((one for one in (_PICTURE, _SMALL_PICTURE) if worn.px(one) + gap <= free), _TINY_PICTURE)
        whole = worn.px(size) + gap + words.title + (gap + second if second else 0)
        top = (self.height() - whole) / 2
        self._draw(painter, self._picture, self.width() / 2, top + worn.px(size) / 2, size, worn)
        return top + worn.px(size) + gap, second

    def _paint_words(self, painter: QPainter, top: float, second: int, words: _Measures, worn: Look) -> None:
        left, width = worn.px(12), self.width() - worn.px(24)
        font = worn.font("lead")
        painter.setFont(font)
        painter.setPen(worn.colour("text"))
        painter.drawText(QRectF(left, top, width, words.title + 2), _WORDS, self._title)
        if second:
            own = QFontMetrics(font).boundingRect(QRect(0, 0, width, self.height()), _WORDS, self._title).height()
            painter.setFont(worn.font("base"))
            painter.setPen(worn.colour("muted"))
            painter.drawText(QRectF(left, top + own + words.gap / 2, width, second + 2), _WORDS, self._second)

    def _paint_digit(self, painter: QPainter, ground: QRectF, worn: Look) -> None:
        inset = worn.px(14) if self._practice and not ground.isNull() else worn.px(10)
        corner = QRectF(ground.left() + inset, ground.top() + inset, worn.px(24), worn.px(24))
        painter.setFont(worn.font("bold"))
        painter.setPen(worn.colour("muted") if ground.isNull() else worn.hex_colour(worn.name(self._tone)))
        painter.drawText(corner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), str(self._digit))

    def _draw(self, painter: QPainter, picture: str, x: float, y: float, size: int, worn: Look) -> None:
        pixmap = worn.pixmap(picture, size, self._tone, "duotone", self.devicePixelRatioF())
        painter.drawPixmap(round(x - worn.px(size) / 2), round(y - worn.px(size) / 2), pixmap)


def _soft_of(worn: Look, tone: Tone) -> str:
    """The soft ground that goes with ``tone``."""
    value = getattr(worn.tokens, tone)
    return value.soft if isinstance(value, Accent) else worn.tokens.colour(f"{tone}_soft")
