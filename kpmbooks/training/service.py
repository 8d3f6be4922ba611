"""Grading a book: which records of it count, and what the slips of a seed are in it. It only reads."""

from datetime import date

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.training.effects import written
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.grading import Grade, grade


def grade_book(reader: Reader, exercise: Exercise, seed: int) -> Grade:
    """How the book answers the slips of ``seed``.

    A practice book made for the exercise begins on the day of its first slip, so days count there; in any other book
    they are not looked at.
    """
    _, slips = exercise.draw(seed, reader.owner.start)
    found = written(reader, books.default_ledger(reader), Period(reader.owner.start, date.max))
    return grade(exercise, slips, found, by_day=reader.owner.practice)
