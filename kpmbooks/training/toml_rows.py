"""Reading a lesson's TOML strictly: every key is known, every text is there and short, every number is in its bounds.

ValueError names what is wrong, for whoever wrote the lesson. Nothing in it is ever evaluated.
"""

import re
import string
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

Row = Mapping[str, Any]
T = TypeVar("T", bound=str)

LONGEST_TEXT = 2_000
MOST_ROWS = 60

_NOT_PLAIN = re.compile(r"<[a-zA-Z/!?]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def parse(content: bytes) -> Row:
    """The whole file."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"is no TOML: {error}") from error


def only(row: Row, known: Collection[str], place: str) -> None:
    """Refuse keys that nobody knows: a slip of the pen must not pass as something left out."""
    if strange := sorted(set(row) - set(known)):
        raise ValueError(f"{place}: unknown {', '.join(strange)}")


def text(row: Row, key: str) -> str:
    """The text under ``key``."""
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is missing")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"{key} is longer than {LONGEST_TEXT} letters")
    _plain(value, key)
    return value.strip()


def _plain(words: str, key: str) -> None:
    """Refuse what could be taken for markup, which fetches pictures, and signs that nobody sees."""
    if found := _NOT_PLAIN.search(words):
        raise ValueError(f"{key}: {found.group()!r} is not allowed here")


def optional_text(row: Row, key: str) -> str | None:
    """The text under ``key``, None where there is none."""
    return text(row, key) if key in row else None


def texts(row: Row, key: str) -> tuple[str, ...]:
    """A list of texts."""
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) and 0 < len(one) <= 200 for one in value):
        raise ValueError(f"{key} is no list of texts")
    for one in value:
        _plain(one, key)
    return tuple(value)


def number(row: Row, key: str, least: int, most: int) -> int:
    """A whole number within bounds."""
    value = row.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{key} is no whole number from {least} to {most}")
    return value


def numbers(row: Row, key: str, count: int) -> tuple[int, ...]:
    """So many whole numbers."""
    value = row.get(key)
    whole = isinstance(value, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
    if not isinstance(value, list) or not whole or len(value) != count:
        raise ValueError(f"{key} is not {count} whole numbers")
    return tuple(value)


def some_numbers(row: Row, key: str) -> tuple[int, ...]:
    """A list of small whole numbers."""
    value = row.get(key)
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise ValueError(f"{key} is no list of numbers")
    return tuple(number({key: one}, key, 0, 1_000) for one in value)


def flag(row: Row, key: str) -> bool:
    """True or false; false where it is not said."""
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise ValueError(f"{key} is neither true nor false")
    return value


def one_of(row: Row, key: str, allowed: Sequence[T]) -> T:
    """One of the allowed words."""
    value = row.get(key)
    for one in allowed:
        if value == one:
            return one
    raise ValueError(f"{key} is not one of {', '.join(allowed)}")


def known(values: Iterable[str], allowed: Sequence[T]) -> Iterable[T]:
    """Each of ``values``, all of them allowed words."""
    for value in values:
        yield one_of({"word": value}, "word", allowed)


def rows(row: Row, key: str, most: int = MOST_ROWS) -> tuple[Row, ...]:
    """The tables under ``key``; none where there are none."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value) or len(value) > most:
        raise ValueError(f"{key} is no list of at most {most} tables")
    return tuple(value)


def table(row: Row, key: str) -> Row:
    """The one table under ``key``."""
    value = row.get(key)
    if not isinstance(value, dict) or len(value) > MOST_ROWS:
        raise ValueError(f"{key} is no table")
    return value


def word(name: str) -> str:
    """A name that a text can have a place for."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", name):
        raise ValueError(f"{name!r} is no name: small letters, digits and _")
    return name


def places(words: str, allowed: Collection[str], place: str) -> None:
    """Refuse a text with any place to be filled but the allowed ones: a place can reach into what fills it."""
    try:
        parsed = tuple(string.Formatter().parse(words))
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error
    if any(name is not None and (name not in allowed or spec or conversion) for _, name, spec, conversion in parsed):
        raise ValueError(f"{place}: only the places {', '.join(allowed)} are filled")
