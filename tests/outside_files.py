"""Files as strangers write them: the same month in many habits, and small workbooks made cell by cell.

The month is the published cash book of Laundry Wangi (SMA Negeri 1 Wonosari, April 2015): 12 rows, in 47.200.000, out
24.650.000.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kpmbooks.exchange.understanding import Habits, Line, Understood, understand

TODAY = date(2026, 1, 31)

LAUNDRY: tuple[tuple[date, str, int], ...] = (
    (date(2015, 4, 2), "Setoran modal", 35_000_000),
    (date(2015, 4, 3), "Beli peralatan, sebagian tunai", -7_000_000),
    (date(2015, 4, 4), "Beli perlengkapan tunai", -3_800_000),
    (date(2015, 4, 7), "Pendapatan jasa tunai", 2_600_000),
    (date(2015, 4, 8), "Pendapatan diterima dimuka", 2_000_000),
    (date(2015, 4, 9), "Bayar utang usaha", -10_500_000),
    (date(2015, 4, 11), "Beban lain-lain kebersihan", -950_000),
    (date(2015, 4, 13), "Prive", -1_000_000),
    (date(2015, 4, 15), "Pinjaman Bank Danamon dipotong administrasi", 4_800_000),
    (date(2015, 4, 17), "Pendapatan jasa sebagian tunai", 1_400_000),
    (date(2015, 4, 27), "Penerimaan piutang", 1_400_000),
    (date(2015, 4, 30), "Beban listrik, air, telepon", -1_400_000),
)

Write = Callable[[int], str]


def dotted(amount: int) -> str:
    """``1.250.000``."""
    return f"{amount:,}".replace(",", ".")


def table(rows: Iterable[Sequence[object]], delimiter: str = ";", end: str = "\n", quote: str = '"') -> str:
    """Rows as text, quoted where that is needed."""
    return end.join(delimiter.join(_cell(cell, delimiter, quote) for cell in row) for row in rows) + end


def _cell(cell: object, delimiter: str, quote: str) -> str:
    text = "" if cell is None else str(cell)
    if any(sign in text for sign in (delimiter, quote, "\n", "\r")):
        return f"{quote}{text.replace(quote, quote * 2)}{quote}"
    return text


def cash_rows(
    write: Write = dotted,
    day: Callable[[date], object] = lambda one: f"{one:%d/%m/%Y}",
    *,
    head: Sequence[str] = ("Tanggal", "Keterangan", "Masuk", "Keluar"),
    empty: str = "",
) -> list[list[object]]:
    """The laundry's cash book as rows with headings."""
    rows: list[list[object]] = [list(head)]
    for when, text, amount in LAUNDRY:
        rows.append([day(when), text, write(amount) if amount > 0 else empty, write(-amount) if amount < 0 else empty])
    return rows


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], touch: Callable[[Worksheet], None] | None = None) -> bytes:
    """An .xlsx file with these sheets; ``touch`` may still work on the first."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if touch:
        touch(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def understood(data: bytes | str, what: str = "cash", habits: Habits | None = None) -> Understood:
    """What the file says; fails when it cannot be read at all."""
    content = data.encode() if isinstance(data, str) else data
    found = understand(content, what, name="file", today=TODAY, habits=habits)
    assert isinstance(found, Understood), [problem.code for problem in found]
    return found


def refused(data: bytes | str, what: str = "cash", habits: Habits | None = None) -> str:
    """The code of the one problem for which the file cannot be read."""
    content = data.encode() if isinstance(data, str) else data
    found = understand(content, what, name="file", today=TODAY, habits=habits)
    assert not isinstance(found, Understood), found.counts
    (problem,) = found
    return problem.code


def entries(found: Understood) -> list[Line]:
    """The rows that are to be taken."""
    return [line for line in found.lines if line.kind == "entry"]


def cash(found: Understood) -> list[tuple[date | None, str, int | None]]:
    """Day, description and amount of each row that is to be taken."""
    return [(line.day, line.text, line.amount) for line in entries(found)]


def bad(found: Understood) -> list[tuple[int, str]]:
    """Row and first problem of each bad row."""
    return [(line.number, line.problems[0].code) for line in found.bad]


def notes(found: Understood) -> list[tuple[int, str]]:
    """Row and code of each note."""
    return [(row, problem.code) for row, problem in found.notes]
