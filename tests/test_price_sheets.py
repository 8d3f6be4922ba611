"""A price that is worked out for a good: what follows from a batch, what the records say of it, what is kept of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import trade
from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from kpmbooks.trade.price_list import price_list
from kpmbooks.trade.price_sheets import PriceSheet, charge, named_sheets, save_sheet, sheet_of, work_out
from kpmbooks.trade.price_sources import from_book
from tests.books import family, own

FEBRUARY = date(2026, 2, 10)

# 80 bakwan of which 5 are left over; 68.000 spent, three hours at 10.000
BAKWAN = PriceSheet(
    materials=60_000, packaging=3_000, gas=5_000, hours=3_000, wage=10_000, made=80, left_over=5, percent="30",
    fixed=300_000, days=26, sold=40,
)  # fmt: skip


@pytest.fixture
def book() -> Iterator[Book]:
    with family() as made:
        yield made


def test_a_batch_gives_a_price_in_coins_and_what_must_be_sold() -> None:
    worked = work_out(BAKWAN)
    # 68.000 and 98.000 over the 75 that can be sold
    assert worked.cost == (Fraction(68_000, 75), Fraction(98_000, 75))
    # 1.306,67 + 30 % = 1.698,67: the next price in coins of 200
    assert (worked.suggested, worked.price, worked.step) == (1_800, 1_800, 200)
    # each leaves 1.800 - 907 = 893: 300.000 / 893 = 336; with her hours 1.800 - 1.307 = 493: 609
    assert worked.needed == (336, 13)
    assert worked.needed_with_labour == (609, 24)
    # 40 x 26 = 1.040 pieces: 928.720 - 300.000; of that 1.040 x 400 is the pay of her hours
    assert worked.profit == (24_182, 628_720, 416_000)


def test_margin_and_markup_of_the_same_percentage_are_two_prices() -> None:
    cost = replace(BAKWAN, materials=75_000, packaging=0, gas=0, hours=0, left_over=5)
    assert work_out(replace(cost, wish="markup", percent="50")).wished == 1_500
    assert work_out(replace(cost, wish="margin", percent="50")).wished == 2_000


def test_a_price_of_ones_own_counts_instead_of_the_wish_and_may_lose_money() -> None:
    worked = work_out(replace(BAKWAN, price=800))
    assert (worked.price, worked.needed) == (800, None)
    assert worked.profit is not None
    assert worked.profit.a_month < 0
    assert worked.margin_percent < 0


def test_without_costs_that_come_anyway_nothing_has_to_be_sold_first() -> None:
    assert work_out(replace(BAKWAN, fixed=0)).needed == (0, 0)


def test_three_what_ifs_are_told_where_it_is_said_how_many_are_sold() -> None:
    cases = {case.name: int(case.profit) for case in work_out(BAKWAN).cases}
    # 1.040 pieces; materials are 800 of each, 15 % of them 120; a fifth fewer are 832 pieces
    assert cases["price_up"] == 628_720 + 1_040 * 200
    assert cases["materials_up"] == 628_720 - 1_040 * 120
    assert cases["fewer_sales"] == 832 * 893 - 300_000
    assert work_out(replace(BAKWAN, sold=0)).cases == ()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"made": 0}, "made"),
        ({"left_over": 80}, "left_over"),
        ({"materials": -1}, "materials"),
        ({"price": -1}, "price"),
        ({"fixed": -1}, "fixed"),
        ({"part": -1}, "part"),
        ({"part": 1_001}, "part"),
        ({"days": 0}, "days"),
        ({"days": 32}, "days"),
        ({"sold": -1}, "sold"),
        ({"wish": "margin", "percent": "100"}, "percent"),
        ({"materials": 0, "packaging": 0, "gas": 0, "wage": 0}, "materials"),
        ({"materials": 10**16}, "materials"),
    ],
)
def test_what_makes_no_price_is_said_at_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(Rejected) as refused:
        work_out(replace(BAKWAN, **change))  # type: ignore[arg-type]  # the fields' own types
    assert field in {problem.field for problem in refused.value.problems}


@given(st.integers(1, 10**9), st.integers(1, 10**4), st.integers(0, 99), st.sampled_from(["margin", "markup"]))
def test_a_suggested_price_is_never_below_the_wish_nor_a_coin_above_it(
    cost: int, made: int, percent: int, wish: str
) -> None:
    worked = work_out(PriceSheet(materials=cost, made=made, wish=wish, percent=str(percent)))  # type: ignore[arg-type]
    assert worked.wished <= worked.suggested < worked.wished + 5_000


def test_a_sheet_is_kept_with_its_good_and_its_price_is_charged(book: Book) -> None:
    with book.write() as tx:
        good = trade.add_good(tx, own(tx), "Bakwan", {"unit": "biji"})
        charge(tx, own(tx), good, BAKWAN)
    with book.read() as reader:
        kept = trade.goods_of(reader, own(reader))[0]
        assert (kept.price, sheet_of(reader, kept)) == (1_800, BAKWAN)


def test_a_sheet_without_a_good_is_kept_under_its_name(book: Book) -> None:
    with book.write() as tx:
        save_sheet(tx, own(tx), BAKWAN, name="Kue lebaran")
        save_sheet(tx, own(tx), replace(BAKWAN, made=90), name="kue  Lebaran")
    with book.read() as reader:
        assert {name: sheet.made for name, sheet in named_sheets(reader, own(reader)).items()} == {"kue Lebaran": 90}


def test_what_cannot_be_worked_out_is_not_kept(book: Book) -> None:
    with pytest.raises(Rejected), book.write() as tx:
        save_sheet(tx, own(tx), replace(BAKWAN, made=0), name="Kue")
    with book.read() as reader:
        assert named_sheets(reader, own(reader)) == {}


def write(book: Book, kind: str, /, **answers: str | int | date) -> None:
    with book.write() as tx:
        trade.record(tx, kind, answers, ledger=own(tx), today=FEBRUARY)


def test_the_records_say_what_a_batch_cost_and_where_that_is_from(book: Book) -> None:
    with book.write() as tx:
        trade.add_good(tx, own(tx), "Tepung", {"unit": "kg", "sort": "bahan"})
        bakwan = trade.add_good(tx, own(tx), "Bakwan", {"unit": "biji", "price": "1000"})
    write(book, "beli_bahan", items="tepung 10 x 12000", date=date(2026, 1, 5))
    write(book, "produksi", used="tepung 5", items="bakwan 75", failed="bakwan 5", date=date(2026, 1, 6))
    for day in range(7, 13):
        write(book, "jual_tunai", items="bakwan 10", date=date(2026, 1, day))
    write(book, "sewa_lapak", amount=60_000, date=date(2026, 1, 20))
    write(book, "gas_listrik_air", amount=24_000, date=date(2026, 1, 21))
    with book.read() as reader:
        found = from_book(reader, own(reader), bakwan, FEBRUARY)
    assert dict(found.figures) == {
        "materials": 60_000, "made": 80, "left_over": 5, "days": 6, "gas": 4_000, "fixed": 60_000, "part": 1_000,
        "sold": 10,
    }  # fmt: skip
    _ = translator("id")
    assert _.problem(found.origins["materials"]) == "sekali buat yang terakhir, 6 Januari 2026"
    assert _.problem(found.origins["fixed"]) == "Januari 2026: Sewa dan lapak"


def test_a_side_good_carries_its_part_of_the_costs_that_come_anyway(book: Book) -> None:
    with book.write() as tx:
        rice = trade.add_good(tx, own(tx), "Nasi uduk", {"price": "8000", "stocked": "0"})
        crisps = trade.add_good(tx, own(tx), "Kerupuk", {"price": "500", "stocked": "0"})
        unsold = trade.add_good(tx, own(tx), "Peyek", {"price": "500", "stocked": "0"})
    for day in range(7, 13):  # 480.000 of rice, 30.000 of crisps, 90.000 that name no good: 600.000
        write(book, "jual_tunai", items="nasi uduk 10; kerupuk 10", date=date(2026, 1, day))
        write(book, "jual_tunai", amount=15_000, date=date(2026, 1, day))
    write(book, "sewa_lapak", amount=120_000, date=date(2026, 1, 20))
    with book.read() as reader:
        told = [from_book(reader, own(reader), good, FEBRUARY) for good in (rice, crisps, unsold)]
    assert [(found.figures["fixed"], found.figures.get("part")) for found in told] == [
        (120_000, 800), (120_000, 50), (120_000, None),
    ]  # fmt: skip
    assert translator("id").problem(told[1].origins["part"]) == "Rp30.000 dari penjualan Rp600.000, Januari 2026"
    # 5 % of 120.000 are 6.000; each leaves 300: 20 pieces. All of it would be 400, and a loss with 60 of them sold.
    sheet = PriceSheet(materials=200, made=1, price=500, fixed=120_000, part=50, days=6, sold=10)
    assert work_out(sheet).needed == (20, 4)
    assert work_out(sheet).profit == (2_000, 12_000, 0)
    assert work_out(replace(sheet, part=0)).needed == (400, 67)


def test_without_stock_the_purchases_of_the_month_are_shared_over_the_selling_days(book: Book) -> None:
    for day in range(1, 11):
        write(book, "jual_tunai", amount=100_000, date=date(2026, 1, day))
    write(book, "beli_bahan", amount=400_000, date=date(2026, 1, 5))
    with book.read() as reader:
        found = from_book(reader, own(reader), None, FEBRUARY)
    assert dict(found.figures) == {"days": 10, "materials": 40_000}


def test_an_empty_book_says_nothing(book: Book) -> None:
    with book.read() as reader:
        assert from_book(reader, own(reader), None, FEBRUARY).figures == {}


def test_the_price_list_leaves_out_materials_hidden_goods_and_what_has_no_price(book: Book) -> None:
    with book.write() as tx:
        for name, facts in (
            ("Tepung", {"sort": "bahan", "price": "12000"}),
            ("Bakwan", {"price": "1000", "cost": "700"}),
            ("Lama", {"price": "500", "hidden": "1"}),
            ("Baru", {}),
            ("Antar", {"sort": "jasa", "price": "5000", "hours": "500", "transport": "2000"}),
        ):
            trade.add_good(tx, own(tx), name, facts)
    with book.read() as reader:
        listed = price_list(reader, own(reader))
        assert [(one.good.name, int(one.price), one.cost) for one in listed] == [
            ("Antar", 5_000, None),
            ("Bakwan", 1_000, 700),
        ]
        assert len(price_list(reader, own(reader), unpriced=True)) == 3
