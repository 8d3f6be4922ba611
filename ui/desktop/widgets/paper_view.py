"""A PDF as sheets of paper below each other, as wide as there is room; drawn page by page when it is looked at."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QBuffer, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.desktop.theme import look

GAP: Final = 16
WIDEST: Final = 840
KEPT: Final = 6


class PaperView(QAbstractScrollArea):
    """Shows what ``show_pdf`` is given; nothing after ``clear``.

    ``covered`` and ``nameless`` stand on the sheets instead while amounts or names are covered.

    The document is read from a buffer of its own, and closed before the buffer gets other bytes: Qt reads pages late.
    """

    pages_changed = Signal(int)

    def __init__(
        self,
        *,
        object_name: str,
        accessible_name: str,
        covered: str = "",
        nameless: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._covered, self._nameless = covered, nameless
        # In this order: children go in the order in which they came, the document before its buffer.
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._images: OrderedDict[int, QImage] = OrderedDict()

    def show_pdf(self, pdf: bytes) -> None:
        """Show other sheets, from the first one."""
        self.clear()
        self._buffer.setData(pdf)
        self._buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._measure()
        self.verticalScrollBar().setValue(0)
        self._describe()
        self.pages_changed.emit(self.document.pageCount())
        self.viewport().update()

    def is_covered(self) -> bool:
        """Whether nothing of the sheets may be seen or heard now."""
        return look().private or look().nameless

    def clear(self) -> None:
        """Let go of the sheets."""
        self.document.close()
        self._buffer.close()
        self._images.clear()
        self._measure()
        self.viewport().update()

    def page_rect(self, page: int) -> QRect:
        """Where a sheet lies in the whole, from the top of the first one."""
        width, top = self._page_width(), GAP
        for before in range(page):
            top += self._page_height(before) + GAP
        return QRect((self.viewport().width() - width) // 2, top, width, self._page_height(page))

    def _page_width(self) -> int:
        return min(max(1, self.viewport().width() - 2 * GAP), look().px(WIDEST))

    def _page_height(self, page: int) -> int:
        size = self.document.pagePointSize(page)
        return round(self._page_width() * size.height() / size.width()) if size.width() else 0

    def _measure(self) -> None:
        pages = self.document.pageCount()
        whole = self.page_rect(pages - 1).bottom() + GAP if pages else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(look().px(48))

    def _image(self, page: int, size: QSize) -> QImage:
        """The sheet as a picture, kept while it is among the last few that were seen in this size."""
        kept = self._images.get(page)
        if kept is None or kept.size() != size:
            kept = self.document.render(page, size)
            self._images[page] = kept
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        self._images.move_to_end(page)
        return kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        # What is in the middle of the view stays near it while sheets grow and shrink.
        bar = self.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        super().resizeEvent(event)
        self._measure()
        bar.setValue(round(place * bar.maximum()))

    def _describe(self) -> None:
        """Let a screen reader have the words of the first sheet, where they may be heard."""
        said = self._cover()
        if not self.is_covered():
            said = self.document.getAllText(0).text() if self.document.pageCount() else ""
        self.setAccessibleDescription(said)

    def _cover(self) -> str:
        return self._covered if look().private else self._nameless

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_images"):
            self._measure()
            self._describe()
            self.viewport().update()
        super().changeEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), worn.colour("sunken"))
        seen = self.viewport().rect().translated(0, self.verticalScrollBar().value())
        ratio = self.devicePixelRatioF()
        for page in range(self.document.pageCount()):
            place = self.page_rect(page)
            if place.top() > seen.bottom():
                break
            if not place.intersects(seen):
                continue
            sheet = place.translated(QPoint(0, -seen.top()))
            painter.fillRect(sheet, worn.colour("paper"))
            if self.is_covered():
                painter.setPen(worn.colour("paper_ink"))
                painter.setFont(worn.font("lead"))
                painter.drawText(sheet, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), self._cover())
            else:
                painter.drawImage(sheet, self._image(page, sheet.size() * ratio))
            painter.setPen(QPen(worn.colour("line"), 1))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(worn.colour("focus"), 3))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
        painter.end()
