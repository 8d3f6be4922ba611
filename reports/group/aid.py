"""Use of aid: what was received, the plan beside what was used, and the records behind it; for whoever gave it.

Neutral like every print: it says aid and who gave it in the group's own words, and names no programme by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import members_of
from kpmbooks.group.aid import Aid, aid_of, aid_was_received
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Document, Facts, Heading, KeyFigure, KeyFigures, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "aid"
TITLE = N_("Use of Aid")


@dataclass(frozen=True, slots=True)
class AidTold:
    """The aid of a group at the end of ``day``."""

    ledger: LedgerRef
    day: date
    aid: Aid
    members: int


def statement(reader: Reader, ledger: LedgerRef, day: date) -> AidTold:
    """What the paper says."""
    return AidTold(ledger, day, aid_of(reader, ledger, day), len(members_of(reader, day)))


def offered(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether there is aid to tell of."""
    return ledger.kind == "kelompok" and aid_was_received(reader, ledger)


def figures(told: AidTold) -> dict[str, Any]:
    """``left`` of a line is planned less used; that of all is the money received less what was used."""
    aid = told.aid
    return {
        "day": told.day.isoformat(),
        "received": [
            {
                "date": one.day.isoformat(),
                "number": one.number,
                "from": one.giver,
                "memo": one.words,
                "in_goods": one.in_goods,
                "amount": int(one.amount),
            }
            for one in aid.received
        ],
        "lines": [
            {
                "name": line.name,
                "planned": int(line.amount),
                "used": int(line.used),
                "left": int(line.left),
                "records": [
                    {"date": use.day.isoformat(), "number": use.number, "memo": use.words, "amount": int(use.amount)}
                    for use in line.uses
                ],
            }
            for line in aid.lines
        ],
        "totals": {
            "money": int(aid.money),
            "goods": int(aid.goods),
            "planned": int(aid.planned),
            "used": int(aid.used),
            "left": int(aid.left),
            "unplanned": int(aid.unplanned),
        },
    }


def document(told: AidTold, head: ReportHead, _: Translator) -> Document:
    """The paper."""
    day = format_day(told.day, _.language)
    return furnished(
        NAME,
        _(TITLE),
        in_rupiah(_("until {day}", day=day), _),
        told.ledger,
        day,
        head,
        _,
        tuple(_blocks(told, head, _)),
        signed=True,
        filed=True,
    )


def _blocks(told: AidTold, head: ReportHead, _: Translator) -> Iterator[Block]:
    aid = told.aid
    yield Facts(
        (
            (_("Group"), told.ledger.name),
            (_("Members"), str(told.members)),
            (_("For"), ""),
        )
    )
    yield KeyFigures(
        (
            KeyFigure(_("Received in money"), format_amount(aid.money)),
            KeyFigure(_("Used"), format_amount(aid.used)),
            KeyFigure(_("Left of the money"), format_amount(aid.left), strong=True),
            KeyFigure(_("Received in goods"), format_amount(aid.goods), _("what they are worth")),
        )
    )
    yield Heading(_("What was received"))
    yield _received(aid, head, _)
    yield Heading(_("The plan and what was used"))
    yield _plan(aid, _)
    if aid.unplanned > 0 and aid.lines:
        yield Paragraph(_("Not planned yet: {amount}.", amount=aid.unplanned))
    elif aid.unplanned < 0:
        yield Paragraph(_("The plan asks for {amount} more than was received.", amount=Rupiah(-aid.unplanned)))
    if aid.used:
        yield Heading(_("The records"))
        yield _records(aid, head, _)
    yield Paragraph(_("Aid belongs to the group and to no single member. It is its capital, and no income."))


def _received(aid: Aid, head: ReportHead, _: Translator) -> Table:
    rows = [
        Row(
            (
                one.day,
                one.number,
                one.giver,
                one.words or (_("in goods") if one.in_goods else _("in money")),
                None if one.in_goods else one.amount,
                one.amount if one.in_goods else None,
            )
        )
        for one in aid.received
    ]
    if rows:
        rows.append(Row((None, None, _("Together"), None, aid.money, aid.goods), "total"))
    columns = (
        Column(_("Date"), "day"),
        Column(_("No."), "code"),
        Column(_("From whom"), weight=2),
        Column(_("Description"), weight=3),
        Column(_("Money"), "money"),
        Column(_("Goods, worth"), "money"),
    )
    return Table(columns, tuple(rows), _("No aid was received yet."), _("What was received"))


def _plan(aid: Aid, _: Translator) -> Table:
    rows = [Row((nth, one.name, one.amount, one.used, one.left)) for nth, one in enumerate(aid.lines, 1)]
    if rows:
        left = Rupiah(aid.planned - aid.used)
        rows.append(Row((None, _("Together"), aid.planned, aid.used, left), "total"))
    columns = (
        Column(_("No."), "number"),
        Column(_("What for"), weight=3),
        Column(_("Planned"), "money"),
        Column(_("Used"), "money"),
        Column(_("Left"), "money", strong=True),
    )
    return Table(columns, tuple(rows), _("There is no plan yet."), _("Plan"))


def _records(aid: Aid, head: ReportHead, _: Translator) -> Table:
    rows: list[Row] = []
    for line in aid.lines:
        if line.uses:
            rows.append(Row((None, None, line.name, None), "group"))
        for use in line.uses:
            words = use.words or head.neutral(recording.kind_name(use.kind, head.sector, _.language))
            rows.append(Row((use.day, use.number, words, use.amount)))
    rows.append(Row((None, None, _("Together"), aid.used), "total"))
    columns = (
        Column(_("Date"), "day"),
        Column(_("No."), "code"),
        Column(_("Description"), weight=3),
        Column(_("Rupiah"), "money"),
    )
    return Table(columns, tuple(rows), name=_("Records"))
