"""Whether somebody is at the laptop: tells when for a while no key was pressed and the mouse was not moved."""

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

BETWEEN_LOOKS: Final = 5_000
"""Milliseconds."""

_SIGNS: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)

Clock = Callable[[], float]


class IdleWatch(QObject):
    """``idle`` comes once after so many minutes without a sign of a person, then anew after the next sign.

    ``minutes`` is asked each time; 0 is never. Two clocks, because one stands still while the laptop sleeps and the
    other can be set: the longer time counts.
    """

    idle = Signal()

    def __init__(
        self,
        app: QApplication,
        minutes: Callable[[], int],
        clocks: Sequence[Clock] = (time.monotonic, time.time),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._minutes = minutes
        self._clocks = tuple(clocks)
        self._seen = [clock() for clock in self._clocks]
        self._told = True
        self._timer = QTimer(self)
        self._timer.setInterval(BETWEEN_LOOKS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch from now on."""
        self.saw_somebody()
        if not self._timer.isActive():
            self._app.installEventFilter(self)
            self._timer.start()

    def end(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def saw_somebody(self) -> None:
        """There was a sign of a person."""
        self._told = False
        self._seen = [clock() for clock in self._clocks]

    def look(self) -> None:
        """Look whether it has been long enough."""
        minutes = self._minutes()
        if minutes and not self._told:
            quiet = max(clock() - seen for clock, seen in zip(self._clocks, self._seen, strict=True))
            if quiet >= minutes * 60:
                self._told = True
                self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.saw_somebody()
        return False
