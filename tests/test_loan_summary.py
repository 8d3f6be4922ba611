"""The loan summary on paper: always two pages, nothing outside the margins or cut, honest and neutral in its words."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from fractions import Fraction
from functools import cache

import pytest
from pypdf import PdfReader

from kpmbooks import examples, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans.application import LETTERS
from reports import ReportHead, loan_summary
from reports.document import BarChart, Document, Line, Size, Table, in_one_column
from reports.loan_words import in_hundred, percent
from reports.render import pdf, text
from reports.render.pdf.paper import MARGIN, SIZES
from tests import hand_loan
from tests.hand_loan import ANSWERS, TODAY, answer, ready
from tests.paper_boxes import TELLING, boxes, on_each_other, outside

_ = translator("id")
NAME_OF_FORTY = "Nasi Uduk, Gorengan dan Aneka Kue Bu Ani"
VERDICTS = re.compile(r"\blayak\b|\bskor\b|\bnilai kredit\b|\blulus\b|\bdisetujui\b|\bscore\b", re.IGNORECASE)


def summary(
    book: Book, amount: int = 6_000_000, periods: int = 12, today: date = TODAY, *, code: str | None = "7K3M-Q9TD",
    size: Size = "A4",
) -> Document:  # fmt: skip
    with book.read() as reader:
        value = ready(reader, amount, periods, today)
    head = ReportHead(
        book.owner.name,
        Period(book.owner.start, today),
        datetime(2026, 11, 23, 10, 50),  # noqa: DTZ001 - printed as the wall clock says
        code=code,
        practice=book.owner.practice,
        size=size,
    )
    return loan_summary.document(value, head, _)


def printed(document: Document) -> PdfReader:
    stream = io.BytesIO()
    result = pdf.render(document, stream, invariant=True)
    assert result.missing == frozenset()
    return PdfReader(stream)


def words(document: Document) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in printed(document).pages)


def in_terminal(document: Document) -> str:
    stream = io.StringIO()
    text.render(document, stream)
    return stream.getvalue()


def _bu_siti() -> Book:
    return hand_loan.bu_siti()


def _longest() -> Book:
    """Every answer as long as it may be, every amount of twelve digits, a debt, unsorted money, words ticked."""
    book = hand_loan.family_book(name=NAME_OF_FORTY)
    hand_loan.record_months(book, factor=100_000)
    long = {name: (f"Wulandari {name} Kusumawardhani " * 9)[:most].strip() for name, most in LETTERS.items()}
    answer(book, {**ANSWERS, **long, "other_debts": "999999999999", "words": "kpm,pkh", "paper.kk": ""})
    with book.write() as tx:
        business = ledger.default_ledger(tx)
        for kind, answers in (
            ("uang_masuk_lain", {"amount": 987_654_321_000}),
            ("terima_pinjaman", {"amount": 987_654_321_000}),
            ("bayar_cicilan", {"principal": 98_765_432_100, "interest": 12_345_678_900}),
            ("libur", {}),
        ):
            recording.record(tx, kind, {"date": date(2026, 10, 27), **answers}, ledger=business, today=TODAY)
    return book


def _three_months() -> Book:
    book = hand_loan.family_book()
    hand_loan.record_months(book, months=3)
    return book


def _no_household() -> Book:
    book = hand_loan.family_book()
    hand_loan.record_months(book, household=False)
    return book


def _asked_household() -> Book:
    book = _no_household()
    answer(book, {**ANSWERS, "living_cost": "2,4jt", "other_income": "1,9jt", "other_income_from": "Upah suami"})
    return book


def _nothing() -> Book:
    return hand_loan.family_book()


def _loss() -> Book:
    book = hand_loan.bu_siti()
    with book.write() as tx:
        recording.record(
            tx, "beli_bahan", {"amount": 4_000_000, "date": date(2026, 7, 30)},
            ledger=ledger.default_ledger(tx), today=TODAY,
        )  # fmt: skip
    return book


def _demo(months: int, of: examples.Of = "family") -> Callable[[], Book]:
    return lambda: examples.example(None, of=of, months_back=months, today=TODAY)


BOOKS: Mapping[str, Callable[[], Book]] = {
    "bu_siti": _bu_siti,
    "longest": _longest,
    "three_months": _three_months,
    "no_household": _no_household,
    "asked_household": _asked_household,
    "nothing": _nothing,
    "loss": _loss,
    "two_months": _demo(2),
    "fourteen_months": _demo(14),
    "group": _demo(8, "group"),
}


@contextmanager
def opened(name: str) -> Iterator[Book]:
    book = BOOKS[name]()
    try:
        yield book
    finally:
        book.close()


@cache
def paper_of(name: str, size: Size = "A4") -> Document:
    """The summary of one of the books, made once for all tests that only look at it."""
    with opened(name) as book:
        return summary(book, *((999_999_999_999, 120) if name == "longest" else ()), size=size)


@pytest.mark.parametrize(("name", "size"), [*((name, "A4") for name in BOOKS), ("longest", "F4"), ("nothing", "F4")])
def test_the_first_page_stands_for_itself_and_nothing_leaves_the_printable_area(name: str, size: Size) -> None:
    reader = printed(paper_of(name, size))
    assert len(reader.pages) <= 3
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Angka dari buku" in first or name == "longest"
    assert "Pemakaian uang" not in first
    assert outside(reader, size) == []


@pytest.mark.parametrize("name", BOOKS)
def test_no_two_pieces_of_text_lie_on_each_other(name: str) -> None:
    assert on_each_other(printed(paper_of(name))) == []


def test_the_measure_of_this_test_knows_where_a_line_ends() -> None:
    with opened("bu_siti") as book:
        page = printed(summary(book)).pages[0]
    ends = {piece: right for _left, right, _low, _high, piece in boxes(page)}
    assert abs(ends["Dicetak 23 November 2026, 10.50"] - (SIZES["A4"][0] - MARGIN)) < 0.1  # it is set to the right edge


def test_the_first_page_answers_a_reader_in_a_hurry_in_its_upper_two_thirds() -> None:
    with opened("bu_siti") as book:
        answer(book, {"other_debts": "150rb", "other_debts_to": "bank keliling"})
        page = printed(summary(book)).pages[0]
    lowest = {piece: low for _left, _right, low, _high, piece in boxes(page)}
    third = SIZES["A4"][1] / 3
    for wanted in ("Rp6.000.000", "freezer", "Rp690.000", "Rp150.000", "NIB atau SKU: belum ada"):
        assert lowest[wanted] > third, wanted


def test_the_figures_worked_out_by_hand_are_on_the_paper() -> None:
    with opened("bu_siti") as book:
        paper = words(summary(book))
    for wanted in (
        "enam juta rupiah",
        "Rp516.399",
        "Rp530.000",
        "Rp1.200.000",
        "Uang sisa, Juli 2026 (paling sepi)",
        "Rp840.000",
        "Rp323.601",  # July after the instalment
        "Rp25.820 tiap hari jualan (20 hari sebulan)",
        "Maret 2025 (20 bulan)",
        "7 bulan dicatat, 140 hari ada catatannya",
        "Bukan penilaian kelayakan",
        "Kode periksa 7K3M-Q9TD",
        "Halaman 1 dari 3",
        "Halaman 2 dari 3",
        "196.782",  # what the annuity costs
        "360.000",  # what the flat loan costs
        "310.000",  # July after the flat instalment
        "RT 05/RW 03, Cipinang Muara,",
    ):
        assert wanted in paper, wanted


def test_the_table_holds_each_month_in_thousands() -> None:
    with opened("bu_siti") as book:
        document = summary(book)
    table = next(block for block in document.blocks if isinstance(block, Table))
    rows = {row.cells[0]: row.cells[2:] for row in table.rows}
    assert rows["Penjualan"] == (*hand_loan.SALES, 5_966)
    assert rows["− Bahan"] == (*hand_loan.MATERIALS, 3_916)
    assert rows["= Untung usaha"] == (*hand_loan.EARNED, 1_750)
    assert rows["− Belanja keluarga"] == (*hand_loan.FAMILY, 2_450)
    assert rows["= Uang sisa"] == (*hand_loan.LEFT, 1_200)
    assert rows["Setelah cicilan 516"] == (704, 589, 694, 324, 789, 764, 924, 684)
    assert rows["Hari ada catatannya"] == (20,) * 7 + (None,)


def test_the_chart_stripes_the_quietest_month_and_draws_the_instalment_across() -> None:
    with opened("bu_siti") as book:
        chart = chart_of(summary(book))
    assert chart.groups == ("Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt")
    assert chart.quiet == 3
    assert chart.series[0].labels == ("1.220", "1.105", "1.210", "840", "1.305", "1.280", "1.440")
    assert chart.line == Line(516_399, "cicilan\n516")


def test_ramadan_and_lebaran_are_named_below_their_months() -> None:
    with examples.example(None, of="family", months_back=6, today=date(2026, 6, 30)) as book:
        chart = chart_of(summary(book, today=date(2026, 6, 30)))
    assert chart.groups == ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun")
    assert chart.notes == ("", "Ramadan", "Ramadan Lebaran", "", "", "")


def test_the_quietest_month_is_shown_also_when_it_is_long_ago() -> None:
    with examples.example(None, of="family", months_back=13, today=TODAY) as book:
        with book.write() as tx:
            recording.record(
                tx,
                "beli_bahan",
                {"amount": 3_000_000, "date": date(2025, 12, 28)},
                ledger=ledger.default_ledger(tx),
                today=TODAY,
            )
        chart = chart_of(summary(book))
    assert (chart.groups[0], chart.quiet, len(chart.groups)) == ("Des", 0, 7)


def test_an_empty_month_has_no_figure_and_no_bar() -> None:
    with opened("three_months") as book:
        document = summary(book)
    table = next(block for block in document.blocks if isinstance(block, Table))
    sales = next(row for row in table.rows if row.cells[0] == "Penjualan")
    assert sales.cells[2:] == (5_980, 5_730, 6_150, None, None, None, None, 5_953)
    assert chart_of(document).series[0].labels[3:] == ("–",) * 4
    assert "Catatan sedikit atau kosong: Jul, Agu, Sep, Okt" in words(document)
    assert "Data baru 3 bulan, belum lewat musim sepi" in words(document)


def test_what_is_left_is_not_claimed_while_the_familys_spending_is_unknown() -> None:
    with opened("no_household") as book:
        paper = words(summary(book))
    assert paper.count("belum diketahui") == 2
    assert "Belanja keluarga: belum ada catatan" in paper
    assert "Untung usaha tiap bulan" in paper
    assert "= Uang sisa" not in paper


def test_what_was_only_asked_is_marked_as_remembered() -> None:
    with opened("asked_household") as book:
        paper = words(summary(book))
    assert "Belanja keluarga: menurut ingatan" in paper
    assert "Upah suami: menurut ingatan" in paper
    assert "Rp1.250.000" in paper  # 1.750 + 1.900 − 2.400


def test_without_records_the_paper_says_what_is_missing_and_nothing_wrong() -> None:
    with opened("nothing") as book:
        paper = words(summary(book))
    assert "Belum ada bulan yang dicatat" in paper
    assert "Belum ada catatan." in paper
    assert "belum diketahui" in paper
    assert "Rp0" not in paper


def test_a_stated_method_stands_alone_and_asks_nothing() -> None:
    with opened("bu_siti") as book:
        answer(book, {"method": "flat"})
        paper = words(summary(book))
    assert "Rp530.000" in paper
    assert "516.399" not in paper
    assert "belum ditanyakan" not in paper
    assert "6% setahun dari pinjaman awal, tetap (flat)" in paper


@pytest.mark.parametrize("name", BOOKS)
def test_no_paper_gives_a_verdict(name: str) -> None:
    document = paper_of(name)
    for told in (words(document), in_terminal(document)):
        assert VERDICTS.findall(told.replace("Bukan penilaian kelayakan", "")) == []
        assert "Bukan penilaian kelayakan" in told


@pytest.mark.parametrize("name", [name for name in BOOKS if name != "longest"])
def test_no_paper_tells_of_aid_or_of_a_programme(name: str) -> None:
    document = paper_of(name)
    assert TELLING.findall(words(document) + in_terminal(document)) == []


def test_a_programme_is_named_when_she_ticks_it() -> None:
    with opened("bu_siti") as book:
        answer(book, {"words": "pkh"})
        ticked = words(summary(book))
    assert "Program Keluarga Harapan (PKH)" in ticked
    assert "KPM" not in ticked


def test_the_file_says_no_more_than_its_pages() -> None:
    with opened("bu_siti") as book:
        reader = printed(summary(book))
    assert reader.metadata is not None
    assert TELLING.findall(" ".join(str(value) for value in reader.metadata.values())) == []


def test_a_companion_signs_as_no_guarantor_and_only_where_one_was_named() -> None:
    with opened("bu_siti") as book:
        assert [block.role for block in summary(book).signatures.blocks] == ["Pemohon"]
        answer(book, {"companion": "Rina"})
        signatures = summary(book).signatures
    assert [(block.name, block.role) for block in signatures.blocks] == [
        ("Rina", "Pendamping, bukan penjamin"),
        ("Siti Rohmah", "Pemohon"),
    ]
    assert signatures.place_line.startswith("Jakarta, ")


def test_practice_prints_say_so_and_have_no_code() -> None:
    reader = printed(paper_of("fourteen_months"))
    for page in reader.pages:
        assert "LATIHAN, bukan catatan sungguhan" in page.extract_text()
    assert "Kode periksa" not in reader.pages[0].extract_text()


def test_a_hundred_records_are_shared_among_their_sources_exactly() -> None:
    with opened("bu_siti") as book, book.read() as reader:
        shares = in_hundred(ready(reader).evidence)
    assert sum(share for _mark, share in shares) == 100


def test_who_writes_on_paper_every_day_and_types_later_is_not_called_late() -> None:
    with opened("bu_siti") as book:  # written seven months of sheets in one go
        assert "Ditulis di lembar harian (21 dari 30 hari), diketik sekaligus" in words(summary(book))
    book = hand_loan.family_book()
    hand_loan.record_months(book, source="remembered")
    with book:
        assert "100 dari 100 catatan diketik dalam satu hari" in words(summary(book))
        assert "bukan dari lembar harian" in words(summary(book))


def test_in_english_it_has_no_indonesian_words_of_ours() -> None:
    with opened("bu_siti") as book, book.read() as reader:
        value = ready(reader)
    head = ReportHead("x", Period(hand_loan.START, TODAY))
    told = in_terminal(loan_summary.document(value, head, translator("en")))
    assert "Business Summary for a Loan Request" in told
    assert "enam juta" not in told
    assert "18.5%" in percent(Fraction("18.5"), translator("en"))
    assert percent(Fraction("18.5"), _) == "18,5%"


def chart_of(document: Document) -> BarChart:
    return next(block for block in in_one_column(document.blocks) if isinstance(block, BarChart))
