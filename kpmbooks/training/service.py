"""Grading a book: which records of it count, and what the slips of a seed are in it. It only reads."""

from kpmbooks.book import Reader
from kpmbooks.training.asked import answers
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.grading import Grade, grade
from kpmbooks.training.misconception import with_universal
from kpmbooks.training.written import written


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips and questions of ``seed``.

    A practice book made for the exercise begins on the first day of what is drawn, so days count there, and every
    record must belong to a slip. In any other book only the slips are looked for, on whatever day.
    """
    made_for_it = reader.owner.practice and reader.owner.name == exercise.owner
    drawn = exercise.draw(seed, reader.owner.start)
    return grade(
        drawn,
        written(reader),
        answers(reader, exercise.id),
        with_universal(exercise.misconceptions),
        by_day=made_for_it,
    )
