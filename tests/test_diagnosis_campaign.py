"""The campaign of simulated learners, sampled: the same seeded ones at every run."""

from random import Random

from kpmbooks import training
from kpmbooks.training import Written, grade
from kpmbooks.training.misconception import with_universal
from tests.campaign import diagnosis as campaign


def test_no_right_book_is_accused_and_every_idea_is_named() -> None:
    figures = campaign.run(1, 200)
    assert [one["faults"] for one in figures.values()] == [[]] * 6
    assert figures["one idea"]["learners"] >= 25
    assert figures["one idea"]["percent"] >= campaign.NAMED_AT_LEAST
    assert figures["two ideas"]["percent"] >= campaign.NAMED_AT_LEAST
    assert figures["an idea that is not listed"]["exercises"] >= 20
    assert figures["right books"]["records"] > 800


def test_the_campaign_notices_a_wrong_idea_a_missing_finding_and_an_accusation() -> None:
    exercise = training.exercises()["PB-2-catat"]
    drawn = exercise.draw(1, campaign.TODAY)
    dice = Random(1)
    ideas = {one.id: one for one in with_universal(exercise.misconceptions)}
    wrong, lines, _answers = campaign.go_wrong(drawn, [ideas["nol_kelebihan"]], dice)
    slips = [slip for slip in drawn.slips if slip is not wrong[0].where]
    book = campaign.as_written([*lines, *campaign.all_rightly(slips, ("usaha", "keluarga"), dice)], dice)
    found = grade(drawn, book, {}, tuple(ideas.values()))
    assert campaign.is_named(found, wrong) == (True, False)
    assert not campaign.is_named(found, [campaign.Wrong(wrong[0].where, frozenset({"hari_salah"}))])[0]
    assert not campaign.is_named(found, [])[0]
    assert not campaign.is_named(grade(drawn, [], {}, tuple(ideas.values())), wrong)[0]
    more = grade(drawn, [*book, Written("X", campaign.TODAY, {"cash": 7, "sales": -7})], {}, tuple(ideas.values()))
    assert not campaign.is_named(more, wrong)[0]
