"""What leaves the book for other programs tells no customer and no supplier unless somebody ticks that."""

import io
from collections.abc import Iterator
from datetime import date

import pytest
from openpyxl import load_workbook

from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.trade import change_party, named_party
from kpmbooks.trade.veiling import veil
from reports.exports import EXPORTS, Wish
from tests.books import TODAY, family, own, record

NAMES = ("Wati", "Budi", "Anita")
FORMS = [name for name, export in EXPORTS.items() if not export.whole_book]


@pytest.fixture
def book() -> Iterator[Book]:
    with family() as made:
        record(made, "jual_belum_dibayar", party="Bu Wati", amount=50_000, paid=10_000, date=date(2026, 1, 5))
        record(made, "beli_belum_dibayar", party="Pak Budi", amount=90_000, paid=30_000, date=date(2026, 1, 6))
        record(
            made, "jual_tunai", amount=5_000, memo="titipan bu  WATI lewat Anita, bukan Watini", date=date(2026, 1, 7)
        )
        record(made, "jual_belum_dibayar", party="Anita", amount=7_000, paid=2_000, date=date(2026, 1, 8))
        with made.write() as tx:
            change_party(tx, named_party(tx, "Bu Wati"), name="Bu Wati RT 5")
        yield made


def written(book: Book, form: str, *, names: bool) -> str:
    stream = io.BytesIO()
    with book.read() as reader:
        EXPORTS[form].write(reader, Wish(own(reader), TODAY, translator("id"), names=names), stream)
    if form != "xlsx":
        return stream.getvalue().decode()
    sheets = load_workbook(stream).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_tells_a_name_without_the_tick(book: Book, form: str) -> None:
    told = written(book, form, names=False).replace("Watini", "")
    assert [name for name in NAMES if name.casefold() in told.casefold()] == []
    assert "Pihak 1" in told


@pytest.mark.parametrize("form", FORMS)
def test_with_the_tick_the_words_are_as_they_were_written(book: Book, form: str) -> None:
    told = written(book, form, names=True)
    assert all(name in told for name in NAMES)
    assert "Pihak 1" not in told


def test_only_whole_names_become_numbers_and_each_is_always_the_same(book: Book) -> None:
    with book.read() as reader:
        said = veil(reader, translator("id"))
        assert said("Bu Wati dan BU  WATI RT 5, Wati, Bu Watini") == "Pihak 1 dan Pihak 1, Wati, Bu Watini"
        assert said("pak budi (lunas)") == "Pihak 2 (lunas)"


def test_a_book_without_parties_tells_everything_as_it_is() -> None:
    with family() as book, book.read() as reader:
        assert veil(reader, translator("id"))("Bu Wati") == "Bu Wati"
