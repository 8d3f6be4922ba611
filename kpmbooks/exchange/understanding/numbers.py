"""Amounts in cells: which decimal habit the whole file has, and what each cell says under it.

``1.250.000,00``, ``1,250,000.00`` and ``1250000.00`` are one amount in three habits; ``25.000`` alone could be two
amounts, so all cells of a file are asked together. A float is never money: what Excel computed is taken as whole rupiah
or refused as a fraction.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Literal, NamedTuple, TypeAlias

from kpmbooks.exchange.understanding.habits import DecimalMark
from kpmbooks.exchange.understanding.values import Cell
from kpmbooks.money import LIMIT

Fault = Literal["unreadable", "ambiguous", "fraction", "too-large"]
SideMark = Literal["debit", "credit"]


class Number(NamedTuple):
    """What a cell says: rupiah with sign, and a mark such as DB or CR beside it."""

    amount: int
    mark: SideMark | None = None


Reading: TypeAlias = Number | Fault | None
"""None is a cell without a number: empty, a dash, or only the sign of the currency."""

_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)
_EMPTY = re.compile(r"(?:rp|idr)?[.:]?[ -]*|nihil|kosong|nil|n/?a")
_NUMBER = re.compile(
    r"(?P<open>[(<])? ?(?P<sign>[-+])? ?(?:(?:rp|idr)[.:]?)? ?(?P<open_2>\()? ?(?P<sign_2>[-+])? ?"
    r"(?P<digits>\d(?:[\d.,' ]*\d)?)"
    r" ?(?:[.,] ?[-=]{1,2}|[.,](?=$| |\)))? ?(?P<scale>rb|ribu|jt|juta)? ?(?:rp|idr|rupiah)?\.? ?(?P<close>[)>])?"
    r" ?(?P<after>-)? ?(?P<mark>db|dr|d|debet|debit|cr|kr|k|c|kredit|credit)?\.?"
)
_SCALES = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_DEBIT_MARKS = frozenset({"db", "dr", "d", "debet", "debit"})
_ASKED_MOST = 10_000
_KNOWN_MOST = 10_000
_SIMPLE = {
    ",": re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d{3,14}|0)(?:,00)?", re.ASCII),
    ".": re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d{3,14}|0)(?:\.00)?", re.ASCII),
}
"""What nearly all amounts look like, read without a second look."""
_NOISE = 1e-4
"""A float within this of a whole number is that number: sums of floats seldom end exactly."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A number as it stands there, before the habit is known."""

    digits: str
    negative: bool
    scale: int
    mark: SideMark | None


def decimal_of(cells: Iterable[Cell]) -> DecimalMark:
    """The decimal mark under which most of the cells can be read; the Indonesian comma where all can be either way."""
    votes: Counter[str] = Counter()
    asked: set[str] = set()
    for cell in cells:
        if not isinstance(cell, str) or cell.isdigit() or cell in asked:
            continue
        asked.add(cell)
        shape = _shape(cell)
        if isinstance(shape, _Shape):
            comma, point = (_value(shape, mark) not in ("unreadable", "ambiguous") for mark in (",", "."))
            if comma != point:
                votes["," if comma else "."] += 1
        if len(asked) == _ASKED_MOST:
            break
    return "." if votes["."] > votes[","] else ","


class NumberReader:
    """Reads cells under one habit; what was read once is remembered, for amounts repeat."""

    def __init__(self, decimal: DecimalMark) -> None:
        self.decimal = decimal
        self._group = "." if decimal == "," else ","
        self._is_simple = _SIMPLE[decimal].fullmatch
        self._known: dict[str, Reading] = {}

    def __call__(self, cell: Cell) -> Reading:
        """What the cell says."""
        if cell is None:
            return None
        if isinstance(cell, str):
            known = self._known
            if cell in known:
                return known[cell]
            reading = self._read(cell)
            if len(known) < _KNOWN_MOST:
                known[cell] = reading
            return reading
        if isinstance(cell, date):
            return "unreadable"
        return _of_number(cell)

    def _read(self, text: str) -> Reading:
        if self._is_simple(text) and len(text) < 20:
            return Number(int(text.partition(self.decimal)[0].replace(self._group, "")))
        shape = _shape(text)
        if not isinstance(shape, _Shape):
            return shape
        value = _value(shape, self.decimal)
        if isinstance(value, str):
            return value
        return Number(-value if shape.negative else value, shape.mark)


