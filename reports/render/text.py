"""A Document in a terminal: aligned columns, UTF-8, no colours. A crossed-out amount stands between tildes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from textwrap import wrap
from typing import TextIO

from reports.document import (
    AmountInWords,
    BarChart,
    Block,
    CardSheet,
    ColumnKind,
    Diploma,
    Document,
    Facts,
    Form,
    Frame,
    Heading,
    Illustration,
    KeyFigures,
    Mark,
    Nameplate,
    NumberedWords,
    Paragraph,
    Point,
    PointMark,
    Points,
    PriceBoard,
    Row,
    Signatures,
    SlipSheet,
    SourceLegend,
    Table,
    columns_for,
    in_one_column,
    said,
)

MARKS: Mapping[PointMark, str] = {"fact": "-", "done": "✓", "open": "☐", "unknown": "?"}
BLANK = "_" * 20
SHAPES = {"drawer": "●", "receipt": "◆", "sheet": "■", "message": "▲", "typed": "□", "remembered": "○"}
GAP = "  "
_BOLD = frozenset(("group", "subtotal", "total"))
LEAST = 16
"""A text column is never narrower than this, however narrow the terminal."""


def render(document: Document, target: TextIO, *, width: int = 100) -> None:
    """Write ``document`` for a terminal of ``width`` characters. Amounts are never shortened, texts are broken."""

    def say(line: str = "") -> None:
        target.write(f"{line.rstrip()}\n")

    furniture = document.furniture
    head = " | ".join(part for part in (document.owner, document.ledger) if part)
    say(f"{head}{furniture.printed:>{max(width - len(head), len(furniture.printed) + 2)}}")
    if document.practice:
        say(furniture.practice)
    say()
    say(document.title)
    if document.subtitle:
        say(document.subtitle)
    for block in in_one_column(document.blocks):
        for line in _block(document, block, width):
            say(line)
    for line in _signatures(document.signatures):
        say(line)
    if document.code:
        say()
        say(furniture.code)
        say(furniture.code_note)
    if furniture.foot:
        say()
        say(furniture.foot)


def _block(document: Document, block: Block, width: int) -> Iterable[str]:
    match block:
        case Heading():
            text = block.text if block.number is None else f"{block.number}. {block.text}"
            return ["", f"{text} ({block.note})" if block.note else text]
        case Paragraph():
            return ["", *wrap(said(block.text, "text", document.language), width)]
        case KeyFigures():
            label = max(len(figure.label) for figure in block.figures)
            amount = max(len(figure.text) for figure in block.figures)
            return ["", *(f"{each.label:<{label}}{GAP}{each.text:>{amount}}{GAP}{each.note}" for each in block.figures)]
        case Table():
            return _table(document, block, width)
        case BarChart():
            return _chart(block)
        case AmountInWords():
            return ["", f"{block.label} {block.text}", *wrap(block.words, width)]
        case NumberedWords():
            return ["", *(f"{place:>2}. {word}" for place, word in enumerate(block.words, 1))]
        case SourceLegend():
            return ["", "  ".join(f"{SHAPES[mark.source]} {mark.word}" for mark in block.marks)]
        case Facts():
            name = max((len(each) for each, _text in block.rows), default=0)
            return ["", *chain(*(_hung(f"{each:<{name}}{GAP}", text or BLANK, width) for each, text in block.rows))]
        case Points():
            return ["", *chain(*(_point(document, point, width) for point in block.points))]
        case Signatures():
            return _signatures(block)
        case Form():
            names = (column.name for column in block.columns)
            return ["", f"{block.title}  {block.number}", block.subtitle, GAP.join(names), *block.foot]
        case Nameplate():
            width_of = max((len(each) for each, _text in block.lines), default=0)
            return ["", block.name, *(f"{each:<{width_of}}{GAP}{text}" for each, text in block.lines)]
        case PriceBoard() | SlipSheet() | CardSheet():
            return _table(document, block.table, width)
        case Diploma():
            points = (f"{MARKS['done']} {point}" for point in block.points)
            return ["", block.title, block.lead, block.name, block.praise, *points, *_signatures(block.signatures)]
        case Illustration():
            return ["", f"[{block.shows}]"]
        case Frame():
            inside = chain(*(_block(document, part, width) for part in (block.heading, *block.parts)))
            return [line for line in inside if line]
        case _:
            return []


def _table(document: Document, table: Table, width: int) -> Iterator[str]:
    """The lines of a table; its rows are walked once to measure and once to write, and never kept."""
    indexes = columns_for(table, "page")
    kinds = [table.columns[index].kind for index in indexes]
    widths = [len(table.columns[index].name) for index in indexes]
    empty = True
    for row in table.rows:
        empty = False
        cells = _cells(document, table, indexes, row)
        for place, text in enumerate(cells):
            if row.style in _BOLD and _run_on(cells, place) > place:
                continue  # a group's or total's name has room beside it
            widths[place] = max(widths[place], len(text))
    yield ""
    if empty:
        yield table.empty
        return
    texts = [place for place, kind in enumerate(kinds) if kind == "text"]
    over = sum(widths) + len(GAP) * (len(widths) - 1) - width
    for place in texts:
        shrunk = max(widths[place] - max(over, 0), LEAST, len(table.columns[indexes[place]].name))
        over -= widths[place] - min(shrunk, widths[place])
        widths[place] = min(shrunk, widths[place])
    yield from _lines([table.columns[index].name for index in indexes], kinds, widths)
    yield GAP.join("-" * each for each in widths)
    struck = False
    for row in table.rows:
        struck = struck or row.style == "struck"
        cells = _cells(document, table, indexes, row)
        yield from _joined(cells, kinds, widths) if row.style in _BOLD else _lines(cells, kinds, widths)
    if struck and document.furniture.struck:
        yield f"~ {document.furniture.struck}"


def _cells(document: Document, table: Table, indexes: Sequence[int], row: Row) -> list[str]:
    cells = []
    for index in indexes:
        cell, column = row.cells[index], table.columns[index]
        text = SHAPES[cell.source] if isinstance(cell, Mark) else said(cell, column.kind, document.language)
        cells.append(f"~{text}~" if text and row.style == "struck" and column.kind == "money" else text)
    return cells


def _run_on(cells: Sequence[str], place: int) -> int:
    """The last place of the empty cells that follow ``place``."""
    end = place
    while cells[place] and end + 1 < len(cells) and not cells[end + 1]:
        end += 1
    return end


def _joined(cells: Sequence[str], kinds: Sequence[ColumnKind], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a group or total, whose name runs over the empty cells beside it."""
    parts: list[tuple[str, ColumnKind, int]] = []
    place = 0
    while place < len(cells):
        end = place if kinds[place] in ("money", "number") else _run_on(cells, place)
        width = sum(widths[place : end + 1]) + len(GAP) * (end - place)
        parts.append((cells[place], "text" if end > place else kinds[place], width))
        place = end + 1
    texts, joined_kinds, joined_widths = zip(*parts, strict=True)
    yield from _lines(texts, joined_kinds, joined_widths)


