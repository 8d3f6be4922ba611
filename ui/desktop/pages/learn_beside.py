"""What stands on the laptop at a step of a lesson: its words, its questions, and what belongs to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Exercise, Lesson
from kpmbooks.training.own_figures import own_figure
from ui.desktop.pages.learn_cards import exercises_card, figure_card, home_card, rule_card, song_strip
from ui.desktop.pages.learn_recap import RecapPart
from ui.desktop.pages.learn_step import StepPane, picture_of, step_sheet
from ui.desktop.pages.learn_stops import Stop, exercises_in, has_step
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.session_cards import QuestionsPart
from ui.desktop.pages.session_run import SessionRun
from ui.desktop.pages.session_story import StoryPart
from ui.desktop.session import Session

Practise = Callable[[Exercise], object]


def show_step(
    pane: StepPane,
    session: Session,
    stop: Stop,
    lesson: Lesson,
    show: LessonShow,
    run: SessionRun | None,
    practise: Practise,
) -> None:
    """Put the step together on ``pane``; in a session also what is counted and chosen there."""
    sheet: list[QWidget] = [step_sheet(session._, stop, lesson)] if stop.blocks else []
    questions = _questions(session._, stop, lesson, show, run)
    beside = _beside(session, stop, lesson, run, practise)
    if questions is None:
        pane.show_parts([*sheet, *beside])
    elif stop.kind == "questions":
        pane.show_parts([questions, *sheet, *beside])
    else:  # what is said again belongs to the words, the little test stands for itself
        pane.show_parts([*sheet, *beside, questions], together=len(sheet) + len(beside))


def _questions(
    _: Translator, stop: Stop, lesson: Lesson, show: LessonShow, run: SessionRun | None
) -> QuestionsPart | None:
    """The cards of this stop: the little test before, or the questions."""
    if stop.kind == "questions" and lesson.questions:
        return QuestionsPart(_, show, "after", object_name="questions_after")
    if stop.kind == "recap" and run is not None and lesson.before_after:
        return QuestionsPart(_, show, "before", object_name="questions_before")
    return None


def _beside(session: Session, stop: Stop, lesson: Lesson, run: SessionRun | None, practise: Practise) -> list[QWidget]:
    _ = session._
    if stop.kind == "recap":
        return [RecapPart(session, lesson, run)]
    if stop.kind == "own":
        return [_own(session, lesson)]
    if stop.kind == "home":
        return [home_card(_, lesson), *([song_strip(_, lesson)] if lesson.song else [])]
    if stop.kind == "questions":  # what has no step of its own stands at the end
        own = [] if has_step(lesson, _, "own") or lesson.own is None else [_own(session, lesson)]
        return [*own, *([] if has_step(lesson, _, "home") else [home_card(_, lesson)])]
    parts: list[QWidget] = []
    if stop.picture == "lightbulb":
        parts.append(rule_card(_, lesson))
    shown = {block.picture for block in stop.blocks if block.kind == "picture"}
    file = next((one.picture for one in lesson.slides if one.step == stop.step and one.picture), None)
    picture = picture_of(_, lesson, file) if file is not None and file not in shown else None
    if picture is not None:
        parts.append(picture)
    if asked := exercises_in(stop, lesson):
        parts.append(exercises_card(_, lesson, asked, practise))
    told = stop.kind == "step" and stop.name.casefold().startswith(("cerita", "story"))
    if told and run is not None and session.book.owner.kind == "group":
        parts.append(StoryPart(run))
    if stop.picture == "lightbulb" and lesson.song:
        parts.append(song_strip(_, lesson))
    return parts


def _own(session: Session, lesson: Lesson) -> QWidget:
    if lesson.own is None:
        return figure_card(session._, lesson, None)
    name = lesson.own.figure
    figure = session.ask(lambda reader: own_figure(reader, name, session.today(), session.ledger))
    return figure_card(session._, lesson, figure)
