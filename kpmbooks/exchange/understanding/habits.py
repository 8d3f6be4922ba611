"""The habits of a file: which column is which, how days and amounts are written; chosen by hand or read from the file.

Every habit may be left open (None): then the file itself decides. As plain JSON they are remembered for next time;
where is not this module's business.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from kpmbooks.problems import N_, Problem

DayOrder = Literal["dmy", "mdy", "ymd"]
DecimalMark = Literal[",", "."]

ROLES = (
    "day",
    "no",
    "text",
    "more_text",
    "in",
    "out",
    "amount",
    "side",
    "balance",
    "account",
    "code",
    "debit",
    "credit",
    "type",
    "cash",
    "flow",
    "fund",
)
"""What a column may be. ``amount`` has a sign of its own; ``side`` says in words whether it came in or went out."""

DELIMITERS = (";", ",", "\t", "|")
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32", "cp1252")

_UNREADABLE = Problem(
    "habits-unreadable", N_("What was remembered about this kind of file cannot be read. Choose again.")
)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Habits:
    """``columns`` maps a role to the index of its column, from 0; ``heading_row`` is the last row of the headings, 0
    for none. ``debit_is_in``: a cash file's debit column is money in (in a bank's statement it is money out).
    ``kinds`` maps a description and its direction, as ``text_key`` writes them, to the kind of record that it becomes.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    heading_row: int | None = None
    columns: Mapping[str, int] | None = None
    day_order: DayOrder | None = None
    decimal: DecimalMark | None = None
    debit_is_in: bool | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)


def plain_text(text: str) -> str:
    """A description without regard to case and spaces, as the search for what is already there knows it."""
    return " ".join(text.split()).casefold()


def text_key(text: str, *, into: bool) -> str:
    """What ``Habits.kinds`` knows a description by: the same words may come in as well as go out."""
    return f"{'+' if into else '-'} {plain_text(text)}"


def dump_habits(habits: Habits) -> dict[str, Any]:
    """The habits as plain JSON values."""
    told: dict[str, Any] = {}
    for one in fields(habits):
        value = getattr(habits, one.name)
        if value is not None and value != {}:
            told[one.name] = dict(value) if isinstance(value, Mapping) else value
    return told


def load_habits(told: object) -> Habits | Problem:
    """The habits from what ``dump_habits`` gave; what this program does not know is left out."""
    if not isinstance(told, dict):
        return _UNREADABLE
    found: dict[str, Any] = {}
    for name, value in told.items():
        test = _TESTS.get(name)
        if test is None:
            continue
        if not test(value):
            return _UNREADABLE
        found[name] = value
    return Habits(**found)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MOST


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


_TESTS: Mapping[str, Callable[[Any], bool]] = {
    "sheet": _is_text,
    "encoding": lambda value: value in ENCODINGS,
    "delimiter": lambda value: value in DELIMITERS,
    "heading_row": _is_place,
    "columns": lambda value: (
        isinstance(value, dict) and all(role in ROLES and _is_place(place) for role, place in value.items())
    ),
    "day_order": lambda value: value in get_args(DayOrder),
    "decimal": lambda value: value in get_args(DecimalMark),
    "debit_is_in": lambda value: isinstance(value, bool),
    "kinds": lambda value: (
        isinstance(value, dict) and all(_is_text(text) and _is_text(kind) for text, kind in value.items())
    ),
}
