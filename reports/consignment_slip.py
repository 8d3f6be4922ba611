"""Nota Titip Jual: what was left with a warung, sold, fetched back and is owed, for both to sign; half a page each.

And the other way round, for goods that somebody left with us. Nobody is named without the tick; what was written of a
record is a name as well, since nobody can tell which of its words is one.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from kpmbooks.dates import format_period
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.recording import kind_name
from kpmbooks.trade import ConsignedRecord, Consignment, ConsignmentSlip, ConsignmentSlips, Steps
from reports.document import (
    Block,
    Column,
    Document,
    Facts,
    Form,
    FormColumn,
    Heading,
    PageBreak,
    Quantity,
    Row,
    Signature,
    Signatures,
    Span,
    Table,
)
from reports.goods_words import number
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "consignment-slip"
TITLE = N_("Slip for Goods Left for Sale")
_BLANK_ROWS = 8


def figures(statement: ConsignmentSlips) -> dict[str, Any]:
    """A slip for each party: ``ours`` left with her, ``theirs`` left with us; ``there`` is what still lies there."""
    return {
        "slips": [
            {
                "party": slip.party.name,
                "number": slip.number,
                "ours": _way(slip.ours),
                "theirs": _way(slip.theirs),
            }
            for slip in statement.slips
        ]
    }


def _way(found: Consignment) -> dict[str, Any]:
    return {
        "goods": [
            {
                "good": row.good.name,
                "unit": row.good.unit,
                "price": None if row.price is None else int(row.price),
                **{name: number(amount) for name, amount in _steps(row.steps)},
            }
            for row in found.goods
        ],
        "amounts": dict(_steps(found.amounts)),
        "records": [
            {"date": row.day, "number": row.number, "kind": row.kind, "memo": row.memo, "amount": int(row.amount)}
            for row in found.records
        ],
        "owed": int(found.owed),
    }


def _steps(steps: Steps) -> Iterator[tuple[str, int]]:
    for name in ("before", "left", "sold", "returned", "there"):
        yield name, int(getattr(steps, name))


def document(statement: ConsignmentSlips, head: ReportHead, _: Translator) -> Document:
    """The slips, two on a page; without any, one to be filled in by hand."""
    period = format_period(statement.period, _.language)
    blocks: list[Block] = []
    for nth, slip in enumerate(statement.slips):
        if nth and nth % 2 == 0:
            blocks.append(PageBreak())
        blocks += _slip(slip, statement, head, _)
    if not statement.slips:
        blocks += _blank(statement, _)
    return furnished(NAME, _(TITLE), in_rupiah(period, _), statement.ledger, period, head, _, tuple(blocks))


def _slip(slip: ConsignmentSlip, statement: ConsignmentSlips, head: ReportHead, _: Translator) -> Iterator[Block]:
    name, number_said = slip.party.name or "", slip.number or ""
    yield Heading(_("Slip no. {number}", number=number_said or "______________"))
    ours, theirs = slip.ours, slip.theirs
    if not ours.is_nothing or theirs.is_nothing:
        yield Facts(((_("Goods of"), statement.ledger.name), (_("Left with"), name)))
        yield from _told(ours, head, _)
        yield Facts(((_("Still to be paid to the owner of the goods"), format_amount(ours.owed)),))
    if not theirs.is_nothing:
        yield Facts(((_("Goods of"), name), (_("Left with"), statement.ledger.name)))
        yield from _told(theirs, head, _)
        yield Facts(((_("Still to be paid to the owner of the goods"), format_amount(theirs.owed)),))
    if ours.is_nothing and not theirs.is_nothing:
        yield _hands(name, statement.ledger.name, _)
    else:
        yield _hands(statement.ledger.name, name, _)


def _told(found: Consignment, head: ReportHead, _: Translator) -> Iterator[Table]:
    """By good where goods were named, else record by record; then in rupiah."""
    if found.goods:
        yield _goods(found, _)
    elif found.records:
        yield _records(found.records, head, _)
    yield Table(
        columns=(Column(_("In rupiah")), *(Column(_(name), "money") for name in _STEP_NAMES)),
        rows=(Row((_("All goods"), *(Rupiah(amount) for _name, amount in _steps(found.amounts))), "total"),),
        name=_("In rupiah"),
    )


_STEP_NAMES = (N_("Before"), N_("Left here"), N_("Sold"), N_("Returned"), N_("Still there"))


def _goods(found: Consignment, _: Translator) -> Table:
    rows = tuple(
        Row(
            (
                f"{row.good.name} ({row.good.unit})" if row.good.unit else row.good.name,
                row.price,
                *(Quantity(amount) for _name, amount in _steps(row.steps)),
            )
        )
        for row in found.goods
    )
    return Table(
        columns=(
            Column(_("Good")),
            Column(_("Price"), "money"),
            *(Column(_(name), "number") for name in _STEP_NAMES),
        ),
        rows=rows,
        name=_("Every good"),
    )


def _records(records: Sequence[ConsignedRecord], head: ReportHead, _: Translator) -> Table:
    rows = []
    for record in records:
        name = head.neutral(kind_name(record.kind, head.sector, _.language))
        words = tuple(span for span in (Span(name, "strong"), Span(record.memo)) if span.text)
        rows.append(Row((date.fromisoformat(record.day), record.number, words, abs(record.amount))))
    return Table(
        columns=(
            Column(_("Date"), "day"),
            Column(_("No."), "code", widest="2026-B-0000"),
            Column(_("Description")),
            Column(_("Rupiah"), "money"),
        ),
        rows=tuple(rows),
        name=_("Every record"),
    )


def _hands(one: str, other: str, _: Translator) -> Signatures:
    return Signatures(
        "",
        (
            Signature(_("Who left the goods,"), one, _("Owner of the goods")),
            Signature(_("Who took them in,"), other, _("Seller")),
        ),
    )


def _blank(statement: ConsignmentSlips, _: Translator) -> Iterator[Block]:
    """A slip for the pencil."""
    names = (_("Price"), *(_(name) for name in _STEP_NAMES[1:]))
    yield Form(
        title=statement.ledger.name,
        subtitle=_("Left with: ______________________   on: ______________"),
        number=_("Slip no. {number}", number="________"),
        columns=(FormColumn(_("Good"), weight=2.4), *(FormColumn(name) for name in names)),
        rows=tuple((f"{nth}.",) for nth in range(1, _BLANK_ROWS + 1)),
        foot=(_("Sold × price is what is paid to the owner of the goods. Each keeps one slip."),),
        row_height=22,
    )
    yield _hands("", "", _)
