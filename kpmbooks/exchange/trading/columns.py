"""A table with known headings in a file of any habit: its rows by column, and how its days and numbers are written.

Unlike an import, nothing is read into a file here: two columns that could be meant, or two sheets, are refused.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from kpmbooks.exchange.understanding import csv_text, faults, limits
from kpmbooks.exchange.understanding.collecting import resting_collector
from kpmbooks.exchange.understanding.days import DayReader, order_of
from kpmbooks.exchange.understanding.grids import Grid, cell_text, is_blank, is_practice
from kpmbooks.exchange.understanding.habits import DecimalMark
from kpmbooks.exchange.understanding.headings import plain_heading
from kpmbooks.exchange.understanding.numbers import decimal_of, exact_number, sure_decimal
from kpmbooks.exchange.understanding.signs import kind_of
from kpmbooks.exchange.understanding.texts import fault_of, label_of, text_of
from kpmbooks.exchange.understanding.values import Cell
from kpmbooks.exchange.understanding.workbook import open_workbook
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import NoProgress

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file must hold: what each column may be called, which of them are needed, and which hold numbers.

    A column is known by its plain name, as ``plain_heading`` writes it; the first is what people are told to write.
    """

    names: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of data: its number as a spreadsheet counts, and its cells by column."""

    number: int
    cells: Mapping[str, Cell]
    shape: Problem | None

    def text(self, column: str) -> str:
        """What stands in the column, in one line."""
        return text_of(self.cells.get(column))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of data, and the habits by which their cells are read; ``practice`` where the file says that it is."""

    rows: tuple[Row, ...]
    delimiter: str | None
    days: DayReader
    decimal: DecimalMark
    decimal_is_sure: bool
    practice: bool = False

    def day(self, row: Row) -> date | Problem:
        """The row's own day."""
        cell = row.cells.get("day")
        day = self.days(cell)
        if day is None:
            return faults.NO_DAY
        return day if isinstance(day, date) else faults.day_problem(cell_text(cell))

    def number(self, row: Row, column: str) -> Fraction | Problem | None:
        """The number in the column; None where none stands there. A negative one is a Problem."""
        cell = row.cells.get(column)
        number = exact_number(cell, self.decimal, sure=self.decimal_is_sure)
        if isinstance(number, str):
            return faults.number_problem(number, cell_text(cell))
        return faults.NEGATIVE if number is not None and number < 0 else number

    def words(self, row: Row, column: str) -> str | Problem:
        """The words in the column, empty where none stand there; a Problem for what a spreadsheet would run."""
        cell = row.cells.get(column)
        fault = None if is_blank(cell) else fault_of(cell, self.delimiter, limits.NAME_MOST)
        return faults.text_problem(fault, cell_text(cell)) if fault else row.text(column)


class FromPractice(tuple[T, ...]):
    """What was read row by row from a file that a practice book gave away: no real book takes it in."""


def as_read(table: Table, rows: Iterable[T]) -> tuple[T, ...]:
    """What was read of the table's rows, with whether they are practice."""
    return FromPractice(rows) if table.practice else tuple(rows)


def read_table(data: bytes, layout: Layout, today: date) -> Table | Problem:
    """The table in a file; ``today`` chooses the year where none is written. Raises nothing."""
    if len(data) > limits.FILE_MOST:
        return _TOO_LARGE
    kind = kind_of(data)
    if isinstance(kind, Problem):
        return kind
    with resting_collector():
        opened = _workbook(data, layout) if kind == "workbook" else _text(data, layout)
        if isinstance(opened, Problem):
            return opened
        grid, heading, delimiter = opened
        columns = _columns(grid, heading, layout)
        if isinstance(columns, Problem):
            return columns
        rows = tuple(_rows(grid, heading, columns, delimiter, layout))
        if not rows:
            message = N_("This table has headings but no rows. Write at least one row below them.")
            return Problem("file-no-rows", message)
        order = order_of(row.cells.get("day") for row in rows)
        numbers = [row.cells.get(column) for row in rows for column in layout.numbers]
        proven = sure_decimal(numbers)
        days, decimal = DayReader(order, today), proven or decimal_of(numbers)
        return Table(rows, delimiter, days, decimal, proven is not None, is_practice(grid))


