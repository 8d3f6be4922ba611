"""Days and periods as people write them. What they mean was looked up on a calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpmbooks.dates import (
    FixedClock,
    Period,
    SystemClock,
    format_day,
    format_period,
    month_of,
    months,
    previous,
    read_day,
    read_period,
    year_of,
)
from kpmbooks.i18n import Language
from kpmbooks.problems import Problem

TODAY = date(2026, 11, 23)  # a Monday

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))
languages = st.sampled_from(("id", "en"))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any two days, or the whole months or years around them: those are what people name."""
    first, last = sorted((draw(days), draw(days)))
    whole = draw(st.sampled_from((lambda day: Period(day, day), month_of, year_of)))
    return Period(whole(first).first, whole(last).last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/1", date(2026, 1, 5)),
        ("05/01", date(2026, 1, 5)),
        ("5-1", date(2026, 1, 5)),
        ("5/1/26", date(2026, 1, 5)),
        ("05-01-2026", date(2026, 1, 5)),
        ("05/01/2026", date(2026, 1, 5)),
        ("5 / 1 / 2026", date(2026, 1, 5)),
        ("05.01.2026", date(2026, 1, 5)),
        ("2026-01-05", date(2026, 1, 5)),
        ("2026/01/05", date(2026, 1, 5)),
        ("5 Januari 2026", date(2026, 1, 5)),
        ("5 JANUARI 2026", date(2026, 1, 5)),
        (" 5  januari\u00a02026 ", date(2026, 1, 5)),
        ("5 Jan", date(2026, 1, 5)),
        ("5 Jan. 2026", date(2026, 1, 5)),
        ("5-Jan-26", date(2026, 1, 5)),
        ("05/Jan/2026", date(2026, 1, 5)),
        ("5jan26", date(2026, 1, 5)),
        ("5 Jan '26", date(2026, 1, 5)),
        ("5 January 2026", date(2026, 1, 5)),
        ("14 Pebruari 2026", date(2026, 2, 14)),
        ("14 Peb 26", date(2026, 2, 14)),
        ("29 Februari 2024", date(2024, 2, 29)),
        ("1 Mar 2026", date(2026, 3, 1)),
        ("21 April 2026", date(2026, 4, 21)),
        ("1 Mei 2026", date(2026, 5, 1)),
        ("1 May 2026", date(2026, 5, 1)),
        ("30 Jun 2026", date(2026, 6, 30)),
        ("1 Juli 2026", date(2026, 7, 1)),
        ("17 Agustus 1945", date(1945, 8, 17)),
        ("17 Agt 2026", date(2026, 8, 17)),
        ("17 Agu 2026", date(2026, 8, 17)),
        ("17 Ags 2026", date(2026, 8, 17)),
        ("17-Aug-26", date(2026, 8, 17)),
        ("9 Sept 2026", date(2026, 9, 9)),
        ("28 Okt 2026", date(2026, 10, 28)),
        ("28-Oct-26", date(2026, 10, 28)),
        ("10 Nop 2026", date(2026, 11, 10)),
        ("10 Nopember 2026", date(2026, 11, 10)),
        ("22 Des 2025", date(2025, 12, 22)),
        ("22-Dec-25", date(2025, 12, 22)),
        ("Senin, 5 Januari 2026", date(2026, 1, 5)),
        ("senin 5/1/2026", date(2026, 1, 5)),
        ("Sen, 5 Jan 2026", date(2026, 1, 5)),
        ("Jum'at, 9 Januari 2026", date(2026, 1, 9)),
        ("Jum’at, 9 Januari 2026", date(2026, 1, 9)),
        ("Ahad, 4 Januari 2026", date(2026, 1, 4)),
        ("Monday, 5 January 2026", date(2026, 1, 5)),
        # Excel's own numbers
        ("46027", date(2026, 1, 5)),
        ("45292", date(2024, 1, 1)),
        ("20000", date(1954, 10, 3)),
        ("80000", date(2119, 1, 11)),
        # as said
        ("hari ini", TODAY),
        ("Kemarin", date(2026, 11, 22)),
        ("kemarin lusa", date(2026, 11, 21)),
        ("2 hari lalu", date(2026, 11, 21)),
        ("30 hari yang lalu", date(2026, 10, 24)),
        ("yesterday", date(2026, 11, 22)),
        # two digits of a year
        ("1/1/00", date(2000, 1, 1)),
        ("1/1/69", date(2069, 1, 1)),
        ("1/1/70", date(1970, 1, 1)),
        ("31/12/99", date(1999, 12, 31)),
        ("1/1/1900", date(1900, 1, 1)),
        ("31/12/2199", date(2199, 12, 31)),
    ],
)
def test_a_day_is_read_as_it_is_written_in_indonesia(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("31/12", date(2026, 1, 3), date(2025, 12, 31)),
        ("28 Des", date(2026, 1, 3), date(2025, 12, 28)),
        ("5/1", date(2026, 12, 30), date(2026, 1, 5)),
        # 183 days after 1 January 2026 is 3 July
        ("3/7", date(2026, 1, 1), date(2026, 7, 3)),
        ("4/7", date(2026, 1, 1), date(2025, 7, 4)),
        ("29/2", date(2028, 1, 5), date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_one_that_people_mean(text: str, today: date, day: date) -> None:
    assert read_day(text, today) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "day-empty"),
        ("  ", "day-empty"),
        ("30/2/2026", "day-impossible"),
        ("31/4", "day-impossible"),
        ("29/2/2026", "day-impossible"),
        ("29/2", "day-impossible"),
        ("0/1/2026", "day-impossible"),
        ("32 Januari 2026", "day-impossible"),
        ("2026-13-01", "day-impossible"),
        ("1/13/2026", "day-impossible"),  # the American way
        ("Selasa, 5 Januari 2026", "day-weekday-differs"),
        ("5/1/1899", "day-out-of-range"),
        ("5/1/2200", "day-out-of-range"),
        ("5/1/0026", "day-out-of-range"),
        ("5/1/026", "day-unreadable"),
        ("5/1-2026", "day-unreadable"),
        ("5", "day-unreadable"),
        ("2026", "day-unreadable"),
        ("Januari 2026", "day-unreadable"),
        ("January 5, 2026", "day-unreadable"),
        ("5 Janua 2026", "day-unreadable"),
        ("5.1", "day-unreadable"),  # looks like an amount
        ("19999", "day-unreadable"),
        ("80001", "day-unreadable"),
        ("46027.5", "day-unreadable"),
        ("05012026", "day-unreadable"),
        ("Senin", "day-unreadable"),
        ("lusa", "day-unreadable"),
        ("٥/١/٢٠٢٦", "day-unreadable"),
        ("\u202a5/1/2026\u202c", "day-unreadable"),
        ("5/1/2026\x00", "day-unreadable"),
        ("5/1\n/2026", "day-unreadable"),
        ("=TODAY()", "day-unreadable"),
        ("5/1/2026" + " " * 200, "day-unreadable"),
    ],
)
def test_what_is_no_day_is_a_named_problem(text: str, code: str) -> None:
    problem = read_day(text, TODAY)
    assert isinstance(problem, Problem)
    assert problem.code == code


