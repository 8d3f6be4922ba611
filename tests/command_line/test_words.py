"""terbilang, the words before the command, and words that are off."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.calling import Answer, Say
from ui.__main__ import main
from ui.command_line import Doors, run
from ui.command_line.run import _command
from ui.command_line.syntax import COMMANDS


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1001000", "satu juta seribu rupiah"),
        ("-5000", "minus lima ribu rupiah"),
        ("-5rb", "minus lima ribu rupiah"),
        ("Rp 1.500.000,-", "satu juta lima ratus ribu rupiah"),
        ("0", "nol rupiah"),
    ],
)
def test_amounts_are_said_in_words(say: Say, amount: str, words: str) -> None:
    assert say("terbilang", amount) == Answer(0, f"{words}\n", "")


@pytest.mark.parametrize("amount", ["", "1.5", "1.250,50", "1e5", "٥", "NaN", "=1+1", "1000000000000000", "9" * 5000])
def test_what_is_no_amount_is_refused(say: Say, amount: str) -> None:
    refused = say("terbilang", amount)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1


def doors(opened: list[tuple[object, ...]]) -> Doors:
    def window(*wishes: object) -> int:
        opened.append(wishes)
        return 0

    def tour(folder: Path, sample: bool) -> None:
        folder.joinpath("home-family.png" if sample else "home-group.png").write_bytes(b"")

    return Doors(window=window, tour=tour)


def test_a_lone_book_opens_the_window_on_the_day_that_is_said(say: Say) -> None:
    opened: list[Any] = []
    assert run(["--today", "5/1/2026", "--lang", "en", "Melati.kpm"], doors(opened)) == 0
    assert run(["--lang", "en"], doors(opened)) == 0
    (book, clock, language), (nothing, _, _) = opened
    assert (book, clock.today(), language, nothing) == (Path("Melati.kpm"), date(2026, 1, 5), "en", None)


def test_the_tour_goes_into_a_folder_that_is_made_for_it(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tour", "a/b"], doors([])) == 0
    assert capsys.readouterr().out == "home-group.png\n"


def test_a_sample_of_the_tour_is_drawn_where_that_is_enough(say: Say, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tour", "c", "--sample"], doors([])) == 0
    assert capsys.readouterr().out == "home-family.png\n"


def test_every_command_that_is_named_exists(say: Say) -> None:
    for name in COMMANDS:
        assert _command(name) is not None, name
        assert say(name, "--help").code == 0, name
    assert all(name in say("--help").out for name in COMMANDS)


WRONG_WORDS: tuple[tuple[str, ...], ...] = (
    ("tidak-ada",),
    ("import", "a.kpm", "b.csv", "--what", "foto"),
    ("new", "a.kpm"),
    ("new", "a.kpm", "--group", "A", "--family", "B"),
    ("new", "a.kpm", "--group", "A", "--sector", "tambang"),
    ("new", "a.kpm", "--grou", "A"),
    ("demo", "a.kpm", "--months", "banyak"),
    ("ledgers",),
    ("ledgers", "a.kpm", "b.kpm"),
    ("check", "a.kpm", "--today", "5/1"),
    ("record", "a.kpm"),
    ("record", "a.kpm", "jual_tunai", "--amount"),
    ("record", "a.kpm", "jual_tunai", "--field", "amount"),
    ("record", "a.kpm", "jual_tunai", "--field", "=5"),
    ("record", "a.kpm", "jual_tunai", "--amount", "5", "--field", "amount=6"),
    ("record", "a.kpm", "jual_tunai", "--amount", "5", "--source", "mimpi"),
    ("report", "a.kpm", "ramalan"),
    ("report", "a.kpm", "income", "--format", "doc"),
    ("terbilang",),
    ("kinds", "--json=ya"),
)


@pytest.mark.parametrize("words", WRONG_WORDS, ids=" ".join)
def test_words_that_are_off_end_with_2_and_say_why(say: Say, words: tuple[str, ...]) -> None:
    off = say(*words)
    assert (off.code, off.out) == (2, "")
    assert "--help" in off.err
    assert "argument" not in off.err


@pytest.mark.parametrize("words", [["--lang", "fr", "kinds"], ["--today"], ["--warna", "kinds"]], ids=" ".join)
def test_global_words_that_are_off_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "--help" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(say: Say) -> None:
    refused = say("kinds", "--json", today="31/2/2026")
    assert (refused.code, refused.problems[0][1]) == (1, "today")
