"""What a file is taken for before anybody said what it is, and its rows where nothing is called what it is."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kpmbooks.exchange.understanding import Understood, guess_what, without_headings

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("headings", "what"),
    [
        ("Tanggal;Keterangan;Masuk;Keluar", "cash"),
        ("Tgl,Uraian,Jumlah", "cash"),
        ("Date\tDescription\tDebit\tCredit\tBalance", "cash"),
        ("Tanggal;Keterangan;No Rekening;Debet;Kredit;Saldo", "cash"),
        ("Tanggal;Keterangan;Pos;Masuk;Keluar", "cash"),
        ("tanggal;no;uraian;akun;debet;kredit", "journal"),
        ("Tanggal,Akun,Debet,Kredit,Keterangan", "journal"),
        ("kode;nama;jenis", "accounts"),
        ("kode;nama;jenis;kas;arus;dana", "accounts"),
        ("akun;debet;kredit", "opening"),
        ("Kode;Nama akun;Debet;Kredit", "opening"),
        ("nama;alamat;umur", None),
    ],
)
def test_headings_say_what_a_file_is(headings: str, what: str | None) -> None:
    assert guess_what(f"Toko Melati\n\n{headings}\n".encode()) == what


def test_the_first_sheet_that_says_anything_says_what_a_workbook_is() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Sampul", 0).append(["Dibuat oleh Bu Ani"])
    book.create_sheet("Akun").append(["Kode", "Nama", "Jenis"])
    book.create_sheet("Kas").append(["Tanggal", "Uraian", "Masuk"])
    stream = BytesIO()
    book.save(stream)
    assert guess_what(stream.getvalue()) == "accounts"


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"\xff" * 200])
def test_what_is_no_table_says_nothing(data: bytes) -> None:
    assert guess_what(data) is None


@pytest.mark.parametrize("what", ["cash", "journal", "opening", "accounts"])
def test_rows_can_be_looked_at_where_no_heading_is_known(what: str) -> None:
    data = b"Hari;Apa;Besarnya sekali\n5/1/2026;Gula;25.000\n6/1/2026;Minyak;30.000\n"
    bare = without_headings(data, what, name="x.csv", today=TODAY)  # type: ignore[arg-type] # one of the four
    assert isinstance(bare, Understood)
    assert [list(line.cells) for line in bare.lines] == [
        ["Hari", "Apa", "Besarnya sekali"],
        ["5/1/2026", "Gula", "25.000"],
        ["6/1/2026", "Minyak", "30.000"],
    ]
    assert len(bare.heads) == 3
