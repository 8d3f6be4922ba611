"""What a lesson must have beside being well formed, so that it carries itself; a fault is a sentence."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from kpmbooks.training.lesson import Lesson, Question

Found = Iterator[tuple[str, str]]
"""Where, and what is wrong."""

MINUTES: Final = range(20, 31)
MINUTES_OF_A_MODULE: Final = range(90, 151)
MOST_RULE_WORDS, MOST_SLIDE_WORDS, MOST_PAGE_WORDS, MOST_QUESTION_WORDS, MOST_CARD_WORDS = 8, 20, 25, 14, 4
"""A page that is shown has at most 25 words: a slide fewer, since the step's name stands above it."""

MOST_REMEMBER_WORDS = 12
BY_THEMSELVES: Final = frozenset({"Aturan", "Tanya A/B"})
"""Steps whose pages come from the lesson itself, without slides."""

_STEP = re.compile(r"Langkah ([0-9]{1,2})\. (.+) \(([0-9]{1,3}) menit\)")
_WORD = re.compile(r"[^\s–—-]*\w[^\s]*")


def words_in(text: str) -> int:
    """So many words: whatever has a letter or digit between two spaces."""
    return len(_WORD.findall(text))


def rule_faults(lesson: Lesson) -> list[tuple[str, str]]:
    """Everything that is missing or too much."""
    return [fault for rule in _RULES for fault in rule(lesson)]


def _steps(lesson: Lesson) -> Found:
    minutes, names = 0, []
    blocks = [block.text for block in lesson.prose["id"].blocks if block.kind == "step"]
    for nth, text in enumerate(blocks, 1):
        step = _STEP.fullmatch(text)
        if step is None or int(step[1]) != nth:
            yield "id.md", f"{text!r} is not written “Langkah {nth}. Name (m menit)”"
            return
        minutes += int(step[3])
        names.append(step[2])
    if minutes != lesson.minutes:
        yield "id.md", f"the steps take {minutes} minutes, the lesson {lesson.minutes}"
    for slide in lesson.slides:
        if slide.step > len(blocks):
            yield "slide", f"step {slide.step} is not there; there are {len(blocks)}"
    shown = {slide.step for slide in lesson.slides}
    for nth, name in enumerate(names, 1):
        if nth not in shown and name not in BY_THEMSELVES:
            yield "slide", f"step {nth}, {name}, has none"


def _frame(lesson: Lesson) -> Found:
    allowed = MINUTES_OF_A_MODULE if lesson.track == "ekonomi" else MINUTES
    if lesson.minutes not in allowed:
        yield "minutes", f"{lesson.minutes} are not {allowed.start} to {allowed.stop - 1}"
    if words_in(lesson.rule.id) > MOST_RULE_WORDS:
        yield "rule", f"more than {MOST_RULE_WORDS} words"
    if not lesson.materials:
        yield "materials", "none are named"
    if len(lesson.remember) != 3 or any(words_in(line) > MOST_REMEMBER_WORDS for line in lesson.remember):
        yield "remember", f"there are three lines of at most {MOST_REMEMBER_WORDS} words"
    if lesson.own is None:
        yield "own", "the exercise on the group's own numbers is missing"
    elif ("{figure}" in lesson.own.text) == (lesson.own.figure == "none"):
        yield "own", "the text has the place {figure} exactly where a figure is named"
    if not lesson.forms:
        yield "form", "the paper form is missing"
    for form in lesson.forms:
        if not 1 <= len(form.columns) <= 8:
            yield "form", f"{form.title!r}: there are one to eight columns"


def _questions(lesson: Lesson) -> Found:
    if len(lesson.questions) != 5:
        yield "question", f"{len(lesson.questions)} spoken questions; there must be five"
    if len({question.answer for question in lesson.questions}) == 1:
        yield "question", "the answer is always the same card"
    for nth, question in enumerate(lesson.questions, 1):
        yield from ((f"question {nth}", fault) for fault in _of_question(question))
    tested = lesson.before_after
    if len(set(tested)) != 3 or not set(tested) <= set(range(1, len(lesson.questions) + 1)):
        yield "before_after", "names not three of the questions"


def _of_question(question: Question) -> Iterator[str]:
    if question.right is None:
        yield "right is missing: the words of the right card, once more"
    elif question.right != (question.a if question.answer == "a" else question.b).id:
        yield f"right says {question.right!r}, which is not card {question.answer}: is the answer swapped?"
    if question.a.id == question.b.id:
        yield "both cards say the same"
    if words_in(question.text.id) > MOST_QUESTION_WORDS:
        yield f"more than {MOST_QUESTION_WORDS} words"
    for card in (question.a.id, question.b.id):
        if words_in(card) > MOST_CARD_WORDS:
            yield f"card {card!r} has more than {MOST_CARD_WORDS} words"
    if sum(words_in(words.id) for words in (question.text, question.a, question.b)) > MOST_PAGE_WORDS:
        yield f"question and cards have more than {MOST_PAGE_WORDS} words"


def _pictures(lesson: Lesson) -> Found:
    declared = {picture.file for picture in lesson.pictures}
    shown = {block.picture for prose in lesson.prose.values() for block in prose.blocks if block.kind == "picture"}
    on_slides = {slide.picture for slide in lesson.slides if slide.picture}
    for file in sorted((shown | on_slides) - declared):
        yield "picture", f"{file} is shown but not declared with what it shows"
    for file in sorted(set(lesson.files) - declared):
        yield "picture", f"{file} lies there and is not declared"
    if not declared:
        yield "picture", "there is no picture page"
    for file in sorted(declared - shown - on_slides):
        yield "picture", f"{file} is declared and never shown"
    for slide in lesson.slides:
        if words_in(slide.text) > MOST_SLIDE_WORDS:
            yield "slide", f"step {slide.step}: more than {MOST_SLIDE_WORDS} words"


_RULES: tuple[Callable[[Lesson], Found], ...] = (_frame, _steps, _questions, _pictures)
