"""The weekly sheet: lines of money in and out copied in one act, with its number, its receipts, and nothing twice."""

from datetime import date

import pytest

from kpmbooks import ledger, recording
from kpmbooks.book import Book
from kpmbooks.problems import Rejected
from kpmbooks.recording.sheets import Sheet, sheet_of
from kpmbooks.recording.week_lines import (
    SheetLine,
    cash_at_the_end,
    look_at_line,
    record_lines,
    written_lines,
)
from tests.books import START, TODAY, balance, family, group, own

MONDAY, TUESDAY = date(2026, 1, 5), date(2026, 1, 6)
WEEK = sheet_of(START, MONDAY)


def taken(book: Book, *lines: SheetLine, sheet: Sheet = WEEK) -> int:
    with book.write() as tx:
        return record_lines(tx, own(tx), sheet, lines, today=TODAY)


def problems(book: Book, *lines: SheetLine) -> dict[str, str]:
    with pytest.raises(Rejected) as caught:
        taken(book, *lines)
    return {problem.field or "": problem.code for problem in caught.value.problems}


def test_lines_are_copied_in_one_act_with_number_receipt_and_source() -> None:
    with group() as book:
        lines = (
            SheetLine(MONDAY, 1, "Cuci kiloan Bu Ratna", money_in="85rb"),
            SheetLine(MONDAY, 2, "Sabun", money_out="32.000", receipt=True),
            SheetLine(MONDAY, 3),
            SheetLine(TUESDAY, 1, "Cuci selimut", money_in="2x20000"),
        )
        assert taken(book, *lines) == 3
        with book.read() as reader:
            assert balance(reader, "Kas") == 85_000 - 32_000 + 40_000
            assert cash_at_the_end(reader, own(reader), WEEK) == 93_000
            written = written_lines(reader, own(reader), WEEK)
            assert [(one.day, one.words, one.money_in, one.money_out, one.receipt) for one in written] == [
                (MONDAY, "Cuci kiloan Bu Ratna", 85_000, 0, False),
                (MONDAY, "Sabun", 0, 32_000, True),
                (TUESDAY, "Cuci selimut", 40_000, 0, False),
            ]
            entry = ledger.entry_by_number(reader, written[0].number)
            assert (entry.source, entry.answers["sheet"]) == ("sheet", WEEK.number)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            assert written_lines(reader, own(reader), WEEK) == ()
            assert balance(reader, "Kas") == 0


def test_the_same_words_are_recorded_as_they_were_before() -> None:
    with group() as book:
        with book.write() as tx:
            recording.record(
                tx, "beli_bahan", {"amount": "20rb", "memo": "Sabun", "date": MONDAY}, ledger=own(tx), today=TODAY
            )
        line = SheetLine(TUESDAY, 1, "sabun", money_out="32rb")
        with book.read() as reader:
            assert look_at_line(reader, own(reader), line, today=TODAY).kind == "beli_bahan"
            other = SheetLine(TUESDAY, 1, "sabun", money_in="32rb")
            assert look_at_line(reader, own(reader), other, today=TODAY).kind == "uang_masuk_lain"
        taken(book, line)
        with book.read() as reader:
            assert written_lines(reader, own(reader), WEEK)[0].kind == "beli_bahan"


def test_a_household_has_a_weekly_sheet_too() -> None:
    with family() as book:
        with book.write() as tx:
            home = next(one for one in ledger.ledgers(tx) if one.kind == "keluarga")
            assert record_lines(tx, home, WEEK, [SheetLine(MONDAY, 1, "Beras", money_out="60rb")], today=TODAY) == 1
        with book.read() as reader:
            assert [one.words for one in written_lines(reader, home, WEEK)] == ["Beras"]
            assert written_lines(reader, own(reader), WEEK) == (), "the business has a sheet of its own"


def test_every_line_that_cannot_be_taken_is_named_by_its_box_and_nothing_is_written() -> None:
    with group() as book:
        found = problems(
            book,
            SheetLine(MONDAY, 1, "", money_in="10rb"),
            SheetLine(MONDAY, 2, "Sabun"),
            SheetLine(MONDAY, 3, "Sabun", money_in="5rb", money_out="5rb"),
            SheetLine(TUESDAY, 1, "Sabun", money_out="1.5"),
            SheetLine(TUESDAY, 2, "x" * 501, money_out="5rb"),
            SheetLine(TUESDAY, 3, "Cuci", money_in="10rb"),
        )
        assert sorted(found) == [
            "2026-01-05 1 words",
            "2026-01-05 2 in",
            "2026-01-05 3 out",
            "2026-01-06 1 out",
            "2026-01-06 2 words",
        ]
        with book.read() as reader:
            assert ledger.entry_count(reader) == 0


def test_an_empty_sheet_is_no_sheet() -> None:
    with group() as book:
        assert problems(book, SheetLine(MONDAY, 1, receipt=True)) == {"sheet": "sheet-empty"}


def test_a_line_that_says_what_a_record_says_is_worth_a_look() -> None:
    with group() as book:
        taken(book, SheetLine(MONDAY, 1, "Sabun", money_out="32rb"))
        with book.read() as reader:
            again = look_at_line(reader, own(reader), SheetLine(MONDAY, 2, "Sabun", money_out="32000"), today=TODAY)
            assert "written-already" in {one.code for one in again.warnings}


def test_a_corrected_line_keeps_its_sheet_and_its_receipt() -> None:
    with group() as book:
        taken(book, SheetLine(MONDAY, 1, "Sabun", money_out="32rb", receipt=True))
        with book.write() as tx:
            number = written_lines(tx, own(tx), WEEK)[0].number
            answers: recording.Answers = {"amount": "23rb", "memo": "Sabun"}
            recording.correct(tx, number, "beli_bahan", answers, today=TODAY)
        with book.read() as reader:
            (line,) = written_lines(reader, own(reader), WEEK)
            assert (line.money_out, line.receipt) == (23_000, True)
