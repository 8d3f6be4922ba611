"""Grading a book: which records of it count, and what the slips of a seed are in it. Grading only reads.

For which exercise a practice book was made is a fact of it: two exercises may have the same owner.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Final

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.training.asked import answers
from kpmbooks.training.exercise import Drawn, Exercise
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.misconception import with_universal
from kpmbooks.training.written import written

_THE_BOOK: Final = sha256(b"training.book").digest()[:16]
"""Of what it is a fact: the book itself has no row of its own."""


def made_for(tx: Tx, exercise: Exercise, seed: int, first: date) -> None:
    """Note for which exercise and seed a practice book is made, and which day is the first of what is drawn."""
    set_facts(tx, _THE_BOOK, {"exercise": exercise.id, "seed": str(seed), "first": first.isoformat()})


def drawn_in(reader: Reader, exercise: Exercise, seed: int) -> Drawn:
    """What is drawn with this seed as it is in this book, whichever book it is."""
    noted = _noted(reader)
    first = noted.get("first") if noted.get("exercise") == exercise.id else None
    return exercise.draw(seed, reader.owner.start if first is None else date.fromisoformat(first))


def _noted(reader: Reader) -> Mapping[str, str]:
    return facts_of(reader, [_THE_BOOK]).get(_THE_BOOK, {})


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips and questions of ``seed``.

    In a practice book made for the exercise days count, and every record must belong to a slip. In any other book only
    the slips are looked for, on whatever day.
    """
    noted = _noted(reader).get("exercise")
    made_for_it = reader.owner.practice and reader.owner.name == exercise.owner and noted in (None, exercise.id)
    return grade(
        drawn_in(reader, exercise, seed),
        written(reader),
        answers(reader, exercise.id),
        with_universal(exercise.misconceptions),
        by_day=made_for_it,
    )
