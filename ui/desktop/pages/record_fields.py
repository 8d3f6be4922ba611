"""The questions of a kind as fields to fill in: amounts, words, the day, a place where money lies, goods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QCompleter, QLabel, QVBoxLayout, QWidget

from kpmbooks.dates import Clock
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account
from kpmbooks.money import format_amount
from kpmbooks.problems import Problem
from kpmbooks.recording import Field
from ui.desktop import widgets as w
from ui.desktop.pages.goods_lines import GoodsLines
from ui.desktop.theme import look, wear

Answer = str | date


class AnswerField(Protocol):
    """What the form needs of each field, whatever its type."""

    def answer(self) -> Answer:
        """What was filled in, as it was typed; empty when it was not."""
        ...

    def put(self, answer: object) -> None:
        """Fill in what was typed before, or what a record in the book says; None empties the field."""
        ...

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong at this field."""
        ...

    def is_ready(self) -> bool:
        """Whether Enter may leave this field: it is empty, or what is in it can be taken."""
        ...


class AmountAnswer(w.AmountEdit):
    """A question for rupiah. ``small``: one of several boxes, without its own words below; ``entered``: Enter there."""

    entered = Signal()

    def __init__(self, _: Translator, name: str, question: str, *, small: bool = False) -> None:
        self._small = small
        super().__init__(_, object_name=f"answer_{name}", accessible_name=question)
        if small:
            wear(self.line, role="bare")
            self._space()
        self.line.returnPressed.connect(self.entered)

    def answer(self) -> Answer:
        return self.text()

    def put(self, answer: object) -> None:
        if isinstance(answer, str):
            self.set_text(answer)
        else:
            self.set_text(format_amount(answer, symbol=False) if isinstance(answer, int) and answer else "")

    def is_ready(self) -> bool:
        return not self.text().strip() or self.value() is not None

    def _space(self) -> None:
        super()._space()
        if self._small:
            self.frame.setMinimumHeight(look().px(48))
            self.words.setMinimumHeight(0)
            self.words.setMaximumHeight(0)

    def _fit(self) -> None:
        super()._fit()
        if self._small:
            wear(self.understood, role="bold")
            typed = self.line.fontMetrics().horizontalAdvance(self.line.text())
            room = self.width() - look().px(40) - typed
            fits = self.understood.sizeHint().width() <= room or not self.text()
            side = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
            self._inside.setDirection(side)


class CountAnswer(QWidget):
    """A question for a number of things, or for words: a line with its own message below."""

    changed = Signal(object)
    entered = Signal()

    def __init__(self, _: Translator, name: str, question: str, *, hint: str = "", holds_names: bool = False) -> None:
        super().__init__()
        self.line = w.TextField(
            object_name=f"answer_{name}", accessible_name=question, hint=hint, holds_names=holds_names
        )
        self.message = w.FieldMessage(_, object_name=f"answer_{name}_message")
        self.told = w.text_label("", "small", "muted", wrap=True)
        self.told.setObjectName(f"answer_{name}_told")
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.line)
        column.addWidget(self.message)
        column.addWidget(self.told)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.entered)

    def answer(self) -> Answer:
        return self.line.text()

    def put(self, answer: object) -> None:
        self.line.setText("" if answer is None else str(answer))

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these words below the line while one of them fits what is typed; the person may go on typing."""
        completer = QCompleter(list(words), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(6)
        if (popup := completer.popup()) is not None:
            popup.setObjectName(f"{self.line.objectName()}_words")
            popup.setAccessibleName(self.line.accessibleName())
        self.line.setCompleter(completer)

    def show_problem(self, problem: Problem | None) -> None:
        self.message.show_problem(problem)
        self.line.show_state(None if problem is None else "error")

    def tell(self, words: str) -> None:
        """Say below the line what is known of what stands there; "" says nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.line.setAccessibleDescription(words)

    def is_ready(self) -> bool:
        return True

    def _typed(self, text: str) -> None:
        if self.message.problem() is not None:
            self.show_problem(None)
        self.changed.emit(text)


class DayAnswer(w.DayEdit):
    """A question for a day. It keeps its day from record to record: a paper of one day is typed in one go."""

    entered = Signal()

    def __init__(self, _: Translator, clock: Clock, name: str, question: str) -> None:
        super().__init__(_, clock, object_name=f"answer_{name}", accessible_name=question)
        self.submitted.connect(lambda _day: self.entered.emit())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.Resize and not self.line.isModified():
            self._fit()  # the line gets its width after the field did
        return super().eventFilter(watched, event)

    def answer(self) -> Answer:
        return self.day() or self.line.text()

    def put(self, answer: object) -> None:
        if isinstance(answer, date):
            self.set_day(answer)

    def is_ready(self) -> bool:
        return self.day() is not None


