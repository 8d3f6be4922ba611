"""What each member would carry if others do not pay: against cases worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.loans.joint_liability import burdens
from kpmbooks.money import Rupiah


def test_two_of_twelve_equal_members_cost_each_of_the_ten_others_a_fifth_of_an_instalment() -> None:
    told = burdens([Rupiah(100_000)] * 12, Fraction(10))
    assert {one.extra for one in told} == {Rupiah(20_000)}
    assert {one.most for one in told} == {Rupiah(200_000)}
    assert {one.together for one in told} == {Rupiah(120_000)}


def test_the_costliest_others_are_reckoned_with_and_never_oneself() -> None:
    # 284, 171 and 114 thousand a month (three members of a published request, rounded up to a thousand each).
    told = burdens([Rupiah(284_000), Rupiah(171_000), Rupiah(114_000)], Fraction(24), failing=1)
    assert [int(one.extra) for one in told] == [85_500, 142_000, 142_000]
    assert [int(one.most) for one in told] == [2_052_000, 3_408_000, 3_408_000]


def test_who_is_left_alone_carries_all_of_the_others() -> None:
    told = burdens([Rupiah(50_000), Rupiah(70_000)], Fraction(5))
    assert [int(one.extra) for one in told] == [70_000, 50_000]


def test_nobody_alone_carries_for_others() -> None:
    assert [int(one.extra) for one in burdens([Rupiah(50_000)], Fraction(5))] == [0]
    assert burdens([], Fraction(5)) == ()
    with pytest.raises(ValueError, match="at least one"):
        burdens([Rupiah(1)], Fraction(5), failing=0)


@given(st.lists(st.integers(0, 10_000_000), min_size=3, max_size=20), st.integers(1, 3))
def test_those_who_still_pay_bring_all_that_is_missing_together(amounts: list[int], failing: int) -> None:
    failing = min(failing, len(amounts) - 1)
    told = burdens([Rupiah(one) for one in amounts], Fraction(12), failing)
    by_amount = sorted(range(len(amounts)), key=lambda place: amounts[place])
    paying, unpaid = by_amount[:-failing], sum(amounts[place] for place in by_amount[-failing:])
    brought = sum(int(told[place].extra) for place in paying)
    assert unpaid <= brought < unpaid + len(paying)  # each rounds upwards by less than a rupiah
