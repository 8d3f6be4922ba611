"""Tables on paper, row by row straight from their iterable: the head on every page, no row split, totals never alone.

A day (or any group) that runs over a page says its name again on top of the next. An amount that is wider than its
column is drawn narrower, never cut.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kpmbooks.i18n import Language
from reports.document import Mark, Pictogram, Quantity, Row, Table, columns_for, said
from reports.render.pdf.cells import FRAME, Piece, set_text
from reports.render.pdf.columns import PAD, PICTURE, column_spans
from reports.render.pdf.paper import BODY, SMALL, Paper
from reports.render.pdf.pictogram import pictogram
from reports.render.pdf.shapes import GROUND, HEAD_GROUND, box, rounded, rule, source_mark

PITCH = 16.0
"""How high a row of one line is."""

LINE = 12.5
"""What each further line adds."""

BASE = 4.6
"""The last base line stands this high above the row's lower rule."""

HEAD_LINE = 11.0
BOLD_ROWS = frozenset(("group", "subtotal", "total"))


def draw_table(paper: Paper, table: Table, language: Language, continued: str) -> None:
    """Draw ``table`` from the cursor down; ``continued`` is said beside a group's name that is repeated."""
    rows = iter(table.rows)
    first = next(rows, None)
    if first is None:
        paper.running(table.empty)
        paper.y -= 4
        return
    drawing = _Drawing(paper, table, language)
    paper.need(drawing.head_height + 3 * PITCH)
    drawing.head()
    group: Row | None = None
    for laid, following in _with_next(map(drawing.lay, chain((first,), rows))):
        row = laid.row
        if paper.need(laid.height + _kept(laid, following)):
            drawing.head()
            if group and row.style in ("plain", "struck"):
                drawing.draw(drawing.lay(_again(group, continued)))
        drawing.draw(laid)
        if row.style == "group":
            group = row
        elif row.style in BOLD_ROWS:
            group = None
    paper.put(rule(paper.left, paper.y, paper.right, 0.8))
    paper.y -= 8


def _with_next(rows: Iterable["_Laid"]) -> Iterator[tuple["_Laid", "_Laid | None"]]:
    walk = iter(rows)
    row = next(walk)
    for following in walk:
        yield row, following
        row = following
    yield row, None


def _kept(laid: "_Laid", following: "_Laid | None") -> float:
    """What must stand on the same page below a row: the first row of its group, or the totals that close the table."""
    if following is None:
        return 0.0
    if following.row.style == "total":
        return following.height + PITCH
    if laid.row.style == "group" or following.row.style == "subtotal":
        return following.height
    return 0.0


