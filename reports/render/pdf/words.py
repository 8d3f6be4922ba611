"""What is typed off or read by a camera: a grid of numbered words, and a large QR square."""

from reports.document import NumberedWords, SquareCode
from reports.render.pdf.paper import BODY, LEADING, MM, SMALL, Paper
from reports.render.pdf.shapes import qr, rounded

WORD = 15.0
COLUMNS = 3
ROW = 25.0
GAP = 6.0
SQUARE = 42 * MM
QUIET = 4 * MM
"""White around the square, without which a camera does not find it."""


def draw_numbered(paper: Paper, block: NumberedWords) -> None:
    """Each word in a box of its own behind its number; all on one page, down the first column, then the next."""
    down = -(-len(block.words) // COLUMNS)
    width = (paper.right - paper.left - GAP * (COLUMNS - 1)) / COLUMNS
    paper.need(down * (ROW + GAP) + 4)
    for place, word in enumerate(block.words):
        x = paper.left + (place // down) * (width + GAP)
        y = paper.y - (place % down + 1) * (ROW + GAP)
        paper.put(rounded(x, y, width, ROW, edge=0.8))
        paper.text(x + 24, y + 8.5, f"{place + 1}.", BODY, align="right")
        paper.text(x + 31, y + 7.5, word, WORD, bold=True)
    paper.y -= down * (ROW + GAP) + 8


def draw_square(paper: Paper, block: SquareCode) -> None:
    """The square at the left, what is said of it beside it."""
    paper.need(SQUARE + 2 * QUIET)
    top = paper.y - QUIET / 2
    paper.put(qr(block.text, paper.left + QUIET, top - SQUARE, SQUARE))
    x = paper.left + SQUARE + 3 * QUIET
    y = top - 16
    for line in block.beside:
        for part in paper.regular.lines(line, BODY, paper.right - x):
            paper.text(x, y, part, BODY)
            y -= LEADING
        y -= SMALL / 2
    paper.y = top - SQUARE - QUIET
