"""Days off: a day that is known and on which nothing was sold; written, cancelled, undone, and refused."""

import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.problems import Rejected
from tests.books import JANUARY, START, TODAY, balance, faults, group, own, record, stranger
from tests.books import family as family_book

FIFTH = date(2026, 1, 5)


def _off(book: Book, day: date = FIFTH, **answers: str) -> recording.Recorded:
    with book.write() as tx:
        return recording.record(tx, "libur", {"date": day, **answers}, ledger=own(tx), today=TODAY)


def _days(book: Book) -> list[tuple[date, str | None]]:
    with book.read() as reader:
        return [(one.day, one.words) for one in recording.days_off(reader, own(reader), JANUARY)]


def _undo(book: Book) -> recording.Undoable:
    with book.write() as tx:
        return recording.undo(tx, today=TODAY)


def test_a_day_off_is_known_and_moves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    with family_book(path) as book:
        done = _off(book, memo="Anak sakit")
        assert (done.posted, done.number, done.warnings) == ((), "libur-1", ())
        assert _days(book) == [(FIFTH, "Anak sakit")]
        with book.read() as reader:
            assert ledger.entry_count(reader) == 0
            assert balance(reader, "Kas") == 0
            one = recording.days_off(reader, own(reader), Period(FIFTH, FIFTH))[0]
            assert (one.source, one.ledger) == ("typed", own(reader).id)
    assert faults(path) == set()


def test_each_ledger_has_days_off_of_its_own() -> None:
    with family_book() as book:
        with book.write() as tx:
            second = house.add_ledger(tx, "usaha", "Kue Bu Siti")
            recording.record(tx, "libur", {"date": FIFTH}, ledger=second, today=TODAY)
            recording.record(tx, "libur", {"date": FIFTH}, ledger=own(tx), today=TODAY)
        assert _days(book) == [(FIFTH, None)]
        with book.read() as reader:
            home = ledger.find_ledger(reader, "Keluarga Bu Siti")
        with book.write() as tx, pytest.raises(Rejected, match="kind-not-here"):
            recording.record(tx, "libur", {"date": FIFTH}, ledger=home, today=TODAY)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (START - timedelta(days=1), "before-start"),
        (date(2026, 1, 10), "period-closed"),
        (date(2026, 1, 20), "day-off-twice"),
    ],
)
def test_a_day_that_cannot_be_off_is_refused_at_its_field(day: date, code: str) -> None:
    with group() as book:
        with book.write() as tx:
            ledger.close_period(tx, own(tx), date(2026, 1, 15))
        _off(book, date(2026, 1, 20))
        with pytest.raises(Rejected) as caught:
            _off(book, day)
        assert [(one.code, one.field) for one in caught.value.problems] == [(code, "date")]
        assert _days(book) == [(date(2026, 1, 20), None)]


def test_a_day_with_records_or_to_come_may_be_off_but_is_asked_about() -> None:
    with group() as book:
        record(book, "jual_tunai", amount=7_000, date=FIFTH)
        record(book, "pindah_uang", amount=5_000, date=date(2026, 1, 6))
        assert [one.code for one in _off(book).warnings] == ["day-off-recorded"]
        assert _off(book, date(2026, 1, 6)).warnings == ()  # money carried to the bank is no day at the stall
        assert [one.code for one in _off(book, TODAY + timedelta(days=2)).warnings] == ["day-ahead"]


def test_selling_on_a_day_off_is_asked_about_and_carrying_money_is_not() -> None:
    with group() as book:
        _off(book)
        with book.write() as tx:
            for kind, codes in (("jual_tunai", ["on-day-off"]), ("saldo_awal", [])):
                answers = {"cash" if kind == "saldo_awal" else "amount": 7_000, "date": FIFTH}
                done = recording.record(tx, kind, answers, ledger=own(tx), today=TODAY)
                assert [one.code for one in done.warnings] == codes, kind


def test_a_preview_of_a_day_off_says_the_same_and_writes_nothing() -> None:
    with group() as book:
        record(book, "jual_tunai", amount=7_000, date=FIFTH)
        with book.read() as reader:
            seen = recording.preview(reader, "libur", {"date": FIFTH}, ledger=own(reader), today=TODAY)
        assert (seen.day, seen.lines, [one.code for one in seen.warnings]) == (FIFTH, (), ["day-off-recorded"])
        assert _days(book) == []


def test_a_cancelled_day_off_is_none_and_may_be_off_again() -> None:
    with group() as book:
        number = _off(book).number
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        assert _days(book) == []
        with pytest.raises(Rejected, match="already-reversed"), book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with pytest.raises(Rejected, match="already-reversed"), book.write() as tx:
            recording.reverse(tx, "libur-99", today=TODAY)
        assert _off(book).number != number
        assert _days(book) == [(FIFTH, None)]


def test_undo_names_a_day_off_and_takes_it_and_its_cancelling_back() -> None:
    with group() as book:
        record(book, "jual_tunai", amount=7_000)
        number = _off(book, memo="Lebaran").number
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        undone = _undo(book)
        assert (undone.act, undone.kind, undone.amount, undone.entries) == ("reverse", "libur", 0, 1)
        assert _days(book) == [(FIFTH, "Lebaran")]
        undone = _undo(book)
        assert (undone.act, undone.kind) == ("record", "libur")
        assert _days(book) == []
        assert _undo(book).kind == "jual_tunai"
        with book.read() as reader:
            assert house.check(reader).ok
            assert recording.undoable(reader) is None


