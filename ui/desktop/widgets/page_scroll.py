"""The room for a page: scrolls as a whole and in one direction, tells when it should arrange itself anew."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.desktop.theme import look
from ui.desktop.widgets.reflow import Span, span

RING: Final = 5
"""Pixels that the ring around what has the keyboard takes, also at the edge of what scrolls."""
_PLACED: Final = (QEvent.Type.LayoutRequest, QEvent.Type.Move, QEvent.Type.Resize)


class PageScroll(QScrollArea):
    """Put the parts of a page on ``column``. ``reflowed`` carries the new arrangement: "wide", "medium", "narrow".

    A page with a table takes ``scrolls=False``: the table gets the height that is left and scrolls itself. One that
    stands in a page which has its margins already takes ``margins=False``.
    """

    reflowed = Signal(str)

    def __init__(
        self, *, object_name: str, scrolls: bool = True, margins: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._margins = margins
        self.setObjectName(object_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolls = scrolls
        self._kept_below: QWidget | None = None
        self._span: Span | None = None
        page = QWidget()
        page.setProperty("role", "page")
        self.column = QVBoxLayout(page)
        self.setWidget(page)
        self._space()

    def arrangement(self) -> Span:
        """The arrangement now."""
        return self._span or span(self)

    def set_margins(self, shown: bool) -> None:
        """Stand off from the edges, or not: what it was put into may do so already."""
        self._margins = shown
        self._space()

    def set_foot(self, foot: QWidget) -> None:
        """Keep ``foot`` in sight below what scrolls: the page's main act, and why it was refused."""
        self._kept_below = foot
        # Of what belongs to a scroll area, assistive technology is told the corner widget, and of no other child.
        self.setCornerWidget(foot)
        foot.installEventFilter(self)
        foot.show()
        self._place_foot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._kept_below and event.type() in _PLACED:
            self._place_foot()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()
        self._reflow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What became taller by being dressed and arranged asks for its room only after the first paint, which would
        # show it squeezed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._reflow()
        super().changeEvent(event)

    def _place_foot(self) -> None:
        if self._kept_below is None:
            return
        column = self._kept_below.layout()
        wanted = self._kept_below.sizeHint().height()
        if column is not None and column.hasHeightForWidth():
            wanted = max(wanted, column.totalHeightForWidth(self.width()))
        if self.viewportMargins().bottom() != wanted:
            self.setViewportMargins(0, 0, 0, wanted)
        place = QRect(0, self.height() - wanted, self.width(), wanted)
        if self._kept_below.geometry() != place:  # the scroll area puts it into its corner again and again
            self._kept_below.setGeometry(place)

    def _reflow(self) -> None:
        now = span(self)
        if now != self._span:
            self._span = now
            self._space()
            self.reflowed.emit(now)

    def _space(self) -> None:
        if self._margins:
            margin = 16 if span(self) == "narrow" else 24
            self.column.setContentsMargins(margin, 16, margin, 16)
        else:
            self.column.setContentsMargins(RING, RING, RING, RING)
        self.column.setSpacing(16 if look().text < 1.5 else 12)
