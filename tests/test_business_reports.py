"""The price list and the list of equipment: what they say, and that every form of their papers is whole."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from kpmbooks.trade.equipment_acts import NewPiece, enter_wear, record_piece
from kpmbooks.trade.equipment_leaving import name_piece
from reports import ReportHead, Request, find_report
from reports.document import Document, Size
from reports.render import csv, pdf, text
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

TODAY = date(2026, 11, 25)
LONG = "Nasi Uduk, Gorengan dan Aneka Kue Bu Ani"
_ = translator("id")


@pytest.fixture(scope="module")
def full() -> Iterator[Book]:
    """Forty goods and services with long names and large prices, equipment of every origin."""
    with house.create(None, kind="family", name=LONG, business=LONG, start=date(2026, 1, 1)) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            for nth in range(40):
                service = {"sort": "jasa", "hours": "2500", "transport": "15000"} if nth % 4 == 0 else {}
                facts = {"price": str(100 * 10 ** (nth % 8)), "unit": "porsi" if nth % 2 else "", **service}
                trade.add_good(tx, place, f"{LONG} {nth}" if nth % 3 == 0 else f"Kue {nth}", facts)
            for origin in ("beli", "bantuan", "modal", "pinjam"):
                new = NewPiece(
                    f"{LONG} {origin}", origin, date(2026, 2, 3), Rupiah(123_456_768_000), 12_500, "lembar",
                    years=4, note=LONG, owner="Bu Ratna",
                )  # fmt: skip
                record_piece(tx, place, new, today=TODAY)
            enter_wear(tx, place, today=TODAY)
        yield book


def document(book: Book, name: str, form: str, size: Size = "A4", place: int = 0) -> Document:
    report = find_report(name)
    assert report is not None
    with book.read() as reader:
        where = ledger.ledgers(reader)[place]
        cash = next(one for one in ledger.accounts(reader, where) if one.is_cash)
        wish = Request(where, cash, Period(date(2026, 1, 1), TODAY), asked={"form": form})
        head = ReportHead(book.owner.name, wish.period, datetime(2026, 11, 25, 10, tzinfo=UTC), "7K3M-Q9TD", size=size)
        return report.document(report.statement(reader, wish), head, _)


def drawn(made: Document) -> PdfReader:
    stream = io.BytesIO()
    assert pdf.render(made, stream, invariant=True).missing == frozenset()
    return PdfReader(stream)


FORMS = [("price-list", form) for form in ("page", "half", "cards")] + [
    ("equipment", form) for form in ("list", "value", "blank")
]


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize(("name", "form"), FORMS)
def test_every_form_of_a_paper_is_whole(full: Book, name: str, form: str, size: Size) -> None:
    pages = drawn(document(full, name, form, size))
    assert outside(pages, size) == []
    assert on_each_other(pages) == []
    words = words_on(pages)
    assert not TELLING.search(words)
    assert "Bu Ratna" not in words, "whose a borrowed thing is stays in the book"


@pytest.mark.parametrize(("name", "form"), FORMS)
@pytest.mark.parametrize("place", [0, 1])
def test_a_paper_of_nothing_is_whole_too(name: str, form: str, place: int) -> None:
    with house.create(None, kind="family", name="Keluarga Contoh", start=date(2026, 1, 1)) as book:
        pages = drawn(document(book, name, form, place=place))
        assert outside(pages, "A4") == []
        assert len(pages.pages) == 1


@pytest.mark.parametrize("form", ["page", "half", "cards"])
def test_every_price_stands_on_every_form(full: Book, form: str) -> None:
    words = words_on(drawn(document(full, "price-list", form)))
    for nth in range(8):
        assert f"Rp{100 * 10**nth:,}".replace(",", ".") in words


def test_eight_cards_lie_on_a_page(full: Book) -> None:
    pages = drawn(document(full, "price-list", "cards")).pages
    assert [page.extract_text().count("Rp") - page.extract_text().count("jalan Rp") for page in pages] == [8] * 5


def test_a_short_list_on_half_a_page_is_there_twice() -> None:
    with house.create(None, kind="family", name="Keluarga Contoh", start=date(2026, 1, 1)) as book:
        with book.write() as tx:
            trade.add_good(tx, ledger.default_ledger(tx), "Bakwan", {"price": "1000"})
        assert words_on(drawn(document(book, "price-list", "half"))).count("Bakwan") == 2


def test_the_price_list_is_a_table_where_there_is_no_paper(full: Book) -> None:
    for form in ("page", "cards"):
        out = io.StringIO()
        csv.render(document(full, "price-list", form), out)
        lines = out.getvalue().splitlines()
        assert (lines[0], len(lines)) == ("Barang atau jasa,Satuan,Harga,Jam,Transport", 41)
    out = io.StringIO()
    text.render(document(full, "price-list", "half"), out, width=100)
    assert "1.000.000.000" in out.getvalue()


def test_the_list_of_equipment_has_the_headings_of_groups_registers(full: Book) -> None:
    out = io.StringIO()
    csv.render(document(full, "equipment", "list"), out)
    head, *rows = out.getvalue().splitlines()
    assert head == "No,Tanggal perolehan,Nama barang,Jumlah / satuan,Harga,Asal,Kondisi,Keterangan"
    assert len(rows) == 5
    out = io.StringIO()
    csv.render(document(full, "equipment", "value"), out)
    # 123.456.768.000 over 48 months, of which February to October are over
    assert out.getvalue().splitlines()[1].endswith(",123456768000,dibeli,23148144000,100308624000")


def test_what_was_sold_by_hand_is_told_below_the_list_until_its_piece_is_named() -> None:
    with house.create(None, kind="group", name="KUBE Melati", start=date(2026, 1, 1)) as book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            new = NewPiece("Oven", "beli", date(2026, 2, 1), Rupiah(800_000))
            oven = record_piece(tx, place, new, today=TODAY)
            said = {"amount": 300_000, "cost": 750_000, "date": date(2026, 5, 2)}
            sold = recording.record(tx, "jual_alat", said, ledger=place, today=TODAY)
        told = io.StringIO()
        text.render(document(book, "equipment", "list"), told)
        words = " ".join(told.getvalue().split())
        assert "Alat seharga Rp750.000 di daftar ini sudah dijual atau rusak" in words
        assert "pilih alatnya" in words
        with book.write() as tx:
            name_piece(tx, place, sold.posted[0].id, oven, today=TODAY)
        told = io.StringIO()
        text.render(document(book, "equipment", "list"), told)
        assert "sudah dijual atau rusak" not in told.getvalue()
