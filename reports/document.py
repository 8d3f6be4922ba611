"""What a report is made of: a finished, worded value that every renderer draws and none changes.

A ``Document`` says all that is on the paper, in one language; renderers sum nothing, ask nothing and word nothing.
Long tables hold an iterable that can be walked again and again (``rows`` of a cash book streams from the book), so
that ten thousand rows never stand in memory at once. It does not know statements: the report modules do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from kpmbooks.dates import format_day
from kpmbooks.i18n import Language
from kpmbooks.money import format_amount
from kpmbooks.trade.quantities import THOUSAND, format_quantity

Look = Literal["plain", "strong", "muted", "badge"]
"""How a piece of a cell stands out: bold, second line of thought, or a word in a little frame."""

Source = Literal["drawer", "receipt", "sheet", "message", "typed", "remembered"]
"""Where a record comes from; each is drawn as a shape of its own, never as a letter of a font."""

ColumnKind = Literal["text", "money", "day", "number", "code", "mark", "picture"]
"""``code`` is a short text that is never broken; ``mark`` holds a source mark; ``money`` is whole rupiah; ``picture``
holds a pictogram."""

RowStyle = Literal["plain", "group", "struck", "subtotal", "total"]
"""``group`` introduces the rows below it (a day); ``struck`` is crossed out and counts in no total."""

Size = Literal["A4", "F4"]
"""F4 is the Indonesian folio, 215 × 330 mm."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a cell's or a paragraph's text with one look."""

    text: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Mark:
    """A source mark: the shape where shapes can be drawn, its word elsewhere."""

    source: Source
    word: str