def _lines(cells: Sequence[str], kinds: Sequence[ColumnKind], widths: Sequence[int]) -> Iterator[str]:
    broken = [
        wrap(text, width) if kind == "text" and len(text) > width else [text]
        for text, kind, width in zip(cells, kinds, widths, strict=True)
    ]
    for parts in zip_longest(*broken, fillvalue=""):
        yield GAP.join(
            f"{part:>{width}}" if kind in ("money", "number") else f"{part:<{width}}"
            for part, kind, width in zip(parts, kinds, widths, strict=True)
        )


def _point(document: Document, point: Point, width: int) -> list[str]:
    mark = SHAPES[point.mark.source] if isinstance(point.mark, Mark) else MARKS[point.mark]
    return _hung(f"{mark} ", said(point.text, "text", document.language), width)


def _hung(lead: str, text: str, width: int) -> list[str]:
    """``text`` after ``lead``, further lines below its beginning."""
    lines = wrap(text, max(width - len(lead), LEAST)) or [""]
    return [f"{lead if not number else ' ' * len(lead)}{line}" for number, line in enumerate(lines)]


def _chart(chart: BarChart) -> list[str]:
    lines = ["", f"{chart.title} ({chart.unit})".strip()]
    name = max(map(len, chart.groups), default=0)
    widths = [max(map(len, (series.name, *series.labels))) for series in chart.series]
    heads = (f"{series.name:>{width}}" for series, width in zip(chart.series, widths, strict=True))
    lines.append(GAP.join((" " * name, *heads)))
    for place, group in enumerate(chart.groups):
        values = (f"{series.labels[place]:>{width}}" for series, width in zip(chart.series, widths, strict=True))
        note = chart.notes[place] if chart.notes else ""
        lines.append(GAP.join((f"{group:<{name}}", *values, note)))
    return [*lines, f"- - {chart.line.name}"] if chart.line else lines


def _signatures(signatures: Signatures) -> list[str]:
    if not signatures.blocks:
        return []
    lines = ["", signatures.place_line] if signatures.place_line else [""]
    return [
        *lines,
        *(f"{each.meaning} {each.name or '____________________'} ({each.role})" for each in signatures.blocks),
    ]
