"""Lessons and exercises: read from their folders, drawn from a seed, graded by what a book says; and what is kept of
the sessions at which they were learnt."""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.training.asked import Asked, Choice, Judged, answer, answers, judge, read_answer, take_answer_back
    from kpmbooks.training.bilingual import Words
    from kpmbooks.training.checking import Checked, check_lessons
    from kpmbooks.training.exercise import Before, Drawn, Exercise, Slip, Task
    from kpmbooks.training.grading import ANOTHER_ANSWER, EXTRA, OTHERWISE, SPOILT, Finding, Grade, grade
    from kpmbooks.training.helping_words import helping_words
    from kpmbooks.training.lesson import Lesson, Own, PaperForm, Picture, Question, Slide
    from kpmbooks.training.lesson_reading import LessonFault
    from kpmbooks.training.lessons import (
        OURS,
        Content,
        contents,
        exercises,
        find_exercise,
        find_lesson,
        lessons,
        own_lessons_lie_in,
    )
    from kpmbooks.training.misconception import PICTURES, Misconception, misconceptions
    from kpmbooks.training.plain_reading import Reading
    from kpmbooks.training.prose import Block, Prose, Span
    from kpmbooks.training.service import drawn_in, grade_book, made_for
    from kpmbooks.training.session_checks import CHECKS
    from kpmbooks.training.tables import GUARDS, TABLES
    from kpmbooks.training.written import Written, written

TOPICS = ("sessions",)

# A new name goes above, below and here: opening a book must not read lessons.
_LATE = {
    "asked": ("Asked", "Choice", "Judged", "answer", "answers", "judge", "read_answer", "take_answer_back"),
    "bilingual": ("Words",),
    "checking": ("Checked", "check_lessons"),
    "exercise": ("Before", "Drawn", "Exercise", "Slip", "Task"),
    "grading": ("ANOTHER_ANSWER", "EXTRA", "OTHERWISE", "SPOILT", "Finding", "Grade", "grade"),
    "helping_words": ("helping_words",),
    "lesson": ("Lesson", "Own", "PaperForm", "Picture", "Question", "Slide"),
    "lesson_reading": ("LessonFault",),
    "lessons": (
        *("OURS", "Content", "contents", "exercises", "find_exercise", "find_lesson", "lessons", "own_lessons_lie_in"),
    ),
    "misconception": ("PICTURES", "Misconception", "misconceptions"),
    "plain_reading": ("Reading",),
    "prose": ("Block", "Prose", "Span"),
    "service": ("drawn_in", "grade_book", "made_for"),
    "session_checks": ("CHECKS",),
    "tables": ("GUARDS", "TABLES"),
    "written": ("Written", "written"),
}

__all__ = [
    "ANOTHER_ANSWER",
    "CHECKS",
    "EXTRA",
    "GUARDS",
    "OTHERWISE",
    "OURS",
    "PICTURES",
    "SPOILT",
    "TABLES",
    "TOPICS",
    "Asked",
    "Before",
    "Block",
    "Checked",
    "Choice",
    "Content",
    "Drawn",
    "Exercise",
    "Finding",
    "Grade",
    "Judged",
    "Lesson",
    "LessonFault",
    "Misconception",
    "Own",
    "PaperForm",
    "Picture",
    "Prose",
    "Question",
    "Reading",
    "Slide",
    "Slip",
    "Span",
    "Task",
    "Words",
    "Written",
    "answer",
    "answers",
    "check_lessons",
    "contents",
    "drawn_in",
    "exercises",
    "find_exercise",
    "find_lesson",
    "grade",
    "grade_book",
    "helping_words",
    "judge",
    "lessons",
    "made_for",
    "misconceptions",
    "own_lessons_lie_in",
    "read_answer",
    "take_answer_back",
    "written",
]

late(__name__, _LATE)
