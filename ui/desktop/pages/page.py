"""What pages have in common: they look again when what they show has changed, but only while they are seen."""

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import PageScroll


class Page(PageScroll):
    """A page that scrolls as a whole. ``go`` asks the window for another one: its name and what it should show."""

    go = Signal(str, object)

    TOPICS: ClassVar[frozenset[str]] = frozenset({"entries", "accounts", "ledgers"})
    """The topics of ``Session.changed`` that this page shows."""

    def __init__(self, session: Session, tasks: Tasks, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name=object_name, parent=parent)
        self.session = session
        self.tasks = tasks
        self._stale = True
        session.changed.connect(self._changed)
        session.ledger_changed.connect(self.look_again)

    def refresh(self) -> None:
        """Ask the book anew and show what it says."""
        raise NotImplementedError

    def is_whole(self) -> bool:
        """Whether everything that the page shows is there; some of it may come right after its first paint."""
        return True

    def arrive(self, wish: Any) -> None:
        """Show what the way here asked for; what a page understands it says itself. None asks for nothing."""

    def look_again(self) -> None:
        """Refresh now if the page is seen, else when it is seen next."""
        if self.isVisible():
            self._stale = False
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        if self._stale:
            self._stale = False
            self.refresh()
        super().showEvent(event)

    def _changed(self, topics: frozenset[str]) -> None:
        if topics & self.TOPICS:
            self.look_again()
