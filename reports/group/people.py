"""Buku Daftar Anggota and Buku Susunan Pengurus: who is in the group, and who held which office.

Phone numbers stand only where the heading asks for them, in the form with more about each member.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import Member, OfficeTerm, members_of, office_terms
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from reports.document import Block, Cell, Document, Facts, Row
from reports.group.register import BLANK, HAND_ROW, Head, blank, filled, sheet_line, who
from reports.heading import ReportHead, furnished

MEMBERS, OFFICERS = "members", "officers"
MEMBERS_TITLE, OFFICERS_TITLE = N_("Register of Members"), N_("Register of Officers")
LIST, MORE = "list", "more"
MEMBER_FORMS = (LIST, MORE, BLANK)
MEMBER_FORM_NAMES = {LIST: N_("the list"), MORE: N_("with more about each"), BLANK: N_("blank, to write on")}

OFFICE_WORDS = {
    "ketua": N_("Chair"),
    "sekretaris": N_("Secretary"),
    "bendahara": N_("Treasurer"),
    "anggota": N_("Member"),
}

_LIST = (
    Head(N_("No."), "number", hand=2),
    Head("", "picture"),
    Head(N_("Name"), weight=5, hand=8),
    Head(N_("Year of birth"), "code", hand=3),
    Head(N_("W/M"), "code", hand=2),
    Head(N_("Work"), weight=2, hand=5),
    Head(N_("Address"), weight=4, hand=7),
    Head(N_("Joined on"), "code", hand=4),
    Head(N_("Signature"), weight=2, hand=4),
)
_MORE = (
    Head(N_("No."), "number", hand=2),
    Head("", "picture"),
    Head(N_("Name"), weight=5, hand=7),
    Head(N_("Address (phone)"), weight=5, hand=8),
    Head(N_("Office in the group"), "code", hand=4),
    Head(N_("Schooling"), weight=2, hand=3),
    Head(N_("Age"), "number", hand=2),
    Head(N_("Main business"), weight=3, hand=5),
    Head(N_("Side business"), weight=3, hand=5),
)
_OFFICERS = (
    Head(N_("No."), "number", hand=2),
    Head("", "picture"),
    Head(N_("Name"), weight=5, hand=7),
    Head(N_("Year of birth"), "code", hand=3),
    Head(N_("W/M"), "code", hand=2),
    Head(N_("Work"), weight=2, hand=4),
    Head(N_("Address"), weight=4, hand=6),
    Head(N_("Office"), "code", hand=4),
    Head(N_("Taken up on"), "code", hand=3),
    Head(N_("Ended on"), "code", hand=3),
    Head(N_("Why ended"), weight=2, hand=4),
    Head(N_("Signature"), weight=2, hand=3),
)


@dataclass(frozen=True, slots=True)
class MembersListed:
    """The members on a day, in the order of joining."""

    ledger: LedgerRef
    day: date
    members: tuple[Member, ...]
    form: str


@dataclass(frozen=True, slots=True)
class OfficersListed:
    """The terms of officers that touch a period."""

    ledger: LedgerRef
    period: Period
    terms: tuple[OfficeTerm, ...]
    form: str


def members(reader: Reader, ledger: LedgerRef, day: date, form: str) -> MembersListed:
    """Who is a member on that day."""
    return MembersListed(ledger, day, members_of(reader, day), form)


def officers(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> OfficersListed:
    """Who held an office on some day of the period."""
    terms = tuple(
        term
        for term in office_terms(reader)
        if (term.since or date.min) <= period.last and (term.until is None or term.until > period.first)
    )
    return OfficersListed(ledger, period, terms, form)


def member_figures(statement: MembersListed) -> dict[str, Any]:
    """A row for each member; ``came`` is the day of entry."""
    return {
        "rows": [
            {
                "no": place,
                "member": one.name,
                "mark": one.mark,
                "birth_year": one.birth_year,
                "address": one.address,
                "phone": one.phone if statement.form == MORE else None,
                "office": one.office,
                "came": one.since.isoformat() if one.since else None,
            }
            for place, one in enumerate(statement.members, 1)
        ]
    }


def officer_figures(statement: OfficersListed) -> dict[str, Any]:
    """A row for each term; ``until`` is null for who holds the office."""
    return {
        "rows": [
            {
                "no": place,
                "member": term.member.name,
                "office": term.office,
                "since": term.since.isoformat() if term.since else None,
                "until": term.until.isoformat() if term.until else None,
            }
            for place, term in enumerate(statement.terms, 1)
        ]
    }


def member_document(statement: MembersListed, head: ReportHead, _: Translator) -> Document:
    """The register, as a list, with more about each, or blank."""
    day = format_day(statement.day, _.language)
    blocks: list[Block]
    if statement.form == BLANK:
        blocks = [sheet_line(_), blank(_LIST, head, _, turned=True)]
    else:
        more = statement.form == MORE
        rows = [
            Row(_more(place, one, statement.day, _) if more else _listed(place, one, _))
            for place, one in enumerate(statement.members, 1)
        ]
        empty = _("No members are in the book yet.")
        blocks = [filled(_MORE if more else _LIST, rows, _, name=_(MEMBERS_TITLE), empty=empty, least=HAND_ROW)]
    return _furnished(MEMBERS, MEMBERS_TITLE, statement.form, statement.ledger, day, head, _, blocks)


def officer_document(statement: OfficersListed, head: ReportHead, _: Translator) -> Document:
    """The register of a term of office, or blank."""
    period = format_period(statement.period, _.language)
    blocks: list[Block]
    if statement.form == BLANK:
        line = _("from {first} to {last}", first="______________", last="______________")
        blocks = [Facts(((_("Term of office"), line),)), blank(_OFFICERS, head, _, turned=True)]
    else:
        rows = [Row(_office(place, term, _)) for place, term in enumerate(statement.terms, 1)]
        empty = _("No officers are in the book yet. Give the offices on the page “Members”.")
        blocks = [filled(_OFFICERS, rows, _, name=_(OFFICERS_TITLE), empty=empty, least=HAND_ROW)]
    return _furnished(OFFICERS, OFFICERS_TITLE, statement.form, statement.ledger, period, head, _, blocks)


def _furnished(
    name: str,
    title: str,
    form: str,
    ledger: LedgerRef,
    words: str,
    head: ReportHead,
    _: Translator,
    blocks: list[Block],
) -> Document:
    written = form != BLANK
    shown = words if written else ""
    return furnished(
        name, _(title), shown, ledger, shown, head, _, tuple(blocks), signed=written, filed=True, turned=True
    )


def _listed(place: int, one: Member, _: Translator) -> tuple[Cell, ...]:
    return (*who(place, one, _), str(one.birth_year or ""), "", "", one.address, _day(one.since), "")


def _more(place: int, one: Member, day: date, _: Translator) -> tuple[Cell, ...]:
    age = None if one.birth_year is None else day.year - one.birth_year
    where = f"{one.address} ({one.phone})".strip() if one.phone else one.address
    return (*who(place, one, _), where, _(OFFICE_WORDS[one.office]), "", age, "", "")


def _office(place: int, term: OfficeTerm, _: Translator) -> tuple[Cell, ...]:
    one = term.member
    return (
        *who(place, one, _),
        str(one.birth_year or ""),
        "",
        "",
        one.address,
        _(OFFICE_WORDS[term.office]),
        _day(term.since),
        _day(term.until),
        "",
        "",
    )


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
