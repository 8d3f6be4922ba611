"""A small window that drops below what was pressed, and the list of acts in one: menus that everybody can reach.

Not Qt's menus and popups: assistive technology finds neither of them in the tree of the program, on no system.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.desktop.theme import look, wear
from ui.desktop.widgets.button import Button

_GAP: Final = 4
"""Pixels between what was pressed and what drops below it."""


class Drop(QDialog):
    """Put the parts on ``column``, then ``open_under`` or ``open_at``. It goes when it is closed.

    Esc closes it, and so does a press anywhere else in the program, on what it dropped from too; then the keyboard is
    back where it was. ``title`` is heard, not seen.
    """

    def __init__(self, title: str, *, object_name: str, parent: QWidget, margin: int = 12) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName(object_name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._above: QWidget | None = None
        self._from: QWidget | None = None
        frame = QFrame()
        wear(frame, role="popup")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        worn = look()
        self.column = QVBoxLayout(frame)
        self.column.setContentsMargins(*(worn.px(margin),) * 4)
        self.column.setSpacing(worn.px(8))

    def open_under(self, above: QWidget) -> None:
        """Show it below ``above``, or over it where there is no room below; as wide at least as that is."""
        self._above = above
        self.setMinimumWidth(max(self.minimumWidth(), min(above.width(), look().px(360))))
        self.adjustSize()
        place = above.mapToGlobal(QPoint(0, above.height() + _GAP))
        if place.y() + self.height() > above.screen().availableGeometry().bottom():
            place.setY(above.mapToGlobal(QPoint(0, -_GAP)).y() - self.height())
        self.open_at(place)

    def open_at(self, place: QPoint) -> None:
        """Show it with its corner at ``place`` of the screen, as far as it has room there."""
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None
        screen = parent.screen().availableGeometry()
        x = max(screen.left(), min(place.x(), screen.right() - _GAP - self.width()))
        self.move(x, max(screen.top(), min(place.y(), screen.bottom() - _GAP - self.height())))
        self._from = QApplication.focusWidget()
        self.show()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter presses what has the keyboard and nothing else
        _program().installEventFilter(self)
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or not self.isVisible():
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress if not self._holds(watched):
                self.close()
                return watched is self._above  # a second press closes and does not open once more
            case QEvent.Type.Hide if watched is self.parentWidget():
                self.close()  # another page, or the window was locked
            case QEvent.Type.Resize | QEvent.Type.Move if watched.isWindow() and watched.isAncestorOf(self):
                self.close()
        return False

    def done(self, result: int) -> None:
        _program().removeEventFilter(self)
        was_active, back = self.isActiveWindow(), self._from
        super().done(result)
        if was_active and back is not None and isValid(back) and back.isVisible():
            back.window().activateWindow()
            back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _holds(self, part: QWidget) -> bool:
        """Whether ``part`` is in it, or in something that was opened out of it."""
        inside: QWidget | None = part
        while inside is not None and inside is not self:
            inside = inside.parentWidget()
        return inside is self


class ActList(Drop):
    """Acts below one another, each a button. Arrows go round, a letter goes to the next act that begins with it.

    An act is done once the list is closed and the keyboard is back.
    """

    def __init__(self, title: str, *, object_name: str, parent: QWidget) -> None:
        super().__init__(title, object_name=object_name, parent=parent)
        self.acts: list[Button] = []
        self._begin: Button | None = None
        self.setMinimumWidth(look().px(200))

    def offer(
        self, words: str, act: Callable[[], Any], *, name: str, picture: str = "", spoken: str = "", begin: bool = False
    ) -> Button:
        """Offer ``act``; ``begin``: the keyboard is there at first, else on the first act."""
        button = Button(words, object_name=name, accessible_name=spoken, picture=picture)
        button.clicked.connect(self.close)
        button.clicked.connect(lambda _checked=False: act())
        self.column.addWidget(button)
        self.acts.append(button)
        if begin:
            self._begin = button
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self._begin or self.acts[0]).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and watched in self.acts:
            here = self.acts.index(watched)
            there = self._there(here, event)
            if there is not None:
                self.acts[there].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _there(self, here: int, event: QKeyEvent) -> int | None:
        """Where a key leads from the act ``here``; None for a key that leads nowhere."""
        count, letter = len(self.acts), event.text().strip().casefold()
        match event.key():
            case Qt.Key.Key_Down:
                return (here + 1) % count
            case Qt.Key.Key_Up:
                return (here - 1) % count
            case Qt.Key.Key_Home:
                return 0
            case Qt.Key.Key_End:
                return count - 1
        onward = [(here + step) % count for step in range(1, count + 1)]
        return next((one for one in onward if letter and self.acts[one].label().casefold().startswith(letter)), None)


def _program() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
