"""What pages with a table or a sheet of paper have in common: they do not scroll, their largest part does.

The twin of ``page.Page``, which scrolls as a whole; the window treats both alike.
"""

from typing import Any, ClassVar, Final

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets import Span, em_width

WIDE: Final = 64
MEDIUM: Final = 54


class FixedPage(QWidget):
    """Put the parts on ``column``; ``arrange`` is called when there is more or less room, or larger text.

    ``go`` asks the window for another page: its name and what it should show.
    """

    go = Signal(str, object)

    TOPICS: ClassVar[frozenset[str]] = frozenset({"entries", "accounts", "ledgers"})
    """The topics of ``Session.changed`` that this page shows."""

    def __init__(self, session: Session, tasks: Tasks, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.session = session
        self.tasks = tasks
        self.column = QVBoxLayout(self)
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._stale = True
        self._span: Span | None = None
        session.changed.connect(self._changed)
        session.ledger_changed.connect(self.other_ledger)

    def refresh(self) -> None:
        """Ask the book anew and show what it says."""
        raise NotImplementedError

    def is_whole(self) -> bool:
        """Whether everything that the page shows is there; some of it may come right after its first paint."""
        return True

    def arrive(self, wish: Any) -> None:
        """Show what the way here asked for; what a page understands it says itself. None asks for nothing."""

    def arrange(self, now: Span) -> None:
        """Give the parts their places on a page that is ``now`` so wide."""

    def other_ledger(self) -> None:
        """The person looks at another ledger of the book."""
        self.look_again()

    def look_again(self) -> None:
        """Refresh now if the page is seen, else when it is seen next."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Small: a window that becomes narrower must be let, the parts are arranged anew when it is."""
        worn = look()
        return QSize(worn.px(320), worn.px(200))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._span:
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_span"):
            self._arrange()

    def _arrange(self) -> None:
        self._span = self._room()
        narrow = self._span == "narrow"
        self.column.setContentsMargins(*((16, 12) * 2 if narrow else (24, 16) * 2))
        self.column.setSpacing(12)
        self.arrange(self._span)

    def _room(self) -> Span:
        """Told by the page's own width: a sidebar, a rail or nothing stands beside it."""
        em = em_width(self)
        return "wide" if em >= WIDE else "medium" if em >= MEDIUM else "narrow"

    def _changed(self, topics: frozenset[str]) -> None:
        if topics & self.TOPICS:
            self.look_again()
