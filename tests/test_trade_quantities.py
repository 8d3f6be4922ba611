"""Quantities and percentages as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.problems import Problem, Question
from kpmbooks.trade import quantities
from kpmbooks.trade.quantities import MOST, format_quantity, is_whole_unit, read_percent, read_quantity


@pytest.mark.parametrize(
    ("text", "unit", "thousandths"),
    [
        ("12", "", 12_000),
        ("2,5", "kg", 2_500),
        ("2,5 kg", "kg", 2_500),
        ("2.5", "kg", 2_500),
        ("0,250", "kg", 250),
        ("0.250", "kg", 250),
        ("1.500", "", 1_500_000),
        ("1.250,5", "kg", 1_250_500),
        ("1/2", "kg", 500),
        ("1 1/2 kg", "kg", 1_500),
        ("2½", "kg", 2_500),
        ("2 lusin", "piring", 24_000),
        ("2 lusin piring", "piring", 24_000),
        ("1/2 lusin", "piring", 6_000),
        ("1 kodi", "", 20_000),
        ("1 gros", "", 144_000),
        ("0", "biji", 0),
    ],
)
def test_quantities_are_read_as_they_are_written(text: str, unit: str, thousandths: int) -> None:
    assert read_quantity(text, unit) == thousandths


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("1,5", "biji", "quantity-not-whole"),
        ("1/2 porsi", "porsi", "quantity-not-whole"),
        ("", "", "quantity-empty"),
        ("banyak", "", "quantity-unreadable"),
        ("1/0", "", "quantity-unreadable"),
        ("1.2.3", "", "quantity-unreadable"),
        ("2 liter", "kg", "quantity-other-unit"),
        ("-3", "", "quantity-negative"),
        ("−3", "", "quantity-negative"),
        ("1/3", "kg", "quantity-too-fine"),
        ("0,0001", "kg", "quantity-too-fine"),
        ("1.000.000.000", "", "quantity-too-large"),
        ("9" * 80, "", "quantity-unreadable"),
    ],
)
def test_what_is_no_quantity_is_said_in_a_sentence(text: str, unit: str, code: str) -> None:
    found = read_quantity(text, unit)
    assert isinstance(found, Problem)
    assert found.code == code


def test_a_comma_before_three_digits_is_asked_about() -> None:
    found = read_quantity("1,500", "kg")
    assert isinstance(found, Question)
    assert found.choices == (1_500, 1_500_000)


def test_there_is_no_half_of_a_piece_but_of_a_kilo() -> None:
    assert all(map(is_whole_unit, ("biji", "Porsi", "bungkus", " pcs ")))
    assert not any(map(is_whole_unit, ("kg", "liter", "ons", "meter", "")))


@pytest.mark.parametrize(
    ("quantity", "unit", "text"),
    [
        (12_000, "", "12"),
        (2_500, "kg", "2,5 kg"),
        (1_250_005, "", "1.250,005"),
        (-3_000, "biji", "−3 biji"),
        (0, "", "0"),
    ],
)
def test_quantities_are_written_the_indonesian_way(quantity: int, unit: str, text: str) -> None:
    assert format_quantity(quantity, unit) == text


@given(st.integers(0, MOST))
def test_what_is_written_is_read_again(quantity: int) -> None:
    again = read_quantity(format_quantity(quantity))
    if isinstance(again, Question):  # "1,125" alone could be a thousand
        assert quantity in again.choices
    else:
        assert again == quantity


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_or_a_problem(text: str) -> None:
    found = read_quantity(text)
    assert isinstance(found, Problem) or 0 <= found <= MOST


@pytest.mark.parametrize(
    ("text", "percent"),
    [("40", Fraction(40)), ("12,5", Fraction(25, 2)), ("12.5 %", Fraction(25, 2)), ("6 persen", Fraction(6))],
)
def test_percentages_are_read(text: str, percent: Fraction) -> None:
    assert read_percent(text) == percent


@pytest.mark.parametrize("text", ["", "-5", "x", "1.000,5", "2000", "1e3", "٣"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    assert isinstance(read_percent(text), Problem)


def test_every_pack_is_a_number_of_pieces() -> None:
    assert quantities.PACKS["lusin"] == 12
    assert quantities.PACKS["kodi"] == 20
