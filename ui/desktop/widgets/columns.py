"""Cards in columns of their own: a low card leaves no hole beside a high one."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

GAP: Final = 16


class Columns(QWidget):
    """``put`` says which widgets stand in which column, from the top; the columns are equally wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._sides: list[QVBoxLayout] = []
        self._placed: list[tuple[QVBoxLayout, QWidget]] = []

    def put(self, columns: Sequence[Sequence[QWidget]]) -> None:
        """Place the widgets anew, in the order of reading."""
        # By the layout itself: an item taken out by hand lives on and keeps the height that its widget had.
        for side, widget in self._placed:
            side.removeWidget(widget)
        self._placed = []
        while len(self._sides) < len(columns):
            side = QVBoxLayout()
            side.setSpacing(GAP)
            self._sides.append(side)
            self._across.addLayout(side)
            self._across.setAlignment(side, Qt.AlignmentFlag.AlignTop)
        for nth, side in enumerate(self._sides):
            widgets = columns[nth] if nth < len(columns) else ()
            for widget in widgets:
                side.addWidget(widget)
                self._placed.append((side, widget))
            self._across.setStretch(nth, int(bool(widgets)))
        self._across.setSpacing(GAP if len(columns) > 1 else 0)
