"""Choosing in a row what it is recorded as; the answer is for every row with the same words."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.theme import look
from ui.desktop.widgets import Choice


class KindChoice(Choice):
    """One list for all rows: it opens over the row that asked for it and goes with the answer, or with Esc.

    ``picked`` carries the kind; ``closed`` tells that it went, one way or the other.
    """

    picked = Signal(str)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(object_name="import_kind", accessible_name="-", parent=over)
        self._over = over
        self.activated.connect(self._answer)
        self.hide()

    def open_at(self, cell: QRect, question: str, kinds: Sequence[tuple[str, str]], now: str) -> None:
        """Open over ``cell`` with the kinds (name, id) to choose from; ``now`` is the one that it has."""
        self.clear()
        for name, kind in kinds:
            self.add(name, kind)
        self.set_current(now)
        self.setAccessibleName(question)
        height = max(cell.height(), self.sizeHint().height())
        width = max(cell.width(), look().px(300))
        room = self._over.rect()
        left = max(0, min(cell.left(), room.width() - width))
        top = max(0, min(cell.center().y() - height // 2, room.height() - height))
        self.setGeometry(left, top, width, height)
        self.raise_()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hidePopup()
        else:
            super().keyPressEvent(event)

    def _answer(self, _place: int) -> None:
        kind = self.current()
        self.hidePopup()
        if isinstance(kind, str):
            self.picked.emit(kind)
