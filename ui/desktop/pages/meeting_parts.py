"""The parts of the page of the meeting: one for each step, and what stands beside them; filled from what is read."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from kpmbooks import group
from kpmbooks.dates import Clock
from kpmbooks.group.minutes import Step
from kpmbooks.group.telling import tell_meeting
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_acts import MeetingActs
from ui.desktop.pages.meeting_close import CloseStep
from ui.desktop.pages.meeting_count import CountStep
from ui.desktop.pages.meeting_decisions import DecisionsStep
from ui.desktop.pages.meeting_open import OpenStep
from ui.desktop.pages.meeting_past import PastMeetings
from ui.desktop.pages.meeting_sheet_step import SheetStep
from ui.desktop.pages.meeting_work import BeforeMeeting, MeetingSeen, first_things

PAST: Final = "past"
EMPTY: Final = "empty"


class MeetingParts(QStackedWidget):
    """Shows one part, by name: a step, ``past`` or ``empty``. What is pressed in them is the page's."""

    def __init__(self, _: Translator, clock: Clock, acts: MeetingActs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._acts = acts
        self.opening = OpenStep(_, clock)
        self.sheet = SheetStep(_)
        self.counting = CountStep(_)
        self.decisions = DecisionsStep(_, clock)
        self.closing = CloseStep(_)
        self.past = PastMeetings(_)
        self.empty = w.EmptyState(
            "users-three", "", " ", object_name="meeting_empty", button=_("Go there"), button_picture="users-three"
        )
        self._views: Mapping[str, QWidget] = {
            "open": self.opening,
            "sheet": self.sheet,
            "count": self.counting,
            "decisions": self.decisions,
            "close": self.closing,
            PAST: self.past,
            EMPTY: self.empty,
        }
        for view in self._views.values():
            self.addWidget(view)

    def show_part(self, view: str, before: BeforeMeeting, seen: MeetingSeen | None) -> None:
        """Fill the part that is seen, and show it."""
        if view == EMPTY:
            words = first_things(before)
            assert words is not None
            self.empty.say(*(self._(one) for one in words))
        elif view == PAST:
            self.past.show_meetings(before.meetings)
        elif seen is None:
            self._fill_next(before)
        else:
            self._fill(view, before, seen)
        self.setCurrentWidget(self._views[view])

    def arrange(self, *, narrow: bool) -> None:
        """Give the parts their places on a wide page or a narrow one."""
        for part in (self.opening, self.sheet, self.counting, self.decisions, self.closing):
            part.arrange(narrow=narrow)

    def keep_lines(self) -> None:
        """Keep the lines that somebody is writing."""
        self.opening.agenda.keep()
        self.decisions.decisions.keep()
        self.decisions.guests.keep()

    def take_focus(self, *, is_held: bool) -> None:
        """To where the part that is seen begins; ``is_held``: there is a meeting."""
        view = self.currentWidget()
        if isinstance(view, SheetStep | CountStep | PastMeetings):
            view.take_focus()
        elif view is self.opening:
            (self.opening.begin if is_held else self.opening.day).setFocus()
        elif view is self.decisions:
            self.decisions.decisions.setFocus()
        elif view is self.closing:
            (self.closing.close_it if self.closing.close_it.isVisibleTo(self) else self.closing.next).setFocus()
        elif view is self.empty and self.empty.button is not None:
            self.empty.button.setFocus()

    def warn(self, day: date | None, *, money: bool) -> None:
        """Say what to think of before money is collected on that day."""
        found: Problem | None = self._acts.warning(day) if day is not None and money else None
        self.opening.show_warning(found)

    def _fill_next(self, before: BeforeMeeting) -> None:
        """The opening of the meeting that comes next."""
        last = before.meetings[0] if before.meetings else None
        self.opening.old.setVisible(last is not None)
        self.opening.show_next(1 if last is None else last.number + 1, before.rules, before.last_minutes)
        self.opening.show_last(last, before.last_minutes, before.missing)

    def _fill(self, view: str, before: BeforeMeeting, seen: MeetingSeen) -> None:
        if view == "open":
            self.opening.show_meeting(seen.meeting, seen.minutes)
            self.opening.show_last(seen.last, seen.last_minutes, seen.missing)
        elif view == "sheet":
            self.sheet.show_meeting(seen)
        elif view == "count":
            treasurer = seen.treasurer()
            there = [row.member for row in seen.rows if row.attendance == "present" and row.member != treasurer]
            self.counting.show_count(seen.minutes, seen.expected, there, arisan=seen.arisan)
        elif view == "decisions":
            self.decisions.show_minutes(seen.minutes, group.next_meeting(seen.meeting.day, seen.rules.rhythm))
        elif view == "close":
            self._fill_close(before, seen)

    def _fill_close(self, before: BeforeMeeting, seen: MeetingSeen) -> None:
        told = tell_meeting(self._, seen.figures, seen.rules, next_day=seen.minutes.next_day)
        if seen.meeting.is_open:
            self.closing.show_open(seen, told)
            return
        self.closing.show_closed(seen, told, last=seen.meeting.number == before.meetings[0].number)
        self.closing.show_records(self._acts.records(seen.meeting))
        self.closing.offer_correction(there=self._acts.was_corrected(seen.meeting))


def step_here(seen: MeetingSeen | None, step: Step) -> Step:
    """The step that the bar marks: a meeting that is closed is at its end."""
    if seen is None:
        return "open"
    return step if seen.meeting.is_open else "close"
