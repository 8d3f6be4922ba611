"""One step of a lesson on the laptop: what to do and what to say, beside it what belongs to it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Lesson
from ui.desktop import widgets as w
from ui.desktop.pages.learn_blocks import LessonPicture, block_widget
from ui.desktop.pages.learn_stops import Stop
from ui.desktop.pages.session_cards import QuestionsPart
from ui.desktop.theme import look

BESIDE: Final = 44
"""Em of width from which what belongs to a step stands beside it."""


class StepPane(w.PageScroll):
    """``show_stop`` puts a step and the cards beside it together; the cards before it are let go of."""

    def __init__(self, _: Translator, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name=object_name, margins=False, parent=parent)
        self._ = _
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Step of the lesson"))
        self._sides: list[QWidget] = []
        self._beside = False
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def show_stop(self, stop: Stop, lesson: Lesson, beside: Sequence[QWidget]) -> None:
        """Show the words of the step, and ``beside`` it what belongs to it."""
        self.show_parts([step_sheet(self._, stop, lesson), *beside] if stop.blocks else list(beside))

    def show_parts(self, parts: Sequence[QWidget], *, together: int = 1) -> None:
        """Show these; the first ``together`` stand at the left."""
        for old in self._sides:
            old.hide()
            self._grid.removeWidget(old)
            old.deleteLater()
        self._sides = (
            [_column(parts[:together]), _column(parts[together:])] if len(parts) > together else [_column(parts)]
        )
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def take_focus(self) -> None:
        """To what takes cards where some are raised; else to the page, which scrolls with the keys."""
        cards = self.cards()
        (self if cards is None else cards).setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> QuestionsPart | None:
        """The questions that are asked here."""
        there = (side.findChild(QuestionsPart) for side in self._sides)
        return next((one for one in there if one is not None), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.viewport().width() >= BESIDE * look().em) != self._beside:
            self._arrange()

    def _arrange(self) -> None:
        beside = self._beside = self.viewport().width() >= BESIDE * look().em
        for nth, side in enumerate(self._sides):
            self._grid.removeWidget(side)
            self._grid.addWidget(side, *((0, nth) if beside else (nth, 0)), Qt.AlignmentFlag.AlignTop)
            side.show()
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 4 if beside and len(self._sides) > 1 else 0)


def step_sheet(_: Translator, stop: Stop, lesson: Lesson) -> w.Card:
    """The words of a step on a sheet."""
    sheet = w.Card(object_name="step_sheet")
    shows = {one.file: one.shows.said(_.language) for one in lesson.pictures}
    name = stop.name if not stop.minutes else f"{stop.name} · {_('{n} minutes', n=stop.minutes)}"
    sheet.body.addWidget(w.text_label(name, "lead", "primary", wrap=True))
    for block in stop.blocks:
        picture = QByteArray(lesson.files.get(block.picture, b""))
        sheet.body.addWidget(block_widget(block, picture, shows.get(block.picture, "")))
    return sheet


def picture_of(_: Translator, lesson: Lesson, file: str = "") -> LessonPicture | None:
    """A picture of the lesson, the first where none is named."""
    known = {one.file: one.shows.said(_.language) for one in lesson.pictures}
    name = file or next(iter(known), "")
    if name not in lesson.files:
        return None
    return LessonPicture(QByteArray(lesson.files[name]), known.get(name, ""))


def _column(parts: Sequence[QWidget]) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return side
