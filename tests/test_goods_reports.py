"""Goods and sales on paper: the figures as JSON, the words, the worst of prints, and nobody's name without its tick."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from kpmbooks import house, ledger, trade
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import Language, translator
from kpmbooks.problems import Rejected
from reports import TRADE, Document, ReportHead, Request
from reports.document import BarChart, Heading, Size, Table, in_one_column, said
from reports.goods_reports import GOODS_REPORTS
from reports.prints import compare, draw_print
from reports.render import csv, pdf, text, xlsx
from tests import books
from tests.books import JANUARY, TODAY, own
from tests.paper_boxes import TELLING, on_each_other, outside, words_on

NAMES = tuple(report.name for report in GOODS_REPORTS)
NOW = datetime(2026, 1, 31, 10, 50, tzinfo=UTC)
LONG = "Nasi Uduk, Gorengan dan Aneka Kue Bu Ani"
MOST = 123_456_789_000
EMPTY = Period(date(2026, 1, 20), date(2026, 1, 25))
_ = translator("id")


def write(book: Book, kind: str, day: str, **answers: str | int) -> None:
    with book.write() as tx:
        trade.record(tx, kind, {**answers, "date": day}, ledger=own(tx), today=TODAY)


def stall(*, practice: bool = False) -> Book:
    """Rice by average, eggs some of which lie with Bu Eni, and Bu Nur's crisps here."""
    book = books.family(practice=practice)
    with book.write() as tx:
        trade.add_good(tx, own(tx), "Beras", {"unit": "kg", "price": "15000"})
        trade.add_good(tx, own(tx), "Telur", {"unit": "butir", "price": "2500"})
    write(book, "stok_awal", "1/1", items="Beras 20 x 12000; Telur 60 x 2000")  # 240.000 + 120.000
    write(book, "jual_tunai", "5/1", items="Beras 2,5")  # a Monday: 37.500, cost 30.000
    write(book, "titip_jual", "6/1", items="Telur 20", party="Warung Bu Eni", memo="untuk Bu Eni")
    write(book, "titip_laku", "7/1", items="Telur 8", owed=5_000, party="Warung Bu Eni")  # 20.000, cost 16.000
    write(book, "terima_titipan", "8/1", amount=85_000, party="Bu Nur", memo="keripik Bu Nur")
    write(book, "jual_belum_dibayar", "9/1", amount=9_000, party="Pak Ujang")
    return book


PEOPLE = ("Bu Eni", "Bu Nur", "Pak Ujang")


def worst() -> Book:
    """Names of forty letters, amounts of twelve digits."""
    book = house.create(None, kind="family", name=LONG, business=LONG, sector="kuliner", start=date(2026, 1, 1))
    with book.write() as tx:
        for nth in range(9):
            facts = {"unit": "bungkus besar sekali", "price": str(MOST), "method": "fifo" if nth else "average"}
            trade.add_good(tx, own(tx), f"{nth}{LONG[1:]}", facts)
    for nth in range(9):
        good = f"{nth}{LONG[1:]}"
        write(book, "beli_dagangan", "2/1", items=f"{good} 7 x {MOST // 9}", memo=LONG)
        write(book, "jual_tunai", "3/1", items=f"{good} 1 x {MOST // 5 + nth}")
        write(book, "titip_jual", "4/1", items=f"{good} 2", party=LONG, memo=LONG)
        write(book, "titip_laku", "5/1", items=f"{good} 1", party=LONG, owed=1, memo=LONG)
    write(book, "terima_titipan", "6/1", amount=MOST, party=LONG, memo=LONG)
    return book


def crowded() -> Book:
    """Five hundred goods, each bought and sold once."""
    book = books.family()
    with book.write() as tx:
        for nth in range(500):
            trade.add_good(tx, own(tx), f"Barang {nth:03}", {"unit": "biji", "price": "2000"})
    for first in range(0, 500, 100):
        names = [f"Barang {nth:03}" for nth in range(first, first + 100)]
        write(book, "beli_dagangan", "2/1", items="; ".join(f"{name} 3 x 1000" for name in names))
        write(book, "jual_tunai", "3/1", items="; ".join(f"{name} 1" for name in names))
    return book


