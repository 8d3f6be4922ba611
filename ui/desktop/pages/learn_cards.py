"""The cards of a lesson: what is said again, rule, what is needed, song, one's own figure, what is done at home."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from kpmbooks.dates import format_day, format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.training import Exercise, Lesson
from kpmbooks.training.own_figures import OwnFigure
from kpmbooks.training.recap import Recap
from ui.desktop import widgets as w
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered


class RecapCard(w.Card):
    """What this group most often got wrong, or what is to be remembered of the lesson before. Never by person."""

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Remember"), picture="arrow-counter-clockwise", tone="primary", object_name="recap_card")
        self._ = _
        self._labels: list[QLabel] = []
        self._said = QVBoxLayout()
        self._said.setSpacing(self.body.spacing())
        self.body.addLayout(self._said)
        self.body.addStretch(1)  # beside a taller card its lines stay together

    def says_something(self) -> bool:
        """Whether there is anything to be said again."""
        return bool(self._labels)

    def show_recap(self, recap: Recap | None, before: Lesson | None, day: date | None) -> None:
        """``before`` is the lesson that was held last, on that day, or the one that should come before this one."""
        _, language = self._, self._.language
        self.title.setText(_("Last time, {day}", day=format_day(day, language)) if day is not None else _("Remember"))
        lines: list[tuple[str, str]] = []
        if before is not None:
            lines.append((before.title.said(language), "bold"))
        if recap is not None and recap.items:
            for item in recap.items:
                lines.append((item.name.said(language), "bold"))
                lines.append((item.words.said(language), "base"))
        elif before is not None:
            remembered = recap.remember if recap is not None and recap.remember else before.remember
            lines += [(f"• {one}", "base") for one in remembered or (before.rule.said(language),)]
        self._say(lines)
        self.setVisible(bool(lines))

    def _say(self, lines: Sequence[tuple[str, str]]) -> None:
        for label in self._labels:
            self._said.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = [w.text_label(text, role, wrap=True) for text, role in lines]
        for label in self._labels:
            self._said.addWidget(label)


def rule_card(_: Translator, lesson: Lesson) -> w.Card:
    """The rule of thumb, large."""
    card = w.Card(_("Rule of thumb"), picture="lightbulb", tone="warn", object_name="rule_card")
    card.body.addWidget(w.text_label(lesson.rule.said(_.language), "title", wrap=True))
    card.body.addWidget(w.text_label(lesson.aim.said(_.language), "base", "muted", wrap=True))
    card.body.addStretch(1)
    return card


def materials_card(_: Translator, lesson: Lesson) -> w.Card:
    """What must lie ready, and how it goes without a laptop."""
    card = w.Card(_("Lay ready"), picture="clipboard-text", tone="primary", object_name="materials_card")
    for one in lesson.materials:
        card.body.addWidget(w.text_label(f"• {one}", wrap=True))
    card.body.addWidget(w.text_label(_("Without a laptop"), "bold"))
    card.body.addWidget(w.text_label(lesson.paper_only.said(_.language), wrap=True))
    card.body.addStretch(1)
    return card


def story_card(_: Translator, lesson: Lesson) -> w.Card:
    """The story, which is made up, and the song."""
    card = w.Card(_("Story"), picture="chat-circle-text", tone="primary", object_name="story_card")
    card.body.addWidget(w.text_label(lesson.story.said(_.language), wrap=True))
    if lesson.song:
        card.body.addWidget(song_strip(_, lesson))
    card.body.addStretch(1)
    return card


def exercises_card(
    _: Translator, lesson: Lesson, exercises: Sequence[Exercise], practise: Callable[[Exercise], object]
) -> w.Card:
    """Exercises of the lesson to begin, by the numbers that they have there."""
    card = w.Card(_("Exercises"), picture="pencil-simple", tone="primary", object_name="exercises_card")
    for exercise in exercises:
        if exercise.told is not None:
            card.body.addWidget(w.text_label(exercise.told.said(_.language), wrap=True))
        numbered = _("Begin exercise {n}", n=lesson.exercises.index(exercise) + 1)
        words = _("Begin the exercise") if len(lesson.exercises) == 1 else numbered
        button = w.Button(words, object_name=f"exercise_{exercise.id}", picture="pencil-simple")
        button.clicked.connect(partial(_begin, practise, exercise))
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    card.body.addStretch(1)
    return card


def _begin(practise: Callable[[Exercise], object], exercise: Exercise) -> None:
    practise(exercise)


def song_strip(_: Translator, lesson: Lesson) -> w.Strip:
    """The song or yel-yel of the lesson."""
    strip = w.Strip(lesson.song or "", tone="primary", picture="megaphone", weight="duotone", barred=True)
    strip.setObjectName("lesson_song")
    return strip


def figure_card(_: Translator, lesson: Lesson, figure: OwnFigure | None) -> w.Card:
    """The figure of one's own book that the lesson asks about; only when somebody wants to see it on this screen."""
    card = w.Card(_("Our own figures"), picture="notebook", tone="accent", object_name="own_card")
    if lesson.own is None:
        return card
    said = figure_words(figure)
    text = lesson.own.text.replace("{figure}", said or "…").replace("….", "…")
    card.body.addWidget(w.text_label(text, "lead", wrap=True))
    if figure is not None and figure.period is not None:
        card.body.addWidget(w.text_label(format_period(figure.period, _.language), "small", "muted"))
    if not said and lesson.own.figure != "none":
        card.body.addWidget(
            w.text_label(_("The book does not know this yet. Let them say it."), "base", "muted", wrap=True)
        )
    return card


def figure_words(figure: OwnFigure | None) -> str:
    """The figure as it may be seen now."""
    if figure is None:
        return ""
    if figure.amount is not None:
        return covered() if look().private else format_amount(figure.amount)
    return "" if figure.days is None else str(figure.days)


def home_card(_: Translator, lesson: Lesson) -> w.Card:
    """What is done at home, and how it is looked at next time."""
    card = w.Card(_("At home"), picture="house-line", tone="primary", object_name="home_card")
    card.body.addWidget(w.text_label(lesson.at_home.said(_.language), "lead", wrap=True))
    card.body.addWidget(w.text_label(_("Next time"), "bold"))
    card.body.addWidget(w.text_label(lesson.next_time.said(_.language), wrap=True))
    return card
