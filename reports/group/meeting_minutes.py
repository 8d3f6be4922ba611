"""Berita acara rapat: one meeting on paper, ready to sign: who came, what was decided, the money by purse, the count.

It is read by everybody, so it names no debtor, no fine and nobody who stayed away. Chair, secretary and treasurer sign;
nobody signs as a guarantor.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group import Meeting, Member, Minutes, meetings_of, members_of, minutes_of, office_terms
from kpmbooks.group.minutes import NOTES
from kpmbooks.group.registers import MeetingSums, attendance, meeting_sums
from kpmbooks.group.sheet import Attendance
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.words import in_words
from reports.document import (
    AmountInWords,
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Pair,
    Paragraph,
    Point,
    Points,
    Row,
    Signature,
    Signatures,
    Table,
)
from reports.group.meetings_book import sums_figures
from reports.group.people import OFFICE_WORDS
from reports.group.register import BLANK, HAND_ROW, name_of
from reports.heading import ReportHead, furnished

NAME = "meeting-minutes"
TITLE = N_("Record of a Meeting")
_SIGNERS = ("ketua", "sekretaris", "bendahara")
_LINE = "______________"
_BESIDE = (N_("By the book"), N_("Not found / over"), N_("Counted by"))


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """One meeting. None of it where no meeting was closed in the period. ``officers`` by office, on its day."""

    ledger: LedgerRef
    meeting: Meeting | None
    minutes: Minutes
    members: tuple[Member, ...]
    came: Mapping[int, Attendance]
    sums: MeetingSums
    officers: Mapping[str, Member]
    witness: Member | None
    form: str

    def how_many(self, state: Attendance) -> int:
        """How many of the members came, or were excused."""
        return sum(self.came.get(one.id) == state for one in self.members)

    @property
    def counted(self) -> Rupiah | None:
        """What was counted in the box; None where it was not."""
        notes = self.minutes.notes
        return Rupiah(sum(worth * many for worth, many in notes.items())) if notes else None

    @property
    def by_book(self) -> Rupiah:
        """What the book said when it was counted: records of that day that were written later are not in it."""
        told = self.sums.box if self.counted is None else self.counted
        return Rupiah(told - self.sums.difference)


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str, number: str) -> MeetingTold:
    """The meeting of that number, else the last closed one of the period."""
    known = meetings_of(reader, ledger)
    found = next(
        (
            one
            for one in known
            if (str(one.number) == number if number else not one.is_open and period.contains(one.day))
        ),
        None,
    )
    if found is None:
        return MeetingTold(ledger, None, Minutes(), (), {}, MeetingSums(), {}, None, form)
    minutes = minutes_of(reader, found)
    members = members_of(reader, found.day)
    return MeetingTold(
        ledger,
        found,
        minutes,
        members,
        attendance(reader, (found,))[found.id],
        meeting_sums(reader, ledger, found),
        officers_on(reader, found.day),
        next((one for one in members if one.uid == minutes.witness), None),
        form,
    )


def officers_on(reader: Reader, day: date) -> dict[str, Member]:
    """Who held which office on that day."""
    return {
        term.office: term.member
        for term in office_terms(reader)
        if (term.since is None or term.since <= day) and (term.until is None or day < term.until)
    }


def figures(statement: MeetingTold) -> dict[str, Any]:
    """The meeting: attendance in numbers, agenda, decisions, money, the count; null where there was none."""
    meeting, minutes = statement.meeting, statement.minutes
    if meeting is None:
        return {"meeting": None}
    return {
        "meeting": meeting.number,
        "date": meeting.day.isoformat(),
        "place": minutes.place,
        "present": statement.how_many("present"),
        "excused": statement.how_many("excused"),
        "members": len(statement.members),
        "agenda": list(minutes.agenda),
        "decisions": list(minutes.decisions),
        "money": sums_figures(statement.sums),
        "by_book": int(statement.by_book),
        "counted": None if statement.counted is None else int(statement.counted),
        "notes": {str(worth): many for worth, many in minutes.notes.items()},
        "next": None if minutes.next_day is None else minutes.next_day.isoformat(),
    }


def document(statement: MeetingTold, head: ReportHead, _: Translator) -> Document:
    """The record of the meeting, or an empty one to be filled in by hand."""
    meeting = statement.meeting
    if statement.form == BLANK:
        return furnished(
            NAME, _(TITLE), "", statement.ledger, "", head, _, tuple(_blank(statement, _)), filed=True
        )  # fmt: skip
    if meeting is None:
        nothing = Paragraph(_("No meeting was closed in this period."))
        return furnished(NAME, _(TITLE), "", statement.ledger, "", head, _, (nothing,), filed=True)
    day = format_day(meeting.day, _.language, weekday=True)
    words = _("Meeting {number}, {day}", number=meeting.number, day=day)
    blocks = (*_told(statement, _), *_counted(statement, _), *_end(statement, head, _))
    period = format_day(meeting.day, _.language)
    return furnished(NAME, _(TITLE), words, statement.ledger, period, head, _, blocks, filed=True)


def _told(statement: MeetingTold, _: Translator) -> list[Block]:
    minutes = statement.minutes
    came = _("{present} of {members}", present=statement.how_many("present"), members=len(statement.members))
    facts = [(_("Place"), minutes.place), (_("Present"), came)]
    if excused := statement.how_many("excused"):
        facts.append((_("Excused"), str(excused)))
    there = [name_of(one, _) for one in statement.members if statement.came.get(one.id) == "present"]
    blocks: list[Block] = [Facts(tuple(facts))]
    if there:
        blocks.append(Paragraph(_("Who came: {names}.", names=", ".join(there))))
    blocks += [Heading(_("Agenda")), _points(minutes.agenda, _("No agenda was written down."))]
    blocks += [Heading(_("Decisions")), _points(minutes.decisions, _("No decision was written down."))]
    blocks += [Heading(_("Money by purse"), note=_("rupiah")), _money(statement.sums, _)]
    return blocks


def _points(lines: tuple[str, ...], nothing: str) -> Block:
    return Points(tuple(Point(line) for line in lines)) if lines else Paragraph(nothing)


def _money(sums: MeetingSums, _: Translator) -> Table:
    """What came into which purse and what left it. Fines stand inside the solidarity purse, without a line."""
    parts = (
        (N_("Business purse"), N_("Dues"), sums.dues, 0),
        (N_("Business purse"), N_("Loans paid back, with their fee"), sums.principal + sums.charge, 0),
        (N_("Business purse"), N_("New loans"), 0, sums.lent),
        (N_("Savings purse"), N_("Savings"), sums.savings, 0),
        (N_("Solidarity purse"), N_("For help to members (IKS)"), sums.solidarity + sums.fines, 0),
    )
    rows = [
        Row((_(purse), _(name), int(came) or None, int(went) or None))
        for purse, name, came, went in parts
        if came or went
    ]
    if rows:
        rows.append(Row((None, _("Together"), int(sums.paid), int(sums.lent)), "total"))
    columns = (Column(_("Purse")), Column(_("For what"), weight=2), Column(_("In"), "money"), Column(_("Out"), "money"))
    return Table(columns, tuple(rows), _("No money was moved at this meeting."), _("Money by purse"))


def notes_table(notes: Mapping[int, int], _: Translator) -> Table:
    """How many of each note and coin, and what they come to; nothing counted leaves room for the hand."""
    columns = (
        Column(_("Note or coin"), "money"),
        Column(_("Pieces"), "money"),
        Column(_("Comes to"), "money", strong=True),
    )
    rows = [
        Row((worth, notes[worth] if notes else None, worth * notes[worth] if notes else None))
        for worth in NOTES
        if not notes or notes.get(worth)
    ]
    total = sum(worth * many for worth, many in notes.items()) if notes else None
    rows.append(Row((_("Together"), None, total), "total"))
    return Table(columns, tuple(rows), name=_("Counted"), ruled=True)


def difference_words(differs: int, _: Translator) -> str:
    """What a count says against the book, blaming nobody."""
    if not differs:
        return _("What was counted is what the book says.")
    if differs > 0:
        message = _("{amount} more than the book says. It is written down as it is.", amount=Rupiah(differs))
    else:
        message = _("{amount} is not found yet. It is written down as it is.", amount=Rupiah(-differs))
    again = _("The next meeting asks again.")
    return f"{message} {again}"


def _counted(statement: MeetingTold, _: Translator) -> list[Block]:
    blocks: list[Block] = [Heading(_("What lies in the box"))]
    counted = statement.counted
    if counted is None:
        by_book = _("By the book there should be {amount} in the box.", amount=statement.sums.box)
        return [*blocks, Paragraph(by_book), Paragraph(_("The box was not counted at this meeting."))]
    seen = ""
    if statement.witness is not None:
        seen = _("Counted by the treasurer together with {name}.", name=name_of(statement.witness, _))
    blocks.append(count_told(statement.minutes.notes, statement.by_book, seen, _))
    return blocks


def count_told(notes: Mapping[int, int], by_book: Rupiah, seen: str, _: Translator) -> Pair:
    """The count beside its amount in words, what the book said and what follows."""
    counted = Rupiah(sum(worth * many for worth, many in notes.items()))
    words = in_words(int(counted)) if _.language == "id" else format_amount(counted)
    told = (
        _("By the book there should be {amount} in the box.", amount=by_book),
        difference_words(int(counted - by_book), _),
        seen,
    )
    amount = AmountInWords(_("Counted:"), format_amount(counted), words)
    return Pair((notes_table(notes, _),), (amount, *(Paragraph(text) for text in told if text)))


def _end(statement: MeetingTold, head: ReportHead, _: Translator) -> list[Block]:
    minutes = statement.minutes
    blocks: list[Block] = []
    if minutes.next_day is not None:
        day = format_day(minutes.next_day, _.language, weekday=True)
        where = ", ".join(part for part in (day, minutes.next_place) if part)
        blocks.append(Paragraph(_("Next meeting: {when}.", when=where)))
    blocks.append(Paragraph(_("Read aloud to the meeting and agreed on by it.")))
    blocks.append(_hands(statement, head, _))
    return blocks


def _hands(statement: MeetingTold, head: ReportHead, _: Translator) -> Signatures:
    day = "" if statement.meeting is None else format_day(statement.meeting.day, _.language)
    blocks = tuple(
        Signature(
            _("Signed by,"),
            name_of(statement.officers[office], _) if office in statement.officers else "",
            _(OFFICE_WORDS[office]),
        )
        for office in _SIGNERS
    )
    return Signatures(f"{head.place or _LINE}, {day or _LINE}", blocks)


def _blank(statement: MeetingTold, _: Translator) -> list[Block]:
    lines = Row(("",))

    def room(name: str, count: int) -> Table:
        return Table((Column(name),), (lines,) * count, ruled=True, least=HAND_ROW)

    return [
        Facts(((_("Meeting no."), ""), (_("Day, date"), ""), (_("Place"), ""), (_("Present"), ""))),
        room(_("Agenda"), 3),
        room(_("Decisions"), 5),
        Pair(
            (notes_table({}, _),),
            (Facts(tuple((_(name), "") for name in (*_BESIDE, N_("Next meeting")))),),
        ),
        Signatures(
            f"{_LINE}, {_LINE}", tuple(Signature(_("Signed by,"), "", _(OFFICE_WORDS[office])) for office in _SIGNERS)
        ),
    ]
