"""What a lesson shows to everybody, slide by slide: values only, in the order in which they are shown.

No slide has a person's name from a book or an amount of a person: all of it is content of the lesson.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kpmbooks.i18n import Language
from kpmbooks.training import Lesson
from kpmbooks.training.session import When

SlideKind = Literal["title", "text", "rule", "question"]

MOST_WORDS: Final = 25
"""So many words at most stand on the screen at once; figures are no words."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'/][^\W\d_]+)*")
_AMOUNT = re.compile(r"Rp\s?\d[\d.]*")
_QUESTIONS = ("tanya", "ask", "five questions", "questions")
_RULE = ("aturan", "rule", "today's rule")


@dataclass(frozen=True, slots=True)
class ShownSlide:
    """One page of the large screen. ``step`` is the step of the lesson that it belongs to, from 1.

    ``text`` is what is read; a question has its two cards, the right one and why, ``number`` from 1, and is asked
    ``when``: in the little test before the lesson, or in it.
    """

    kind: SlideKind
    step: int
    text: str
    picture: str = ""
    a: str = ""
    b: str = ""
    answer: str = ""
    why: str = ""
    number: int = 0
    when: When = "after"


def count_words(*texts: str) -> int:
    """How many words stand in the texts; amounts and other figures are none."""
    return sum(len(_WORD.findall(_AMOUNT.sub("", text))) for text in texts)


def step_names(lesson: Lesson, language: Language) -> tuple[str, ...]:
    """The names of the lesson's steps, without their number and minutes."""
    return tuple(name for name, _minutes in steps_of(lesson, language))


def steps_of(lesson: Lesson, language: Language) -> tuple[tuple[str, int], ...]:
    """Name and minutes of each step; 0 minutes where a step does not say any."""
    found = []
    for block in lesson.pages(language).blocks:
        if block.kind == "step":
            name = re.sub(r"^\w+ \d+[.:]\s*", "", block.text)
            minutes = re.search(r"\((\d+) \w+\)\s*$", name)
            found.append((re.sub(r"\s*\([^)]*\)\s*$", "", name), int(minutes[1]) if minutes else 0))
    return tuple(found)


def step_with_questions(lesson: Lesson, language: Language) -> int:
    """The number of the step in which the questions are asked; the last one where no step is called so."""
    return _named(lesson, language, _QUESTIONS) or max(1, len(step_names(lesson, language)))


def step_with_rule(lesson: Lesson, language: Language) -> int:
    """The number of the step that says the rule: by its name, or because the rule stands in it in bold letters."""
    named = _named(lesson, language, _RULE)
    if named:
        return named
    rule = _plain(lesson.rule.said(language))
    step = 0
    for block in lesson.pages(language).blocks:
        step += block.kind == "step"
        if any(span.strong and _plain(span.text) == rule for span in block.spans):
            return max(1, step)
    return 1


def slides_of(lesson: Lesson, language: Language, *, tested: bool = False) -> tuple[ShownSlide, ...]:
    """Everything that the lesson shows, step by step; rule and questions come by themselves.

    A slide without a picture of its own takes the lesson's, which is shown as long as there is room beside the words.

    ``tested``: some of the questions are asked before the lesson, too, so that it can be seen what it gained.
    """
    return tuple(_slides(lesson, language, tested))


def _slides(lesson: Lesson, language: Language, tested: bool) -> Iterator[ShownSlide]:
    picture = lesson.pictures[0].file if lesson.pictures else ""
    yield ShownSlide("title", 1, lesson.title.said(language), picture)
    if tested:
        yield from _questions(lesson, language, 1, "before", lesson.before_after)  # a picture might tell the answer
    asked, ruled = step_with_questions(lesson, language), step_with_rule(lesson, language)
    for step in range(1, max(1, len(step_names(lesson, language))) + 1):
        for slide in lesson.slides:
            if slide.step == step:
                yield ShownSlide("text", step, slide.text, slide.picture or picture)
        if step == ruled:
            yield ShownSlide("rule", step, lesson.rule.said(language))
        if step == asked:
            yield from _questions(lesson, language, step, "after", range(1, len(lesson.questions) + 1), picture)


def _questions(
    lesson: Lesson, language: Language, step: int, when: When, wanted: Iterable[int], picture: str = ""
) -> Iterator[ShownSlide]:
    for number in wanted:
        question = lesson.questions[number - 1]
        yield ShownSlide(
            "question",
            step,
            question.text.said(language),
            picture,
            a=question.a.said(language),
            b=question.b.said(language),
            answer=question.answer,
            why=question.why.said(language),
            number=number,
            when=when,
        )


def _plain(text: str) -> str:
    return text.strip(" .!").casefold()


def _named(lesson: Lesson, language: Language, words: tuple[str, ...]) -> int | None:
    for number, name in enumerate(step_names(lesson, language), 1):
        if name.casefold().startswith(words):
            return number
    return None
