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
from kpmbooks.training.lessons import lesson_folders
from kpmbooks.training.misconception import (
    CATALOGUE,
    PICTURES,
    UNIVERSAL,
    Misconception,
    read_misconceptions,
    with_universal,
)
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
    if (folder / CATALOGUE.name).is_file():  # a curriculum, with ideas of its own
        faults.extend(_of_curriculum(every))
        faults.extend(_of_catalogue(folder, every))
    return Checked(tuple(one for one in good if one.id not in {f.lesson for f in twice}), (*faults, *twice), reading)


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
    """What must hold between the lessons of a curriculum."""
    known = {lesson.id for lesson in lessons}
    for lesson in lessons:
        for key, words in (("title", lesson.title), ("aim", lesson.aim), ("rule", lesson.rule)):
            if words.en is None:
                yield LessonFault(lesson.id, key, f"{key}_en is missing")
        if lesson.before is not None and lesson.before not in known:
            yield LessonFault(lesson.id, "before", f"there is no lesson {lesson.before}")


def _of_catalogue(folder: Path, lessons: Sequence[Lesson]) -> Iterator[LessonFault]:
    """Every idea has words in two languages, a harmless picture, an exercise that lists it and one that treats it."""
    try:
        ideas = read_misconceptions((folder / CATALOGUE.name).read_bytes())
    except ValueError as error:
        yield LessonFault(CATALOGUE.stem, CATALOGUE.name, str(error))
        return
    exercises = {exercise.id: exercise for lesson in lessons for exercise in lesson.exercises}
    listed = {idea.id for exercise in exercises.values() for idea in exercise.misconceptions}
    pictures = folder / PICTURES.name
    for idea in ideas.values():
        treated = exercises.get(idea.treated_by or "")
        if treated is None:
            yield _of_idea(idea, f"treated_by names no exercise: {idea.treated_by}")
        elif idea.id not in {one.id for one in with_universal(treated.misconceptions)}:
            yield _of_idea(idea, f"{treated.id} does not list the idea that it treats")
        if idea.id not in listed and idea.id not in UNIVERSAL:
            yield _of_idea(idea, "no exercise lists it")
        if idea.feedback.en is None or idea.name.en is None:
            yield _of_idea(idea, "name_en or feedback_en is missing")
        if (pictures / idea.picture).is_file():
            content = (pictures / idea.picture).read_bytes()
            yield from (LessonFault(idea.id, idea.picture, fault) for fault in picture_faults(content))
        else:
            yield _of_idea(idea, f"the picture {idea.picture} is missing")
    shown = {idea.picture for idea in ideas.values()}
    for picture in sorted(pictures.glob("*")):
        if picture.name not in shown:
            yield LessonFault(picture.stem, f"{PICTURES.name}/{picture.name}", "belongs to no idea")


def _of_idea(idea: Misconception, text: str) -> LessonFault:
    return LessonFault(idea.id, f"{CATALOGUE.name} {idea.id}", text)
