"""Lists on paper: names and what they are, short lines with a drawn mark, the dashed frame around what is unproved."""

from collections.abc import Callable

from reports.document import Facts, Heading, Mark, Point, Points
from reports.render.pdf.cells import set_text
from reports.render.pdf.paper import BODY, LEADING, Paper
from reports.render.pdf.shapes import dashed, hollow_square, question, rule, source_mark, tick

NAME_SHARE = 0.46
"""What the names of facts may take of the line at the most."""

INDENT = 14.0
INSIDE = 9.0


def draw_facts(paper: Paper, facts: Facts) -> None:
    """Names at the left, what they are beside them on as many lines as needed; a rule for the hand where nothing is."""
    left, right = paper.left, paper.right
    widest = max((paper.regular.width(name, BODY) for name, _text in facts.rows), default=0.0)
    room = min(widest, (right - left) * NAME_SHARE)
    x = left + room + 8
    for name, text in facts.rows:
        names = paper.regular.lines(name, BODY, room)
        lines = paper.regular.lines(text, BODY, right - x) if text else [""]
        count = max(len(names), len(lines))
        paper.need(count * LEADING + 2)
        top = paper.y
        for number, words in enumerate(names):
            paper.text(left, top - 9 - number * LEADING, words, BODY)
        for number, words in enumerate(lines):
            paper.text(x, top - 9 - number * LEADING, words, BODY)
        if not text:
            paper.put(rule(x, top - 11, right, 0.5))
        paper.y = top - count * LEADING - 2
    paper.y -= 3


def draw_points(paper: Paper, points: Points) -> None:
    """One line below another, each with its mark; a long one hangs under its own beginning."""
    for point in points.points:
        lines = set_text(paper, point.text, paper.right - paper.left - INDENT, "id", bold=False)
        paper.need(len(lines) * LEADING)
        paper.put(_mark(paper, point, paper.y - 9))
        for line in lines:
            for piece in line:
                bold = piece.letters is paper.bold
                paper.text(paper.left + INDENT + piece.offset, paper.y - 9, piece.text, piece.size, bold=bold)
            paper.y -= LEADING
        paper.y -= 1.5
    paper.y -= 4


def framed(paper: Paper, heading: Heading, draw: Callable[[], None]) -> None:
    """What ``draw`` draws in a dashed frame under ``heading``, kept on one page."""
    text = heading.text if heading.number is None else f"{heading.number}. {heading.text}"
    left, right = paper.left, paper.right
    with paper.narrowed(left + INSIDE, right - INSIDE):
        names = paper.bold.lines(text, BODY + 2, paper.right - paper.left)
        head = 8 + len(names) * 15
        height = head + paper.height_of(draw) + 2
    paper.need(height + 6)
    top = paper.y
    paper.put(dashed(left, top - height, right - left, height))
    with paper.narrowed(left + INSIDE, right - INSIDE):
        for number, words in enumerate(names):
            paper.text(paper.left, top - 16 - number * 15, words, BODY + 2, bold=True)
        paper.y = top - head
        draw()
    paper.y = top - height - 6


def _mark(paper: Paper, point: Point, base: float) -> str:
    x = paper.left
    if isinstance(point.mark, Mark):
        return source_mark(point.mark.source, x + 1, base + 0.3)
    match point.mark:
        case "done":
            return tick(x + 0.5, base)
        case "open":
            return hollow_square(x + 0.5, base - 0.6)
        case "unknown":
            return question(x + 0.5, base)
    return rule(x + 1.5, base + 3.2, x + 7, 0.9)
