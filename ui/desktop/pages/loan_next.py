"""The next step on the screen: one thing to do, who can help, and the way there; or that saving comes first."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kpmbooks import loans
from kpmbooks.i18n import Translator
from kpmbooks.loans import NextStep
from kpmbooks.problems import N_
from reports.loan_words import said
from ui.desktop import widgets as w
from ui.desktop.pages.lenders_compare import private_words
from ui.desktop.theme import look

ANSWERS: Final = {
    "purses_apart": {"purses_apart": "done"},
    "training": {"training": "done"},
    "one_in_the_family": {"kur_in_kk": "none"},
    "slik": {"slik": "done"},
    "cards_kept": {"kks_kept": "done"},
    "talked_over": {"talked_over": "done"},
}
"""Steps that one word answers: pressing "Done" keeps this."""

PICTURES: Final = {
    "records": "note-pencil",
    "that_day": "table",
    "purses_apart": "wallet",
    "household": "house-line",
    "debts": "handshake",
    "daily_debts": "timer",
    "safe_line": "scales",
    "business_age": "storefront",
    "training": "student",
    "seven_steps": "steps",
    "one_in_the_family": "users",
    "slik": "bank",
    "cards_kept": "lock-key",
    "uses": "shopping-cart",
    "method": "percent",
    "ceiling": "arrow-down",
    "documents": "identification-card",
    "food_papers": "seal-check",
    "talked_over": "users-three",
    loans.SAVE_FIRST: "piggy-bank",
    loans.READY: "confetti",
}


class NextCard(w.Card):
    """``chosen`` carries the step whose way is taken, ``answered`` what is kept when it is done already."""

    chosen = Signal(object)
    answered = Signal(object)
    paper_wanted = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="loan_next", strong=True)
        self._ = _
        self._step: NextStep | None = None
        self.name = w.text_label("", "lead", wrap=True)
        self.name.setObjectName("loan_next_name")
        self.how = w.text_label("", wrap=True)
        self.helper = w.text_label("", "small", "muted", wrap=True)
        self.way = w.Button(_("Do this step"), object_name="loan_next_way", role="primary", picture="list-checks")
        self.done = w.Button(_("Done already"), object_name="loan_next_done", picture="check", weight="bold")
        self.way.clicked.connect(self._go)
        self.done.clicked.connect(self._done)
        self._lay_out()

    def show_step(self, step: NextStep, *, writable: bool) -> None:
        """Show the step; in a book that is only looked at it cannot be answered here."""
        self._step = step
        check = step.check
        self._picture.show_icon(PICTURES[step.id], "primary")
        self.name.setText(private_words(said(step.text, self._)))
        self.how.setText(private_words(said(step.how, self._)))
        helper = "" if check is None or check.helper is None else self._(loans.HELPERS[check.helper])
        self.helper.setText(helper)
        self.helper.setVisible(bool(helper))
        self.way.setVisible(step.id != loans.SAVE_FIRST)
        self.way.setText(self._(_WAYS.get(step.id, N_("Do this step"))))
        self.way.set_picture("printer" if check is None else _PICTURES[check.place])
        self.done.setVisible(writable and step.id in ANSWERS)

    def _go(self) -> None:
        if self._step is None:
            return
        if self._step.check is None:
            self.paper_wanted.emit()
        else:
            self.chosen.emit(self._step.check)

    def _done(self) -> None:
        if self._step is not None:
            self.answered.emit(dict(ANSWERS[self._step.id]))

    def _lay_out(self) -> None:
        worn = look()
        across = QHBoxLayout()
        across.setSpacing(worn.px(14))
        self._picture = w.Picture("steps", 56, "primary")
        across.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(worn.px(2))
        words.addWidget(w.text_label(self._("Next step"), "bold", "primary"))
        for label in (self.name, self.how, self.helper):
            words.addWidget(label)
        across.addLayout(words, 1)
        self.body.addLayout(across)
        self.buttons = w.Flow(spacing=8)
        self.buttons.add(self.way)
        self.buttons.add(self.done)
        self.body.addWidget(self.buttons)


_WAYS: Final = {loans.READY: N_("See the papers"), "records": N_("Record"), "that_day": N_("Paper sheets")}

_PICTURES: Final = {
    "record": "note-pencil",
    "sheet": "table",
    "loan_form": "identification-card",
    "loan": "pencil-simple",
}
"""The picture of the page where a step is done, as it stands in the list of pages and on the way there."""
