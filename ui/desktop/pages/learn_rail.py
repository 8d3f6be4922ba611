"""Where one is in a lesson: the stops one below another, or in one line where it is tight; the time that is left."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.learn_stops import Stop
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_CONTROL
from ui.desktop.widgets.pressed import PaintedButton

ENTRY: Final = 44


class StopButton(PaintedButton):
    """One stop: its picture and name; done has a tick, now is filled, later is quiet. The sign says the same."""

    def __init__(self, stop: Stop, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setCheckable(False)
        self.setObjectName(object_name)
        self.setProperty("painted", True)
        self.setAccessibleName(stop.name)
        self._stop, self._state = stop, "later"

    def show_state(self, state: str, said: str) -> None:
        """Be done, now or later; ``said`` is heard after the name."""
        self._state = state
        self.setAccessibleName(f"{self._stop.name}, {said}" if said else self._stop.name)
        self.update()

    def state(self) -> str:
        """done, now or later."""
        return self._state

    def sizeHint(self) -> QSize:
        worn = look()
        words = QFontMetrics(worn.font("bold")).horizontalAdvance(self._stop.name)
        return QSize(min(words, worn.px(150)) + worn.px(24 + 10 + 24), worn.px(ENTRY))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        now, done = self._state == "now", self._state == "done"
        ink = "on_accent" if now else "money_in" if done else "text"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if now or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("accent_fill" if now else "sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        side, inset, gap = worn.px(24), worn.px(10), worn.px(10)
        name = "check-circle" if done else self._stop.picture
        drawn = worn.pixmap(name, 24, ink, "fill" if done else "duotone", self.devicePixelRatioF())
        painter.drawPixmap(inset, round((self.height() - side) / 2), drawn)
        font = worn.font("bold" if now else "base")
        painter.setFont(font)
        painter.setPen(worn.colour(ink))
        left = inset + side + gap
        room = self.width() - left - worn.px(6)
        words = QFontMetrics(font).elidedText(self._stop.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()


class StopRail(w.Card):
    """The stops one below another. ``chosen`` carries the place of a stop; ``paused``: the clock shall stand, or go."""

    chosen = Signal(int)
    paused = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="lesson_rail", parent=parent)
        self._ = _
        self.setAccessibleName(_("Steps of the lesson"))
        self.buttons: list[StopButton] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.clock = ClockLine(_)
        self.clock.pause.clicked.connect(self.paused)
        self.acts = QVBoxLayout()
        self.acts.setSpacing(8)
        self.body.addWidget(self.clock)
        self.body.addLayout(self.acts)
        self.setFixedWidth(look().px(214))

    def show_stops(self, stops: Sequence[Stop]) -> None:
        """List these stops."""
        for button in self.buttons:
            self._list.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for nth, stop in enumerate(stops):
            button = StopButton(stop, object_name=f"stop_{nth}")
            button.clicked.connect(lambda _checked=False, nth=nth: self.chosen.emit(nth))
            self._list.addWidget(button)
            self.buttons.append(button)

    def show_at(self, at: int) -> None:
        """Say where one is."""
        for nth, button in enumerate(self.buttons):
            state = "now" if nth == at else "done" if nth < at else "later"
            said = {"now": self._("here now"), "done": self._("done"), "later": ""}[state]
            button.show_state(state, said)

    def needed_height(self) -> int:
        """How high the page must be for all of it."""
        worn = look()
        acts = sum(
            worn.px(52)
            for nth in range(self.acts.count())
            if (item := self.acts.itemAt(nth)) is not None and (one := item.widget()) is not None and not one.isHidden()
        )
        return len(self.buttons) * worn.px(42) + acts + worn.px(48 + 40)

    def _space(self) -> None:
        super()._space()
        worn, whole = look(), self.layout()
        if whole is not None:
            whole.setContentsMargins(worn.px(8), worn.px(8), worn.px(8), worn.px(10))
        self.setFixedWidth(worn.px(214))


class StopLine(QWidget):
    """The stops in one line, for a window without room for the rail."""

    chosen = Signal(int)
    paused = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesson_line")
        self._ = _
        self.stop = w.Choice(object_name="lesson_stop", accessible_name=_("Step of the lesson"))
        self.clock = ClockLine(_)
        self.clock.pause.clicked.connect(self.paused)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.stop, 1)
        self.row.addWidget(self.clock)
        self.stop.activated.connect(self.chosen)

    def show_stops(self, stops: Sequence[Stop]) -> None:
        """List these stops."""
        self.stop.clear()
        for nth, stop in enumerate(stops):
            self.stop.add(f"{nth + 1}. {stop.name}", nth)

    def show_at(self, at: int) -> None:
        """Say where one is."""
        self.stop.setCurrentIndex(at)


class ClockLine(QWidget):
    """How many minutes are left of the lesson. It is there to be looked at: it never turns red and makes no sound."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setObjectName("lesson_clock")
        self.said = w.text_label("", "base", "muted")
        self.said.setObjectName("lesson_time_left")
        self.pause = w.Button(
            object_name="lesson_pause", accessible_name=_("Let the clock stand"), role="quiet", picture="timer"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.pause)
        row.addWidget(self.said, 1)

    def show_minutes(self, left: int, of_step: int | None, *, standing: bool) -> None:
        """``left`` minutes of the whole lesson, negative once it took longer; ``of_step`` those of this step."""
        _ = self._
        if standing:
            said = _("The clock stands")
        elif left >= 0:
            said = _.plural("{n} minute left", "{n} minutes left", left)
        else:
            said = _.plural("{n} minute longer", "{n} minutes longer", -left)
        self.said.setText(said)
        step = "" if of_step is None else _.plural("{n} minute for this step", "{n} minutes for this step", of_step)
        self.said.setToolTip(step)
        word = _("Let the clock go on") if standing else _("Let the clock stand")
        self.pause.setAccessibleName(word)
        self.pause.setToolTip(word)
