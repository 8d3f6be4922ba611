"""The campaign of broken files, sampled: the same seeded files at every run."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kpmbooks.exchange.understanding import Understood
from kpmbooks.problems import N_, Problem
from tests.campaign import files_from_outside as campaign


def test_broken_files_get_a_value_or_a_named_problem() -> None:
    for kind, figures in campaign.run(1, 600).items():
        assert figures["faults"] == [], kind
        # They are worth throwing only while some can be understood and some cannot.
        assert figures["understood"] > figures["cases"] / 5
        assert figures["refused"] > figures["cases"] / 20
        assert figures["entries"] > figures["cases"]
        assert figures["bad rows"] > figures["cases"] / 5


def _raise(*_: Any, **__: Any) -> Any:
    raise UnicodeError("planted")


def _first_entry(change: Callable[[Any], Any]) -> Callable[..., Any]:
    true = campaign.understand

    def understand(*given: Any, **wishes: Any) -> Any:
        found = true(*given, **wishes)
        if isinstance(found, Understood):
            return replace(found, lines=[change(line) if line.kind == "entry" else line for line in found.lines])
        return found

    return understand


@pytest.mark.parametrize(
    ("name", "broken", "complaint"),
    [
        ("understand", _raise, "UnicodeError"),
        ("understand", lambda *_, **__: (), "refused without a problem"),
        ("understand", lambda *_, **__: (Problem("odd", N_("Choose {first}")),), "odd"),
        ("understand", _first_entry(lambda line: line._replace(amount=10**15)), "has the amount"),
        ("understand", _first_entry(lambda line: line._replace(day=None)), "has the day None"),
        ("understand", _first_entry(lambda line: line._replace(text="\u202e")), "has the text"),
        ("understand", _first_entry(lambda line: line._replace(kind="bad")), "with 0 problems"),
        ("understand", _first_entry(lambda line: line._replace(number=7_777)), "rows are missing"),
        ("dump_habits", lambda habits: {"decimal": 5}, "cannot be remembered"),
        ("preview", _raise, "UnicodeError"),
        ("SECONDS_MOST", 0.0, "took"),
    ],
)
def test_the_campaign_notices_a_broken_promise(
    monkeypatch: pytest.MonkeyPatch, name: str, broken: object, complaint: str
) -> None:
    monkeypatch.setattr(campaign, name, broken)
    faults = [fault for figures in campaign.run(1, 40).values() for fault in figures["faults"]]
    assert any(complaint in fault for fault in faults), faults[:3]


def test_the_same_seed_gives_the_same_files() -> None:
    first, again = (campaign.run(7, 40) for _ in range(2))
    for figures in (*first.values(), *again.values()):
        del figures["slowest"]
    assert first == again
