"""Bugs: told by their kind and place, never by a name or an amount; the book is safe, whatever happened."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from kpmbooks.problems import N_, Problem


def place_of(error: BaseException) -> str:
    """Which fault it is and where, without anything that a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return ", ".join((type(error).__name__, *(f"{Path(frame.filename).name} {frame.lineno}" for frame in frames[-3:])))


def tell_faults(tell: Callable[[Problem], None]) -> None:
    """From now on hand every exception that nobody expected to ``tell``, and its place to standard error."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = place_of(error)
        sys.stderr.write(f"kpmbooks: {place}\n")
        message = N_(
            "There is a fault in the program ({fault}). What was not finished was not written. Please report it."
        )
        tell(Problem("fault", message, {"fault": place}))

    sys.excepthook = hook
