"""How often a wrong passcode was tried at one book, and how long the next try has to wait.

This slows a person at the screen only; whoever has the file tries without our window, and there the key's making is
what takes the time.
"""

import time
from collections.abc import Callable
from typing import Final

FREE: Final = 5
"""So many wrong ones without a pause."""

PAUSES: Final = (5, 10, 20, 40, 60)
"""Seconds after the fifth wrong one, the sixth …; the last stays."""


class Attempts:
    """Of one book, as long as the program runs. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong = 0
        self._until = 0.0

    def wrong(self) -> None:
        """It was the wrong one."""
        self._wrong += 1
        if self._wrong >= FREE:
            self._until = self._clock() + PAUSES[min(self._wrong - FREE, len(PAUSES) - 1)]

    def right(self) -> None:
        """It was the right one: begin to count anew."""
        self._wrong = 0
        self._until = 0.0

    def seconds_left(self) -> int:
        """How long nothing may be tried; 0 when it may."""
        return max(0, -int(-(self._until - self._clock()) // 1))
