"""The questions of an exercise: an amount with its words, a number, cards to choose from, steps to be put in order.

What is answered goes into the practice book as it is given; what is right is nobody's business here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.training import Asked
from ui.desktop import widgets as w
from ui.desktop.pages.learn_order import OrderList
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CONTROL
from ui.desktop.widgets.pressed import PaintedButton

BESIDE: Final = 40
"""Em of width from which cards stand beside their question, if they have few letters together."""
FEW_LETTERS: Final = 40

PAUSE: Final = 500
"""Milliseconds of rest after which a typed answer is kept."""

Keep = Callable[[Asked, str], Problem | None]
"""Keeps an answer, or says why it cannot be read."""


class AskedForm(QWidget):
    """The questions one below another; ``answered``: one more, or another answer."""

    answered = Signal()

    def __init__(self, _: Translator, asked: Sequence[Asked], keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("asked_form")
        self._ = _
        self.parts = [AskedPart(_, nth, one, keep) for nth, one in enumerate(asked, 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in self.parts:
            part.answered.connect(self.answered)
            column.addWidget(part)

    def keep(self) -> None:
        """Keep what is still being typed."""
        for part in self.parts:
            part.keep()

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show what was answered before."""
        for part in self.parts:
            if part.asked.id in answers:
                part.show_answer(answers[part.asked.id])

    def done(self) -> int:
        """How many were answered."""
        return sum(part.is_answered for part in self.parts)

    def take_focus(self) -> None:
        """To the first that was not answered."""
        first = next((part for part in self.parts if not part.is_answered), self.parts[0] if self.parts else None)
        if first is not None:
            first.field.setFocus(Qt.FocusReason.OtherFocusReason)


class AskedPart(QWidget):
    """One question with its field."""

    answered = Signal()

    def __init__(self, _: Translator, number: int, asked: Asked, keep: Keep) -> None:
        super().__init__()
        self._ = _
        self.asked, self._keep = asked, keep
        self.is_answered = False
        self._waiting = ""
        self.setObjectName(f"asked_{asked.id}")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.keep)
        self._message = w.FieldMessage(_, object_name=f"asked_{asked.id}_message")
        label = w.text_label(f"{number}. {asked.text}", "bold", wrap=True)
        self.field = self._field(asked)
        label.setBuddy(self.field)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._line.setSpacing(6)
        self._line.addWidget(label, 1)
        self._line.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._line)
        column.addWidget(self._message)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A few short cards stand beside their question, where there is room: a pile is sorted at a glance."""
        super().resizeEvent(event)
        if isinstance(self.field, PickRow):
            words = sum(len(one.text) for one in self.asked.choices)
            beside = self.width() >= BESIDE * look().em and words <= FEW_LETTERS
            ways = QBoxLayout.Direction
            self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
            self.field.set_one_line(beside)

    def keep(self) -> None:
        """Keep what was given since the last time."""
        self._pause.stop()
        text, self._waiting = self._waiting, ""
        if not text:
            return
        problem = self._keep(self.asked, text)
        self._message.show_problem(problem)
        if problem is None:
            self.is_answered = True
            self.answered.emit()

    def show_answer(self, answer: str) -> None:
        """Show what was answered before, without keeping it anew."""
        self.is_answered = True
        field = self.field
        if isinstance(field, w.AmountEdit):
            field.set_value(int(answer))
            self._waiting = ""
            self._pause.stop()
        elif isinstance(field, w.TextField):
            field.setText(answer)
        elif isinstance(field, PickRow):
            field.show_choice(answer)
        elif isinstance(field, OrderList):
            field.show_order(answer.split(","))

    def _give(self, text: str, *, at_once: bool = False) -> None:
        self._waiting = text
        if at_once:
            self.keep()
        else:
            self._pause.start()

    def _amount_read(self, reading: Rupiah | Problem | None) -> None:
        if isinstance(reading, Rupiah):
            self._give(str(int(reading)))

    def _field(self, asked: Asked) -> QWidget:
        name = f"answer_{asked.id}"
        if asked.form == "amount":
            amount = w.AmountEdit(self._, object_name=name, accessible_name=asked.text)
            amount.changed.connect(
                lambda _value: self._give(str(int(amount.value() or 0))) if amount.value() is not None else None
            )
            amount.submitted.connect(lambda value: self._give(str(int(value)), at_once=True))
            return amount
        if asked.form == "number":
            number = w.TextField(object_name=name, accessible_name=asked.text)
            number.textEdited.connect(self._give)
            number.editingFinished.connect(self.keep)
            return number
        if asked.form == "choice":
            row = PickRow(asked, object_name=name)
            row.picked.connect(lambda choice: self._give(choice, at_once=True))
            return row
        order = OrderList(
            self._, [(one.id, one.text) for one in asked.choices], object_name=name, accessible_name=asked.text
        )
        order.changed.connect(lambda ids: self._give(",".join(ids), at_once=True))
        return order


class PickRow(QWidget):
    """Cards to choose one from; ``picked`` carries its id."""

    picked = Signal(str)

    def __init__(self, asked: Asked, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._buttons: dict[str, PickButton] = {}
        self._flow = flow = w.Flow(spacing=8)
        group = QButtonGroup(self)
        for one in asked.choices:
            button = PickButton(one.text, object_name=f"{object_name}_{one.id}", spoken=f"{asked.text} {one.text}")
            button.clicked.connect(lambda _checked=False, choice=one.id: self.picked.emit(choice))
            group.addButton(button)
            flow.add(button)
            self._buttons[one.id] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow)
        if self._buttons:
            self.setFocusProxy(next(iter(self._buttons.values())))

    def set_one_line(self, one_line: bool) -> None:
        """Take the width of all cards side by side, or only what is given."""
        self._flow.setMinimumWidth(self._flow.sizeHint().width() if one_line else 0)

    def show_choice(self, choice: str) -> None:
        """Mark one as chosen."""
        if choice in self._buttons:
            self._buttons[choice].setChecked(True)


class PickButton(PaintedButton):
    """One card: an empty circle, or a filled one with a tick and bold words once it is chosen."""

    def __init__(self, text: str, *, object_name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setObjectName(object_name)
        self.setAccessibleName(spoken)
        self.setProperty("painted", True)
        self._words = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        worn = look()
        words = QFontMetrics(worn.font("bold")).horizontalAdvance(self._words)
        return QSize(words + worn.px(22 + 8 + 28), worn.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, chosen = look(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("primary" if chosen else "edge"), 3 if chosen else 1))
        painter.setBrush(worn.colour("primary_soft" if chosen else "zebra" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), RADIUS_CONTROL, RADIUS_CONTROL)
        side, left = worn.px(22), worn.px(12)
        name, tone = ("check-circle", "primary") if chosen else ("circle", "muted")
        drawn = worn.pixmap(name, 22, tone, "fill" if chosen else "bold", self.devicePixelRatioF())
        painter.drawPixmap(left, round((self.height() - side) / 2), drawn)
        painter.setFont(worn.font("bold" if chosen else "base"))
        painter.setPen(worn.colour("primary" if chosen else "text"))
        x = left + side + worn.px(8)
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self._words)
        painter.end()
