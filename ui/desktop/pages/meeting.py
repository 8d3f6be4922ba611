"""The group's meeting: opening, the sheet, counting the box, decisions, closing. Composes; all is kept at once.

A meeting that broke off is shown where it stopped. Without members or rules the page says what comes first.
"""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from kpmbooks import group
from kpmbooks.dates import Period, format_day
from kpmbooks.group import STEPS, Meeting
from kpmbooks.group.minutes import Step, count_state
from kpmbooks.group.telling import tell_meeting
from kpmbooks.money import Rupiah
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.meeting_acts import MeetingActs
from ui.desktop.pages.meeting_close import CloseStep
from ui.desktop.pages.meeting_count import CountStep
from ui.desktop.pages.meeting_decisions import DecisionsStep
from ui.desktop.pages.meeting_open import OpenStep
from ui.desktop.pages.meeting_past import PastMeetings
from ui.desktop.pages.meeting_shared import SharedScreen
from ui.desktop.pages.meeting_sheet_step import SheetStep
from ui.desktop.pages.meeting_steps import StepBar
from ui.desktop.pages.meeting_work import BeforeMeeting, MeetingSeen, first_things, see, see_before
from ui.desktop.pages.meeting_writing import SheetWriting
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

SLIPS: Final = "payment-slips"
"""The report of the members' slips."""

WITHOUT_MONEY: Final[tuple[Step, ...]] = ("open", "sheet", "decisions", "close")


