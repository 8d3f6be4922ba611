"""A line of text that assistive technology can write in: Qt says of that only that it changed, not that it was edited.

What listens for ``textEdited`` would miss a day or a search that was spoken instead of typed.
"""

from PySide6.QtWidgets import QLineEdit, QWidget


class TypedLine(QLineEdit):
    """``textEdited`` tells of every text that comes from a person, however it came; what the program puts is none."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._by_us = False
        self._known = text
        self.textEdited.connect(self._keep)  # Qt tells of typing first as edited, then as changed
        self.textChanged.connect(self._was_changed)

    def setText(self, text: str | None) -> None:
        self._by_us = True
        super().setText(text)
        self._by_us = False

    def clear(self) -> None:
        self._by_us = True
        super().clear()
        self._by_us = False

    def _keep(self, text: str) -> None:
        self._known = text

    def _was_changed(self, text: str) -> None:
        told, self._known = text == self._known, text
        if not told and not self._by_us:
            self.textEdited.emit(text)
