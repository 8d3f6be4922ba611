"""Workbook, CSV and terminal: read back with other libraries or by eye."""

import csv
import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from kpmbooks.i18n import translator
from reports import REPORTS
from reports.document import Column, Document, Row, Table
from reports.render import csv as csv_renderer
from reports.render import text, xlsx
from tests import hand_month
from tests.hand_month import HEAD

_ = translator("id")


def report(name: str) -> Document:
    return REPORTS[name].document(hand_month.STATEMENTS[name](), HEAD, _)


def one_table(*rows: Row) -> Document:
    columns = (Column("Uraian"), Column("Keluar", "money"))
    return replace(report("income"), blocks=(Table(columns, rows),))


def workbook(document: Document):  # type: ignore[no-untyped-def] # openpyxl's own type says nothing more
    stream = io.BytesIO()
    xlsx.render(document, stream)
    return load_workbook(stream)


def as_csv(document: Document) -> str:
    stream = io.StringIO()
    csv_renderer.render(document, stream)
    return stream.getvalue()


def test_a_workbook_has_real_numbers_and_days_under_a_frozen_head() -> None:
    sheet = workbook(report("cash-book")).active
    head = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "Tanggal")
    assert sheet.freeze_panes == f"A{head + 1}"
    assert [sheet.cell(head, column).value for column in range(1, 8)] == [
        "Tanggal", "No.", "Sumber", "Uraian", "Masuk", "Keluar", "Sisa",
    ]  # fmt: skip
    first = head + 2  # the opening balance comes before it
    assert sheet.cell(first, 1).value.isoformat() == "2026-01-05T00:00:00"
    assert sheet.cell(first, 1).is_date
    assert sheet.cell(first, 5).value == 266_000
    assert sheet.cell(first, 5).data_type == "n"
    assert sheet.cell(first, 5).number_format == "#,##0"


def test_what_is_crossed_out_adds_to_no_sum_in_a_workbook() -> None:
    sheet = workbook(report("cash-book")).active
    out = [row[5] for row in sheet.iter_rows() if row[0].is_date]
    assert sum(cell.value for cell in out if cell.data_type == "n" and cell.value) == 394_000
    struck = next(cell for cell in out if cell.data_type == "s")
    assert struck.value == "2.000.000"
    assert struck.font.strike


def test_a_workbook_has_a_sheet_for_every_table() -> None:
    assert workbook(report("monthly")).sheetnames == ["Untung Rugi", "Harta, Utang, dan Modal", "Buku Kas"]


@pytest.mark.parametrize("start", ["=1+1", "+62812", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_text_is_never_a_formula(start: str) -> None:
    document = one_table(Row((start, 1_000)))
    stream = io.BytesIO()
    xlsx.render(document, stream)
    cell = load_workbook(stream).active["A7"]
    assert (cell.value, cell.data_type) == (start, "s")
    assert b"<f>" not in ZipFile(stream).read("xl/worksheets/sheet1.xml")
    [_head, [written, amount]] = csv.reader(io.StringIO(as_csv(document)))
    assert written == f"'{start}"
    assert amount == "1000"


def test_control_characters_do_not_spoil_a_workbook() -> None:
    sheet = workbook(one_table(Row(("Gas\x00\x0b 3 kg", 5)))).active
    assert sheet["A7"].value == "Gas 3 kg"


def test_a_negative_amount_stays_a_number_in_csv() -> None:
    assert as_csv(one_table(Row(("Rugi", -25_000)))).splitlines()[1] == "Rugi,-25000"


def test_cash_book_as_csv() -> None:
    assert as_csv(report("cash-book")) == (
        "Tanggal,No.,Sumber,Uraian,Masuk,Keluar,Sisa\n"
        ",,,Sisa sebelum 1 Januari 2026,,,500000\n"
        "2026-01-05,2026-A-001,lembar harian,Cucian tunai 38 kg × 7.000,266000,,766000\n"
        "2026-01-05,2026-A-002,nota,Gas 2 tabung 3 kg,,44000,722000\n"
        "2026-01-06,2026-A-003,langsung diketik,"
        '"Listrik Token listrik [Dibetulkan jadi no. 2026-A-004] [dicoret, tidak dihitung: 2.000.000]",,,\n'
        "2026-01-06,2026-A-004,langsung diketik,Listrik Token listrik [Pembetulan no. 2026-A-003],,200000,522000\n"
        '2026-01-31,2026-A-005,langsung diketik,"Upah Setrika, Ibu Yanti",,150000,372000\n'
        ",,,Jumlah,266000,394000,\n"
        ",,,Sisa per 31 Januari 2026,,,372000\n"
    )


def test_several_tables_in_csv_are_named_and_apart() -> None:
    parts = as_csv(report("monthly")).split("\n\n")
    assert [part.splitlines()[0] for part in parts] == ["Untung Rugi", '"Harta, Utang, dan Modal"', "Buku Kas"]


def test_a_narrow_terminal_breaks_texts_and_never_amounts() -> None:
    stream = io.StringIO()
    text.render(report("cash-book"), stream, width=60)
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines[5:20])) <= 70
    assert any("~2.000.000~" in line for line in lines)
    assert any(line.rstrip().endswith("372.000") for line in lines)
