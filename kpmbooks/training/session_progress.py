"""What came of the learning sessions: lessons held, who came, what the cards gained, which lesson is next.

Of one person only what is hers, for her alone: on a screen that others see nothing stands by person. Holding a session
is ``sessions``, what is to be said again is ``recap``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from kpmbooks.book import OwnerKind, Reader
from kpmbooks.training.session import HomeTask, LessonSession, Work
from kpmbooks.training.sessions import sessions_of

if TYPE_CHECKING:
    from kpmbooks.training.lesson import Track

FEW: Final = 5
"""Fewer cards than this say little of a group; a share of them is told with that."""

_ORDER: Final[tuple["Track", ...]] = ("pembukuan", "pinjaman", "kelompok", "komputer", "ekonomi")
"""In which order tracks are proposed after the one that goes on; the facilitator's own is never proposed to a group."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The little test before and after, in whole percent of the cards; ``points`` is the difference of the two.

    ``people`` took part in both (the fewest cards at any question); ``few`` says that this is too few to build on.
    """

    questions: int
    people: int
    before: int
    after: int
    few: bool

    @property
    def points(self) -> int:
        """Percent points gained, below zero where fewer were right afterwards."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class LessonHeld:
    """A lesson that was held: ``attended`` came, guests among them; ``right`` is the percent of right cards then."""

    session: bytes
    lesson: str
    day: date
    attended: int
    minutes: int | None
    right: int | None
    home: HomeTask | None


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """The lessons that were held, the latest last, and what all their tests before and after gained."""

    held: tuple[LessonHeld, ...]
    gain: Gain | None

    @property
    def lessons(self) -> tuple[str, ...]:
        """The lessons that were held, each once, in the order of their first time."""
        return tuple(dict.fromkeys(one.lesson for one in self.held))


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """One person's: the lessons at which she was, of how many that were held; exercises of her own, ideas in them."""

    attended: tuple[LessonHeld, ...]
    of: int
    works: tuple[Work, ...]
    ideas: Mapping[str, int]


def gain(sessions: Iterable[LessonSession]) -> Gain | None:
    """What the questions asked before and after gained, over these sessions; None where none was asked both times."""
    questions = people = 0
    right = {"before": 0, "after": 0}
    raised = {"before": 0, "after": 0}
    for one in sessions:
        counted = {(cards.question, cards.when): cards for cards in one.cards if cards.raised}
        both = sorted(
            {question for question, _ in counted if {(question, "before"), (question, "after")} <= set(counted)}
        )
        if not both:
            continue
        of_both = [cards for cards in counted.values() if cards.question in both]
        questions += len(both)
        people += min(cards.raised for cards in of_both)
        for cards in of_both:
            right[cards.when] += cards.right
            raised[cards.when] += cards.raised
    if not questions:
        return None
    before, after = (percent(Fraction(right[when], raised[when])) for when in ("before", "after"))
    return Gain(questions, people, before, after, people < FEW)


def progress_of_group(reader: Reader) -> GroupProgress:
    """How far the group has come; sessions that were struck out or not finished are left out."""
    held = [one for one in sessions_of(reader) if one.counts]
    return GroupProgress(tuple(_held(one) for one in held), gain(held))


class Listed(Protocol):
    """What is known of a lesson from a list of them: its track, and the lesson that goes before it."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def track(self) -> "Track":
        """Its track."""

    @property
    def before(self) -> str | None:
        """The id of the lesson before it."""


Found = TypeVar("Found", bound=Listed)


def gain_of_track(reader: Reader, track: "Track", lessons: Sequence[Listed]) -> Gain | None:
    """What the tests of a whole track gained; ``lessons`` say of which track each is."""
    of_track = {one.id for one in lessons if one.track == track}
    return gain(one for one in sessions_of(reader) if one.counts and _original(one.lesson) in of_track)


def progress_of_member(reader: Reader, person: bytes) -> MemberProgress:
    """What is hers; ``person`` is her uid as a person. Not for a screen that others see."""
    held = [one for one in sessions_of(reader) if one.counts]
    hers = [one for one in held if person in one.present]
    works = tuple(work for one in held for work in one.works if work.person == person)
    ideas: dict[str, int] = {}
    for one in held:
        for idea, often in one.ideas(person).items():
            ideas[idea] = ideas.get(idea, 0) + often
    return MemberProgress(tuple(_held(one) for one in hers), len(held), works, ideas)


def next_lesson(reader: Reader, lessons: Sequence[Found]) -> Found | None:
    """The lesson to hold next: the first of the track that goes on which was not held and whose lesson before was.

    Then the next track. None where everything was held. A person's own copy of a lesson counts as that lesson.
    """
    held = [one.lesson for one in sessions_of(reader) if one.counts]
    return proposed(lessons, held, reader.owner.kind)


def proposed(lessons: Sequence[Found], held: Sequence[str], owner: OwnerKind) -> Found | None:
    """The next of these lessons after those ``held`` (the latest last), for a group or a family."""
    known = {one.id: one for one in lessons if _original(one.id) == one.id}
    done = [_original(one) for one in held]
    last = next((known[one].track for one in reversed(done) if one in known), None)
    order = [last, *(track for track in _ORDER if track != last)] if last is not None else list(_ORDER)
    for track in order:
        if track == "kelompok" and owner == "family":
            continue
        for one in sorted((one for one in known.values() if one.track == track), key=lambda one: _natural(one.id)):
            if one.id not in done and (one.before is None or one.before in done or one.before not in known):
                return one
    return None


def percent(part: Fraction) -> int:
    """In whole percent, half upwards."""
    return (200 * part.numerator + part.denominator) // (2 * part.denominator)


def _held(one: LessonSession) -> LessonHeld:
    share = one.right_share()
    right = None if share is None else percent(share)
    return LessonHeld(one.uid, one.lesson, one.day, one.attended, one.minutes, right, one.home)


def _original(lesson: str) -> str:
    """The lesson of ours that a person's own was copied from (PB-2-S1 from PB-2)."""
    return lesson.partition("-S")[0]


def _natural(name: str) -> tuple[str | int, ...]:
    """So that PB-10 comes after PB-9."""
    return tuple(int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name))
