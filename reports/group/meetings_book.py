"""Buku Notulen Rapat, a line for each meeting, and Rekap Rapat, what each of them moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import Meeting, Member, Minutes, members_of, minutes_of
from kpmbooks.group.registers import MeetingSums, attendance, meeting_sums, meetings_in
from kpmbooks.group.sheet import Attendance
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from reports.document import Block, Cell, Document, Row
from reports.group.register import BLANK, HAND_ROW, Head, blank, filled, money, sheet_line
from reports.heading import ReportHead, furnished, in_rupiah

MINUTES, RECAP = "minutes-book", "meeting-recap"
MINUTES_TITLE, RECAP_TITLE = N_("Minutes Register"), N_("Meetings at a Glance")

_MINUTES = (
    Head(N_("No."), "number", hand=2),
    Head(N_("Day, date"), weight=2, hand=4),
    Head(N_("Place"), weight=2, hand=5),
    Head(N_("Agenda"), weight=5, hand=8),
    Head(N_("Attended by"), weight=2, hand=3),
    Head(N_("Decisions"), weight=7, hand=12),
    Head(N_("Signature"), weight=2, hand=4),
)
_RECAP = (
    Head(N_("No."), "number", hand=2),
    Head(N_("Date"), "code", hand=4),
    Head(N_("Present"), "code", hand=3),
    Head(N_("Dues"), "money", hand=4),
    Head(N_("IKS"), "money", hand=4),
    Head(N_("Savings"), "money", hand=5),
    Head(N_("Loans paid back"), "money", hand=5),
    Head(N_("Fee"), "money", hand=4),
    Head(N_("Fines"), "money", hand=3),
    Head(N_("Paid in together"), "money", hand=5),
    Head(N_("New loans"), "money", hand=5),
    Head(N_("Not found / over"), "money", hand=4),
    Head(N_("In the box"), "money", hand=5),
)


@dataclass(frozen=True, slots=True)
class MeetingsListed:
    """The closed meetings of a period with all that is said of them."""

    ledger: LedgerRef
    period: Period
    meetings: tuple[Meeting, ...]
    members: tuple[Member, ...]
    came: Mapping[int, Mapping[int, Attendance]]
    said: Mapping[int, Minutes]
    sums: Mapping[int, MeetingSums]
    form: str

    def present(self, meeting: Meeting) -> int:
        """How many came."""
        return sum(state == "present" for state in self.came[meeting.id].values())

    def box(self, meeting: Meeting) -> int:
        """What was counted in the box; where it was not, what the book says for the end of that day."""
        notes = self.said[meeting.id].notes
        return sum(worth * many for worth, many in notes.items()) if notes else int(self.sums[meeting.id].box)

    def expected(self, meeting: Meeting) -> int:
        """How many were members."""
        return sum(one.in_group(meeting.day) for one in self.members)


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> MeetingsListed:
    """All closed meetings of a period."""
    meetings = meetings_in(reader, ledger, period)
    return MeetingsListed(
        ledger,
        period,
        meetings,
        members_of(reader),
        attendance(reader, meetings),
        {one.id: minutes_of(reader, one) for one in meetings},
        {one.id: meeting_sums(reader, ledger, one) for one in meetings},
        form,
    )


def minutes_figures(statement: MeetingsListed) -> dict[str, Any]:
    """A row for each meeting: place, agenda, decisions, attendance."""
    return {
        "rows": [
            {
                **_common(statement, one),
                "place": statement.said[one.id].place,
                "agenda": list(statement.said[one.id].agenda),
                "decisions": list(statement.said[one.id].decisions),
            }
            for one in statement.meetings
        ]
    }


def recap_figures(statement: MeetingsListed) -> dict[str, Any]:
    """A row for each meeting: what it moved, by part; ``difference`` is what the box held more than it should."""
    return {
        "rows": [
            {**_common(statement, one), **sums_figures(statement.sums[one.id]), "box": statement.box(one)}
            for one in statement.meetings
        ]
    }


def sums_figures(sums: MeetingSums) -> dict[str, int]:
    """What a meeting moved, for JSON."""
    return {
        "dues": int(sums.dues),
        "solidarity": int(sums.solidarity),
        "savings": int(sums.savings),
        "principal": int(sums.principal),
        "charge": int(sums.charge),
        "fines": int(sums.fines),
        "paid": int(sums.paid),
        "lent": int(sums.lent),
        "difference": int(sums.difference),
        "box": int(sums.box),
    }


def _common(statement: MeetingsListed, one: Meeting) -> dict[str, Any]:
    return {
        "number": one.number,
        "date": one.day.isoformat(),
        "present": statement.present(one),
        "members": statement.expected(one),
    }


def minutes_document(statement: MeetingsListed, head: ReportHead, _: Translator) -> Document:
    """Buku Notulen Rapat."""
    period = format_period(statement.period, _.language)
    written = statement.form != BLANK
    blocks: list[Block]
    if written:
        rows = [Row(_minutes(statement, one, _)) for one in statement.meetings]
        empty = _("No meeting was closed in this period.")
        blocks = [filled(_MINUTES, rows, _, name=_(MINUTES_TITLE), empty=empty, least=HAND_ROW)]
    else:
        blocks = [sheet_line(_), blank(_MINUTES, head, _, turned=True)]
    shown = period if written else ""
    return furnished(
        MINUTES, _(MINUTES_TITLE), shown, statement.ledger, shown, head, _, tuple(blocks),
        signed=written, filed=True, turned=True,
    )  # fmt: skip


def recap_document(statement: MeetingsListed, head: ReportHead, _: Translator) -> Document:
    """Rekap Rapat."""
    period = format_period(statement.period, _.language)
    written = statement.form != BLANK
    blocks: list[Block]
    if written:
        rows = [Row(_recap(statement, one)) for one in statement.meetings]
        if rows:
            rows.append(_recap_total(statement, _))
        empty = _("No meeting was closed in this period.")
        blocks = [filled(_RECAP, rows, _, name=_(RECAP_TITLE), empty=empty, strong=(len(_RECAP) - 1,))]
    else:
        blocks = [sheet_line(_), blank(_RECAP, head, _, turned=True)]
    words, shown = (in_rupiah(period, _), period) if written else ("", "")
    return furnished(
        RECAP, _(RECAP_TITLE), words, statement.ledger, shown, head, _, tuple(blocks),
        signed=written, filed=True, turned=True,
    )  # fmt: skip


def _minutes(statement: MeetingsListed, one: Meeting, _: Translator) -> tuple[Cell, ...]:
    said = statement.said[one.id]
    came = _("{present} of {members}", present=statement.present(one), members=statement.expected(one))
    day = format_day(one.day, _.language, weekday=True)
    return (one.number, day, said.place, "\n".join(said.agenda), came, "\n".join(said.decisions), "")


def _recap(statement: MeetingsListed, one: Meeting) -> tuple[Cell, ...]:
    sums = statement.sums[one.id]
    return (
        one.number,
        f"{one.day:%d/%m/%Y}",
        f"{statement.present(one)}/{statement.expected(one)}",
        *map(money, _amounts(sums)),
        statement.box(one),
    )


def _recap_total(statement: MeetingsListed, _: Translator) -> Row:
    columns = zip(*(_amounts(statement.sums[one.id]) for one in statement.meetings), strict=True)
    return Row((None, _("Together"), None, *(sum(column) for column in columns), None), "total")


def _amounts(sums: MeetingSums) -> tuple[int, ...]:
    return (
        int(sums.dues),
        int(sums.solidarity),
        int(sums.savings),
        int(sums.principal),
        int(sums.charge),
        int(sums.fines),
        int(sums.paid),
        int(sums.lent),
        int(sums.difference),
    )
