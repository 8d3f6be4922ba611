"""A Document on paper: A4 or F4, black and white, page by page.

Draws what the Document says and nothing else. A long table is drawn while it is read, so a cash book of ten thousand
rows needs no more memory than its finished pages.
"""

from pathlib import Path
from typing import IO

from kpmbooks.progress import NoProgress, Progress
from reports.document import (
    AmountInWords,
    BarChart,
    Block,
    Document,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    SourceLegend,
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
from reports.render.pdf.chart import HEIGHT, draw_chart
from reports.render.pdf.paper import Paper, Printed
from reports.render.pdf.table import draw_table

__all__ = ["Printed", "render"]


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
    for number, block in enumerate(document.blocks):
        following = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        _draw(paper, document, block, following)
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


def _draw(paper: Paper, document: Document, block: Block, following: Block | None) -> None:
    match block:
        case Heading():
            draw_heading(paper, block, HEIGHT + 62 if isinstance(following, BarChart) else 70)
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
        case PageBreak():
            if paper.y != paper.top:
                paper.turn()