BOOKS = {
    "stall": stall,
    "practice": lambda: stall(practice=True),
    "worst": worst,
    "crowded": crowded,
    "group": books.group,
}


MADE: dict[str, Book] = {}


def book_of(name: str) -> Book:
    if name not in MADE:
        MADE[name] = BOOKS[name]()
    return MADE[name]


@pytest.fixture(scope="module", autouse=True)
def closed_afterwards() -> Iterator[None]:
    yield
    while MADE:
        MADE.popitem()[1].close()


def figures(of: str, name: str, period: Period = JANUARY, **asked: str) -> dict:
    book = book_of(of)
    with book.read() as reader:
        wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), period, None, asked)
        report = TRADE[name]
        head = ReportHead(book.owner.name, period, NOW, practice=book.owner.practice, code="7K3M-Q9TD")
        return report.figures(report.statement(reader, wish), head, TODAY)


def rendered(of: str, name: str, form: str, period: Period = JANUARY, size: Size = "A4", **asked: str) -> str:
    """The words of a report in one of its forms."""
    words, _amounts = drawn(of, name, form, period, size, **asked)
    return words


def drawn(
    of: str,
    name: str,
    form: str,
    period: Period = JANUARY,
    size: Size = "A4",
    *,
    language: Language = "id",
    **asked: str,
) -> tuple[str, PdfReader | None]:
    book = book_of(of)
    with book.read() as reader:
        place = own(reader)
        wish = Request(place, ledger.find_account(reader, place, "Kas"), period, None, asked)
        head = ReportHead(
            book.owner.name,
            period,
            NOW,
            None if book.owner.practice else "7K3M-Q9TD",
            practice=book.owner.practice,
            size=size,
            sector=book.owner.sector,
        )
        report = TRADE[name]
        statement = report.statement(reader, wish)
        if form == "json":
            return json.dumps(report.figures(statement, head, TODAY)), None
        return _drawn(report.document(statement, head, translator(language)), form)


def _drawn(document: Document, form: str) -> tuple[str, PdfReader | None]:
    match form:
        case "text":
            words = io.StringIO()
            text.render(document, words)
            return words.getvalue(), None
        case "csv":
            words = io.StringIO()
            csv.render(document, words)
            return words.getvalue(), None
    stream = io.BytesIO()
    if form == "xlsx":
        xlsx.render(document, stream)
        cells = [
            cell
            for sheet in load_workbook(stream).worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        ]
        return " ".join(map(str, cells)), None
    assert pdf.render(document, stream, invariant=True).missing == frozenset()
    paper = PdfReader(stream)
    return words_on(paper), paper


# Figures


def test_json_of_the_stock() -> None:
    told = figures("stall", "stock")
    assert told["rows"] == [
        {"good": "Beras", "sort": "dagangan", "unit": "kg", "where": "home", "party": None, "quantity": 17.5,
         "unit_cost": 12000, "value": 210_000},
        {"good": "Telur", "sort": "dagangan", "unit": "butir", "where": "home", "party": None, "quantity": 40,
         "unit_cost": 2000, "value": 80_000},
        {"good": "Telur", "sort": "dagangan", "unit": "butir", "where": "left", "party": None, "quantity": 12,
         "unit_cost": 2000, "value": 24_000},
    ]  # fmt: skip
    assert told["totals"] == {"goods": 314_000, "undetailed": 0, "account": 314_000}
    assert told["months"] == [{"month": "2026-01", "value": 314_000}]


