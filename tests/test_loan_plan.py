"""What a member's loan will still ask for: as its own schedule says, from what is left, and closed at the end."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import group, instalments
from kpmbooks.group.lending import LoanTerms
from kpmbooks.group.loan_plan import loan_standings, plan_of
from kpmbooks.group.rules import LoanMethod
from kpmbooks.money import Rupiah
from tests.books import TODAY, own
from tests.meetings import with_members


@given(
    lent=st.integers(1, 50_000_000),
    periods=st.integers(1, 36),
    percent=st.fractions(0, 10, max_denominator=20),
    method=st.sampled_from(["flat", "declining"]),
    unit=st.sampled_from([1, 100, 500, 1_000]),
)
def test_a_plan_pays_back_what_was_lent_in_no_more_instalments_than_agreed(
    lent: int, periods: int, percent: Fraction, method: LoanMethod, unit: int
) -> None:
    plan = plan_of(LoanTerms(periods, percent, method, "jasa", unit), Rupiah(lent), Rupiah(lent))
    assert sum(int(one.principal) for one in plan) == lent
    assert int(plan[-1].left) == 0
    assert len(plan) <= periods
    assert all(one.amount == one.principal + one.charge for one in plan)


def test_the_plan_of_a_flat_loan_is_its_schedule() -> None:
    # 1.000.000 in ten, 1 % a month of what was lent: 110.000 each.
    plan = plan_of(LoanTerms(10, Fraction(1), "flat", "jasa", 500), Rupiah(1_000_000), Rupiah(1_000_000))
    assert [int(one.amount) for one in plan] == [110_000] * 10
    terms = instalments.Terms(Rupiah(1_000_000), Fraction(12), 10, "flat", unit=500, rounding="up")
    theirs = instalments.schedule(terms).rows
    assert [(one.principal, one.charge, one.left) for one in plan] == [
        (row.principal, row.interest, row.balance) for row in theirs
    ]


def test_the_plan_of_a_declining_loan_asks_for_less_each_time() -> None:
    # 300.000 in three, 2 % of what is left: 6.000, 4.000, 2.000.
    plan = plan_of(LoanTerms(3, Fraction(2), "declining", "jasa", 1), Rupiah(300_000), Rupiah(300_000))
    assert [(int(one.amount), int(one.charge)) for one in plan] == [
        (106_000, 6_000),
        (104_000, 4_000),
        (102_000, 2_000),
    ]


@pytest.mark.parametrize(
    ("paid", "left_over", "to_come"),
    [
        # 100.000 in ten at 1 % of it: 11.000 a meeting; two were held since.
        ((11_000, 11_000), 0, 8),
        ((11_000, 0), 10_000, 9),
        ((11_000, 6_000), 5_000, 9),
        ((101_000, 0), 0, 0),
        ((51_000, 0), 0, 5),
    ],
)
def test_what_was_left_over_and_what_is_to_come_follow_what_she_paid(
    paid: tuple[int, int], left_over: int, to_come: int
) -> None:
    with with_members(3) as book:
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
            aminah = group.members_of(tx)[0]
            group.write_cells(tx, meeting, aminah, {"present": 1, "new_loan": 100_000, "loan_periods": 10})
            group.close_meeting(tx, own(tx), meeting)
        for day, amount in zip((6, 7), paid, strict=True):
            with book.write() as tx:
                meeting = group.open_meeting(tx, own(tx), date(2026, 1, day))
                cells = {"present": 1}
                for loan in group.loans_of(tx, aminah):
                    cells[f"instalment:{loan.id}"] = amount
                group.write_cells(tx, meeting, aminah, cells)
                group.close_meeting(tx, own(tx), meeting)
        with book.read() as reader:
            told = loan_standings(reader, own(reader), aminah, TODAY)
        assert [int(one.left_over) for one in told] == ([left_over] if to_come else [])
        assert [len(one.plan) for one in told] == ([to_come] if to_come else [])
