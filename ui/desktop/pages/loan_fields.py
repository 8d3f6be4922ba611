"""The fields of the request: each keeps its answer when it is left, and says at its place what cannot be taken."""

from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every
from kpmbooks.loans import lenders
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.loan_questions import (
    REQUEST,
    USUAL,
    Question,
    options_of,
    shown,
)
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.theme import look
from ui.desktop.theme.tokens import FIELD


class ChoiceAnswer(QWidget):
    """A question answered by one of a few words."""

    changed = Signal(object)

    def __init__(self, _: Translator, question: Question, name: str) -> None:
        super().__init__()
        self._ = _
        self._question = question
        self._every: Every = "month"
        self.choice = w.Choice(object_name=f"answer_{name}", accessible_name=_(question.label))
        self.choice.setSizeAdjustPolicy(w.Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(10)  # the longest answer does not take the room of all questions
        self.message = w.FieldMessage(_, object_name=f"answer_{name}_message")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.choice)
        column.addWidget(self.message)
        self.setFocusProxy(self.choice)
        self.put("")
        self.choice.currentIndexChanged.connect(self._chosen)

    def answer(self) -> str:
        """The key of what is chosen."""
        return str(self.choice.current() or "")

    def offer(self, every: Every) -> None:
        """Offer what is usual in that rhythm; what is chosen stays."""
        if every != self._every:
            self._every = every
            self.put(self.answer())

    def put(self, kept: object) -> None:
        """Choose what was answered before, without telling."""
        self.choice.blockSignals(True)
        self.choice.clear()
        text = ("" if kept is None else str(kept)) or USUAL.get(self._question.id, "")
        for key, words in options_of(self._question, self._, text, self._every):
            self.choice.add(words, key)
        place = self.choice.findData(text)
        self.choice.setCurrentIndex(max(0, place))
        self.choice.blockSignals(False)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong at this field."""
        self.message.show_problem(problem)

    def _chosen(self) -> None:
        self.show_problem(None)
        self.changed.emit(self.answer())


Field = AmountAnswer | CountAnswer | ChoiceAnswer


def put_answer(field: Field, question: Question, kept: str, _: Translator) -> None:
    """Show what is kept, without telling that it changed."""
    field.blockSignals(True)
    field.put(kept if isinstance(field, ChoiceAnswer) else shown(question, kept, _))
    if isinstance(field, CountAnswer):
        field.line.setCursorPosition(0)  # a long answer is read from its beginning
    field.blockSignals(False)


def fresh_answer(field: Field, question: Question, kept: str, _: Translator) -> str | None:
    """What is to be kept of the field; None where that is kept already, or where the field says why it cannot be."""
    text = str(field.answer())
    if isinstance(field, AmountAnswer) and text.strip():
        value = field.value()
        if value is None:
            return None
        text = str(int(value))
    return None if text in (kept, shown(question, kept, _)) else text


class LoanForm(QObject):
    """The questions about the request. ``answered`` carries what is to be kept, by question; ``edited`` that the
    request is another. ``request`` is the card; the page gives it its place."""

    answered = Signal(object)
    edited = Signal()

    def __init__(self, _: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._kept: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self._questions: dict[str, Question] = {}
        self.request = w.Card(_("The loan"), picture="bank", object_name="loan_request")
        self.request.body.addLayout(self._grid(REQUEST))
        self.fields["lender"].changed.connect(lambda _key: self._offer_periods())
        for name in ("amount", "periods", "lender", "method"):
            self.fields[name].changed.connect(lambda _reading: self.edited.emit())

    def put(self, kept: Mapping[str, str]) -> None:
        """Show the answers that are kept; what is being written just now is left alone."""
        before, self._kept = self._kept, dict(kept)
        for name, field in self.fields.items():
            answer = kept.get(name, "")
            if answer != before.get(name, "") or (isinstance(field, ChoiceAnswer) and answer != field.answer()):
                put_answer(field, self._questions[name], answer, self._)
        self._offer_periods()

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing can be kept; a loan can be reckoned all the same."""
        for name, field in self.fields.items():
            if name not in _RECKONED:
                field.setEnabled(writable)

    def amount(self) -> Rupiah | None:
        """What is asked for, as far as it can be read."""
        field = self.fields["amount"]
        assert isinstance(field, AmountAnswer)
        return field.value()

    def chosen(self, name: str) -> str:
        """The key of what is chosen at ``name``."""
        field = self.fields[name]
        assert isinstance(field, ChoiceAnswer)
        return field.answer()

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Say each problem at its field; those that belong to none come back. The first one gets the keyboard."""
        elsewhere = []
        first: Field | None = None
        for problem in problems:
            field = self.fields.get(problem.field or "")
            if field is None:
                elsewhere.append(problem)
            else:
                field.show_problem(problem)
                first = first or field
        if first is not None:
            first.setFocus()
        return elsewhere

    def commit(self) -> None:
        """Keep what was written and not kept yet; what was chosen is kept at once."""
        written = [name for name, question in self._questions.items() if question.kind != "choice"]
        fresh = dict(self._fresh(written))
        if fresh:
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

    def _offer_periods(self) -> None:
        """As many instalments as are usual in the lender's rhythm."""
        lender, periods = lenders().get(self.chosen("lender")), self.fields["periods"]
        assert isinstance(periods, ChoiceAnswer)
        periods.offer("month" if lender is None else lender.every)

    def _grid(self, questions: Iterable[Question]) -> QGridLayout:
        """Each field below its question, as wide as the card; a number beside it. Hints stand below."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 13)
        for number, question in enumerate(questions):
            field = self._field(question)
            label = w.field_label(self._(question.label), field)
            label.setWordWrap(True)
            if question.id != "periods":  # answers are long: lenders, ways to work out interest
                grid.addWidget(label, 3 * number, 0, 1, 2)
                grid.addWidget(field, 3 * number + 1, 0, 1, 2)
                if question.hint:
                    hint = w.text_label(self._(question.hint), "small", "muted", wrap=True)
                    grid.addWidget(hint, 3 * number + 2, 0, 1, 2)
                continue
            # Beside the middle of the box that is pressed, whatever is said below it.
            label.setMinimumHeight(look().px(FIELD))
            grid.addWidget(label, 3 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, 3 * number, 1)
        return grid

    def _field(self, question: Question) -> Field:
        _, name = self._, f"loan_{question.id}"
        field: Field
        if question.kind == "amount":
            field = AmountAnswer(_, name, _(question.label), small=question.id != "amount")
            line: QWidget = field.line
        elif question.kind == "choice":
            field = ChoiceAnswer(_, question, name)
            field.changed.connect(lambda _key, of=question.id: self._left(of))
            line = field.choice
        else:
            field = CountAnswer(_, name, _(question.label), holds_names=True)
            line = field.line
        line.setProperty("question", question.id)
        if question.kind != "choice":
            line.installEventFilter(self)
            field.entered.connect(lambda of=question.id: self._left(of))  # type: ignore[union-attr]  # a choice has none
        self.fields[question.id], self._questions[question.id] = field, question
        return field


_RECKONED = frozenset({"amount", "periods", "lender", "method"})
