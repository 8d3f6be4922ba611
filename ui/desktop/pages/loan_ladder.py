"""The ladder on the screen: each step with its sign and word, and below it how to get further."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import Check
from kpmbooks.problems import N_
from reports.loan_words import said
from ui.desktop import widgets as w
from ui.desktop.theme import look
from ui.desktop.theme.tokens import Weight
from ui.desktop.widgets.card import StripTone

STATES: dict[str, tuple[str, str, str, Weight]] = {
    "done": (N_("Done"), "check-circle", "money_in", "fill"),
    "missing": (N_("Not yet"), "circle-dashed", "muted", "duotone"),
    "unchecked": (N_("Not looked at"), "question", "warn", "fill"),
}
"""Word, picture and tone: shape and word say it also without the colour."""

_BADGES: dict[str, tuple[str, StripTone]] = {
    "done": (N_("{n} done"), "money_in"),
    "missing": (N_("{n} not yet"), ""),
    "unchecked": (N_("{n} not looked at"), "warn"),
}


class LadderCard(w.Card):
    """The steps; ``show_steps`` replaces them."""

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Steps"), object_name="loan_ladder")
        self._ = _
        self._inside: QWidget | None = None
        self._shown: tuple[Check, ...] = ()

    def show_steps(self, steps: Sequence[Check]) -> None:
        """Show the steps in their order."""
        if tuple(steps) == self._shown:
            return
        self._shown = tuple(steps)
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        counts = QHBoxLayout()
        counts.setSpacing(look().px(8))
        for state, (words, tone) in _BADGES.items():
            n = sum(step.state == state for step in steps)
            if n:
                _word, picture, _tone, weight = STATES[state]
                counts.addWidget(w.Badge(self._(words, n=n), tone=tone, picture=picture, weight=weight))
        counts.addStretch(1)
        column.addLayout(counts)
        for step in steps:
            column.addWidget(w.rule())
            column.addWidget(self._row(step))
        self.body.addWidget(self._inside)

    def _row(self, step: Check) -> QWidget:
        word, picture, tone, weight = STATES[step.state]
        row = QWidget()
        row.setObjectName(f"loan_step_{step.id}")
        text, how = said(step.text, self._), said(step.how, self._)
        row.setAccessibleName(f"{text}: {self._(word)}")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look().px(12))
        across.addWidget(w.Picture(picture, 26, tone, weight), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(w.text_label(text, "bold", wrap=True))
        if step.state != "done":
            words.addWidget(w.text_label(how, "small", "muted", wrap=True))
        across.addLayout(words, 1)
        across.addWidget(w.text_label(self._(word), "bold", tone), 0, Qt.AlignmentFlag.AlignTop)
        return row
