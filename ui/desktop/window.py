"""The window on the screen: it paints itself first and is furnished afterwards, with the start page or an open book.

Nothing here may import SQLAlchemy, directly or through others: the first paint must not wait for it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.desktop.theme import Theme, apply
from ui.desktop.theme.tokens import HEADER, MODES, Mode

if TYPE_CHECKING:
    from ui.desktop.desk import Desk

NAME: Final = "Buku KPM"
SIZE: Final = (1366, 768)
FRAME: Final = 40
"""Pixels that a system may need for the title of a window."""


class MainWindow(QMainWindow):
    """Holds one thing at a time. ``painted`` tells once that it is on the screen.

    ``expects_book`` paints the outline of the desk until it is there, so that nothing jumps. ``may_close`` is asked
    when somebody closes the window; who says no has to close it later.
    """

    painted = Signal()

    def __init__(self, *, mode: Mode = "light", text: float = 1.0, expects_book: bool = False) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(NAME)
        self.theme = Theme(mode, text)
        self._expects_book = expects_book
        self.may_close: Callable[[], bool] | None = None
        self._dressed = False
        self._was_painted = False
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        # On a common laptop the frame of the window would push its lower edge off the screen.
        self._fills_screen = room.width() <= SIZE[0] or room.height() <= SIZE[1] + FRAME

    def appear(self) -> None:
        """Come to the screen, over all of it where it is small."""
        if self._fills_screen:
            self.showMaximized()
        else:
            self.show()

    def dress(self, theme: Theme) -> None:
        """Wear ``theme``; the first time in any case, then only if it is another."""
        if self._dressed and theme == self.theme:
            return
        self.theme, self._dressed = theme, True
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, theme)

    def furnish(self, content: QWidget, title: str = "") -> None:
        """Show ``content`` in the place of what was there, which goes."""
        self.setCentralWidget(content)
        self.setWindowTitle(f"{title} – {NAME}" if title else NAME)

    def show_desk(self, desk: "Desk") -> None:
        """Show an open book, and wear the colour of its ledger whenever that changes."""
        desk.look_changed.connect(lambda: self._follow(desk))
        self.furnish(desk, desk.session.book.owner.name)
        desk.begin()

    def _follow(self, desk: "Desk") -> None:
        self.dress(replace(self.theme, ledger=desk.accent(), private=desk.is_private(), nameless=desk.is_nameless()))
        self.setWindowTitle(f"{desk.owner_shown()} – {NAME}")

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close is None or self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.centralWidget() is None:
            self._paint_outline()
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _paint_outline(self) -> None:
        tokens, scale = MODES[self.theme.mode], self.theme.text
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.bg)
        if self._expects_book:
            side, head = round(204 * scale), round(HEADER * scale) + 3
            painter.fillRect(QRect(0, 0, self.width(), head), tokens.surface)
            painter.fillRect(QRect(0, 0, side, self.height()), tokens.sunken)
            painter.fillRect(QRect(side, head - 3, self.width(), 3), tokens.line)
        painter.end()
