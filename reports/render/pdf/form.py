"""A sheet to be filled in by hand: boxes large enough for a pencil, and the line to cut along."""

from reports.document import Form
from reports.render.pdf.paper import BODY, SMALL, Paper
from reports.render.pdf.shapes import HEAD_GROUND, box, rounded, rule

LABEL_WIDTH = 92.0
"""Points of the first column, which says the day."""

NUMBER_WIDTH = 26.0
"""Points of the first column where it only numbers the lines: the room is for the hand that writes."""

HEAD = 40.0
TITLE = 13.0
NUMBER = 12.0
LINE = 11.5


def draw_form(paper: Paper, form: Form) -> None:
    """The whole form on one page."""
    height = _height(form)
    paper.need(height)
    top = paper.y
    _draw_head(paper, form)
    _draw_boxes(paper, form)
    for words in form.foot:
        paper.running(words, SMALL, leading=LINE)
    paper.y = top - height
    if form.cut:
        paper.put(f"[5 4] 0 d {rule(paper.left, paper.y + 8, paper.right, 0.6)} [] 0 d")


def _height(form: Form) -> float:
    head = 22.0 + (LINE if form.subtitle else 0)
    return head + HEAD + len(form.rows) * form.row_height + 4 + len(form.foot) * LINE + (22 if form.cut else 8)


def _draw_head(paper: Paper, form: Form) -> None:
    width = paper.bold.width(form.number, NUMBER) + 16 if form.number else 0
    if form.number:
        paper.put(rounded(paper.right - width, paper.y - 19, width, 18))
        paper.text(paper.right - 8, paper.y - 14, form.number, NUMBER, bold=True, align="right")
    title = paper.bold.shortened(form.title, TITLE, paper.right - paper.left - width - 12)
    paper.text(paper.left, paper.y - 13, title, TITLE, bold=True)
    paper.y -= 22
    if form.subtitle:
        paper.text(paper.left, paper.y - 7, form.subtitle, SMALL)
        paper.y -= LINE


def _label_width(form: Form) -> float:
    numbers = all(not words or words.isdecimal() for row in form.rows for words in row)
    return NUMBER_WIDTH if numbers else LABEL_WIDTH


def _draw_boxes(paper: Paper, form: Form) -> None:
    label = _label_width(form)
    free = paper.right - paper.left - label
    share = free / sum(column.weight for column in form.columns)
    top = paper.y
    bottom = top - HEAD - len(form.rows) * form.row_height
    paper.put(box(paper.left, top - HEAD, paper.right - paper.left, HEAD, ground=HEAD_GROUND))
    x = paper.left + label
    for column in form.columns:
        width = column.weight * share
        y = top - 11
        for words in paper.bold.lines(column.name, SMALL, width - 6)[: 2 if column.hint else 3]:
            paper.text(x + 4, y, words, SMALL, bold=True)
            y -= 10
        for words in paper.regular.lines(column.hint, SMALL, width - 6)[:1]:
            paper.text(x + 4, top - HEAD + 6, words, SMALL)
        paper.put(f"0.5 w {x:.2f} {top:.2f} m {x:.2f} {bottom:.2f} l S")
        x += width
    y = top - HEAD
    for row in form.rows:
        for nth, words in enumerate(row[:2]):
            size = BODY if nth == 0 else SMALL
            paper.text(paper.left + 5, y - 11 - nth * 11, words, size, bold=nth == 0)
        paper.put(rule(paper.left, y, paper.right))
        y -= form.row_height
    paper.put(box(paper.left, bottom, paper.right - paper.left, top - bottom, edge=1))
    paper.y = bottom - 4
