"""What a person corrected about files of one layout, for the next file of that layout. Kept outside of every book.

Nothing in it is anybody's words: a layout is known by a digest of its headings, a cash box by the book's uid and the
account's row in it. What descriptions were recorded as is known by the book alone (``exchange.importing.kinds``).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from kpmbooks.exchange.understanding import WHATS, Habits, Head, What, dump_habits, load_habits
from kpmbooks.problems import Problem

MOST: Final = 100
_FILE: Final = "file-habits.json"


@dataclass(frozen=True, slots=True)
class Layout:
    """What files with certain headings are and how they are to be read; ``boxes``: the cash account by book."""

    what: What
    habits: Habits = field(default_factory=Habits)
    boxes: Mapping[str, int] = field(default_factory=dict)

    def box_in(self, book: bytes) -> int | None:
        """The row of the cash account that such files were about in this book."""
        return self.boxes.get(book.hex())


def fingerprint(heads: Sequence[Head]) -> str:
    """Alike for files with the same headings in the same order, whatever their case; of none the number of columns."""
    words = "\n".join(" ".join(head.text.casefold().split()) for head in heads)
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def recall_layout(folder: Path, layout: str) -> Layout | None:
    """What is remembered of files with this fingerprint; what cannot be read is as good as never said."""
    for known, told in _kept(folder):
        if known == layout:
            habits, boxes = load_habits(told.get("habits")), told.get("boxes")
            what = next((one for one in WHATS if one == told.get("what")), None)
            if what is None or isinstance(habits, Problem) or not isinstance(boxes, dict):
                return None
            return Layout(what, habits, {book: box for book, box in boxes.items() if isinstance(box, int)})
    return None


def keep_layout(folder: Path, layout: str, said: Layout) -> None:
    """Remember it as the latest. A folder that cannot be written costs nothing but correcting once more."""
    plain = replace(said.habits, sheet=None, kinds={})  # what a sheet is called, and what was written, are her words
    told = {"what": said.what, "habits": dump_habits(plain), "boxes": dict(said.boxes)}
    kept = [(layout, told), *(one for one in _kept(folder) if one[0] != layout)][:MOST]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(kept), "utf-8")
    except OSError:
        return


def _kept(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(kept, list):
        return []
    return [
        (one[0], one[1])
        for one in kept
        if isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and isinstance(one[1], dict)
    ]
