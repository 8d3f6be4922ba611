"""Grading a book: which records of it count, and what the slips of a seed are in it. Grading only reads.

For which exercise a practice book was made is a fact of it: two exercises may have the same owner.
"""

from hashlib import sha256
from typing import Final

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.training.asked import answers
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.misconception import with_universal
from kpmbooks.training.written import written

_THE_BOOK: Final = sha256(b"training.book").digest()[:16]
"""Of what it is a fact: the book itself has no row of its own."""


def made_for(tx: Tx, exercise: Exercise, seed: int) -> None:
    """Note for which exercise and seed a practice book is made."""
    set_facts(tx, _THE_BOOK, {"exercise": exercise.id, "seed": str(seed)})


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips and questions of ``seed``.

    A practice book made for the exercise begins on the first day of what is drawn, so days count there, and every
    record must belong to a slip. In any other book only the slips are looked for, on whatever day.
    """
    noted = facts_of(reader, [_THE_BOOK]).get(_THE_BOOK, {}).get("exercise")
    made_for_it = reader.owner.practice and reader.owner.name == exercise.owner and noted in (None, exercise.id)
    drawn = exercise.draw(seed, reader.owner.start)
    return grade(
        drawn,
        written(reader),
        answers(reader, exercise.id),
        with_universal(exercise.misconceptions),
        by_day=made_for_it,
    )
