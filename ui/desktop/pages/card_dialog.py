"""A dialog as high as what it says, never higher than the screen: what does not fit scrolls above its buttons."""

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from ui.desktop import widgets as w
from ui.desktop.theme import look

WIDTH: Final = 480
ROOM: Final = 48
"""Pixels that stay free of the screen's height, for the frame of the window."""


class CardDialog(QDialog):
    """Put the parts on ``column``, the buttons on ``buttons``. Open it with ``open()``; it goes when it is closed.

    ``WIDE``: pixels at normal text; never wider than the screen.
    """

    WIDE: ClassVar[int] = WIDTH

    def __init__(self, title: str, picture: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        worn = look()
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(worn.px(24), worn.px(20), worn.px(24), worn.px(12))
        self.column.setSpacing(worn.px(10))
        head = QHBoxLayout()
        head.setSpacing(worn.px(12))
        head.addWidget(w.Picture(picture, 30, "primary"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(w.text_label(title, "lead", wrap=True), 1)
        self.column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setObjectName(f"{object_name}_scroll")
        self._scroll.setAccessibleName(title)
        self._scroll.setWidget(self._inside)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(worn.px(24), worn.px(8), worn.px(24), worn.px(20))
        self.buttons.setSpacing(worn.px(10))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)  # the scroll area must not lie on the line around the dialog
        whole.setSpacing(0)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._above)
        whole.addLayout(self.buttons)
        self._inside.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._show_focused)

    def fit(self) -> None:
        """Become as high as what is said now needs."""
        least = min(look().px(self.WIDE) + 2, self.screen().availableSize().width() - ROOM)
        width = max(self.width(), least)
        inside = self.column
        needed = inside.totalHeightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        below = self.buttons.sizeHint().height() + self._above.sizeHint().height() + 2
        most = self.screen().availableSize().height() - ROOM
        self.setMinimumSize(QSize(least, min(needed + below, most)))
        self.resize(width, min(needed + below, most))

    def keep_above_buttons(self, part: QWidget) -> None:
        """Let ``part`` be seen wherever a long dialog is scrolled to: why its button did nothing."""
        self._above.setContentsMargins(look().px(24), look().px(4), look().px(24), 0)
        self._above.addWidget(part)

    def scroll_by_keys(self) -> None:
        """Let the arrows and the page keys scroll: for a dialog in which nothing but its buttons has the keyboard."""
        bar = self._scroll.verticalScrollBar()
        for keys, step in (("Down", 1), ("Up", -1), ("PgDown", 8), ("PgUp", -8)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self._scroll_on, bar, step))

    def _scroll_on(self, bar: QScrollBar, step: int) -> None:
        bar.setValue(bar.value() + step * look().px(30))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self.fit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()
        super().showEvent(event)

    def _show_focused(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._inside.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new)
