"""The register of equipment as rows: name, origin and condition, what it cost, what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.ledger import accounts as accounts_of
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade.equipment import (
    CONDITION_NAMES,
    ORIGIN_NAMES,
    Origins,
    Piece,
    Unexplained,
    Wear,
    open_origins,
    pieces_of,
    unexplained,
    wear_due,
)
from kpmbooks.trade.equipment_leaving import written_by_hand
from kpmbooks.trade.quantities import THOUSAND, format_quantity
from ui.desktop.theme import look
from ui.desktop.widgets import RegisterBadge, RegisterColumn, RegisterRow
from ui.desktop.widgets.labels import covered

PICTURE = "wrench"


@dataclass(frozen=True, slots=True)
class EquipmentSeen:
    """What the page shows: the pieces that are there, those that left, what waits for the register and for wear.

    ``by_hand`` are the records of equipment sold or lost that name no piece of the list.
    """

    there: tuple[Piece, ...]
    gone: tuple[Piece, ...]
    waiting: tuple[Origins, ...]
    by_hand: tuple[Origins, ...]
    beyond: Unexplained
    due: tuple[Wear, ...]
    boxes: tuple[Account, ...]

    @property
    def value(self) -> Rupiah:
        """What is left of the cost of all that are there."""
        return sum((piece.value for piece in self.there), Rupiah(0))

    @property
    def nameable(self) -> tuple[Origins, ...]:
        """The records by hand whose piece can be named: where the list has one that it could have been."""
        return self.by_hand if any(piece.cost > 0 for piece in self.there) else ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to show and nothing that waits."""
        return not (self.there or self.gone or self.waiting)


def equipment_seen(reader: Reader, ledger: LedgerRef, today: date) -> EquipmentSeen:
    """What the page shows of a ledger."""
    pieces = pieces_of(reader, ledger)
    boxes = [account for account in accounts_of(reader, ledger) if account.is_cash and account.fund_role == "usaha"]
    return EquipmentSeen(
        tuple(piece for piece in pieces if piece.gone is None),
        tuple(piece for piece in pieces if piece.gone is not None),
        open_origins(reader, ledger),
        written_by_hand(reader, ledger),
        unexplained(reader, ledger),
        wear_due(reader, ledger, today),
        tuple(boxes),
    )


def equipment_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of the list."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("what", _("Equipment"), "main"),
        RegisterColumn("acquired", _("Since"), "text", "30 Sep 2026"),
        RegisterColumn("cost", _("Price then"), "money", "999.999.999"),
        RegisterColumn("value", _("Worth in the book"), "money", "999.999.999", strong=True),
    )


def equipment_rows(pieces: Sequence[Piece], _: Translator) -> tuple[RegisterRow, ...]:
    """A row for each piece; its key is the piece's uid."""
    return tuple(_row(piece, _) for piece in pieces)


def _row(piece: Piece, _: Translator) -> RegisterRow:
    badge = None
    if piece.gone is not None:
        badge = RegisterBadge(_("gone"), "minus")
    elif piece.condition != "baik":
        badge = RegisterBadge(_(CONDITION_NAMES[piece.condition]), "warning", "warn")
    borrowed = piece.origin == "pinjam"
    return RegisterRow(
        key=piece.uid,
        title=name_words(piece),
        detail=_(ORIGIN_NAMES[piece.origin]),
        picture="hand-withdraw" if borrowed else PICTURE,
        badge=badge,
        struck=piece.gone is not None,
        cells=(
            ("acquired", format_day(piece.acquired, _.language, short=True)),
            ("cost", format_amount(piece.cost, symbol=False) if piece.cost else ""),
            ("value", format_amount(piece.value, symbol=False) if piece.cost else ""),
        ),
    )


def name_words(piece: Piece) -> str:
    """Its name, with how many there are where that is not one."""
    if piece.quantity == THOUSAND:
        return piece.name
    return f"{piece.name} ({format_quantity(piece.quantity, piece.unit)})"


def money_words(amount: Rupiah) -> str:
    """An amount as it may be seen now."""
    return covered() if look().private else format_amount(amount)
