"""Amounts as people write them. The expected figures were worked out by hand, from the way each is said aloud."""

import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpmbooks.money import LIMIT, Rupiah, allocate, format_amount, read_amount
from kpmbooks.problems import Problem, Question

amounts = st.integers(-LIMIT, LIMIT).map(Rupiah)


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("0", 0),
        ("500", 500),
        ("1250000", 1_250_000),
        ("1.250", 1_250),
        ("12.500", 12_500),
        ("1.250.000", 1_250_000),
        ("999.999.999.999.999", 999_999_999_999_999),
        # with the currency, in all the ways of receipts
        ("Rp1.250.000", 1_250_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp. 1.250.000,--", 1_250_000),
        ("Rp. 500.000,=", 500_000),
        ("rp 5000", 5_000),
        ("RP.5000", 5_000),
        ("Rp 0,-", 0),
        ("1.250.000.-", 1_250_000),
        ("1.250.000,–", 1_250_000),
        ("IDR 2.500.000", 2_500_000),
        ("Rp\u00a07.500", 7_500),
        ("500 perak", 500),
        ("25.000 rupiah", 25_000),
        ("Rp1.250.000,00", 1_250_000),
        ("1250000,00", 1_250_000),
        ("1250000.00", 1_250_000),
        ("1250000.0", 1_250_000),
        ("1.250,00", 1_250),
        ("Rp500,00", 500),
        ("0,00", 0),
        # the other way round, where it leaves no doubt
        ("1,250,000", 1_250_000),
        ("1,250.00", 1_250),
        ("1,250,000.00", 1_250_000),
        # with words for the zeros
        ("250rb", 250_000),
        ("250 rb", 250_000),
        ("250 ribu", 250_000),
        ("250Ribu rupiah", 250_000),
        ("Rp 250 ribu,-", 250_000),
        ("5k", 5_000),
        ("5K", 5_000),
        ("2,5k", 2_500),
        ("1,5jt", 1_500_000),
        ("1.5jt", 1_500_000),
        ("1,25 juta", 1_250_000),
        ("1,2345jt", 1_234_500),
        ("0,5jt", 500_000),
        ("0,500 jt", 500_000),
        ("2 juta", 2_000_000),
        ("Rp2JT", 2_000_000),
        ("1,2 miliar", 1_200_000_000),
        ("3 milyar", 3_000_000_000),
        ("1,5M", 1_500_000_000),
        ("2 triliun", 2_000_000_000_000),
        ("1jt 250rb", 1_250_000),
        ("2 juta 500 ribu", 2_500_000),
        # little sums
        ("12x3500", 42_000),
        ("12 x 3.500", 42_000),
        ("12 X 3.500", 42_000),
        ("12×3500", 42_000),
        ("12 * Rp3.500,-", 42_000),
        ("12rbx3", 36_000),
        ("3*2500+1000", 8_500),
        ("1000+3*2500", 8_500),
        ("20rb-5rb", 15_000),
        ("20.000 − 5.000", 15_000),
        ("20.000 – 5.000 – 2.500", 12_500),
        ("1.000.000,- + 5.000,-", 1_005_000),
        ("2 x 3 x 1.500", 9_000),
        ("1,5rb x 12", 18_000),
        ("5.000-7.500", -2_500),
        # below zero, and a plus that says nothing
        ("−5.000", -5_000),
        ("-5000", -5_000),
        ("–5000", -5_000),
        ("- 5.000", -5_000),
        ("-Rp5.000", -5_000),
        ("Rp -5.000", -5_000),
        ("Rp-5.000,-", -5_000),
        ("−Rp25.000", -25_000),
        ("+5000", 5_000),
        ("  5000\n", 5_000),
    ],
)
def test_an_amount_is_read_as_it_is_written_in_indonesia(text: str, rupiah: int) -> None:
    amount = read_amount(text)
    assert amount == rupiah
    assert isinstance(amount, Rupiah)


