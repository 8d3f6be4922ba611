"""Bugs: told by their kind and place, never by a name or an amount; the book is safe, whatever happened."""

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from kpmbooks.problems import N_, Problem
from ui.logbook import Logbook


def place_of(error: BaseException) -> str:
    """Which fault it is and where, without anything that a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return ", ".join((type(error).__name__, *(f"{Path(frame.filename).name} {frame.lineno}" for frame in frames[-3:])))


def tell_faults(tell: Callable[[Problem], None], log: Logbook) -> None:
    """From now on hand every exception that nobody expected to ``tell``; its place to standard error and to the log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = place_of(error)
        log.fault(error)
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(f"kpmbooks: {place}\n")
        message = N_(
            "There is a fault in the program ({fault}). What was not finished was not written. Please report it."
        )
        tell(Problem("fault", message, {"fault": place}))

    def beside(told: Any) -> None:
        """In a thread, or where nothing can be raised any more: only written down."""
        if told.exc_value is not None:
            log.fault(told.exc_value, beside=1)

    sys.excepthook = hook
    threading.excepthook = beside
    sys.unraisablehook = beside
