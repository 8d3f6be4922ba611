"""Buku Tabungan and Buku IKS: what each member put in, meeting by meeting or month by month; totals are the accounts.

A short period has a column for each day on which money moved, a longer one for each month, a year to a table. What the
accounts hold and no member has stands in a line of its own, so that nothing is hidden in a sum.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period, months
from kpmbooks.group import Member, members_of
from kpmbooks.group.registers import MemberDay, account_on, had_on, member_days, members_between
from kpmbooks.group.solidarity import PURPOSE_NAMES, PURPOSES, SolidarityGift, solidarity_given
from kpmbooks.i18n import Language, Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from reports.document import Block, Cell, Document, Heading, Row, Table
from reports.group.register import BLANK, Head, blank, filled, money, sheet_line, who
from reports.heading import ReportHead, furnished, in_rupiah

SAVINGS_BOOK, SOLIDARITY_BOOK = "savings-book", "solidarity-book"
SAVINGS_TITLE, SOLIDARITY_TITLE = N_("Savings Register"), N_("Solidarity Register (IKS)")

ACROSS = 12
_SAVINGS_ROLES, _SOLIDARITY_ROLES = ("tabungan_anggota", "simpanan_tetap"), ("dana_iks",)

_BLANK_GIVEN = (
    Head(N_("Date"), hand=4),
    Head(N_("No."), hand=3),
    Head(N_("Who was helped"), hand=8),
    *(Head(PURPOSE_NAMES[purpose], hand=4) for purpose in PURPOSES),
    Head(N_("Initials"), hand=3),
)


@dataclass(frozen=True, slots=True)
class PurseBook:
    """One purse of all members in a period. ``account`` says what the accounts held at the end of a day.

    ``given`` is what left the solidarity fund; empty for savings.
    """

    ledger: LedgerRef
    period: Period
    members: tuple[Member, ...]
    days: tuple[MemberDay, ...]
    account: Mapping[date, Rupiah]
    given: tuple[SolidarityGift, ...]
    purse: str
    form: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A column of the register: the span it adds up, and its heading."""

    span: Period
    name: str


