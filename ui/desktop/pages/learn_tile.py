"""One lesson in the list: its number and minutes, what it is called, its rule of thumb, and whether it was held.

It paints itself: thirty cards made of labels would take longer than the lesson they lead to.
"""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CARD
from ui.desktop.widgets.pressed import PaintedButton

_WORDS: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LINE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LessonTile(PaintedButton):
    """``said``: number and minutes; ``below``: what else it is numbered as; ``held``: when it was held last, in words,
    empty for never."""

    def __init__(
        self,
        title: str,
        rule: str,
        said: str,
        *,
        object_name: str,
        accessible_name: str,
        below: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self._title, self._rule, self._said, self._below, self._held = title, rule, said, below, ""
        self._name = accessible_name
        self._heights: dict[tuple[int, float], int] = {}
        self.setAccessibleName(accessible_name)
        self.setAccessibleDescription(rule)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_held(self, held: str) -> None:
        """Say when it was held last."""
        if held != self._held:
            self._held = held
            self.setAccessibleName(f"{self._name}, {held}" if held else self._name)
            self.update()

    def held(self) -> str:
        """What is said of that."""
        return self._held

    def heightForWidth(self, width: int) -> int:
        worn = look()
        if (width, worn.em) not in self._heights:  # a layout asks often
            small = QFontMetrics(worn.font("small")).height()
            small += self._lines(self._below, "small", width - worn.px(28)) if self._below else 0
            words = self._title_height(width) + small + self._rule_height(width)
            self._heights[width, worn.em] = words + worn.px(12 + 12 + 4 + 4)
        return self._heights[width, worn.em]

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(280), self.heightForWidth(worn.px(280)))

    def minimumSizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(160), self.heightForWidth(max(self.width(), worn.px(160))))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("edge"), 1))
        painter.setBrush(worn.colour("zebra" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        inset, y = worn.px(14), float(worn.px(12))
        width = self.width() - 2 * inset
        small = worn.font("small")
        line = QFontMetrics(small).height()
        painter.setFont(small)
        painter.setPen(worn.colour("muted"))
        painter.drawText(QRectF(inset, y, width, line), _LINE, self._said)
        if self._held:
            self._paint_held(painter, inset + width, y, line)
        y += line + worn.px(4)
        high = self._title_height(self.width())
        painter.setFont(worn.font("lead"))
        painter.setPen(worn.colour("text"))
        painter.drawText(QRectF(inset, y, width, high), _WORDS, self._title)
        y += high
        if self._below:
            high = self._lines(self._below, "small", self.width() - worn.px(28))
            painter.setFont(small)
            painter.setPen(worn.colour("muted"))
            painter.drawText(QRectF(inset, y, width, high), _WORDS, self._below)
            y += high
        y += worn.px(4)
        side, gap = worn.px(20), worn.px(8)
        painter.drawPixmap(
            round(inset), round(y), worn.pixmap("lightbulb", 20, "warn", "fill", self.devicePixelRatioF())
        )
        painter.setFont(worn.font("base"))
        painter.setPen(worn.colour("text"))
        painter.drawText(
            QRectF(inset + side + gap, y, width - side - gap, self._rule_height(self.width())), _WORDS, self._rule
        )
        painter.end()

    def _paint_held(self, painter: QPainter, right: float, top: float, line: float) -> None:
        worn = look()
        font = worn.font("small-bold")
        words = QFontMetrics(font).horizontalAdvance(self._held)
        side = worn.px(20)
        painter.setFont(font)
        painter.setPen(worn.colour("money_in"))
        painter.drawText(QRectF(right - words, top, words + 4, line), _LINE, self._held)
        tick = worn.pixmap("check-circle", 20, "money_in", "fill", self.devicePixelRatioF())
        painter.drawPixmap(round(right - words - side - worn.px(6)), round(top + (line - side) / 2), tick)

    def _title_height(self, width: int) -> int:
        worn = look()
        return self._lines(self._title, "lead", width - worn.px(28))

    def _rule_height(self, width: int) -> int:
        worn = look()
        return max(self._lines(self._rule, "base", width - worn.px(28 + 28)), worn.px(22))

    def _lines(self, text: str, role: str, width: int) -> int:
        metrics = QFontMetrics(look().font(role))
        return metrics.boundingRect(0, 0, max(width, 40), 10_000, _WORDS, text).height()
