"""Loan schedules against published tables, closed forms in other algebra, and what must hold for every loan."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.instalments import (
    METHODS,
    PER_YEAR,
    Every,
    Instalment,
    Method,
    RateChange,
    Rounding,
    Schedule,
    Terms,
    due_day,
    effective_rate,
    rounded,
    schedule,
)
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected


def plan(amount: int, rate: str, periods: int, method: Method, **more: object) -> Schedule:
    return schedule(replace(Terms(Rupiah(amount), Fraction(rate), periods, method), **more))  # type: ignore[arg-type]


def oracle_instalment(amount: int, rate: str, periods: int, per_year: int = 12) -> int:
    """The annuity as the amount over the sum of the discounts, term by term, in decimals of 60 digits."""
    with localcontext() as context:
        context.prec = 60
        growth = 1 + Decimal(rate) / 100 / per_year
        discounts, one = Decimal(0), Decimal(1)
        for _period in range(periods):
            one /= growth
            discounts += one
        return int((amount / discounts).quantize(Decimal(1)))


def oracle_worth(plan: Schedule, yearly: Decimal) -> Decimal:
    """What the instalments are worth on the first day, each discounted by a power of its own."""
    with localcontext() as context:
        context.prec = 40
        growth = 1 + yearly / 100 / PER_YEAR[plan.terms.every]
        return sum((int(row.amount) / growth**row.number for row in plan.rows), Decimal(0))


@pytest.mark.parametrize(
    ("amount", "periods", "annuity", "flat", "flat_7", "annuity_3"),
    [
        # Worked out from the rates that lenders quoted, in the project's domain facts, section 4.7; the row of
        # ten million over a year is printed by two banks, once either way.
        (5_000_000, 12, 430_332, 441_667, 445_833, 423_468),
        (5_000_000, 18, 291_159, 302_778, 306_944, 284_422),
        (10_000_000, 12, 860_664, 883_333, 891_667, 846_937),
        (10_000_000, 18, 582_317, 605_556, 613_889, 568_843),
        (10_000_000, 24, 443_206, 466_667, 475_000, 429_812),
        (10_000_000, 36, 304_219, 327_778, 336_111, 290_812),
    ],
)
def test_instalments_are_those_of_the_published_tables(
    amount: int, periods: int, annuity: int, flat: int, flat_7: int, annuity_3: int
) -> None:
    assert plan(amount, "6", periods, "annuity").rows[0].amount == annuity
    assert plan(amount, "6", periods, "flat").rows[0].amount == flat
    assert plan(amount, "7", periods, "flat").rows[0].amount == flat_7
    assert plan(amount, "3", periods, "annuity").rows[0].amount == annuity_3


@pytest.mark.parametrize(
    ("number", "interest", "principal"),
    [
        # A bank's sheet: 200 million, 18.1 % effective, 120 months, 3,616,589.78 a month (scribd 365074965)
        (1, 3_016_666.67, 599_923.11),
        (2, 3_007_617.83, 608_971.95),
        (10, 2_930_136.68, 686_453.09),
        (20, 2_819_278.63, 797_311.15),
        (31, 2_676_549.40, 940_040.38),
    ],
)
def test_an_annuity_over_ten_years_follows_the_banks_sheet(number: int, interest: float, principal: float) -> None:
    loan = plan(200_000_000, "18.1", 120, "annuity")
    row = loan.rows[number - 1]
    assert row.amount == 3_616_590
    assert abs(int(row.interest) - Fraction(str(interest))) <= 1
    assert abs(int(row.principal) - Fraction(str(principal))) <= 1
    assert loan.rows[-1].balance == 0


def test_a_declining_loan_pays_less_every_month() -> None:
    # 12 million, 12 months, 12 % on what is still owed: the schoolbook's 1.120.000, 1.110.000, …
    loan = plan(12_000_000, "12", 12, "declining")
    assert [int(row.amount) for row in loan.rows] == [1_120_000 - 10_000 * nth for nth in range(12)]
    assert loan.interest == 780_000


def test_a_flat_loan_charges_the_first_amount_every_month() -> None:
    loan = plan(12_000_000, "6", 12, "flat")
    assert {(int(row.amount), int(row.principal), int(row.interest)) for row in loan.rows} == {
        (1_060_000, 1_000_000, 60_000)
    }
    assert (loan.cost, loan.paid) == (720_000, 12_720_000)


def test_flat_seventeen_percent_costs_thirty_percent_a_year() -> None:
    # The example of the Financial Services Authority (OJK): flat 17 % over 12 months is 30.03 % effective.
    assert round(effective_rate(plan(12_000_000, "17", 12, "flat")), 2) == Decimal("30.03")


@pytest.mark.parametrize(
    ("rate", "periods", "effective"),
    [("6", 12, "10.9"), ("6", 18, "11.1"), ("6", 36, "11.1"), ("7", 18, "12.9"), ("18", 24, "31.5")],
)
def test_flat_rates_cost_what_the_domain_facts_say(rate: str, periods: int, effective: str) -> None:
    assert round(effective_rate(plan(10_000_000, rate, periods, "flat")), 1) == Decimal(effective)


def test_a_group_loan_is_rounded_up_to_a_thousand_as_on_its_form() -> None:
    # PNPM: 5.000.000 over 24 months at flat 1.5 % a month is 283.333, and 284.000 is printed
    loan = plan(5_000_000, "18", 24, "flat", unit=1000, rounding="up")
    assert {int(row.amount) for row in loan.rows[:-1]} == {284_000}
    assert loan.rows[-1].balance == 0
    assert loan.rows[-1].amount == 268_000


def test_interest_only_at_first_then_the_same_loan_over_the_rest() -> None:
    loan = plan(10_000_000, "6", 15, "annuity", grace=3)
    assert [int(row.amount) for row in loan.rows[:3]] == [50_000] * 3
    assert [row.amount for row in loan.rows[3:]] == [row.amount for row in plan(10_000_000, "6", 12, "annuity").rows]


def test_interest_by_days_counts_the_days_of_each_month_over_365() -> None:
    loan = plan(12_000_000, "12", 12, "annuity", start=date(2028, 1, 31), daily=True)
    assert [row.due for row in loan.rows[:3]] == [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30)]
    level = oracle_instalment(12_000_000, "12", 12)
    first = 12_000_000 * 12 * 29 / 36_500  # 29 days, also in a leap year over 365
    assert (int(loan.rows[0].amount), int(loan.rows[0].interest)) == (level, round(first))
    second = (12_000_000 - level + round(first)) * 12 * 31 / 36_500
    assert int(loan.rows[1].interest) == round(second)


def test_a_new_rate_is_worked_out_over_what_is_left() -> None:
    loan = plan(10_000_000, "6", 24, "annuity", changes=(RateChange(13, Fraction(12)),))
    owed = int(loan.rows[11].balance)
    assert int(loan.rows[11].amount) == 443_206
    assert int(loan.rows[12].amount) == oracle_instalment(owed, "12", 12)
    assert int(loan.rows[12].interest) == round(owed / 100)
    assert loan.rows[-1].balance == 0


def test_a_declining_loan_keeps_its_principal_when_the_rate_changes() -> None:
    loan = plan(12_000_000, "12", 12, "declining", changes=(RateChange(7, Fraction(24)),))
    assert {int(row.principal) for row in loan.rows} == {1_000_000}
    assert int(loan.rows[6].interest) == 120_000


def test_money_kept_back_makes_a_cheap_loan_dear() -> None:
    # Ten percent kept back, repaid in 30 days without interest: the month costs what 30 payments of 1/27 of it say
    loan = plan(1_000_000, "0", 30, "flat", every="day", kept_back=Rupiah(100_000))
    assert loan.terms.received == 900_000
    assert loan.cost == 100_000
    rate = effective_rate(loan)
    assert rate > 200
    assert abs(oracle_worth(loan, rate) - 900_000) < Decimal("0.01")


def test_without_interest_the_parts_are_equal_and_the_last_takes_the_rest() -> None:
    loan = plan(1_000_000, "0", 3, "annuity")
    assert [int(row.amount) for row in loan.rows] == [333_333, 333_333, 333_334]
    assert effective_rate(loan) == 0


@pytest.mark.parametrize(("every", "days"), [("day", [1, 2, 3]), ("week", [7, 14, 21]), ("two-weeks", [14, 28, 42])])
def test_instalments_fall_due_in_their_rhythm(every: Every, days: list[int]) -> None:
    start = date(2026, 11, 23)
    assert [(due_day(start, every, number) - start).days for number in (1, 2, 3)] == days


def test_a_month_that_is_too_short_pays_on_its_last_day() -> None:
    assert [due_day(date(2026, 12, 31), "month", number) for number in (1, 2, 3)] == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
    ]


@pytest.mark.parametrize(
    ("way", "expected"),
    [("nearest", (1_000, 2_000, 2_000)), ("up", (2_000, 2_000, 2_000)), ("down", (1_000, 1_000, 2_000))],
)
def test_rounding_takes_halves_up(way: Rounding, expected: tuple[int, int, int]) -> None:
    amounts = (Fraction(1_499), Fraction(1_500), Fraction(2_000))
    assert tuple(int(rounded(amount, 1_000, way)) for amount in amounts) == expected


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"amount": Rupiah(0)}, ["loan-amount"]),
        ({"amount": Rupiah(-5)}, ["loan-amount"]),
        ({"periods": 0}, ["loan-periods"]),
        ({"periods": 1_000}, ["loan-periods"]),
        ({"rate": Fraction(-1)}, ["loan-rate"]),
        ({"rate": Fraction(900)}, ["loan-rate"]),
        ({"grace": 12}, ["loan-grace"]),
        ({"grace": -1}, ["loan-grace"]),
        ({"kept_back": Rupiah(1_000_000)}, ["loan-kept-back"]),
        ({"daily": True}, ["loan-start"]),
        ({"daily": True, "start": date(2026, 1, 1), "method": "flat"}, ["loan-daily-flat"]),
        ({"changes": (RateChange(1, Fraction(7)),)}, ["loan-rate-from"]),
        ({"changes": (RateChange(13, Fraction(7)),)}, ["loan-rate-from"]),
        ({"changes": (RateChange(3, Fraction(7)), RateChange(3, Fraction(8)))}, ["loan-rate-twice"]),
        ({"unit": 0}, ["loan-unit"]),
        ({"amount": Rupiah(0), "periods": 0, "rate": Fraction(-1)}, ["loan-amount", "loan-periods", "loan-rate"]),
    ],
)
def test_what_makes_no_loan_is_refused_with_all_that_is_wrong(change: dict[str, object], codes: list[str]) -> None:
    terms = replace(Terms(Rupiah(1_000_000), Fraction(6), 12, "annuity"), **change)  # type: ignore[arg-type]
    with pytest.raises(Rejected) as refused:
        schedule(terms)
    assert [problem.code for problem in refused.value.problems] == codes


amounts = st.integers(1, 999_999_999_999).map(Rupiah)
rates = st.integers(0, 80_000).map(lambda hundredths: Fraction(hundredths, 100))


@st.composite
def loans(draw: st.DrawFn) -> Terms:
    periods = draw(st.integers(1, 130))
    method: Method = draw(st.sampled_from(METHODS))
    start = draw(st.none() | st.dates(date(2024, 1, 1), date(2030, 12, 31)))
    amount = draw(amounts)
    numbers = draw(st.lists(st.integers(2, max(2, periods)), unique=True, max_size=2)) if periods > 1 else []
    return Terms(
        amount,
        draw(rates),
        periods,
        method,
        every=draw(st.sampled_from(tuple(PER_YEAR))),
        start=start,
        grace=draw(st.integers(0, periods - 1)),
        kept_back=Rupiah(draw(st.integers(0, max(0, int(amount) // 2)))),
        daily=start is not None and method != "flat" and draw(st.booleans()),
        changes=tuple(RateChange(number, draw(rates)) for number in numbers),
        unit=draw(st.sampled_from((1, 5, 100, 500, 1_000))),
        rounding=draw(st.sampled_from(("nearest", "up", "down"))),
    )


@given(loans())
def test_every_schedule_closes_to_zero_and_its_balance_never_rises(terms: Terms) -> None:
    loan = schedule(terms)
    assert len(loan.rows) == terms.periods
    balance = int(terms.amount)
    for row in loan.rows:
        assert row.amount == row.principal + row.interest
        assert min(row.principal, row.interest) >= 0
        assert row.balance == balance - row.principal
        balance = int(row.balance)
    assert balance == 0
    assert loan.paid == terms.amount + loan.interest
    assert loan.cost == loan.interest + terms.kept_back


@given(loans())
def test_what_is_paid_is_worth_what_was_received_at_the_effective_rate(terms: Terms) -> None:
    loan = schedule(terms)
    rate = effective_rate(loan)
    assert rate >= 0
    assert abs(oracle_worth(loan, rate) - int(terms.received)) <= Decimal("1e-6") * max(1, int(loan.paid))


@given(amounts, st.integers(1, 10_000), st.integers(1, 130), st.sampled_from(METHODS))
def test_the_effective_rate_is_not_below_the_rate_but_for_rounding(
    amount: Rupiah, hundredths: int, periods: int, method: Method
) -> None:
    loan = schedule(Terms(amount, Fraction(hundredths, 100), periods, method))
    # Half a rupiah of interest in each period is what rounding can take.
    slack = Decimal(12 * 100) * periods / int(amount)
    assert effective_rate(loan) >= Decimal(hundredths) / 100 - slack - Decimal("1e-6")


@given(amounts, st.integers(0, 20_000), st.integers(1, 60), st.sampled_from((1, 5, 100, 500, 1_000)))
def test_rounding_moves_no_instalment_but_the_last_by_more_than_its_unit(
    amount: Rupiah, hundredths: int, periods: int, unit: int
) -> None:
    exact = schedule(Terms(amount, Fraction(hundredths, 100), periods, "annuity"))
    coarse = schedule(Terms(amount, Fraction(hundredths, 100), periods, "annuity", unit=unit, rounding="nearest"))
    for mine, theirs in zip(coarse.rows[:-1], exact.rows[:-1], strict=True):
        if mine.balance and theirs.balance:  # either may end early, because its instalments were rounded up
            assert mine.amount <= theirs.amount + unit


@given(amounts, st.integers(1, 3_000), st.integers(2, 240))
def test_an_annuity_is_that_of_the_sum_of_discounts(amount: Rupiah, hundredths: int, periods: int) -> None:
    rate = str(Decimal(hundredths) / 100)
    loan = plan(int(amount), rate, periods, "annuity")
    interest = int(loan.rows[0].interest)
    assert abs(int(loan.rows[0].amount) - max(oracle_instalment(int(amount), rate, periods), interest)) <= 1


@given(loans())
def test_no_loan_costs_less_than_its_rate_but_for_rounding_to_the_rupiah(terms: Terms) -> None:
    plain = replace(terms, changes=(), daily=False)
    # Half a rupiah of interest in each period is what rounding can take.
    slack = Decimal(PER_YEAR[plain.every] * 100) * plain.periods / int(plain.amount)
    rate = Decimal(plain.rate.numerator) / plain.rate.denominator
    assert effective_rate(schedule(plain)) >= rate - slack - Decimal("1e-6")


@given(loans())
def test_what_rounding_costs_is_the_interest_on_what_is_paid_later(terms: Terms) -> None:
    coarse = schedule(replace(terms, changes=(), daily=False))
    exact = schedule(replace(coarse.terms, unit=1, rounding="nearest"))
    unit, count = coarse.terms.unit, coarse.terms.periods
    if terms.method == "flat":  # interest is that of the first amount, whatever is paid when
        assert coarse.cost == exact.cost
        return
    if coarse.terms.rounding == "up":  # paid sooner, at most half a rupiah of interest in each row the other way
        assert coarse.cost <= exact.cost + 2 * count
    # Whatever an instalment falls short of, less than a unit of it, bears interest until the last one.
    growth = 1 + coarse.terms.rate / 100 / PER_YEAR[coarse.terms.every]
    later = sum(growth**number - 1 for number in range(count))
    assert int(coarse.cost) - int(exact.cost) <= (unit + 1) * later + 2 * count


@pytest.mark.parametrize("way", ["nearest", "up", "down"])
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("rate", "periods"), [("6", 36), ("12", 60), ("18", 24), ("25", 50)])
def test_for_loans_that_people_take_rounding_costs_at_most_a_unit_for_each_instalment(
    way: Rounding, method: Method, rate: str, periods: int
) -> None:
    for amount in (2_000_000, 3_333_333, 9_999_999, 25_000_000, 100_000_000):
        for unit in (5, 100, 500, 1_000):
            coarse = plan(amount, rate, periods, method, unit=unit, rounding=way)
            exact = plan(amount, rate, periods, method)
            assert coarse.cost - exact.cost <= unit * periods
            assert all(abs(one.amount - other.amount) <= unit for one, other in _level_rows(coarse, exact))


def _level_rows(coarse: Schedule, exact: Schedule) -> list[tuple[Instalment, Instalment]]:
    """The rows of both before the last that pays anything, where rounding is settled."""
    count = sum(1 for row in coarse.rows if row.balance)
    return list(zip(coarse.rows[:count], exact.rows[:count], strict=True))
