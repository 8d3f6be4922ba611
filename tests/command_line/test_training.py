"""lessons, lesson-check, exercises, exercise and grade, as a trainer's own scripts call them."""

import shutil
from pathlib import Path

import pytest

from kpmbooks.training import OURS, own_lessons, own_lessons_lie_in
from tests.command_line.calling import Say
from ui.home_folder import own_lessons_folder

EXERCISE = "PB-2-catat"


def test_lessons_are_listed_with_track_minutes_and_languages(say: Say) -> None:
    told = say("lessons", "--json").json["lessons"]
    assert all(set(one) == {"id", "title", "track", "minutes", "languages"} for one in told)
    assert {"id": "PB-2", "title": "Catat hari itu juga", "track": "pembukuan", "minutes": 25} in [
        {key: one[key] for key in ("id", "title", "track", "minutes")} for one in told
    ]
    assert "PB-2" in say("lessons").out


def test_our_lessons_pass_the_check_and_a_spoilt_one_does_not(say: Say, tmp_path: Path) -> None:
    ours = say("lesson-check", "--json")
    assert ours.code == 0
    assert ours.json["faults"] == []
    assert set(ours.json["reading"]) == {"mean_sentence_words", "long_words_percent"}
    mine = tmp_path / "PB-2"
    shutil.copytree(OURS / "PB-2", mine)
    assert say("lesson-check", str(mine)).code == 0
    (mine / "virus.exe").write_bytes(b"MZ")
    spoilt = say("lesson-check", str(mine), "--json")
    assert spoilt.code == 4
    assert [set(one) for one in spoilt.json["faults"]] == [{"lesson", "where", "text"}]
    assert say("lesson-check", str(tmp_path / "tidak-ada")).code == 4


def test_an_exercise_is_recorded_from_its_slips_and_graded(say: Say) -> None:
    assert {"id": EXERCISE, "lesson": "PB-2"} in say("exercises", "--json").json["exercises"]
    slips = say("exercise", EXERCISE, "latihan.kpm", "--seed", "7", "--json").json["slips"]
    assert [set(slip) for slip in slips] == [{"text", "date", "amount"}] * 6
    kinds = ("jual_tunai", "beli_bahan", "ambil_untuk_keluarga", "terima_pinjaman", "gas_listrik_air", "jual_tunai")
    for slip, kind in zip(slips[:-1], kinds, strict=False):
        assert say("record", "latihan.kpm", kind, "--amount", str(slip["amount"]), "--date", slip["date"]).code == 0
    graded = say("grade", EXERCISE, "latihan.kpm", "--seed", "7", "--json").json
    assert set(graded) == {"score", "full", "findings", "missing", "right"}
    assert (graded["score"], graded["full"]) == (5, 6)
    assert graded["missing"] == [slips[-1]["text"]]
    assert [(one["misconception"], one["entry"]) for one in graded["findings"]] == [("slip_terlupa", None)]
    assert [one["slip"] for one in graded["findings"]] == graded["missing"]
    assert f"{slips[-1]['text'].rstrip('.')}: " in say("grade", EXERCISE, "latihan.kpm", "--seed", "7").out
    last = slips[-1]
    number = say(
        "record", "latihan.kpm", "jual_tunai", "--amount", str(last["amount"] * 10), "--date", last["date"], "--json"
    ).json["number"]
    again = say("grade", EXERCISE, "latihan.kpm", "--seed", "7", "--json").json
    assert [(one["misconception"], one["entry"]) for one in again["findings"]] == [("nol_kelebihan", number)]


def test_grading_changes_no_byte_and_works_on_any_book(say: Say, family: str) -> None:
    before = Path(family).read_bytes()
    assert say("grade", EXERCISE, family, "--json").json["score"] == 0
    assert Path(family).read_bytes() == before


def test_an_exercise_never_overwrites_a_book(say: Say, family: str) -> None:
    before = Path(family).read_bytes()
    assert say("exercise", EXERCISE, family).code == 1
    assert Path(family).read_bytes() == before


def test_an_exercise_that_is_not_there_is_refused_with_those_that_are(say: Say, family: str) -> None:
    refused = say("grade", "PB-99", family)
    assert refused.code == 1
    assert EXERCISE in refused.err


def test_what_an_exercise_tells_and_asks_comes_with_its_slips_and_is_answered_and_graded(say: Say) -> None:
    made = say("exercise", "PB-4-hitung", "hitung.kpm", "--seed", "5", "--json").json
    assert made["kind"] == "count"
    assert [one["id"] for one in made["questions"]] == ["counted", "difference"]
    assert all(set(one) == {"id", "text", "form", "choices"} for one in made["questions"])
    assert "lembar" in made["told"]
    counted = sum(
        int(value.removeprefix("- Rp").replace(".", "")) * int(many.split()[0])
        for value, many in (line.split(": ") for line in made["told"].splitlines()[1:])
    )
    assert say("answer", "PB-4-hitung", "hitung.kpm", f"counted={counted}", "--seed", "5").code == 0
    graded = say("grade", "PB-4-hitung", "hitung.kpm", "--seed", "5", "--json").json
    assert graded["score"] == 1
    assert made["questions"][0]["text"] in graded["right"]
    assert made["questions"][1]["text"] in graded["missing"]
    wrong = sum(int(line.split(": ")[1].split()[0]) for line in made["told"].splitlines()[1:])
    assert say("answer", "PB-4-hitung", "hitung.kpm", f"counted={wrong}", "--seed", "5").code == 0
    graded = say("grade", "PB-4-hitung", "hitung.kpm", "--seed", "5", "--json").json
    named = [(one["misconception"], one["question"]) for one in graded["findings"] if one["question"]]
    assert named == [("lembar_dihitung_nilainya", "counted")]
    assert graded["score"] == 0


def test_where_two_ideas_leave_one_book_both_are_said(say: Say) -> None:
    slips = say("exercise", "PB-6-bon", "bon.kpm", "--seed", "2", "--json").json["slips"]
    graded = say("grade", "PB-6-bon", "bon.kpm", "--seed", "2", "--json").json
    pairs = {(one["misconception"], *one["also"]) for one in graded["findings"]}
    assert ("bon_tidak_dicatat", "slip_terlupa") in pairs
    assert ("slip_terlupa",) in pairs
    assert len(graded["missing"]) == len(slips)
    both = next(one["text"] for one in graded["findings"] if one["also"])
    assert both.startswith("Mungkin salah satu dari ini.")
    assert " Atau: " in both
    assert both in say("grade", "PB-6-bon", "bon.kpm", "--seed", "2").out


def test_how_hard_the_lessons_read_is_printed(say: Say) -> None:
    reading = say("lesson-check", str(OURS / "PB-2"), "--json").json["reading"]
    assert 0 < reading["mean_sentence_words"] <= 12
    assert 0 <= reading["long_words_percent"] <= 15
    mean = f"{reading['mean_sentence_words']:.1f}".replace(".", ",")
    assert f"Bacaan: {mean} kata" in say("lesson-check", str(OURS / "PB-2")).out
    assert "Reading: " in say("--lang", "en", "lesson-check", str(OURS / "PB-2")).out


def test_a_lesson_of_ones_own_is_listed_and_practised(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))
    made = own_lessons.copy_lesson("PB-2", own_lessons_folder())
    try:
        assert made in [one["id"] for one in say("lessons", "--json").json["lessons"]]
        assert f"{made}-catat" in say("exercises").out
        assert len(say("exercise", f"{made}-catat", "latihan.kpm", "--json").json["slips"]) == 6
    finally:
        own_lessons_lie_in(None)
