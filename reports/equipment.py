"""Buku Inventaris: the register of equipment, with the headings that groups' registers have; and its blank twin.

The headings follow registers that are in use among groups (domain facts, 1.8): No, Tanggal perolehan, Nama barang,
Jumlah/satuan, Harga, Asal, Kondisi, Keterangan. The accountant's form adds what was written off and what is left.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.trade.equipment import (
    CONDITION_NAMES,
    ORIGIN_NAMES,
    Origins,
    Piece,
    Unexplained,
    open_origins,
    pieces_of,
    unexplained,
)
from kpmbooks.trade.equipment_leaving import written_by_hand
from kpmbooks.trade.quantities import THOUSAND, format_quantity
from reports.document import Block, Column, Document, Form, FormColumn, Paragraph, Row, Table
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "equipment"
TITLE = N_("List of Equipment")
LIST, VALUE, BLANK = "list", "value", "blank"
FORMS = (LIST, VALUE, BLANK)
FORM_NAMES = {LIST: N_("the list"), VALUE: N_("with book values"), BLANK: N_("blank, to write on")}
_BLANK_ROWS = 20


@dataclass(frozen=True, slots=True)
class EquipmentListed:
    """The pieces that are there at the end of a day, what the accounts hold beyond them, and the form of the paper.

    ``waiting`` are records that brought what is not in the list, ``by_hand`` those that sold or lost what still is.
    """

    ledger: LedgerRef
    day: date
    pieces: tuple[Piece, ...]
    beyond: Unexplained
    form: str
    by_hand: tuple[Origins, ...] = ()
    waiting: tuple[Origins, ...] = ()

    @property
    def cost(self) -> Rupiah:
        """What all pieces cost; borrowed ones cost nothing."""
        return sum((piece.cost for piece in self.pieces), Rupiah(0))

    @property
    def worn(self) -> Rupiah:
        """What was written off of them."""
        return sum((piece.worn for piece in self.pieces), Rupiah(0))


def statement(reader: Reader, ledger: LedgerRef, day: date, form: str) -> EquipmentListed:
    """The register as it is now, of what had come by that day and not left before it."""
    pieces = tuple(
        piece
        for piece in pieces_of(reader, ledger)
        if piece.acquired <= day and (piece.gone is None or (piece.gone > day and piece.cost > 0))
    )
    return EquipmentListed(
        ledger,
        day,
        pieces,
        unexplained(reader, ledger),
        form if form in FORMS else LIST,
        written_by_hand(reader, ledger),
        open_origins(reader, ledger),
    )


def figures(statement: EquipmentListed) -> dict[str, Any]:
    """A row for each piece; ``not_listed`` is what the accounts hold beyond the register."""
    return {
        "rows": [
            {
                "no": place,
                "acquired": piece.acquired.isoformat(),
                "name": piece.name,
                "quantity": piece.quantity / THOUSAND,
                "unit": piece.unit,
                "origin": piece.origin,
                "condition": piece.condition,
                "cost": int(piece.cost),
                "depreciation": int(piece.worn),
                "book_value": int(piece.value),
            }
            for place, piece in enumerate(statement.pieces, 1)
        ],
        "totals": {
            "cost": int(statement.cost),
            "depreciation": int(statement.worn),
            "book_value": int(statement.cost - statement.worn),
        },
        "not_listed": {"cost": int(statement.beyond.cost), "depreciation": int(statement.beyond.worn)},
    }


def document(statement: EquipmentListed, head: ReportHead, _: Translator) -> Document:
    """The register on paper, or an empty one to be filled in by hand."""
    day = format_day(statement.day, _.language)
    blocks: list[Block] = [_blank(statement, _)] if statement.form == BLANK else _told(statement, _)
    words = "" if statement.form == BLANK else in_rupiah(day, _)
    listed = statement.form != BLANK
    return furnished(
        NAME,
        _(TITLE),
        words,
        statement.ledger,
        day if listed else "",
        head,
        _,
        tuple(blocks),
        signed=listed,
        filed=listed,
    )


def _told(statement: EquipmentListed, _: Translator) -> list[Block]:
    blocks: list[Block] = [_table(statement, _)]
    came = sum((one.cost for one in statement.waiting), Rupiah(0))
    left = sum((one.cost for one in statement.by_hand), Rupiah(0))
    other = statement.beyond.cost - came + left
    if not statement.cost:  # what left was never in the list
        came, left = Rupiah(max(came - left, 0)), Rupiah(0)
    if came:
        blocks.append(Paragraph(_("Equipment in the accounts that is not in this list yet: {amount}.", amount=came)))
    if left:
        message = _(
            "Equipment of {amount} in this list was sold or lost by records that do not say which it was."
            " Open the list of equipment and say which.",
            amount=left,
        )
        blocks.append(Paragraph(message))
    if other > 0:
        message = _("The accounts hold {amount} of equipment more than this list. Look for it in general records.")
        blocks.append(Paragraph(message.format(amount=format_amount(other))))
    elif other < 0:
        message = _("This list holds {amount} of equipment more than the accounts. Look for it in general records.")
        blocks.append(Paragraph(message.format(amount=format_amount(-other))))
    return blocks


def _table(statement: EquipmentListed, _: Translator) -> Table:
    valued = statement.form == VALUE
    columns = [
        Column(_("No"), "number"),
        Column(_("Came on"), "code"),
        Column(_("Name of the thing"), weight=4),
        Column(_("How many, in which unit"), weight=2),
        Column(_("Bought for"), "money"),
        Column(_("Where from"), weight=3),
    ]
    if valued:
        columns += [Column(_("Written off"), "money"), Column(_("Book value"), "money", strong=True)]
    else:
        columns += [Column(_("Condition"), weight=2), Column(_("Note"), weight=3)]
    rows = [_row(place, piece, valued, _) for place, piece in enumerate(statement.pieces, 1)]
    if rows:
        sums: tuple[Any, ...] = (None, None, _("All together"), "", int(statement.cost), "")
        rest: tuple[Any, ...] = (int(statement.worn), int(statement.cost - statement.worn)) if valued else ("", "")
        rows.append(Row((*sums, *rest), "total"))
    return Table(tuple(columns), tuple(rows), empty=_("No equipment is in the list yet."), name=_(TITLE))


def _row(place: int, piece: Piece, valued: bool, _: Translator) -> Row:
    origin = _(ORIGIN_NAMES[piece.origin])
    cells: list[Any] = [
        place,
        f"{piece.acquired:%d/%m/%Y}",
        piece.name,
        format_quantity(piece.quantity, piece.unit),
        int(piece.cost) if piece.origin != "pinjam" else None,
        origin,
    ]
    cells += [int(piece.worn), int(piece.value)] if valued else [_(CONDITION_NAMES[piece.condition]), _note(piece, _)]
    return Row(tuple(cells))


def _note(piece: Piece, _: Translator) -> str:
    """What was noted; of a borrowed piece what it is worth. Whose it is stays in the book."""
    worth = _("worth about {amount}", amount=piece.worth) if piece.origin == "pinjam" and piece.worth else ""
    return ", ".join(part for part in (piece.note, worth) if part)


def _blank(statement: EquipmentListed, _: Translator) -> Form:
    columns = (
        FormColumn(_("Came on"), weight=1.3),
        FormColumn(_("Name of the thing"), weight=2.6),
        FormColumn(_("How many, in which unit"), weight=1.2),
        FormColumn(_("Bought for"), _("rupiah"), 1.5),
        FormColumn(_("Where from"), weight=1.4),
        FormColumn(_("Condition"), weight=1.3),
        FormColumn(_("Note"), weight=1.6),
    )
    return Form(
        title=statement.ledger.name,
        subtitle=_("One line for each piece of equipment that lasts longer than a year."),
        number=_("Sheet no. {n}", n="_____"),
        columns=columns,
        rows=tuple((str(place),) for place in range(1, _BLANK_ROWS + 1)),
        foot=(
            _("Where from: bought, a grant, brought in by the owner, or borrowed."),
            _("Looked through on: ______________   by: ______________ and ______________"),
        ),
    )
