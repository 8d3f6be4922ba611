"""A Document on paper: A4 or F4, black and white, page by page.

Draws what the Document says and nothing else. A long table is drawn while it is read, so a cash book of ten thousand
rows needs no more memory than its finished pages.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import IO

from kpmbooks.progress import NoProgress, Progress
from reports.document import (
    AmountInWords,
    BarChart,
    Block,
    CardSheet,
    Diploma,
    Document,
    Facts,
    Form,
    Frame,
    Heading,
    Illustration,
    KeyFigures,
    Nameplate,
    NumberedWords,
    PageBreak,
    Pair,
    Paragraph,
    Part,
    Points,
    PriceBoard,
    Signatures,
    SlipSheet,
    SourceLegend,
    SquareCode,
    Table,
)
from reports.render.pdf.blocks import (
    draw_figures,
    draw_heading,
    draw_legend,
    draw_paragraph,
    draw_signatures,
    draw_title,
    draw_words,
)
from reports.render.pdf.board import draw_board
from reports.render.pdf.cards import draw_cards
from reports.render.pdf.chart import draw_chart
from reports.render.pdf.diploma import draw_diploma
from reports.render.pdf.form import draw_form
from reports.render.pdf.illustration import draw_illustration
from reports.render.pdf.lists import draw_facts, draw_points, framed
from reports.render.pdf.paper import Paper, Printed
from reports.render.pdf.slips import draw_nameplate, draw_slips
from reports.render.pdf.table import draw_table
from reports.render.pdf.words import draw_numbered, draw_square

__all__ = ["Printed", "render"]

GAP = 20.0
"""Between two stacks side by side."""

SHORT = 24
"""A table of so many rows is kept on one page, with its heading."""

LEAST_ABOVE = 120.0
"""A pair that leaves less than this of a page is set one below the other: it may be split then."""


def render(
    document: Document, target: Path | IO[bytes], *, invariant: bool = False, progress: Progress | None = None
) -> Printed:
    """Write ``document`` as PDF to a file or a binary stream.

    ``invariant`` leaves out the moment of writing, so that equal documents give equal bytes. ``progress`` is told each
    finished page and may raise ``Cancelled``; a file is then left as it was.
    """
    if isinstance(target, Path):
        return _to_file(document, target, invariant=invariant, progress=progress)
    paper = Paper(document, target, progress or NoProgress(), invariant=invariant)
    draw_title(paper, document)
    _draw_blocks(paper, document, document.blocks)
    draw_signatures(paper, document.signatures)
    return paper.finish()


def _to_file(document: Document, target: Path, *, invariant: bool, progress: Progress | None) -> Printed:
    """Write beside the file and put it in place when it is whole: an older print survives a cancelled one."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as stream:
            printed = render(document, stream, invariant=invariant, progress=progress)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return printed


def _draw_blocks(paper: Paper, document: Document, blocks: Sequence[Block]) -> None:
    for number, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            if paper.y != paper.top:
                paper.turn()
        elif isinstance(block, Pair):
            _draw_pair(paper, document, block)
        elif isinstance(block, Heading):
            draw_heading(paper, block, _height_below(paper, document, blocks[number + 1 : number + 2]))
        else:
            _draw(paper, document, block)


def _draw_pair(paper: Paper, document: Document, pair: Pair) -> None:
    """Both stacks side by side where they fit, else one below the other: half a page is never left empty for them."""
    middle = (paper.left + paper.right) / 2
    halves = ((pair.left, paper.left, middle - GAP / 2), (pair.right, middle + GAP / 2, paper.right))
    heights = []
    for blocks, left, right in halves:
        with paper.narrowed(left, right):
            heights.append(paper.height_of(partial(_draw_blocks, paper, document, blocks)))
    whole, left_over = paper.top - paper.bottom, paper.y - paper.bottom
    if max(heights) > whole - LEAST_ABOVE or whole / 2 < left_over < max(heights):
        _draw_blocks(paper, document, (*pair.left, *pair.right))
        return
    paper.need(max(heights))
    top = paper.y
    for blocks, left, right in halves:
        paper.y = top
        with paper.narrowed(left, right):
            _draw_blocks(paper, document, blocks)
    paper.y = top - max(heights)


def _height_below(paper: Paper, document: Document, following: Sequence[Block]) -> float:
    """What must fit below a heading: all of a short table or chart, the beginning of anything else."""
    for block in following:
        if isinstance(block, Pair):
            beside = paper.height_of(partial(_draw_pair, paper, document, block))
            return min(beside, (paper.top - paper.bottom) / 2)
        short = isinstance(block, BarChart | Illustration) or (
            isinstance(block, Table) and isinstance(block.rows, tuple) and len(block.rows) <= SHORT
        )
        if short and not isinstance(block, Pair | PageBreak):
            return paper.height_of(partial(_draw, paper, document, block))
    return 70.0


def _draw(paper: Paper, document: Document, block: Part) -> None:
    match block:
        case Heading():
            draw_heading(paper, block, 0)
        case Paragraph():
            draw_paragraph(paper, block)
        case KeyFigures():
            draw_figures(paper, block)
        case Table():
            draw_table(paper, block, document.language, document.furniture.continued)
        case BarChart():
            draw_chart(paper, block)
        case AmountInWords():
            draw_words(paper, block)
        case SourceLegend():
            draw_legend(paper, block)
        case NumberedWords():
            draw_numbered(paper, block)
        case SquareCode():
            draw_square(paper, block)
        case Facts():
            draw_facts(paper, block)
        case Points():
            draw_points(paper, block)
        case Form():
            draw_form(paper, block)
        case Signatures():
            draw_signatures(paper, block)
        case PriceBoard():
            draw_board(paper, block)
        case Nameplate():
            draw_nameplate(paper, block)
        case SlipSheet():
            draw_slips(paper, block)
        case Diploma():
            draw_diploma(paper, block)
        case Illustration():
            draw_illustration(paper, block)
        case CardSheet():
            draw_cards(paper, block)
        case Frame():
            framed(paper, block.heading, partial(_draw_blocks, paper, document, block.parts))
