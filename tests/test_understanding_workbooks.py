"""Workbooks and files of other kinds: what hides in them, and what must not take the machine down with it."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from kpmbooks.exchange.understanding import Habits, Understood, limits, read_file, understand
from kpmbooks.problems import Problem
from tests.outside_files import (
    LAUNDRY,
    TODAY,
    bad,
    cash,
    cash_rows,
    entries,
    notes,
    refused,
    table,
    understood,
    workbook,
)

HEAD = ["Tanggal", "Uraian", "Masuk", "Keluar"]


def sheet(*rows: list[Any], touch: Callable[[Worksheet], None] | None = None) -> bytes:
    return workbook(("Kas", rows), touch=touch)


def test_merged_headings_over_two_columns_are_read() -> None:
    def merge(one: Worksheet) -> None:
        one.merge_cells("A1:D1")
        one.merge_cells("A2:A3")
        one.merge_cells("B2:B3")
        one.merge_cells("C2:D2")

    rows = [["BUKU KAS", None, None, None], ["Tanggal", "Uraian", "Kas", None], [None, None, "Masuk", "Keluar"]]
    found = understood(sheet(*rows, *cash_rows()[1:], touch=merge))
    assert cash(found) == list(LAUNDRY)
    assert [head.text for head in found.heads] == ["Tanggal", "Uraian", "Masuk", "Keluar"]


def test_merged_headings_say_which_of_three_pairs_of_columns_is_meant() -> None:
    def merge(one: Worksheet) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:G1"):
            one.merge_cells(cells)

    rows = [
        ["Akun", "Saldo Awal", None, "Mutasi", None, "Saldo Akhir", None],
        [None, "Debet", "Kredit", "Debet", "Kredit", "Debet", "Kredit"],
        ["Kas", 1_000, None, 500, None, 1_500, None],
        ["Modal", None, 1_000, None, 500, None, 1_500],
    ]
    found = understood(sheet(*rows, touch=merge), "opening")
    assert [(line.account, line.amount) for line in entries(found)] == [("Kas", 1_500), ("Modal", -1_500)]


def test_a_merged_day_is_the_day_of_every_row_it_covers_and_a_merged_amount_only_one() -> None:
    def merge(one: Worksheet) -> None:
        one.merge_cells("A2:A3")
        one.merge_cells("D2:D3")

    found = understood(
        sheet(HEAD, [date(2026, 1, 5), "Beli gula", None, 5_000], [None, "Beli kopi", None, None], touch=merge)
    )
    assert cash(found) == [(date(2026, 1, 5), "Beli gula", -5_000)]
    assert bad(found) == [(3, "row-no-amount")]


def test_a_merged_total_is_a_total() -> None:
    def merge(one: Worksheet) -> None:
        one.merge_cells("A4:B4")

    rows = [[date(2026, 1, 5), "Beli gula", None, 5_000], [date(2026, 1, 6), "Beli", None, 5_000]]
    found = understood(sheet(HEAD, *rows, ["JUMLAH", None, None, 10_000], touch=merge))
    assert found.lines[3].kind == "total"
    assert not found.notes


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (25_000.5, "row-fraction"),
        (0.05, "row-fraction"),
        (-25_000, "row-negative"),
        (1e15, "row-too-large"),
        (1e300, "row-too-large"),
        (True, "row-amount-unreadable"),
        ("=1+1", "row-no-amount"),  # a formula that nobody worked out has no value
        ("dua", "row-amount-unreadable"),
        (date(2026, 1, 5), "row-amount-unreadable"),
    ],
)
def test_a_cell_that_is_no_amount_makes_a_bad_row(cell: object, code: str) -> None:
    assert bad(understood(sheet(HEAD, [date(2026, 1, 5), "Beli gula", None, cell]))) == [(2, code)]


def test_the_largest_amount_is_read_to_the_rupiah() -> None:
    found = understood(sheet(HEAD, [date(2026, 1, 5), "Beli", None, 999_999_999_999_999]))
    assert [line.amount for line in entries(found)] == [-999_999_999_999_999]


def test_a_text_that_only_looks_like_a_formula_is_a_bad_row() -> None:
    def as_text(one: Worksheet) -> None:
        one["B2"].data_type = "s"

    assert bad(understood(sheet(HEAD, [date(2026, 1, 5), "=1+1", None, 5], touch=as_text))) == [(2, "row-formula")]


def test_a_number_as_description_is_its_digits() -> None:
    assert cash(understood(sheet(HEAD, [date(2026, 1, 5), 2026, None, 5_000]))) == [(date(2026, 1, 5), "2026", -5_000)]


def test_a_hidden_sheet_is_left_alone() -> None:
    def hide(one: Worksheet) -> None:
        one.sheet_state = "hidden"

    data = workbook(("Lama", [HEAD, ["1/1/2020", "Lama", "5", ""]]), ("Kas", cash_rows()), touch=hide)
    found = understood(data)
    assert found.habits.sheet == "Kas"
    assert found.sheets == ("Kas",)


def test_one_of_several_sheets_is_read_and_the_others_are_named() -> None:
    data = workbook(("Januari", cash_rows()[:4]), ("Februari", cash_rows()[:6]), ("Anggota", [["Nama"], ["Siti"]]))
    found = understood(data)
    assert (found.habits.sheet, found.sheets) == ("Januari", ("Januari", "Februari"))
    assert notes(found) == [(0, "sheets-more")]
    assert len(entries(found)) == 3
    assert len(entries(understood(data, habits=Habits(sheet="Februari")))) == 5
    assert refused(data, habits=Habits(sheet="Maret")) == "no-headings"


def test_days_that_are_partly_texts_are_pointed_out() -> None:
    found = understood(sheet(HEAD, [date(2026, 1, 5), "Beli", None, 5_000], ["13/01/2026", "Beli", None, 5_000]))
    assert len(entries(found)) == 2
    assert notes(found) == [(0, "days-mixed")]


def test_rows_keep_the_numbers_of_the_spreadsheet() -> None:
    found = understood(sheet([], ["BUKU KAS"], [], HEAD, [], [date(2026, 1, 5), "", None, 5_000]))
    assert bad(found) == [(6, "row-no-text")]


def test_a_file_of_our_practice_says_so() -> None:
    assert understood(sheet(["LATIHAN, bukan catatan sungguhan"], HEAD, [date(2026, 1, 5), "Beli", None, 5])).practice
    assert not understood(sheet(["Buku Kas"], HEAD, [date(2026, 1, 5), "Latihan", None, 5])).practice


def test_a_style_far_away_is_no_cell() -> None:
    def style(one: Worksheet) -> None:
        one["XFD1048576"].font = Font(bold=True)

    assert cash(understood(workbook(("Kas", cash_rows()), touch=style))) == list(LAUNDRY)


def test_a_cell_far_away_is_refused_before_it_fills_the_memory() -> None:
    def stray(one: Worksheet) -> None:
        one["ZZ900000"] = "x"

    tracemalloc.start()
    try:
        assert refused(workbook(("Kas", cash_rows()), touch=stray)) in ("workbook-too-far", "rows-too-many")
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def packed(parts: dict[str, bytes], **options: Any) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to() -> None:
    parts = parts_of(workbook(("Kas", cash_rows())))
    parts["xl/worksheets/sheet1.xml"] += b" " * (limits.UNPACKED_MOST + 1)
    bomb = packed(parts)
    assert len(bomb) < 2_000_000
    assert refused(bomb) == "workbook-too-large"


def test_a_zip_bomb_whose_directory_lies_is_refused_too() -> None:
    parts = parts_of(workbook(("Kas", cash_rows())))
    parts["xl/worksheets/sheet1.xml"] += b" " * (limits.UNPACKED_MOST + 1)
    bomb = bytearray(packed(parts))
    size = len(parts["xl/worksheets/sheet1.xml"]).to_bytes(4, "little")
    while (place := bomb.find(size)) >= 0:
        bomb[place : place + 4] = (1_000).to_bytes(4, "little")
    assert refused(bytes(bomb)) in ("workbook-broken", "workbook-too-large")


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    parts = parts_of(workbook(("Kas", cash_rows())))
    parts["xl/sharedStrings.xml"] = b'<?xml version="1.0"?><sst><si><t>' + b"a" * 30_000 + b"</t></si></sst>"
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (n, n) for n in range(1, 40_000))
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    assert refused(packed(parts)) == "workbook-too-large"


def test_too_many_parts_are_refused() -> None:
    parts = parts_of(workbook(("Kas", cash_rows())))
    parts |= {f"xl/media/{n}.png": b"" for n in range(limits.PARTS_MOST)}
    assert refused(packed(parts)) == "workbook-too-large"


def test_a_workbook_with_a_passcode_is_told() -> None:
    data = bytearray(workbook(("Kas", cash_rows())))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1  # "encrypted", in each entry of the directory
        place = data.find(b"PK\x01\x02", place + 1)
    assert refused(bytes(data)) == "file-locked"


@pytest.mark.parametrize("keep", [10, 100, 1_000, 3_000])
def test_a_workbook_that_was_cut_off_is_told(keep: int) -> None:
    assert refused(workbook(("Kas", cash_rows()))[:keep]) in ("workbook-broken", "file-packed")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-locked"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(64), "file-xls"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file-pdf"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "file-picture"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "file-picture"),
        (b"GIF89a" + bytes(64), "file-picture"),
        (b"\0\0\0\x18ftypheic" + bytes(64), "file-picture"),
        (b"SQLite format 3\0" + bytes(64), "file-book"),
        (b"<html><table><tr><td>Tanggal</td></tr></table></html>", "file-page"),
        (b'\xef\xbb\xbf\r\n<?xml version="1.0"?><Workbook/>', "file-page"),
        (b"{\\rtf1 Tanggal}", "file-document"),
        (b"\x1f\x8b\x08" + bytes(64), "file-packed"),
        (b"PK\x05\x06" + bytes(18), "file-packed"),
        (packed({"word/document.xml": b"<x/>"}), "file-document"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), "file-ods"),
        (packed({"xl/workbook.bin": b"x"}), "file-xlsb"),
        (packed({"catatan.csv": b"Tanggal;Uraian"}), "file-packed"),
        (bytes(range(256)) * 8, "file-not-text"),
        (b"\x01\x02\x03\x04\x05" * 100, "file-not-text"),
        (b"", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        (bytes(1_000), "file-empty"),
    ],
)
def test_files_of_other_kinds_are_told_by_their_bytes(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_book_of_letters_that_begins_with_bm_is_no_picture() -> None:
    assert refused(b"BMW dan lain-lain\n") == "no-headings"


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert refused(b"a" * (limits.FILE_MOST + 1)) == "file-too-large"


def test_a_line_without_end_is_refused_quickly_and_in_little_memory() -> None:
    data = b"Tanggal;Uraian;Masuk;Keluar\n" + b"05/01/2026;Beli gula" * 1_000_000
    tracemalloc.start()
    try:
        assert refused(data) == "line-too-long"
        assert tracemalloc.get_traced_memory()[1] < 8 * len(data)
    finally:
        tracemalloc.stop()


def test_a_line_of_nothing_but_delimiters_is_refused() -> None:
    assert refused(b"Tanggal;Uraian;Masuk;Keluar\n" + b";" * 900_000) == "columns-too-many"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS_MOST", 50)
    assert refused(table([HEAD, *([["5/1/2026", "Beli", "", "5"]] * 60)])) == "rows-too-many"
    assert refused(sheet(HEAD, *([["5/1/2026", "Beli", None, 5]] * 60))) == "rows-too-many"


def test_a_text_longer_than_a_page_is_refused() -> None:
    page = "a b\n" * 50_000
    assert refused(f'Tanggal;Uraian;Masuk\n5/1/2026;"{page}";5\n') == "cell-too-long"


def test_only_as_much_of_a_file_is_read_as_is_looked_at(tmp_path: Any) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as stream:
        stream.truncate(limits.FILE_MOST * 4)  # a hole, which takes no room
    data = read_file(path)
    assert isinstance(data, bytes)
    assert len(data) == limits.FILE_MOST + 1
    missing = read_file(tmp_path / "tidak-ada.csv")
    assert isinstance(missing, Problem)
    assert missing.code == "file-unreadable"


class _Stopped(Exception):
    pass


class _Impatient:
    def __init__(self, patience: int) -> None:
        self.told = 0
        self._patience = patience

    def report(self, done: int, total: int | None) -> None:
        self.told += 1
        if self.told > self._patience:
            raise _Stopped


@pytest.mark.parametrize("patience", [0, 1, 3, 6])
def test_reading_can_be_stopped_at_any_time(patience: int) -> None:
    data = table([HEAD, *([["5/1/2026", "Beli", "", "5"]] * 20_000)]).encode()
    with pytest.raises(_Stopped):
        understand(data, "cash", name="f", today=TODAY, progress=_Impatient(patience))


def test_reading_a_long_file_tells_how_far_it_is() -> None:
    watched = _Impatient(10**9)
    data = table([HEAD, *([["5/1/2026", "Beli", "", "5"]] * 20_000)]).encode()
    assert isinstance(understand(data, "cash", name="f", today=TODAY, progress=watched), Understood)
    assert watched.told > 10
