"""The slips of an exercise as a stack of papers side by side with the book: which is dealt with now, which are right.

Marks come from the book alone; a slip that is written otherwise is marked as one to look at again, without a reproach.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.training import Slip
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_INNER
from ui.desktop.widgets.pressed import PaintedButton

Mark = Literal["", "right", "look"]

_AMOUNT: Final = re.compile(r"Rp\s?\d[\d.]*")


class SlipPaper(PaintedButton):
    """One slip: dashed as cut from paper, a thick frame while it is dealt with, a sign once the book has it."""

    def __init__(self, text: str, beside: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self._text, self._beside = text, beside
        self._mark: Mark = ""
        self._now = False
        self._heights: dict[tuple[int, float], int] = {}
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, mark: Mark, said: str, *, now: bool) -> None:
        """Be dealt with now or not; ``mark`` says what the book has of it, ``said`` the same in words."""
        self._mark, self._now = mark, now
        self.setAccessibleName(f"{self._text} {said}".strip())
        self.update()

    def mark(self) -> Mark:
        """What the book has of it."""
        return self._mark

    def heightForWidth(self, width: int) -> int:
        worn = look()
        if (width, worn.em) not in self._heights:  # a layout asks often, and words are slow to be laid out
            above = QFontMetrics(worn.font("small")).height() if self._beside else 0
            self._heights[width, worn.em] = round(self._document(width).size().height()) + above + worn.px(16)
        return self._heights[width, worn.em]

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(260), self.heightForWidth(worn.px(260)))

    def minimumSizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(160), self.heightForWidth(max(self.width(), worn.px(160))))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(worn.colour("text" if self._now else "edge"), 3 if self._now else 1.2)
        if not self._now:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(worn.colour("zebra" if self._mark == "right" else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS_INNER, RADIUS_INNER)
        inset, y = worn.px(12), float(worn.px(8))
        if self._beside:
            font = worn.font("small")
            painter.setFont(font)
            painter.setPen(worn.colour("muted"))
            height = QFontMetrics(font).height()
            painter.drawText(QRectF(inset, y, self.width() - 2 * inset, height), self._beside)
            y += height
        painter.translate(inset, y)
        self._document(self.width()).drawContents(painter)
        painter.translate(-inset, -y)
        if self._mark:
            name, tone = ("check-circle", "money_in") if self._mark == "right" else ("question", "warn")
            side = worn.px(24)
            drawn = worn.pixmap(name, 24, tone, "fill", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - side - worn.px(10), self.height() - side - worn.px(8), drawn)
        painter.end()

    def _document(self, width: int) -> QTextDocument:
        worn = look()
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(worn.font("base"))
        document.setDefaultStyleSheet(f"body {{ color: {worn.name('text')}; }}")
        said = _AMOUNT.sub(lambda found: f"<b>{found.group()}</b>", escape(self._text))
        document.setHtml(f"<body>{said}</body>")
        document.setTextWidth(max(width - worn.px(24 + 28), 60))
        return document


class SlipBoard(QWidget):
    """``chosen`` carries the place of a slip that somebody wants to deal with."""

    chosen = Signal(int)

    def __init__(self, _: Translator, slips: Sequence[Slip], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slip_board")
        self._ = _
        self._slips = tuple(slips)
        self.papers: list[SlipPaper] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        days = {slip.day for slip in slips}
        for nth, slip in enumerate(slips):
            beside = format_day(slip.day, _.language, short=True) if len(days) > 1 else ""
            paper = SlipPaper(slip.text, beside, object_name=f"slip_{nth}")
            paper.clicked.connect(lambda _checked=False, nth=nth: self.chosen.emit(nth))
            self.papers.append(paper)
            column.addWidget(paper)
        self.progress = ProgressBoxes(_, sum(not slip.given for slip in slips))
        column.insertWidget(0, self.progress)
        self.progress.setVisible(bool(slips))

    def show_marks(self, marks: Mapping[int, Mark], now: int) -> None:
        """Say what the book has of each, and which is dealt with now."""
        _ = self._
        said = {"": "", "right": _("is right"), "look": _("look at it again")}
        for nth, paper in enumerate(self.papers):
            mark = marks.get(nth, "")
            paper.show_state(mark, said[mark], now=nth == now)
        self.progress.show_done(sum(marks.get(nth) == "right" for nth, one in enumerate(self._slips) if not one.given))


class ProgressBoxes(QWidget):
    """So many of so many, in a word and in boxes."""

    def __init__(self, _: Translator, full: int) -> None:
        super().__init__()
        self._ = _
        self._full, self._done = full, 0
        self.setObjectName("exercise_progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_done(0)

    def show_done(self, done: int) -> None:
        """So many are right."""
        self._done = done
        self._said = self._("{n} of {all}", n=done, all=self._full)
        self.setAccessibleName(self._said)
        self.update()

    def said(self) -> str:
        """What it says."""
        return self._said

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(200), worn.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = worn.font("bold")
        painter.setFont(font)
        painter.setPen(worn.colour("text"))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignVCenter), self._said)
        left = QFontMetrics(font).horizontalAdvance(self._said) + worn.px(14)
        gap = worn.px(6)
        room = (self.width() - left - gap * max(0, self._full - 1)) / max(1, self._full)
        high = worn.px(14)
        for nth in range(self._full):
            box = QRectF(left + nth * (room + gap), (self.height() - high) / 2, max(4.0, room), high)
            painter.setPen(QPen(worn.colour("text"), 1.5))
            painter.setBrush(worn.colour("text" if nth < self._done else "surface"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
