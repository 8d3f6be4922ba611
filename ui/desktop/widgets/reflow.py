"""How much room there is, in em of base text and never in pixels, so that large text counts as a small window."""

from typing import Final, Literal

from PySide6.QtWidgets import QWidget

from ui.desktop.theme import look

Span = Literal["wide", "medium", "narrow"]

WIDE: Final = 72
MEDIUM: Final = 52


def em_width(widget: QWidget) -> float:
    """Width of ``widget`` in em: 1366 pixels at 100 % are 85."""
    return widget.width() / look().em


def span_of(em: float) -> Span:
    """The arrangement for a *window* of ``em``: three columns with a sidebar, two with a rail, one without either."""
    if em >= WIDE:
        return "wide"
    return "medium" if em >= MEDIUM else "narrow"


def span(widget: QWidget) -> Span:
    """The arrangement for the window that ``widget`` is in; every part of a window gets the same answer."""
    return span_of(em_width(widget.window()))
