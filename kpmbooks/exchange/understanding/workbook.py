"""Excel workbooks (.xlsx): the rows of each sheet, read by calamine from parts that were measured before.

Calamine lays a sheet out in memory from its first cell to its last, so two cells far apart would fill any machine, and
a small zip can unpack to terabytes. Therefore every part is unpacked here within a bound, whatever the zip's directory
declares, its extent is measured, and only then calamine reads a plain copy without compression.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any
from xml.parsers import expat

import python_calamine as calamine

from kpmbooks.exchange.understanding import limits
from kpmbooks.exchange.understanding.csv_text import ROWS_TOO_MANY
from kpmbooks.exchange.understanding.grids import Grid
from kpmbooks.exchange.understanding.signs import LOCKED, packed_kind
from kpmbooks.exchange.understanding.values import Cell
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import NoProgress, Progress

BROKEN = Problem(
    "workbook-broken", N_("This Excel file is damaged. Open it in Excel, save it anew as .xlsx, then take that file.")
)
TOO_LARGE = Problem(
    "workbook-too-large",
    N_("This Excel file is too large. Copy only the table into a new file, save it as .xlsx, then take that file."),
)
TOO_FAR = Problem(
    "workbook-too-far",
    N_("Something stands far below or beside the table. Copy only the table into a new file, then take that file."),
)


_CHUNK = 1 << 20
_PLACES = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]*)(\d+)")
_LONGEST_PLACE = 32
_CELL_STARTS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/", b"<c\n", b"<c\r", b"<c\t")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"']")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")


class _UnfitError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


class Workbook:
    """An opened workbook. ``names`` are its sheets in order; hidden ones only where no other is there."""

    def __init__(self, book: Any) -> None:
        self._book = book
        sheets = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        shown = [one for one in sheets if one.visible == calamine.SheetVisibleEnum.Visible]
        self.names: tuple[str, ...] = tuple(one.name for one in shown or sheets)[: limits.SHEETS_MOST]

    def grid(self, name: str) -> Grid | Problem:
        """The rows of one sheet."""
        try:
            return _grid(self._book.get_sheet_by_name(name), name)
        except BaseException as error:  # noqa: BLE001 - a panic in the reader is none of Exception's children
            return _told(error)


def open_workbook(data: bytes, progress: Progress | None = None) -> Workbook | Problem:
    """The workbook, or the problem with it. Raises what ``progress`` raises."""
    try:
        plain = _plain_copy(data, progress or NoProgress())
        return Workbook(calamine.load_workbook(io.BytesIO(plain)))
    except _UnfitError as unfit:
        return unfit.problem
    except BaseException as error:  # noqa: BLE001 - a panic in the reader is none of Exception's children
        return _told(error)


def _told(error: BaseException) -> Problem:
    """The problem for what a damaged file makes its readers raise; anything that is not the file's fault goes on."""
    if isinstance(error, calamine.PasswordError):
        return LOCKED
    # A panic of calamine's own language comes as a BaseException of a type that nobody can import.
    if isinstance(error, calamine.CalamineError | zipfile.BadZipFile | zlib.error | expat.ExpatError | EOFError) or (
        type(error).__name__ == "PanicException"
    ):
        return BROKEN
    if isinstance(error, NotImplementedError | RuntimeError):  # zipfile: a compression or encryption it does not know
        return LOCKED
    if isinstance(error, ValueError | OSError | IndexError | KeyError | OverflowError | UnicodeError):
        return BROKEN
    raise error


def _plain_copy(data: bytes, progress: Progress) -> bytes:
    """A zip without compression that holds the workbook's XML parts as measured."""
    plain = io.BytesIO()
    left = limits.UNPACKED_MOST
    shared_most = shared_cells = 0
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as copy:
        infos = packed.infolist()
        if len(infos) > limits.PARTS_MOST:
            raise _UnfitError(TOO_LARGE)
        names = frozenset(info.filename.lower().lstrip("/").replace("\\", "/") for info in infos)
        if problem := packed_kind(names):
            raise _UnfitError(problem)
        done: set[str] = set()
        for info in infos:
            name = info.filename.lstrip("/").replace("\\", "/")
            if not name.lower().endswith((".xml", ".rels")) or name.lower() in done:
                continue
            done.add(name.lower())
            part = b"".join(_unpacked(packed, info, left, progress))
            left -= len(part)
            if b"sheetData" in part:
                _measure(part, progress)
                shared_cells = max(shared_cells, len(_SHARED.findall(part)))
            elif b"<sst" in part or b":sst" in part:
                shared_most = max(map(len, _SHARED_TEXT.split(part)), default=0)
            copy.writestr(zipfile.ZipInfo(name), part)
    if shared_most * shared_cells > limits.TEXTS_MOST:
        raise _UnfitError(TOO_LARGE)
    return plain.getvalue()


