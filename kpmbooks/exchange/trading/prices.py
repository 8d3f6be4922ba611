"""A price list as a file: ``barang;satuan;harga;modal``, one good or service in each row."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kpmbooks.exchange.trading.columns import Layout, Row, Table, as_read, read_table
from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem

LAYOUT = Layout(
    {
        "good": (
            "barang", "nama barang", "nama", "produk", "nama produk", "jasa", "nama jasa", "layanan", "item", "menu",
            "good", "product", "name", "service",
        ),
        "unit": ("satuan", "unit", "per", "kemasan"),
        "price": (
            "harga", "harga jual", "harga satuan", "harga jual satuan", "price", "selling price", "unit price", "tarif",
        ),
        "cost": ("modal", "harga modal", "harga beli", "hpp", "harga pokok", "cost", "cost price"),
    },
    needed=("good", "price"),
    numbers=("price", "cost"),
)  # fmt: skip

_NO_GOOD = Problem("row-no-good", N_("This row does not say what it is the price of. Write the name."))
_NO_PRICE = Problem("row-no-price", N_("This row has no price. Write one above zero, or take the row out."))
_TWICE = Problem("row-good-twice", N_("This good stands in the file twice. Keep one of the two rows."))
_TOO_LARGE = Problem("row-price-too-large", N_("This price is too large. Check the zeros."))


class PriceRow(NamedTuple):
    """A good with its row in the file. ``unit`` is empty and ``cost`` None where the file says nothing."""

    row: int
    good: str
    unit: str
    price: Rupiah
    cost: Rupiah | None


class BadRow(NamedTuple):
    """A row that no price can be read from, and why."""

    row: int
    problems: tuple[Problem, ...]


def read_prices(data: bytes, today: date) -> tuple[PriceRow | BadRow, ...] | Problem:
    """Every row of the file, in its order; a Problem where it is no price list at all. Raises nothing."""
    table = read_table(data, LAYOUT, today)
    if isinstance(table, Problem):
        return table
    read: list[PriceRow | BadRow] = []
    met: set[str] = set()
    for row in table.rows:
        found = _price(table, row)
        plain = "".join(row.text("good").split()).casefold()
        if isinstance(found, PriceRow) and plain in met:
            found = BadRow(row.number, (_TWICE,))
        met.add(plain)
        read.append(found)
    return as_read(table, read)


def _price(table: Table, row: Row) -> PriceRow | BadRow:
    if row.shape is not None:
        return BadRow(row.number, (row.shape,))
    good, unit = table.words(row, "good"), table.words(row, "unit")
    price, cost = _amount(table, row, "price"), _amount(table, row, "cost")
    problems = [one for one in (good, unit, price, cost) if isinstance(one, Problem)]
    if good == "":
        problems.append(_NO_GOOD)
    if price is None or price == 0:
        problems.append(_NO_PRICE)
    if problems:
        return BadRow(row.number, tuple(problems))
    assert isinstance(good, str)
    assert isinstance(unit, str)
    assert isinstance(price, Rupiah)
    assert not isinstance(cost, Problem)
    return PriceRow(row.number, good, unit, price, cost)


def _amount(table: Table, row: Row, column: str) -> Rupiah | Problem | None:
    number = table.number(row, column)
    if isinstance(number, Fraction):
        if number.denominator != 1:
            return faults.number_problem("fraction", cell_text(row.cells.get(column)))
        return Rupiah(int(number)) if number <= LIMIT else _TOO_LARGE
    return number
