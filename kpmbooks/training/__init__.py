"""Lessons and exercises: read from their folders, drawn from a seed, graded by what a book says."""

from kpmbooks.training.effects import Written, written
from kpmbooks.training.exercise import Exercise, Misconception, Slip
from kpmbooks.training.grading import ANOTHER_DAY, EXTRA, OTHERWISE, Finding, Grade, grade
from kpmbooks.training.helping_words import helping_words
from kpmbooks.training.lesson import Lesson, Picture, Question, Words
from kpmbooks.training.lessons import OURS, Checked, LessonFault, check_lessons, exercises, find_lesson, lessons
from kpmbooks.training.prose import Block, Prose, Reading, Span
from kpmbooks.training.service import grade_book

__all__ = [
    "ANOTHER_DAY",
    "EXTRA",
    "OTHERWISE",
    "OURS",
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
