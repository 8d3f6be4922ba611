"""The text of one cell as pieces on lines: plain words, or spans with their looks, broken between words."""

from collections.abc import Sequence
from typing import NamedTuple

from kpmbooks.i18n import Language
from reports.document import Cell, Span, said
from reports.render.pdf.letters import Letters
from reports.render.pdf.paper import BODY, SMALL, Paper

FRAME = 3.0
"""Room left and right of a framed word."""


class Piece(NamedTuple):
    """Some words on one line of a cell, ``offset`` points from the cell's left end."""

    offset: float
    text: str
    letters: Letters
    size: float
    framed: bool = False


def set_text(paper: Paper, cell: Cell, width: float, language: Language, *, bold: bool) -> list[list[Piece]]:
    """The lines of a text cell ``width`` points wide."""
    if isinstance(cell, tuple):
        return _set_spans(paper, cell, width)
    letters = paper.bold if bold else paper.regular
    words = cell if isinstance(cell, str) else said(cell, "text", language)
    return [[Piece(0.0, line, letters, BODY)] for line in letters.lines(words, BODY, width)]


def _set_spans(paper: Paper, spans: Sequence[Span], width: float) -> list[list[Piece]]:
    """Spans one after another; a framed word keeps together where the line is long enough for it."""
    space = paper.regular.width(" ", BODY)
    lines: list[list[Piece]] = [[]]
    x = 0.0
    for span in spans:
        if not span.text:
            continue
        framed = span.look == "badge"
        letters = paper.bold if span.look in ("strong", "badge") else paper.regular
        size = SMALL if span.look in ("badge", "muted") else BODY
        margin = FRAME if framed else 0.0
        wide = letters.width(span.text, size) + 2 * margin
        if x + wide <= width:
            lines[-1].append(Piece(x + margin, span.text, letters, size, framed))
            x += wide + space
            continue
        for word in [span.text] if framed else span.text.split():
            for part in letters.cut(word, size, width - 2 * margin):
                wide = letters.width(part, size) + 2 * margin
                if x and x + wide > width:
                    lines.append([])
                    x = 0.0
                lines[-1].append(Piece(x + margin, part, letters, size, framed))
                x += wide + space
    return lines
