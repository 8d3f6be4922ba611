"""The stops of a lesson: its own steps, and what a session has around them. Values only.

A lesson is read without a session, too; then there is nobody to be ticked and nothing to be counted.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from kpmbooks.i18n import Translator
from kpmbooks.training import Block, Exercise, Lesson
from ui.desktop.pages.presenter_slides import step_with_questions, step_with_rule, steps_of

StopKind = Literal["overview", "attend", "recap", "step", "practice", "own", "questions", "home", "finish"]

_PICTURES: Final = {
    "overview": "student",
    "attend": "users-three",
    "recap": "arrow-counter-clockwise",
    "practice": "pencil-simple",
    "own": "notebook",
    "questions": "cards",
    "home": "house-line",
    "finish": "check-circle",
    "step": "chat-circle-text",
}

_NAMED: Final[tuple[tuple[tuple[str, ...], StopKind], ...]] = (
    (("ingat", "remember"), "recap"),
    (("latihan", "exercise", "practise", "practice"), "practice"),
    (("angka kita", "our own", "own "), "own"),
    (("tanya", "ask", "questions", "five questions"), "questions"),
    (("di rumah", "at home"), "home"),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: ``step`` of the lesson (from 1; 0 for what only a session has), the minutes it may take, its words."""

    kind: StopKind
    name: str
    minutes: int
    step: int
    picture: str
    blocks: tuple[Block, ...] = ()


def stops_of(lesson: Lesson, _: Translator, *, in_session: bool) -> tuple[Stop, ...]:
    """The stops in their order."""
    asked, ruled = step_with_questions(lesson, _.language), step_with_rule(lesson, _.language)
    first = (
        Stop("attend", _("Who is here"), 0, 0, _PICTURES["attend"])
        if in_session
        else Stop("overview", _("At a glance"), 0, 0, _PICTURES["overview"])
    )
    pages = [page for page in lesson.pages(_.language).pages() if any(block.kind == "step" for block in page)]
    found = [first]
    for step, ((name, minutes), blocks) in enumerate(zip(steps_of(lesson, _.language), pages, strict=False), 1):
        kind = "questions" if step == asked and lesson.questions else kind_of(name)
        if step == 1 and kind == "step" and not has_step(lesson, _, "recap"):
            kind = "recap"  # a module with steps of its own begins with what was hard last time, too
        told = tuple(block for block in blocks if block.kind not in ("title", "step"))
        found.append(Stop(kind, name, minutes, step, "lightbulb" if step == ruled else _picture(kind, name), told))
    if lesson.exercises and all(stop.kind != "practice" for stop in found):
        found.append(Stop("practice", _("Exercise"), 0, 0, _PICTURES["practice"]))
    if in_session:
        found.append(Stop("finish", _("Finish"), 0, 0, _PICTURES["finish"]))
    return tuple(found)


def has_step(lesson: Lesson, _: Translator, kind: StopKind) -> bool:
    """Whether a step of the lesson is called so that it is for this."""
    return any(kind_of(name) == kind for name, _minutes in steps_of(lesson, _.language))


def exercises_in(stop: Stop, lesson: Lesson) -> tuple[Exercise, ...]:
    """The exercises that the words of a step send to, by number or by their ids, where it is not for exercising."""
    told = " ".join(block.text.casefold() for block in stop.blocks if "buka latihan" in block.text.casefold())
    if stop.kind == "practice" or not told:
        return ()
    numbers = [int(number) for number in re.findall(r"latihan (\d+)", told)]
    meant = [
        one
        for nth, one in enumerate(lesson.exercises, 1)
        if (nth in numbers if numbers else all(word in told for word in _words_of(one, lesson)))
    ]
    return tuple(meant or lesson.exercises)


def _words_of(exercise: Exercise, lesson: Lesson) -> list[str]:
    return exercise.id.casefold().removeprefix(f"{lesson.id.casefold()}-").split("-")


def kind_of(name: str) -> StopKind:
    """What a step of this name is for."""
    said = name.casefold()
    return next((kind for words, kind in _NAMED if said.startswith(words)), "step")


def _picture(kind: StopKind, name: str) -> str:
    said = name.casefold()
    if kind == "step" and said.startswith(("lihat", "look")):
        return "eye"
    return _PICTURES[kind]