@given(days, languages, st.booleans(), days)
@example(date(1900, 1, 1), "id", True, TODAY)
@example(date(2199, 12, 31), "en", True, TODAY)
def test_reading_a_formatted_day_gives_the_same_day(day: date, language: Language, weekday: bool, today: date) -> None:
    assert read_day(format_day(day, language, weekday=weekday), today) == day
    assert read_day(day.isoformat(), today) == day
    assert read_day(f"{day.day}/{day.month}/{day.year}", today) == day


@given(days, languages, st.integers(0, 181), st.booleans())
def test_a_day_of_the_last_half_year_needs_no_year(day: date, language: Language, ago: int, weekday: bool) -> None:
    today = min(day + timedelta(days=ago), date(2199, 12, 31))
    assert read_day(format_day(day, language, short=True, weekday=weekday), today) == day


@pytest.mark.parametrize(
    ("language", "weekday", "short", "text"),
    [
        ("id", False, False, "5 Januari 2026"),
        ("id", True, False, "Senin, 5 Januari 2026"),
        ("id", False, True, "5 Jan"),
        ("en", False, False, "5 January 2026"),
        ("en", True, False, "Monday, 5 January 2026"),
        ("en", False, True, "5 Jan"),
    ],
)
def test_a_day_is_written_in_the_language(language: Language, weekday: bool, short: bool, text: str) -> None:
    assert format_day(date(2026, 1, 5), language, weekday=weekday, short=short) == text