def _of_number(number: float) -> Reading:
    if not isfinite(number):
        return "unreadable"
    whole = round(number)
    if abs(whole) > LIMIT:
        return "too-large"
    if abs(number - whole) > _NOISE:
        return "fraction"
    return Number(whole)


def _shape(text: str) -> "_Shape | Fault | None":
    plain = " ".join(text.translate(_SIGNS).split()).casefold().removeprefix("'")
    if len(plain) > 60:
        return "unreadable"
    if _EMPTY.fullmatch(plain):
        return None
    found = _NUMBER.fullmatch(plain) if plain.isascii() else None
    if found is None:
        return "unreadable"
    brackets = (found["open"] or found["open_2"]) is not None
    if brackets != (found["close"] is not None):
        return "unreadable"
    signs = [sign for sign in (found["sign"], found["sign_2"], found["after"]) if sign]
    if len(signs) > 1:
        return "unreadable"
    negative = "-" in signs or brackets
    mark: SideMark | None = None
    if found["mark"]:
        mark = "debit" if found["mark"] in _DEBIT_MARKS else "credit"
    return _Shape(found["digits"], negative, _SCALES.get(found["scale"] or "", 1), mark)


_PARTED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?=[.,]|$)")
_SHORT = re.compile(r"[1-9]\d{0,2}")


def _value(shape: _Shape, decimal: str) -> "int | Fault":
    digits = _digits(shape, decimal)
    if not isinstance(digits, tuple):
        return digits
    whole, part = digits
    size, left = divmod(int(whole + part) * shape.scale, 10 ** len(part))
    if left:
        return "fraction"
    return "too-large" if size > LIMIT else size


def _digits(shape: _Shape, decimal: str, *, sure: bool = False) -> "tuple[str, str] | Fault":
    """The digits before and behind the decimal mark; ``sure``: it is no mark of thousands, whatever follows it."""
    group = "." if decimal == "," else ","
    digits = shape.digits
    if " " in digits or "'" in digits:
        parted = _PARTED.match(digits)
        if parted is None:
            return "unreadable"
        digits = re.sub("[ ']", "", parted[0]) + digits[parted.end() :]
        if not re.fullmatch(rf"\d+(?:[{decimal}]\d+)?", digits):
            return "unreadable"
    whole, mark, part = digits.partition(decimal)
    if not part.isdigit() and mark:
        return "unreadable"
    if group in whole:
        first, *rest = whole.split(group)
        if not _SHORT.fullmatch(first) or any(len(one) != 3 for one in rest):
            return "unreadable"
        whole = first + "".join(rest)
    elif not sure and len(part) == 3 and _SHORT.fullmatch(whole):
        return "ambiguous"
    return whole, part


def sure_decimal(cells: Iterable[Cell]) -> DecimalMark | None:
    """The decimal mark that the cells prove: some cannot be read with the other one, and none only with that."""
    proven: set[DecimalMark] = set()
    for cell in dict.fromkeys(cell for cell in cells if isinstance(cell, str) and not cell.isdigit()):
        shape = _shape(cell)
        if isinstance(shape, _Shape):
            comma, point = (_digits(shape, mark) for mark in (",", "."))
            if "unreadable" in (comma, point) and comma != point:
                proven.add("." if comma == "unreadable" else ",")
    return proven.pop() if len(proven) == 1 else None


def exact_number(cell: Cell, decimal: DecimalMark, *, sure: bool = False) -> "Fraction | Fault | None":
    """What a cell says where fractions count, as quantities and prices of a unit do: exactly, never a float.

    ``sure``: the mark is proven, so "1,250" is one and a quarter, and no question.
    """
    if cell is None or isinstance(cell, date):
        return None if cell is None else "unreadable"
    if isinstance(cell, str):
        shape = _shape(cell)
        if not isinstance(shape, _Shape):
            return shape
        digits = _digits(shape, decimal, sure=sure)
        if not isinstance(digits, tuple):
            return digits
        whole, part = digits
        number = Fraction(int(whole + part) * shape.scale, 10 ** len(part))
        if shape.mark is not None:
            return "unreadable"
        return "too-large" if number > LIMIT else -number if shape.negative else number
    if not isfinite(cell):
        return "unreadable"
    if abs(cell) > LIMIT:
        return "too-large"
    thousandths = round(cell * 1000)
    # What Excel computed: 0.1 + 0.2 is 0.3 for whoever typed it.
    return Fraction(thousandths, 1000) if abs(cell * 1000 - thousandths) < _NOISE else Fraction(Decimal(repr(cell)))