@pytest.mark.parametrize(
    ("text", "smaller", "larger"),
    [
        ("1.5", 1_500, 1_500_000),
        ("1,5", 1_500, 1_500_000),
        ("1.50", 1_500, 1_500_000),
        ("1,50", 1_500, 1_500_000),
        ("Rp1,5", 1_500, 1_500_000),
        ("12,5", 12_500, 12_500_000),
        ("0,5", 500, 500_000),
        ("1,250", 1_250, 1_250_000),
        ("12,500", 12_500, 12_500_000),
        ("1,000", 1_000, 1_000_000),
        ("0.250", 250, 250_000),
        ("500,00", 500, 500_000),
        ("-1,5", -1_500, -1_500_000),
        ("1,5 - 2,5", -1_000, -1_000_000),
        ("1,5+2,5", 4_000, 4_000_000),
        ("1.500jt", 1_500_000, 1_500_000_000),
        ("1,500jt", 1_500_000, 1_500_000_000),
        ("1.500rb", 1_500, 1_500_000),
        # one and a half kilos, or one thousand and a half
        ("1,5 x 14.000", 21_000, 21_000_000),
        ("1,250 x 14.000", 17_500, 17_500_000),
        ("1,5 x 2,5", 3_750, 3_750_000),
        ("2 x 1.500jt", 3_000_000, 3_000_000_000),
        ("500,00 + 250,00", 750, 750_000),
        ("Rp1.500 + 2,5", 4_000, 2_501_500),
    ],
)
def test_an_amount_with_two_readings_is_a_question(text: str, smaller: int, larger: int) -> None:
    question = read_amount(text)
    assert isinstance(question, Question)
    assert question.code == "amount-ambiguous"
    assert question.choices == (smaller, larger)
    assert all(isinstance(choice, Rupiah) for choice in question.choices)
    assert question.params == {"first": smaller, "second": larger}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "amount-empty"),
        (" \u00a0\t\n", "amount-empty"),
        ("1.250,50", "amount-fraction"),
        ("1250000,50", "amount-fraction"),
        ("1250,5", "amount-fraction"),
        ("1,250.25", "amount-fraction"),
        ("1,2345rb", "amount-fraction"),
        ("1.000.000.000.000.000", "amount-too-large"),
        ("-9999999999999999", "amount-too-large"),
        ("999.999.999 x 999.999.999", "amount-too-large"),
        ("1,250 x 1,250", "amount-unclear"),
        ("1.000.000.000.000 x 999,5", "amount-unclear"),
        ("1.25.000", "amount-grouping"),
        ("01.250", "amount-grouping"),
        ("012,5", "amount-grouping"),
        ("1.2500", "amount-grouping"),
        ("1250.000", "amount-grouping"),
        ("1.250,000", "amount-grouping"),
        ("1,250.000", "amount-grouping"),
        ("1.250.00", "amount-grouping"),
        ("1,250,00", "amount-grouping"),
        ("081234567890", "amount-grouping"),
        ("0.250.000", "amount-grouping"),
        ("=1000+1", "amount-formula"),
        ("@SUM(A1:A9)", "amount-formula"),
        (" =5000", "amount-formula"),
        ("+1+cmd", "amount-unreadable"),
        ("-1+cmd|' /C calc'!A0", "amount-unreadable"),
        ("lima ribu", "amount-unreadable"),
        ("Rp", "amount-unreadable"),
        ("Rp Rp 5000", "amount-unreadable"),
        ("NaN", "amount-unreadable"),
        ("inf", "amount-unreadable"),
        ("1e5", "amount-unreadable"),
        ("1_000", "amount-unreadable"),
        ("1 250 000", "amount-unreadable"),
        ("5.000.", "amount-unreadable"),
        (".500", "amount-unreadable"),
        ("5000-", "amount-unreadable"),
        ("1.000,-5", "amount-unreadable"),
        ("5 x", "amount-unreadable"),
        ("x 5", "amount-unreadable"),
        ("5 x -2", "amount-unreadable"),
        ("--5", "amount-unreadable"),
        ("10000/2", "amount-unreadable"),
        ("(5.000)", "amount-unreadable"),
        ("2 x (3+4)", "amount-unreadable"),
        ("10%", "amount-unreadable"),
        ("1jt 500", "amount-unreadable"),
        ("250rb 1jt", "amount-unreadable"),
        ("5 kg", "amount-unreadable"),
        ("5000\x00", "amount-unreadable"),
        ("5\n000", "amount-unreadable"),
        ("١٢٣", "amount-unreadable"),
        ("५०००", "amount-unreadable"),
        ("５０００", "amount-unreadable"),
        ("\u202e0005", "amount-unreadable"),
        ("5\u200b000", "amount-unreadable"),
        ("5\u212a", "amount-unreadable"),  # the kelvin sign, whose lower case is k
        ("5" * 201, "amount-too-long"),
    ],
)
def test_what_is_no_amount_is_a_named_problem(text: str, code: str) -> None:
    problem = read_amount(text)
    assert isinstance(problem, Problem)
    assert not isinstance(problem, Question)
    assert problem.code == code


@given(amounts, st.booleans())
@example(Rupiah(0), True)
@example(LIMIT, True)
@example(-LIMIT, False)
def test_reading_what_was_formatted_gives_the_same_amount(amount: Rupiah, symbol: bool) -> None:
    assert read_amount(format_amount(amount, symbol=symbol)) == amount


