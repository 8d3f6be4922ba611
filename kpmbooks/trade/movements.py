"""The rows by which goods move: written with the entry that moves them, read for cards and corrections."""

from collections.abc import Iterable
from dataclasses import dataclass

from kpmbooks.book import Reader, Tx
from kpmbooks.money import Rupiah
from kpmbooks.storage import insert_many

NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class GoodsMovement:
    """One good moved by one entry: in is positive.

    ``holder``: the key of the party with whom the goods lie, None at home. ``quantity`` in thousandths, ``value`` at
    cost, ``amount`` what was paid or asked for them (a return takes it back).
    """

    good: int
    act: str
    quantity: int
    value: Rupiah
    amount: Rupiah = NONE
    holder: int | None = None
    stocked: bool = True


def insert_movements(tx: Tx, entry: int, movements: Iterable[GoodsMovement]) -> None:
    """Write the movements of a new entry."""
    rows = [
        (entry, one.good, one.holder, one.act, one.quantity, int(one.stocked), int(one.value), int(one.amount))
        for one in movements
    ]
    insert_many(
        tx.connection,
        "INSERT INTO goods_movements (entry_id, good_id, holder_id, act, quantity, stocked, value, amount)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    if rows:
        tx.touch("goods")


def movements_of(reader: Reader, entry: int) -> tuple[GoodsMovement, ...]:
    """What an entry moved, in the order in which it was written."""
    found = reader.connection.exec_driver_sql(
        "SELECT good_id, act, quantity, value, amount, holder_id, stocked FROM goods_movements"
        " WHERE entry_id = ? ORDER BY id",
        (entry,),
    )
    return tuple(
        GoodsMovement(good, act, quantity, Rupiah(value), Rupiah(amount), holder, bool(stocked))
        for good, act, quantity, value, amount, holder, stocked in found
    )
