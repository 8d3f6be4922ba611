"""A price list to be read from across a stall: large lines on a page or half of one, or cards to be cut apart."""

from collections.abc import Sequence

from reports.document import PriceBoard, PriceLine
from reports.render.pdf.paper import BODY, SMALL, Paper
from reports.render.pdf.shapes import box, rule

LARGEST, SMALLEST = 22, 11
TITLE = 18.0
CARDS_ACROSS, CARDS_DOWN = 2, 4
CARD_GAP = 6.0
CARD_EDGE = 14.0
NAME, PRICE = 16.0, 44.0
BETWEEN = 14.0
"""Least room between a name and its price."""


def draw_board(paper: Paper, board: PriceBoard) -> None:
    """Draw the list in its shape; without a line nothing but the title."""
    if board.shape == "cards":
        _draw_cards(paper, board)
        return
    whole = paper.y - paper.bottom
    if board.shape == "page":
        _draw_lists(paper, board, whole, 1)
    else:
        _draw_lists(paper, board, whole / 2 - BETWEEN, 2)


def _draw_lists(paper: Paper, board: PriceBoard, height: float, parts: int) -> None:
    """The list in parts of a page; a half that holds all of it is drawn twice, one to hang up and one to keep."""
    shares = _shared(paper, board.lines, height)
    size = next(
        (
            size
            for size in range(LARGEST, SMALLEST, -1)
            if all(_height(paper, share, size) <= height for share in shares)
        ),
        SMALLEST,
    )
    if parts == 2 and len(shares) == 1:
        shares *= 2
    for nth, share in enumerate(shares):
        if nth and nth % parts == 0:
            paper.turn()
        top = paper.y
        _draw_list(paper, board, share, size)
        if parts == 2 and nth % 2 == 0 and nth + 1 < len(shares):
            paper.y = top - height - BETWEEN
            paper.put(f"[5 4] 0 d {rule(paper.left, paper.y + BETWEEN / 2, paper.right, 0.6)} [] 0 d")
    paper.y -= 4


def _shared(paper: Paper, lines: Sequence[PriceLine], height: float) -> list[Sequence[PriceLine]]:
    """The lines in as few parts as hold them in the smallest letters, each with about as many."""
    parts = 1
    while True:
        each = max(1, -(-len(lines) // parts))
        shares = [lines[first : first + each] for first in range(0, max(len(lines), 1), each)]
        if each == 1 or all(_height(paper, share, SMALLEST) <= height for share in shares):
            return shares
        parts += 1


def _height(paper: Paper, lines: Sequence[PriceLine], size: float) -> float:
    return TITLE * 2 + 8 + sum(_line_height(paper, line, size) for line in lines)


def _line_height(paper: Paper, line: PriceLine, size: float) -> float:
    return len(_name_lines(paper, line, size)) * size * 1.2 + (SMALL * 1.3 if line.note else 0) + size * 0.55


def _name_lines(paper: Paper, line: PriceLine, size: float) -> list[str]:
    return paper.bold.lines(line.name, size, paper.right - paper.left - _price_width(paper, line, size) - BETWEEN)


def _price_width(paper: Paper, line: PriceLine, size: float) -> float:
    unit = paper.regular.width(f" {line.unit}", size * 0.7) if line.unit else 0
    return paper.bold.width(line.price, size) + unit


def _draw_list(paper: Paper, board: PriceBoard, lines: Sequence[PriceLine], size: float) -> None:
    if board.shape == "half":
        # A half that is cut off has no head of the page: it says itself whose prices these are.
        title = paper.bold.shortened(board.owner, TITLE, paper.right - paper.left)
        paper.text(paper.left, paper.y - TITLE, title, TITLE, bold=True)
        paper.text(paper.left, paper.y - TITLE - BODY - 4, board.title, BODY)
        paper.y -= TITLE * 2 + 8
    for line in lines:
        _draw_line(paper, line, size)


def _draw_line(paper: Paper, line: PriceLine, size: float) -> None:
    base = paper.y - size
    x = paper.right
    if line.unit:
        paper.text(x, base, line.unit, size * 0.7, align="right")
        x -= paper.regular.width(f" {line.unit}", size * 0.7)
    paper.text(x, base, line.price, size, bold=True, align="right")
    for words in _name_lines(paper, line, size):
        paper.text(paper.left, paper.y - size, words, size, bold=True)
        paper.y -= size * 1.2
    if line.note:
        paper.text(paper.left, paper.y - SMALL + 2, paper.regular.shortened(line.note, SMALL, x - paper.left), SMALL)
        paper.y -= SMALL * 1.3
    paper.y -= size * 0.25
    paper.put(rule(paper.left, paper.y, paper.right, 0.4))
    paper.y -= size * 0.3


def _draw_cards(paper: Paper, board: PriceBoard) -> None:
    """Eight cards a page, each with a dashed edge to cut along."""
    width = (paper.right - paper.left - CARD_GAP * (CARDS_ACROSS - 1)) / CARDS_ACROSS
    for first in range(0, len(board.lines), CARDS_ACROSS * CARDS_DOWN):
        if first:
            paper.turn()
        top = paper.y
        height = (top - paper.bottom - CARD_GAP * CARDS_DOWN) / CARDS_DOWN
        for place, line in enumerate(board.lines[first : first + CARDS_ACROSS * CARDS_DOWN]):
            x = paper.left + place % CARDS_ACROSS * (width + CARD_GAP)
            y = top - (place // CARDS_ACROSS) * (height + CARD_GAP)
            _draw_card(paper, board.owner, line, x, y, width, height)
    paper.y = paper.bottom


def _draw_card(paper: Paper, owner: str, line: PriceLine, x: float, y: float, width: float, height: float) -> None:
    paper.put(f"[5 4] 0 d {box(x, y - height, width, height, edge=0.6)} [] 0 d")
    free, middle = width - 2 * CARD_EDGE, x + width / 2
    paper.text(middle, y - 20, paper.regular.shortened(owner, SMALL, free), SMALL, align="middle")
    names = paper.bold.lines(line.name, NAME, free)[:2]
    base = y - 44
    for words in names:
        paper.text(middle, base, paper.bold.shortened(words, NAME, free), NAME, bold=True, align="middle")
        base -= NAME * 1.2
    size = min(PRICE, PRICE * free / max(paper.bold.width(line.price, PRICE), 1))
    paper.text(middle, y - height + 46, line.price, size, bold=True, align="middle")
    under = " · ".join(part for part in (line.unit, line.note) if part)
    paper.text(middle, y - height + 20, paper.regular.shortened(under, BODY, free), BODY, align="middle")
