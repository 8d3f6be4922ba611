"""The ladder on the screen: each step with its sign and word, below it how to get further, and a way to where it is
done. The step that is best taken next is marked."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import HELPERS, Check
from kpmbooks.problems import N_
from reports.loan_words import said
from ui.desktop import widgets as w
from ui.desktop.pages.lenders_compare import private_words
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import Weight
from ui.desktop.widgets.card import StripTone

STATES: dict[str, tuple[str, str, str, Weight]] = {
    "done": (N_("Done"), "check-circle", "money_in", "fill"),
    "missing": (N_("Not yet"), "circle-dashed", "muted", "duotone"),
    "unchecked": (N_("Not looked at"), "question", "warn", "fill"),
}
"""Word, picture and tone: shape and word say it also without the colour."""

NEXT = ("caret-circle-right", "primary", "fill")
"""Picture, tone and weight of the step that is next."""

_BADGES: dict[str, tuple[str, StripTone]] = {
    "done": (N_("{n} done"), "money_in"),
    "missing": (N_("{n} not yet"), ""),
    "unchecked": (N_("{n} not looked at"), "warn"),
}


class LadderCard(w.Card):
    """The steps; ``show_steps`` replaces them. ``chosen`` carries the step whose way was taken."""

    chosen = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Steps"), object_name="loan_ladder")
        self._ = _
        self._inside: QWidget | None = None
        self._shown: tuple[tuple[Check, ...], str, bool] = ((), "", False)
        self._badges = QHBoxLayout()
        self._badges.setSpacing(look().px(8))
        self.head.addLayout(self._badges)

    def show_steps(self, steps: Sequence[Check], next_id: str = "") -> None:
        """Show the steps in their order, that of ``next_id`` marked."""
        told = (tuple(steps), next_id, look().private)
        if told == self._shown:
            return
        self._shown = told
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(2))
        self._count(steps)
        for step in steps:
            column.addWidget(w.rule())
            column.addWidget(self._row(step, is_next=step.id == next_id))
        self.body.addWidget(self._inside)

    def _count(self, steps: Sequence[Check]) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            if (badge := item.widget()) is not None:
                badge.hide()
                badge.deleteLater()
        for state, (words, tone) in _BADGES.items():
            n = sum(step.state == state for step in steps)
            if n:
                _word, picture, _tone, weight = STATES[state]
                self._badges.addWidget(w.Badge(self._(words, n=n), tone=tone, picture=picture, weight=weight))

    def _row(self, step: Check, *, is_next: bool) -> QWidget:
        word, picture, tone, weight = STATES[step.state]
        if is_next:
            picture, tone, weight = NEXT[0], NEXT[1], "fill"
        row = QFrame()
        row.setObjectName(f"loan_step_{step.id}")
        text, how = private_words(said(step.text, self._)), private_words(said(step.how, self._))
        row.setAccessibleName(f"{text}: {self._(word)}")
        if is_next:
            wear(row, role="strip", tone="primary")
        across = QHBoxLayout(row)
        across.setContentsMargins(look().px(8), look().px(4), 0, look().px(4))
        across.setSpacing(look().px(12))
        across.addWidget(w.Picture(picture, 26, tone, weight), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(w.text_label(text, "bold", wrap=True))
        if step.state != "done":
            words.addWidget(w.text_label(how, "small", "muted", wrap=True))
            if step.helper is not None and not is_next:
                words.addWidget(w.text_label(self._(HELPERS[step.helper]), "small", "muted", wrap=True))
        words.addStretch(1)
        across.addLayout(words, 1)
        state = w.text_label(self._(word), "bold", tone)
        state.setContentsMargins(0, 0, look().px(8) + 2, 0)  # as far in as the word of the button below it
        if step.state == "done":
            across.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
            return row
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addWidget(state, 0, Qt.AlignmentFlag.AlignRight)
        way = w.Button(
            self._("Open"),
            object_name=f"loan_step_{step.id}_open",
            accessible_name=self._("Open: {step}", step=text),
            role="link",
        )
        way.clicked.connect(partial(self.chosen.emit, step))
        side.addWidget(way, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        across.addLayout(side)
        return row
