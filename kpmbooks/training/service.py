"""Grading a book: which records of it count, and what the slips of a seed are in it. It only reads."""

from kpmbooks.book import Reader
from kpmbooks.training.asked import answers
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.misconception import UNIVERSAL, misconceptions
from kpmbooks.training.written import written


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips and questions of ``seed``.

    A practice book made for the exercise begins on the first day of what is drawn, so days count there; in any other
    book they are not looked at.
    """
    drawn = exercise.draw(seed, reader.owner.start)
    listed = exercise.misconceptions
    known = misconceptions()
    universal = tuple(known[name] for name in UNIVERSAL if all(idea.id != name for idea in listed))
    return grade(
        drawn,
        written(reader),
        answers(reader, exercise.id),
        (*listed, *universal),
        by_day=reader.owner.practice,
    )
