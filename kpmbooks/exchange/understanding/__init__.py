"""Reading files from outside: from bytes to what they say, row by row. Pure, so that it can be tried on any file."""

from kpmbooks.exchange.understanding.files import read_file
from kpmbooks.exchange.understanding.guessing import guess_what, without_headings
from kpmbooks.exchange.understanding.habits import (
    DELIMITERS,
    ENCODINGS,
    ROLES,
    DayOrder,
    DecimalMark,
    Habits,
    dump_habits,
    load_habits,
    plain_text,
    text_key,
)
from kpmbooks.exchange.understanding.headings import is_complete
from kpmbooks.exchange.understanding.reading import NEEDED, understand
from kpmbooks.exchange.understanding.values import WHATS, Cell, Head, Line, LineKind, Note, Understood, What, Wish

__all__ = [
    "DELIMITERS",
    "ENCODINGS",
    "NEEDED",
    "ROLES",
    "WHATS",
    "Cell",
    "DayOrder",
    "DecimalMark",
    "Habits",
    "Head",
    "Line",
    "LineKind",
    "Note",
    "Understood",
    "What",
    "Wish",
    "dump_habits",
    "guess_what",
    "is_complete",
    "load_habits",
    "plain_text",
    "read_file",
    "text_key",
    "understand",
    "without_headings",
]
