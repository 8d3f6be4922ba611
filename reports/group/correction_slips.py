"""Slips of what was put right after a meeting: what was written there and what stands now, for each member concerned.

She lays it to the slip of the meeting that she holds. Nothing on it says what was put right of another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group import Meeting, Member, PartCorrected, corrected_parts, meetings_of, members_of, rules_of
from kpmbooks.group.money import SAVINGS
from kpmbooks.group.registers import had_on, member_days
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.words import in_words
from reports.document import Block, Column, Document, Paragraph, Row, Slip, SlipSheet, Table
from reports.group.register import name_of
from reports.group.slips import cell_name, place_of
from reports.heading import ReportHead, furnished

NAME = "correction-slips"
TITLE = N_("Slips of a Correction")
FORM_NAMES = {"4": N_("four on a page"), "8": N_("eight on a page")}


@dataclass(frozen=True, slots=True)
class CorrectionSlip:
    """One member's slip: what was put right, as it was written at the meeting and as it stands.

    ``savings`` is what she has at the end of ``day``, that of the latest record; it was written on ``written_on``.
    """

    member: Member
    parts: tuple[PartCorrected, ...]
    day: date
    written_on: date
    savings: Rupiah

    @property
    def now(self) -> Rupiah:
        """What she paid of it really, together."""
        return Rupiah(sum(int(one.now) for one in self.parts))


@dataclass(frozen=True, slots=True)
class CorrectionSlips:
    """The slips of one meeting. ``number`` is None where there is no meeting to tell of."""

    ledger: LedgerRef
    day: date
    number: int | None
    slips: tuple[CorrectionSlip, ...]
    savings_names: Mapping[str, str]
    form: str


def statement(
    reader: Reader, ledger: LedgerRef, period: Period, form: str, member: str, meeting: str
) -> CorrectionSlips:
    """Of the meeting with that number, else of the last closed one in the period; of one member (uid in hex), or of
    all who were put right. Raises ``Rejected`` for a member that the book does not know."""
    closed = [one for one in meetings_of(reader, ledger) if not one.is_open]
    found = next((one for one in closed if _is_asked(one, period, meeting)), None)
    if found is None:
        return CorrectionSlips(ledger, period.last, None, (), {}, form)
    known = [one for one in members_of(reader) if not member or one.uid.hex() == member]
    if member and not known:
        raise Rejected(Problem("member-unknown", N_("There is no such member any more. Choose another."), {}))
    parts: dict[int, list[PartCorrected]] = {}
    for part in corrected_parts(reader, found):
        parts.setdefault(part.member, []).append(part)
    slips = tuple(_slip_of(reader, one, parts[one.id]) for one in known if one.id in parts)
    names = {kind.id: kind.name for kind in rules_of(reader, ledger, found.day).savings}
    return CorrectionSlips(ledger, found.day, found.number, slips, names, form)


def _is_asked(one: Meeting, period: Period, number: str) -> bool:
    return str(one.number) == number if number else period.contains(one.day)


def _slip_of(reader: Reader, member: Member, parts: Sequence[PartCorrected]) -> CorrectionSlip:
    day = max(one.day for one in parts)
    savings = had_on(member_days(reader, (SAVINGS,), day), day).get(member.id, Rupiah(0))
    ordered = tuple(sorted(parts, key=lambda one: place_of(one.purse)))
    return CorrectionSlip(member, ordered, day, max(one.written_on for one in parts), savings)


def figures(statement: CorrectionSlips) -> dict[str, Any]:
    """A row for each slip."""
    return {
        "meeting": statement.number,
        "date": statement.day.isoformat(),
        "rows": [
            {
                "member": one.member.name,
                "corrected_on": one.written_on.isoformat(),
                "amounts": {part.purse: {"written": int(part.before), "now": int(part.now)} for part in one.parts},
                "now": int(one.now),
                "savings": int(one.savings),
            }
            for one in statement.slips
        ],
    }


def document(statement: CorrectionSlips, head: ReportHead, _: Translator) -> Document:
    """The slips, as many on a page as the form says."""
    blocks: tuple[Block, ...]
    day = format_day(statement.day, _.language)
    if statement.number is None:
        blocks = (Paragraph(_("No meeting was closed in this period.")),)
    elif not statement.slips:
        blocks = (Paragraph(_("Nothing of this meeting was put right.")),)
    else:
        slips = tuple(_slip(one, statement, _) for one in statement.slips)
        blocks = (SlipSheet(statement.ledger.name, slips, 4 if statement.form == "4" else 8, _table(statement, _)),)
    words = "" if statement.number is None else _("Meeting {number}, {day}", number=statement.number, day=day)
    return furnished(NAME, _(TITLE), words, statement.ledger, day, head, _, blocks)


def _slip(one: CorrectionSlip, statement: CorrectionSlips, _: Translator) -> Slip:
    lines: list[tuple[str, str]] = []
    for part in one.parts:
        name = cell_name(part.purse, statement.savings_names, _)
        lines += [
            (_("{what}, written before", what=name), format_amount(part.before)),
            (_("{what}, really", what=name), format_amount(part.now)),
        ]
    day = format_day(statement.day, _.language)
    foot = (
        _("Put right on {day}.", day=format_day(one.written_on, _.language)),
        _("Savings now: {amount}.", amount=one.savings),
    )
    return Slip(
        one.member.mark,
        name_of(one.member, _),
        _("CORRECTION of meeting {number}, {day}", number=statement.number, day=day),
        tuple(lines),
        _("Really paid"),
        format_amount(one.now),
        in_words(int(one.now)) if one.now and _.language == "id" else "",
        foot,
        (_("Treasurer's initials"), _("Her initials")),
    )


def _table(statement: CorrectionSlips, _: Translator) -> Table:
    columns = (
        Column(_("Name")),
        Column(_("What")),
        Column(_("Written before"), "money"),
        Column(_("Really"), "money", strong=True),
    )
    rows = tuple(
        Row((name_of(one.member, _), cell_name(part.purse, statement.savings_names, _), part.before, part.now))
        for one in statement.slips
        for part in one.parts
    )
    return Table(columns, rows, name=_(TITLE))
