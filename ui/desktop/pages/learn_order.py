"""Steps to be put in order: each is moved up or down by its buttons, or with the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.theme import look, wear


class OrderList(QWidget):
    """``changed`` carries the ids in their order. The arrows go from step to step, with Ctrl or Alt they move one."""

    changed = Signal(object)

    def __init__(
        self,
        _: Translator,
        steps: Sequence[tuple[str, str]],
        *,
        object_name: str,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self._ = _
        self._texts = dict(steps)
        self._order = [one for one, _text in steps]
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for key, text in steps:
            row = _Row(_, key, text, name=object_name)
            row.up.clicked.connect(lambda _checked=False, key=key: self.move_step(key, -1))
            row.down.clicked.connect(lambda _checked=False, key=key: self.move_step(key, 1))
            for button in (row.up, row.down):
                button.installEventFilter(self)
            self._rows[key] = row
        self._place()
        if self._order:
            self.setFocusProxy(self._rows[self._order[0]].down)

    def order(self) -> tuple[str, ...]:
        """The ids in their order now."""
        return tuple(self._order)

    def show_order(self, order: Sequence[str]) -> None:
        """Put them in this order without telling ``changed``."""
        if sorted(order) == sorted(self._order):
            self._order = list(order)
            self._place()

    def move_step(self, key: str, by: int) -> None:
        """Move one step up or down; the ends stay."""
        at = self._order.index(key)
        to = max(0, min(at + by, len(self._order) - 1))
        if to == at:
            return
        self._order.insert(to, self._order.pop(at))
        self._place()
        row = self._rows[key]
        (row.up if by < 0 else row.down).setFocus(Qt.FocusReason.OtherFocusReason)
        w.announce(self, f"{to + 1}. {self._texts[key]}")
        self.changed.emit(self.order())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key(), 0)
            row = next((one for one in self._rows.values() if watched in (one.up, one.down)), None)
            if by and row is not None:
                if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
                    self.move_step(row.key, by)
                else:
                    at = max(0, min(self._order.index(row.key) + by, len(self._order) - 1))
                    beside = self._rows[self._order[at]]
                    (beside.up if watched is row.up else beside.down).setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _place(self) -> None:
        for row in self._rows.values():
            self._column.removeWidget(row)
        for nth, key in enumerate(self._order):
            row = self._rows[key]
            row.number.setText(f"{nth + 1}.")
            row.up.setAccessibleName(self._("Move up: {step}", step=self._texts[key]))
            row.down.setAccessibleName(self._("Move down: {step}", step=self._texts[key]))
            self._column.addWidget(row)
        previous: QWidget | None = None
        for key in self._order:
            for button in (self._rows[key].up, self._rows[key].down):
                if previous is not None:
                    QWidget.setTabOrder(previous, button)
                previous = button


class _Row(QFrame):
    def __init__(self, _: Translator, key: str, text: str, *, name: str) -> None:
        super().__init__()
        self.key = key
        wear(self, role="field")
        self.number = w.text_label("", "bold", "primary")
        self.number.setMinimumWidth(look().px(24))
        self.up = w.Button(
            object_name=f"{name}_{key}_up", accessible_name=text, role="key", picture="arrow-up", weight="bold"
        )
        self.down = w.Button(
            object_name=f"{name}_{key}_down", accessible_name=text, role="key", picture="arrow-down", weight="bold"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(look().px(10), 3, 4, 3)
        row.setSpacing(8)
        row.addWidget(self.number)
        row.addWidget(w.text_label(text, wrap=True), 1)
        row.addWidget(self.up)
        row.addWidget(self.down)
