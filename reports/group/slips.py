"""Slip setoran before and after a meeting, and members' cards: four or eight on a page, to be cut apart.

Before the meeting a slip says what the rules ask of her, and only there what was left over from the meetings before; it
is handed to her alone. Afterwards it says what she paid and what she has. Nothing on it says what another one paid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group import (
    GroupRules,
    Meeting,
    Member,
    SheetRow,
    meeting_parts,
    meetings_of,
    members_of,
    minutes_of,
    rules_of,
    sheet_of,
)
from kpmbooks.group.correcting import can_be_corrected
from kpmbooks.group.lending import behind
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY
from kpmbooks.group.registers import had_on, member_days
from kpmbooks.group.sheet import INSTALMENT, is_paid
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.words import in_words
from reports.document import Block, Column, Document, Paragraph, Row, Slip, SlipSheet, Table
from reports.group.people import OFFICE_WORDS
from reports.group.register import name_of
from reports.heading import ReportHead, furnished

SLIPS, CARDS = "payment-slips", "member-cards"
SLIPS_TITLE, CARDS_TITLE = N_("Payment Slips"), N_("Members' Cards")
FORM_NAMES = {
    "before-8": N_("before the meeting, eight on a page"),
    "before-4": N_("before the meeting, four on a page"),
    "after-8": N_("after the meeting, eight on a page"),
    "after-4": N_("after the meeting, four on a page"),
}
CARD_FORM_NAMES = {"8": N_("eight on a page"), "4": N_("four on a page")}
RHYTHM_WORDS = {
    "week": N_("every week"),
    "two-weeks": N_("every two weeks"),
    "month": N_("every month"),
    "free": N_("on days that are agreed on"),
}


@dataclass(frozen=True, slots=True)
class SlipTold:
    """One member's slip: amounts by cell (None: she decides), what was left over, what she has.

    ``savings`` and ``loan_left`` are what she has and owes at the end of the meeting's day.
    """

    member: Member
    amounts: Mapping[str, Rupiah | None]
    left_over: Rupiah
    savings: Rupiah
    loan_left: Rupiah
    lent: Rupiah

    @property
    def total(self) -> Rupiah:
        """What she pays, or paid, together."""
        return Rupiah(sum(int(amount or 0) for amount in self.amounts.values()))


@dataclass(frozen=True, slots=True)
class Slips:
    """The slips of one meeting. ``number`` is None where there is no meeting to tell of."""

    ledger: LedgerRef
    day: date
    number: int | None
    slips: tuple[SlipTold, ...]
    savings_names: Mapping[str, str]
    form: str


@dataclass(frozen=True, slots=True)
class Cards:
    """The members on a day, for their cards."""

    ledger: LedgerRef
    day: date
    members: tuple[Member, ...]
    rules: GroupRules
    form: str


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> Slips:
    """Before: of the meeting that is open, else of the next one. After: of the last closed one in the period."""
    known = meetings_of(reader, ledger)
    if form.startswith("before"):
        meeting = _coming(reader, ledger, known, period.last)
    else:
        closed = (one for one in known if not one.is_open and period.contains(one.day))
        found = next(closed, None)
        if found is None:
            return Slips(ledger, period.last, None, (), {}, form)
        meeting = found
    rules = rules_of(reader, ledger, meeting.day)
    had = had_on(member_days(reader, (SAVINGS,), meeting.day), meeting.day)
    owed = had_on(member_days(reader, ("loan",), meeting.day), meeting.day)
    rows = sheet_of(reader, ledger, meeting)
    if form.startswith("before"):
        held = [one for one in known if not one.is_open]
        slips = tuple(_before(row, rules, had, owed, held) for row in rows)
    else:
        stands = meeting_parts(reader, meeting)
        made = ((row, _after(row, stands, had, owed)) for row in rows)
        slips = tuple(one for row, one in made if one.total or row.gets or row.attendance == "present")
    names = {kind.id: kind.name for kind in rules.savings}
    return Slips(ledger, meeting.day, meeting.number, slips, names, form)


def _coming(reader: Reader, ledger: LedgerRef, known: Sequence[Meeting], day: date) -> Meeting:
    """The meeting that is open, or the one that will be: on the day that was agreed on, where one was."""
    last = known[0] if known else None
    if last is not None and last.is_open:
        return last
    agreed = minutes_of(reader, last).next_day if last is not None else None
    number = 1 if last is None else last.number + 1
    return Meeting(0, b"", ledger.id, number, max(agreed or day, last.day if last else day), None)


def _before(
    row: SheetRow,
    rules: GroupRules,
    had: Mapping[int, Rupiah],
    owed: Mapping[int, Rupiah],
    held: Sequence[Meeting],
) -> SlipTold:
    amounts: dict[str, Rupiah | None] = {}
    for cell in (DUES, SOLIDARITY):
        if cell in row.asked:
            amounts[cell] = row.asked[cell]
    for kind in rules.savings if rules.money else ():
        amounts[f"{SAVINGS}:{kind.id}"] = row.asked.get(f"{SAVINGS}:{kind.id}")
    instalments = [amount for cell, amount in row.asked.items() if cell.startswith(INSTALMENT)]
    if instalments:
        amounts[INSTALMENT] = sum(instalments, Rupiah(0))
    left_over = sum(
        (behind(terms, loan.amount, loan.left, sum(one.day > loan.day for one in held)) for loan, terms in row.loans),
        Rupiah(0),
    )
    key = row.member.id
    return SlipTold(row.member, amounts, left_over, had.get(key, Rupiah(0)), owed.get(key, Rupiah(0)), Rupiah(0))


def _after(
    row: SheetRow, stands: Mapping[str, Mapping[int, Rupiah]], had: Mapping[int, Rupiah], owed: Mapping[int, Rupiah]
) -> SlipTold:
    """What she paid, as it stands today: a correction is on every slip that is printed after it."""
    key = row.member.id
    amounts: dict[str, Rupiah | None] = {purse: parts[key] for purse, parts in stands.items() if parts.get(key)}
    for cell, value in row.written.items():
        if is_paid(cell) and value and not can_be_corrected(cell):
            amounts[INSTALMENT] = Rupiah((amounts.get(INSTALMENT) or 0) + value)
    ordered = {cell: amounts[cell] for cell in sorted(amounts, key=place_of)}
    return SlipTold(row.member, ordered, Rupiah(0), had.get(key, Rupiah(0)), owed.get(key, Rupiah(0)), row.gets)


def place_of(cell: str) -> tuple[int, str]:
    """In which order cells stand on a slip."""
    return _ORDER.get(cell.partition(":")[0], 9), cell


_ORDER = {DUES: 0, SOLIDARITY: 1, SAVINGS: 2, INSTALMENT: 3, FINE: 4}


def figures(statement: Slips) -> dict[str, Any]:
    """A row for each slip; an amount of null is left to her."""
    return {
        "meeting": statement.number,
        "date": statement.day.isoformat(),
        "rows": [
            {
                "member": one.member.name,
                "amounts": {cell: None if amount is None else int(amount) for cell, amount in one.amounts.items()},
                "total": int(one.total),
                "left_over": int(one.left_over),
                "savings": int(one.savings),
                "loan_left": int(one.loan_left),
                "lent": int(one.lent),
            }
            for one in statement.slips
        ],
    }


def document(statement: Slips, head: ReportHead, _: Translator) -> Document:
    """The slips, as many on a page as the form says."""
    blocks: tuple[Block, ...]
    day = format_day(statement.day, _.language)
    if statement.number is None:
        blocks = (Paragraph(_("No meeting was closed in this period.")),)
    elif not statement.slips:
        blocks = (Paragraph(_("No members are in the book yet.")),)
    else:
        slips = tuple(_slip(one, statement, _) for one in statement.slips)
        blocks = (SlipSheet(statement.ledger.name, slips, _a_page(statement.form), _table(statement, _)),)
    words = "" if statement.number is None else _("Meeting {number}, {day}", number=statement.number, day=day)
    return furnished(SLIPS, _(SLIPS_TITLE), words, statement.ledger, day, head, _, blocks)


def _a_page(form: str) -> Literal[4, 8]:
    return 4 if form.endswith("4") else 8


def _slip(one: SlipTold, statement: Slips, _: Translator) -> Slip:
    before = statement.form.startswith("before")
    day = format_day(statement.day, _.language)
    lines = [
        (cell_name(cell, statement.savings_names, _), "" if amount is None else format_amount(amount))
        for cell, amount in one.amounts.items()
    ]
    foot = []
    if one.left_over:
        foot.append(_("Left over from the meetings before: {amount}.", amount=one.left_over))
    if not before:
        if one.lent:
            foot.append(_("New loan: {amount}.", amount=one.lent))
        foot.append(_("Savings now: {amount}.", amount=one.savings))
        if one.loan_left:
            foot.append(_("Left of the loan: {amount}.", amount=one.loan_left))
    title = N_("To pay at meeting {number}, {day}") if before else N_("Paid at meeting {number}, {day}")
    return Slip(
        one.member.mark,
        name_of(one.member, _),
        _(title, number=statement.number, day=day),
        tuple(lines),
        _("By the rules") if before else _("Paid together"),
        format_amount(one.total),
        _in_words(one.total, _),
        tuple(foot),
        (_("Treasurer's initials"), _("Her initials")),
    )


def cell_name(cell: str, savings: Mapping[str, str], _: Translator) -> str:
    """How a cell of the sheet is called on a slip."""
    part, _colon, kind = cell.partition(":")
    if part == SAVINGS:
        name = savings.get(kind, kind)
        said = name.casefold().startswith(("tabungan", "simpanan", "savings"))
        return name if said else _("Savings {name}", name=name.lower())
    names = {DUES: N_("Dues"), SOLIDARITY: N_("IKS"), INSTALMENT: N_("Instalment"), FINE: N_("Fine for the IKS")}
    return _(names[part])


def _in_words(amount: int, _: Translator) -> str:
    """An amount in words, which are Indonesian."""
    return in_words(int(amount)) if amount and _.language == "id" else ""


def _table(statement: Slips, _: Translator) -> Table:
    cells = list(dict.fromkeys(cell for one in statement.slips for cell in one.amounts))
    columns = (
        Column(_("Name")),
        *(Column(cell_name(cell, statement.savings_names, _), "money") for cell in cells),
        Column(_("Together"), "money", strong=True),
    )
    rows = tuple(
        Row((name_of(one.member, _), *(one.amounts.get(cell) for cell in cells), one.total)) for one in statement.slips
    )
    return Table(columns, rows, name=_(SLIPS_TITLE))


# Cards


def cards(reader: Reader, ledger: LedgerRef, day: date, form: str) -> Cards:
    """The cards of who is a member on that day."""
    return Cards(ledger, day, members_of(reader, day), rules_of(reader, ledger, day), form)


def card_figures(statement: Cards) -> dict[str, Any]:
    """A row for each card."""
    return {
        "rows": [
            {"no": place, "member": one.name, "mark": one.mark, "office": one.office}
            for place, one in enumerate(statement.members, 1)
        ]
    }


def card_document(statement: Cards, head: ReportHead, _: Translator) -> Document:
    """The cards: pictogram, name, number, office, since when, and when the group meets."""
    blocks: tuple[Block, ...]
    day = format_day(statement.day, _.language)
    if not statement.members:
        blocks = (Paragraph(_("No members are in the book yet.")),)
    else:
        slips = tuple(_card(place, one, statement, _) for place, one in enumerate(statement.members, 1))
        rows = tuple(
            Row((place, name_of(one, _), _(OFFICE_WORDS[one.office]))) for place, one in enumerate(statement.members, 1)
        )
        columns = (Column(_("No."), "number"), Column(_("Name")), Column(_("Office")))
        table = Table(columns, rows, name=_(CARDS_TITLE))
        blocks = (SlipSheet(statement.ledger.name, slips, _a_page(statement.form), table),)
    return furnished(CARDS, _(CARDS_TITLE), day, statement.ledger, day, head, _, blocks)


def _card(place: int, one: Member, statement: Cards, _: Translator) -> Slip:
    rules = statement.rules
    meets = ", ".join(part for part in (_(RHYTHM_WORDS[rules.rhythm]), rules.place) if part)
    lines = [
        (_("Number of the member"), str(place)),
        (_("Office"), _(OFFICE_WORDS[one.office])),
        (_("Member since"), format_day(one.since, _.language) if one.since else ""),
    ]
    foot = (_("Meets {when}.", when=meets), _("Bring this card to every meeting."))
    return Slip(one.mark, name_of(one, _), _("Member's card"), tuple(lines), foot=foot, sign=(_("Chair of the group"),))
