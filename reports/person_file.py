"""Everything that a book knows of a member, to be read by her: words and tables, nothing left out."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.group import PersonFile
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.people.consent import NAMES
from kpmbooks.problems import N_
from kpmbooks.recording import kind_name
from reports.debt_words import phone_text
from reports.document import Block, Column, Document, Facts, Heading, Paragraph, Row, Table
from reports.heading import ReportHead, furnished

NAME: Final = "person-file"
TITLE: Final = N_("Everything about one member")

PURSES: Final[Mapping[str, str]] = {
    "savings": N_("Savings"),
    "iks": N_("Solidarity fund"),
    "dues": N_("Dues"),
    "fine": N_("Fines"),
    "loan": N_("Loan"),
    "charge": N_("Paid for the loan"),
    "share": N_("Share of the result"),
}
OFFICES: Final[Mapping[str, str]] = {
    "ketua": N_("Chair"),
    "sekretaris": N_("Secretary"),
    "bendahara": N_("Treasurer"),
    "anggota": N_("Member"),
}


def document(told: PersonFile, ledger: LedgerRef, head: ReportHead, _: Translator) -> Document:
    """The file as a document; amounts in rupiah."""
    blocks: list[Block] = [Facts(tuple(_facts(told, _)))]
    blocks += [Heading(_("What she agreed to")), _consents(told, _)]
    if told.offices:
        blocks += [Heading(_("Offices")), _offices(told, _)]
    for purse, rows in told.passbooks.items():
        what, _colon, kind = purse.partition(":")
        name = _(PURSES.get(what, what)) + (f" ({kind})" if kind else "")
        table = Table(
            columns=(
                Column(_("Date"), "day"),
                Column(_("No."), "code"),
                Column(_("Description"), weight=2),
                Column(_("Rupiah"), "money"),
                Column(_("Left"), "money", strong=True),
            ),
            rows=tuple(
                Row((row.day, row.number, kind_name(row.kind, head.sector, _.language), row.amount, row.balance))
                for row in rows
            ),
            empty=_("Nothing has been written yet."),
            name=name,
        )
        blocks += [Heading(name), table]
    blocks += [Heading(_("Records that name her")), _records(told, head, _)]
    if told.parties:
        lines = [(one.name or "", " · ".join(part for part in (phone_text(one.phone), one.note or "") if part) or "–")
                 for one in told.parties]  # fmt: skip
        blocks += [Heading(_("As a customer")), Facts(tuple(lines))]
    photos = _.plural("{n} photo about her is in the book.", "{n} photos about her are in the book.", told.photos)
    blocks.append(Paragraph(photos if told.photos else _("No photo about her is in the book.")))
    return furnished(NAME, _(TITLE), "", ledger, "", head, _, tuple(blocks))


def _facts(told: PersonFile, _: Translator) -> list[tuple[str, str]]:
    one = told.member
    found = [
        (_("Name"), one.name),
        (_("Also known as"), ", ".join(name for name in told.names if name != one.name)),
        (_("Office"), _(OFFICES[one.office])),
        (_("Member since"), _day(one.since, _)),
        (_("Left on"), _day(one.left, _)),
        (_("Year of birth"), str(one.birth_year) if one.birth_year else ""),
        (_("Phone"), one.phone),
        (_("Address"), one.address),
        (_("RT/RW"), one.rt_rw),
        (_("Children"), str(one.children) if one.children else ""),
        ("NIK", told.numbers.get("nik", "")),
        (_("KK number"), told.numbers.get("kk", "")),
        (_("Meetings attended"), str(len(told.attended)) if told.attended else ""),
        (_("Lessons attended"), ", ".join(dict.fromkeys(one.lesson for one in told.learnt))),
        (_("Saves for"), "" if told.goal is None else f"{told.goal.name} {format_amount(told.goal.amount)}".strip()),
        (_("Arisan"), ", ".join(round_.name for round_ in told.arisans)),
    ]
    return [(name, text) for name, text in found if text]


def _consents(told: PersonFile, _: Translator) -> Table:
    rows = [
        Row((_(NAMES[one.purpose]), one.given, one.withdrawn, one.heard_by or None)) for one in told.consents.values()
    ]
    return Table(
        columns=(
            Column(_("Purpose"), weight=2),
            Column(_("Agreed on"), "day"),
            Column(_("Taken back on"), "day"),
            Column(_("Read to her by")),
        ),
        rows=tuple(rows),
        empty=_("She was asked for nothing yet."),
        name=_("What she agreed to"),
    )


def _offices(told: PersonFile, _: Translator) -> Table:
    rows = tuple(Row((_(OFFICES[term.office]), term.since, term.until)) for term in told.offices)
    return Table(
        columns=(Column(_("Office")), Column(_("From"), "day"), Column(_("Until"), "day")),
        rows=rows,
        name=_("Offices"),
    )


def _records(told: PersonFile, head: ReportHead, _: Translator) -> Table:
    rows = []
    for row in told.records:
        kind = kind_name(row.kind, head.sector, _.language)
        rows.append(Row((row.day, row.number, f"{kind}, {row.memo}" if row.memo else kind, row.amount)))
    return Table(
        columns=(
            Column(_("Date"), "day"),
            Column(_("No."), "code"),
            Column(_("Description"), weight=2),
            Column(_("Rupiah"), "money"),
        ),
        rows=tuple(rows),
        empty=_("No record names her."),
        name=_("Records that name her"),
    )


def _day(day: date | None, _: Translator) -> str:
    return "" if day is None else format_day(day, _.language)