def test_short_months_are_the_usual_ones() -> None:
    short = [format_day(date(2026, month, 1), "id", short=True) for month in range(1, 13)]
    assert " ".join(short) == "1 Jan 1 Feb 1 Mar 1 Apr 1 Mei 1 Jun 1 Jul 1 Agu 1 Sep 1 Okt 1 Nov 1 Des"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Januari 2026", date(2026, 1, 1), date(2026, 1, 31)),
        ("Jan 26", date(2026, 1, 1), date(2026, 1, 31)),
        ("Jan-26", date(2026, 1, 1), date(2026, 1, 31)),
        ("Februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31)),
        ("1/2026", date(2026, 1, 1), date(2026, 1, 31)),
        ("01-2026", date(2026, 1, 1), date(2026, 1, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("Agustus", date(2026, 8, 1), date(2026, 8, 31)),
        ("bulan ini", date(2026, 11, 1), date(2026, 11, 30)),
        ("Bulan lalu", date(2026, 10, 1), date(2026, 10, 31)),
        ("tahun ini", date(2026, 1, 1), date(2026, 12, 31)),
        ("tahun lalu", date(2025, 1, 1), date(2025, 12, 31)),
        ("hari ini", TODAY, TODAY),
        ("5/1", date(2026, 1, 5), date(2026, 1, 5)),
        ("5 Januari 2026", date(2026, 1, 5), date(2026, 1, 5)),
        ("5/1-12/1", date(2026, 1, 5), date(2026, 1, 12)),
        ("5/1/2026-12/1/2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("05-01-2026 - 12-01-2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("2026-01-05 s/d 2026-01-12", date(2026, 1, 5), date(2026, 1, 12)),
        ("5 Januari 2026 s.d. 12 Januari 2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("5 Januari 2026 sampai dengan 12 Januari 2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("5 Jan sampai 12 Jan 2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("5 s.d 12 Januari 2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("5–12 Januari 2026", date(2026, 1, 5), date(2026, 1, 12)),
        ("5-12 Jan", date(2026, 1, 5), date(2026, 1, 12)),
        ("Januari-Maret 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Jan s/d Mar 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Nov - Feb 2026", date(2025, 11, 1), date(2026, 2, 28)),
        ("28/12-5/1", date(2025, 12, 28), date(2026, 1, 5)),
        ("28 Desember 2025 – 5 Januari 2026", date(2025, 12, 28), date(2026, 1, 5)),
        ("2024-2026", date(2024, 1, 1), date(2026, 12, 31)),
        ("1/11 s.d. hari ini", date(2026, 11, 1), TODAY),
        ("bulan lalu sampai bulan ini", date(2026, 10, 1), date(2026, 11, 30)),
        ("5 to 12 January 2026", date(2026, 1, 5), date(2026, 1, 12)),
    ],
)
def test_a_period_is_read_as_it_is_written_in_indonesia(text: str, first: date, last: date) -> None:
    assert read_period(text, TODAY) == Period(first, last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "period-empty"),
        ("12/1/2026-5/1/2026", "period-reversed"),
        ("Maret 2026 - Januari 2026", "period-reversed"),
        ("12-5 Januari 2026", "period-reversed"),
        ("13/2026", "day-impossible"),
        ("30/2 - 5/3", "day-impossible"),
        ("1/1 - 31/2", "day-impossible"),
        ("0-5 Januari 2026", "day-impossible"),
        ("1899", "day-out-of-range"),
        ("2026 - 2300", "day-out-of-range"),
        ("1-3/2026", "period-unreadable"),  # days of March, or January to March
        ("5", "period-unreadable"),
        ("5 - 6 - 7 Januari 2026", "period-unreadable"),
        ("minggu depan", "period-unreadable"),
        ("Januari 2026 s.d.", "period-unreadable"),
        (" - ", "period-unreadable"),
        ("٢٠٢٦", "period-unreadable"),
        ("2026" * 60, "period-unreadable"),
    ],
)
def test_what_is_no_period_is_a_named_problem(text: str, code: str) -> None:
    problem = read_period(text, TODAY)
    assert isinstance(problem, Problem)
    assert problem.code == code


@given(periods(), languages, days)
@example(Period(date(1900, 1, 1), date(2199, 12, 31)), "id", TODAY)
@example(Period(date(2025, 12, 31), date(2026, 1, 1)), "id", TODAY)
@example(Period(date(2025, 12, 1), date(2026, 1, 31)), "en", TODAY)
@example(Period(date(2026, 1, 1), date(2026, 1, 30)), "en", TODAY)
def test_reading_a_formatted_period_gives_the_same_period(period: Period, language: Language, today: date) -> None:
    assert read_period(format_period(period, language), today) == period


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), "Januari 2026", "January 2026"),
        (date(2024, 2, 1), date(2024, 2, 29), "Februari 2024", "February 2024"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026", "2026"),
        (date(2024, 1, 1), date(2026, 12, 31), "2024–2026", "2024–2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "Januari–Maret 2026", "January–March 2026"),
        (date(2025, 12, 1), date(2026, 2, 28), "Desember 2025 – Februari 2026", "December 2025 – February 2026"),
        (date(2026, 1, 5), date(2026, 1, 12), "5–12 Januari 2026", "5–12 January 2026"),
        (date(2026, 1, 5), date(2026, 1, 5), "5 Januari 2026", "5 January 2026"),
        (date(2026, 1, 30), date(2026, 2, 5), "30 Januari – 5 Februari 2026", "30 January – 5 February 2026"),
        (
            date(2025, 12, 28),
            date(2026, 1, 5),
            "28 Desember 2025 – 5 Januari 2026",
            "28 December 2025 – 5 January 2026",
        ),
    ],
)
def test_a_period_is_written_in_few_words(first: date, last: date, indonesian: str, english: str) -> None:
    assert format_period(Period(first, last)) == indonesian
    assert format_period(Period(first, last), "en") == english


