"""Five books with the same sales, written in five ways: five different sentences, all of them true, none a blame.

Gorengan for 130.000 to 230.000 on 26 days of each of five months, June to October 2026: 130 days. What differs is when
each record was typed, from what, and what happened to it afterwards.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from kpmbooks import group, house, ledger, loans, recording
from kpmbooks.book import Book, Instant
from kpmbooks.dates import month_of
from kpmbooks.i18n import translator
from kpmbooks.ledger import Source
from reports.loan_evidence_words import change_sentences, evidence_points, typing_sentences
from tests import books as group_books
from tests.hand_loan import TODAY, answer, books_side, ready

START = date(2026, 6, 1)
MONTHS = (6, 7, 8, 9, 10)
OPEN = 26
_ = translator("id")

Typed = Callable[[date], datetime]


def at(day: date, hour: int = 20, minute: int = 0) -> datetime:
    """A time of the day in Jakarta."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def instant(moment: datetime) -> Instant:
    return Instant(int(moment.timestamp()) * 1_000, 7 * 60)


def days_sold(without: int | None = None) -> list[date]:
    return [date(2026, month, day) for month in MONTHS if month != without for day in range(1, OPEN + 1)]


def empty_book() -> Book:
    return house.create(
        None, kind="family", name="Keluarga Bu Siti", business="Gorengan Bu Siti", sector="kuliner", start=START,
        practice=True,
    )  # fmt: skip


def sell(book: Book, days: list[date], typed: Typed, source: Source) -> dict[date, str]:
    """A sale on each day, typed when ``typed`` says, in the order of typing; gives the number of each."""
    numbers = {}
    for day in sorted(days, key=typed):
        answers = {"amount": 130_000 + day.day * 4_000, "date": day}
        with book.write(pretend=lambda of=day: instant(typed(of))) as tx:  # type: ignore[misc]
            place = ledger.default_ledger(tx)
            numbers[day] = recording.record(tx, "jual_tunai", answers, ledger=place, today=TODAY, source=source).number
    return numbers


def correct(book: Book, number: str, moment: datetime, amount: int) -> str:
    with book.write(pretend=lambda: instant(moment)) as tx:
        return recording.correct(tx, number, "jual_tunai", {"amount": amount}, today=TODAY).number


def each_evening(day: date) -> datetime:
    return at(day)


def in_one_evening(day: date) -> datetime:
    return at(date(2026, 11, 20), 19, 0) + timedelta(seconds=days_sold().index(day) * 20)


def once_a_month(day: date) -> datetime:
    """On the last day of the month from the sheets."""
    return at(month_of(day).last, 19) + timedelta(minutes=day.day)


def clock_set_back(day: date) -> datetime:
    """Typed in one evening, the clock set to the evening of each day; it had stood at 20 November before."""
    return at(day)


@pytest.fixture
def book() -> Iterator[Book]:
    with empty_book() as made:
        yield made


def one_evening(book: Book) -> None:
    sell(book, days_sold(), in_one_evening, "typed")


def sheets_monthly(book: Book) -> None:
    sell(book, days_sold(), once_a_month, "sheet")


def month_missing(book: Book) -> None:
    sell(book, days_sold(without=8), each_evening, "drawer")


def entries_changed(book: Book) -> None:
    """In November thirty sales of summer became larger."""
    numbers = sell(book, days_sold(), each_evening, "drawer")
    for nth, day in enumerate(days_sold()[:30]):
        correct(book, numbers[day], at(date(2026, 11, 18), 21) + timedelta(minutes=nth), 400_000)


def clock_turned(book: Book) -> None:
    with book.write(pretend=lambda: instant(at(date(2026, 11, 20)))) as tx:
        place = ledger.default_ledger(tx)
        recording.record(tx, "saldo_awal", {"cash": 50_000, "date": START}, ledger=place, today=TODAY)
    sell(book, days_sold(), clock_set_back, "typed")


BOOKS: Mapping[str, Callable[[Book], None]] = {
    "one evening": one_evening,
    "sheets monthly": sheets_monthly,
    "month missing": month_missing,
    "entries changed": entries_changed,
    "clock turned": clock_turned,
}

