"""A stock card as a file: ``tanggal;gerak;jumlah;harga``, the movements of one good in the order of its rows."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kpmbooks.exchange.trading.columns import Layout, Row, Table, read_table
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.headings import plain_heading
from kpmbooks.money import LIMIT
from kpmbooks.problems import N_, Problem
from kpmbooks.trade.quantities import exact_quantity, read_quantity
from kpmbooks.trade.stock import Movement, MovementKind, value_of

LAYOUT = Layout(
    {
        "day": ("tanggal", "tgl", "date", "day", "hari/tanggal"),
        "kind": ("gerak", "gerakan", "mutasi", "movement", "jenis", "type", "transaksi", "transaction"),
        "quantity": ("jumlah", "banyak", "banyaknya", "kuantitas", "qty", "quantity", "units"),
        "price": (
            "harga", "harga satuan", "harga/unit", "harga per unit", "harga beli", "harga pokok", "price", "unit price",
            "cost", "unit cost",
        ),
    },
    needed=("day", "kind", "quantity"),
    numbers=("quantity", "price"),
)  # fmt: skip

KINDS: dict[MovementKind, tuple[str, ...]] = {
    "opening": ("awal", "saldo awal", "stok awal", "persediaan awal", "opening", "beginning", "beginning inventory"),
    "in": ("masuk", "beli", "pembelian", "in", "purchase", "purchases"),
    "out": ("keluar", "jual", "penjualan", "out", "sale", "sales", "issue"),
    "purchase_return": ("retur beli", "retur pembelian", "purchase return", "purchase returns"),
    "sale_return": ("retur jual", "retur penjualan", "sale return", "sales return", "sales returns"),
    "count": ("hitung", "hitung stok", "stok opname", "stock opname", "opname", "count"),
}
"""What the movements may be called; the first is what people are told to write."""

_NAMED = {name: kind for kind, names in KINDS.items() for name in names}
_NEED_PRICE = ("opening", "in")
_TAKE_PRICE = (*_NEED_PRICE, "purchase_return", "sale_return")

_NO_QUANTITY = Problem("row-no-quantity", N_("This row does not say how many. Write the quantity."))
_NOTHING = Problem("row-quantity-zero", N_("This row moves nothing: the quantity is 0. Correct it, or take it out."))
_NO_PRICE = Problem(
    "row-no-price", N_("This row does not say what one costs. Write the price of one, 0 where it was free.")
)
_TOO_DEAR = Problem("row-value-too-large", N_("Quantity times price is more than 999 triliun. Check the zeros."))


class MovementRow(NamedTuple):
    """A movement with its row in the file and its day."""

    row: int
    day: date
    movement: Movement


def read_movements(data: bytes, today: date) -> tuple[MovementRow, ...] | tuple[Problem, ...]:
    """The movements in a file, or everything that is wrong with it; the problem of a row names it by its number.

    A price is of one unit and may have decimals. Prices of what goes out, and beside a count, are not looked at.
    """
    table = read_table(data, LAYOUT, today)
    if isinstance(table, Problem):
        return (table,)
    read: list[MovementRow] = []
    problems: list[Problem] = []
    for row in table.rows:
        found = _movement(table, row)
        if isinstance(found, MovementRow):
            read.append(found)
        else:
            problems += (problem.at(str(row.number)) for problem in found)
    return tuple(problems) or tuple(read)


def _movement(table: Table, row: Row) -> MovementRow | tuple[Problem, ...]:
    if row.shape is not None:
        return (row.shape,)
    day = table.day(row)
    kind = _kind(row)
    quantity = _quantity(table, row)
    price = _price(table, row, kind) if isinstance(kind, str) else None
    if isinstance(day, Problem) or isinstance(kind, Problem) or isinstance(quantity, Problem):
        return tuple(_problems(day, kind, quantity, price))
    if isinstance(price, Problem):
        return (price,)
    if quantity == 0 and kind != "count":
        return (_NOTHING,)
    if price is not None and quantity * price > 1_000 * LIMIT:
        return (_TOO_DEAR,)
    value = None if price is None else value_of(quantity, price)
    return MovementRow(row.number, day, Movement(kind, quantity, value))


def _problems(*readings: object) -> Iterator[Problem]:
    return (reading for reading in readings if isinstance(reading, Problem))


def _kind(row: Row) -> MovementKind | Problem:
    text = row.text("kind")
    kind = _NAMED.get(plain_heading(text))
    if kind is None:
        message = N_("“{text}” is no movement. Write one of: {known}.")
        known = ", ".join(names[0].replace(" ", "_") for names in KINDS.values())
        return Problem("row-movement-unknown", message, {"text": text[:40], "known": known})
    return kind


def _quantity(table: Table, row: Row) -> int | Problem:
    number = table.number(row, "quantity")
    if number is None:
        return _NO_QUANTITY
    if isinstance(number, Fraction):
        return exact_quantity(number)
    if number.code == "row-amount-unreadable":
        by_hand = read_quantity(cell_text(row.cells.get("quantity")))
        if not (isinstance(by_hand, Problem) and by_hand.code == "quantity-unreadable"):
            return by_hand
        message = N_("“{text}” is not a quantity. Write it in figures, for example 12 or 2,5.")
        return Problem("row-quantity-unreadable", message, number.params)
    return number


def _price(table: Table, row: Row, kind: MovementKind) -> Fraction | Problem | None:
    if kind not in _TAKE_PRICE:
        return None
    price = table.number(row, "price")
    return _NO_PRICE if price is None and kind in _NEED_PRICE else price
