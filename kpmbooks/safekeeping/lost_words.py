"""Words and photos of a damaged book: mended where a bit was flipped, else marked as erased, never shown altered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kpmbooks.safekeeping.mending import mended_content
from kpmbooks.safekeeping.remnants import Row, Rows

Digest = Callable[[bytes, Any], bytes]
"""What stands for salt and content in a chain."""


@dataclass(slots=True)
class LostWords:
    """How many were marked. ``unlike`` are those rows as they were read, which do not meet their digest."""

    count: int = 0
    unlike: dict[int, Row] = field(default_factory=dict)


def mark_lost(rows: Rows, column: str, digest: Digest, at: int) -> LostWords:
    """Mark every row whose ``column`` is not what was written; ``at`` is now in milliseconds."""
    lost = LostWords()
    for key, row in rows.items():
        erased = row["erased_at"] is not None and row[column] is None and row["salt"] is None
        if erased or (row["erased_at"] is None and _is_as_written(row, column, digest)):
            continue
        if row[column] is not None and isinstance(row["salt"], bytes):
            lost.unlike[key] = dict(row)
        row.update({column: None, "salt": None, "about": None, "erased_at": row["erased_at"] or at})
        lost.count += 1
    return lost


def _is_as_written(row: Row, column: str, digest: Digest) -> bool:
    content, salt, told = row[column], row["salt"], row["digest"]
    if content is None or not isinstance(salt, bytes) or not isinstance(told, bytes):
        return False
    if digest(salt, content) == told:
        return True
    mended = mended_content(salt, content, told, digest)
    if mended is not None:
        row["salt"], row[column] = mended
    return mended is not None