def savings(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> PurseBook:
    """The savings of all kinds."""
    return _read(reader, ledger, period, form, "savings", _SAVINGS_ROLES, ())


def solidarity(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> PurseBook:
    """The contributions to the solidarity fund, and the help that was given out of it."""
    return _read(reader, ledger, period, form, "iks", _SOLIDARITY_ROLES, solidarity_given(reader, ledger, period))


def _read(
    reader: Reader,
    ledger: LedgerRef,
    period: Period,
    form: str,
    purse: str,
    roles: Sequence[str],
    given: tuple[SolidarityGift, ...],
) -> PurseBook:
    days = member_days(reader, (purse,), period.last)
    ends = {part.first - timedelta(days=1) for part in _years(period)} | {part.last for part in _years(period)}
    account = {day: account_on(reader, ledger, roles, day) for day in ends}
    there = {one.id for one in members_between(reader, period)}
    there |= {one.member for one in days if one.day >= period.first}
    there |= {member for member, had in had_on(days, period.first - timedelta(days=1)).items() if had}
    members = tuple(one for one in members_of(reader) if one.id in there)
    return PurseBook(ledger, period, members, days, account, given, purse, form)


def _years(period: Period) -> tuple[Period, ...]:
    """The calendar years of a period, as far as they belong to it."""
    return tuple(
        Period(max(period.first, date(year, 1, 1)), min(period.last, date(year, 12, 31)))
        for year in range(period.first.year, period.last.year + 1)
    )


def _columns(book: PurseBook, part: Period, language: Language) -> tuple[Stretch, ...]:
    """A column for each day on which something moved, where they are few; else for each month."""
    days = sorted({one.day for one in book.days if part.contains(one.day)} | {one.day for one in book.given})
    days = [day for day in days if part.contains(day)]
    if len(days) <= ACROSS and (part.last - part.first).days < 100:
        return tuple(Stretch(Period(day, day), f"{day.day}/{day.month}") for day in days)
    return tuple(Stretch(one, _month_name(one.first, language)) for one in months(part))


# JSON


def figures(statement: PurseBook) -> dict[str, Any]:
    """A row for each member: what she had, the sums of each month, what she has; with the line without a name the rows
    make the account. Of the solidarity fund also what was given, by purpose."""
    period = statement.period
    before = had_on(statement.days, period.first - timedelta(days=1))
    after = had_on(statement.days, period.last)
    opening = statement.account[period.first - timedelta(days=1)]
    closing = statement.account[period.last]
    moved = _by_month(statement)
    told = {
        "opening": int(opening),
        "rows": [
            {
                "member": member.name,
                "opening": int(before.get(member.id, 0)),
                "months": moved.get(member.id, {}),
                "closing": int(after.get(member.id, 0)),
            }
            for member in statement.members
        ],
        "without_name": int(closing) - sum(int(after.get(member.id, 0)) for member in statement.members),
        "closing": int(closing),
    }
    if statement.given:
        told["given"] = [
            {
                "date": gift.day.isoformat(),
                "number": gift.number,
                "purpose": gift.purpose,
                "amount": int(gift.amount),
                "party": gift.party,
                "memo": gift.memo,
            }
            for gift in statement.given
        ]
    return told


def _by_month(book: PurseBook) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for one in book.days:
        if book.period.contains(one.day):
            told = found.setdefault(one.member, {})
            month = f"{one.day:%Y-%m}"
            told[month] = told.get(month, 0) + int(one.amount)
    return found


# Paper


def savings_document(statement: PurseBook, head: ReportHead, _: Translator) -> Document:
    """Buku Tabungan."""
    return _document(SAVINGS_BOOK, SAVINGS_TITLE, statement, head, _, _nothing)


def solidarity_document(statement: PurseBook, head: ReportHead, _: Translator) -> Document:
    """Buku IKS, with what was given and for what."""
    return _document(SOLIDARITY_BOOK, SOLIDARITY_TITLE, statement, head, _, _given)


def _document(
    name: str,
    title: str,
    book: PurseBook,
    head: ReportHead,
    _: Translator,
    rest: Callable[[PurseBook, ReportHead, Translator], list[Block]],
) -> Document:
    period = format_period(book.period, _.language)
    written = book.form != BLANK
    blocks: list[Block]
    if written:
        parts = _years(book.period)
        blocks = []
        for part in parts:
            if len(parts) > 1:
                blocks.append(Heading(str(part.first.year)))
            blocks.append(_table(book, part, title, _))
    else:
        room = 185 if name == SOLIDARITY_BOOK else 0
        blocks = [sheet_line(_), blank(_blank_heads(_), head, _, turned=True, room=room)]
    blocks += rest(book, head, _)
    words = in_rupiah(period, _) if written else ""
    shown = period if written else ""
    return furnished(
        name, _(title), words, book.ledger, shown, head, _, tuple(blocks), signed=written, filed=True, turned=True
    )


def _blank_heads(_: Translator) -> tuple[Head, ...]:
    return (
        Head(N_("No."), hand=3),
        Head(N_("Name"), hand=12),
        *(Head(_month_name(date(2000, month, 1), _.language), hand=4) for month in range(1, 13)),
        Head(N_("Together"), hand=5),
        Head(N_("Initials"), hand=4),
    )


def _month_name(day: date, language: Language) -> str:
    return format_day(day, language, short=True).partition(" ")[2]


def _table(book: PurseBook, part: Period, title: str, _: Translator) -> Table:
    columns = _columns(book, part, _.language)
    place = {day: nth for nth, column in enumerate(columns) for day in _days(column.span)}
    sums: dict[int, list[int]] = {}
    before: dict[int, int] = {}
    for one in book.days:
        if one.day < part.first:
            before[one.member] = before.get(one.member, 0) + one.amount
        elif one.day in place:
            row = sums.setdefault(one.member, [0] * len(columns))
            row[place[one.day]] += one.amount
    heads = (
        Head(N_("No."), "number"),
        Head("", "picture"),
        Head(N_("Name")),
        Head(N_("At first"), "money"),
        *(Head(column.name, "money") for column in columns),
        Head(N_("Together"), "money"),
    )
    nothing = [0] * len(columns)
    rows = []
    for number, member in enumerate(book.members, 1):
        moved, had = sums.get(member.id, nothing), before.get(member.id, 0)
        cells: list[Cell] = [money(had), *map(money, moved), int(had + sum(moved))]
        rows.append(Row((*who(number, member, _), *cells)))
    rows += _closing(book, part, columns, before, sums, _)
    return filled(heads, rows, _, name=f"{_(title)} {part.first.year}", texts=0.15, strong=(len(heads) - 1,))


def _closing(
    book: PurseBook,
    part: Period,
    columns: Sequence[Stretch],
    before: Mapping[int, int],
    sums: Mapping[int, Sequence[int]],
    _: Translator,
) -> list[Row]:
    """What has no name, what was given, and the account below them all."""
    opening, closing = book.account[part.first - timedelta(days=1)], book.account[part.last]
    named = [sum(row[nth] for row in sums.values()) for nth in range(len(columns))]
    named_before = sum(before.values())
    given = [sum(-int(gift.amount) for gift in book.given if one.span.contains(gift.day)) for one in columns]
    rows = []
    rest_before = int(opening) - named_before
    rest = int(closing) - int(opening) - sum(named) - sum(given)
    if rest_before or rest:
        nothing: tuple[Cell, ...] = (None,) * len(columns)
        others = N_("Others: earlier help, fines, without a name")
        label = _(others) if book.purse == "iks" else _("Without a name")
        rows.append(Row((None, None, label, money(rest_before), *nothing, money(rest_before + rest)), "subtotal"))
    if any(given):
        cells: list[Cell] = [None, *map(money, given), sum(given)]
        rows.append(Row((None, None, _("Help that was given"), *cells), "subtotal"))
    all_columns = [one + gave for one, gave in zip(named, given, strict=True)]
    rows.append(Row((None, None, _("Together"), int(opening), *map(money, all_columns), int(closing)), "total"))
    return rows


def _days(span: Period) -> tuple[date, ...]:
    return tuple(span.first + timedelta(days=nth) for nth in range((span.last - span.first).days + 1))


def _nothing(_book: PurseBook, _head: ReportHead, _: Translator) -> list[Block]:
    return []


def _given(book: PurseBook, head: ReportHead, _: Translator) -> list[Block]:
    heading = Heading(_("Help that was given out of the fund"))
    if book.form == BLANK:
        table = blank(_BLANK_GIVEN, head, _, turned=True, room=270)
        return [heading, table]
    heads = (
        Head(N_("Date"), "day"),
        Head(N_("No."), "code"),
        Head(N_("Who was helped")),
        *(Head(PURPOSE_NAMES[purpose], "money") for purpose in PURPOSES),
    )
    rows = []
    for gift in book.given:
        words = ", ".join(part for part in (gift.party, gift.memo) if part)
        amounts = (int(gift.amount) if gift.purpose == purpose else None for purpose in PURPOSES)
        rows.append(Row((gift.day, gift.number, words, *amounts)))
    sums = [sum(int(gift.amount) for gift in book.given if gift.purpose == purpose) for purpose in PURPOSES]
    if rows:
        rows.append(Row((None, None, _("Together"), *sums), "total"))
    empty = _("Nothing was given out of the fund in this period.")
    return [heading, filled(heads, rows, _, name=_("Help that was given"), empty=empty)]
