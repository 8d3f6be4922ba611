"""What is asked of a lesson's paper: which lesson and exercise, which numbers, how many copies."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from kpmbooks import training
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import Drawn, Exercise, Lesson
from reports.report import Request

LESSON, EXERCISE, SEED, COPIES = "lesson", "exercise", "seed", "copies"
"""Of ``Request.asked``."""

MOST_COPIES: Final = 60
"""More than a hall holds; a slip of the pen would print a ream."""

MOST_SEED: Final = 10**9


@dataclass(frozen=True, slots=True)
class Numbered:
    """One copy with numbers of its own: ``number`` stands on it and on its key."""

    number: int
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class LessonPaper:
    """A lesson and an exercise of it, with so many drawings. ``seed`` is that of the first, ``day`` their last day.

    ``chosen``: the exercise was asked for; otherwise it is the lesson's first.
    """

    ledger: LedgerRef
    lesson: Lesson
    exercise: Exercise | None
    seed: int
    copies: tuple[Numbered, ...]
    day: date
    chosen: bool


def statement(wish: Request, *, usual_copies: int = 1) -> LessonPaper:
    """What was asked for; raises ``Rejected`` for a lesson, exercise or number that is none."""
    lesson = _lesson(wish.asked.get(LESSON, ""))
    exercise = _exercise(lesson, wish.asked.get(EXERCISE, ""))
    seed = _number(wish.asked, SEED, 1, MOST_SEED)
    copies = _number(wish.asked, COPIES, usual_copies, MOST_COPIES)
    day, chosen = wish.period.last, bool(wish.asked.get(EXERCISE, ""))
    drawn = () if exercise is None else _drawn(exercise, seed, copies, day)
    return LessonPaper(wish.ledger, lesson, exercise, seed, drawn, day, chosen)


def each_exercise(paper: LessonPaper) -> tuple[LessonPaper, ...]:
    """The paper for every exercise of its lesson; only as it is where one exercise was asked for."""
    if paper.chosen or paper.exercise is None:
        return (paper,)
    many = len(paper.copies)
    return tuple(
        replace(paper, exercise=one, copies=_drawn(one, paper.seed, many, paper.day)) for one in paper.lesson.exercises
    )


def _drawn(exercise: Exercise, seed: int, many: int, day: date) -> tuple[Numbered, ...]:
    """Drawn as in a practice book of that day, so that sheet and book of one number are alike."""
    start = day - timedelta(days=exercise.task.days)
    return tuple(Numbered(seed + nth, exercise.draw(seed + nth, start)) for nth in range(many))


def figures(paper: LessonPaper) -> dict[str, Any]:
    """The JSON: which numbers were printed, so that the same can be printed once more."""
    return {
        "lesson": paper.lesson.id,
        "exercise": None if paper.exercise is None else paper.exercise.id,
        "seed": paper.seed,
        "sheets": [
            {
                "number": one.number,
                "slips": [{"text": slip.text, "amount": int(slip.amount)} for slip in one.drawn.slips],
                "questions": [{"text": asked.text, "right": list(asked.right)} for asked in one.drawn.asked],
            }
            for one in paper.copies
        ],
    }


def _lesson(wanted: str) -> Lesson:
    found = training.find_lesson(wanted)
    if found is None:
        message = N_("There is no lesson {lesson}. Choose one of the list.")
        raise Rejected(Problem("lesson-unknown", message, {"lesson": wanted[:40]}, LESSON))
    return found


def _exercise(lesson: Lesson, wanted: str) -> Exercise | None:
    if not wanted:
        return next(iter(lesson.exercises), None)
    found = next((one for one in lesson.exercises if one.id.casefold() == wanted.casefold()), None)
    if found is None:
        message = N_("There is no exercise called {name}. These are there: {known}.")
        known = ", ".join(one.id for one in lesson.exercises)
        raise Rejected(Problem("exercise-unknown", message, {"name": wanted[:40], "known": known}, EXERCISE))
    return found


def _number(asked: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = asked.get(name, "") or str(usual)
    if not text.isascii() or not text.isdigit() or len(text) > 10 or not 1 <= int(text) <= most:
        message = N_("Write a whole number from 1 to {most}.")
        raise Rejected(Problem("number-out-of-bounds", message, {"most": most}, name))
    return int(text)