@dataclass(frozen=True, slots=True)
class Pictogram:
    """The mark of a member, drawn where pictures can be drawn; elsewhere its word, if it has one."""

    name: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of a good: whole thousandths of a unit, a number where numbers are written."""

    thousandths: int


Cell: TypeAlias = str | int | date | Mark | Pictogram | Quantity | tuple[Span, ...] | None
"""Whole rupiah or a count as int, a day as date, nothing as None."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what its cells hold and how much of the free width it takes.

    ``weight`` divides what is left among the text columns. ``widest`` is the widest cell there can be (a total, for
    example); it saves a renderer from walking a long table only to measure it. ``shown`` keeps a column to spreadsheets
    (``sheet``: the day of each row) or to paper (``page``). ``strong`` amounts are bold (balances).
    """

    name: str
    kind: ColumnKind = "text"
    weight: int = 1
    widest: Cell = None
    shown: Literal["always", "page", "sheet"] = "always"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; as many cells as the table has columns."""

    cells: tuple[Cell, ...]
    style: RowStyle = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's name, with its number where sections are numbered and a small note such as a unit."""

    text: str
    number: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str | tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure in a box. ``strong`` is the one the reader came for, ``quiet`` the one to be careful with."""

    label: str
    text: str
    note: str = ""
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Boxes side by side, up to four in a line."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``rows`` may be walked more than once; ``empty`` is said instead of a table without rows.

    ``name`` names the sheet of a workbook; the heading above does where it is empty. ``ruled`` draws lines between its
    columns, as a register to be written in has them; ``least`` is how high a row is at least, in points. ``texts`` is
    the part of the width that the texts keep at least (0: the usual one), however many amounts stand beside them.
    """

    columns: tuple[Column, ...]
    rows: Iterable[Row]
    empty: str = ""
    name: str = ""
    ruled: bool = False
    least: float = 0
    texts: float = 0


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one kind: whole rupiah, and the words that stand above them (already in the chart's unit)."""

    name: str
    values: tuple[int, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A dashed line across a chart at ``value``, its name at its end."""

    value: int
    name: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """At most two series over at most seven groups, from zero. ``strong`` is the index of the group in bold.

    ``quiet`` is the index of the group to be careful with: its bar is striped. ``notes`` stand below the groups' names
    (Ramadan). A chart with one series and without title has no key: the heading above says what it shows. ``low`` takes
    less of the page where much else has to stand on it.
    """

    title: str
    unit: str
    groups: tuple[str, ...]
    series: tuple[Series, ...]
    strong: int | None = None
    quiet: int | None = None
    notes: tuple[str, ...] = ()
    line: Line | None = None
    low: bool = False


@dataclass(frozen=True, slots=True)
class AmountInWords:
    """An amount in figures and in words, in a box of its own: harder to alter than digits."""

    label: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceLegend:
    """What the source marks mean; only those that occur are listed by the report."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are, one below another: ``(name, text)``. An empty text leaves a line for the hand."""

    rows: tuple[tuple[str, str], ...]


PointMark = Literal["fact", "done", "open", "unknown"]
"""A dash, a tick, a hollow square, a question mark: shapes that say the same on the third copy."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list with its mark, or that of a source."""

    text: str | tuple[Span, ...]
    mark: PointMark | Mark = "fact"


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short lines."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Parts in a dashed frame under a heading of their own: what cannot be proved."""

    heading: Heading
    parts: tuple[Points | Paragraph | Facts, ...]


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """Words to be typed off, numbered down the columns of a grid and larger than everything around them."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A QR square that holds ``text``, with lines beside it; only paper shows it."""

    text: str
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column to be filled in by hand: its name, a hint below it, and its share of the width."""

    name: str
    hint: str = ""
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to be filled in by hand: empty boxes under ``columns``, a line for each of ``rows``.

    ``title`` stands at the left over it, ``number`` in a box at the right. A row's words are one or two lines. ``foot``
    are short sentences below. ``cut`` draws the line to cut along after it.
    """

    title: str
    subtitle: str
    number: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    row_height: float = 26
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Room for one hand: what the signing means, who signs (empty: to be written by hand) and as what."""

    meaning: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """The place and day line and the blocks under it; never split over two pages. Most stand at a document's end."""

    place_line: str = ""
    blocks: tuple[Signature, ...] = ()


BoardShape = Literal["page", "half", "cards"]


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A good or a service on a price list: its name, its price in words, of how much, and what belongs to it."""

    name: str
    price: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PriceBoard:
    """A price list to be hung up or laid out: as large as a page or half of one holds it, or a card for each line.

    ``title`` stands over a list, ``owner`` on each card. ``table`` says the same where there is no paper.
    """

    title: str
    owner: str
    lines: tuple[PriceLine, ...]
    shape: BoardShape
    table: Table


@dataclass(frozen=True, slots=True)
class Nameplate:
    """Whose pages begin here: her pictogram, large, her name beside it, and what belongs to her, ``(name, text)``."""

    mark: str
    name: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of paper for one person: her pictogram and name, a line for each amount, one large figure, its words.

    ``lines`` are ``(name, text)``; an empty text leaves a line for the hand. ``foot`` stands below, the last of it
    beside the line for a hand where ``sign`` says whose.
    """

    mark: str
    name: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    label: str = ""
    figure: str = ""
    words: str = ""
    foot: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipSheet:
    """Slips to be cut apart, four or eight on a page. ``owner`` stands on each; ``table`` says the same elsewhere."""

    owner: str
    slips: tuple[Slip, ...]
    a_page: Literal[4, 8]
    table: Table


@dataclass(frozen=True, slots=True)
class Illustration:
    """A flat SVG picture of a lesson, drawn in greys; where nothing is drawn ``shows`` says what is on it.

    ``width`` in points, 0: as wide as the page allows.
    """

    svg: bytes
    shows: str
    width: float = 0


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card to be cut out: what stands on it from above down.

    ``letter`` A is drawn in a square and B in a disc, as large as the card allows; ``figure`` is an amount or a number,
    large; ``picture`` an SVG. A card without words is empty, to be written on.
    """

    title: str = ""
    lines: tuple[str, ...] = ()
    figure: str = ""
    letter: str = ""
    picture: bytes = b""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Cards, ``across`` times ``down`` on a page, with dashed lines between them; one on a page is a poster.

    Words are as large as all cards of the sheet allow. ``table`` says the same where there is no paper.
    """

    cards: tuple[PaperCard, ...]
    across: int
    down: int
    table: Table


@dataclass(frozen=True, slots=True)
class Diploma:
    """A page to be proud of: what it is, whose, for what; below it small ``points`` and room for two hands.

    ``lead`` stands above the name, ``praise`` below it. ``mark`` is her pictogram.
    """

    title: str
    lead: str
    name: str
    mark: str
    praise: str
    points: tuple[str, ...]
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins on a new page."""


Part: TypeAlias = (
    Heading
    | Paragraph
    | KeyFigures
    | Table
    | BarChart
    | AmountInWords
    | SourceLegend
    | Facts
    | Points
    | Frame
    | NumberedWords
    | SquareCode
    | Form
    | Nameplate
    | SlipSheet
    | PriceBoard
    | Illustration
    | CardSheet
    | Diploma
    | Signatures
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two short stacks of parts side by side; one below the other where they do not fit so."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]


Block: TypeAlias = Part | Pair | PageBreak


@dataclass(frozen=True, slots=True)
class Furniture:
    """The few words around every page. ``page`` has the places ``{page}`` and ``{pages}``; the rest is finished.

    ``foot`` stands at the foot of every page: what this paper is not.
    """

    printed: str = ""
    page: str = "{page} / {pages}"
    code: str = ""
    code_note: str = ""
    practice: str = ""
    struck: str = ""
    continued: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report.

    ``owner`` is the group's or business's name in the head, ``ledger`` what stands beside it. ``code`` is the check
    code, None for practice and previews. ``filed`` leaves a wide left margin for the holes of a folder. ``turned`` lays
    the sheets on their long side. ``scale`` makes everything on paper so many times as large: for those who learn.
    """

    report: str
    title: str
    subtitle: str
    owner: str
    ledger: str
    period: str
    printed_at: datetime | None
    code: str | None
    practice: bool
    language: Language
    blocks: tuple[Block, ...]
    furniture: Furniture = Furniture()
    signatures: Signatures = Signatures()
    size: Size = "A4"
    filed: bool = False
    turned: bool = False
    scale: float = 1.0


def columns_for(table: Table, place: Literal["page", "sheet"]) -> tuple[int, ...]:
    """The indexes of the columns that are shown on paper or in a spreadsheet."""
    return tuple(index for index, column in enumerate(table.columns) if column.shown in ("always", place))


def plain_number(cell: Quantity) -> int | float:
    """A quantity as a spreadsheet or JSON has it; thousandths are exact enough as a float of theirs."""
    whole, part = divmod(cell.thousandths, THOUSAND)
    return cell.thousandths / THOUSAND if part else whole


def said(cell: Cell, kind: ColumnKind, language: Language) -> str:
    """A cell as one line of text: money with dots and without Rp, a day in words, spans joined, a badge in brackets."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return format_amount(cell, symbol=False) if kind == "money" else str(cell)
    if isinstance(cell, tuple):
        return " ".join(f"[{span.text}]" if span.look == "badge" else span.text for span in cell if span.text)
    if isinstance(cell, Mark | Pictogram):
        return cell.word
    if isinstance(cell, Quantity):
        return format_quantity(cell.thousandths)
    return format_day(cell, language, short=True)


def in_one_column(blocks: Iterable[Block]) -> Iterator[Part | PageBreak]:
    """The blocks as they follow each other where nothing stands side by side."""
    for block in blocks:
        if isinstance(block, Pair):
            yield from block.left
            yield from block.right
        else:
            yield block


def tables(document: Document) -> Iterator[tuple[str, Table]]:
    """Every table with the heading it stands under (the title where there is none)."""
    heading = document.title
    for block in in_one_column(document.blocks):
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield block.name or heading, block
        elif isinstance(block, PriceBoard | SlipSheet | CardSheet):
            yield block.table.name or heading, block.table
