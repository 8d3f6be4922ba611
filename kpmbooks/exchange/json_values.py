"""From a value of JSON to one that a column of a book may hold: exactly of its kind, or ``ValueError``."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kpmbooks.money import LIMIT
from kpmbooks.storage import BookColumn

Value = int | str | bytes | None

_INTEGERS = range(-(2**63), 2**63)


def reader_of(column: BookColumn) -> Callable[[Any], Value]:
    """What reads the values of this column."""

    def as_bytes(value: Any) -> bytes:
        bare = bytes.fromhex(_text(value))
        if bare.hex() != value or (column.length is not None and len(bare) != column.length):
            raise ValueError("bytes are written as small hex digits")
        return bare

    read: Callable[[Any], Value]
    match column.kind:
        case "integer":
            read = _integer
        case "rupiah":
            read = _rupiah
        case "text":
            read = _text
        case "day":
            read = _day
        case "bytes":
            read = as_bytes
    return read if column.required else lambda value: None if value is None else read(value)


def _integer(value: Any) -> int:
    if type(value) is not int or value not in _INTEGERS:  # true and false are integers to Python
        raise ValueError("no integer of 64 bits")
    return value


def _rupiah(value: Any) -> int:
    if type(value) is not int or abs(value) > LIMIT:
        raise ValueError("no amount that a book takes")
    return value


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("no text")
    return value


def _day(value: Any) -> str:
    if date.fromisoformat(_text(value)).isoformat() != value:
        raise ValueError("a day is written year-month-day")
    return _text(value)
