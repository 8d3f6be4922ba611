"""What the page of the meeting asks of the book, in one reading. No widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.group import GroupRules, Meeting, Member, Minutes, SheetRow
from kpmbooks.group.arisan import arisans_of
from kpmbooks.group.closed_month import closed_month, month_to_close
from kpmbooks.group.telling import MeetingFigures, figures_of
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_

PAST_SHOWN = 200
"""So many meetings are listed: sixteen years of monthly ones."""


@dataclass(frozen=True, slots=True)
class MeetingSeen:
    """A meeting as its page shows it. ``last`` is the one before it; ``missing`` what was not found until then.

    ``arisan``: money of an arisan changes hands too, beside the box. ``to_close`` is the month that can be closed with
    it, ``closed`` the latest that is.
    """

    meeting: Meeting
    rules: GroupRules
    rows: tuple[SheetRow, ...]
    minutes: Minutes
    before: Rupiah
    missing: Rupiah
    last: Meeting | None
    last_minutes: Minutes
    sums: Mapping[int, Mapping[str, Rupiah]]
    arisan: bool = False
    to_close: Period | None = None
    closed: Period | None = None

    @property
    def figures(self) -> MeetingFigures:
        """What is written, added up; what was counted otherwise is in it once the counting is over."""
        found = figures_of(self.rows, self.meeting.number, self.meeting.day, self.before)
        counts = self.minutes.counts
        if not counts:
            return found
        missing = Rupiah(found.box - counts[-1])
        return figures_of(self.rows, self.meeting.number, self.meeting.day, self.before, missing=missing)

    @property
    def expected(self) -> Rupiah:
        """What should lie in the box."""
        return figures_of(self.rows, self.meeting.number, self.meeting.day, self.before).box

    @property
    def waiting(self) -> int:
        """How many rows nobody has looked at."""
        return sum(not row.is_done for row in self.rows)

    def treasurer(self) -> Member | None:
        """Who holds the box."""
        return next((row.member for row in self.rows if row.member.office == "bendahara"), None)


def see(reader: Reader, ledger: LedgerRef, meeting: Meeting) -> MeetingSeen:
    """Everything that the page shows of a meeting."""
    rules = group.rules_of(reader, ledger, meeting.day)
    rows = group.sheet_of(reader, ledger, meeting)
    before = group.box_before(reader, ledger, meeting.day)
    if not meeting.is_open:  # what it posted is in the box already
        before = Rupiah(before - sum(row.pays - row.gets for row in rows))
    meetings = group.meetings_of(reader, ledger)
    last = next((one for one in meetings if one.number < meeting.number), None)
    return MeetingSeen(
        meeting=meeting,
        rules=rules,
        rows=rows,
        minutes=group.minutes_of(reader, meeting),
        before=before,
        missing=group.to_ask_again(reader, ledger, meeting.day),
        last=last,
        last_minutes=Minutes() if last is None else group.minutes_of(reader, last),
        sums=group.member_sums(reader),
        arisan=any(one.is_open for one in arisans_of(reader, ledger)),
        to_close=month_to_close(reader, ledger, meeting.day),
        closed=closed_month(reader, ledger),
    )


@dataclass(frozen=True, slots=True)
class BeforeMeeting:
    """What the page shows before a meeting begins."""

    members: int
    has_rules: bool
    rules: GroupRules
    meetings: tuple[Meeting, ...]
    last_minutes: Minutes
    missing: Rupiah


def see_before(reader: Reader, ledger: LedgerRef, day: date) -> BeforeMeeting:
    """Whether a meeting can begin on ``day``, and what it begins with."""
    meetings = group.meetings_of(reader, ledger, PAST_SHOWN)
    return BeforeMeeting(
        members=len(group.members_of(reader, day)),
        has_rules=bool(group.rules_history(reader, ledger)),
        rules=group.rules_of(reader, ledger, day),
        meetings=meetings,
        last_minutes=group.minutes_of(reader, meetings[0]) if meetings else Minutes(),
        missing=group.to_ask_again(reader, ledger, day),
    )


def first_things(before: BeforeMeeting) -> tuple[str, str, str] | None:
    """What must be there before a first meeting: title, sentence and button; None when it can begin."""
    if not before.members:
        return (
            N_("First write who the members are"),
            N_("A meeting needs to know who can come."),
            N_("Write the members"),
        )
    if not before.has_rules:
        return (
            N_("First write the group's rules"),
            N_("How often you meet, and what each one pays."),
            N_("Write the rules"),
        )
    return None
