"""Cards in columns of their own: a low card leaves no hole beside a high one."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

GAP = 16


class Columns(QWidget):
    """``put`` says which widgets stand in which column, from the top; the columns are equally wide."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(GAP)
        self._sides: list[QVBoxLayout] = []

    def put(self, columns: Sequence[Sequence[QWidget]]) -> None:
        """Place the widgets anew, in the order of reading."""
        while len(self._sides) < len(columns):
            side = QVBoxLayout()
            side.setSpacing(GAP)
            self._sides.append(side)
            self._across.addLayout(side, 1)
        for nth, side in enumerate(self._sides):
            while side.takeAt(0) is not None:
                pass
            wanted = columns[nth] if nth < len(columns) else ()
            for widget in wanted:
                side.addWidget(widget)
            if wanted:
                side.addStretch(1)
            self._across.setStretch(nth, int(bool(wanted)))
        self._across.setSpacing(GAP if len(columns) > 1 else 0)
