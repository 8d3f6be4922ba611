"""Daftar Hadir, as a sheet to sign or a table of many meetings, and Buku Tamu: who was written down at meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import Meeting, Member, minutes_of
from kpmbooks.group.registers import attendance, meetings_in, members_between
from kpmbooks.group.sheet import Attendance
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from reports.document import Block, Cell, Document, Facts, Heading, Paragraph, Row, Table
from reports.group.people import OFFICE_WORDS
from reports.group.register import BLANK, FILLED, HAND_ROW, Head, blank, filled, sheet_line, who
from reports.heading import ReportHead, furnished

NAME, GUESTS = "attendance", "guest-book"
TITLE, GUESTS_TITLE = N_("Attendance List"), N_("Guest Book")
SIGN = "sign"
FORMS = (FILLED, SIGN, BLANK)
FORM_NAMES = {FILLED: N_("filled in"), SIGN: N_("for the next meeting, to sign"), BLANK: N_("blank, to write on")}

ACROSS = 12
"""So many meetings stand side by side."""

_SIGNS: Mapping[Attendance, str] = {"present": N_("P"), "excused": N_("E"), "absent": "−"}
_SIGN_HEADS = (
    Head(N_("No."), "number", hand=2),
    Head("", "picture"),
    Head(N_("Name"), weight=5, hand=9),
    Head(N_("Office"), "code", hand=4),
    Head(N_("Signature"), weight=4, hand=8),
)
_GUEST_HEADS = (
    Head(N_("No."), "number", hand=2),
    Head(N_("Day, date"), hand=4),
    Head(N_("Name"), hand=6),
    Head(N_("Organisation, address"), hand=6),
    Head(N_("Position"), hand=4),
    Head(N_("Purpose of the visit"), hand=6),
    Head(N_("Impression, advice"), hand=6),
    Head(N_("Signature"), hand=4),
)


@dataclass(frozen=True, slots=True)
class Attended:
    """The closed meetings of a period and who came to each, by meeting and member."""

    ledger: LedgerRef
    period: Period
    meetings: tuple[Meeting, ...]
    members: tuple[Member, ...]
    came: Mapping[int, Mapping[int, Attendance]]
    form: str

    def state(self, meeting: Meeting, member: Member) -> Attendance | None:
        """Whether she came; None where nothing is written."""
        return self.came[meeting.id].get(member.id)


@dataclass(frozen=True, slots=True)
class Guest:
    """Who came to a meeting from outside: as far as it was written, from where and why."""

    day: date
    name: str
    origin: str
    purpose: str


@dataclass(frozen=True, slots=True)
class GuestsListed:
    """The guests of a period, or a blank page."""

    ledger: LedgerRef
    period: Period
    guests: tuple[Guest, ...]
    form: str


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> Attended:
    """The attendance of a period; to sign, the members of its last day."""
    meetings = meetings_in(reader, ledger, period)
    span = Period(period.last, period.last) if form == SIGN else period
    return Attended(ledger, period, meetings, members_between(reader, span), attendance(reader, meetings), form)


def guests(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> GuestsListed:
    """Who was written down as a guest at the closed meetings of a period."""
    found = []
    for meeting in meetings_in(reader, ledger, period):
        for line in minutes_of(reader, meeting).guests:
            name, origin, purpose = (part.strip() for part in (*line.split(";", 2), "", "")[:3])
            found.append(Guest(meeting.day, name, origin, purpose))
    return GuestsListed(ledger, period, tuple(found), form)


def figures(statement: Attended) -> dict[str, Any]:
    """Who came to each meeting: ``present``, ``excused``, ``absent``, or null where nothing is written."""
    return {
        "meetings": [
            {
                "number": one.number,
                "date": one.day.isoformat(),
                "present": sum(state == "present" for state in statement.came[one.id].values()),
                "members": len([member for member in statement.members if member.in_group(one.day)]),
            }
            for one in statement.meetings
        ],
        "rows": [
            {"member": member.name, "attendance": [statement.state(one, member) for one in statement.meetings]}
            for member in statement.members
        ],
    }


def guest_figures(statement: GuestsListed) -> dict[str, Any]:
    """A row for each guest."""
    return {
        "rows": [
            {"date": one.day.isoformat(), "name": one.name, "origin": one.origin, "purpose": one.purpose}
            for one in statement.guests
        ]
    }


def document(statement: Attended, head: ReportHead, _: Translator) -> Document:
    """The list of a period, one to sign at the next meeting, or a blank one."""
    form, words = statement.form, ""
    blocks: list[Block]
    if form == FILLED:
        words = format_period(statement.period, _.language)
        blocks = _told(statement, _)
    else:
        lines = (_("Meeting no."), ""), (_("Day, date"), ""), (_("Place"), "")
        blocks = [Facts(lines)]
        if form == SIGN:
            rows = [
                Row((*who(place, one, _), _(OFFICE_WORDS[one.office]), ""))
                for place, one in enumerate(statement.members, 1)
            ]
            empty = _("No members are in the book yet.")
            blocks.append(filled(_SIGN_HEADS, rows, _, name=_(TITLE), empty=empty, least=HAND_ROW))
        else:
            blocks.append(blank(_SIGN_HEADS, head, _, turned=False, room=50))
    turned = form == FILLED
    return furnished(
        NAME, _(TITLE), words, statement.ledger, words, head, _, tuple(blocks), signed=turned, filed=True, turned=turned
    )


def guest_document(statement: GuestsListed, head: ReportHead, _: Translator) -> Document:
    """The guest book of a period with room to sign, or a blank page of it, on its long side."""
    words = ""
    blocks: tuple[Block, ...] = (sheet_line(_), blank(_GUEST_HEADS, head, _, turned=True))
    if statement.form == FILLED:
        words = format_period(statement.period, _.language)
        rows = [
            Row((place, format_day(one.day, _.language), one.name, one.origin, "", one.purpose, "", ""))
            for place, one in enumerate(statement.guests, 1)
        ]
        empty = _("No guest was written down in this period.")
        blocks = (filled(_GUEST_HEADS, rows, _, name=_(GUESTS_TITLE), empty=empty, least=HAND_ROW),)
    return furnished(GUESTS, _(GUESTS_TITLE), words, statement.ledger, words, head, _, blocks, filed=True, turned=True)


def _told(statement: Attended, _: Translator) -> list[Block]:
    if not statement.meetings:
        return [Paragraph(_("No meeting was closed in this period."))]
    blocks: list[Block] = []
    for first in range(0, len(statement.meetings), ACROSS):
        some = statement.meetings[first : first + ACROSS]
        if len(statement.meetings) > ACROSS:
            words = _("Meetings {first} to {last}", first=some[0].number, last=some[-1].number)
            span = f"{format_day(some[0].day, _.language)} – {format_day(some[-1].day, _.language)}"
            blocks.append(Heading(words, note=span))
        blocks.append(_table(statement, some, _))
    blocks.append(Paragraph(_("P: present. E: excused. −: not there. Empty: not written down.")))
    return blocks


def _table(statement: Attended, meetings: Sequence[Meeting], _: Translator) -> Table:
    heads = (
        Head(N_("No."), "number"),
        Head("", "picture"),
        Head(N_("Name")),
        *(Head(f"{one.day.day}/{one.day.month}", "code") for one in meetings),
        Head(N_("Present"), "number"),
    )
    rows = []
    span = Period(meetings[0].day, meetings[-1].day)
    there = [one for one in statement.members if any(one.in_group(meeting.day) for meeting in meetings)]
    for place, member in enumerate(there, 1):
        states = [statement.state(one, member) for one in meetings]
        signs: list[Cell] = ["" if state is None else _(_SIGNS[state]) for state in states]
        rows.append(Row((*who(place, member, _), *signs, states.count("present"))))
    came = [sum(state == "present" for state in statement.came[one.id].values()) for one in meetings]
    if rows:
        rows.append(Row((None, None, _("Present"), *map(str, came), sum(came)), "total"))
    return filled(heads, rows, _, name=f"{_(TITLE)} {span.first:%Y-%m-%d}")
