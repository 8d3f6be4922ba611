"""Practice cannot be mistaken: an amber frame with a dark outline, a hatched strip, the word."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import RADIUS_CARD, RADIUS_INNER
from ui.desktop.widgets.button import Picture
from ui.desktop.widgets.labels import text_label

FRAME = 6


class _Strip(QWidget):
    """The upper end of the frame, with stripes and the word; amber cannot be read on paper, so dark letters on it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: QLabel | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("practice_hatch"), 18, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        # Stripes only where no words are: at the right half, or what the words leave of it.
        height = float(self.height())
        words_end = 0 if self.words is None else self.words.geometry().right() + 24 - height
        x = max(self.width() * 0.5, words_end)
        painter.setClipRect(QRectF(x + height, 0, self.width(), height))
        while x < self.width() + height:
            painter.drawLine(QPointF(x, height + 9), QPointF(x + height + 18, -9))
            x += 48
        painter.end()


def paint_practice(painter: QPainter, room: QRectF, word: str) -> None:
    """The frame in small, inside ``room``, with its word on it: where something leads to practice."""
    worn = look()
    inset = worn.px(6)
    frame = room.adjusted(inset, inset, -inset, -inset)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in (("practice_text", 5.0), ("practice", 3.0)):  # amber cannot be told from paper by itself
        painter.setPen(QPen(worn.colour(colour), width))
        painter.drawRoundedRect(frame, RADIUS_INNER, RADIUS_INNER)
    font = worn.font("small-bold")
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(word) + worn.px(24)
    tab = QRectF(frame.center().x() - width / 2, frame.top() - 1, width, metrics.height() + worn.px(4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("practice"))
    painter.drawRoundedRect(tab, RADIUS_INNER, RADIUS_INNER)
    painter.setFont(font)
    painter.setPen(worn.colour("practice_text"))
    painter.drawText(tab, int(Qt.AlignmentFlag.AlignCenter), word)


class PracticeFrame(QFrame):
    """Holds the page of a practice book; ``add_extra`` puts a button on the strip."""

    def __init__(self, _: Translator, content: QWidget, *, object_name: str = "practice") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(_("PRACTICE"))
        self._content = content
        self._low = False
        strip = _Strip()
        self._row = QHBoxLayout(strip)
        self._picture = Picture("pencil-simple", 24, "practice_text")
        self._row.addWidget(self._picture)
        self.word: QLabel = text_label(_("PRACTICE"), "lead", "practice_text")
        self._row.addWidget(self.word)
        self._sentence = text_label(_("This book is only for learning. Mistakes are fine."), "base", "practice_text")
        strip.words = self._sentence
        self._row.addWidget(self._sentence)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(FRAME + 1, FRAME, FRAME + 1, FRAME + 1)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(content, 1)
        self._space()

    def add_extra(self, widget: QWidget) -> None:
        """Put a button at the right end of the strip."""
        self._row.addWidget(widget)

    def set_low(self, *, low: bool) -> None:
        """Where there is little height the strip is as high as its word."""
        if low != self._low:
            self._low = low
            self._picture.setVisible(not low)
            self._sentence.setVisible(not low)
            wear(self.word, role="small-bold" if low else "lead")
            self._space()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._space()
        super().changeEvent(event)

    def _space(self) -> None:
        worn = look()
        high = 0 if self._low else worn.px(6)
        self._row.setContentsMargins(worn.px(16), high, worn.px(10), high)
        self._row.setSpacing(worn.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("practice_text"), 1.5))
        painter.setBrush(worn.colour("practice"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), RADIUS_CARD, RADIUS_CARD)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("practice_soft"))
        painter.drawRoundedRect(self._content.geometry(), 6, 6)
        painter.end()
