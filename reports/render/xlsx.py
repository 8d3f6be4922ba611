"""The tables of a Document as a workbook: real numbers and days, a frozen head, one sheet per table, no formulas.

Rows are written as they come (openpyxl's write-only mode), so a long cash book needs little memory. Whatever a person
typed is a plain text, also when it begins like a formula. Crossed-out amounts are texts with a line through, so that
summing a column gives the total below it.
"""

import contextlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import WorkbookAlreadySaved
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.writer.excel import ExcelWriter

from kpmbooks.exchange.formulas import begins_formula
from reports.document import Cell as Value
from reports.document import Column, Document, Quantity, Row, Table, columns_for, plain_number, said, tables

MONEY = "#,##0"
QUANTITY = "General"
"""Only as many decimals as there are."""
DAY = "dd/mm/yyyy"
MOST_ROWS = 1_000_000
"""A sheet holds 1,048,576 rows; a longer table goes on in a further sheet."""

WIDTHS = {"text": 44, "money": 16, "day": 12, "number": 10, "code": 14, "mark": 18, "picture": 18}
HEAD = PatternFill("solid", fgColor="EDEDED")
LINE = Border(bottom=Side("thin"))
ABOVE = Border(top=Side("thin"))


def render(document: Document, target: Path | IO[bytes]) -> None:
    """Write ``document`` as XLSX to a file or a binary stream."""
    render_all((document,), target)


def render_all(documents: Iterable[Document], target: Path | IO[bytes]) -> None:
    """Write the documents one behind the other into one workbook, which is called after the first."""
    book = Workbook(write_only=True)
    try:
        _fill_all(book, documents)
        # Closed by us, and also when the disk is full: openpyxl's own ``save`` leaves that to the end of the process.
        with ZipFile(target, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(book, archive).save()
    except BaseException:
        # A sheet that was begun holds a file open; nobody will save it now.
        for sheet in book.worksheets:
            with contextlib.suppress(OSError, WorkbookAlreadySaved):
                sheet.close()
        raise


def _fill_all(book: Workbook, documents: Iterable[Document]) -> None:
    taken: set[str] = set()
    for document in documents:
        if not taken:
            book.properties.title = f"{document.title}, {document.period}"
            book.properties.creator = document.owner
        before = len(taken)
        for name, table in tables(document):
            for rows in _parts(row for row in table.rows if row.style != "group"):
                _fill(book.create_sheet(_sheet_name(name, taken)), document, table, rows)
        if len(taken) == before:
            book.create_sheet(_sheet_name(document.title, taken))


def _parts(rows: Iterator[Row]) -> Iterator[Iterable[Row]]:
    """``rows`` in parts that fit on a sheet, at least one; each must be walked before the next is asked for."""
    yield islice(rows, MOST_ROWS)
    while (begun := next(rows, None)) is not None:
        yield chain((begun,), islice(rows, MOST_ROWS - 1))


def _sheet_name(name: str, taken: set[str]) -> str:
    """At most 31 characters, none that Excel forbids, and not used yet."""
    plain = "".join(" " if character in "[]:*?/\\" else character for character in name).strip("' ") or "1"
    tried, number = plain[:31], 1
    while tried.casefold() in taken:
        number += 1
        tried = f"{plain[:27]} {number}"
    taken.add(tried.casefold())
    return tried


def _fill(sheet: Any, document: Document, table: Table, rows: Iterable[Row]) -> None:
    """Write one sheet; untyped, because the stubs leave out what a write-only sheet takes from its base."""
    indexes = columns_for(table, "sheet")
    columns = [table.columns[index] for index in indexes]
    above = [
        f"{document.owner} | {document.ledger}".strip(" |"),
        f"{document.title}, {document.period}".strip(" ,"),
        document.furniture.printed,
        *([document.furniture.practice] if document.practice else []),
        *([document.furniture.code] if document.code else []),
        "",
    ]
    # Write-only: whatever belongs to the sheet as a whole must be said before its first row.
    sheet.freeze_panes = f"A{len(above) + 2}"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS[column.kind]
    for place, line in enumerate(above):
        sheet.append([_text(sheet, line, bold=place < 2)] if line else [])
    sheet.append([_head(sheet, column) for column in columns])
    for row in rows:
        sheet.append(
            [
                _cell(sheet, row.cells[index], column, row, document)
                for index, column in zip(indexes, columns, strict=True)
            ]
        )


def _text(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False, struck: bool = False) -> Cell:
    """A cell that holds this text and nothing that could be run."""
    cell: Cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if begins_formula(text):
        cell.quotePrefix = True  # stays a text also when somebody opens the cell and leaves it again
    if bold or struck:
        cell.font = Font(bold=bold, strike=struck)
    return cell


def _head(sheet: WriteOnlyWorksheet, column: Column) -> Cell:
    cell = _text(sheet, column.name, bold=True)
    cell.fill, cell.border = HEAD, LINE
    if column.kind in ("money", "number"):
        cell.alignment = Alignment(horizontal="right")
    return cell


def _cell(sheet: WriteOnlyWorksheet, cell: Value, column: Column, row: Row, document: Document) -> Cell | None:
    struck, bold = row.style == "struck", row.style in ("subtotal", "total") or (column.strong and row.style == "plain")
    if cell is None:
        return None
    if isinstance(cell, int) and not struck:
        written: Cell = WriteOnlyCell(sheet, int(cell))
        written.number_format = MONEY
    elif isinstance(cell, Quantity) and not struck:
        written = WriteOnlyCell(sheet, plain_number(cell))
        written.number_format = QUANTITY
    elif isinstance(cell, date):
        written = WriteOnlyCell(sheet, datetime(cell.year, cell.month, cell.day))  # noqa: DTZ001 - a day in a sheet has no zone
        written.number_format = DAY
    else:
        crossed = struck and column.kind in ("text", "money")
        written = _text(sheet, said(cell, column.kind, document.language), bold=bold, struck=crossed)
        if isinstance(cell, int | Quantity):
            written.alignment = Alignment(horizontal="right")
        return written
    if bold:
        written.font = Font(bold=True)
    if row.style == "total":
        written.border = ABOVE
    return written
