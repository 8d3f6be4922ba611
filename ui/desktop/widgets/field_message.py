"""What a field says when its input cannot be taken: the sentence under it, or the question with its answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Problem, Question
from ui.desktop.theme import look, wear
from ui.desktop.widgets.button import Button, Picture
from ui.desktop.widgets.card import Strip
from ui.desktop.widgets.flow import Flow
from ui.desktop.widgets.labels import text_label


class FieldMessage(QWidget):
    """Takes no room while there is nothing to say. ``chosen`` carries the answer, ``again`` asks to type anew."""

    chosen = Signal(object)
    again = Signal()

    def __init__(self, _: Translator, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._ = _
        self._problem: Problem | None = None
        self._shown: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def problem(self) -> Problem | None:
        """The problem that is shown."""
        return self._problem

    def show_problem(self, problem: Problem | None) -> None:
        """Say ``problem``, a ``Question`` with its answers as buttons; or nothing."""
        if problem == self._problem:
            return
        self._problem = problem
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        if problem is not None:
            if isinstance(problem, Question) and problem.choices:
                self._shown = self._question(problem)
            else:
                self._shown = self._sentence(problem)
            self._column.addWidget(self._shown)
        self.setVisible(problem is not None)

    def _sentence(self, problem: Problem) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(8))
        row.addWidget(Picture("warning-circle", 20, "out", "fill"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(self._.problem(problem), "bold", "out", wrap=True), 1)
        return line

    def _question(self, problem: Question) -> QWidget:
        strip = Strip(self._("How much do you mean?"), tone="warn", picture="question", barred=True)
        strip.setAccessibleName(self._.problem(problem))
        strip.setToolTip(self._.problem(problem))
        wear(strip.label, role="bold")
        answers = Flow(spacing=8)
        for place, choice in enumerate(problem.choices, 1):
            text = format_amount(choice) if isinstance(choice, Rupiah) else str(choice)
            button = Button(text, object_name=f"{self.objectName()}-answer-{place}")
            button.clicked.connect(lambda _checked=False, answer=choice: self.chosen.emit(answer))
            answers.add(button)
        again = Button(self._("Type it again"), object_name=f"{self.objectName()}-again")
        again.clicked.connect(self.again)
        answers.add(again)
        strip.body.addWidget(answers)
        return strip
