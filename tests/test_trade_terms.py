"""Terms of payment, the days that follow from them, and how long debts are overdue."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.terms import Terms, discount_until, due, read_terms, write_terms
from kpmbooks.trade.ageing import ageing, bucket, days_past_due


def read(text: str, day: date) -> Terms:
    found = read_terms(text, day)
    assert isinstance(found, Terms), found
    return found


@pytest.mark.parametrize(
    ("text", "day", "due_on", "discount"),
    [
        ("n/30", date(2026, 1, 31), date(2026, 3, 2), None),
        ("n/30", date(2024, 1, 31), date(2024, 3, 1), None),  # a leap year
        ("N / 30.", date(2026, 11, 20), date(2026, 12, 20), None),
        ("net 30", date(2026, 12, 15), date(2027, 1, 14), None),
        # Of 5 May 2010, paid on the 15th with the discount (Intermediate Accounting, scribd 263929400).
        ("2/10, n/30", date(2010, 5, 5), date(2010, 6, 4), date(2010, 5, 15)),
        ("2/10,n/30", date(2024, 2, 20), date(2024, 3, 21), date(2024, 3, 1)),
        ("2/10 net 30", date(2023, 2, 20), date(2023, 3, 22), date(2023, 3, 2)),
        ("2,5/10; n/60", date(2026, 1, 1), date(2026, 3, 2), date(2026, 1, 11)),
        ("n/EOM", date(2024, 2, 3), date(2024, 2, 29), None),
        ("EOM", date(2023, 2, 28), date(2023, 2, 28), None),
        ("n/10 EOM", date(2026, 1, 5), date(2026, 2, 10), None),
        ("1/15, EOM", date(2026, 6, 5), date(2026, 6, 30), date(2026, 6, 20)),
        ("1/15, EOM", date(2026, 6, 25), date(2026, 6, 30), date(2026, 6, 30)),
        # Shipped on 16 June, 2/10, n/30 EOM: discount through 10 July, net on 30 July ("EOM dating").
        ("2/10, n/30 EOM", date(2026, 6, 16), date(2026, 7, 30), date(2026, 7, 10)),
        ("2/10, n/30, EOM", date(2026, 6, 16), date(2026, 7, 30), date(2026, 7, 10)),
        ("tunai", date(2026, 1, 5), date(2026, 1, 5), None),
        ("30 hari", date(2026, 1, 5), date(2026, 2, 4), None),
        ("2 minggu", date(2026, 1, 5), date(2026, 1, 19), None),
        ("minggu depan", date(2026, 12, 28), date(2027, 1, 4), None),
        ("bulan depan", date(2026, 1, 31), date(2026, 2, 28), None),
        ("besok", date(2026, 1, 31), date(2026, 2, 1), None),
        ("akhir bulan", date(2026, 4, 2), date(2026, 4, 30), None),
        ("sebulan", date(2024, 1, 31), date(2024, 2, 29), None),
        ("15/2/2026", date(2026, 1, 31), date(2026, 2, 15), None),
        ("2026-02-15", date(2026, 1, 31), date(2026, 2, 15), None),
        ("15/2", date(2026, 1, 31), date(2026, 2, 15), None),
        ("5-1", date(2026, 12, 20), date(2027, 1, 5), None),
        ("C.O.D.", date(2026, 1, 5), date(2026, 1, 5), None),
        ("5 Januari", date(2026, 12, 20), date(2027, 1, 5), None),
    ],
)
def test_terms_lead_to_their_days(text: str, day: date, due_on: date, discount: date | None) -> None:
    terms = read(text, day)
    assert due(day, terms) == due_on
    assert discount_until(day, terms) == discount


def test_the_discount_is_read_exactly() -> None:
    assert read("2,5/10, n/30", date(2026, 1, 1)).discount_percent == Fraction(5, 2)
    assert read("n/30", date(2026, 1, 1)).discount_percent == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "terms-empty"),
        ("nanti", "terms-unreadable"),
        ("30", "terms-unreadable"),
        ("kemarin", "terms-unreadable"),
        ("n/", "terms-unreadable"),
        ("3/10, 2/20, n/60", "terms-unreadable"),
        ("46027", "terms-unreadable"),
        ("2/10", "terms-unclear"),
        ("2/10 EOM", "terms-unclear"),
        ("5/1", "terms-unclear"),
        ("31/2", "terms-unreadable"),
        ("2/30, n/10", "terms-discount-late"),
        ("x" * 100, "terms-unreadable"),
    ],
)
def test_terms_that_could_mean_anything_are_refused(text: str, code: str) -> None:
    found = read_terms(text, date(2026, 1, 31))
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "code"), [("30/1/2026", "due-before"), ("31/1/2028", "due-far"), ("n/400", "due-far")]
)
def test_a_due_day_before_the_debt_or_in_a_wrong_year_is_refused(text: str, code: str) -> None:
    day = date(2026, 1, 31)
    found = due(day, read(text, day))
    assert isinstance(found, Problem)
    assert found.code == code


@given(st.text(max_size=25), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_any_text_is_terms_or_a_problem(text: str, day: date) -> None:
    terms = read_terms(text, day)
    if isinstance(terms, Terms):
        due_on = due(day, terms)
        until = discount_until(day, terms)
        assert isinstance(due_on, Problem) or due_on >= day
        assert until is None or isinstance(due_on, Problem) or until <= due_on


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, "not_due"),
        (0, "not_due"),
        (1, "d30"),
        (30, "d30"),
        (31, "d60"),
        (60, "d60"),
        (61, "d90"),
        (90, "d90"),
        (91, "over"),
    ],
)
def test_debts_change_their_bucket_on_the_right_day(days: int, expected: str) -> None:
    due_on = date(2024, 2, 15)
    on = due_on + timedelta(days=days)
    assert days_past_due(due_on, on) == days
    assert bucket(due_on, on) == expected


def test_no_debts_are_owed_nothing() -> None:
    assert ageing([], date(2026, 1, 1)).all == 0


@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 10**9)), max_size=30),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_every_debt_is_in_one_bucket(debts: list[tuple[date, int]], on: date) -> None:
    totals = ageing([(due_on, Rupiah(amount)) for due_on, amount in debts], on)
    assert totals.all == sum(amount for _, amount in debts)
    assert totals.overdue == sum(amount for due_on, amount in debts if due_on < on)


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 364),
    st.integers(0, 364),
    st.integers(0, 9_999),
    st.sampled_from(["id", "en"]),
)
def test_terms_that_are_written_are_read_as_the_same(
    day: date, net: int, early: int, percent: int, language: Literal["id", "en"]
) -> None:
    due_on, until = day + timedelta(days=net), day + timedelta(days=min(early, net))
    told = Fraction(percent, 100)
    found = read(write_terms(day, due_on, told, until if told else None, language), day)
    assert due(day, found) == due_on
    assert (found.discount_percent, discount_until(day, found)) == ((told, until) if told else (0, None))
