"""Which kind a row of a cash book becomes: what may be, what the book knows for the words, what a person chose."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from kpmbooks import ledger, recording
from kpmbooks.book import Book, Reader
from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import Options, fitting_kinds, known_kinds
from kpmbooks.exchange.understanding import Understood, text_key, understand
from tests import books

FILE = b"""Tanggal;Uraian;Masuk;Keluar
5/1/2026;Beli gula;;25.000
6/1/2026;Titipan Bu Ani;10.000;
7/1/2026;titipan  bu ani;;4.000
8/1/2026;Sabun;;3.000
"""


@pytest.fixture
def book() -> Iterator[Book]:
    with books.family() as made:
        yield made


def _read() -> Understood:
    found = understand(FILE, "cash", name="kas.csv", today=books.TODAY)
    assert isinstance(found, Understood)
    return found


def _fitting(reader: Reader) -> dict[bool, tuple[str, ...]]:
    place = books.own(reader)
    kas = ledger.find_account(reader, place, "Kas")
    return {into: fitting_kinds(reader, place, kas, into=into) for into in (True, False)}


def _known(book: Book) -> dict[str, str]:
    with book.read() as reader:
        return known_kinds(reader, books.own(reader), _read().lines, _fitting(reader))


def _take(book: Book, kinds: Mapping[str, str]) -> None:
    understood = _read()
    with book.write() as tx:
        wished = replace(understood, habits=replace(understood.habits, kinds=kinds))
        importing.take(tx, wished, Options(books.own(tx), books.TODAY))


def _kinds_by_text(book: Book) -> list[tuple[str, int, str]]:
    with book.read() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT m.text, (SELECT sum(p.amount) FROM postings p JOIN accounts a ON a.id = p.account_id"
            " WHERE p.entry_id = e.id AND a.role = 'kas'), e.kind FROM entries e JOIN texts m ON m.id = e.memo_id"
            " ORDER BY e.id"
        )
        return [tuple(row) for row in rows]


def test_only_kinds_that_move_the_money_that_way_are_offered(book: Book) -> None:
    with book.read() as reader:
        fitting = _fitting(reader)
    assert {"jual_tunai", "tambah_modal", "uang_masuk_lain"} <= set(fitting[True])
    assert {"beli_bahan", "ambil_untuk_keluarga", "uang_keluar_lain"} <= set(fitting[False])
    assert not set(fitting[True]) & set(fitting[False])
    assert "tutup_lapak" not in fitting[True]  # it asks for more than an amount


def test_a_kind_is_of_words_and_direction_together(book: Book) -> None:
    _take(
        book,
        {
            text_key("TITIPAN BU ANI", into=True): "terima_bantuan",
            text_key("Beli gula", into=False): "beli_bahan",
            text_key("Sabun", into=True): "jual_tunai",  # of rows that do not exist
        },
    )
    assert _kinds_by_text(book) == [
        ("Beli gula", -25_000, "beli_bahan"),
        ("Titipan Bu Ani", 10_000, "terima_bantuan"),
        ("titipan bu ani", -4_000, "uang_keluar_lain"),
        ("Sabun", -3_000, "uang_keluar_lain"),
    ]


def test_a_new_book_knows_no_words(book: Book) -> None:
    assert _known(book) == {}


def test_the_book_knows_what_the_words_were_recorded_as_last(book: Book) -> None:
    books.record(book, "gas_listrik_air", amount=1_000, memo="beli GULA", date="2/1/2026")
    books.record(book, "beli_bahan", amount=25_000, memo="Beli  gula", date="3/1/2026")
    books.record(book, "jual_tunai", amount=5_000, memo="Sabun", date="3/1/2026")  # the file has it going out
    books.record(book, "tambah_modal", amount=5_000, memo="Titipan Bu Ani", date="3/1/2026")
    assert _known(book) == {"- beli gula": "beli_bahan", "+ titipan bu ani": "tambah_modal"}


def test_it_still_knows_them_when_the_import_was_undone_and_after_a_correction(book: Book) -> None:
    _take(book, {text_key("Beli gula", into=False): "beli_bahan"})
    with book.write() as tx:
        recording.undo(tx, today=books.TODAY)
    assert _known(book)["- beli gula"] == "beli_bahan"
    number = books.record(book, "kemasan", amount=3_000, memo="Sabun", date="8/1/2026")
    with book.write() as tx:
        right = {"amount": "3000", "memo": "Sabun"}
        recording.correct(tx, number, "gas_listrik_air", right, today=date(2026, 1, 9))
    assert _known(book)["- sabun"] == "gas_listrik_air"


def test_what_was_erased_is_known_no_more(book: Book) -> None:
    books.record(book, "beli_bahan", amount=25_000, memo="Beli gula", date="3/1/2026")
    with book.write() as tx:
        found = tx.connection.exec_driver_sql("SELECT id FROM texts WHERE text = 'Beli gula'")
        assert tx.erase_texts(list(found.scalars())) == 1
    assert _known(book) == {}