def _unpacked(packed: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, progress: Progress) -> Iterator[bytes]:
    if info.file_size > most:
        raise _UnfitError(TOO_LARGE)
    with packed.open(info) as part:
        while piece := part.read(_CHUNK):
            progress.report(0, None)
            most -= len(piece)
            if most < 0:
                raise _UnfitError(TOO_LARGE)
            yield piece


def _measure(sheet: bytes, progress: Progress) -> None:
    """Raise when the sheet, laid out from its first cell to its last, would be too large."""
    letters: set[bytes] = set()
    rows = places = 0
    for start in range(0, len(sheet), _CHUNK):
        progress.report(0, None)
        found = _PLACES.findall(sheet, start, start + _CHUNK + _LONGEST_PLACE)
        places += len(found)
        letters.update({letter for letter, _ in found})
        rows = max(rows, max((int(number[:9]) for number in {number for _, number in found}), default=0))
    columns = max(map(_column, letters), default=0)
    progress.report(0, None)
    cells = _cells(sheet)
    if cells > limits.CELLS_MOST:
        raise _UnfitError(TOO_LARGE)
    if cells > places:
        # Cells may leave their place unsaid: then they stand side by side, and so do rows.
        columns += max(map(_cells, _ROW.split(sheet)), default=0)
        rows += len(_ROW.findall(sheet))
    if rows * columns > limits.CELLS_MOST or rows > limits.ROWS_MOST or columns > limits.COLUMNS_MOST:
        _measure_filled(sheet, progress)


def _cells(sheet: bytes) -> int:
    """How many cells there are, or a few more."""
    return sum(map(sheet.count, _CELL_STARTS))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + letter - 64
    return number


class _Extent:
    """Follows the cells of a sheet one by one and raises as soon as the filled ones reach too far."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._reach = (0, 0)
        self._here = (0, 0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif local == "c":
            place = re.fullmatch(r"\s*([A-Za-z]+)(\d+)\s*", attributes.get("r", ""))
            self._column = _column(place[1].encode()) if place else self._column + 1
            self._here = (int(place[2]) if place else self._row, self._column)
        elif local in ("v", "is"):
            self._reach = rows, columns = max(self._reach[0], self._here[0]), max(self._reach[1], self._here[1])
            if rows > limits.ROWS_MOST:
                raise _UnfitError(ROWS_TOO_MANY)
            if rows * columns > limits.CELLS_MOST or columns > 4 * limits.COLUMNS_MOST:
                raise _UnfitError(TOO_FAR)

    def refuse(self, *_: object) -> None:
        raise _UnfitError(BROKEN)


def _measure_filled(sheet: bytes, progress: Progress) -> None:
    """The same by reading every cell: only those that hold something count."""
    extent = _Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = extent.refuse
    for start in range(0, len(sheet), _CHUNK):
        progress.report(0, None)
        parser.Parse(sheet[start : start + _CHUNK])
    parser.Parse(b"", True)


def _grid(sheet: Any, name: str) -> Grid | Problem:
    if sheet.start is None:
        return Grid([], name)
    first_column = sheet.start[1]
    before: list[Cell] = [None] * first_column
    rows: list[list[Cell]] = [[*before, *map(_cell, row)] for row in sheet.iter_rows()]
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    if len(rows) > limits.ROWS_MOST:
        return ROWS_TOO_MANY
    spans: dict[tuple[int, int], str] = {}
    left_over = _SPREAD_MOST
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top < len(rows) and left < len(rows[top]) and left_over > 0:
            last = min(bottom, len(rows) - 1), min(right, len(rows[top]) - 1)
            left_over -= last[0] - top + last[1] - left
            _spread(rows, spans, top, left, *last)
    return Grid(rows, name, spans)


_SPREAD_MOST = 1_000_000


def _spread(
    rows: Sequence[list[Cell]], spans: dict[tuple[int, int], str], top: int, left: int, bottom: int, right: int
) -> None:
    """What a merged cell says holds for the rows it covers; across columns it is noted for the headings only.

    A merged number is one number: it is never repeated.
    """
    value = rows[top][left]
    if isinstance(value, str):
        spans.update(((top, column), value) for column in range(left + 1, right + 1))
    if isinstance(value, str | date):
        for row in rows[top + 1 : bottom + 1]:
            row[left] = value


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool) or (isinstance(value, float) and not isfinite(value)):
        return str(value)
    if isinstance(value, str | int | float | date):
        return None if value == "" else value
    return str(value)