def test_json_of_a_stock_card() -> None:
    with book_of("stall").read() as reader:
        uid = trade.find_good(trade.goods_of(reader, own(reader)), "beras").uid.hex()
    [card] = figures("stall", "stock-card", good=uid)["cards"]
    assert (card["good"], card["unit"], card["method"]) == ("Beras", "kg", "average")
    assert card["opening"] == {"quantity": 0, "value": 0}
    assert card["rows"][1] == {
        "date": "2026-01-05", "number": "2026-A-002", "kind": "jual_tunai", "act": "sell", "in": 0, "out": 2.5,
        "placed": 0, "value": -30_000, "left": 17.5, "worth": 210_000, "struck": False,
    }  # fmt: skip
    assert card["totals"] == {"in": 20, "out": 2.5}
    assert card["closing"] == {"quantity": 17.5, "value": 210_000, "unit_cost": 12000}


def test_a_card_of_every_good_is_told_when_none_is_named() -> None:
    assert [card["good"] for card in figures("stall", "stock-card")["cards"]] == ["Beras", "Telur"]


def test_json_of_the_cost_of_goods() -> None:
    told = figures("stall", "cogs")
    expected = {
        "keeps_stock": True, "opening": 0, "bought": 0, "brought_in": 360_000, "available": 360_000,
        "closing": 314_000, "cost": 46_000,
    }  # fmt: skip
    assert {key: told[key] for key in expected} == expected


def test_json_of_sales_and_profit_by_good() -> None:
    sales = figures("stall", "sales-by-good")
    # 37.500 of 66.500
    assert sales["rows"][0] == {
        "good": "Beras", "unit": "kg", "times": 1, "quantity": 2.5, "sales": 37_500, "percent": 56.4,
    }  # fmt: skip
    assert (sales["other"], sales["totals"]) == ({"sales": 9_000}, {"sales": 66_500})
    profit = figures("stall", "profit-per-good")
    assert profit["rows"] == [
        {"good": "Beras", "unit": "kg", "quantity": 2.5, "sales": 37_500, "cost": 30_000, "profit": 7_500,
         "margin_percent": 20, "cost_known": True},
        {"good": "Telur", "unit": "butir", "quantity": 8, "sales": 20_000, "cost": 16_000, "profit": 4_000,
         "margin_percent": 20, "cost_known": True},
    ]  # fmt: skip
    assert profit["other"] == {"sales": 9_000, "cost": 0, "profit": 9_000}
    assert profit["totals"] == {"sales": 66_500, "cost": 46_000, "profit": 20_500}


def test_json_of_the_weekdays() -> None:
    told = figures("stall", "sales-by-weekday")
    assert told["rows"][0] == {"weekday": "monday", "days": 1, "sales": 37_500, "average": 37_500}
    assert told["rows"][2] == {"weekday": "wednesday", "days": 1, "sales": 20_000, "average": 20_000}
    assert (told["best"], told["totals"]) == ("monday", {"days": 3, "sales": 66_500})


def test_json_of_the_simple_report() -> None:
    told = figures("stall", "simple-report")
    # 37.500 and 15.000 in cash; 5.000 of the eggs and 9.000 are still owed
    assert told["in"] == [{"name": "Penjualan", "amount": 52_500}]
    assert (told["out"], told["totals"]) == ([], {"in": 52_500, "out": 0})
    assert told["cash"] == {"opening": 0, "closing": 52_500}
    assert (told["sales"], told["result"]) == (66_500, 20_500)
    assert (told["owed_to_us"], told["we_owe"], told["deposits"], told["borrowed"]) == (14_000, 0, 0, 0)
    assert told["stock"] == 314_000
    assert told["months"] == [{"month": "2026-01", "sales": 66_500, "costs": 46_000}]


def test_a_business_without_stock_is_told_of_none() -> None:
    told = figures("group", "simple-report")
    assert told["stock"] is None
    assert "tidak mencatat stok" in rendered("group", "simple-report", "text")
    assert figures("group", "cogs")["keeps_stock"] is False
    assert "langsung dihitung sebagai biaya" in rendered("group", "cogs", "text")


