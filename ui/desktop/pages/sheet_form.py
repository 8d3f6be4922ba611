"""What the two forms of a sheet have in common, so that the page can hold either: the daily one and the weekly one."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.book import Tx
from kpmbooks.problems import Problem
from kpmbooks.recording.sheets import PaperForm, Sheet
from ui.desktop.session import Session
from ui.desktop.widgets import Span


class SheetForm(QWidget):
    """The grid of one form of paper. ``edited``: something was typed; ``finished``: Enter in the very last box.

    ``reached`` carries the box that has the keyboard now: the page shows it.
    """

    edited = Signal()
    finished = Signal()
    reached = Signal(object)

    FORM: ClassVar[PaperForm]

    def __init__(self, session: Session, sheet: Sheet, *, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.session = session
        self.sheet = sheet
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def fits(self) -> bool:
        """Whether the ledger has such a sheet."""
        raise NotImplementedError

    def begin(self) -> None:
        """Draw the grid for the ledger that is looked at now."""

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another sheet; what was typed goes."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Close what is in the book already, not yet there, or before the book; keep what is typed."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        """Whether nothing is typed that would be lost."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """To the first box that can be filled in."""
        raise NotImplementedError

    def doubt(self) -> str:
        """What the person should look at before it is written; asked once more about the same, nothing."""
        return ""

    def record(self, tx: Tx) -> int:
        """Write what is typed; gives how much of it there was. Raises ``Rejected``."""
        raise NotImplementedError

    def done(self, count: int) -> str:
        """The sentence that says what was written."""
        raise NotImplementedError

    def mark(self, problems: Sequence[Problem]) -> None:
        """Say each problem at its box, and give the keyboard to the first; none takes the marks away."""
        raise NotImplementedError

    def arrange(self, now: Span) -> None:
        """There is more or less room."""
        raise NotImplementedError

    def why_closed(self, day: int) -> str:
        """Why nothing can be written on the sheet's day of this place, whatever is there; nothing when it can."""
        one, session = self.sheet.days[day], self.session
        if session.book.mode != "write":
            return "–"
        if one > session.today():
            return session._("not yet")
        return "–" if one < session.book.owner.start else ""