def test_a_period_holds_its_first_and_its_last_day_and_none_outside() -> None:
    period = Period(date(2026, 1, 5), date(2026, 1, 12))
    assert period.contains(date(2026, 1, 5))
    assert period.contains(date(2026, 1, 12))
    assert not period.contains(date(2026, 1, 4))
    assert not period.contains(date(2026, 1, 13))


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


@given(periods())
def test_the_months_of_a_period_hold_each_of_its_days_once(period: Period) -> None:
    parts = months(period)
    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    for part in parts:
        assert (part.first.year, part.first.month) == (part.last.year, part.last.month)
    for earlier, later in pairwise(parts):
        assert later.first - earlier.last == timedelta(days=1)
        assert later.first.day == 1


@pytest.mark.parametrize(
    ("first", "last", "earlier_first", "earlier_last"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 1, 1), date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 31), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 11, 1), date(2026, 2, 28), date(2025, 7, 1), date(2025, 10, 31)),
        (date(2026, 1, 5), date(2026, 1, 11), date(2025, 12, 29), date(2026, 1, 4)),
        (date(2026, 1, 1), date(2026, 1, 1), date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_the_previous_period_is_as_long_and_ends_the_day_before(
    first: date, last: date, earlier_first: date, earlier_last: date
) -> None:
    assert previous(Period(first, last)) == Period(earlier_first, earlier_last)


def test_a_fixed_clock_stands_still_and_the_system_clock_says_a_day() -> None:
    assert FixedClock(TODAY).today() == TODAY
    assert type(SystemClock().today()) is date
