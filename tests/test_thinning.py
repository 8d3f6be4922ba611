"""Which copies may go and which never."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.safekeeping.shelf import WHYS, Copy, Why
from kpmbooks.safekeeping.thinning import superfluous

_at = datetime.fromisoformat
NOW = _at("2026-11-23 17:00")  # a Monday


def _copy(at: datetime, why: Why = "close", number: int = 1) -> Copy:
    return Copy(Path(f"{at:%Y%m%d%H%M%S}-{number} {why}"), at, why, number)


def _kept(copies: Sequence[Copy], now: datetime = NOW) -> list[Copy]:
    gone = set(superfluous(copies, now))
    return [one for one in copies if one not in gone]


moments = st.datetimes(_at("2023-01-01 00:00"), _at("2028-01-01 00:00")).map(lambda at: at.replace(microsecond=0))
shelves = st.lists(st.builds(_copy, moments, st.sampled_from(WHYS), st.integers(1, 3)), unique=True, max_size=60)


def test_everything_of_the_last_two_days_stays() -> None:
    copies = [_copy(NOW - timedelta(minutes=20 * n)) for n in range(3 * 48 + 1)]
    assert superfluous(copies, NOW) == ()


def test_of_an_older_day_the_last_copy_stays() -> None:
    morning, noon, evening = (_copy(_at(f"2026-11-20 {hour:02}:00")) for hour in (8, 12, 16))
    assert superfluous([noon, evening, morning], NOW) == (noon, morning)


def test_a_year_of_daily_copies_becomes_days_weeks_and_months() -> None:
    copies = [_copy(NOW - timedelta(days=n)) for n in range(365)]
    kept = [one.at.date().isoformat() for one in _kept(copies)]
    assert kept == [
        *(f"2026-11-{day}" for day in range(23, 9, -1)),  # 14 days
        # Sundays of the eight weeks that end with this one, as far as they are older, and the ends of months
        "2026-11-08", "2026-11-01", "2026-10-31", "2026-10-25", "2026-10-18", "2026-10-11", "2026-09-30",
        "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28",
        "2026-01-31", "2025-12-31", "2025-11-30",
    ]  # fmt: skip


def test_a_copy_from_before_something_great_stays_for_ninety_days_and_the_last_ten_for_good() -> None:
    day = _at("2026-09-09 00:00")  # within 90 days
    recent = [_copy(day + timedelta(minutes=n), "restore") for n in range(20)]
    assert superfluous([*recent, _copy(day + timedelta(hours=20))], NOW) == ()
    long_ago = [_copy(_at("2026-03-03 00:00") + timedelta(minutes=n), "import") for n in range(20)]
    later = [_copy(_at("2026-03-03 20:00")), _copy(NOW)]
    assert _kept([*long_ago, *later]) == [*long_ago[10:], *later]


def test_a_clock_that_runs_years_ahead_pushes_out_no_day() -> None:
    copies = [_copy(NOW - timedelta(days=n)) for n in range(10)]
    ahead = _at("2036-01-01 00:00")
    assert superfluous([*copies, _copy(ahead)], ahead) == ()


def test_a_clock_that_was_set_back_costs_no_copy() -> None:
    copies = [_copy(NOW - timedelta(hours=n)) for n in range(100)]
    back = _at("2001-01-01 00:00")
    assert superfluous([*copies, _copy(back)], back) == ()


@given(shelves, moments)
def test_the_newest_and_what_lies_in_the_future_always_stay(copies: list[Copy], now: datetime) -> None:
    kept = _kept(copies, now)
    past = [one for one in copies if one.at <= now]
    assert {one for one in copies if one.at > now} <= set(kept)
    if past:
        newest = max(past, key=lambda one: (one.at, one.number))
        assert newest in kept


@given(shelves, moments)
def test_every_day_week_and_month_that_counts_keeps_its_last_copy(copies: list[Copy], now: datetime) -> None:
    kept = [one for one in _kept(copies, now) if one.at <= now]
    past = [one for one in copies if one.at <= now]
    for name, most in (("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 24)):
        stretches = sorted({one.at.strftime(name) for one in past}, reverse=True)[:most]
        for stretch in stretches:
            last = max((one.at, one.number) for one in past if one.at.strftime(name) == stretch)
            assert last in {(one.at, one.number) for one in kept}


@given(shelves, moments)
def test_thinning_twice_takes_nothing_more(copies: list[Copy], now: datetime) -> None:
    assert superfluous(_kept(copies, now), now) == ()


@given(shelves, shelves, moments)
def test_thinning_often_keeps_what_thinning_once_keeps(early: list[Copy], late: list[Copy], now: datetime) -> None:
    first = [one for one in early if one.at <= now]
    later = [one for one in late if one.at > now]
    end = now + timedelta(days=2000)
    assert set(_kept([*_kept(first, now), *later], end)) == set(_kept([*first, *later], end))


@given(shelves, moments)
def test_a_shelf_never_grows_beyond_what_was_promised(copies: list[Copy], now: datetime) -> None:
    ordinary = [one for one in _kept(copies, now) if one.at <= now - timedelta(hours=48) and one.why == "close"]
    assert len(ordinary) <= 14 + 8 + 24
