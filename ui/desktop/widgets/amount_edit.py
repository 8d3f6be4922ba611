"""The field for an amount: what was typed at its left, what was understood at its right, in words below."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import Problem, Question
from kpmbooks.words import in_words
from ui.desktop.theme import look, wear
from ui.desktop.theme.focus import AROUND
from ui.desktop.theme.tokens import AMOUNT_FIELD
from ui.desktop.widgets.field_message import FieldMessage
from ui.desktop.widgets.labels import text_label

IN_WORDS_ABOVE: Final = 100_000
"""Rupiah; from here on a wrong number of noughts costs real money, so the amount is read back."""

PATIENCE: Final = 700
"""Milliseconds of rest after which a half-typed amount is no longer taken for one that goes on."""


class AmountEdit(QWidget):
    """Reads amounts as ``kpmbooks.money`` does: ``35x7000``, ``1,5jt``, ``250rb``.

    ``changed`` tells each new reading (Rupiah, Problem, or None while empty), ``submitted`` that Enter was pressed on
    one that can be taken. A problem is only shown after Enter, on leaving, or after a pause in typing.
    """

    changed = Signal(object)
    submitted = Signal(object)

    def __init__(self, _: Translator, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._reading: Rupiah | Problem | None = None
        self.setObjectName(object_name)

        self.frame = QFrame()
        wear(self.frame, role="field")
        self.line = QLineEdit()
        self.line.setObjectName(f"{object_name}-text")
        self.line.setAccessibleName(accessible_name)
        self.line.setProperty(AROUND, 1)
        wear(self.line, role="typed")
        self.understood = text_label("", "number-l")
        self.words = text_label("", "base", wrap=True)
        self.message = FieldMessage(_, object_name=f"{object_name}-message")

        self.understood.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.understood.setMinimumWidth(1)  # it gets a line of its own before it would be cut
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.frame)
        self._inside.addWidget(self.line, 1)
        self._inside.addWidget(self.understood)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        column.addWidget(self.words)
        column.addWidget(self.message)
        self.setFocusProxy(self.line)
        self._space()

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PATIENCE)
        self._pause.timeout.connect(self._complain)
        self.line.textChanged.connect(self._read)
        self.line.returnPressed.connect(self._submit)
        self.line.installEventFilter(self)
        self.message.chosen.connect(self.set_value)
        self.message.again.connect(self._again)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put ``text`` in as if it had been typed."""
        self.line.setText(text)

    def value(self) -> Rupiah | None:
        """The amount, or None while there is none that can be taken."""
        return self._reading if isinstance(self._reading, Rupiah) else None

    def set_value(self, amount: int | None) -> None:
        """Put an amount in, as it is written without "Rp"; None empties the field."""
        self.line.setText("" if amount is None else format_amount(amount, symbol=False))
        self.line.setFocus()

    def problem(self) -> Problem | None:
        """What is wrong with what was typed, shown or not; an empty field has no problem here."""
        return self._reading if isinstance(self._reading, Problem) else None

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem of this field that a service found (``Problem.field``), until something else is typed."""
        self._mark(problem)

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self._complain()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_inside"):
            self._space()
            self._fit()
        super().changeEvent(event)

    def _space(self) -> None:
        worn = look()
        self.frame.setMinimumHeight(worn.px(AMOUNT_FIELD))
        self._inside.setContentsMargins(worn.px(12), 2, worn.px(12), 2)
        self._inside.setSpacing(worn.px(8))
        column = self.layout()
        if column is not None:
            column.setSpacing(worn.px(6))
        # The line for the words is kept free: what lies below must not jump while typing.
        self.words.setMinimumHeight(worn.px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put what was understood below what was typed where both do not fit side by side, smaller before it is cut."""
        worn = look()
        room = self.width() - worn.px(12 + 12)
        text = self.understood.text()
        large = QFontMetrics(worn.font("number-l")).horizontalAdvance(text) + 4
        role = "number-l" if large <= room else "lead"
        if self.understood.property("role") != role:
            wear(self.understood, role=role)
        typed = self.line.fontMetrics().horizontalAdvance(self.line.text()) + worn.px(8 + 8)
        fits = not text or typed + large <= room
        side = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._inside.direction() != side:
            self._inside.setDirection(side)

    def _read(self, text: str) -> None:
        self._reading = read_amount(text) if text.strip() else None
        amount = self.value()
        plain = amount is not None and text.strip() in (str(int(amount)), format_amount(amount, symbol=False))
        self.understood.setText("" if amount is None else ("" if plain else "= ") + format_amount(amount))
        self.words.setText(_in_words(amount))
        self._fit()
        self._mark(None)
        if self.problem() is not None:
            self._pause.start()
        else:
            self._pause.stop()
        self.changed.emit(self._reading)

    def _complain(self) -> None:
        self._pause.stop()
        if self.problem() is not None:
            self._mark(self.problem())

    def _mark(self, problem: Problem | None) -> None:
        state = None if problem is None else "question" if isinstance(problem, Question) else "error"
        if self.frame.property("state") != state:
            wear(self.frame, state=state)
        self.message.show_problem(problem)
        self.words.setVisible(problem is None)
        heard = ", ".join(text for text in (self.understood.text(), self.words.text()) if text)
        self.line.setAccessibleDescription(heard if problem is None else self._.problem(problem))

    def _submit(self) -> None:
        self._complain()
        if self.value() is not None:
            self.submitted.emit(self.value())

    def _again(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()


def _in_words(amount: Rupiah | None) -> str:
    if amount is None or abs(amount) <= IN_WORDS_ABOVE:
        return ""
    return in_words(amount)