def _again(group: Row, continued: str) -> Row:
    """The group's name without its amounts, for the top of the next page."""
    said_again = [f"{cell} ({continued})" if isinstance(cell, str) and continued else None for cell in group.cells]
    return Row(tuple(said_again), "group")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A row whose texts are broken into lines; None stands for a cell that is drawn another way."""

    row: Row
    texts: list[list[list[Piece]] | None]
    height: float


class _Drawing:
    """One table being drawn."""

    def __init__(self, paper: Paper, table: Table, language: Language) -> None:
        self._paper, self._language = paper, language
        self._indexes = columns_for(table, "page")
        self._columns = [table.columns[index] for index in self._indexes]
        self._spans = column_spans(paper, table, language)
        self._ruled, self._least = table.ruled, max(table.least, PITCH)
        self._places = list(zip(self._indexes, self._columns, self._spans, strict=True))
        self._names = [_heading(paper, column.name, right - left) for _, column, (left, right) in self._places]
        self.head_height = PITCH + (max(map(len, self._names)) - 1) * HEAD_LINE

    def head(self) -> None:
        """The names of the columns."""
        paper = self._paper
        bottom = paper.y - self.head_height
        paper.put(box(paper.left, bottom, paper.right - paper.left, self.head_height, ground=HEAD_GROUND))
        for (_, column, (left, right)), lines in zip(self._places, self._names, strict=True):
            y = bottom + BASE + (len(lines) - 1) * HEAD_LINE
            for line in lines:
                width = paper.bold.width(line, SMALL)
                squeeze = min(1.0, (right - left) / width) if width else 1.0
                x = right - width * squeeze if column.kind in ("money", "number") else left
                paper.put(f"BT {paper.bold.write(x, y, line, SMALL, squeeze)} ET")
                y -= HEAD_LINE
        paper.put(rule(paper.left, bottom, paper.right, 0.8))
        if self._ruled:
            paper.put(self._uprights(paper.y, bottom))
        paper.y = bottom

    def lay(self, row: Row) -> _Laid:
        """Break the texts of ``row`` into lines and say how high it is."""
        bold = row.style in BOLD_ROWS
        texts: list[list[list[Piece]] | None] = []
        most = 1
        for place, (index, column, (left, right)) in enumerate(self._places):
            cell = row.cells[index]
            if cell is None or isinstance(cell, int | Mark | Pictogram | Quantity):
                texts.append(None)
            elif column.kind == "text" or bold:
                lines = set_text(
                    self._paper, cell, (self._run_on(row, place) if bold else right) - left, self._language, bold=bold
                )
                most = max(most, len(lines))
                texts.append(lines)
            else:
                texts.append([[Piece(0.0, said(cell, column.kind, self._language), self._paper.regular, BODY)]])
        least = self._least if row.style in ("plain", "struck") else PITCH
        return _Laid(row, texts, max(PITCH + (most - 1) * LINE, least))

    def draw(self, laid: _Laid) -> None:
        """Draw a row and move the cursor below it."""
        paper, style = self._paper, laid.row.style
        bottom = paper.y - laid.height
        base = bottom + laid.height - PITCH + BASE
        if style in ("group", "total"):
            paper.put(box(paper.left, bottom, paper.right - paper.left, laid.height, ground=GROUND))
        if style == "total":
            paper.put(rule(paper.left, paper.y, paper.right, 0.8))
        words: list[str] = []
        shapes: list[str] = []
        for (index, column, (left, right)), lines in zip(self._places, laid.texts, strict=True):
            cell = laid.row.cells[index]
            if lines is not None:
                narrow = right - left if column.kind != "text" and style not in BOLD_ROWS else None
                self._text(lines, left, base, narrow, words, shapes, struck=style == "struck" and column.kind == "text")
            elif isinstance(cell, Mark):
                shapes.append(source_mark(cell.source, left, base + 0.4))
            elif isinstance(cell, Pictogram):
                shapes.append(pictogram(cell.name, left, base - 4 + (PITCH - PICTURE) / 2, PICTURE))
            elif isinstance(cell, int | Quantity):
                text = said(cell, column.kind, self._language)
                bold = style in ("subtotal", "total") or (column.strong and style == "plain")
                letters = paper.bold if bold else paper.regular
                width = letters.width(text, BODY)
                squeeze = min(1.0, (right - left) / width)
                words.append(letters.write(right - width * squeeze, base, text, BODY, squeeze))
                if style == "struck":
                    shapes.append(_line_through(right - width * squeeze, right, base))
        paper.put(f"BT {' '.join(words)} ET")
        shapes.append(rule(paper.left, bottom, paper.right, 0.4, 0.7))
        if self._ruled and style in ("plain", "struck"):
            shapes.append(self._uprights(paper.y, bottom))
        paper.put(" ".join(shapes))
        paper.y = bottom

    def _uprights(self, top: float, bottom: float) -> str:
        """The lines between the columns, and at both ends."""
        places = [*(left - PAD for left, _ in self._spans), self._paper.right]
        return "0.4 w " + " ".join(f"{x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l" for x in places) + " S"

    def _text(
        self,
        lines: list[list[Piece]],
        left: float,
        y: float,
        narrow: float | None,
        words: list[str],
        shapes: list[str],
        *,
        struck: bool,
    ) -> None:
        """Add the lines of one cell; ``narrow`` is the width into which a text that must not be broken is squeezed."""
        for line in lines:
            for piece in line:
                x = left + piece.offset
                if narrow is None and not piece.framed and not struck:
                    words.append(piece.letters.write(x, y, piece.text, piece.size))
                    continue
                width = piece.letters.width(piece.text, piece.size)
                squeeze = min(1.0, narrow / width) if narrow and width else 1.0
                words.append(piece.letters.write(x, y, piece.text, piece.size, squeeze))
                if piece.framed:
                    shapes.append(rounded(x - FRAME, y - 2.6, width + 2 * FRAME, 11.2, edge=0.5))
                elif struck:
                    shapes.append(_line_through(x, x + width, y))
            y -= LINE

    def _run_on(self, row: Row, place: int) -> float:
        """The right end of a group's or total's name: it runs on until the next cell that holds something."""
        end = self._spans[place][1]
        for index, _, (_, right) in self._places[place + 1 :]:
            if row.cells[index] is not None:
                break
            end = right
        return end


def _heading(paper: Paper, name: str, width: float) -> list[str]:
    """A column's name broken between words; one that is wider than the column will be drawn narrower, never cut."""
    widest = max((paper.bold.width(word, SMALL) for word in name.split()), default=0.0)
    return paper.bold.lines(name, SMALL, max(width, widest))


def _line_through(begin: float, end: float, y: float) -> str:
    return rule(begin, y + 0.28 * BODY, end, 0.7)
