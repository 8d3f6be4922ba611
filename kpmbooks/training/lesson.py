"""What a lesson is, as values: aim and rule, pages, what is asked aloud, what is practised. No file, no book."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kpmbooks.i18n import Language
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.prose import Prose

Card = Literal["a", "b"]
Track = Literal["ekonomi", "pembukuan", "pinjaman", "komputer", "kelompok", "pendamping"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Indonesian, in English where somebody wrote it."""

    id: str
    en: str | None = None

    def said(self, language: Language) -> str:
        """In ``language``, in Indonesian where it is not there."""
        return self.en if language == "en" and self.en else self.id


@dataclass(frozen=True, slots=True)
class Question:
    """Asked aloud and answered with card A or B; ``why`` is said afterwards, to all, never to one."""

    text: Words
    a: Words
    b: Words
    answer: Card
    why: Words


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of the lesson comes from, and when it was read."""

    fact: str
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the lesson, and what it shows in one sentence for whoever does not see it."""

    file: str
    shows: Words


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of ``minutes`` minutes. ``prose`` has the pages by language; Indonesian is always there.

    ``at_home`` is the thing to do at home, ``next_time`` how it is looked at at the next meeting, without marks.
    """

    id: str
    track: Track
    minutes: int
    title: Words
    aim: Words
    rule: Words
    story: Words
    at_home: Words
    next_time: Words
    paper_only: Words
    questions: tuple[Question, ...]
    pictures: tuple[Picture, ...]
    sources: tuple[Source, ...]
    exercises: tuple[Exercise, ...]
    prose: Mapping[Language, Prose]
    files: Mapping[str, bytes]

    @property
    def languages(self) -> tuple[Language, ...]:
        """In which languages its pages can be read."""
        return tuple(self.prose)

    def pages(self, language: Language) -> Prose:
        """The pages in ``language``, in Indonesian where nobody wrote them."""
        return self.prose.get(language, self.prose["id"])
