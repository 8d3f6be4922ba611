"""Meetings in the book: one at a time, what was written stays, corrections that cannot lose whose money it is; what is
said of a meeting, and what is read aloud at its end in words that everybody knows."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import group, house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import Count, Meeting
from kpmbooks.group.closed_month import close_month, closed_month, month_to_close, open_last_month
from kpmbooks.group.minutes import read_notes
from kpmbooks.group.rules import Rhythm
from kpmbooks.group.telling import MeetingFigures, tell_meeting
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.words import in_words
from tests.books import TODAY, own
from tests.books import group as group_book
from tests.meetings import RULES, hold, in_box, members, with_members

WORDS = Path(__file__).resolve().parent.parent / "locale" / "id" / "plain-words.txt"


def sums(book: Book) -> dict[int, dict[str, int]]:
    with book.read() as reader:
        return {
            member: {purse: int(amount) for purse, amount in of.items()}
            for member, of in group.member_sums(reader).items()
        }


def record_of(book: Book, meeting: Meeting, kind: str) -> str:
    assert meeting.batch is not None
    with book.read() as reader:
        entries = ledger.read_entries(reader, ledger.keys_of_batch(reader, meeting.batch))
        return next(one.number for one in entries if one.kind == kind)


def refused(code: str, act: object, book: Book) -> None:
    with pytest.raises(Rejected) as rejected, book.write() as tx:
        act(tx)  # type: ignore[operator] # an act
    assert [problem.code for problem in rejected.value.problems] == [code]


def test_an_older_meeting_is_not_opened_by_undoing_it() -> None:
    with with_members(3) as book:
        hold(book, date(2026, 1, 5))
        with book.write() as tx:
            group.open_meeting(tx, own(tx), date(2026, 1, 12))
        refused("meeting-older", lambda tx: recording.undo(tx, today=TODAY), book)
        with book.read() as reader:
            assert [one.is_open for one in group.meetings_of(reader, own(reader))] == [True, False]


def test_the_last_meeting_is_open_again_when_its_closing_is_undone() -> None:
    with with_members(3) as book:
        hold(book, date(2026, 1, 5))
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.read() as reader:
            assert group.meetings_of(reader, own(reader))[0].is_open
        assert in_box(book) == 1_000_000
        assert sums(book) == {}


JANUARY, DECEMBER = date(2026, 1, 31), date(2025, 12, 31)


def closed_through(book: Book) -> date | None:
    with book.read() as reader:
        return ledger.closed_through(reader, own(reader).id)


@pytest.mark.parametrize("through", [date(2026, 1, 12), JANUARY])
def test_a_closed_month_opens_with_its_last_meeting_and_is_closed_again_with_it(through: date) -> None:
    with with_members(3) as book:
        meeting = hold(book, date(2026, 1, 12))
        with book.write() as tx:
            ledger.close_period(tx, own(tx), through)
        with book.write() as tx:
            meeting = group.reopen_meeting(tx, own(tx), meeting, today=date(2026, 3, 1))
        assert in_box(book, date(2026, 1, 12)) == 1_000_000  # taken back on its own day, not today
        with book.write() as tx:
            for row in group.sheet_of(tx, own(tx), meeting):
                group.write_cells(tx, meeting, row.member, {"savings:sukarela": 20_000})
            group.close_meeting(tx, own(tx), meeting)
        assert in_box(book, date(2026, 1, 12)) == 1_000_000 + 3 * (2_000 + 1_000 + 20_000)
        assert closed_through(book) == through
        with book.read() as reader:
            assert house.check(reader).ok


def test_months_before_the_meetings_own_stay_closed_and_a_later_closed_month_keeps_it_shut() -> None:
    start = date(2025, 11, 1)
    with house.create(None, kind="group", name="KUBE Melati", sector="jasa", start=start) as book:
        members(book, 3, replace(RULES, since=start))
        meeting = hold(book, date(2026, 1, 12))
        with book.write() as tx:
            ledger.close_period(tx, own(tx), date(2026, 2, 28))
        refused("period-closed", lambda tx: group.reopen_meeting(tx, own(tx), meeting, today=TODAY), book)
        with book.write() as tx:
            ledger.close_period(tx, own(tx), JANUARY)
        with book.write() as tx:
            group.reopen_meeting(tx, own(tx), meeting, today=TODAY)
        assert closed_through(book) == DECEMBER
        with book.write() as tx:
            recording.undo(tx, today=TODAY)  # of opening it
        assert closed_through(book) == JANUARY


def test_the_closing_of_a_meeting_in_a_closed_month_is_not_undone_past_its_month() -> None:
    with with_members(3) as book:
        hold(book, date(2026, 1, 5))
        with book.write() as tx:
            ledger.close_period(tx, own(tx), JANUARY)
        refused("period-closed", lambda tx: recording.undo(tx, today=date(2026, 2, 3)), book)


def test_a_corrected_memo_leaves_the_money_with_its_members_and_another_sum_is_refused() -> None:
    with with_members(3) as book:
        meeting = hold(book, date(2026, 1, 5))
        before = sums(book)
        number = record_of(book, meeting, "tabungan_masuk")
        refused(
            "members-sum",
            lambda tx: recording.correct(tx, number, "tabungan_masuk", {"amount": 40_000}, today=TODAY),
            book,
        )
        with book.write() as tx:
            recording.correct(tx, number, "tabungan_masuk", {"amount": 30_000, "memo": "Rapat RT"}, today=TODAY)
        assert sums(book) == before
        refused("meeting-corrected", lambda tx: group.reopen_meeting(tx, own(tx), meeting, today=TODAY), book)


def test_a_correction_by_name_changes_that_member_alone() -> None:
    with with_members(3) as book:
        hold(book, date(2026, 1, 5))
        with book.write() as tx:
            more = {"amount": 5_000, "party": "Ibu Dewi", "memo": "Pembetulan rapat ke-1"}
            recording.record(tx, "tabungan_masuk", more, ledger=own(tx), today=TODAY)
        assert [of["savings:sukarela"] for of in sums(book).values()] == [10_000, 15_000, 10_000]


def test_a_meeting_without_money_opens_again_and_closes() -> None:
    with with_members(3, rules=None) as book:
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
            meeting = group.close_meeting(tx, own(tx), meeting)
        with book.write() as tx:
            meeting = group.reopen_meeting(tx, own(tx), meeting, today=TODAY)
            assert not group.close_meeting(tx, own(tx), meeting).is_open


def test_a_second_meeting_cannot_begin_while_one_is_open_nor_before_the_last() -> None:
    with with_members(3) as book:
        hold(book, date(2026, 1, 12))
        refused("meeting-day", lambda tx: group.open_meeting(tx, own(tx), date(2026, 1, 5)), book)
        with book.write() as tx:
            group.open_meeting(tx, own(tx), date(2026, 1, 12))
        refused("meeting-open", lambda tx: group.open_meeting(tx, own(tx), date(2026, 1, 19)), book)


def test_what_is_written_already_is_not_overwritten_by_the_rules() -> None:
    with with_members(3) as book, book.write() as tx:
        meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
        first, second, third = (row.member for row in group.sheet_of(tx, own(tx), meeting))
        group.write_cells(tx, meeting, first, {"savings:sukarela": 3_000, "dues": 0})
        group.write_cells(tx, meeting, second, {"present": 2})
        for row in group.sheet_of(tx, own(tx), meeting):
            group.pay_by_rules(tx, meeting, row)
        rows = {row.member.id: dict(row.written) for row in group.sheet_of(tx, own(tx), meeting)}
    assert rows[first.id] == {"present": 1, "done": 1, "dues": 0, "iks": 1_000, "savings:sukarela": 3_000}
    assert rows[second.id] == {"present": 2, "done": 1}
    assert rows[third.id] == {"present": 1, "done": 1, "dues": 2_000, "iks": 1_000, "savings:sukarela": 10_000}


def test_minutes_are_kept_and_can_be_taken_back() -> None:
    with with_members(3) as book:
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
            told = {"place": "balai RW", "agenda": "arisan\n\n mesin cuci ", "decisions": "beli", "step": "count"}
            group.write_minutes(tx, meeting, {**told, "next_day": "2026-02-05", "notes": "100000x3 500x2"})
            group.write_minutes(tx, meeting, {"decisions": None})
        with book.read() as reader:
            said = group.minutes_of(reader, meeting)
    assert (said.place, said.agenda, said.decisions) == ("balai RW", ("arisan", "mesin cuci"), ())
    assert (said.step, said.next_day, said.notes) == ("count", date(2026, 2, 5), {100_000: 3, 500: 2})


def test_who_counted_along_is_kept_as_a_member_and_not_as_a_name() -> None:
    with with_members(3) as book:
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
            witness = group.members_of(tx)[2]
            group.close_meeting(tx, own(tx), meeting, count=Count({100_000: 9, 50_000: 1}, witness.uid))
        with book.read() as reader:
            said = group.minutes_of(reader, meeting)
            assert (said.witness, said.notes) == (witness.uid, {100_000: 9, 50_000: 1})
            assert group.to_ask_again(reader, own(reader), TODAY) == 50_000


@given(st.dictionaries(st.sampled_from(group.NOTES), st.integers(0, 9_999)))
def test_notes_come_back_as_they_were_written(notes: dict[int, int]) -> None:
    assert read_notes(group.write_notes(notes)) == {worth: many for worth, many in notes.items() if many}


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ([100], "agrees"),
        ([90], "again"),
        ([90, 95], "third"),
        ([90, 100], "agrees"),
        ([90, 95, 95], "differs"),
        ([90, 95, 100], "agrees"),
    ],
)
def test_only_a_third_count_that_differs_is_booked(counts: list[int], state: str) -> None:
    assert group.count_state([Rupiah(one) for one in counts], 100) == state


@pytest.mark.parametrize(
    ("rhythm", "after"),
    [
        ("week", date(2026, 2, 7)),
        ("two-weeks", date(2026, 2, 14)),
        ("month", date(2026, 2, 28)),
        ("free", date(2026, 2, 28)),
    ],
)
def test_the_next_meeting_follows_the_rhythm(rhythm: Rhythm, after: date) -> None:
    assert group.next_meeting(date(2026, 1, 31), rhythm) == after


def test_a_box_that_holds_too_much_is_asked_about_as_well() -> None:
    with with_members(3) as book:
        with book.write() as tx:
            meeting = group.open_meeting(tx, own(tx), date(2026, 1, 5))
            group.close_meeting(tx, own(tx), meeting, count=Count({100_000: 10, 2_000: 1}))
        assert in_box(book) == 1_002_000


# What is read aloud

amounts = st.integers(0, 2_000_000_000).map(Rupiah)
figures = st.builds(
    MeetingFigures,
    number=st.integers(1, 999),
    day=st.dates(date(2026, 1, 1), date(2040, 12, 31)),
    present=st.integers(0, 40),
    excused=st.integers(0, 40),
    absent=st.integers(0, 40),
    dues=amounts,
    solidarity=amounts,
    savings=amounts,
    instalments=amounts,
    fines=amounts,
    lent=amounts,
    before=st.integers(2_000_000_000, 9_000_000_000).map(Rupiah),
    missing=st.integers(-500_000, 500_000).map(Rupiah),
)


def plain_words() -> set[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


def words_of(text: str) -> set[str]:
    """The words of a sentence in small letters, without amounts and numbers."""
    return {word.casefold() for word in re.findall(r"[^\W\d_]+", re.sub(r"[−-]?Rp[\d.]+", " ", text))}


@given(figures, st.booleans(), st.none() | st.dates(date(2026, 1, 1), date(2040, 12, 31)), st.booleans())
def test_what_is_read_aloud_uses_only_plain_words_and_says_each_amount_in_words(
    told: MeetingFigures, money: bool, next_day: date | None, shared: bool
) -> None:
    rules = RULES if money else replace(RULES, money=False)
    said = tell_meeting(translator("id"), told, rules, next_day=next_day, shared=shared)
    known = plain_words()
    for one in said:
        assert words_of(one.sentence) | words_of(one.words) <= known
        amounts_said = re.findall(r"Rp([\d.]+)", one.sentence)
        assert len(amounts_said) <= 1
        if amounts_said:
            assert one.words == in_words(int(amounts_said[0].replace(".", "")))


@given(figures)
def test_the_screen_for_all_is_told_nothing_of_loans_fines_or_who_stayed_away(told: MeetingFigures) -> None:
    said = " ".join(one.sentence for one in tell_meeting(translator("id"), told, RULES, shared=True))
    for word in ("pinjam", "angsur", "denda", "izin", "tidak"):
        assert word not in said.casefold()


def test_the_box_that_is_told_is_what_was_counted() -> None:
    told = MeetingFigures(
        number=3, day=date(2026, 1, 5), present=9, excused=1, absent=0, dues=Rupiah(18_000), solidarity=Rupiah(9_000),
        savings=Rupiah(80_000), instalments=Rupiah(0), fines=Rupiah(0), lent=Rupiah(300_000), before=Rupiah(1_130_000),
        missing=Rupiah(37_000),
    )  # fmt: skip
    # 1.130.000 + 107.000 − 300.000 − 37.000
    said = [one.sentence for one in tell_meeting(translator("id"), told, RULES)]
    assert "Sekarang isi kotak Rp900.000." in said


# Correcting an older one


def test_what_one_member_paid_is_put_right_and_the_others_keep_theirs() -> None:
    with with_members(3) as book:
        meeting = hold(book, date(2026, 1, 5))
        hold(book, date(2026, 1, 12))
        with book.read() as reader:
            dewi = group.members_of(reader)[1]
        with book.write() as tx:
            number = group.correct_part(
                tx, meeting, dewi, "savings:sukarela", Rupiah(25_000), today=TODAY, reason="Salah lihat"
            )
        assert [of["savings:sukarela"] for of in sums(book).values()] == [20_000, 35_000, 20_000]
        assert in_box(book) == 1_000_000 + 2 * 39_000 + 15_000
        with book.read() as reader:
            assert number is not None
            corrected = ledger.entry_by_number(reader, number)
            assert (corrected.kind, corrected.day) == ("tabungan_masuk", date(2026, 1, 5))
            assert group.meeting_parts(reader, meeting)["savings:sukarela"][dewi.id] == 25_000
            assert house.check(reader).ok
            assert [row.amount for row in group.passbook(reader, dewi, "savings:sukarela")] == [25_000, 10_000]


def test_a_corrected_part_can_be_corrected_again_undone_and_set_to_nothing() -> None:
    with with_members(3) as book:
        meeting = hold(book, date(2026, 1, 5))
        with book.read() as reader:
            dewi = group.members_of(reader)[1]

        def put(amount: int) -> None:
            with book.write() as tx:
                group.correct_part(tx, meeting, dewi, "dues", Rupiah(amount), today=TODAY, reason="Salah")

        for amount in (5_000, 0, 3_000):
            put(amount)
            assert sums(book)[dewi.id].get("dues", 0) == amount
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        assert sums(book)[dewi.id].get("dues", 0) == 0
        put(4_000)
        assert [of["dues"] for of in sums(book).values()] == [2_000, 4_000, 2_000]
        with book.read() as reader:
            assert house.check(reader).ok


def test_a_correction_wants_a_reason_another_amount_and_a_purse_that_was_paid_into() -> None:
    with with_members(3) as book:
        meeting = hold(book, date(2026, 1, 5))
        with book.read() as reader:
            dewi = group.members_of(reader)[1]

        def act(purse: str, amount: int, reason: str) -> object:
            return lambda tx: group.correct_part(tx, meeting, dewi, purse, Rupiah(amount), today=TODAY, reason=reason)

        refused("reason-missing", act("dues", 1_000, " "), book)
        refused("part-same", act("dues", 2_000, "Salah"), book)
        refused("part-missing", act("fine", 2_000, "Salah"), book)


def test_an_instalment_that_others_cover_makes_her_loan_smaller() -> None:
    with group_book() as book:
        with book.write() as tx:
            member = group.add_member(tx, "Ibu Yanti")
            lent = {"amount": 200_000, "party": "Ibu Yanti"}
            recording.record(tx, "beri_pinjaman", lent, ledger=own(tx), today=TODAY)
        with book.write() as tx:
            covered = {"amount": 50_000, "interest": 2_000, "party": "ibu yanti", "memo": "Ibu Dewi, Ibu Siti"}
            recording.record(tx, "tanggung_renteng", covered, ledger=own(tx), today=TODAY)
        with book.read() as reader:
            assert [int(loan.left) for loan in group.loans_of(reader, member)] == [150_000]
            assert house.check(reader).faults == ()


def test_the_month_before_a_meeting_can_be_closed_with_it_and_opened_again() -> None:
    start = date(2025, 11, 1)
    with house.create(None, kind="group", name="KUBE Melati", sector="jasa", start=start) as book:
        members(book, 3, replace(RULES, since=start))
        with book.read() as reader:
            offered = month_to_close(reader, own(reader), date(2026, 1, 12))
            assert offered == Period(date(2025, 12, 1), DECEMBER)
            assert month_to_close(reader, own(reader), date(2025, 11, 20)) is None  # the book begins with that month
        with book.write() as tx:
            close_month(tx, own(tx), Period(date(2025, 12, 1), DECEMBER))
        assert closed_through(book) == DECEMBER
        with book.read() as reader:
            assert month_to_close(reader, own(reader), date(2026, 1, 12)) is None
            assert closed_month(reader, own(reader)) == Period(date(2025, 12, 1), DECEMBER)
        sale = {"amount": 50_000, "date": date(2025, 12, 20)}
        refused("period-closed", lambda tx: recording.record(tx, "jual_tunai", sale, ledger=own(tx), today=TODAY), book)
        with book.write() as tx:
            assert open_last_month(tx, own(tx)) == Period(date(2025, 12, 1), DECEMBER)
        assert closed_through(book) == date(2025, 11, 30)  # the one before stays closed
        with book.write() as tx:
            open_last_month(tx, own(tx))
            assert open_last_month(tx, own(tx)) is None
        assert closed_through(book) is None
