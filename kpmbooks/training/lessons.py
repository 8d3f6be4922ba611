"""Which lessons there are: ours, in the order in which they are taught, and those that a facilitator made herself.

The list of them is read without their pages, pictures and exercises; one lesson is read alone. A lesson that cannot be
read is none, and the others are there all the same.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from kpmbooks.training import toml_rows as rows
from kpmbooks.training.bilingual import Words
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.folder import LARGEST
from kpmbooks.training.lesson import Lesson, Track
from kpmbooks.training.lesson_reading import read_lesson

OURS = Path(__file__).with_name("content")

TRACKS: tuple[Track, ...] = get_args(Track)

_own: list[Path] = []


def own_lessons_lie_in(folder: Path | None) -> None:
    """Say once where a person's own lessons lie; they are found beside ours from then on. None: nowhere."""
    _own[:] = [] if folder is None else [folder]


@dataclass(frozen=True, slots=True)
class Content:
    """A line of the list of lessons."""

    id: str
    track: Track
    minutes: int
    title: Words
    rule: Words
    before: str | None
    numbers: str | None
    languages: tuple[str, ...]


def contents() -> tuple[Content, ...]:
    """The list of lessons as they are taught: by track, then by number; a person's own after ours."""
    ours = _ours_in_short()
    known = {one.id for one in ours}
    return (*ours, *(one for folder in _own for one in _in_short(folder) if one.id not in known))


@cache
def _ours_in_short() -> tuple[Content, ...]:
    return _in_short(OURS)


def _in_short(folder: Path) -> tuple[Content, ...]:
    found = [one for place in lesson_folders(folder) if (one := _content(place)) is not None]
    return tuple(sorted(found, key=lambda one: (TRACKS.index(one.track), in_order(one.id))))


def _content(folder: Path) -> Content | None:
    try:
        file = folder / "lesson.toml"
        if file.is_symlink() or not file.is_file() or file.stat().st_size > LARGEST:
            return None
        top = re.split(rb"^\[", file.read_bytes(), maxsplit=1, flags=re.MULTILINE)[0]
        row = rows.parse(top)
        if row.get("id") != folder.name:
            return None
        return Content(
            id=folder.name,
            track=rows.one_of(row, "track", TRACKS),
            minutes=rows.number(row, "minutes", 1, 1_000),
            title=Words(rows.text(row, "title"), rows.optional_text(row, "title_en")),
            rule=Words(rows.text(row, "rule"), rows.optional_text(row, "rule_en")),
            before=rows.optional_text(row, "before"),
            numbers=rows.optional_text(row, "numbers"),
            languages=tuple(language for language in ("id", "en") if (folder / f"{language}.md").is_file()),
        )
    except (OSError, ValueError):
        return None


def in_order(lesson: str) -> tuple[str, tuple[int, ...]]:
    """A key that puts PB-2 before PB-10."""
    return lesson.partition("-")[0], tuple(int(number) for number in re.findall(r"\d+", lesson))


def lesson_folders(folder: Path) -> tuple[Path, ...]:
    """The lessons in a folder of lessons, or the one folder of a lesson."""
    if (folder / "lesson.toml").is_file() or not folder.is_dir():
        return (folder,)
    inside = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith(("_", ".")))
    return tuple(inside) or (folder,)


def lessons() -> tuple[Lesson, ...]:
    """Every lesson, whole, in the order in which they are taught."""
    return tuple(lesson for one in contents() if (lesson := find_lesson(one.id)) is not None)


def find_lesson(wanted: str) -> Lesson | None:
    """One lesson by its id, whatever the case."""
    for folder in (OURS, *_own):
        for place in lesson_folders(folder):
            if place.name.casefold() == wanted.casefold():
                return _ours(place.name) if folder is OURS else _lesson_in(place)
    return None


@cache
def _ours(name: str) -> Lesson | None:
    return _lesson_in(OURS / name)


def _lesson_in(folder: Path) -> Lesson | None:
    read = read_lesson(folder)
    return read if isinstance(read, Lesson) else None


def exercises() -> Mapping[str, Exercise]:
    """The exercises of all lessons by id."""
    return {exercise.id: exercise for lesson in lessons() for exercise in lesson.exercises}


def find_exercise(wanted: str) -> Exercise | None:
    """One exercise by its id, whatever the case; only its lesson is read."""
    for lesson in _lessons_of(wanted):
        for exercise in lesson.exercises:
            if exercise.id.casefold() == wanted.casefold():
                return exercise
    return None


def _lessons_of(exercise: str) -> Iterator[Lesson]:
    parts = exercise.split("-")
    for many in range(len(parts) - 1, 0, -1):
        lesson = find_lesson("-".join(parts[:many]))
        if lesson is not None:
            yield lesson
