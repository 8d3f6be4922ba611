"""Grading: right books pass whatever the way and the order; wrong ones are told which idea went wrong, and where."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

from kpmbooks import house, ledger, practice, recording, training
from kpmbooks.book import Book
from kpmbooks.problems import Rejected
from kpmbooks.training import EXTRA, OTHERWISE, Exercise, Grade, Slip
from kpmbooks.training.grading import SPOILT

TODAY = date(2026, 11, 25)
EXERCISE = "PB-2-catat"
# The slips of the exercise in their order, by what they are about.
SALE, MATERIALS, RICE, LOAN, GAS, ORDER = range(6)


def exercise() -> Exercise:
    return training.exercises()[EXERCISE]


def graded(act: Callable[[Book, tuple[Slip, ...]], None], seed: int = 1) -> Grade:
    """The grade of a practice book in which ``act`` was done."""
    book, drawn = practice.exercise_book(None, exercise(), seed=seed, today=TODAY)
    with book:
        act(book, drawn.slips)
        with book.read() as reader:
            return training.grade_book(reader, exercise(), seed)


def write(book: Book, kind: str, /, **answers: object) -> str:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        return recording.record(tx, kind, {"date": TODAY, **answers}, ledger=place, today=TODAY).number  # type: ignore[dict-item]


def write_all(book: Book, slips: tuple[Slip, ...], *left_out: int) -> None:
    with book.write() as tx:
        practice.record_model(tx, [slip for nth, slip in enumerate(slips) if nth not in left_out], today=TODAY)


@pytest.mark.parametrize("seed", range(40))
def test_the_model_solution_has_full_marks_with_any_numbers(seed: int) -> None:
    found = graded(write_all, seed)
    assert (found.score, found.full, found.findings, found.missing) == (6, 6, (), ())


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_right_books_in_any_order_are_never_accused(seed: int) -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        order = list(slips)
        Random(seed).shuffle(order)
        with book.write() as tx:
            practice.record_model(tx, order, today=TODAY)

    found = graded(act, seed)
    assert (found.score, found.findings) == (6, ())


def test_other_right_ways_pass() -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        write_all(book, slips, SALE, MATERIALS, ORDER)
        # The two sales as one record, the purchase as two, a record that was wrong and is corrected.
        both = slips[SALE].amount + slips[ORDER].amount
        wrong = write(book, "jual_tunai", amount=both * 10)
        with book.write() as tx:
            recording.correct(tx, wrong, "jual_tunai", {"amount": both}, today=TODAY)
        write(book, "beli_bahan", amount=slips[MATERIALS].amount - 20_000)
        write(book, "uang_keluar_lain", amount=20_000)

    found = graded(act)
    assert (found.score, found.findings) == (6, ())


def test_a_whole_day_as_one_closing_of_the_stall_passes() -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        write_all(book, slips, SALE, MATERIALS, RICE, ORDER)
        sold = slips[SALE].amount + slips[ORDER].amount
        spent, taken = slips[MATERIALS].amount, slips[RICE].amount
        write(book, "tutup_lapak", drawer=sold - spent - taken + 50_000, float=50_000, shopping=spent, family=taken)

    found = graded(act)
    assert (found.score, found.findings) == (6, ())


Wrong = Callable[[Book, tuple[Slip, ...]], str | None]


def _loan_as_sales(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, LOAN)
    return write(book, "jual_tunai", amount=slips[LOAN].amount)


def _loan_as_other_income(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, LOAN)
    return write(book, "uang_masuk_lain", amount=slips[LOAN].amount)


def _rice_as_materials(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, RICE)
    return write(book, "beli_bahan", amount=slips[RICE].amount)


def _a_zero_too_many(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, GAS)
    return write(book, "gas_listrik_air", amount=slips[GAS].amount * 10)


def _sale_as_money_out(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, SALE)
    return write(book, "uang_keluar_lain", amount=slips[SALE].amount)


def _gas_as_money_in(book: Book, slips: tuple[Slip, ...]) -> str:
    write_all(book, slips, GAS)
    return write(book, "uang_masuk_lain", amount=slips[GAS].amount)


def _forgotten(book: Book, slips: tuple[Slip, ...]) -> None:
    write_all(book, slips, ORDER)


@pytest.mark.parametrize(
    ("wrong", "idea", "slip"),
    [
        (_loan_as_sales, "pinjaman_jadi_jualan", LOAN),
        (_loan_as_other_income, "pinjaman_jadi_jualan", LOAN),
        (_rice_as_materials, "keluarga_jadi_usaha", RICE),
        (_a_zero_too_many, "nol_kelebihan", GAS),
        (_sale_as_money_out, "masuk_keluar_tertukar", SALE),
        (_gas_as_money_in, "masuk_keluar_tertukar", GAS),
        (_forgotten, "slip_terlupa", ORDER),
    ],
)
@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_each_idea_that_goes_wrong_is_named_at_its_record(wrong: Wrong, idea: str, slip: int, seed: int) -> None:
    numbers: list[str | None] = []
    drawn: list[tuple[Slip, ...]] = []

    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        drawn.append(slips)
        numbers.append(wrong(book, slips))

    found = graded(act, seed)
    assert found.score == 5
    assert [(one.misconception, one.entry, one.slip) for one in found.findings] == [(idea, numbers[0], drawn[0][slip])]
    known = {one.id: one.feedback.id for one in exercise().misconceptions}
    assert found.findings[0].text == known[idea]
    assert len(found.missing) == (1 if idea == "slip_terlupa" else 0)


def test_all_five_ideas_at_once_are_told_apart() -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        write_all(book, slips, SALE, RICE, LOAN, GAS, ORDER)
        write(book, "uang_keluar_lain", amount=slips[SALE].amount)
        write(book, "beli_bahan", amount=slips[RICE].amount)
        write(book, "jual_tunai", amount=slips[LOAN].amount)
        write(book, "gas_listrik_air", amount=slips[GAS].amount * 10)

    found = graded(act)
    assert found.score == 1
    assert {one.misconception for one in found.findings} == {
        *("masuk_keluar_tertukar", "keluarga_jadi_usaha", "pinjaman_jadi_jualan", "nol_kelebihan", "slip_terlupa")
    }


def test_a_record_of_no_slip_another_day_and_an_unforeseen_way_have_words_of_their_own() -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        write_all(book, slips, GAS, LOAN)
        write(book, "jual_tunai", amount=7_500)
        write(book, "gas_listrik_air", amount=slips[GAS].amount, date=TODAY + timedelta(days=1))
        write(book, "tambah_modal", amount=slips[LOAN].amount)

    found = graded(act)
    assert found.score == 4
    assert sorted(one.misconception for one in found.findings) == sorted([EXTRA, "hari_salah", OTHERWISE])


def test_an_empty_book_misses_every_slip_and_nothing_else() -> None:
    found = graded(lambda book, slips: None)
    assert found.score == 0
    assert len(found.missing) == 6
    assert {one.misconception for one in found.findings} == {"slip_terlupa"}


def test_a_record_that_was_taken_back_restored_and_taken_back_again_does_not_count() -> None:
    def act(book: Book, slips: tuple[Slip, ...]) -> None:
        write_all(book, slips)
        with book.write() as tx:
            number = recording.record(
                tx, "jual_tunai", {"amount": 5_000, "date": TODAY}, ledger=ledger.default_ledger(tx), today=TODAY
            ).number
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
        with book.write() as tx:
            entry = ledger.entry_by_number(tx, number)
            while entry.reversed_by is not None:
                entry = ledger.read_entry(tx, entry.reversed_by)
            recording.reverse(tx, entry.number, today=TODAY)

    found = graded(act)
    assert (found.score, found.findings) == (6, ())


def test_any_book_can_be_graded_and_its_days_are_not_looked_at(tmp_path: Path) -> None:
    slips = exercise().draw(3, TODAY).slips
    with house.create(tmp_path / "nyata.kpm", kind="family", name="Bu Tini", start=date(2026, 1, 1)) as book:
        for shift, slip in enumerate(slips):
            write(book, slip.kind, amount=slip.amount, date=date(2026, 2, 1) + timedelta(days=shift))
        before = (tmp_path / "nyata.kpm").read_bytes()
        with book.read() as reader:
            assert training.grade_book(reader, exercise(), 3).score == 6
        assert (tmp_path / "nyata.kpm").read_bytes() == before


def test_the_same_seed_gives_the_same_slips_and_another_seed_others() -> None:
    one, other = exercise().draw(1, TODAY), exercise().draw(2, TODAY)
    assert one == exercise().draw(1, TODAY)
    assert one != other


@pytest.mark.parametrize("seed", range(200))
def test_no_amount_of_an_exercise_is_another_with_zeros_added(seed: int) -> None:
    amounts = [int(slip.amount) for slip in exercise().draw(seed, TODAY).slips]
    assert all(first not in (second, second * 10, second * 100) for first, second in permutations(amounts, 2))


def test_an_exercise_never_lands_on_a_file_that_is_there(tmp_path: Path) -> None:
    real = tmp_path / "nyata.kpm"
    house.create(real, kind="family", name="Bu Tini", start=TODAY).close()
    before = real.read_bytes()
    with pytest.raises(Rejected):
        practice.exercise_book(real, exercise(), seed=1, today=TODAY)
    assert real.read_bytes() == before


def test_an_exercise_book_is_a_practice_book() -> None:
    book, _ = practice.exercise_book(None, exercise(), seed=1, today=TODAY)
    with book:
        assert book.owner.practice


@pytest.mark.parametrize("name", ["PB-7-cari", "PB-12-cari", "PD-2-cari"])
def test_nothing_is_called_spoiled_in_a_book_in_which_it_never_stood(name: str) -> None:
    looked_for = training.exercises()[name]
    others = [one for one in training.exercises().values() if one.owner == looked_for.owner and one is not looked_for]
    assert others
    for other in (*others, exercise()):
        book, drawn = practice.exercise_book(None, other, seed=1, today=TODAY)
        with book:
            with book.write() as tx:
                practice.record_model(tx, drawn.slips, today=TODAY)
            with book.read() as reader:
                found = training.grade_book(reader, looked_for, 1)
        assert not {EXTRA, SPOILT} & {one.misconception for one in found.findings}, other.id
