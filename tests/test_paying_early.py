"""Paying more or sooner than agreed: what it saves, what it does not, and what must hold for every loan."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.instalments import (
    METHODS,
    Instalment,
    Method,
    RateChange,
    Rounding,
    Schedule,
    Terms,
    Then,
    effective_rate,
    pay_extra,
    schedule,
    settle,
)
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected


def plan(amount: int, rate: str, periods: int, method: Method, **more: object) -> Schedule:
    return schedule(replace(Terms(Rupiah(amount), Fraction(rate), periods, method), **more))  # type: ignore[arg-type]


def amounts(loan: Schedule) -> list[int]:
    return [int(row.amount) for row in loan.rows]


def test_paying_a_flat_loan_off_early_saves_nothing_unless_the_lender_forgives() -> None:
    # 12 million, 12 months, flat 6 %: 1.060.000 a month; after six of them 6.000.000 and six times 60.000 are open.
    told = settle(plan(12_000_000, "6", 12, "flat"), 6)
    assert (told.owed, told.charged, told.to_pay) == (6_000_000, 360_000, 6_360_000)
    assert (told.saves, told.saves_if_forgiven) == (0, 360_000)


def test_paying_a_declining_loan_off_early_saves_the_interest_to_come() -> None:
    # 12 % on what is still owed, 12 months: the interest of the last six is 60.000, 50.000, … 10.000.
    told = settle(plan(12_000_000, "12", 12, "declining"), 6)
    assert (told.owed, told.to_pay, told.saves) == (6_000_000, 6_000_000, 210_000)
    assert told.saves_if_forgiven == told.saves


def test_a_loan_paid_off_on_its_first_day_costs_nothing_but_flat_interest() -> None:
    assert settle(plan(10_000_000, "6", 12, "annuity"), 0).to_pay == 10_000_000
    assert settle(plan(10_000_000, "6", 12, "flat"), 0).to_pay == 10_600_000


def test_an_extra_payment_ends_a_declining_loan_sooner() -> None:
    # Principal is 1.000.000 a month. Two more after the third: the last two instalments are never due.
    loan = pay_extra(plan(12_000_000, "12", 12, "declining"), 3, Rupiah(2_000_000), "shorter")
    assert amounts(loan) == [1_120_000, 1_110_000, 3_100_000, *(1_070_000 - 10_000 * nth for nth in range(7))]
    assert (loan.last, loan.rows[2].extra) == (10, 2_000_000)


def test_an_extra_payment_lowers_the_instalments_of_a_declining_loan() -> None:
    # 7.000.000 of 9 million are left over nine months: principal 777.778 a month, interest 1 % of what is owed.
    loan = pay_extra(plan(12_000_000, "12", 12, "declining"), 3, Rupiah(2_000_000), "lower")
    assert len(loan.rows) == 12
    assert [int(row.principal) for row in loan.rows[3:]] == [777_778] * 8 + [777_776]
    assert loan.rows[3].interest == 70_000


def test_a_lowered_annuity_is_that_of_what_is_left() -> None:
    # After six of twelve instalments of 860.664 there are 5.074.... owed; what is left after the extra payment is an
    # ordinary loan of its own over six months.
    loan = plan(10_000_000, "6", 12, "annuity")
    changed = pay_extra(loan, 6, Rupiah(2_000_000), "lower")
    left = int(loan.rows[5].balance) - 2_000_000
    assert amounts(changed)[6:] == amounts(plan(left, "6", 6, "annuity"))


def test_flat_interest_stays_whole_when_the_loan_ends_sooner() -> None:
    # 12 × 1.060.000 = 12.720.000 are owed in all, whenever they are paid.
    agreed = plan(12_000_000, "6", 12, "flat")
    sooner = pay_extra(agreed, 4, Rupiah(2_120_000), "shorter")
    assert (sooner.paid, sooner.interest, sooner.last) == (12_720_000, 720_000, 10)
    assert amounts(sooner) == [1_060_000] * 3 + [3_180_000] + [1_060_000] * 6
    lower = pay_extra(agreed, 4, Rupiah(2_000_000), "lower")
    assert (lower.interest, amounts(lower)[4:]) == (720_000, [810_000] * 8)


def test_flat_interest_that_is_forgiven_ends_with_the_loan() -> None:
    agreed = plan(12_000_000, "6", 12, "flat")
    sooner = pay_extra(agreed, 4, Rupiah(2_000_000), "shorter", forgiven=True)
    assert (sooner.last, sooner.interest) == (10, 600_000)
    # 6 of 8 million are left, and so is three quarters of the interest: 45.000 and 750.000 a month.
    lower = pay_extra(agreed, 4, Rupiah(2_000_000), "lower", forgiven=True)
    assert amounts(lower)[4:] == [795_000] * 8


def test_fees_are_a_cost_and_make_a_loan_dearer() -> None:
    free, paid = plan(10_000_000, "6", 12, "annuity"), plan(10_000_000, "6", 12, "annuity", fees=Rupiah(150_000))
    assert paid.cost - free.cost == 150_000
    assert effective_rate(paid) > effective_rate(free)
    # What is paid from the pocket on the first day costs as much as what is kept back on it.
    assert effective_rate(paid) == effective_rate(plan(10_000_000, "6", 12, "annuity", kept_back=Rupiah(150_000)))


@pytest.mark.parametrize(("after", "extra"), [(0, 1_000), (12, 1_000), (3, 0), (3, -5), (3, 99_000_000)])
def test_an_extra_payment_that_cannot_be_is_said_in_a_sentence(after: int, extra: int) -> None:
    with pytest.raises(Rejected):
        pay_extra(plan(12_000_000, "6", 12, "flat"), after, Rupiah(extra), "shorter")


@pytest.mark.parametrize("after", [-1, 12, 600])
def test_settling_is_refused_where_no_instalment_is_left(after: int) -> None:
    with pytest.raises(Rejected) as refused:
        settle(plan(12_000_000, "6", 12, "flat"), after)
    assert refused.value.problems[0].code == "settle-when"


@pytest.mark.parametrize("fees", [-1, 10_000_000])
def test_fees_below_zero_or_as_large_as_the_loan_are_refused(fees: int) -> None:
    with pytest.raises(Rejected) as refused:
        plan(10_000_000, "6", 12, "flat", fees=Rupiah(fees))
    assert refused.value.problems[0].code == "loan-fees"


@st.composite
def loans(draw: st.DrawFn) -> Schedule:
    periods = draw(st.integers(2, 60))
    changes = draw(
        st.lists(st.integers(2, periods), max_size=2, unique=True).flatmap(
            lambda numbers: st.tuples(
                *(st.builds(RateChange, st.just(number), st.fractions(0, 200)) for number in numbers)
            )
        )
    )
    way: Rounding = draw(st.sampled_from(("nearest", "up", "down")))
    amount = draw(st.integers(10_000, 50_000_000))
    return schedule(
        Terms(
            Rupiah(amount),
            draw(st.fractions(0, 250)),
            periods,
            draw(st.sampled_from(METHODS)),
            every=draw(st.sampled_from(("month", "two-weeks", "week", "day"))),
            grace=draw(st.integers(0, min(3, periods - 1))),
            kept_back=Rupiah(amount // 20),
            changes=changes,
            unit=draw(st.sampled_from((1, 5, 100, 500, 1_000))),
            rounding=way,
            fees=Rupiah(draw(st.integers(0, amount // 10))),
        )
    )


def holds(rows: tuple[Instalment, ...], amount: Rupiah) -> None:
    balance = amount
    for row in rows:
        assert row.interest >= 0
        assert row.principal >= 0
        assert row.balance == balance - row.principal
        assert row.amount == row.principal + row.interest
        balance = row.balance
    assert balance == 0


@given(loans(), st.data(), st.sampled_from(("shorter", "lower")), st.booleans())
def test_whatever_is_paid_more_the_loan_stays_a_loan(
    loan: Schedule, data: st.DataObject, then: Then, forgiven: bool
) -> None:
    after = data.draw(st.integers(1, len(loan.rows) - 1))
    owed = int(loan.rows[after - 1].balance)
    if not owed:
        return
    extra = Rupiah(data.draw(st.integers(1, owed)))
    changed = pay_extra(loan, after, extra, then, forgiven=forgiven)
    holds(changed.rows, loan.terms.amount)
    assert changed.rows[: after - 1] == loan.rows[: after - 1]
    assert changed.paid == loan.terms.amount + changed.interest
    assert changed.cost == changed.interest + loan.terms.kept_back + loan.terms.fees
    assert len(changed.rows) <= len(loan.rows)
    kept = loan.terms.method == "flat" and not forgiven
    if kept:
        assert changed.interest == loan.interest
    if loan.terms.unit == 1:
        # An instalment rounded to the rupiah may move a rupiah of principal from one period to the next.
        assert changed.interest <= loan.interest + len(loan.rows)


@given(loans(), st.data())
def test_settling_ends_a_loan_and_never_costs_more_than_paying_on(loan: Schedule, data: st.DataObject) -> None:
    after = data.draw(st.integers(0, len(loan.rows) - 1))
    told = settle(loan, after)
    before = sum((row.principal for row in loan.rows[:after]), Rupiah(0))
    assert before + told.owed == loan.terms.amount
    assert 0 <= told.saves <= told.saves_if_forgiven
    assert told.to_pay + told.saves == told.planned
    if loan.terms.method == "flat":
        assert told.saves == 0