def test_the_simple_report_of_a_group_is_of_its_business_purse() -> None:
    with books.group() as book:
        write(book, "jual_tunai", "5/1", amount=50_000)
        with book.write() as tx:
            trade.record(
                tx,
                "tabungan_masuk",
                {"amount": 25_000, "party": "Ibu Dewi", "date": "6/1"},
                ledger=own(tx),
                today=TODAY,
            )
        with book.read() as reader:
            wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), JANUARY)
            report = TRADE["simple-report"]
            statement = report.statement(reader, wish)
            assert report.own_figures(statement)["cash"]["closing"] == 50_000
            assert report.document(statement, ReportHead("x", JANUARY), _).subtitle.startswith("Kantong usaha, ")


def test_json_of_a_slip() -> None:
    slips = {slip["number"]: slip for slip in figures("stall", "consignment-slip")["slips"]}
    ours = slips["2026-A-004"]["ours"]
    assert ours["goods"] == [
        {"good": "Telur", "unit": "butir", "price": 2500, "before": 0, "left": 20, "sold": 8, "returned": 0,
         "there": 12}
    ]  # fmt: skip
    assert ours["amounts"] == {"before": 0, "left": 50_000, "sold": 20_000, "returned": 0, "there": 30_000}
    assert ours["owed"] == 5_000
    theirs = slips["2026-A-005"]["theirs"]
    assert theirs["amounts"]["there"] == 85_000


def test_a_good_of_another_book_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        figures("stall", "stock-card", good="00" * 16)
    assert refused.value.problems[0].code == "good-unknown"


# Words and forms


@pytest.mark.parametrize("name", NAMES)
def test_every_report_has_the_common_keys_and_a_code_unless_it_is_for_practice(name: str) -> None:
    told = figures("stall", name)
    assert (told["report"], told["book"], told["code"]) == (name, "Keluarga Bu Siti", "7K3M-Q9TD")
    assert figures("practice", name)["code"] is None


def test_quantities_are_numbers_in_sheets_and_words_on_paper() -> None:
    assert "17,5" in rendered("stall", "stock", "text")
    assert ",17.5," in rendered("stall", "stock", "csv")
    assert " 17.5 " in rendered("stall", "stock", "xlsx")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx", "pdf"])
def test_nobody_is_named_without_the_tick(name: str, form: str) -> None:
    words = rendered("stall", name, form)
    assert [person for person in PEOPLE if person in words] == []


@pytest.mark.parametrize("form", ["text", "json", "csv", "xlsx", "pdf"])
def test_who_is_ticked_is_named(form: str) -> None:
    assert "Warung Bu Eni" in rendered("stall", "stock", form, names="1")
    if form in ("text", "json", "pdf"):
        assert "Warung Bu Eni" in rendered("stall", "consignment-slip", form, names="1")


def test_a_slip_is_signed_by_both_hands() -> None:
    words = rendered("stall", "consignment-slip", "text", names="1")
    assert "Yang menitipkan, Gorengan Bu Siti" in words
    assert "Yang dititipi, Warung Bu Eni" in words
    assert "Yang menitipkan, Bu Nur" in words


def test_a_book_without_such_goods_gives_a_slip_for_the_pencil() -> None:
    words = rendered("group", "consignment-slip", "text")
    assert "Nota no. ________" in words


@pytest.mark.parametrize("name", NAMES)
def test_practice_is_marked_on_every_page(name: str) -> None:
    _words, paper = drawn("practice", name, "pdf")
    assert paper is not None
    for page in paper.pages:
        assert "LATIHAN" in page.extract_text()


def test_the_simple_report_is_one_page_at_its_worst() -> None:
    for of in ("worst", "stall", "group", "crowded"):
        for size in ("A4", "F4"):
            _words, paper = drawn(of, "simple-report", "pdf", size=size)
            assert paper is not None
            assert len(paper.pages) == 1, (of, size)


