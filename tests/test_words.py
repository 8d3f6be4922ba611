"""Terbilang. The hard cases are written out by hand; the rest is read back by a reader that shares no code."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpmbooks.words import in_words

# fmt: off
_DIGITS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100,
}
# fmt: on
_SCALES = {"ribu": 1000, "juta": 1_000_000, "miliar": 1_000_000_000, "triliun": 1_000_000_000_000}


def number_said(words: str) -> int:
    """Listens word by word: a running number below a thousand, closed by each scale word."""
    sign, total, running, digit = 1, 0, 0, 0
    *said, currency = words.split(" ")
    assert currency == "rupiah"
    for word in said:
        if word == "minus":
            sign = -1
        elif word == "seribu":
            total += 1000
        elif word in _DIGITS:
            running, digit = running + digit, _DIGITS[word]
        elif word == "belas":
            digit += 10
        elif word == "puluh":
            digit *= 10
        elif word == "ratus":
            digit *= 100
        else:
            total, running, digit = total + (running + digit) * _SCALES[word], 0, 0
    return sign * (total + running + digit)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol rupiah"),
        (1, "satu rupiah"),
        (10, "sepuluh rupiah"),
        (11, "sebelas rupiah"),
        (12, "dua belas rupiah"),
        (19, "sembilan belas rupiah"),
        (20, "dua puluh rupiah"),
        (21, "dua puluh satu rupiah"),
        (100, "seratus rupiah"),
        (101, "seratus satu rupiah"),
        (110, "seratus sepuluh rupiah"),
        (111, "seratus sebelas rupiah"),
        (200, "dua ratus rupiah"),
        (1_000, "seribu rupiah"),
        (1_001, "seribu satu rupiah"),
        (1_100, "seribu seratus rupiah"),
        (2_000, "dua ribu rupiah"),
        (10_000, "sepuluh ribu rupiah"),
        (11_000, "sebelas ribu rupiah"),
        (21_000, "dua puluh satu ribu rupiah"),
        (100_000, "seratus ribu rupiah"),
        (101_000, "seratus satu ribu rupiah"),
        (111_111, "seratus sebelas ribu seratus sebelas rupiah"),
        (1_000_000, "satu juta rupiah"),
        (1_000_001, "satu juta satu rupiah"),
        (1_001_000, "satu juta seribu rupiah"),
        (1_250_000, "satu juta dua ratus lima puluh ribu rupiah"),
        (15_000_000, "lima belas juta rupiah"),
        (100_000_000, "seratus juta rupiah"),
        (1_000_000_000, "satu miliar rupiah"),
        (1_001_001_001, "satu miliar satu juta seribu satu rupiah"),
        (1_000_000_000_000, "satu triliun rupiah"),
        (1_000_000_001_000, "satu triliun seribu rupiah"),
        (-25_000, "minus dua puluh lima ribu rupiah"),
        (-1_000, "minus seribu rupiah"),
        (
            999_999_999_999_999,
            (
                "sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan miliar "
                "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu "
                "sembilan ratus sembilan puluh sembilan rupiah"
            ),
        ),
    ],
)
def test_an_amount_is_said_as_on_a_kuitansi(amount: int, words: str) -> None:
    assert in_words(amount) == words


@given(st.integers(-999_999_999_999_999, 999_999_999_999_999) | st.integers(-2_000_000, 2_000_000))
@example(1_001_000_000_001)
def test_the_words_say_the_number_they_were_made_from(amount: int) -> None:
    assert number_said(in_words(amount)) == amount


def test_every_number_up_to_two_thousand_and_each_of_its_thousands_is_said_right() -> None:
    for amount in (*range(2_001), *range(0, 2_000_001, 1_000)):
        assert number_said(in_words(amount)) == amount


@given(st.integers(-999_999_999_999_999, 999_999_999_999_999))
def test_one_is_never_said_where_the_language_says_se(amount: int) -> None:
    words = f" {in_words(amount)} "
    assert not any(wrong in words for wrong in (" satu ratus ", " satu puluh ", " satu belas ", "  ", " sejuta "))
    assert amount == 0 or " nol " not in words


@pytest.mark.parametrize("amount", [10**15, -(10**15), 10**30])
def test_beyond_999_triliun_there_are_no_words(amount: int) -> None:
    with pytest.raises(ValueError, match="999 triliun"):
        in_words(amount)
