"""What a lesson is, as values: aim and rule, pages, what is asked aloud, what is practised. No file, no book."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kpmbooks.i18n import Language
from kpmbooks.training.bilingual import Words
from kpmbooks.training.exercise import Exercise
from kpmbooks.training.prose import Prose

__all__ = ["Card", "Figure", "Lesson", "Own", "PaperForm", "Picture", "Question", "Slide", "Source", "Track", "Words"]

Card = Literal["a", "b"]
Track = Literal["ekonomi", "pembukuan", "pinjaman", "komputer", "kelompok", "pendamping"]
Figure = Literal[
    "cash", "month_sales", "month_spending", "month_profit", "month_family", "owed_to_us", "we_owe", "days_recorded",
    "savings", "social", "none",
]  # fmt: skip
"""What a lesson reads from the group's own book."""


@dataclass(frozen=True, slots=True)
class Question:
    """Asked aloud and answered with card A or B; ``why`` is said afterwards, to all, never to one.

    ``right`` says the words of the right card once more, so that a swapped answer is found.
    """

    text: Words
    a: Words
    b: Words
    answer: Card
    why: Words
    right: str | None = None


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
class Slide:
    """What everybody sees during a step (the first is 1): few words, perhaps a picture of the lesson."""

    step: int
    text: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form to be filled with a pencil where there is no laptop."""

    title: str
    columns: tuple[str, ...]
    rows: int
    note: str | None


@dataclass(frozen=True, slots=True)
class Own:
    """The exercise on the group's own numbers: ``text`` has the place ``{figure}`` for what its book says."""

    text: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of ``minutes`` minutes. ``prose`` has the pages by language; Indonesian is always there.

    ``at_home`` is the thing to do at home, ``next_time`` how it is looked at at the next meeting, without marks.
    ``before`` is the lesson before this one, ``remember`` what is said of this one at the next. ``before_after`` are
    the questions (the first is 1) of the little test before and after.
    """

    id: str
    track: Track
    minutes: int
    title: Words
    aim: Words
    rule: Words
    story: Words
    materials: tuple[str, ...]
    before: str | None
    remember: tuple[str, ...]
    own: Own | None
    at_home: Words
    next_time: Words
    paper_only: Words
    song: str | None
    numbers: str | None
    questions: tuple[Question, ...]
    before_after: tuple[int, ...]
    slides: tuple[Slide, ...]
    forms: tuple[PaperForm, ...]
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