def test_a_sheet_with_days_off_is_one_act() -> None:
    with group() as book:
        with book.write() as tx:
            place = own(tx)
            sheet: list[tuple[str, recording.Answers, ledger.LedgerRef, ledger.Source]] = [
                ("jual_tunai", {"amount": 5_000, "date": FIFTH}, place, "sheet"),
                ("libur", {"date": date(2026, 1, 6)}, place, "sheet"),
                ("libur", {"date": date(2026, 1, 7), "memo": "Hujan"}, place, "sheet"),
            ]
            assert recording.record_many(tx, sheet, today=TODAY) == 3
        assert _days(book) == [(date(2026, 1, 6), None), (date(2026, 1, 7), "Hujan")]
        undone = _undo(book)
        assert (undone.kind, undone.entries) == ("jual_tunai", 3)
        assert _days(book) == []
        with book.read() as reader:
            assert balance(reader, "Kas") == 0


def test_the_same_day_twice_on_a_sheet_is_refused_whole() -> None:
    with group() as book:
        with book.read() as reader:
            off: tuple[str, recording.Answers, ledger.LedgerRef, ledger.Source]
            off = ("libur", {"date": FIFTH}, own(reader), "sheet")
        twice = [off, off]
        with pytest.raises(Rejected, match="day-off-twice"), book.write() as tx:
            recording.record_many(tx, twice, today=TODAY)
        assert _days(book) == []


def test_no_record_is_corrected_into_a_day_off() -> None:
    with group() as book:
        number = record(book, "jual_tunai", amount=7_000)
        with pytest.raises(Rejected, match="day-off-no-record"), book.write() as tx:
            recording.correct(tx, number, "libur", {}, today=TODAY)
        with book.read() as reader:
            assert balance(reader, "Kas") == 7_000


def test_a_day_off_is_a_day_with_a_record_written_in_time_or_late() -> None:
    today = date.today()  # noqa: DTZ011  # the machine's own day is what is tested
    with group() as book:
        with book.write() as tx:
            place = own(tx)
            recording.record(tx, "libur", {"date": START}, ledger=place, today=today)
            recording.record(tx, "libur", {"date": today}, ledger=place, today=today)
            cancelled = recording.record(tx, "libur", {"date": today - timedelta(days=1)}, ledger=place, today=today)
            recording.record(tx, "jual_tunai", {"amount": 5_000, "date": today}, ledger=place, today=today)
        with book.write() as tx:
            recording.reverse(tx, cancelled.number, today=today)
        with book.read() as reader:
            assert recording.written_within(reader, own(reader), Period(START, today)) == (2, 3)


def test_days_with_a_record_are_those_on_which_something_stands_today() -> None:
    with group() as book:
        record(book, "saldo_awal", cash=9_000, date=date(2026, 1, 2))
        record(book, "jual_tunai", amount=1_000, date=date(2026, 1, 3))
        gone = record(book, "jual_tunai", amount=1_000, date=date(2026, 1, 4))
        back = record(book, "jual_tunai", amount=1_000, date=date(2026, 1, 6))
        for number in (gone, back):
            with book.write() as tx:
                recording.reverse(tx, number, today=TODAY)
        _undo(book)  # the latter stands again
        _off(book)
        with book.read() as reader:
            days = recording.recorded_days(reader, own(reader), JANUARY)
        assert days == {date(2026, 1, 3), date(2026, 1, 6)}
        with book.write() as tx:
            again = ledger.entry_by_number(tx, back)
            recording.reverse(tx, again.number, today=TODAY)
        with book.read() as reader:
            assert recording.recorded_days(reader, own(reader), JANUARY) == {date(2026, 1, 3)}


_INSERT = (
    "INSERT INTO days_off (uid, ledger_id, day, source, batch_id, written_at, offset_minutes, cancels)"
    " SELECT randomblob(16), ledger_id, {day}, source, batch_id, 1, 0, {cancels} FROM days_off WHERE id = 1"
)


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE days_off SET day = '2026-01-06'",
        "DELETE FROM days_off",
        "INSERT OR REPLACE INTO days_off SELECT * FROM days_off",
        _INSERT.format(day="day", cancels="NULL"),
        _INSERT.format(day="'2025-12-31'", cancels="NULL"),
        _INSERT.format(day="'2026-01-06'", cancels="1"),
        _INSERT.format(day="day", cancels="7"),
    ],
)
def test_a_strangers_change_to_a_day_off_is_refused_by_the_file(tmp_path: Path, attempt: str) -> None:
    path = tmp_path / "melati.kpm"
    with group(path) as book:
        _off(book)
    with stranger(path) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(attempt)
    assert faults(path) == set()


def test_check_finds_days_off_that_a_guard_would_have_refused(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with group(path) as book:
        _off(book)
    with stranger(path) as raw:
        guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'days_off_fits'").fetchone()[0]
        raw.execute("DROP TRIGGER days_off_fits")
        raw.execute(_INSERT.format(day="day", cancels="NULL"))
        raw.execute(guard)
    assert faults(path) == {"day-off-wrong"}
