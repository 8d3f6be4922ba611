"""What the page of the meeting opens beside itself: slips, putting right what one member paid, a record of its own."""

from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from kpmbooks.dates import Period
from kpmbooks.group import Meeting
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

SLIPS: Final = "payment-slips"
CORRECTION: Final = "correction-slips"
"""The reports of the members' slips, and of those of what was put right."""


class MeetingPapers:
    """Opens the dialogs above ``page``, whose signal ``go`` leads to other pages. Modules of dialogs come late: a
    meeting hardly ever needs them."""

    def __init__(self, session: Session, tasks: Tasks, page: QWidget, go: Any) -> None:
        self._session, self._tasks, self._page, self._go = session, tasks, page, go

    def print_slips(self, day: date, *, after: bool) -> None:
        """To the slips: before the meeting what each one brings, after it what she paid."""
        wish = ReportWish(SLIPS, Period(day, day), form="after-8" if after else "before-8")
        self._go.emit("reports", wish)

    def correct(self, meeting: Meeting) -> None:
        """Put right what one member paid; her slip of it comes right after."""
        from ui.desktop.pages.meeting_correct import MeetingCorrectDialog

        dialog = MeetingCorrectDialog(self._session, meeting, self._page)
        dialog.corrected.connect(lambda uid: self.show_correction(meeting, uid.hex()))
        dialog.open()

    def show_correction(self, meeting: Meeting, member: str = "") -> None:
        """The slip of what was put right of this member (uid in hex), or those of all."""
        from ui.desktop.pages.group_paper import GroupPaperDialog

        asked = {"meeting": str(meeting.number)} | ({"member": member} if member else {})
        day = Period(meeting.day, meeting.day)
        GroupPaperDialog(self._session, self._tasks, CORRECTION, day, asked, self._page).open()

    def show_entry(self, key: int) -> None:
        """A record that a meeting posted."""
        from ui.desktop.pages.entry_dialog import EntryDialog

        dialog = EntryDialog(self._session, key, self._page)
        dialog.correct_asked.connect(lambda number: self._go.emit("record", number))
        dialog.open()
