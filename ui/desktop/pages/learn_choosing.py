"""Which of a lesson's exercises is done, where it has several."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Exercise
from ui.desktop import widgets as w


class ExerciseChoice(w.PageScroll):
    """``practise`` carries the exercise to begin."""

    practise = Signal(object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="exercise_choice", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("Exercises"))
        self.cards: list[w.Card] = []
        self.column.addStretch(1)

    def show_exercises(self, exercises: Sequence[Exercise]) -> None:
        """Offer these."""
        _, language = self._, self._.language
        for old in self.cards:
            old.hide()
            self.column.removeWidget(old)
            old.deleteLater()
        self.cards = []
        for nth, exercise in enumerate(exercises, 1):
            card = w.Card(_("Exercise {n}", n=nth), picture="pencil-simple", object_name=f"choice_{exercise.id}")
            told = exercise.told.said(language) if exercise.told is not None else exercise.owner
            card.body.addWidget(w.text_label(told, wrap=True))
            begin = w.Button(_("Begin exercise {n}", n=nth), object_name=f"begin_{exercise.id}", picture="play-circle")
            begin.clicked.connect(lambda _checked=False, exercise=exercise: self.practise.emit(exercise))
            card.body.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
            self.column.insertWidget(self.column.count() - 1, card)
            self.cards.append(card)

    def take_focus(self) -> None:
        """To the first."""
        buttons = [button for card in self.cards for button in card.findChildren(w.Button)]
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