SENTENCES = {
    "one evening": "100 dari 100 catatan diketik dalam satu hari, 20 November 2026, bukan dari lembar harian",
    "sheets monthly": "Ditulis di lembar harian setiap hari (26 dari 30), diketik sebulan sekali",
    "month missing": "Agustus 2026: tidak ada catatan sama sekali",
    "entries changed": "30 catatan lama diubah, paling lama 170 hari sesudahnya; isi lamanya masih bisa dilihat",
    "clock turned": (
        "Jam komputer pernah mundur 1 kali, terakhir ke 1 Juni 2026: kapan catatan diketik tidak pasti"
    ),
}  # fmt: skip


def said_of(book: Book) -> list[str]:
    with book.read() as reader:
        evidence = books_side(reader).evidence
    return [
        point.text if isinstance(point.text, str) else " ".join(span.text for span in point.text)
        for point in evidence_points(evidence, _)
    ]


@pytest.mark.parametrize("name", BOOKS)
def test_each_way_of_writing_has_its_own_true_sentence(book: Book, name: str) -> None:
    BOOKS[name](book)
    said = said_of(book)
    assert SENTENCES[name] in said
    for other, sentence in SENTENCES.items():
        assert other == name or sentence not in said


def test_who_types_paper_sheets_once_a_month_is_not_shamed(book: Book) -> None:
    sheets_monthly(book)
    said = " ".join(said_of(book)).casefold()
    for word in ("0 dari 100", "terlambat", "tidak pasti", "bukan", "satu hari", "belum", "ingat"):
        assert word not in said


def test_paper_sheets_typed_all_on_one_day_are_still_sheets_of_every_day(book: Book) -> None:
    sell(book, days_sold(), in_one_evening, "sheet")
    assert "Ditulis di lembar harian setiap hari (26 dari 30), diketik sekaligus" in said_of(book)


def test_who_types_each_evening_is_told_so(book: Book) -> None:
    sell(book, days_sold(), each_evening, "drawer")
    said = said_of(book)
    assert "100 dari 100 diketik paling lambat 2 hari" in said
    assert "Uang dihitung pada 130 hari; tidak ada selisih yang dicatat" in said


def test_mistyping_and_correcting_at_once_changes_no_old_record(book: Book) -> None:
    day = days_sold()[4]
    number = sell(book, days_sold()[:5], each_evening, "typed")[day]
    for minutes in (3, 9):
        number = correct(book, number, at(day, 20, minutes), 100_000 + minutes)
    with book.write(pretend=lambda: instant(at(day, 20, 15))) as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        evidence = books_side(reader).evidence
    assert evidence.changes.total == 0
    assert list(change_sentences(evidence, _)) == []


@pytest.mark.parametrize(("minutes", "changed"), [(10, 0), (11, 1)])
def test_ten_minutes_are_the_limit_of_a_mistyping(book: Book, minutes: int, changed: int) -> None:
    day = days_sold()[0]
    number = sell(book, [day], each_evening, "typed")[day]
    correct(book, number, at(day) + timedelta(minutes=minutes), 90_000)
    with book.read() as reader:
        assert books_side(reader).evidence.changes.corrected == changed


def test_what_was_taken_back_later_without_a_new_record_is_a_change_too(book: Book) -> None:
    first = days_sold()[0]
    number = sell(book, days_sold()[:2], each_evening, "typed")[first]
    with book.write(pretend=lambda: instant(at(first + timedelta(days=9)))) as tx:
        recording.reverse(tx, number, today=TODAY)
    with book.read() as reader:
        changes = books_side(reader).evidence.changes
    assert (changes.corrected, changes.taken_back, changes.longest) == (0, 1, 9)


