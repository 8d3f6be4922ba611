"""Single questions of the form for a loan: each keeps its answer when it is left, and says there what is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.loan_fields import ChoiceAnswer, Field, fresh_answer, put_answer
from ui.desktop.pages.loan_questions import Question
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.theme import look
from ui.desktop.theme.tokens import FIELD

_NAMELESS = frozenset({"since", "dependants", "purpose"})
"""Questions whose written answers hold no name."""


class AskedQuestions(QWidget):
    """Questions with their fields below each other. ``answered`` carries what is to be kept, by question."""

    answered = Signal(object)

    def __init__(self, _: Translator, questions: Sequence[Question] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._kept: dict[str, str] = {}
        self._questions: dict[str, Question] = {}
        self.fields: dict[str, Field] = {}
        self._rows: list[QWidget] = []
        self._labels: dict[str, tuple[QLabel, QLabel | None]] = {}
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(8))
        self.ask(questions)

    def ask(self, questions: Sequence[Question]) -> None:
        """Ask these questions instead of those that were asked so far."""
        if list(questions) == list(self._questions.values()):
            return
        for part in self._rows:
            part.hide()
            part.deleteLater()
        kept, self._kept = self._kept, {}
        self._rows, self.fields, self._questions, self._labels = [], {}, {}, {}
        for question in questions:
            self._add(question)
        self.arrange(narrow=self._narrow)
        self.put(kept)

    def arrange(self, *, narrow: bool) -> None:
        """Questions beside their fields, or above them where it is tight."""
        self._narrow = narrow
        for nth, (name, field) in enumerate(self.fields.items()):
            label, hint = self._labels[name]
            base = 3 * nth
            label.setMinimumHeight(0 if narrow else look().px(FIELD))
            self._grid.addWidget(label, base, 0, 1, 2 if narrow else 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(field, base + narrow, 0 if narrow else 1, 1, 2 if narrow else 1)
            if hint is not None:
                self._grid.addWidget(hint, base + 1 + narrow, 0 if narrow else 1, 1, 2 if narrow else 1)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    def put(self, kept: Mapping[str, str]) -> None:
        """Show the answers that are kept; what is being written just now is left alone."""
        before, self._kept = self._kept, {name: kept.get(name, "") for name in self.fields}
        for name, field in self.fields.items():
            answer = self._kept[name]
            if answer == before.get(name, "") and not (isinstance(field, ChoiceAnswer) and answer != field.answer()):
                continue
            put_answer(field, self._questions[name], answer, self._)

    def show_problem(self, problem: Problem) -> bool:
        """Say the problem at its field; whether it is of one of these. The keyboard goes on to where it was going."""
        field = self.fields.get(problem.field or "")
        if field is None:
            return False
        field.show_problem(problem)
        return True

    def commit(self) -> None:
        """Keep what was written and not kept yet."""
        if fresh := dict(self._fresh(self.fields)):
            self.answered.emit(fresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._left(str(watched.property("question")))
        return super().eventFilter(watched, event)

    def _left(self, name: str) -> None:
        if fresh := dict(self._fresh((name,))):
            self.answered.emit(fresh)

    def _fresh(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        for name in names:
            text = fresh_answer(self.fields[name], self._questions[name], self._kept.get(name, ""), self._)
            if text is not None:
                yield name, text

    def _add(self, question: Question) -> None:
        _, name = self._, f"loan_form_{question.id.replace('.', '_')}"
        field: Field
        if question.kind == "choice":
            field = ChoiceAnswer(_, question, name)
            field.changed.connect(lambda _key, of=question.id: self._left(of))
        else:
            if question.kind == "amount":
                field = AmountAnswer(_, name, _(question.label), small=True)
            else:
                field = CountAnswer(_, name, _(question.label), holds_names=question.id not in _NAMELESS)
            field.line.setProperty("question", question.id)
            field.line.installEventFilter(self)
            field.entered.connect(lambda of=question.id: self._left(of))
        label = w.field_label(_(question.label), field)
        label.setWordWrap(True)
        hint = w.text_label(_(question.hint), "small", "muted", wrap=True) if question.hint else None
        self.fields[question.id], self._questions[question.id] = field, question
        self._labels[question.id] = (label, hint)
        self._rows += [label, field, *([hint] if hint is not None else [])]
