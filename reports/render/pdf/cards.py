"""Cards to be cut out of a page: cards A and B, slips of an exercise, cards of a game; one on a page is a poster.

All cards of a sheet have the same letters, as large as the fullest card allows.
"""

from reports.document import CardSheet, PaperCard
from reports.render.pdf.illustration import picture_size, put_picture
from reports.render.pdf.paper import SMALL, Paper
from reports.render.pdf.shapes import box

GAP = 8.0
EDGE = 12.0
LARGEST = {1: 40.0, 2: 17.0, 3: 12.5}
"""Points of a card's words by how many cards stand side by side."""

SMALLEST = 8.0
TITLE, FIGURE = 1.25, 1.9
"""So much larger than the words are a title and a figure."""

LEADING = 1.28
TITLE_ROOM = 60.0
"""Cards begin below a title; where more than that stands on the page they begin on the next."""

PICTURE_PART = 0.42
"""Most of a card's height that its picture takes."""


def draw_cards(paper: Paper, sheet: CardSheet) -> None:
    """Draw the cards from left to right and from above down, a page full at a time."""
    if not sheet.cards:
        return
    a_page = sheet.across * sheet.down
    width = (paper.right - paper.left - GAP * (sheet.across - 1)) / sheet.across
    if paper.top - paper.y > TITLE_ROOM:
        paper.turn()
    height = (paper.y - paper.bottom - GAP * sheet.down) / sheet.down
    size = _size(paper, sheet, width - 2 * EDGE, height - 2 * EDGE)
    for first in range(0, len(sheet.cards), a_page):
        if first:
            paper.turn()
        top = paper.y
        for place, card in enumerate(sheet.cards[first : first + a_page]):
            x = paper.left + place % sheet.across * (width + GAP)
            y = top - place // sheet.across * (height + GAP)
            if a_page > 1:
                paper.put(f"[5 4] 0 d {box(x, y - height, width, height, edge=0.6)} [] 0 d")
            _draw_card(paper, card, x + EDGE, y - EDGE, width - 2 * EDGE, height - 2 * EDGE, size)
        paper.y = paper.bottom


def _size(paper: Paper, sheet: CardSheet, width: float, height: float) -> float:
    size = LARGEST.get(sheet.across, 10.0)
    while size > SMALLEST and any(_height(paper, card, width, height, size) > height for card in sheet.cards):
        size -= 0.5
    return size


def _height(paper: Paper, card: PaperCard, width: float, height: float, size: float) -> float:
    return (
        (_picture_height(card, width, height) + size / 2 if card.picture else 0)
        + len(_lines(paper, card.title, size * TITLE, width, bold=True)) * size * TITLE * LEADING
        + sum(len(_lines(paper, line, size, width)) for line in card.lines) * size * LEADING
        + (size * FIGURE * LEADING if card.figure else 0)
        + (SMALL * 1.6 if card.foot else 0)
    )


def _picture_height(card: PaperCard, width: float, height: float) -> float:
    across, down = picture_size(card.picture)
    return min(height * PICTURE_PART, width * down / across)


def _lines(paper: Paper, words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    return (paper.bold if bold else paper.regular).lines(words, size, width) if words else []


def _draw_card(paper: Paper, card: PaperCard, x: float, top: float, width: float, height: float, size: float) -> None:
    if card.letter:
        _draw_letter(paper, card, x, top, width, height)
        return
    y = top
    if card.picture:
        high = _picture_height(card, width, height)
        across, down = picture_size(card.picture)
        put_picture(paper, card.picture, x + (width - across * high / down) / 2, y, high / down)
        y -= high + size / 2
    for words in _lines(paper, card.title, size * TITLE, width, bold=True):
        y -= size * TITLE * LEADING
        paper.text(x, y + size * 0.3, words, size * TITLE, bold=True)
    for line in card.lines:
        for words in _lines(paper, line, size, width):
            y -= size * LEADING
            paper.text(x, y + size * 0.25, words, size)
    if card.figure:
        large = min(size * FIGURE, size * FIGURE * width / max(paper.bold.width(card.figure, size * FIGURE), 1))
        paper.text(x, y - large * 1.05, card.figure, large, bold=True)
    if card.foot:
        paper.text(x, top - height + 2, paper.regular.shortened(card.foot, SMALL, width), SMALL)


def _draw_letter(paper: Paper, card: PaperCard, x: float, top: float, width: float, height: float) -> None:
    """A in a square with a solid frame, B in a black disc: told apart from the back of a hall and on any copy."""
    side = min(width, height - 2.2 * SMALL) * 0.86
    middle, centre = x + width / 2, top - (height - 1.6 * SMALL) / 2
    large = side * 0.72
    if card.letter.upper() == "A":
        paper.put(box(middle - side / 2, centre - side / 2, side, side, edge=side * 0.04))
        paper.text(middle, centre - large * 0.36, card.letter.upper(), large, bold=True, align="middle")
    else:
        r, k = side / 2, side / 2 * 0.5523
        paper.put(
            f"0 g {middle - r:.2f} {centre:.2f} m"
            f" {middle - r:.2f} {centre + k:.2f} {middle - k:.2f} {centre + r:.2f} {middle:.2f} {centre + r:.2f} c"
            f" {middle + k:.2f} {centre + r:.2f} {middle + r:.2f} {centre + k:.2f} {middle + r:.2f} {centre:.2f} c"
            f" {middle + r:.2f} {centre - k:.2f} {middle + k:.2f} {centre - r:.2f} {middle:.2f} {centre - r:.2f} c"
            f" {middle - k:.2f} {centre - r:.2f} {middle - r:.2f} {centre - k:.2f} {middle - r:.2f} {centre:.2f} c f"
        )
        paper.put("1 g")
        paper.text(middle, centre - large * 0.36, card.letter.upper(), large, bold=True, align="middle")
        paper.put("0 g")
    if card.foot:
        paper.text(middle, top - height + 2, paper.regular.shortened(card.foot, SMALL, width), SMALL, align="middle")
