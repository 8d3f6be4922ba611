"""*Ingat lagi*: what this group most often got wrong, said once more in the words that help. Never by person.

What was found lately weighs most: what was found k sessions ago counts as the (k + 1)th part. An idea counts once for
each exercise in which it was found; a question counts with its part of wrong cards at its last time, where that was a
third or more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kpmbooks.book import Reader
from kpmbooks.training.session import Cards, LessonSession
from kpmbooks.training.sessions import sessions_of

if TYPE_CHECKING:
    from kpmbooks.training.lesson import Lesson, Words
    from kpmbooks.training.misconception import Misconception

MOST: Final = 3
LOOKED_BACK: Final = 12
"""Sessions that are looked at: what was wrong longer ago was said again by now."""
WRONG: Final = Fraction(1, 3)
FEWEST_CARDS: Final = 3


@dataclass(frozen=True, slots=True)
class ToRecall:
    """One thing to say again: of which lesson, its rule, and the words that help.

    Either an ``idea`` of the catalogue, with its ``name`` and the exercise that ``treats`` it, or a ``question`` of the
    lesson (counted from 1), whose ``name`` is what was asked.
    """

    lesson: str
    rule: "Words"
    name: "Words"
    words: "Words"
    idea: str | None = None
    question: int | None = None
    treats: str | None = None


@dataclass(frozen=True, slots=True)
class Recap:
    """At most three things to say again. Where there is nothing, what is to be remembered of the ``lesson`` before."""

    items: tuple[ToRecall, ...]
    lesson: str | None
    remember: tuple[str, ...]


def recap(
    reader: Reader,
    lessons: "Sequence[Lesson] | None" = None,
    ideas: "Mapping[str, Misconception] | None" = None,
    *,
    most: int = MOST,
) -> Recap:
    """What to say again to this group; ``lessons`` and ``ideas`` are those of the program unless others are given."""
    sessions = sessions_of(reader)
    if lessons is None:
        from kpmbooks.training.lessons import find_lesson  # reads each lesson that was held

        names = dict.fromkeys(one.lesson for one in sessions[-LOOKED_BACK:])
        lessons = [lesson for name in names if (lesson := find_lesson(name)) is not None]
    if ideas is None:
        from kpmbooks.training.misconception import misconceptions

        ideas = misconceptions()
    return recalled(sessions, {one.id: one for one in lessons}, ideas, most)


def recalled(
    sessions: Sequence[LessonSession], lessons: "Mapping[str, Lesson]", ideas: "Mapping[str, Misconception]", most: int
) -> Recap:
    """What is to be said again after these sessions, the latest last. What no lesson or catalogue knows is left out."""
    latest = [one for one in reversed(sessions) if not one.struck][:LOOKED_BACK]
    weights: dict[ToRecall, Fraction] = {}
    of_ideas: dict[str, ToRecall] = {}
    asked: set[tuple[str, int]] = set()
    for back, one in enumerate(latest):
        lesson = lessons.get(one.lesson)
        for idea in (idea for work in one.works for idea in work.ideas):
            if idea not in of_ideas and idea in ideas and lesson is not None:
                told = ideas[idea]
                of_ideas[idea] = ToRecall(
                    lesson.id, lesson.rule, told.name, told.feedback, idea=idea, treats=told.treated_by
                )
            if idea in of_ideas:
                item = of_ideas[idea]
                weights[item] = weights.get(item, Fraction(0)) + Fraction(1, back + 1)
        for cards in _last_counts(one):
            place = (one.lesson, cards.question)
            if place in asked or lesson is None or cards.question > len(lesson.questions):
                continue
            asked.add(place)
            wrong = Fraction(cards.raised - cards.right, cards.raised)
            if wrong >= WRONG and cards.raised >= FEWEST_CARDS:
                question = lesson.questions[cards.question - 1]
                item = ToRecall(lesson.id, lesson.rule, question.text, question.why, question=cards.question)
                weights[item] = wrong * Fraction(1, back + 1)
    order = sorted(weights, key=lambda item: (-weights[item], item.lesson, item.idea or "", item.question or 0))
    before = next((one.lesson for one in latest if one.counts and one.lesson in lessons), None)
    remember = lessons[before].remember if before is not None else ()
    return Recap(tuple(order[:most]), before, remember)


def _last_counts(one: LessonSession) -> tuple[Cards, ...]:
    """What the cards said last at each question of a session: after the lesson, else before it."""
    found = {cards.question: cards for cards in one.cards if cards.raised}  # after comes after before
    return tuple(found.values())