class BoxAnswer(QWidget):
    """A question for a place where money lies, among ``boxes``; empty is the usual one, which stands first chosen."""

    changed = Signal(object)
    entered = Signal()

    def __init__(self, _: Translator, name: str, question: str, boxes: Sequence[Account], usual: Account) -> None:
        super().__init__()
        self._usual = _known_by(usual)
        self.choice = w.Choice(object_name=f"answer_{name}", accessible_name=question)
        for box in boxes:
            self.choice.add(box.name, _known_by(box))
        self.choice.set_current(self._usual)
        self.message = w.FieldMessage(_, object_name=f"answer_{name}_message")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.choice)
        column.addWidget(self.message)
        self.setFocusProxy(self.choice)
        self.choice.currentIndexChanged.connect(self._chosen)

    def answer(self) -> Answer:
        return str(self.choice.current())

    def put(self, answer: object) -> None:
        known = isinstance(answer, str) and self.choice.findData(answer) >= 0
        self.choice.set_current(answer if known else self._usual)

    def words(self) -> str:
        """The place as it is called."""
        return self.choice.currentText()

    def show_problem(self, problem: Problem | None) -> None:
        self.message.show_problem(problem)

    def is_ready(self) -> bool:
        return True

    def _chosen(self) -> None:
        self.message.show_problem(None)
        self.changed.emit(self.answer())


class OptionAnswer(QWidget):
    """A question that takes one of a few answers; the first entry leaves it open. Enter goes on, a letter chooses."""

    changed = Signal(object)
    entered = Signal()

    def __init__(self, _: Translator, name: str, question: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.choice = w.Choice(object_name=f"answer_{name}", accessible_name=question)
        self.choice.add(_("not said"), "")
        for key, words in options:
            self.choice.add(words, key)
        self.message = w.FieldMessage(_, object_name=f"answer_{name}_message")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.choice)
        column.addWidget(self.message)
        self.setFocusProxy(self.choice)
        self.choice.installEventFilter(self)
        self.choice.currentIndexChanged.connect(self._chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def answer(self) -> Answer:
        return str(self.choice.current() or "")

    def put(self, answer: object) -> None:
        known = isinstance(answer, str) and self.choice.findData(answer) >= 0
        self.choice.set_current(answer if known else "")

    def show_problem(self, problem: Problem | None) -> None:
        self.message.show_problem(problem)

    def is_ready(self) -> bool:
        return True

    def _chosen(self) -> None:
        self.message.show_problem(None)
        self.changed.emit(self.answer())


def _known_by(box: Account) -> str:
    """By what a record is told the box; one that opens at first use has no uid yet and goes by its name."""
    return box.uid.hex() or box.name


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a kind with its field and the labels before it."""

    field: Field
    question: str
    hint: str
    widget: "AmountAnswer | CountAnswer | DayAnswer | BoxAnswer | OptionAnswer | GoodsLines"

    @property
    def is_essential(self) -> bool:
        """Whether Enter stops here on its way to saving: goods, amounts, counts, what is chosen, and who it is."""
        return self.field.type in ("amount", "count", "goods", "choice") or self.field.name == "party"

    def label(self) -> QLabel:
        """The question."""
        label = w.field_label(self.question, self.widget)
        label.setWordWrap(True)
        return label

    def hint_label(self) -> QLabel | None:
        """The sentence that goes with the question, where it has one."""
        return w.text_label(self.hint, "small", "muted", wrap=True) if self.hint else None


def ask(
    field: Field, _: Translator, clock: Clock, boxes: Sequence[Account], *, small: bool, priced: bool = False
) -> Asked:
    """The field for one question. ``boxes``: the cash accounts of the ledger; ``small``: one of several amounts;
    ``priced``: of goods the price of one is asked."""
    english = _.language == "en"
    question = field.label_en if english and field.label_en else field.label
    hint = (field.hint_en if english and field.hint_en else field.hint) or ""
    widget: AmountAnswer | CountAnswer | DayAnswer | BoxAnswer | OptionAnswer | GoodsLines
    match field.type:
        case "amount":
            widget = AmountAnswer(_, field.name, question, small=small)
        case "day":
            widget = DayAnswer(_, clock, field.name, question)
        case "goods":
            widget = GoodsLines(_, field.name, question, priced=priced)
        case "box":
            usual = next(one for one in boxes if one.role == field.default)
            among = [one for one in boxes if field.any_fund or one.fund == usual.fund]
            widget = BoxAnswer(_, field.name, question, among, usual)
        case "choice":
            names = [(one.id, one.name_en if english and one.name_en else one.name) for one in field.options]
            widget = OptionAnswer(_, field.name, question, names)
        case _:
            may_rest = "" if field.required else _("may stay empty")
            widget = CountAnswer(_, field.name, question, hint=may_rest, holds_names=field.name in ("memo", "party"))
    return Asked(field, question, hint, widget)
