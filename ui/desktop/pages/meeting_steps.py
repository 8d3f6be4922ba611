"""The five steps of a meeting side by side: which are done, where one is, what comes; any of them can be gone to."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.group import STEPS
from kpmbooks.group.minutes import Step
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop.theme import look
from ui.desktop.theme.tokens import LEAST_TARGET, RADIUS_CONTROL
from ui.desktop.widgets.pressed import CheckableButton

_ANY_WIDTH: Final = 16_777_215
"""Qt's word for no limit (QWIDGETSIZE_MAX)."""

NAMES: Final[Mapping[Step, str]] = {
    "open": N_("Opening"),
    "sheet": N_("Present & paid"),
    "count": N_("Count the box"),
    "decisions": N_("Decisions"),
    "close": N_("Close"),
}


class StepBar(QWidget):
    """``chosen`` tells the step that somebody goes to."""

    chosen = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_steps")
        self._ = _
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.bare = False
        self.steps: dict[Step, StepButton] = {}
        for number, step in enumerate(STEPS, 1):
            button = StepButton(number, _(NAMES[step]), object_name=f"meeting_step_{step}")
            button.clicked.connect(lambda _checked=False, step=step: self.chosen.emit(step))
            self.steps[step] = button
            self._row.addWidget(button, 1)

    def set_bare(self, *, bare: bool) -> None:
        """Only signs and numbers, where something else stands in the same line."""
        self.bare = bare
        for button in self.steps.values():
            button.setMaximumWidth(look().px(44) if bare else _ANY_WIDTH)

    def show_steps(self, now: Step, offered: tuple[Step, ...]) -> None:
        """Say where one is; only ``offered`` steps are seen, and only they can be gone to."""
        place = STEPS.index(now)
        shown = [step for step in STEPS if step in offered]
        for number, step in enumerate(shown, 1):
            state = "now" if step == now else "done" if STEPS.index(step) < place else "later"
            said = {"now": self._("here now"), "done": self._("done"), "later": ""}[state]
            self.steps[step].show_state(number, state, said)
        for step, button in self.steps.items():
            button.setVisible(step in shown)
            button.setMinimumWidth(button.whole() if step == now and not self.bare else 0)
        widest = max((self.steps[step].whole() for step in shown if step != now), default=0)
        for step, button in self.steps.items():
            button.agree(button.whole() if step == now else widest)


class StepButton(CheckableButton):
    """One step: number and name, in the colours of done, now or later; the sign says the same."""

    def __init__(self, number: int, name: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self._name, self._number, self._state = name, number, "later"
        self._widest = 0
        self.show_state(number, "later", "")

    def show_state(self, number: int, state: str, said: str) -> None:
        """Be number so and so, in this state; ``said`` is heard after the name."""
        self._number, self._state = number, state
        self.setText(f"{number}. {self._name}".replace("&", "&&"))
        self.setAccessibleName(", ".join(part for part in (f"{number}. {self._name}", said) if part))
        self.update()

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(60), worn.px(LEAST_TARGET))

    def whole(self) -> int:
        """The width with sign and name."""
        worn = look()
        words = QFontMetrics(worn.font("bold")).horizontalAdvance(f"{self._number}. {self._name}")
        return words + worn.px(22 + 3 * 8)

    def agree(self, widest: int) -> None:
        """Be written as others are, of which the widest takes so much: all with names, or all with numbers only."""
        self._widest = widest
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        ground, ink, picture, weight = {
            "now": ("accent_fill", "on_accent", "caret-circle-right", "fill"),
            "done": ("money_in_soft", "money_in", "check-circle", "fill"),
        }.get(self._state, ("sunken", "muted", "circle", "bold"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        font = worn.font("bold")
        metrics = QFontMetrics(font)
        whole, bare = f"{self._number}. {self._name}", f"{self._number}"
        side, gap = worn.px(22), worn.px(8)
        widest = max(self._widest, self.whole())
        words = whole if widest - side - gap <= self.width() else bare
        if words == whole and widest > self.width():
            side = gap = 0
        x = (self.width() - metrics.horizontalAdvance(words) - side - gap) / 2
        if side:
            drawn = worn.pixmap(picture, 22, ink, weight, self.devicePixelRatioF())  # type: ignore[arg-type]
            painter.drawPixmap(round(x), round((self.height() - side) / 2), drawn)
        painter.setFont(font)
        painter.setPen(worn.colour(ink))
        painter.drawText(
            QRectF(x + side + gap, 0, self.width(), self.height()),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            words,
        )
        painter.end()
