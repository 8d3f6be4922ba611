"""How an exercise went: so many slips are right, and for each other one the words that help. No marks, no reproach."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Finding, Grade, helping_words
from ui.desktop import widgets as w


class ResultCard(w.PageScroll):
    """``correct`` carries the number of a record to be corrected, ``again`` asks for fresh numbers."""

    correct = Signal(str)
    again = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="exercise_result", parent=parent)
        self._ = _
        self._card: w.Card | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Result of the exercise"))
        self.fresh = w.Button(_("Once more with other numbers"), object_name="fresh_numbers", picture="recycle")
        self.fresh.clicked.connect(self.again)
        self.column.addWidget(self.fresh, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_grade(self, graded: Grade) -> None:
        """Show what was found."""
        _ = self._
        if self._card is not None:
            self._card.hide()
            self.column.removeWidget(self._card)
            self._card.deleteLater()
        whole = graded.score == graded.full and not graded.findings
        card = w.Card(
            _("{score} of {full} slips are right.", score=graded.score, full=graded.full),
            picture="confetti" if whole else "list-checks",
            tone="money_in" if whole else "primary",
            object_name="exercise_grade",
        )
        if whole:
            card.body.addWidget(
                w.Strip(_("Everything is written, and in the right place."), tone="money_in", picture="check-circle")
            )
        for nth, finding in enumerate(graded.findings, 1):
            self._add(card.body, nth, finding)
        self._card = card
        self.column.insertWidget(0, card)
        self.verticalScrollBar().setValue(0)
        w.announce(self, card.title.text())

    def _add(self, column: QVBoxLayout, nth: int, finding: Finding) -> None:
        _ = self._
        column.addWidget(w.rule())
        about = finding.slip.text if finding.slip is not None else _("Record {number}", number=finding.entry)
        column.addWidget(w.text_label(about, "bold", wrap=True))
        column.addWidget(w.Strip(helping_words(finding, _), tone="warn", picture="lightbulb", barred=True))
        if finding.entry is not None:
            button = w.Button(
                _("Look at record {number}", number=finding.entry),
                object_name=f"correct_{nth}",
                picture="pencil-simple",
            )
            button.clicked.connect(partial(self.correct.emit, finding.entry))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