def test_undoing_a_whole_act_later_is_one_change(book: Book) -> None:
    sell(book, days_sold()[:2], each_evening, "typed")
    with book.write(pretend=lambda: instant(at(days_sold()[2]))) as tx:
        place = ledger.default_ledger(tx)
        drafts: list[tuple[str, dict[str, int | date], ledger.LedgerRef, Source]] = [
            ("jual_tunai", {"amount": 5_000, "date": day}, place, "typed") for day in days_sold()[:2]
        ]
        recording.record_many(tx, drafts, today=TODAY)
    with book.write(pretend=lambda: instant(at(days_sold()[5]))) as tx:
        recording.undo(tx, today=TODAY)
    with book.read() as reader:
        changes = books_side(reader).evidence.changes
    assert (changes.corrected, changes.taken_back, changes.longest) == (0, 1, 3)


def test_a_clock_that_was_only_put_right_by_minutes_is_no_matter(book: Book) -> None:
    sell(book, days_sold()[:1], each_evening, "typed")
    day = days_sold()[1]
    with book.write(pretend=lambda: instant(at(days_sold()[0]) - timedelta(minutes=59))) as tx:
        draft = ("jual_tunai", {"amount": 9_000, "date": days_sold()[0]}, ledger.default_ledger(tx), "typed")
        recording.record_many(tx, [draft], today=day)
    with book.read() as reader:
        evidence = books_side(reader).evidence
    assert evidence.clock_back.times == 0
    assert "Jam" not in " ".join(typing_sentences(evidence, _))


def test_counting_and_what_differed_is_told_in_one_sentence(book: Book) -> None:
    sell(book, days_sold()[:3], each_evening, "drawer")
    for kind, amount in (("belum_ketemu", 5_000), ("uang_lebih", 3_000), ("belum_ketemu", 2_000)):
        with book.write(pretend=lambda: instant(at(days_sold()[3]))) as tx:
            place = ledger.default_ledger(tx)
            recording.record(tx, kind, {"amount": amount, "date": days_sold()[2]}, ledger=place, today=TODAY)
    assert "Uang dihitung pada 3 hari; 3 selisih: kurang Rp7.000, lebih Rp3.000" in said_of(book)


@pytest.mark.parametrize("name", BOOKS)
def test_the_figures_of_each_way_are_in_the_json(book: Book, name: str) -> None:
    BOOKS[name](book)
    answer(book, {"other_debts": "0"})
    with book.read() as reader:
        value = ready(reader)
    told = loans.figures(value)["evidence"]
    assert told["clock_set_back"] == (1 if name == "clock turned" else 0)
    assert told["corrected_later"] == (30 if name == "entries changed" else 0)
    assert told["missing_months"] == (["2026-08"] if name == "month missing" else [])
    assert (told["typed_most_percent"] >= 90) == (name == "one evening")
    assert told["sheet_days"] == (130 if name == "sheets monthly" else 0)


def test_a_groups_money_is_counted_at_its_meetings() -> None:
    with group_books.group() as made:
        group_books.record(made, "jual_tunai", amount=50_000, date="5/1/2026")
        for day, counted in ((date(2026, 1, 10), "50000"), (date(2026, 1, 20), None)):
            with made.write() as tx:
                place = ledger.default_ledger(tx)
                meeting = group.open_meeting(tx, place, day)
                group.write_minutes(tx, meeting, {"counts": counted, "place": "Balai RW"})
                group.close_meeting(tx, place, meeting)
        with made.read() as reader:
            counts = loans.read_books(reader, ledger.default_ledger(reader), TODAY).evidence.counts
    assert (counts.days, counts.differences) == (1, 0)


def test_a_meeting_that_was_opened_again_is_one_change() -> None:
    with group_books.group(practice=True) as made:
        with made.write(pretend=lambda: instant(at(date(2026, 1, 10)))) as tx:
            place = ledger.default_ledger(tx)
            meeting = group.open_meeting(tx, place, date(2026, 1, 10))
            group.close_meeting(tx, place, meeting, count=group.Count({50_000: 1}))
        with made.write(pretend=lambda: instant(at(date(2026, 1, 15)))) as tx:
            place = ledger.default_ledger(tx)
            closed = group.meetings_of(tx, place)[0]
            group.reopen_meeting(tx, place, closed, today=date(2026, 1, 15))
        with made.read() as reader:
            evidence = loans.read_books(reader, ledger.default_ledger(reader), TODAY).evidence
    assert evidence.changes.taken_back == 1
