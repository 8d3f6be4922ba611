"""A certificate as a page: framed, its words in the middle, the name the largest of them."""

from collections.abc import Sequence

from reports.document import Diploma
from reports.render.pdf.blocks import draw_signatures
from reports.render.pdf.paper import BODY, Paper
from reports.render.pdf.pictogram import pictogram
from reports.render.pdf.shapes import box, rule

TITLE, LEAD, NAME = 26.0, 12.0, 34.0
SMALLEST_NAME = 16.0
PRAISE = 13.0
MARK = 44.0
INSIDE = 26.0
HANDS = 96.0
LINE = 14.0
MOST_COLUMNS = 3


def draw_diploma(paper: Paper, diploma: Diploma) -> None:
    """Draw it on what is left of the page, which is a whole one where it is meant for one."""
    left, right, top, bottom = paper.left, paper.right, paper.y, paper.bottom + 4
    paper.put(box(left, bottom, right - left, top - bottom, edge=2.2))
    paper.put(box(left + 5, bottom + 5, right - left - 10, top - bottom - 10, edge=0.6))
    middle, y = (left + right) / 2, top - INSIDE - TITLE
    paper.text(middle, y, diploma.title, TITLE, bold=True, align="middle")
    y -= LEAD * 2.2
    paper.text(middle, y, diploma.lead, LEAD, align="middle")
    if diploma.mark:
        y -= MARK + 6
        paper.put(pictogram(diploma.mark, middle - MARK / 2, y, MARK))
    free = right - left - 4 * INSIDE
    size = max(SMALLEST_NAME, min(NAME, NAME * free / max(paper.bold.width(diploma.name, NAME), 1)))
    y -= size * 1.05
    paper.text(middle, y, paper.bold.shortened(diploma.name, size, free), size, bold=True, align="middle")
    paper.put(rule(middle - free / 3, y - 8, middle + free / 3, 0.8))
    y -= 12
    for words in paper.regular.lines(diploma.praise, PRAISE, free):
        y -= PRAISE * 1.35
        paper.text(middle, y, words, PRAISE, align="middle")
    _draw_points(paper, diploma.points, left + 2 * INSIDE, right - 2 * INSIDE, y - 10, bottom + HANDS + INSIDE)
    paper.y = bottom + HANDS + INSIDE
    with paper.narrowed(left + 2 * INSIDE, right - 2 * INSIDE):
        draw_signatures(paper, diploma.signatures)
    paper.y = paper.bottom


def _draw_points(paper: Paper, points: Sequence[str], left: float, right: float, top: float, bottom: float) -> None:
    """Small, in as many columns as they need; what no column holds is counted in the last line."""
    lines = max(1, int((top - bottom) // LINE))
    columns = min(MOST_COLUMNS, max(1, -(-len(points) // lines)))
    width = (right - left) / columns
    room = lines * columns
    shown = list(points) if len(points) <= room else [*points[: room - 1], f"+ {len(points) - room + 1}"]
    each = -(-len(shown) // columns)
    for nth, words in enumerate(shown):
        x, y = left + nth // each * width, top - (nth % each + 1) * LINE
        if columns == 1:
            paper.text((left + right) / 2, y, paper.regular.shortened(words, BODY, width), BODY, align="middle")
        else:
            paper.text(x, y, paper.regular.shortened(words, BODY, width - 8), BODY)
