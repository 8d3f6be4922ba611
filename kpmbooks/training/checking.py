"""``lesson-check``: lessons read, held to what a lesson must have, their exercises proved, and how hard they read.

A fault names the lesson, the file or field, and what is wrong, in English for whoever writes lessons. A lesson with a
fault is not among those that can be used; the others are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kpmbooks.training import toml_rows as rows
from kpmbooks.training.lesson import Lesson
from kpmbooks.training.lesson_reading import LessonFault, read_lesson
from kpmbooks.training.lesson_rules import rule_faults
from kpmbooks.training.lessons import OURS, exercises, lesson_folders
from kpmbooks.training.misconception import PICTURES, UNIVERSAL, misconceptions, with_universal
from kpmbooks.training.pictures import picture_faults
from kpmbooks.training.plain_reading import Reading, reading_of, running_text, said_texts
from kpmbooks.training.proving import prove

MOST_SENTENCE_WORDS = 12.0
MOST_LONG_WORDS_PERCENT = 15.0
"""Bounds for readers of primary school: sentences are as short as the look asks for, twelve words."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What ``lesson-check`` found: the lessons that can be used, the faults, and how hard the Indonesian reads."""

    lessons: tuple[Lesson, ...]
    faults: tuple[LessonFault, ...]
    reading: Reading


def check_lessons(folder: Path) -> Checked:
    """Check one lesson's folder, or a folder of them."""
    good: list[Lesson] = []
    every: list[Lesson] = []
    faults: list[LessonFault] = []
    reading = Reading()
    for one in lesson_folders(folder):
        read = read_lesson(one)
        if not isinstance(read, Lesson):
            faults.extend(read)
            continue
        measured = _measured(one, read)
        reading += measured
        found = [LessonFault(read.id, where, text) for where, text in _faults(read, measured)]
        faults.extend(found)
        every.append(read)
        if not found:
            good.append(read)
    twice = tuple(_twice(every))
    if _same(folder, OURS):
        faults.extend(_of_curriculum(every))
    return Checked(tuple(one for one in good if one.id not in {f.lesson for f in twice}), (*faults, *twice), reading)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)


def _measured(folder: Path, lesson: Lesson) -> Reading:
    told = said_texts(rows.parse((folder / "lesson.toml").read_bytes()))
    return reading_of(running_text(lesson.prose["id"])) + reading_of(told)


def _faults(lesson: Lesson, reading: Reading) -> Iterator[tuple[str, str]]:
    yield from rule_faults(lesson)
    if reading.mean_sentence_words > MOST_SENTENCE_WORDS:
        yield "reading", f"{reading.mean_sentence_words} words a sentence; at most {MOST_SENTENCE_WORDS:g}"
    if reading.long_words_percent > MOST_LONG_WORDS_PERCENT:
        yield "reading", f"{reading.long_words_percent} % long words; at most {MOST_LONG_WORDS_PERCENT:g}"
    for exercise in lesson.exercises:
        yield from ((f"exercise {exercise.id}", text) for text in prove(exercise))


def _twice(lessons: Sequence[Lesson]) -> Iterator[LessonFault]:
    seen: set[str] = set()
    for lesson in lessons:
        for name in (lesson.id, *(exercise.id for exercise in lesson.exercises)):
            if name in seen:
                yield LessonFault(lesson.id, "id", f"{name} is there twice")
            seen.add(name)


def _of_curriculum(lessons: Sequence[Lesson]) -> Iterator[LessonFault]:
    """What must hold between our lessons, and in the catalogue of ideas that they share."""
    known = {lesson.id for lesson in lessons}
    for lesson in lessons:
        for key, words in (("title", lesson.title), ("aim", lesson.aim), ("rule", lesson.rule)):
            if words.en is None:
                yield LessonFault(lesson.id, key, f"{key}_en is missing")
        if lesson.before is not None and lesson.before not in known:
            yield LessonFault(lesson.id, "before", f"there is no lesson {lesson.before}")
    practised = exercises()
    listed = {idea.id for exercise in practised.values() for idea in exercise.misconceptions}
    for idea in misconceptions().values():
        where = f"misconceptions.toml {idea.id}"
        if idea.treated_by is None or idea.treated_by not in practised:
            yield LessonFault(idea.id, where, f"treated_by names no exercise: {idea.treated_by}")
        elif idea.id not in {one.id for one in with_universal(practised[idea.treated_by].misconceptions)}:
            yield LessonFault(idea.id, where, f"{idea.treated_by} does not list the idea that it treats")
        if idea.id not in listed and idea.id not in UNIVERSAL:
            yield LessonFault(idea.id, where, "no exercise lists it")
        if idea.feedback.en is None or idea.name.en is None:
            yield LessonFault(idea.id, where, "name_en or feedback_en is missing")
        picture = PICTURES / idea.picture
        if not picture.is_file():
            yield LessonFault(idea.id, where, f"the picture {idea.picture} is missing")
        else:
            yield from (LessonFault(idea.id, idea.picture, fault) for fault in picture_faults(picture.read_bytes()))
    for picture in sorted(PICTURES.glob("*")):
        if all(idea.picture != picture.name for idea in misconceptions().values()):
            yield LessonFault(picture.stem, picture.name, "belongs to no idea")
