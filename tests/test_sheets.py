"""The daily sheet: a week of boxes copied in one act, with its number, its days off and its honesty about source."""

from datetime import date, timedelta
from random import Random

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Reader
from kpmbooks.problems import Problem, Rejected
from kpmbooks.recording.sheets import (
    DAYS,
    Sheet,
    SheetDay,
    box_names,
    copied_days,
    record_sheet,
    sheet_numbered,
    sheet_of,
)
from tests.books import JANUARY, START, TODAY, balance, family, group, own

MONDAY = date(2026, 1, 5)


def week(*lines: dict[str, str] | str, first: date = MONDAY) -> list[SheetDay]:
    """Days from ``first`` on: boxes, or "off"."""
    days = []
    for nth, line in enumerate(lines):
        day = first + timedelta(days=nth)
        days.append(SheetDay(day, off=True) if isinstance(line, str) else SheetDay(day, line))
    return days


def test_a_week_has_the_number_of_its_place_in_the_book() -> None:
    # 1 January 2026 is a Thursday: its week, from Monday 29 December, is the first.
    assert sheet_of(START, START) == Sheet(1, date(2025, 12, 29))
    assert sheet_of(START, date(2026, 1, 4)).number == 1
    assert sheet_of(START, MONDAY) == Sheet(2, MONDAY)
    assert sheet_of(START, date(2027, 1, 4)).number == 54
    assert Sheet(2, MONDAY).days[-1] == date(2026, 1, 11)


@pytest.mark.parametrize("number", [1, 2, 54, 9_999])
def test_from_the_number_on_a_sheet_follow_its_days(number: int) -> None:
    sheet = sheet_numbered(START, number)
    assert isinstance(sheet, Sheet)
    assert [sheet_of(START, day).number for day in sheet.days] == [number] * DAYS


@pytest.mark.parametrize("number", [0, -3, 10_000])
def test_a_number_that_no_sheet_has_is_a_problem(number: int) -> None:
    assert isinstance(sheet_numbered(START, number), Problem)


def test_the_boxes_of_a_group_ask_nothing_about_a_family() -> None:
    with family() as one, one.read() as reader:
        assert box_names(own(reader)) == ("drawer", "float", "shopping", "family", "bon", "qris")
    with group() as one, one.read() as reader:
        assert box_names(own(reader)) == ("drawer", "float", "shopping", "bon", "qris")


def test_a_week_adds_up_and_knows_its_sheet_and_source() -> None:
    # Sales of a day: drawer − float + shopping + family + bon.
    # Monday 310 − 50 + 120 + 40 + 15 = 435; Wednesday 280 − 50 + 90 = 320; Tuesday off, the rest not written.
    days = week(
        {"drawer": "310rb", "float": "50rb", "shopping": "120rb", "family": "40rb", "bon": "15rb"},
        "off",
        {"drawer": "280.000", "float": "50.000", "shopping": "90.000"},
        {},
    )
    with family() as book:
        with book.write() as tx:
            assert record_sheet(tx, own(tx), sheet_of(START, MONDAY), days, today=TODAY) == 4, "one has two ends"
        with book.read() as reader:
            place = own(reader)
            assert -balance(reader, "Penjualan") == 755_000
            assert balance(reader, "Bon pelanggan") == 15_000
            assert balance(reader, "Kas") == 310_000 - 50_000 + 280_000 - 50_000
            entries = ledger.journal_page(reader, place, JANUARY, 0, 10)
            assert {(entry.source, entry.answers["sheet"]) for entry in entries} == {("sheet", 2)}
            assert [one.day for one in recording.days_off(reader, place, JANUARY)] == [date(2026, 1, 6)]
            assert copied_days(reader, place, days_of(reader)) == {MONDAY, date(2026, 1, 6), date(2026, 1, 7)}
            assert house.check(reader).faults == ()


def days_of(reader: Reader) -> tuple[date, ...]:
    return sheet_of(reader.owner.start, MONDAY).days


def test_a_sheet_is_undone_as_one() -> None:
    with family() as book:
        with book.write() as tx:
            record_sheet(tx, own(tx), sheet_of(START, MONDAY), week({"drawer": "100rb"}, "off"), today=TODAY)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Kas") == 0
            assert copied_days(reader, own(reader), days_of(reader)) == frozenset()


def test_a_correction_keeps_the_number_of_the_sheet() -> None:
    with family() as book:
        with book.write() as tx:
            record_sheet(tx, own(tx), sheet_of(START, MONDAY), week({"drawer": "100rb"}), today=TODAY)
            wrong = ledger.journal_page(tx, own(tx), JANUARY, 0, 1)[0]
        with book.write() as tx:
            right = recording.correct(tx, wrong.number, "tutup_lapak", {"drawer": "90rb"}, today=TODAY)
        with book.read() as reader:
            assert ledger.entry_by_number(reader, right.number).answers["sheet"] == 2


def test_every_problem_says_its_day_and_box_and_nothing_is_written() -> None:
    days = week({"drawer": "310rb"}, {"drawer": "1.5"}, {"drawer": "10rb", "float": "50rb"}, {"float": "5rb"})
    with family() as book:
        with pytest.raises(Rejected) as refused, book.write() as tx:
            record_sheet(tx, own(tx), sheet_of(START, MONDAY), days, today=TODAY)
        assert {problem.field for problem in refused.value.problems} == {
            "2026-01-06 drawer",
            "2026-01-07 drawer",
            "2026-01-08 drawer",
        }
        with book.read() as reader:
            assert ledger.entry_count(reader) == 0


def test_an_empty_sheet_is_refused() -> None:
    with family() as book, pytest.raises(Rejected, match="sheet-empty"), book.write() as tx:
        record_sheet(tx, own(tx), sheet_of(START, MONDAY), week({}, {"drawer": "  "}), today=TODAY)


@pytest.mark.parametrize("seed", range(8))
def test_a_month_of_random_sheets_adds_up_to_the_rupiah(seed: int) -> None:
    dice = Random(seed)
    sales = cash = family_money = 0
    with family() as book:
        for number in range(2, 6):
            sheet = sheet_numbered(START, number)
            assert isinstance(sheet, Sheet)
            days = []
            for day in sheet.days:
                if day > TODAY:
                    continue
                if dice.random() < 0.15:
                    days.append(SheetDay(day, off=True))
                    continue
                boxes = {name: dice.randrange(0, 400) * 500 for name in ("shopping", "family", "bon", "qris")}
                boxes["float"] = dice.randrange(0, 100) * 500
                boxes["drawer"] = boxes["float"] + dice.randrange(0, 800) * 500
                sales += boxes["drawer"] - boxes["float"] + boxes["shopping"] + boxes["family"]
                sales += boxes["bon"] + boxes["qris"]
                cash += boxes["drawer"] - boxes["float"]
                family_money += boxes["family"]
                days.append(SheetDay(day, {name: str(amount) for name, amount in boxes.items()}))
            with book.write() as tx:
                record_sheet(tx, own(tx), sheet, days, today=TODAY)
        with book.read() as reader:
            assert statements.income(reader, own(reader), JANUARY).revenue == sales
            assert balance(reader, "Kas") == cash
            assert balance(reader, "Diambil untuk keluarga") == family_money
            assert house.check(reader).faults == ()
