"""The journal as CSV: what a spreadsheet opens, sums and never runs."""

import csv
import io
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.exchange.formulas import unguarded
from kpmbooks.exchange.journal_csv import EXCEL, GENERAL, CsvForm, write_journal
from kpmbooks.i18n import translator
from kpmbooks.ledger import NewAccount
from kpmbooks.money import Rupiah
from tests.books import TODAY, balance, family, own, record
from tests.lived_in import lived_in

_ = translator("id")


def written(book: Book, form: CsvForm = GENERAL) -> bytes:
    stream = io.BytesIO()
    with book.read() as reader:
        write_journal(reader, own(reader), stream, _, form)
    return stream.getvalue()


def test_the_general_form_to_the_letter() -> None:
    with family() as book:
        record(book, "jual_tunai", amount=50_000, memo="bakwan, 20", date=date(2026, 1, 5))
        record(book, "gas_listrik_air", amount=22_000, date=date(2026, 1, 4))
        assert written(book).decode() == (
            "tanggal,no,uraian,akun,debet,kredit\n"
            '2026-01-04,2026-A-002,"Gas, listrik, air","Gas, listrik, air",22000,\n'
            '2026-01-04,2026-A-002,"Gas, listrik, air",Kas,,22000\n'
            '2026-01-05,2026-A-001,"Jual tunai: bakwan, 20",Kas,50000,\n'
            '2026-01-05,2026-A-001,"Jual tunai: bakwan, 20",Penjualan,,50000\n'
        )


def test_the_form_for_excel_on_indonesian_windows_to_the_letter() -> None:
    with family() as book:
        record(book, "jual_tunai", amount=1_250_000, memo="gula; ½ kg", date=date(2026, 1, 5))
        assert (
            written(book, EXCEL)
            == (
                "\ufefftanggal;no;uraian;akun;debet;kredit\r\n"
                '05/01/2026;2026-A-001;"Jual tunai: gula; ½ kg";Kas;1250000;\r\n'
                '05/01/2026;2026-A-001;"Jual tunai: gula; ½ kg";Penjualan;;1250000\r\n'
            ).encode()
        )


@pytest.mark.parametrize(("form", "day"), [(GENERAL, "%Y-%m-%d"), (EXCEL, "%d/%m/%Y")])
def test_what_everything_happened_in_adds_up_to_the_book(tmp_path: Path, form: CsvForm, day: str) -> None:
    lived_in(tmp_path / "x.kpm")
    with house.open_book(tmp_path / "x.kpm") as book:
        rows = csv.DictReader(io.StringIO(written(book, form).decode("utf-8-sig")), delimiter=form.delimiter)
        sums: Counter[str] = Counter()
        days = []
        for row in rows:
            sums[unguarded(row["akun"])] += int(row["debet"] or 0) - int(row["kredit"] or 0)
            days.append(datetime.strptime(row["tanggal"], day).date())  # noqa: DTZ007 - a day has no zone
        with book.read() as reader:
            place = own(reader)
            expected = {one.name: balance(reader, one.name, place) for one in ledger.accounts(reader, place)}
            postings = reader.connection.exec_driver_sql(
                "SELECT count(*) FROM postings p JOIN accounts a ON a.id = p.account_id WHERE a.ledger_id = ?",
                (place.id,),
            ).scalar()
    assert {name: amount for name, amount in sums.items() if amount} == {
        name: amount for name, amount in expected.items() if amount
    }
    assert (len(days), days) == (postings, sorted(days))


def test_no_cell_begins_as_a_formula_and_every_line_is_one() -> None:
    with family() as book:
        with book.write() as tx:
            place = own(tx)
            odd = ledger.add_account(tx, place, NewAccount("9-1", "=HYPERLINK(1)", "asset", "usaha"))
            sales = ledger.find_account(tx, place, "Penjualan")
            lines = [(odd, Rupiah(5_000)), (sales, Rupiah(-5_000))]
            recording.record_journal(tx, place, TODAY, lines, memo="=1+1\n@baris dua\t\x00")
        [_head, first, second] = csv.reader(io.StringIO(written(book).decode()))
    assert first[2:] == ["Catatan umum: =1+1 @baris dua", "'=HYPERLINK(1)", "5000", ""]
    assert second[2:] == ["Catatan umum: =1+1 @baris dua", "Penjualan", "", "5000"]


def test_a_description_is_never_longer_than_one_that_can_come_in() -> None:
    with family() as book:
        record(book, "jual_belum_dibayar", amount=5_000, memo="m" * 500, party="p" * 100)
        record(book, "jual_belum_dibayar", amount=5_000, memo="m" * 395, party="p" * 100)
        rows = csv.reader(io.StringIO(written(book).decode()))
        described = [row[2] for row in rows][1::2]
    assert described == ["m" * 500, f"{'m' * 395}, {'p' * 100}"]
