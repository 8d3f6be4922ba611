"""The tables of a Document as general CSV: comma, UTF-8, ISO days, amounts as plain whole numbers.

One table stands alone, head first; several are separated by a blank line, each under a line with its name. Rows that
only introduce others (a day) are left out: every row carries its own day in a column of its own.

A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a return) gets an apostrophe in
front, which spreadsheets hide and people recognise. Numbers are never touched. Crossed-out amounts stand in words
beside the text, so that the sum of a column is the total below it. Tables of a practice book say so in the heading of
one more, empty column: no real book takes them in.
"""

import csv
from datetime import date
from typing import TextIO

from kpmbooks.exchange.formulas import guarded
from reports.document import Cell, Column, Document, Quantity, Row, Table, columns_for, plain_number, said, tables


def render(document: Document, target: TextIO) -> None:
    """Write the tables of ``document``. Open a file with ``newline=""`` and UTF-8; lines end with a plain newline."""
    write = csv.writer(target, lineterminator="\n")
    found = list(tables(document))
    marked = [document.furniture.practice] if document.practice else []
    beside = [""] * len(marked)
    for number, (name, table) in enumerate(found):
        if len(found) > 1:
            if number:
                target.write("\n")
            write.writerow([guarded(name)])
        indexes = columns_for(table, "sheet")
        write.writerow([*(guarded(table.columns[index].name) for index in indexes), *marked])
        for row in table.rows:
            if row.style != "group":
                write.writerow([*_cells(document, table, indexes, row), *beside])


def struck_note(document: Document, table: Table, row: Row) -> str:
    """What a crossed-out row says beside its text, its amounts included: "dicoret, tidak dihitung: 2.000.000"."""
    amounts = [
        said(cell, "money", document.language)
        for cell, column in zip(row.cells, table.columns, strict=True)
        if column.kind == "money" and cell
    ]
    return f"[{': '.join(part for part in (document.furniture.struck, ', '.join(amounts)) if part)}]"


def _cells(document: Document, table: Table, indexes: tuple[int, ...], row: Row) -> list[str | int]:
    struck = row.style == "struck"
    noted = next((index for index in indexes if table.columns[index].kind == "text"), None) if struck else None
    cells: list[str | int] = []
    for index in indexes:
        column = table.columns[index]
        cell = row.cells[index]
        written = "" if struck and column.kind == "money" else _plain(cell, column, document)
        if index == noted:
            written = f"{written} {struck_note(document, table, row)}"
        cells.append(written)
    return cells


def _plain(cell: Cell, column: Column, document: Document) -> str | int:
    if isinstance(cell, int):
        return int(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Quantity):
        return str(plain_number(cell))
    return guarded(said(cell, column.kind, document.language))
