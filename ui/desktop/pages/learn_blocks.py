"""One piece of a lesson's page as a widget. Words are shown as they are, bold aside: no markup of theirs is obeyed."""

import re
from html import escape
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kpmbooks.training import Block
from ui.desktop import widgets as w
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CARD

_SAID: Final = re.compile("[“„][^“”„]*[”“]")


def block_widget(block: Block, picture: QByteArray, shows: str) -> QWidget:
    """The widget for ``block``; ``picture`` has the SVG and ``shows`` its words where it is a picture."""
    match block.kind:
        case "title":
            return w.text_label(block.text, "title", wrap=True)
        case "step":
            return w.text_label(block.text, "lead", "primary", wrap=True)
        case "quote":
            return w.Strip(block.text, tone="primary", picture="chat-circle-text", weight="duotone")
        case "picture":
            return LessonPicture(picture, shows)
        case "item":
            return _beside(block)
    return _words(block)


def _words(block: Block) -> QLabel:
    label = w.text_label("", wrap=True)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("".join(f"<b>{escape(one.text)}</b>" if one.strong else _spoken(one.text) for one in block.spans))
    return label


def _spoken(text: str) -> str:
    """What is to be said stands out from what is to be done."""
    return _SAID.sub(r"<b>\g<0></b>", escape(text))


def _beside(block: Block) -> QWidget:
    """A line of a list: its mark stands left of its words, however many lines they take."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(look().px(8), 0, 0, 0)
    row.setSpacing(look().px(10))
    mark = w.Picture("caret-right", 16, "primary", "bold")
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_words(block), 1)
    return line


class LessonPicture(QWidget):
    """A picture of a lesson, as wide as there is room, in its own proportions, on white in any theme."""

    def __init__(self, content: QByteArray, shows: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = QSvgRenderer(content, self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setObjectName("lesson_picture")
        self.setAccessibleName(shows)
        self.setToolTip(shows)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._renderer.defaultSize()
        return 0 if size.isEmpty() else round(min(width, look().px(640)) * size.height() / size.width())

    def sizeHint(self) -> QSize:
        return QSize(look().px(480), self.heightForWidth(look().px(480)))

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._renderer.defaultSize()
        if size.isEmpty():
            return
        room = QRectF(self.rect())
        scale = min(room.width() / size.width(), room.height() / size.height())
        drawn = QRectF(0, 0, size.width() * scale, size.height() * scale)
        drawn.moveCenter(room.center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        round_ = QPainterPath()
        round_.addRoundedRect(drawn, RADIUS_CARD, RADIUS_CARD)
        painter.setClipPath(round_)
        painter.fillRect(drawn, look().colour("paper"))
        self._renderer.render(painter, drawn)
        painter.end()
