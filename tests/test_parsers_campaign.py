"""The campaign of generated texts, sampled: the same seeded texts at every run."""

from collections.abc import Callable
from datetime import date

import pytest

from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Question
from tests.campaign import parsers


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_texts_get_an_answer_or_a_named_problem(seed: int) -> None:
    for reader, figures in parsers.run(seed, 300).items():
        assert figures["faults"] == []
        assert figures["answers"] + figures["questions"] + sum(figures["problems"].values()) == 300, reader
        # The texts are worth throwing only while some are right and some are wrong.
        assert figures["answers"] > 30
        assert len(figures["problems"]) >= 3


@pytest.mark.parametrize(
    ("reader", "broken", "complaint"),
    [
        ("read_day", lambda text, today: today.replace(day=int(text[:2])), "invalid literal"),
        ("read_day", lambda text, today: date(2300, 1, 1), "another day"),
        ("read_amount", lambda text: Problem("odd", "Choose {first}."), "cannot be said"),
        ("read_amount", lambda text: Rupiah(10**15), "another amount"),
        ("read_amount", lambda text: Question("odd", "Choose one.", choices=(Rupiah(5),)), "without choice"),
        ("read_period", lambda text, today: None, "neither a value nor a problem"),
    ],
)
def test_the_campaign_notices_a_broken_reader(
    monkeypatch: pytest.MonkeyPatch, reader: str, broken: Callable[..., object], complaint: str
) -> None:
    monkeypatch.setattr(parsers, reader, broken)
    faults = [fault for figures in parsers.run(1, 20).values() for fault in figures["faults"]]
    assert any(complaint in fault for fault in faults)


def test_the_same_seed_gives_the_same_figures() -> None:
    assert parsers.run(7, 50) == parsers.run(7, 50)
