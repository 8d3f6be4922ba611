"""One piece of a lesson's page as a widget. Words are shown as they are, bold aside: no markup of theirs is obeyed."""

from html import escape

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kpmbooks.training import Block
from ui.desktop import widgets as w
from ui.desktop.theme import look


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
    label.setText("".join(f"<b>{escape(one.text)}</b>" if one.strong else escape(one.text) for one in block.spans))
    return label


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
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("paper"))
        self._renderer.render(painter, self.rect().toRectF())
        painter.end()
