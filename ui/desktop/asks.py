"""What a page asks of the window when it is no matter of pages: another book, this one from a copy, the lock."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kpmbooks.i18n import Language
    from kpmbooks.problems import Problem
    from kpmbooks.storage import Key
    from ui.desktop.preferences import Brightness

COPY_LOOKED_AT: Final = "copy-looked-at"
"""The code of the note in a copy that was opened only to look at it."""

ENDED_SUDDENLY: Final = "ended-suddenly"
"""The code of what is told after the window did not end by itself."""


@dataclass(frozen=True, slots=True)
class OpenBook:
    """Leave this book and open the one at ``path``, with ``key`` where it has a passcode; ``note`` is told there.

    ``look``: only to look at it.
    """

    path: Path
    key: "Key | None" = None
    note: "Problem | None" = None
    look: bool = False


@dataclass(frozen=True, slots=True)
class RestoreCopy:
    """Make the copy at ``path`` this book; ``key`` opens the copy."""

    path: Path
    key: "Key | None" = None


@dataclass(frozen=True, slots=True)
class RepairBook:
    """Write this book anew from what can be read of it."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Cover amounts or names before others, or show them again; what is None stays."""

    amounts: bool | None = None
    names: bool | None = None


@dataclass(frozen=True, slots=True)
class MoveBook:
    """Move this book into ``folder`` and go on with it there."""

    folder: Path


@dataclass(frozen=True, slots=True)
class ChangeLook:
    """Show everything in another size of text, light or dark, or another language; what is None stays."""

    text: float | None = None
    brightness: "Brightness | None" = None
    language: "Language | None" = None


@dataclass(frozen=True, slots=True)
class BeginHelping:
    """Let somebody called ``name`` type sheets in this window, and nothing else, until the treasurer is back."""

    name: str


@dataclass(frozen=True, slots=True)
class LockWindow:
    """Lock the window over this book now."""
