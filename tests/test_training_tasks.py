"""Sheets, counting and finding mistakes in practice books: what was mended counts, what was spoiled is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks import ledger, practice, recording, training
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.training import Drawn, Exercise, Grade, Written, grade
from kpmbooks.training.effects import PARTS
from kpmbooks.training.misconception import with_universal
from tests.campaign.diagnosis import mend

TODAY = date(2026, 11, 25)
SHEET, COUNT, MISTAKE = "PB-3-minggu", "PB-4-hitung", "PB-12-cari"


def done(name: str, seed: int, act: Callable[[Book, Drawn], None]) -> Grade:
    exercise = training.exercises()[name]
    book, drawn = practice.exercise_book(None, exercise, seed=seed, today=TODAY)
    with book:
        act(book, drawn)
        with book.read() as reader:
            return training.grade_book(reader, exercise, seed)


def write(book: Book, kind: str, /, **answers: str | int | date | None) -> str:
    with book.write() as tx:
        return recording.record(tx, kind, answers, ledger=ledger.default_ledger(tx), today=TODAY).number


def answer_all(book: Book, name: str, drawn: Drawn) -> None:
    with book.write() as tx:
        for asked in drawn.asked:
            training.answer(tx, name, asked, asked.right[0])


@pytest.mark.parametrize("seed", range(6))
def test_a_week_of_closings_and_a_day_off_has_full_marks_and_no_day_lies_ahead(seed: int) -> None:
    def act(book: Book, drawn: Drawn) -> None:
        assert all(slip.day <= TODAY for slip in drawn.slips)
        assert [slip.day.weekday() for slip in drawn.slips] == list(range(7))  # the texts begin with Senin
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)

    found = done(SHEET, seed, act)
    assert (found.score, found.full, found.findings) == (7, 7, ())


def test_a_week_written_record_by_record_is_as_right_as_its_closings() -> None:
    def act(book: Book, drawn: Drawn) -> None:
        for slip in drawn.slips:
            box = {name: int(amount) for name, amount in slip.amounts.items()}
            if not box:
                write(book, "libur", date=slip.day)
                continue
            spent, taken = box.get("shopping", 0), box.get("family", 0)
            write(book, "jual_tunai", amount=box["drawer"] - box["float"] + spent + taken, date=slip.day)
            for kind, amount in (
                ("beli_bahan", spent),
                ("ambil_untuk_keluarga", taken),
                ("jual_qris", box.get("qris", 0)),
            ):
                if amount:
                    write(book, kind, amount=amount, date=slip.day)
            if box.get("bon"):
                write(book, "jual_belum_dibayar", amount=box["bon"], date=slip.day)

    found = done(SHEET, 3, act)
    assert (found.score, found.findings) == (7, ())


def test_a_bon_left_out_of_a_closing_and_family_money_among_the_shopping_are_named() -> None:
    def act(book: Book, drawn: Drawn) -> None:
        for slip in drawn.slips:
            box: dict[str, str | int | date | None] = {name: int(amount) for name, amount in slip.amounts.items()}
            if not box:
                write(book, "libur", date=slip.day)
                continue
            if slip.text.startswith("Rabu"):
                del box["bon"]
            if slip.text.startswith("Selasa"):
                box["shopping"] = int(slip.amounts["shopping"]) + int(slip.amounts["family"])
                del box["family"]
            write(book, "tutup_lapak", **box, date=slip.day)

    found = done(SHEET, 4, act)
    assert [one.misconception for one in found.findings] == ["keluarga_jadi_usaha", "bon_tidak_dicatat"]
    assert found.score == 5


@pytest.mark.parametrize("seed", range(6))
def test_a_count_is_right_when_slips_total_and_difference_are(seed: int) -> None:
    def act(book: Book, drawn: Drawn) -> None:
        notes = [line.split(": ") for line in drawn.told.splitlines()[1:]]
        counted = sum(int(value.removeprefix("- Rp").replace(".", "")) * int(many.split()[0]) for value, many in notes)
        assert drawn.asked[0].right[0] == str(counted)
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)
        answer_all(book, COUNT, drawn)
        with book.read() as reader:
            cash = ledger.balances(reader, ledger.default_ledger(reader).id, TODAY)
            # When everything is written the book says what lies in the box.
            assert sum(one.net for one in cash if one.name == "Kas") == counted

    found = done(COUNT, seed, act)
    assert (found.score, found.findings) == (found.full, ())


def test_whoever_counts_notes_as_their_number_or_before_writing_is_told_so() -> None:
    def act(book: Book, drawn: Drawn) -> None:
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)
            counted, difference = drawn.asked
            training.answer(tx, COUNT, counted, counted.wrong["lembar_dihitung_nilainya"][0])
            training.answer(tx, COUNT, difference, difference.wrong["hitung_sebelum_catat"][0])

    found = done(COUNT, 2, act)
    assert {one.misconception for one in found.findings} == {"lembar_dihitung_nilainya", "hitung_sebelum_catat"}
    assert {one.asked.id for one in found.findings if one.asked} == {"counted", "difference"}


@pytest.mark.parametrize("seed", range(12))
def test_only_mending_counts_in_a_book_with_mistakes_and_its_mistakes_are_named(seed: int) -> None:
    untouched = done(MISTAKE, seed, lambda book, drawn: None)
    drawn = training.exercises()[MISTAKE].draw(seed, TODAY - timedelta(days=training.exercises()[MISTAKE].task.days))
    wrongly = sorted(slip.wrongly for slip in drawn.slips if slip.wrongly)
    assert (untouched.score, untouched.full) == (0, 2)
    assert sorted(one.misconception for one in untouched.findings) == wrongly

    def act(book: Book, drawn: Drawn) -> None:
        with book.write() as tx:
            mend(tx, drawn)
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)

    mended = done(MISTAKE, seed, act)
    assert (mended.score, mended.findings) == (2, ())


def test_a_mistake_is_not_mended_while_the_wrong_record_stands_beside_the_right_one() -> None:
    exercise = training.exercises()[MISTAKE]
    checked = 0
    for seed in range(12):

        def act(book: Book, drawn: Drawn) -> None:
            with book.write() as tx:
                practice.record_model(tx, drawn.slips, today=TODAY)

        drawn = exercise.draw(seed, TODAY - timedelta(days=exercise.task.days))
        forgotten = sum(slip.wrongly == "slip_terlupa" for slip in drawn.slips)
        checked += 2 - forgotten
        assert done(MISTAKE, seed, act).score == forgotten
    assert checked > 12


def test_who_spoils_what_was_right_is_told() -> None:
    def act(book: Book, drawn: Drawn) -> None:
        with book.write() as tx:
            mend(tx, drawn)
            practice.record_model(tx, drawn.slips, today=TODAY)
        right = next(slip for slip in drawn.slips if slip.given)
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            entries = ledger.journal_page(tx, place, days_of(drawn), 0, 100)
            number = next(one.number for one in entries if one.kind == right.kind and one.day == right.day)
            recording.reverse(tx, number, today=TODAY)

    found = done(MISTAKE, 3, act)
    assert (found.score, [one.misconception for one in found.findings]) == (2, ["spoilt"])


def days_of(drawn: Drawn) -> Period:
    return Period(min(slip.day for slip in drawn.slips), TODAY)


RECORDED = sorted(name for name, one in training.exercises().items() if one.draw(1, TODAY).slips)
EFFECT = st.dictionaries(st.sampled_from(PARTS), st.integers(-(10**15), 10**15), max_size=4)


@given(st.data(), st.sampled_from(RECORDED), st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_any_records_and_answers_are_graded_the_same_in_any_order(data: st.DataObject, name: str, seed: int) -> None:
    exercise: Exercise = training.exercises()[name]
    drawn = exercise.draw(seed, TODAY)
    some = data.draw(st.lists(st.sampled_from(drawn.slips), max_size=8))
    strange = data.draw(st.lists(EFFECT, max_size=6))
    effects = [*(slip.effects[0] for slip in some), *strange]
    book = [Written(f"{nth:03}", TODAY, effect) for nth, effect in enumerate(effects)]
    answers = {one.id: data.draw(st.sampled_from([*one.right, "0", "x", ""])) for one in drawn.asked}
    ideas = with_universal(exercise.misconceptions)
    found = grade(drawn, book, answers, ideas)
    again = grade(drawn, data.draw(st.permutations(book)), answers, ideas)
    assert found == again
    assert 0 <= found.score <= found.full
    assert found.score == len(found.right)
    seen = {id(one) for one in found.right}
    assert not any(id(one.slip) in seen for one in found.findings if one.slip is not None)


@given(st.sampled_from(RECORDED), st.integers(0, 10**9), st.permutations(range(6)))
@settings(max_examples=60, deadline=None)
def test_the_numbers_of_records_do_not_matter(name: str, seed: int, order: list[int]) -> None:
    exercise = training.exercises()[name]
    drawn = exercise.draw(seed, TODAY)
    slips = [slip for slip in drawn.slips if not slip.given]
    book = [Written(f"{order[nth % 6]}-{nth}", slip.day, slip.effects[0]) for nth, slip in enumerate(slips)]
    drawn = replace(drawn, before=(), slips=tuple(slips), asked=())
    found = grade(drawn, book, {}, with_universal(exercise.misconceptions))
    assert (found.score, found.findings) == (len(slips), ())
