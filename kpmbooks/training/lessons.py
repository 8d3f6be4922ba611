"""Lessons from their folders: read strictly, checked whole, ours and those that somebody made herself.

Whoever adds a lesson runs ``lesson-check``; its sentences are for authors and therefore in English like the code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar, get_args

from kpmbooks.i18n import LANGUAGES, Language
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.exercise_rows import read_exercise
from kpmbooks.training.folder import read_folder
from kpmbooks.training.lesson import (
    Card,
    Figure,
    Lesson,
    Own,
    PaperForm,
    Picture,
    Question,
    Slide,
    Source,
    Track,
    Words,
)
from kpmbooks.training.pictures import picture_faults
from kpmbooks.training.prose import Prose, Reading, read_prose, reading_of
from kpmbooks.training.toml_rows import Row

T = TypeVar("T")

OURS = Path(__file__).with_name("content")

MOST_SENTENCE_WORDS = 12.0
MOST_LONG_WORDS_PERCENT = 15.0
"""Bounds of our own for readers of primary school: sentences are as short as the look asks for, twelve words."""


@dataclass(frozen=True, slots=True)
class LessonFault:
    """What is wrong with a lesson, and in which of its files or fields."""

    lesson: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What ``lesson-check`` found: the lessons that can be used, the faults, and how hard the Indonesian reads."""

    lessons: tuple[Lesson, ...]
    faults: tuple[LessonFault, ...]
    reading: Reading


@cache
def lessons() -> tuple[Lesson, ...]:
    """Our lessons in the order of their ids; content of the program, checked by its tests."""
    return check_lessons(OURS).lessons


def find_lesson(wanted: str) -> Lesson | None:
    """One of our lessons by its id, whatever the case."""
    return next((one for one in lessons() if one.id.casefold() == wanted.casefold()), None)


def exercises() -> Mapping[str, Exercise]:
    """The exercises of our lessons by id."""
    return {exercise.id: exercise for lesson in lessons() for exercise in lesson.exercises}


def check_lessons(folder: Path) -> Checked:
    """Check one lesson's folder, or a folder of them."""
    found: list[Lesson] = []
    faults: list[LessonFault] = []
    reading = Reading(0, 0, 0)
    for one in _folders(folder):
        read = read_lesson(one)
        if isinstance(read, Lesson):
            found.append(read)
            reading += reading_of(read.prose["id"])
        else:
            faults.extend(read)
    seen: set[str] = set()
    for lesson in found:
        for name in (lesson.id, *(exercise.id for exercise in lesson.exercises)):
            if name in seen:
                faults.append(LessonFault(lesson.id, "id", f"{name} is there twice"))
            seen.add(name)
    return Checked(tuple(found), tuple(faults), reading)


def _folders(folder: Path) -> tuple[Path, ...]:
    if (folder / "lesson.toml").is_file() or not folder.is_dir():
        return (folder,)
    inside = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(("_", ".")))
    return tuple(inside) or (folder,)


def read_lesson(folder: Path) -> Lesson | tuple[LessonFault, ...]:
    """The lesson in ``folder``, or everything that is wrong with it."""
    name = folder.name
    files = read_folder(folder)
    if isinstance(files, tuple):
        return tuple(LessonFault(name, "folder", fault) for fault in files)
    reading = _Reading(name, dict(files))
    content = reading.toml()
    if content is None:
        return tuple(reading.faults)
    lesson = _lesson(reading, content)
    return lesson if lesson is not None and not reading.faults else tuple(reading.faults)


@dataclass(slots=True)
class _Reading:
    """One lesson while it is read: its files, and the faults found so far."""

    lesson: str
    files: dict[str, bytes]
    faults: list[LessonFault] = field(default_factory=list)

    def fault(self, where: str, text: str) -> None:
        self.faults.append(LessonFault(self.lesson, where, text))

    def take(self, where: str, read: Callable[[], T]) -> T | None:
        """What ``read`` gives; a ValueError of its becomes a fault."""
        try:
            return read()
        except ValueError as error:
            self.fault(where, str(error))
            return None

    def toml(self) -> Row | None:
        return self.take("lesson.toml", lambda: rows.parse(self.files["lesson.toml"]))

    def prose(self) -> Mapping[Language, Prose]:
        found: dict[Language, Prose] = {}
        for language in LANGUAGES:
            file = f"{language}.md"
            if file not in self.files:
                continue
            try:
                read = read_prose(self.files[file].decode("utf-8"))
            except UnicodeDecodeError:
                self.fault(file, "is not UTF-8")
                continue
            if isinstance(read, tuple):
                for text in read:
                    self.fault(file, text)
            else:
                found[language] = read
        return found


_KEYS = (
    *("format", "id", "track", "minutes", "title", "aim", "rule", "story", "materials", "before", "remember", "own"),
    *("at_home", "next_time", "paper_only", "song", "numbers", "before_after"),
    *("question", "slide", "form", "picture", "source", "exercise"),
)

FORMAT = 1
"""The newest form of a lesson that this program reads."""


