"""Buttons of a choice, pressed by assistive technology: Qt offers to toggle them, which is no press to whoever waits.

Qt's own first action of a checkable button changes its state and emits ``toggled`` alone. Here it is a press like any
other, so that ``clicked`` and its group hear it.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget


class CheckableButton(QPushButton):
    """Being toggled from outside is a press; what the program checks itself is none."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._by_us = False
        self.setCheckable(True)
        self.toggled.connect(self._was_toggled)

    def setChecked(self, checked: bool) -> None:
        self._by_us = True
        super().setChecked(checked)
        self._by_us = False

    def nextCheckState(self) -> None:
        self._by_us = True
        super().nextCheckState()
        self._by_us = False

    def _was_toggled(self, checked: bool) -> None:
        group: QButtonGroup | None = self.group()  # the stubs know no button without one
        exclusive = group is not None and group.exclusive()
        if self._by_us or (exclusive and not checked):  # the group itself unchecks the one before
            return
        if not exclusive:
            self.setChecked(not checked)
        self.click()


class PaintedButton(CheckableButton):
    """One that paints itself: Enter presses it as Space does, and it asks for other room when text or theme changes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)
