"""Lessons and exercises: read from their folders, drawn from a seed, graded by what a book says; and what is kept of
the sessions at which they were learnt."""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.training.effects import Written, written
    from kpmbooks.training.exercise import Exercise, Misconception, Slip
    from kpmbooks.training.grading import ANOTHER_DAY, EXTRA, OTHERWISE, Finding, Grade, grade
    from kpmbooks.training.helping_words import helping_words
    from kpmbooks.training.lesson import Lesson, Picture, Question, Words
    from kpmbooks.training.lessons import OURS, Checked, LessonFault, check_lessons, exercises, find_lesson, lessons
    from kpmbooks.training.prose import Block, Prose, Reading, Span
    from kpmbooks.training.service import grade_book
    from kpmbooks.training.session_checks import CHECKS
    from kpmbooks.training.tables import GUARDS, TABLES

TOPICS = ("sessions",)

# A new name goes above, below and here: opening a book must not read lessons.
_LATE = {
    "effects": ("Written", "written"),
    "exercise": ("Exercise", "Misconception", "Slip"),
    "grading": ("ANOTHER_DAY", "EXTRA", "OTHERWISE", "Finding", "Grade", "grade"),
    "helping_words": ("helping_words",),
    "lesson": ("Lesson", "Picture", "Question", "Words"),
    "lessons": ("OURS", "Checked", "LessonFault", "check_lessons", "exercises", "find_lesson", "lessons"),
    "prose": ("Block", "Prose", "Reading", "Span"),
    "service": ("grade_book",),
    "session_checks": ("CHECKS",),
    "tables": ("GUARDS", "TABLES"),
}

__all__ = [
    "ANOTHER_DAY",
    "CHECKS",
    "EXTRA",
    "GUARDS",
    "OTHERWISE",
    "OURS",
    "TABLES",
    "TOPICS",
    "Block",
    "Checked",
    "Exercise",
    "Finding",
    "Grade",
    "Lesson",
    "LessonFault",
    "Misconception",
    "Picture",
    "Prose",
    "Question",
    "Reading",
    "Slip",
    "Span",
    "Words",
    "Written",
    "check_lessons",
    "exercises",
    "find_lesson",
    "grade",
    "grade_book",
    "helping_words",
    "lessons",
    "written",
]

late(__name__, _LATE)
