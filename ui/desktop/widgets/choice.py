"""A field to choose one of several from, with the set's own small arrow: a style sheet cannot colour one."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.desktop.theme import look
from ui.desktop.widgets.selected import choose_what_is_selected


class Choice(QComboBox):
    """A drop-down list; ``add(text, key)`` and ``current()`` speak of keys."""

    def __init__(self, *, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        choose_what_is_selected(self)

    def add(self, text: str, key: object) -> None:
        """Offer ``text``, standing for ``key``."""
        self.addItem(text, key)

    def current(self) -> object:
        """The key of what is chosen, None while there is nothing."""
        return self.currentData()

    def set_current(self, key: object) -> None:
        """Choose ``key``. Raises KeyError when it is not offered."""
        place = self.findData(key)
        if place < 0:
            raise KeyError(key)
        self.setCurrentIndex(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        worn = look()
        painter = QPainter(self)
        side = worn.px(20)
        tone = "text" if self.isEnabled() else "muted"
        arrow = worn.pixmap("caret-down", 20, tone, "bold", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - worn.px(12), round((self.height() - side) / 2), arrow)
        painter.end()