@pytest.mark.parametrize("name", ["sales-by-weekday", "sales-by-good", "profit-per-good", "simple-report"])
def test_what_a_person_would_rather_look_at_is_a_chart(name: str) -> None:
    book = book_of("stall")
    with book.read() as reader:
        wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), JANUARY)
        document = TRADE[name].document(TRADE[name].statement(reader, wish), ReportHead("x", JANUARY), _)
    [chart] = [block for block in document.blocks if isinstance(block, BarChart)]
    assert any(value > 0 for series in chart.series for value in series.values)
    # The page says that all amounts are rupiah; the bars are thousands, and have to say so where one looks at them.
    above = document.blocks[document.blocks.index(chart) - 1]
    titled = bool(chart.title) or len(chart.series) > 1  # its own head then says it
    assert titled or (isinstance(above, Heading) and above.note == "ribu rupiah")


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("of", ["stall", "worst", "group"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_page_lies_on_another_or_is_cut(name: str, of: str, size: Size) -> None:
    for asked in ({}, {"names": "1"}):
        words, paper = drawn(of, name, "pdf", size=size, **asked)
        assert paper is not None
        assert outside(paper, size) == []
        assert on_each_other(paper) == []
        assert TELLING.findall(words) == []
        for amount in amounts(of, name):
            assert amount in words, amount


def amounts(of: str, name: str) -> set[str]:
    book = book_of(of)
    with book.read() as reader:
        wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), JANUARY)
        document = TRADE[name].document(TRADE[name].statement(reader, wish), ReportHead("x", JANUARY), _)
        return {
            said(cell, "money", "id")
            for block in in_one_column(document.blocks)
            if isinstance(block, Table)
            for row in block.rows
            for cell, column in zip(row.cells, block.columns, strict=True)
            if column.kind == "money" and isinstance(cell, int) and column.shown != "sheet"
        }


@pytest.mark.parametrize("of", ["stall", "worst"])
@pytest.mark.parametrize("name", NAMES)
def test_days_on_which_nothing_was_are_a_whole_print_too(name: str, of: str) -> None:
    words, paper = drawn(of, name, "pdf", EMPTY)
    assert paper is not None
    assert outside(paper, "A4") == []
    assert on_each_other(paper) == []
    assert words


@pytest.mark.parametrize("name", ["stock", "sales-by-good", "profit-per-good", "stock-card"])
def test_five_hundred_goods_are_all_on_paper(name: str) -> None:
    words, paper = drawn("crowded", name, "pdf")
    assert paper is not None
    assert outside(paper, "A4") == []
    assert on_each_other(paper) == []
    assert all(f"Barang {nth:03}" in words for nth in range(500))


@pytest.mark.parametrize("name", NAMES)
def test_in_english_too_every_report_is_drawn(name: str) -> None:
    words, _paper = drawn("stall", name, "text", language="en")
    assert words


def test_a_printed_code_says_whether_the_book_still_says_the_same() -> None:
    with stall() as book:
        with book.read() as reader:
            party = trade.named_party(reader, "Warung Bu Eni")
            cash = ledger.find_account(reader, own(reader), "Kas")
            wish = Request(own(reader), cash, JANUARY, None, {"party": party.uid.hex(), "names": "1"})
        code = draw_print(book, TRADE["consignment-slip"], wish, lambda statement, found: found)
        with book.read() as reader:
            found = compare(reader, str(code))
        assert found is not None
        assert found.matches
        with book.write() as tx:
            trade.change_party(tx, party, name="Warung Bu Eni Baru")
        with book.read() as reader:
            renamed = compare(reader, str(code))
        assert renamed is not None
        write(book, "titip_laku", "10/1", items="Telur 1", party="Warung Bu Eni Baru")
        with book.read() as reader:
            later = compare(reader, str(code))
        assert later is not None
        assert not later.matches
