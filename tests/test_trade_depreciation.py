"""How equipment wears off: published tables to the rupiah, and what must hold for every plan."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.trade.depreciation import Method, Plan, monthly, yearly


def table(plan: Plan) -> list[tuple[int, int, int, int]]:
    return [(row.year, int(row.depreciation), int(row.accumulated), int(row.book_value)) for row in yearly(plan)]


def amounts(plan: Plan) -> list[int]:
    return [int(row.depreciation) for row in yearly(plan)]


MARCH = date(2006, 3, 1)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        # Cost 110,000, salvage 20,000, 5 years, from 1 March 2006; coursehero 5230239.
        (Plan(Rupiah(110_000), 5, residual=Rupiah(20_000), start=MARCH), [15_000, *[18_000] * 4, 3_000]),
        (
            Plan(Rupiah(110_000), 5, "declining", Rupiah(20_000), start=MARCH),
            [36_667, 29_333, 17_600, 6_400, 0, 0],
        ),
        # Cost 220,000, salvage 38,000, the same; coursehero 5230237.
        (Plan(Rupiah(220_000), 5, residual=Rupiah(38_000), start=MARCH), [30_333, *[36_400] * 4, 6_067]),
        (
            Plan(Rupiah(220_000), 5, "declining", Rupiah(38_000), start=MARCH),
            [73_333, 58_667, 35_200, 14_800, 0, 0],
        ),
        # Cost 5,000, residual 500, 3 years, placed in service on 1 October; coursehero p4hsu.
        (Plan(Rupiah(5_000), 3, residual=Rupiah(500), start=date(2010, 10, 1)), [375, 1_500, 1_500, 1_125]),
        (Plan(Rupiah(5_000), 3, "declining", Rupiah(500)), [3_333, 1_111, 56]),
        (Plan(Rupiah(5_000), 3, "declining", Rupiah(500), start=date(2010, 10, 1)), [833, 2_778, 889, 0]),
        # PT Indojaya: 200 juta, residual 2,5 juta, 10 years, bought in December 2007; christianyudya19.blogspot.com.
        (
            Plan(Rupiah(200_000_000), 10, residual=Rupiah(2_500_000), start=date(2007, 12, 20)),
            [1_645_833, *[19_750_000] * 9, 18_104_167],
        ),
        # A tool of 750 juta, residual 150 juta, 5 years; scribd 557562566.
        (Plan(Rupiah(750_000_000), 5, residual=Rupiah(150_000_000)), [120_000_000] * 5),
        # PT Abdi Agung: 30 juta, residual 5 juta: the text goes below it at the end, which is not done here.
        (Plan(Rupiah(30_000_000), 5, "declining"), [12_000_000, 7_200_000, 4_320_000, 2_592_000, 1_555_200]),
        (
            Plan(Rupiah(30_000_000), 5, "declining", Rupiah(5_000_000)),
            [12_000_000, 7_200_000, 4_320_000, 1_480_000, 0],
        ),
        # Bought on 1 October 2027 for 163,000, 5 years; smartsolve.ai.
        (
            Plan(Rupiah(163_000), 5, "declining", start=date(2027, 10, 1)),
            [16_300, 58_680, 35_208, 21_125, 12_675, 5_704],
        ),
    ],
)
def test_published_tables(plan: Plan, expected: list[int]) -> None:
    assert amounts(plan) == expected


def test_a_published_declining_table_with_its_sums() -> None:
    # A vibrator roller: 455 juta, in use from 1 January 2014 for 5 years; pdfcoke.com, "depresiasi menurun ganda", 2.
    assert table(Plan(Rupiah(455_000_000), 5, "declining", start=date(2014, 1, 1))) == [
        (2014, 182_000_000, 182_000_000, 273_000_000),
        (2015, 109_200_000, 291_200_000, 163_800_000),
        (2016, 65_520_000, 356_720_000, 98_280_000),
        (2017, 39_312_000, 396_032_000, 58_968_000),
        (2018, 23_587_200, 419_619_200, 35_380_800),
    ]


def test_without_a_start_the_years_are_counted() -> None:
    assert [row.year for row in yearly(Plan(Rupiah(9_000), 3))] == [1, 2, 3]


def test_the_last_year_takes_the_rest() -> None:
    assert amounts(Plan(Rupiah(10_000_000), 3)) == [3_333_333, 3_333_333, 3_333_334]


def test_a_rate_of_its_own_may_have_decimals() -> None:
    # 12,5 % of 8.000.000, then of 7.000.000 and of 6.125.000.
    plan = Plan(Rupiah(8_000_000), 3, "declining", rate=Fraction("12.5"))
    assert amounts(plan) == [1_000_000, 875_000, 765_625]


def test_the_month_of_the_purchase_counts_whichever_its_day() -> None:
    first, last = (Plan(Rupiah(12_000), 1, start=date(2024, 2, day)) for day in (1, 29))
    assert yearly(first) == yearly(last)
    assert amounts(first) == [11_000, 1_000]


def test_months_begin_with_the_purchase_and_go_on_over_new_year() -> None:
    plan = Plan(Rupiah(12_000), 1, start=date(2025, 11, 30))
    told = [(row.year, row.month) for row in monthly(plan)]
    assert told == [(2025, 11), (2025, 12), *((2026, month) for month in range(1, 11))]
    assert {int(row.depreciation) for row in monthly(plan)} == {1_000}


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        (Plan(Rupiah(0), 5), ["depreciation-cost"]),
        (Plan(Rupiah(-5), 0), ["depreciation-cost", "depreciation-years"]),
        (Plan(Rupiah(10), 101), ["depreciation-years"]),
        (Plan(Rupiah(10), 5, residual=Rupiah(10)), ["depreciation-residual"]),
        (Plan(Rupiah(10), 5, residual=Rupiah(-1)), ["depreciation-residual"]),
        (Plan(Rupiah(10), 5, rate=Fraction(10)), ["depreciation-rate-straight"]),
        (Plan(Rupiah(10), 5, "declining", rate=Fraction(0)), ["depreciation-rate"]),
        (Plan(Rupiah(10), 5, "declining", rate=Fraction(101)), ["depreciation-rate"]),
    ],
)
def test_a_plan_that_cannot_be_is_refused(plan: Plan, codes: list[str]) -> None:
    with pytest.raises(Rejected) as refused:
        yearly(plan)
    assert [problem.code for problem in refused.value.problems] == codes


@given(
    st.integers(1, 10**12),
    st.integers(0, 10**12),
    st.integers(1, 40),
    st.sampled_from(("straight", "declining")),
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2099, 12, 31))),
)
def test_every_table_adds_up_and_stays_above_the_residual(
    cost: int, residual: int, years: int, method: Method, start: date | None
) -> None:
    plan = Plan(Rupiah(cost), years, method, Rupiah(residual % cost), start=start)
    rows, months = yearly(plan), monthly(plan)
    accumulated = 0
    for row in rows:
        accumulated += row.depreciation
        assert row.depreciation >= 0
        assert (row.accumulated, row.book_value) == (accumulated, cost - accumulated)
        assert row.book_value >= plan.residual
        assert sum(month.depreciation for month in months if month.year == row.year) == row.depreciation
    assert sum(row.months for row in rows) == len(months) == 12 * years
    if method == "straight":
        assert rows[-1].book_value == plan.residual
