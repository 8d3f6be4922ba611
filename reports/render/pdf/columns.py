"""Where the columns of a table stand on paper: what each must have, and who gets the rest of the line."""

from collections.abc import Sequence

from kpmbooks.i18n import Language
from reports.document import Column, Row, Table, columns_for, said
from reports.render.pdf.paper import BODY, SMALL, Paper

PAD = 4.0
PICTURE = 14.0
"""How wide a pictogram is in a line of a table."""

AIR = 8.0
"""More room before an amount, so that two of them side by side never read as one."""

FEW = 400
"""Rows that are at hand and not more than this are walked to find a column's widest cell."""

TEXT_SHARE = 0.38
"""What the texts keep of the line, however wide the amounts are, unless they are at hand and need less."""


def column_spans(paper: Paper, table: Table, language: Language) -> list[tuple[float, float]]:
    """Left and right end of each shown column's text. Texts share by weight what the other columns leave."""
    indexes = columns_for(table, "page")
    columns = [table.columns[index] for index in indexes]
    total = paper.right - paper.left
    at_hand: Sequence[Row] = table.rows if isinstance(table.rows, tuple) and len(table.rows) <= FEW else ()
    widths = [
        0.0 if column.kind == "text" else _natural(paper, column, index, at_hand, language)
        for index, column in zip(indexes, columns, strict=True)
    ]
    weights = sum(column.weight for column in columns if column.kind == "text")
    share = table.texts or TEXT_SHARE
    limit = total - min(total * share, _texts(paper, table, indexes, at_hand)) if weights else total
    # Pictures cannot be drawn narrower; whatever else is not text gives way where there is too much of it.
    drawn = sum(width for width, column in zip(widths, columns, strict=True) if column.kind in ("mark", "picture"))
    fixed = sum(widths)
    if fixed > limit or not weights:
        narrower = (limit - drawn) / (fixed - drawn)
        widths = [
            width if column.kind in ("mark", "picture") else width * narrower
            for width, column in zip(widths, columns, strict=True)
        ]
        fixed = limit
    spans = []
    x = paper.left
    for column, width in zip(columns, widths, strict=True):
        taken = (total - fixed) * column.weight / weights if column.kind == "text" else width
        spans.append((x + PAD, x + taken - PAD))
        x += taken
    return spans


def _texts(paper: Paper, table: Table, indexes: Sequence[int], rows: Sequence[Row]) -> float:
    """What the texts need so that none of them is broken; without end where they are not at hand."""
    if not rows:
        return float("inf")
    needed = 0.0
    for index in indexes:
        column = table.columns[index]
        if column.kind == "text":
            cells = [said(row.cells[index], "text", "id") for row in rows]
            widest = max(paper.bold.width(cell, BODY) for cell in cells)
            needed += max(widest, paper.bold.width(column.name, SMALL)) + 2 * PAD
    return needed


def _natural(paper: Paper, column: Column, index: int, rows: Sequence[Row], language: Language) -> float:
    heading = max((paper.bold.width(word, SMALL) for word in column.name.split()), default=0.0)
    if column.kind == "picture":
        return max(heading, PICTURE) + 2 * PAD
    if column.kind == "mark":
        return max(heading, 7.0) + 2 * PAD
    cells = (column.widest, *(row.cells[index] for row in rows))
    words = (said(cell, column.kind, language) for cell in cells if cell is not None)
    widest = max((paper.bold.width(each, BODY) for each in words), default=0.0)
    air = AIR if column.kind in ("money", "number") else 0.0
    return max(heading, widest, 30.0) + air + 2 * PAD
