"""The campaign of broken lessons, sampled: the same seeded ones at every run."""

import random

from tests.campaign import lesson_files as campaign


def test_a_broken_lesson_is_named_with_place_and_reason_and_the_others_stay() -> None:
    told = campaign.run(1, 30)
    for kind, figures in told.items():
        assert figures["faults"] == [], kind
    assert told["every accident"]["cases"] == len(campaign.ACCIDENTS) >= 60
    assert told["every accident"]["refused"] > 40
    assert told["folders"]["refused"] > 20


def test_what_the_campaign_breaks_is_broken_in_many_ways() -> None:
    whole = campaign._ours()
    made = [campaign.broken(random.Random(nth)) for nth in range(200)]
    assert sum(files != whole[lesson] for lesson, files in made) > 150
    assert {lesson for lesson, _files in made} == set(whole)
