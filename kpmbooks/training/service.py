"""Grading a book: which records of it count, and what the slips of a seed are in it. It only reads."""

from kpmbooks.book import Reader
from kpmbooks.training.asked import answers
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.misconception import with_universal
from kpmbooks.training.written import written


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips and questions of ``seed``.

    A practice book made for the exercise begins on the first day of what is drawn, so days count there; in any other
    book they are not looked at.
    """
    drawn = exercise.draw(seed, reader.owner.start)
    return grade(
        drawn,
        written(reader),
        answers(reader, exercise.id),
        with_universal(exercise.misconceptions),
        by_day=reader.owner.practice,
    )
