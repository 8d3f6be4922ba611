"""Every block on paper but tables and charts: titles, text, figure boxes, amounts in words, marks, signatures."""

from reports.document import (
    AmountInWords,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Signatures,
    SourceLegend,
    Span,
)
from reports.render.pdf.letters import Letters
from reports.render.pdf.paper import BODY, LEADING, SMALL, Paper
from reports.render.pdf.shapes import HEAD_GROUND, rounded, rule, source_mark

TITLE = 19.0
FIGURE = 16.0
SECTION = 12.0
HAND = 28.35
"""10 mm for the hand that signs."""


def draw_title(paper: Paper, document: Document) -> None:
    """The report's name and the line below it."""
    paper.y -= 2
    paper.running(document.title, TITLE, bold=True, leading=23)
    if document.subtitle:
        paper.running(document.subtitle, BODY, leading=LEADING)
    paper.y -= 7


def draw_heading(paper: Paper, heading: Heading, following: float) -> None:
    """A section's name over a rule, kept with at least ``following`` points of what comes after."""
    paper.need(26 + following)
    paper.y -= 6
    text = heading.text if heading.number is None else f"{heading.number}. {heading.text}"
    paper.text(paper.left, paper.y - 11, text, SECTION, bold=True)
    if heading.note:
        paper.text(paper.left + paper.bold.width(text, SECTION) + 6, paper.y - 11, heading.note, SMALL)
    paper.put(rule(paper.left, paper.y - 15.5, paper.right, 0.8))
    paper.y -= 21


def draw_paragraph(paper: Paper, paragraph: Paragraph) -> None:
    """Running text, pieces of it bold."""
    if isinstance(paragraph.text, str):
        paper.running(paragraph.text)
    else:
        _run_spans(paper, paragraph.text)
    paper.y -= 5


def draw_figures(paper: Paper, block: KeyFigures) -> None:
    """Boxes in lines of up to four, all of a line equally high; the strong one has the thick frame."""
    for start in range(0, len(block.figures), 4):
        line = block.figures[start : start + 4]
        gap = 8.0
        width = (paper.right - paper.left - gap * (len(line) - 1)) / len(line)
        parts = [_figure_lines(paper, figure, width - 16) for figure in line]
        height = max(len(label) * 11 + 20 + len(note) * 11 for label, _, note in parts) + 12
        paper.need(height + 8)
        x = paper.left
        for figure, (label, size, note) in zip(line, parts, strict=True):
            ground = HEAD_GROUND if figure.quiet else None
            paper.put(rounded(x, paper.y - height, width, height, ground=ground, edge=2.3 if figure.strong else 1))
            y = paper.y - 15
            for words in label:
                paper.text(x + 8, y, words, SMALL)
                y -= 11
            paper.text(x + 8, y - 7, figure.text, size, bold=True)
            y -= 20
            for words in note:
                paper.text(x + 8, y, words, SMALL)
                y -= 11
            x += width + gap
        paper.y -= height + 8


def draw_words(paper: Paper, block: AmountInWords) -> None:
    """An amount and its words in one box."""
    inner = paper.right - paper.left - 20
    size = BODY
    lead = paper.regular.width(block.label, SMALL) + 8
    figure = paper.bold.width(block.text, SECTION)
    lines = paper.regular.lines(block.words, size, inner)
    height = 15 + len(lines) * LEADING + 10
    paper.need(height + 8)
    paper.put(rounded(paper.left, paper.y - height, paper.right - paper.left, height))
    y = paper.y - 16
    paper.text(paper.left + 10, y, block.label, SMALL)
    paper.text(paper.left + 10 + lead, y, block.text, SECTION, bold=True)
    if len(lines) == 1 and lead + figure + 10 + paper.regular.width(block.words, size) < 0:
        return
    for words in lines:
        y -= LEADING + 1
        paper.text(paper.left + 10, y, words, size)
    paper.y -= height + 8


def draw_legend(paper: Paper, legend: SourceLegend) -> None:
    """What the shapes mean, on one or more lines."""
    x = paper.left
    paper.need(LEADING)
    for mark in legend.marks:
        wide = 10 + paper.regular.width(mark.word, SMALL) + 14
        if x > paper.left and x + wide > paper.right:
            x = paper.left
            paper.y -= LEADING
            paper.need(LEADING)
        paper.put(source_mark(mark.source, x, paper.y - 8))
        paper.text(x + 10, paper.y - 8, mark.word, SMALL)
        x += wide
    paper.y -= LEADING + 4


def draw_signatures(paper: Paper, signatures: Signatures) -> None:
    """The place and day, then the blocks side by side, all on one page."""
    if not signatures.blocks:
        return
    place = LEADING + 10 if signatures.place_line else 0
    height = place + 14 + HAND + 32
    paper.need(height + 8)
    paper.y -= 8
    if signatures.place_line:
        paper.text(paper.right, paper.y - 10, signatures.place_line, BODY, align="right")
        paper.y -= place
    gap = 18.0
    columns = max(len(signatures.blocks), 2)
    width = (paper.right - paper.left - gap * (columns - 1)) / columns
    x = paper.right - len(signatures.blocks) * (width + gap) + gap
    for block in signatures.blocks:
        middle = x + width / 2
        paper.text(middle, paper.y - 9, block.meaning, SMALL, align="middle")
        line = paper.y - 14 - HAND - 14
        natural = paper.bold.width(block.name, BODY)
        size = BODY if natural <= width else BODY * width / natural
        paper.text(middle, line + 4, block.name, size, bold=True, align="middle")
        paper.put(rule(x, line, x + width, 0.8))
        paper.text(middle, line - 11, block.role, SMALL, align="middle")
        x += width + gap
    paper.y -= height - place


def _figure_lines(paper: Paper, figure: KeyFigure, width: float) -> tuple[list[str], float, list[str]]:
    """Label lines, the size at which the figure fits whole, note lines."""
    natural = paper.bold.width(figure.text, FIGURE)
    size = FIGURE if natural <= width else max(FIGURE * width / natural, 6.0)
    note = paper.regular.lines(figure.note, SMALL, width) if figure.note else []
    return paper.regular.lines(figure.label, SMALL, width), size, note


def _run_spans(paper: Paper, spans: tuple[Span, ...]) -> None:
    x = paper.left
    paper.need(LEADING)
    for span in spans:
        letters: Letters = paper.bold if span.look in ("strong", "badge") else paper.regular
        size = SMALL if span.look in ("muted", "badge") else BODY
        for word in span.text.split():
            wide = letters.width(word, size)
            if x > paper.left and x + wide > paper.right:
                x = paper.left
                paper.y -= LEADING
                paper.need(LEADING)
            paper.text(x, paper.y - 8, word, size, bold=letters is paper.bold)
            x += wide + letters.width(" ", size)
    paper.y -= LEADING