class MeetingPage(FixedPage):
    """``renamed`` tells the window what stands above the page and beside it. Goes to ``members`` and to its records."""

    renamed = Signal(str, str)

    TOPICS = FixedPage.TOPICS | {"members", "people", "rules", "meetings", "meeting-sheet", "minutes"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="meeting_page", parent=parent)
        _ = session._
        self._acts = MeetingActs(session)
        self._before: BeforeMeeting | None = None
        self._seen: MeetingSeen | None = None
        self._step: Step = "open"
        self._past: int | None = None
        self._listed = False
        self.steps = StepBar(_)
        self.large = w.Button(_("Large screen"), object_name="meeting_large", picture="projector-screen")
        self.large.setToolTip("F11")
        self.opening = OpenStep(_, session.clock)
        self.sheet = SheetStep(_)
        self.count = CountStep(_)
        self.decisions = DecisionsStep(_, session.clock)
        self.closing = CloseStep(_)
        self.past = PastMeetings(_)
        self.empty = w.EmptyState(
            "users-three", "", " ", object_name="meeting_empty", button=_("Go there"), button_picture="users-three"
        )
        self.shared: SharedScreen | None = None
        self.parts = QStackedWidget()
        self._views: Mapping[str, QWidget] = {
            "open": self.opening,
            "sheet": self.sheet,
            "count": self.count,
            "decisions": self.decisions,
            "close": self.closing,
            "past": self.past,
            "empty": self.empty,
        }
        for view in self._views.values():
            self.parts.addWidget(view)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.steps, 1)
        head.addWidget(self.large)
        self.column.addLayout(head)
        self.column.addWidget(self.parts, 1)
        self.writing = SheetWriting(self._acts, self.sheet, lambda: self._seen)
        self._connect()

    def refresh(self) -> None:
        session = self.session
        before = session.ask(lambda reader: see_before(reader, session.ledger, session.today()))
        if before is None:
            return
        self._before = before
        wanted = self._wanted(before)
        self._seen = None if wanted is None else session.ask(lambda reader: see(reader, session.ledger, wanted))
        self._show()

    def arrive(self, wish: Any) -> None:
        """A number shows that meeting."""
        self._past = wish if isinstance(wish, int) else None
        self._listed = False
        self._step = "open"
        self.refresh()
        self._begin_where_it_stopped()

    def arrange(self, now: w.Span) -> None:
        narrow = now == "narrow"
        for part in (self.opening, self.sheet, self.count, self.decisions, self.closing):
            part.arrange(narrow=narrow)
        self.large.setText("" if narrow else self.session._("Large screen"))
        self.large.setAccessibleName(self.session._("Large screen"))
        self.large.setProperty("bare", narrow)

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self._take_focus()

    def go_to_step(self, step: Step) -> None:
        """Go to a step of the meeting that is open; where it is stays with the meeting."""
        if self._seen is None or not self._seen.meeting.is_open:
            return
        self.opening.agenda.keep()
        self.decisions.decisions.keep()
        self.decisions.guests.keep()
        self._step = step
        self._write({"step": step})
        self._show()
        self._take_focus()

    def open_shared(self) -> None:
        """Show the screen for all."""
        if self._seen is None:
            return
        if self.shared is None:
            self.shared = SharedScreen(self.session._, self)
            self.shared.left.connect(self.close_shared)
            self.writing.follow(self.shared.table, shared=True)
        self.shared.show_meeting(self._seen, self._step)
        self.shared.showFullScreen()
        self.shared.take_focus()

    def close_shared(self) -> None:
        """Back to the page."""
        if self.shared is not None:
            self.shared.hide()
        self.activateWindow()
        self._take_focus()

    # Where one is

    def _wanted(self, before: BeforeMeeting) -> Meeting | None:
        """The meeting that is shown: one that was chosen, the one that is open, or none."""
        if self._past is not None:
            return next((one for one in before.meetings if one.number == self._past), None)
        last = before.meetings[0] if before.meetings else None
        return last if last is not None and last.is_open else None

    def _begin_where_it_stopped(self) -> None:
        seen = self._seen
        if seen is not None and seen.meeting.is_open:
            self._step = seen.minutes.step
            self._show()
        self._take_focus()

    def _offered(self) -> tuple[Step, ...]:
        return STEPS if self._seen is None or self._seen.rules.money else WITHOUT_MONEY

    def _show(self) -> None:
        _, before, seen = self.session._, self._before, self._seen
        if before is None:
            return
        is_open = seen is not None and seen.meeting.is_open
        missing = first_things(before) if not before.meetings else None
        view: str = self._step
        if missing is not None:
            view = "empty"
            self.empty.say(_(missing[0]), _(missing[1]), _(missing[2]))
        elif self._listed:
            view = "past"
        elif seen is None:
            view = "open"
        elif not is_open:
            view = "close"
        if is_open and self._step == "count" and not self._offered().count("count"):
            self._step = "decisions"
        self.steps.setVisible(view in STEPS)
        self.large.setVisible(seen is not None and view in STEPS)
        here: Step = "close" if seen is not None and not is_open else self._step if is_open else "open"
        self.steps.show_steps(here, self._offered())
        self.steps.setEnabled(bool(is_open))
        self._fill(before, seen, view)
        self.parts.setCurrentWidget(self._views[view])
        self._say_where(before, seen, view)
        if self.shared is not None and self.shared.isVisible() and seen is not None:
            self.shared.show_meeting(seen, self._step)

    def _fill(self, before: BeforeMeeting, seen: MeetingSeen | None, view: str) -> None:
        """Fill the part that is seen."""
        _ = self.session._
        if view == "past":
            self.past.show_meetings(before.meetings)
        elif seen is None:
            last = before.meetings[0] if before.meetings else None
            number = 1 if last is None else last.number + 1
            self.opening.old.setVisible(last is not None)
            self.opening.show_next(number, before.rules, before.last_minutes)
            self.opening.show_aid_days(before.aid_days if before.rules.money else ())
            self.opening.show_last(last, before.last_minutes, before.missing)
            self._warn()
        elif view == "open":
            self.opening.show_meeting(seen.meeting, seen.minutes)
            self.opening.show_aid_days(())
            self.opening.show_last(seen.last, seen.last_minutes, seen.missing)
            self._warn()
        elif view == "sheet":
            self.sheet.show_meeting(seen)
        elif view == "count":
            treasurer = seen.treasurer()
            there = [row.member for row in seen.rows if row.attendance == "present" and row.member != treasurer]
            self.count.show_count(seen.minutes, seen.expected, there)
        elif view == "decisions":
            self.decisions.show_minutes(seen.minutes, group.next_meeting(seen.meeting.day, seen.rules.rhythm))
        elif view == "close":
            told = tell_meeting(_, seen.figures, seen.rules, next_day=seen.minutes.next_day)
            if seen.meeting.is_open:
                self.closing.show_open(seen, told)
            else:
                is_last = seen.meeting.number == before.meetings[0].number
                self.closing.show_closed(seen, told, last=is_last)
                self.closing.show_records(self._acts.records(seen.meeting))

    def _say_where(self, before: BeforeMeeting, seen: MeetingSeen | None, view: str) -> None:
        if not self.isVisible():
            return
        _ = self.session._
        if seen is None or view == "past":
            self.renamed.emit(_("Meeting"), "")
        else:
            day = format_day(seen.meeting.day, _.language, weekday=True)
            self.renamed.emit(_("Meeting {number}", number=seen.meeting.number), day)

    def _take_focus(self) -> None:
        view = self.parts.currentWidget()
        if isinstance(view, SheetStep | CountStep | PastMeetings):
            view.take_focus()
        elif view is self.opening:
            (self.opening.begin if self._seen is not None else self.opening.day).setFocus()
        elif view is self.decisions:
            self.decisions.decisions.setFocus()
        elif view is self.closing:
            (self.closing.close_it if self.closing.close_it.isVisibleTo(self) else self.closing.next).setFocus()
        elif view is self.empty and self.empty.button is not None:
            self.empty.button.setFocus()

    # Acts

    def _write(self, facts: Mapping[str, str | None]) -> None:
        """Keep something that is said of the meeting; before it is open there is nothing to keep it with."""
        if self._seen is not None and (problems := self._acts.write(self._seen.meeting, facts)):
            self.session.failed.emit(problems)

    def _open(self) -> None:
        if self._seen is not None:
            self.go_to_step("sheet")
            return
        day = self.opening.day.day()
        if day is None:
            return
        self._step = "sheet"
        problems = self._acts.open(day, self.opening.place.text(), self.opening.agenda.written())
        self.opening.show_problem(problems[0] if problems else None)
        if problems:
            self._step = "open"
            return
        self.sheet.table.go_to_first()
        self._take_focus()

    def _close(self) -> None:
        seen = self._seen
        if seen is None or not seen.meeting.is_open:
            return
        counts = seen.minutes.counts if seen.rules.money else ()
        if counts and count_state(counts, seen.expected) in ("again", "third"):
            self.go_to_step("count")
            return
        self._past = seen.meeting.number
        problems = self._acts.close(seen)
        self.closing.show_problems(problems)
        if problems:
            self._past = None
        self._take_focus()

    def _reopen(self) -> None:
        seen = self._seen
        if seen is None:
            return
        self._past = None
        self._step = "sheet"
        problems = self._acts.reopen(seen)
        self.closing.show_problems(problems)
        if problems:
            self._past = seen.meeting.number
        self._take_focus()

    def _counted(self) -> None:
        seen = self._seen
        if seen is None:
            return
        total = Rupiah(sum(worth * many for worth, many in self.count.notes().items()))
        counts = (*seen.minutes.counts, total)
        facts: dict[str, str | None] = {"counts": " ".join(str(int(one)) for one in counts)}
        if count_state(counts, seen.expected) in ("again", "third"):
            facts["notes"] = None  # counting again begins with empty boxes
        self._write(facts)
        self.count.take_focus()

    def _show_entry(self, key: int) -> None:
        from ui.desktop.pages.entry_dialog import EntryDialog  # hardly ever needed

        dialog = EntryDialog(self.session, key, self)
        dialog.correct_asked.connect(lambda number: self.go.emit("record", number))
        dialog.open()

    def _print_slips(self) -> None:
        """To the slips: before the meeting what each one brings, after it what she paid."""
        day = self._seen.meeting.day if self._seen is not None else self.opening.day.day()
        if day is not None:
            after = self._seen is not None and not self._seen.meeting.is_open
            wish = ReportWish(SLIPS, Period(day, day), form="after-8" if after else "before-8")
            self.go.emit("reports", wish)

    def _warn(self) -> None:
        """Say what to think of before money is collected on the day that is chosen."""
        day = self._seen.meeting.day if self._seen is not None else self.opening.day.day()
        money = self._before is not None and self._before.rules.money
        self.opening.show_warning(self._acts.warning(day) if day is not None and money else None)

    def _correct(self) -> None:
        """Put right what one member paid."""
        from ui.desktop.pages.meeting_correct import MeetingCorrectDialog  # hardly ever needed

        if self._seen is not None:
            MeetingCorrectDialog(self.session, self._seen.meeting, self).open()

    def _list_past(self, *, listed: bool) -> None:
        self._listed = listed
        if not listed:
            self._past = None
        self.refresh()
        self._take_focus()

    def _show_past(self, number: int) -> None:
        self._listed = False
        self._past = number
        self.refresh()
        seen = self._seen
        if seen is not None and seen.meeting.is_open:
            self._past = None
            self._begin_where_it_stopped()
        self._take_focus()

    def _fresh(self) -> None:
        self._past = None
        self._step = "open"
        self.opening.place.clear()
        self.opening.agenda.show_text("")
        self.refresh()
        self._take_focus()

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to_step)
        self.large.clicked.connect(self.open_shared)
        self.opening.opened.connect(self._open)
        self.opening.past.connect(lambda: self._list_past(listed=True))
        self.opening.written.connect(lambda name, text: self._write({name: text}))
        self.writing.follow(self.sheet.table, shared=False)
        self.sheet.table.moved.connect(self._chosen)
        self.sheet.box.periods.connect(self.writing.set_periods)
        self.sheet.went_on.connect(lambda: self.go_to_step("count" if "count" in self._offered() else "decisions"))
        self.count.noted.connect(lambda notes: self._write({"notes": group.write_notes(notes)}))
        self.count.counted.connect(self._counted)
        self.count.anew.connect(lambda: self._write({"counts": None, "notes": None}))
        self.count.witnessed.connect(lambda uid: self._write({"witness": uid.hex() if uid else None}))
        self.count.went_on.connect(lambda: self.go_to_step("decisions"))
        self.decisions.written.connect(lambda name, text: self._write({name: text}))
        self.decisions.went_on.connect(self._decided)
        self.closing.pressed.connect(self._close)
        self.closing.reopened.connect(self._reopen)
        self.closing.past.connect(lambda: self._list_past(listed=True))
        self.closing.fresh.connect(self._fresh)
        self.closing.sharing.connect(lambda: self.go.emit("sharing", None))
        self.closing.entry.connect(self._show_entry)
        self.closing.corrected.connect(self._correct)
        self.closing.slips.connect(self._print_slips)
        self.opening.slips.connect(self._print_slips)
        self.opening.day.changed.connect(lambda _day: self._warn())
        self.past.chosen.connect(self._show_past)
        self.past.left.connect(lambda: self._list_past(listed=False))
        self.empty.pressed.connect(self._go_first)
        shared = QShortcut(QKeySequence(Qt.Key.Key_F11), self)
        shared.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shared.activated.connect(self.open_shared)

    def _chosen(self) -> None:
        if self._seen is not None:
            self.sheet.show_chosen(self._seen)

    def _decided(self) -> None:
        if self._seen is not None:
            self.decisions.keep(self._seen.minutes)
        self.go_to_step("close")

    def _go_first(self) -> None:
        members = self._before is not None and self._before.members > 0
        self.go.emit("rules" if members else "members", None)
