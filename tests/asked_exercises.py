"""Exercises that ask, made in a test from the rows a lesson would have; and what their questions are worth."""

import tomllib
from datetime import date

from kpmbooks.training import Asked, Drawn, Exercise, judge
from kpmbooks.training.exercise_rows import read_exercise

START = date(2026, 9, 25)

_COMMON = """
id = "T-1-soal"
of = "{of}"
owner = "{owner}"
business = "Warung Bu Tini"
sector = "dagang"
names = ["Bu Ani", "Bu Beti", "Bu Cici", "Bu Dedeh"]
misconceptions = [{ideas}]
"""


def common(kind: str, rows: str, *ideas: str, of: str = "family") -> str:
    """The whole row: what every exercise says before ``rows``, which may be tables."""
    owner = "KUBE Mawar" if of == "group" else "Keluarga Bu Tini"
    said = _COMMON.format(of=of, owner=owner, ideas=", ".join(f'"{idea}"' for idea in ideas))
    return f'kind = "{kind}"\n{said}\n{rows}'


def exercise(kind: str, rows: str, *ideas: str, of: str = "family") -> Exercise:
    """The exercise of these rows."""
    return read_exercise("T-1", tomllib.loads(common(kind, rows, *ideas, of=of)))


def drawn(kind: str, rows: str, *ideas: str, seed: int = 1, of: str = "family") -> Drawn:
    """One drawing of it."""
    return exercise(kind, rows, *ideas, of=of).draw(seed, START)


def question(found: Drawn, name: str) -> Asked:
    """The question of that id."""
    return next(one for one in found.asked if one.id == name)


def ideas_of(found: Drawn, name: str, answer: int | str) -> tuple[str, ...] | None:
    """None where the answer is right, else the ideas that it is known by."""
    judged = judge(question(found, name), str(answer))
    return None if judged.right else judged.ideas
