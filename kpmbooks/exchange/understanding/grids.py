"""A table as it stands in a file: rows of cells, and which of them are merged. What they mean is not known here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kpmbooks.exchange.understanding import limits
from kpmbooks.exchange.understanding.values import Cell

_PRACTICE = ("latihan, bukan", "practice, not real")
"""How what a practice book gives away begins to say so, in both languages."""


@dataclass(frozen=True, slots=True)
class Grid:
    """``rows[0]`` is row ``1`` of the file; rows may differ in length. ``sheet`` is None for a text file.

    ``spans`` holds, for each cell that a merged one covers to its right, the text of the merged cell.
    """

    rows: Sequence[Sequence[Cell]]
    sheet: str | None = None
    spans: Mapping[tuple[int, int], str] = field(default_factory=dict)


def is_practice(grid: Grid) -> bool:
    """Whether the table says of itself that it comes from a practice book: above its headings, or in one of them."""
    for row in grid.rows[: limits.HEADINGS_WITHIN]:
        texts = [cell_text(cell).casefold() for cell in row]
        split = ", ".join(texts[:2])  # where nothing quoted the comma in it
        if any(text.startswith(_PRACTICE) for text in (*texts, split)):
            return True
    return False


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """The cell as text, without blanks around it: a whole number without decimals, a day as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