@given(st.integers(0, 10**9), st.integers(0, 10**5), st.integers(0, 10**9))
def test_a_written_sum_is_worked_out_in_the_usual_order(first: int, times: int, each: int) -> None:
    assert read_amount(f"{first}+{times} x {each}") == first + times * each
    assert read_amount(f"{times}x{each}-{first}") == times * each - first


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(".,"))
def test_a_short_decimal_is_always_a_question_and_never_a_guess(whole: int, part: int, mark: str) -> None:
    assert isinstance(read_amount(f"{whole}{mark}{part:02}"), Question)


@pytest.mark.parametrize(
    ("amount", "with_symbol", "without"),
    [
        (0, "Rp0", "0"),
        (999, "Rp999", "999"),
        (1_000, "Rp1.000", "1.000"),
        (1_250_000, "Rp1.250.000", "1.250.000"),
        (-25_000, "\u2212Rp25.000", "\u221225.000"),
        (999_999_999_999_999, "Rp999.999.999.999.999", "999.999.999.999.999"),
    ],
)
def test_an_amount_is_written_with_dots_and_without_cents(amount: int, with_symbol: str, without: str) -> None:
    assert format_amount(amount) == with_symbol
    assert format_amount(amount, symbol=False) == without


def test_sums_and_multiples_of_rupiah_are_rupiah() -> None:
    for result, expected in (
        (Rupiah(700) + Rupiah(300), 1_000),
        (Rupiah(700) + 300, 1_000),
        (300 + Rupiah(700), 1_000),
        (Rupiah(700) - Rupiah(1_000), -300),
        (1_000 - Rupiah(700), 300),
        (Rupiah(3_500) * 12, 42_000),
        (12 * Rupiah(3_500), 42_000),
        (-Rupiah(5), -5),
        (+Rupiah(5), 5),
        (abs(Rupiah(-5)), 5),
        (sum([Rupiah(1), Rupiah(2)], Rupiah(0)), 3),
    ):
        assert result == expected
        assert type(result) is Rupiah


@pytest.mark.parametrize("divide", [operator.truediv, operator.floordiv, operator.mod, divmod])
def test_dividing_rupiah_is_refused(divide: Callable[[int, int], object]) -> None:
    with pytest.raises(TypeError, match="allocate"):
        divide(Rupiah(10), 3)
    with pytest.raises(TypeError, match="allocate"):
        divide(10, Rupiah(3))


@pytest.mark.parametrize("other", [1.5, 2.0, Decimal(2), Fraction(1, 2), "2"])
def test_mixing_rupiah_with_anything_but_whole_numbers_is_refused(other: int) -> None:
    with pytest.raises(TypeError):
        Rupiah(other)
    with pytest.raises(TypeError):
        Rupiah(10) + other
    with pytest.raises(TypeError):
        Rupiah(10) - other
    with pytest.raises(TypeError):
        Rupiah(10) * other
    with pytest.raises(TypeError):
        format_amount(other)


def test_rupiah_cannot_be_given_attributes() -> None:
    with pytest.raises(AttributeError):
        Rupiah(5).note = "pinjam"  # type: ignore[attr-defined]  # the point of the test


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], (34, 33, 33)),
        (-100, [1, 1, 1], (-34, -33, -33)),
        (100, [1, 2, 3], (17, 33, 50)),
        (10, [0, 1, 0], (0, 10, 0)),
        (0, [3, 7], (0, 0)),
        (5, [1] * 10, (1, 1, 1, 1, 1, 0, 0, 0, 0, 0)),
        (1_000_000, [3, 3, 1], (428_572, 428_571, 142_857)),
    ],
)
def test_the_odd_rupiah_go_to_the_largest_remainders_then_to_the_first(
    total: int, weights: list[int], parts: tuple[int, ...]
) -> None:
    assert allocate(Rupiah(total), weights) == parts


@given(amounts, st.lists(st.integers(0, 10**12), min_size=1, max_size=30).filter(any))
def test_allocating_loses_nothing_and_stays_within_a_rupiah_of_the_exact_share(
    total: Rupiah, weights: list[int]
) -> None:
    parts = allocate(total, weights)
    assert sum(parts, Rupiah(0)) == total
    for part, weight in zip(parts, weights, strict=True):
        assert type(part) is Rupiah
        assert abs(int(part) - Fraction(int(total) * weight, sum(weights))) < 1


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1], [-1]])
def test_allocating_by_impossible_weights_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(Rupiah(100), weights)
