"""Answers: read as people write them, kept in practice books only, judged right or by the ideas that lead to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import house, practice, training
from kpmbooks.problems import Problem, Rejected
from kpmbooks.training import Asked, Choice, judge, read_answer
from tests import books
from tests.asked_exercises import START, exercise

AMOUNT = Asked(
    "price",
    "Berapa?",
    "amount",
    ("2500", "3000"),
    wrong={"tenaga_terlupa": ("1800", "2100", "2200"), "ongkos_terlupa": ("2100",), "nol_kurang": ("250",)},
    spans={"di_bawah_modal": (1, 2000)},
)
NUMBER = Asked("pieces", "Berapa biji?", "number", ("12",))
CHOICE = Asked("cut", "Mana?", "choice", ("b",), (Choice("a", "Belanja dapur"), Choice("b", "Rokok")), {"x": ("a",)})
ORDER = Asked(
    "order",
    "Susun.",
    "order",
    ("c,a,b",),
    (Choice("a", "hitung"), Choice("b", "paraf"), Choice("c", "catat")),
    wrong={"urutan_terbalik": ("b,a,c",)},
    turned={"hitung_sebelum_catat": ("a", "c")},
)
EVERY_FORM = (AMOUNT, NUMBER, CHOICE, ORDER)


@pytest.mark.parametrize(
    ("asked", "text", "kept"),
    [
        (AMOUNT, "2500", "2500"),
        (AMOUNT, " Rp 2.500,- ", "2500"),
        (AMOUNT, "2,5 ribu", "2500"),
        (AMOUNT, "−428.000", "-428000"),
        (AMOUNT, "20 x 125", "2500"),
        (NUMBER, "12", "12"),
        (NUMBER, "12 biji", "12"),
        (NUMBER, "1.200", "1200"),
        (NUMBER, "25%", "25"),
        (NUMBER, "25 persen", "25"),
        (NUMBER, "-3", "-3"),
        (NUMBER, "007", "7"),
        (CHOICE, "b", "b"),
        (CHOICE, "  ROKOK ", "b"),
        (CHOICE, "belanja  dapur", "a"),
        (ORDER, "c, a, b", "c,a,b"),
        (ORDER, "c a b", "c,a,b"),
        (ORDER, "C → A → B", "c,a,b"),
    ],
)
def test_answers_are_read_as_people_write_them(asked: Asked, text: str, kept: str) -> None:
    assert read_answer(asked, text) == kept


@pytest.mark.parametrize(
    ("asked", "text", "code"),
    [
        (AMOUNT, "", "answer-empty"),
        (AMOUNT, "   ", "answer-empty"),
        (AMOUNT, "dua ribu lima ratus", "amount-unreadable"),
        (AMOUNT, "$2500", "amount-unreadable"),
        (AMOUNT, "€2500", "amount-unreadable"),
        (AMOUNT, "2500 USD", "amount-unreadable"),
        (AMOUNT, "9" * 30, "amount-too-large"),
        (AMOUNT, "9" * 300, "amount-too-long"),
        (AMOUNT, "9" * 500, "answer-long"),
        (AMOUNT, "1,250", "amount-ambiguous"),
        (NUMBER, "dua belas", "number-unreadable"),
        (NUMBER, "12,5", "number-unreadable"),
        (NUMBER, "1.2.3", "number-unreadable"),
        (NUMBER, "٣", "number-unreadable"),
        (NUMBER, "9" * 40, "number-unreadable"),
        (CHOICE, "c", "answer-choice"),
        (ORDER, "a,b", "answer-order"),
        (ORDER, "a,b,b", "answer-order"),
        (ORDER, "a,b,c,d", "answer-order"),
        (ORDER, "semua", "answer-order"),
    ],
)
def test_what_is_no_answer_is_refused_with_a_sentence_at_its_question(asked: Asked, text: str, code: str) -> None:
    found = read_answer(asked, text)
    assert isinstance(found, Problem)
    assert (found.code, found.field) == (code, asked.id)


@given(st.sampled_from(EVERY_FORM), st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused_and_what_was_read_stays_what_it_is(asked: Asked, text: str) -> None:
    read = read_answer(asked, text)
    if isinstance(read, str):
        assert read_answer(asked, read) == read
        judge(asked, read)
    else:
        assert read.field == asked.id


@given(st.sampled_from(EVERY_FORM), st.none() | st.text(max_size=40))
def test_an_answer_of_any_kind_is_judged_without_a_fault(asked: Asked, given_answer: str | None) -> None:
    judged = judge(asked, given_answer)
    assert judged.right == (given_answer in asked.right)
    assert not (judged.right and judged.ideas)


def test_any_right_answer_passes() -> None:
    assert judge(AMOUNT, "2500").right
    assert judge(AMOUNT, "3000").right
    assert not judge(AMOUNT, None).right


def test_a_wrong_answer_is_told_by_its_idea_and_two_that_lead_to_it_are_both_told() -> None:
    assert judge(AMOUNT, "2200").ideas == ("tenaga_terlupa",)
    assert judge(AMOUNT, "2100").ideas == ("tenaga_terlupa", "ongkos_terlupa")
    # below cost, and what comes out without the labour: nobody can know which of them it was
    assert judge(AMOUNT, "1800").ideas == ("tenaga_terlupa", "di_bawah_modal")
    assert judge(AMOUNT, "250").ideas == ("nol_kurang",)
    assert judge(AMOUNT, "1234").ideas == ("di_bawah_modal",)
    assert judge(AMOUNT, "2600").ideas == ()
    assert judge(AMOUNT, "0").ideas == ()


def test_an_order_is_told_by_what_comes_too_early() -> None:
    assert judge(ORDER, "c,a,b").right
    assert judge(ORDER, "b,a,c").ideas == ("urutan_terbalik",)
    assert judge(ORDER, "a,b,c").ideas == ("hitung_sebelum_catat",)
    assert judge(ORDER, "c,b,a").ideas == ()


BUDGET = """
asks = ["total_in", "left"]
[[line]]
name = "Upah cuci"
side = "in"
amount = [50000, 50000, 1]
every = "day"
days_per_week = 5
[[line]]
name = "Kontrakan"
side = "out"
amount = [500000, 500000, 1]
every = "month"
"""


def test_answers_lie_in_the_practice_book_and_the_last_one_counts() -> None:
    one = exercise("budget", BUDGET)
    book, found = practice.exercise_book(None, one, seed=1, today=START)
    total, left = found.asked
    with book:
        with book.write() as tx:
            training.answer(tx, one.id, total, "900rb")
            training.answer(tx, one.id, left, "500.000")
        with book.write() as tx:
            assert training.answer(tx, one.id, total, "1 juta") == "1000000"
        with book.read() as reader:
            assert training.answers(reader, one.id) == {"total_in": "1000000", "left": "500000"}
            assert training.answers(reader, "T-1-lain") == {}
            assert house.check(reader).ok
        with book.write() as tx:
            training.take_answer_back(tx, one.id, left)
        with book.read() as reader:
            assert training.answers(reader, one.id) == {"total_in": "1000000"}


def test_a_real_book_takes_no_answers() -> None:
    one = exercise("budget", BUDGET)
    asked = one.draw(1, START).asked[0]
    with books.family() as book:
        with pytest.raises(Rejected) as refused, book.write() as tx:
            training.answer(tx, one.id, asked, "1 juta")
        assert [problem.code for problem in refused.value.problems] == ["answer-real-book"]
        with pytest.raises(Rejected), book.write() as tx:
            training.take_answer_back(tx, one.id, asked)
        with book.read() as reader:
            assert training.answers(reader, one.id) == {}


def test_what_cannot_be_read_changes_nothing() -> None:
    one = exercise("budget", BUDGET)
    book, found = practice.exercise_book(None, one, seed=1, today=START)
    with book:
        with book.write() as tx:
            training.answer(tx, one.id, found.asked[0], "1 juta")
        with pytest.raises(Rejected), book.write() as tx:
            training.answer(tx, one.id, found.asked[0], "satu juta")
        with book.read() as reader:
            assert training.answers(reader, one.id) == {"total_in": "1000000"}


def test_answers_are_graded_with_the_book() -> None:
    one = exercise("budget", BUDGET, "minggu_jadi_bulan")
    book, found = practice.exercise_book(None, one, seed=1, today=START)
    with book:
        with book.read() as reader:
            assert training.grade_book(reader, one, 1).score == 0
        with book.write() as tx:
            training.answer(tx, one.id, found.asked[0], "250.000")
            training.answer(tx, one.id, found.asked[1], "500.000")
        with book.read() as reader:
            grade = training.grade_book(reader, one, 1)
    assert (grade.score, grade.full) == (1, 2)
    assert [(one.misconception, one.asked and one.asked.id) for one in grade.findings] == [
        ("minggu_jadi_bulan", "total_in")
    ]


def test_an_answer_is_said_in_words_where_it_has_some() -> None:
    assert ORDER.text_of("c,a,b") == "catat → hitung → paraf"
    assert CHOICE.text_of("b") == "Rokok"
    assert AMOUNT.text_of("2500") == "Rp2.500"
    assert NUMBER.text_of("12") == "12"