def _lesson(reading: _Reading, content: Row) -> Lesson | None:
    def whole() -> Lesson:
        if "format" in content and rows.number(content, "format", 1, 1_000_000) > FORMAT:
            raise ValueError(f"format {content['format']} is newer than this program; a newer version of it reads it")
        rows.only(content, (*_KEYS, *(f"{key}_en" for key in _KEYS)), "lesson.toml")
        if content.get("id") != reading.lesson:
            raise ValueError(f"the id is not the folder's name {reading.lesson}")
        prose = reading.prose()
        if "id" not in prose:
            raise ValueError("there are no pages in Indonesian")
        pictures = tuple(_pictures(reading, content, prose))
        return Lesson(
            id=rows.text(content, "id"),
            track=rows.one_of(content, "track", get_args(Track)),
            minutes=rows.number(content, "minutes", 5, 150),
            title=_words(content, "title"),
            aim=_words(content, "aim"),
            rule=_words(content, "rule"),
            story=_words(content, "story"),
            materials=rows.texts(content, "materials"),
            before=rows.optional_text(content, "before"),
            remember=rows.texts(content, "remember"),
            own=_own(rows.table(content, "own")) if "own" in content else None,
            at_home=_words(content, "at_home"),
            next_time=_words(content, "next_time"),
            paper_only=_words(content, "paper_only"),
            song=rows.optional_text(content, "song"),
            numbers=rows.optional_text(content, "numbers"),
            questions=tuple(_question(row) for row in rows.rows(content, "question")),
            before_after=rows.some_numbers(content, "before_after"),
            slides=tuple(_slide(row) for row in rows.rows(content, "slide")),
            forms=tuple(_form(row) for row in rows.rows(content, "form")),
            pictures=pictures,
            sources=tuple(
                Source(rows.text(row, "fact"), rows.text(row, "source"), rows.text(row, "date"))
                for row in rows.rows(content, "source")
            ),
            exercises=tuple(read_exercise(reading.lesson, row) for row in rows.rows(content, "exercise")),
            prose=prose,
            files={name: data for name, data in reading.files.items() if name.endswith(".svg")},
        )

    lesson = reading.take("lesson.toml", whole)
    if lesson is not None:
        _check_whole(reading, lesson)
    return lesson


def _own(row: Row) -> Own:
    rows.only(row, ("text", "figure"), "own")
    text = rows.text(row, "text")
    rows.places(text, ("figure",), "own")
    return Own(text, rows.one_of(row, "figure", get_args(Figure)))


def _slide(row: Row) -> Slide:
    rows.only(row, ("step", "text", "picture"), "slide")
    return Slide(rows.number(row, "step", 1, 40), rows.text(row, "text"), rows.optional_text(row, "picture"))


def _form(row: Row) -> PaperForm:
    rows.only(row, ("title", "columns", "rows", "note"), "form")
    return PaperForm(
        rows.text(row, "title"),
        rows.texts(row, "columns"),
        rows.number(row, "rows", 1, 40),
        rows.optional_text(row, "note"),
    )


def _check_whole(reading: _Reading, lesson: Lesson) -> None:
    """What a lesson must have beside being readable."""
    if len(lesson.questions) != 5 and lesson.track != "ekonomi":
        reading.fault("question", f"{len(lesson.questions)} spoken questions; there must be five")
    if {question.answer for question in lesson.questions} == {"a"} or {
        question.answer for question in lesson.questions
    } == {"b"}:
        reading.fault("question", "the answer is always the same card")
    measure = reading_of(lesson.prose["id"])
    if measure.mean_sentence_words > MOST_SENTENCE_WORDS:
        reading.fault("id.md", f"{measure.mean_sentence_words} words a sentence; at most {MOST_SENTENCE_WORDS:g}")
    if measure.long_words_percent > MOST_LONG_WORDS_PERCENT:
        reading.fault("id.md", f"{measure.long_words_percent} % long words; at most {MOST_LONG_WORDS_PERCENT:g}")
    shown = {block.picture for prose in lesson.prose.values() for block in prose.blocks if block.kind == "picture"}
    declared = {picture.file for picture in lesson.pictures}
    for file in sorted(shown - declared):
        reading.fault("picture", f"{file} is shown but not declared with what it shows")
    for file in sorted(set(lesson.files) - declared):
        reading.fault("picture", f"{file} lies there and is not declared")


def _words(row: Row, key: str) -> Words:
    return Words(rows.text(row, key), rows.optional_text(row, f"{key}_en"))


def _pictures(reading: _Reading, content: Row, prose: Mapping[Language, Prose]) -> Iterator[Picture]:
    for row in rows.rows(content, "picture"):
        rows.only(row, ("file", "shows", "shows_en"), "picture")
        file = rows.text(row, "file")
        if file not in reading.files:
            reading.fault("picture", f"{file} is not in the folder")
            continue
        for fault in picture_faults(reading.files[file]):
            reading.fault(file, fault)
        yield Picture(file, _words(row, "shows"))


def _question(row: Row) -> Question:
    rows.only(row, (*_both("text", "a", "b", "why"), "answer", "right"), "question")
    cards: tuple[Card, ...] = get_args(Card)
    answer = rows.one_of(row, "answer", cards)
    if "right" in row and rows.text(row, "right") != rows.text(row, answer):
        raise ValueError(f"question {rows.text(row, 'text')!r}: right does not say the words of card {answer}")
    return Question(_words(row, "text"), _words(row, "a"), _words(row, "b"), answer, _words(row, "why"))


def _both(*keys: str) -> tuple[str, ...]:
    return (*keys, *(f"{key}_en" for key in keys))
