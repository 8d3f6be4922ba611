"""What a person prefers on this machine: size of text, light or dark, when to lock. Kept outside of every book."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal

TEXT_SIZES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)

LOCK_MINUTES: Final = (5, 10, 30, 0)
"""After so many minutes a book with a passcode locks itself; 0 is never."""

Brightness = Literal["system", "light", "dark"]
Language = Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """``text``: one of ``TEXT_SIZES``; ``lock``: one of ``LOCK_MINUTES``; ``language`` None is that of the start."""

    text: float = 1.0
    brightness: Brightness = "system"
    lock: int = 10
    language: Language | None = None

    def larger(self, steps: int) -> float:
        """The text size ``steps`` sizes up or, negative, down; the ends stay."""
        place = TEXT_SIZES.index(self.text) + steps
        return TEXT_SIZES[max(0, min(place, len(TEXT_SIZES) - 1))]


def read_preferences(folder: Path) -> Preferences:
    """What is kept in ``folder``; what cannot be read is as at first."""
    try:
        kept = json.loads((folder / "window.json").read_text("utf-8"))
        text, brightness, lock = float(kept["text"]), kept["brightness"], kept.get("lock", Preferences().lock)
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()
    if text not in TEXT_SIZES or brightness not in ("system", "light", "dark"):
        return Preferences()
    return Preferences(
        text,
        brightness,
        lock if isinstance(lock, int) and lock in LOCK_MINUTES else Preferences().lock,
        next((one for one in ("id", "en") if kept.get("language") == one), None),
    )


def keep_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep them in ``folder``. A folder that cannot be written costs nothing but choosing again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "window.json").write_text(json.dumps(asdict(preferences)), "utf-8")
    except OSError:
        return
