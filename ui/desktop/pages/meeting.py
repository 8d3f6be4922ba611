"""The group's meeting: opening, the sheet, counting the box, decisions, closing. Composes; all is kept at once.

A meeting that broke off is shown where it stopped. Without members or rules the page says what comes first.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.dates import format_day
from kpmbooks.group import STEPS, Meeting
from kpmbooks.group.minutes import Step, count_state
from kpmbooks.money import Rupiah
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.meeting_acts import MeetingActs
from ui.desktop.pages.meeting_papers import MeetingPapers
from ui.desktop.pages.meeting_parts import EMPTY, PAST, MeetingParts, step_here
from ui.desktop.pages.meeting_shared import SharedScreen
from ui.desktop.pages.meeting_steps import StepBar
from ui.desktop.pages.meeting_work import BeforeMeeting, MeetingSeen, first_things, see, see_before
from ui.desktop.pages.meeting_writing import SheetWriting
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look

LOW: Final = 420
"""A page lower than this has no room for a line of steps and a strip of the box."""

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
        self.parts = MeetingParts(_, session.clock, self._acts)
        self.opening, self.sheet, self.count = self.parts.opening, self.parts.sheet, self.parts.counting
        self.decisions, self.closing, self.past = self.parts.decisions, self.parts.closing, self.parts.past
        self.papers = MeetingPapers(session, tasks, self, self.go)
        self.shared: SharedScreen | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.steps, 1)
        self._head.addWidget(self.large)
        self._in_one_line = False
        self.column.addLayout(self._head)
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
        self.parts.arrange(narrow=narrow)
        self._fit_head()
        self.large.setText("" if narrow else self.session._("Large screen"))
        self.large.setAccessibleName(self.session._("Large screen"))
        self.large.setProperty("bare", narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        """Where there is little height, steps and box share one line above the sheet, so that more members are seen."""
        low = self._span == "narrow" and self.height() < look().px(LOW)
        in_one_line = low and self.parts.currentWidget() is self.sheet
        if in_one_line == self._in_one_line:
            return
        self._in_one_line = in_one_line
        if in_one_line:
            self._head.insertWidget(1, self.sheet.give_strip())
            self._head.insertStretch(1, 1)
            self.sheet.strip.show()
        else:
            self._head.takeAt(1)
            self._head.removeWidget(self.sheet.strip)
            self.sheet.take_strip()
        self._head.setStretchFactor(self.steps, 0 if in_one_line else 1)
        self.steps.set_bare(bare=in_one_line)
        self.column.setSpacing(6 if in_one_line else 12)
        self.steps.show_steps(step_here(self._seen, self._step), self._offered())

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self._take_focus()

    def go_to_step(self, step: Step) -> None:
        """Go to a step of the meeting that is open; where it is stays with the meeting."""
        if self._seen is None or not self._seen.meeting.is_open:
            return
        self.parts.keep_lines()
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
        before, seen = self._before, self._seen
        if before is None:
            return
        if self._step == "count" and self._step not in self._offered():
            self._step = "decisions"
        view = self._view(before, seen)
        self.steps.setVisible(view in STEPS)
        self.large.setVisible(seen is not None and view in STEPS)
        self.steps.show_steps(step_here(seen, self._step), self._offered())
        self.steps.setEnabled(seen is not None and seen.meeting.is_open)
        self.parts.show_part(view, before, seen)
        self._fit_head()
        if view == "open":
            self._warn()
        self._say_where(seen, view)
        if self.shared is not None and self.shared.isVisible() and seen is not None:
            self.shared.show_meeting(seen, self._step)

    def _view(self, before: BeforeMeeting, seen: MeetingSeen | None) -> str:
        if not before.meetings and first_things(before) is not None:
            return EMPTY
        return PAST if self._listed else step_here(seen, self._step)

    def _say_where(self, seen: MeetingSeen | None, view: str) -> None:
        if not self.isVisible():
            return
        _ = self.session._
        if seen is None or view == PAST:
            self.renamed.emit(_("Meeting"), "")
        else:
            day = format_day(seen.meeting.day, _.language, weekday=True)
            self.renamed.emit(_("Meeting {number}", number=seen.meeting.number), day)

    def _take_focus(self) -> None:
        self.parts.take_focus(is_held=self._seen is not None)

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
        problems = self._acts.close(seen, with_month=self.closing.month.isChecked())
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

    def _open_month(self) -> None:
        self.closing.show_problems(self._acts.open_month())
        self.look_again()

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

    def _day(self) -> date | None:
        """The day of the meeting that is shown, or the one that was written for the next."""
        return self._seen.meeting.day if self._seen is not None else self.opening.day.day()

    def _print_slips(self) -> None:
        if (day := self._day()) is not None:
            self.papers.print_slips(day, after=self._seen is not None and not self._seen.meeting.is_open)

    def _warn(self) -> None:
        """Say what to think of before money is collected on the day that is chosen."""
        self.parts.warn(self._day(), money=self._before is not None and self._before.rules.money)

    def _correct(self) -> None:
        if self._seen is not None:
            self.papers.correct(self._seen.meeting)

    def _show_correction(self) -> None:
        if self._seen is not None:
            self.papers.show_correction(self._seen.meeting)

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
        self.closing.month_opened.connect(self._open_month)
        self.closing.past.connect(lambda: self._list_past(listed=True))
        self.closing.fresh.connect(self._fresh)
        self.closing.sharing.connect(lambda: self.go.emit("sharing", None))
        self.closing.entry.connect(self.papers.show_entry)
        self.closing.corrected.connect(self._correct)
        self.closing.correction_slips.connect(self._show_correction)
        self.closing.slips.connect(self._print_slips)
        self.opening.slips.connect(self._print_slips)
        self.opening.day.changed.connect(lambda _day: self._warn())
        self.past.chosen.connect(self._show_past)
        self.past.left.connect(lambda: self._list_past(listed=False))
        self.parts.empty.pressed.connect(self._go_first)
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