_TOO_LARGE = Problem(
    "file-too-large",
    N_("This file is larger than {most} MB. Cut it into smaller files, a year in each."),
    {"most": limits.FILE_MOST // (1024 * 1024)},
)
_Opened = tuple[Grid, int, str | None]


def _text(data: bytes, layout: Layout) -> _Opened | Problem:
    decoded = csv_text.decode(data)
    if isinstance(decoded, Problem):
        return decoded
    text, _ = decoded
    samples, problem = csv_text.samples(text)
    fitting = [(heading, delimiter) for delimiter, grid in samples if (heading := _heading(grid, layout)) is not None]
    if not fitting:
        return problem or _no_headings([grid for _, grid in samples], layout)
    heading, delimiter = fitting[0]
    whole = csv_text.table(text, delimiter, NoProgress())
    return whole if isinstance(whole, Problem) else (whole, heading, delimiter)


def _workbook(data: bytes, layout: Layout) -> _Opened | Problem:
    book = open_workbook(data)
    if isinstance(book, Problem):
        return book
    grids = [book.grid(sheet) for sheet in book.names]
    readable = [grid for grid in grids if isinstance(grid, Grid)]
    fitting = [(grid, heading) for grid in readable if (heading := _heading(grid, layout)) is not None]
    if not fitting:
        broken = next((grid for grid in grids if isinstance(grid, Problem)), None)
        return broken or _no_headings(readable, layout)
    if len(fitting) > 1:
        message = N_("Several sheets hold such a table: {sheets}. Keep only the one that is meant.")
        return Problem("sheets-several", message, {"sheets": ", ".join(str(grid.sheet) for grid, _ in fitting)})
    return (*fitting[0], None)


def _known(grid: Grid, row: int, layout: Layout) -> dict[str, list[int]]:
    """The columns by role whose headings stand in the row."""
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(grid.rows[row][: limits.COLUMNS_MOST]):
        plain = plain_heading(cell_text(cell)[:_HEADING_MOST])
        for role, names in layout.names.items():
            if plain in names:
                found.setdefault(role, []).append(place)
    return found


_HEADING_MOST = 60


def _heading(grid: Grid, layout: Layout) -> int | None:
    """The first row in which all needed headings stand."""
    within = range(min(len(grid.rows), limits.HEADINGS_WITHIN))
    return next((row for row in within if _known(grid, row, layout).keys() >= set(layout.needed)), None)


def _no_headings(grids: Iterable[Grid], layout: Layout) -> Problem:
    best: set[str] = set()
    for grid in grids:
        for row in range(min(len(grid.rows), limits.HEADINGS_WITHIN)):
            best = max(best, set(_known(grid, row, layout)), key=len)
    needed = ", ".join(names[0] for names in layout.names.values())
    found = ", ".join(names[0] for role, names in layout.names.items() if role in best)
    message = N_("The headings of the table were not found. Write them in one row: {needed}. Found: {found}.")
    return Problem("no-headings", message, {"needed": needed, "found": found or "–"})


def _columns(grid: Grid, heading: int, layout: Layout) -> dict[str, int] | Problem:
    known = _known(grid, heading, layout)
    columns = {}
    for role, called in known.items():
        own = [
            place for place in called if plain_heading(cell_text(grid.rows[heading][place])) == layout.names[role][0]
        ]
        places = own if role not in layout.numbers and len(own) == 1 else called
        if len(places) > 1:
            names = " / ".join(dict.fromkeys(cell_text(grid.rows[heading][place]) for place in places))
            message = N_("Two columns are called “{name}”. Keep one of them, or give the other a different name.")
            return Problem("columns-twice", message, {"name": names})
        columns[role] = places[0]
    return columns


def _is_total(row: Sequence[Cell], worded: Sequence[Cell]) -> bool:
    """Whether a row calls itself a total or a balance, and says nothing else in words: it stands below the table."""
    first = next(cell_text(cell) for cell in row if not is_blank(cell))
    return label_of(first) is not None and all(is_blank(cell) or cell_text(cell) == first for cell in worded)


def _rows(grid: Grid, heading: int, columns: Mapping[str, int], delimiter: str | None, layout: Layout) -> Iterator[Row]:
    width = len(grid.rows[heading])
    headings = {role: plain_heading(cell_text(grid.rows[heading][place])) for role, place in columns.items()}
    worded = [role for role in layout.needed if role not in layout.numbers]
    for index, row in enumerate(grid.rows[heading + 1 :], heading + 2):
        if all(map(is_blank, row)):
            continue
        cells = {role: row[place] if place < len(row) else None for role, place in columns.items()}
        if _is_total(row, [cells[role] for role in worded]):
            continue
        if all(plain_heading(cell_text(cells[role])[:_HEADING_MOST]) == name for role, name in headings.items()):
            continue  # the headings again, as at the top of every printed page
        beyond = row[width:] if delimiter is not None else ()
        stray = bool(beyond) and (delimiter == "," or not all(map(is_blank, beyond)))
        yield Row(index, cells, faults.TOO_MANY if stray else None)
