"""The rows below the headings, told apart from what is no data, and the cells of the columns that matter.

What cash books, journals, opening balances and lists of accounts have in common; each of them is a module of its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kpmbooks.exchange.understanding import faults, limits
from kpmbooks.exchange.understanding.days import DayReader
from kpmbooks.exchange.understanding.grids import Grid, cell_text, is_blank
from kpmbooks.exchange.understanding.headings import Columns, plain_heading
from kpmbooks.exchange.understanding.numbers import NumberReader
from kpmbooks.exchange.understanding.texts import fault_of, is_struck, text_of
from kpmbooks.exchange.understanding.values import Cell, Head, Line, LineKind, What
from kpmbooks.problems import Problem
from kpmbooks.progress import Progress

Row = Sequence[Cell]

TOLD_EVERY = 2_000
"""Rows between two reports of progress."""

# Columns without which a row cannot be read, whatever is in them.
_NEEDED: dict[What, tuple[str, ...]] = {
    "cash": ("day", "text", "in", "out", "debit", "credit", "amount"),
    "journal": ("day", "account", "debit", "credit", "amount"),
    "opening": ("account", "debit", "credit", "amount"),
    "accounts": ("account", "type"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose habits are settled. ``last_heading`` is the index of the last row of headings, −1 for none."""

    what: What
    grid: Grid
    columns: Columns
    heads: tuple[Head, ...]
    last_heading: int
    delimiter: str | None
    days: DayReader
    numbers: NumberReader
    progress: Progress

    def has(self, role: str) -> bool:
        """Whether the file has such a column."""
        return role in self.columns

    def cell(self, row: Row, role: str) -> Cell:
        """The cell of a row in that column; None where there is none."""
        column = self.columns.get(role)
        return row[column] if column is not None and column < len(row) else None


def getter(source: Source, role: str) -> Callable[[Row], Cell]:
    """``Source.cell`` for one role, for walking many rows."""
    column = source.columns.get(role)
    if column is None:
        return lambda row: None
    place: int = column
    return lambda row: row[place] if place < len(row) else None


def walk(source: Source) -> Iterator[tuple[int, Row, Line | None]]:
    """Every row with its number: as a finished ``Line`` where it is no data, else with None, to be read."""
    rows = source.grid.rows
    headings = {
        column: plain_heading(source.heads[column].text)
        for column in source.columns.values()
        if column < len(source.heads) and source.heads[column].text
    }
    numbering = True  # "(1) (2) (3)" under the headings, as on official forms
    for index, row in enumerate(rows):
        number = index + 1
        if not index % TOLD_EVERY:
            source.progress.report(index, len(rows))
        if index <= source.last_heading:
            kind: LineKind = "blank" if _is_empty(row) else "heading" if index == source.last_heading else "title"
            yield number, row, Line(number, kind, row)
        elif _is_empty(row):
            yield number, row, Line(number, "blank", row)
        elif (headings and _repeats(row, headings)) or (numbering and _is_numbering(row)):
            yield number, row, Line(number, "heading", row)
        else:
            numbering = False
            yield number, row, None


def _is_empty(row: Row) -> bool:
    return not any(row) or all(map(is_blank, row))


def _repeats(row: Row, headings: dict[int, str]) -> bool:
    """Whether a row says the headings again, as at the top of every printed page."""
    same = 0
    for column, heading in headings.items():
        cell = row[column] if column < len(row) else None
        if not isinstance(cell, str) or not heading.endswith(plain_heading(cell)) or not cell.strip():
            return False
        same += 1
    return same > 1


def _is_numbering(row: Row) -> bool:
    texts = [cell_text(cell).strip("()[]. ") for cell in row if not is_blank(cell)]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def shape_problem(source: Source, common: int, row: Row) -> Problem | None:
    """What is wrong with the number of cells in a row of data; ``common`` is how many most rows have."""
    if source.delimiter is None:
        return None
    needed = max((source.columns[role] for role in _NEEDED[source.what] if role in source.columns), default=0)
    if len(row) <= needed:
        return faults.TOO_FEW
    beyond = row[max(len(source.heads), needed + 1) :]
    if beyond and len(row) != common and (source.delimiter == "," or any(beyond)):
        return faults.TOO_MANY
    return None


def common_width(source: Source) -> int:
    """How many cells most rows have."""
    widths = Counter(map(len, source.grid.rows))
    return max(widths, key=lambda width: (widths[width], width), default=0)


class Descriptions:
    """Reads the description of a row, from the further column where the first is empty."""

    def __init__(self, source: Source) -> None:
        self._first = getter(source, "text")
        self._further = getter(source, "more_text")
        self._delimiter = source.delimiter

    def __call__(self, row: Row) -> tuple[str, Problem | None]:
        """The description, and what is wrong with it."""
        cell = self._first(row)
        # What nearly all descriptions are like.
        if isinstance(cell, str) and cell[:1].isalnum() and len(cell) <= limits.TEXT_MOST and _is_plain(cell):
            return " ".join(cell.split()), None
        for place in (cell, self._further(row)):
            # Letters that nobody sees are no words either.
            if not is_blank(place) and (text := text_of(place)).strip("-–—. "):
                fault = fault_of(place, self._delimiter)
                return text, fault and faults.text_problem(fault, cell_text(place))
        return "", faults.NO_TEXT


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def first_text(row: Row) -> str:
    """The first words of a row, by which it calls itself a total or a title."""
    for cell in row:
        if isinstance(cell, str) and (text := cell.strip()) and not text[0].isdigit():
            return text
    return ""


def crossed_out(row: Row) -> bool:
    """Whether a row of our own export says that it counts in no total."""
    return any(isinstance(cell, str) and is_struck(cell) for cell in row)


def written(cells: Iterable[Cell]) -> str:
    """The cells as they would be said back to a person."""
    return " ".join(text for cell in cells if (text := cell_text(cell)))
