"""answer, as a trainer's own scripts call it: what is asked is told, answers are kept, and the book is graded."""

from datetime import date
from pathlib import Path

from kpmbooks import training
from tests.command_line.calling import Say

EXERCISE = "PB-8-harga"


def test_what_an_exercise_asks_is_answered_and_graded(say: Say) -> None:
    say("exercise", EXERCISE, "harga.kpm", "--seed", "5")
    before = say("grade", EXERCISE, "harga.kpm", "--seed", "5", "--json").json
    assert (before["score"], before["full"]) == (0, 3)
    answered = say("answer", EXERCISE, "harga.kpm", "price=1 jt", "cost_per_piece=Rp 12.000", "--seed", "5", "--json")
    assert answered.json == {"answers": {"price": "1000000", "cost_per_piece": "12000"}}
    assert "Rp7.500" in say("answer", EXERCISE, "harga.kpm", "price=7.500", "--seed", "5").out


def test_right_answers_have_full_marks(say: Say) -> None:
    say("exercise", "KB-1-urutan", "urutan.kpm", "--seed", "5")
    (asked,) = training.exercises()["KB-1-urutan"].draw(5, date(2026, 1, 31)).asked
    say("answer", "KB-1-urutan", "urutan.kpm", f"order={asked.right[0]}", "--seed", "5")
    graded = say("grade", "KB-1-urutan", "urutan.kpm", "--seed", "5", "--json").json
    assert (graded["score"], graded["full"], graded["findings"]) == (1, 1, [])


def test_answers_that_are_off_are_refused_all_at_once_and_nothing_is_kept(say: Say) -> None:
    say("exercise", EXERCISE, "harga.kpm", "--seed", "5")
    refused = say("answer", EXERCISE, "harga.kpm", "price=mahal", "warna=merah", "profit_per_piece=500", "--json")
    assert refused.code == 1
    assert [(one["code"], one["where"]) for one in refused.json["problems"]] == [
        ("amount-unreadable", "price"),
        ("question-unknown", "warna"),
    ]
    twice = say("answer", EXERCISE, "harga.kpm", "price=500", "price=600", "--json")
    assert {one["code"] for one in twice.json["problems"]} == {"answer-twice"}
    assert say("answer", EXERCISE, "harga.kpm", "500", "--json").json["problems"][0]["code"] == "answer-shape"
    assert say("answer", EXERCISE, "harga.kpm").code == 2
    assert say("grade", EXERCISE, "harga.kpm", "--seed", "5", "--json").json["score"] == 0


def test_a_real_book_takes_no_answers(say: Say, family: str) -> None:
    before = Path(family).read_bytes()
    refused = say("answer", EXERCISE, family, "price=500", "--json")
    assert refused.code == 1
    assert [one["code"] for one in refused.json["problems"]] == ["answer-real-book"]
    assert Path(family).read_bytes() == before
