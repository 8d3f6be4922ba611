"""What to charge and how many must be sold: published answers, and what must hold for all prices."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Rejected
from kpmbooks.trade.prices import (
    Batch,
    Good,
    Sale,
    break_even,
    break_even_of_mix,
    cost_of_piece,
    in_coins,
    price_with_margin,
    price_with_markup,
    selling_needed,
    what_if,
)


def sale(fixed: int, variable: int, price: int) -> Sale:
    return Sale(Rupiah(fixed), Rupiah(variable), Rupiah(price))


@pytest.mark.parametrize(
    ("given_", "target", "units", "amount", "for_target"),
    [
        # A producer sells at 5.000, variable cost 40 %, fixed 3.000.000; studyx.ai 111646449.
        ((3_000_000, 2_000, 5_000), 3_000_000, 1_000, 5_000_000, 2_000),
        # Usaha Gemilang: fixed 140 juta, 75.000 and 95.000 a unit; scribd 688776399.
        ((140_000_000, 75_000, 95_000), None, 7_000, 665_000_000, None),
        # Stoves: fixed 108,000, 32 and 50; Garrison, exercise 6-14, scribd 495053642.
        ((108_000, 32, 50), None, 6_000, 300_000, None),
        # Hot dogs: fixed 500, 15 and 20; coursehero 6238556.
        ((500, 15, 20), None, 100, 2_000, None),
        # Hicks Manufacturing: fixed 18,000, 20 and 100; OpenStax, Managerial Accounting, 3.2.
        ((18_000, 20, 100), 16_000, 225, 22_500, 425),
        # The producer above at 7.500: 545,45 units, 546 in the text.
        ((3_000_000, 2_000, 7_500), None, 546, 4_090_909, None),
        # Product B of a school test: fixed 5.000.000, 300 and 750; 11.111,1 units; scribd 544857605.
        ((5_000_000, 300, 750), None, 11_112, 8_333_333, None),
    ],
)
def test_published_break_even_points(
    given_: tuple[int, int, int], target: int | None, units: int, amount: int, for_target: int | None
) -> None:
    found = break_even(sale(*given_), None if target is None else Rupiah(target))
    assert (found.units, found.amount, found.units_for_target) == (units, amount, for_target)


def test_margin_and_markup_are_not_the_same() -> None:
    found = break_even(sale(1, 8_000, 10_000))
    assert (found.margin_percent, found.markup_percent) == (20, 25)
    assert break_even(sale(1, 0, 10_000)).markup_percent is None
    assert price_with_margin(Fraction(8_000), Fraction(20)) == 10_000
    assert price_with_markup(Fraction(8_000), Fraction(25)) == 10_000
    assert isinstance(price_with_margin(Fraction(8_000), Fraction(100)), Problem)
    assert isinstance(price_with_markup(Fraction(8_000), Fraction(-1)), Problem)


@pytest.mark.parametrize(
    ("given_", "codes"),
    [
        ((1_000, 500, 0), [("price-zero", "price")]),
        ((1_000, 500, -5), [("price-zero", "price")]),
        ((1_000, 500, 500), [("price-below-cost", "price")]),
        ((1_000, 600, 500), [("price-below-cost", "price")]),
        ((0, 500, 600), [("price-fixed", "fixed")]),
        ((-1, 500, 600), [("price-negative", "fixed")]),
        ((1_000, -5, 600), [("price-negative", "variable")]),
        ((-1, -1, 0), [("price-negative", "fixed"), ("price-negative", "variable"), ("price-zero", "price")]),
    ],
)
def test_what_has_no_break_even_point_is_said_once_each(
    given_: tuple[int, int, int], codes: list[tuple[str, str]]
) -> None:
    with pytest.raises(Rejected) as refused:
        break_even(sale(*given_))
    assert [(problem.code, problem.field) for problem in refused.value.problems] == codes


def test_a_negative_target_is_refused() -> None:
    with pytest.raises(Rejected):
        break_even(sale(1, 1, 2), Rupiah(-1))


@given(st.integers(1, 10**12), st.integers(0, 10**8), st.integers(1, 10**8), st.integers(0, 10**12))
def test_so_many_are_enough_and_one_less_is_not(fixed: int, variable: int, contribution: int, target: int) -> None:
    found = break_even(sale(fixed, variable, variable + contribution), Rupiah(target))
    assert found.units * contribution >= fixed > (found.units - 1) * contribution
    assert found.units_for_target is not None
    assert found.units_for_target * contribution >= fixed + target > (found.units_for_target - 1) * contribution


def test_a_batch_with_left_overs_and_own_hours() -> None:
    # 100 gorengan: 60.000 of materials and 20.000 of the rest; 20 are left over; 4 hours at 10.000.
    made = Batch(
        materials=Rupiah(60_000),
        packaging=Rupiah(5_000),
        gas=Rupiah(10_000),
        transport=Rupiah(5_000),
        hours=Fraction(4),
        wage=Rupiah(10_000),
        made=100,
        left_over=20,
    )
    assert cost_of_piece(made) == (1_000, 1_500)


@pytest.mark.parametrize(
    ("batch", "code", "field"),
    [
        (Batch(Rupiah(1), made=0), "batch-made", "made"),
        (Batch(Rupiah(1), made=5, left_over=5), "batch-left-over", "left_over"),
        (Batch(Rupiah(-1), made=5), "price-negative", "materials"),
        (Batch(Rupiah(1), made=5, hours=Fraction(-1)), "price-negative", "hours"),
    ],
)
def test_a_batch_that_gives_no_price_is_refused(batch: Batch, code: str, field: str) -> None:
    with pytest.raises(Rejected) as refused:
        cost_of_piece(batch)
    assert [(problem.code, problem.field) for problem in refused.value.problems] == [(code, field)]


@pytest.mark.parametrize(
    ("price", "coins"),
    [(430, 500), (1_000, 1_000), (1_130, 1_200), (2_010, 2_500), (9_600, 10_000), (12_340, 13_000), (151_000, 155_000)],
)
def test_a_price_is_rounded_up_to_coins_that_exist(price: int, coins: int) -> None:
    assert in_coins(Fraction(price)) == coins


@given(st.fractions(0, 10**7))
def test_a_price_in_coins_is_never_lower_and_stays_when_it_is_rounded_again(price: Fraction) -> None:
    rounded = in_coins(price)
    assert price <= rounded < price + 5_000
    assert int(rounded) % 100 == 0
    assert in_coins(Fraction(int(rounded))) == rounded


def test_a_month_and_a_day_of_selling() -> None:
    # 600.000 a month, 500 earned on each: 1.200 a month, 46,2 on each of 26 days.
    assert selling_needed(sale(600_000, 500, 1_000), 26) == (1_200, 47)
    with pytest.raises(Rejected):
        selling_needed(sale(600_000, 500, 1_000), 0)


def test_published_mixes() -> None:
    # Shoes, gloves and a finder earn 44, 18 and 40 and sell 3 : 4 : 3, fixed 583,200: 18,000; smartsolve.ai 3b6bf870c8.
    goods = (
        Good("shoes", Rupiah(58), Rupiah(102), 3),
        Good("gloves", Rupiah(12), Rupiah(30), 4),
        Good("finder", Rupiah(10), Rupiah(50), 3),
    )
    found = break_even_of_mix(Rupiah(583_200), goods)
    assert (found.units, found.each) == (18_000, (5_400, 7_200, 5_400))
    assert found.amount == 5_400 * 102 + 7_200 * 30 + 5_400 * 50
    # A, B and C earn 3, 2 and 1 and sell 1 : 5 : 4, fixed 255,000: 150,000; Horngren, Cost Accounting 15e, 3-44.
    abc = tuple(Good(name, Rupiah(5), Rupiah(5 + earned), share) for name, earned, share in
                (("A", 3, 1), ("B", 2, 5), ("C", 1, 4)))  # fmt: skip
    assert break_even_of_mix(Rupiah(255_000), abc).each == (15_000, 75_000, 60_000)


def test_a_mix_that_earns_nothing_is_refused() -> None:
    for goods in ((), (Good("a", Rupiah(5), Rupiah(5), 1),), (Good("a", Rupiah(1), Rupiah(0), 1),)):
        with pytest.raises(Rejected):
            break_even_of_mix(Rupiah(1_000), goods)


def test_what_if_changes_one_thing_at_a_time() -> None:
    now = sale(600_000, 500, 1_000)
    found = {one.name: (one.profit, one.units) for one in what_if(now, 2_000, Rupiah(500), Rupiah(400))}
    assert found == {
        "now": (400_000, 1_200),
        "price_down": (-600_000, None),
        "price_up": (1_400_000, 600),
        "materials_up": (280_000, 1_364),  # 400 become 460
        "fewer_sales": (200_000, 1_200),
    }
