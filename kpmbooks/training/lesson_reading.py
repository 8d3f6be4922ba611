"""A lesson from its folder, read strictly: every key is known, every file belongs to it, everything is well formed.

What a lesson must have beside that is said in ``lesson_rules``, what its exercises must prove in ``proving``. The
sentences of faults are for authors and therefore in English like the code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, get_args

from kpmbooks.i18n import LANGUAGES, Language
from kpmbooks.training import toml_rows as rows
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
from kpmbooks.training.prose import Prose, read_prose
from kpmbooks.training.toml_rows import Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LessonFault:
    """What is wrong with a lesson, and in which of its files or fields."""

    lesson: str
    where: str
    text: str


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
            materials=rows.texts(content, "materials") if "materials" in content else (),
            before=rows.optional_text(content, "before"),
            remember=rows.texts(content, "remember") if "remember" in content else (),
            own=_own(rows.table(content, "own")) if "own" in content else None,
            at_home=_words(content, "at_home"),
            next_time=_words(content, "next_time"),
            paper_only=_words(content, "paper_only"),
            song=rows.optional_text(content, "song"),
            numbers=rows.optional_text(content, "numbers"),
            questions=tuple(_question(row) for row in rows.rows(content, "question")),
            before_after=rows.some_numbers(content, "before_after") if "before_after" in content else (),
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

    return reading.take("lesson.toml", whole)


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
    right = rows.optional_text(row, "right")
    return Question(_words(row, "text"), _words(row, "a"), _words(row, "b"), answer, _words(row, "why"), right)


def _both(*keys: str) -> tuple[str, ...]:
    return (*keys, *(f"{key}_en" for key in keys))
