"""What stands on the large screen: words of a size that the last row reads, and the two cards A and B.

White ground in every look; sizes are those of the look's page on the presenter: at least so many points, and a part of
the screen's height. A is a square with a solid frame, B a circle with a dashed one: no colour is needed to tell them.
"""

import re
from html import escape
from math import ceil
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.desktop.theme import look, wear
from ui.desktop.theme.fonts import FAMILY
from ui.desktop.theme.tokens import LIGHT

TEXT: Final = (28.0, 0.05)
QUESTION: Final = (42.0, 0.073)
CHOICE: Final = (34.0, 0.059)
LETTER: Final = (64.0, 0.111)
RULE: Final = (54.0, 0.094)
HUGE: Final = (72.0, 0.125)
"""Least points, and part of the height of the screen: the larger of the two."""

_AMOUNT = re.compile(r"Rp\s?\d[\d.]*")


def on_white(tone: str) -> QColor:
    """The colour of a token on white ground, which this screen has in the dark, too."""
    return QColor(LIGHT.colour(tone))


def sized(size: tuple[float, float], height: int, dots: int, *, bold: bool = False) -> QFont:
    """The font of that size on a screen ``height`` pixels high with ``dots`` pixels to the inch."""
    points, part = size
    font = QFont(FAMILY)
    font.setPixelSize(ceil(max(points * dots / 72, part * height)))
    font.setBold(bold)
    return font


def words(text: str, font: QFont, tone: str = "text", *, object_name: str) -> QLabel:
    """Words in ``font``; amounts among them stand out."""
    label = QLabel()
    label.setObjectName(object_name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(_AMOUNT.sub(lambda found: f"<b>{found.group()}</b>", escape(text)))
    label.setAccessibleName(text)
    label.setWordWrap(True)
    label.setFont(font)
    wear(label, role="presenter", tone=tone)
    return label


def drawn(name: str, side: int, ratio: float) -> QLabel:
    """An icon for white ground, ``side`` pixels high."""
    worn, label = look(), QLabel()
    label.setPixmap(worn.pixmap_of(name, side * 16 / worn.em, LIGHT.primary, "duotone", ratio))
    return label


class Letter(QWidget):
    """The large A or B."""

    def __init__(self, card: str, font: QFont) -> None:
        super().__init__()
        self._card, self._letter_font = card, font
        side = round(font.pixelSize() * 1.3)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(on_white("primary" if self._card == "a" else "text"))
        room = QRectF(self.rect())
        if self._card == "a":
            painter.drawRoundedRect(room, 12, 12)
        else:
            painter.drawEllipse(room)
        painter.setPen(on_white("on_fill"))
        painter.setFont(self._letter_font)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._card.upper())
        painter.end()


class AnswerCard(QWidget):
    """One of the two answers with its letter, its words, and how many raised it."""

    def __init__(self, card: str, text: str, height: int, dots: int, size: tuple[float, float] = CHOICE) -> None:
        super().__init__()
        self.setObjectName(f"presenter_{card}")
        self._card = card
        self._state = ""
        self._text = text
        self.letter = Letter(card, sized(LETTER, height, dots, bold=True))
        self.label = words(
            text, sized(size, height, dots, bold=True), "primary" if card == "a" else "text",
            object_name=f"presenter_{card}_text",
        )  # fmt: skip
        self.count = words("", sized(CHOICE, height, dots, bold=True), object_name=f"presenter_{card}_count")
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setWordWrap(False)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("88"))
        self.setMinimumHeight(round(height * 0.24))
        gap = round(height * 0.022)
        row = QHBoxLayout(self)
        row.setContentsMargins(round(gap * 1.5), gap, round(gap * 1.5), gap)
        row.setSpacing(round(gap * 0.7))
        row.addWidget(self.letter)
        row.addWidget(self.label, 1)
        row.addWidget(self.count)
        self.show_state("", 0)

    def show_state(self, state: str, count: int) -> None:
        """``state``: "right" or "other" once the answer is seen; ``count`` cards were raised."""
        self._state = state
        self.count.setText(str(count) if count else "")
        self.count.setAccessibleName(self.count.text())
        self.setAccessibleName(f"{self._card.upper()} {self._text} {count or ''}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self._state == "right"
        own = "primary" if self._card == "a" else "text"
        width = 12.0 if right else 5.0
        pen = QPen(on_white("money_in" if right else own), width)
        if self._card == "b":
            pen.setDashPattern([3.2, 1.8])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        ground = {"right": "money_in_soft", "other": "paper"}.get(
            self._state, "primary_soft" if self._card == "a" else "bg"
        )
        painter.setBrush(on_white(ground))
        inset = width / 2 + 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 16, 16)
        if right:
            worn, side = look(), self.letter.width() // 2
            tick = worn.pixmap_of("check-circle", side * 16 / worn.em, LIGHT.money_in, "fill", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - side - 10, 6, tick)
        painter.end()


class SlidePicture(QWidget):
    """A picture of the lesson in its own proportions, as large as there is room."""

    def __init__(self, content: bytes, shows: str) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(QByteArray(content), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setObjectName("presenter_picture")
        self.setAccessibleName(shows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def height_for(self, width: int) -> int:
        """How high it is when so wide."""
        size = self._renderer.defaultSize()
        return 0 if size.isEmpty() else round(width * size.height() / size.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()
