"""The pictograms on paper: those of the window, drawn whole within their square."""

import re
from pathlib import Path

import pytest

from kpmbooks.group import PICTOGRAMS
from reports.render.pdf.outline import outline_operators
from reports.render.pdf.pictogram import FOLDER, GRID, pictogram

WINDOW = Path(__file__).parent.parent / "ui" / "desktop" / "resources" / "icons" / "duotone"


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_the_paper_shows_the_picture_that_the_window_shows(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_bytes() == (WINDOW / f"{name}.svg").read_bytes()


@pytest.mark.parametrize("name", PICTOGRAMS)
def test_every_pictogram_stays_within_its_square(name: str) -> None:
    inside = pictogram(name, 10, 20, 30).split(" cm ", 1)[1]
    places = re.findall(r"(-?[\d.]+) (-?[\d.]+)(?= [mlc]| -?[\d.]+ -?[\d.]+ (?:-?[\d.]+ -?[\d.]+ )?c)", inside)
    assert len(places) > 20
    # The points that bend a curve may lie a little outside of what it draws.
    assert all(-8 <= float(number) <= GRID + 8 for place in places for number in place)


def test_a_quarter_of_a_circle_is_the_curve_that_draws_it() -> None:
    # The well known factor of a quarter circle: 4/3 × (√2 − 1) = 0.5523.
    assert list(outline_operators("M100,0A100,100,0,0,1,0,100")) == [
        "100.00 0.00 m",
        "100.00 55.23 55.23 100.00 0.00 100.00 c",
    ]


def test_the_flags_of_an_arc_may_stand_without_spaces() -> None:
    assert list(outline_operators("M100,0A100,100,0,010,100")) == list(outline_operators("M100,0A100,100,0,0,1,0,100"))


def test_half_a_circle_passes_through_its_far_side() -> None:
    first, _second = list(outline_operators("M0,0a10,10,0,0,0,20,0"))[1:]
    assert first.split()[4:6] == ["10.00", "10.00"]
