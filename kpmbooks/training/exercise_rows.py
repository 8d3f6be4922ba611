"""An exercise as a row of a lesson: what every exercise says, and then what its kind of task says."""

from typing import get_args

from kpmbooks.training import toml_rows as rows
from kpmbooks.training.bilingual import Words
from kpmbooks.training.exercise import Exercise, Of
from kpmbooks.training.misconception import Misconception, misconceptions
from kpmbooks.training.tasks import TASKS
from kpmbooks.training.toml_rows import Row

_KEYS = ("id", "kind", "of", "owner", "business", "sector", "told", "told_en", "names", "misconceptions")
_SECTORS = ("kuliner", "dagang", "jasa", "kerajinan", "ternak", "tani", "umum")


def read_exercise(lesson: str, row: Row) -> Exercise:
    """The exercise; ValueError names it and what is wrong."""
    try:
        return _exercise(lesson, row)
    except ValueError as error:
        raise ValueError(f"exercise {row.get('id', '?')}: {error}") from error


def _exercise(lesson: str, row: Row) -> Exercise:
    kind = rows.one_of(row, "kind", tuple(TASKS))
    rows.only(row, (*_KEYS, *TASKS[kind].keys), kind)
    exercise = Exercise(
        id=rows.text(row, "id"),
        lesson=lesson,
        of=rows.one_of(row, "of", get_args(Of)),
        owner=rows.text(row, "owner"),
        business=rows.text(row, "business"),
        sector=rows.one_of(row, "sector", _SECTORS),
        told=Words(rows.text(row, "told"), rows.optional_text(row, "told_en")) if "told" in row else None,
        names=rows.texts(row, "names"),
        misconceptions=tuple(_idea(name) for name in rows.texts(row, "misconceptions")),
        task=TASKS[kind].read(row),
    )
    if not exercise.id.startswith(f"{lesson}-"):
        raise ValueError(f"the id must begin with {lesson}-")
    if not exercise.names:
        raise ValueError("there must be names")
    if len({idea.id for idea in exercise.misconceptions}) != len(exercise.misconceptions):
        raise ValueError("misconceptions: one is there twice")
    return exercise


def _idea(name: str) -> Misconception:
    idea = misconceptions().get(name)
    if idea is None:
        raise ValueError(f"misconceptions: {name} is not in the catalogue")
    return idea
