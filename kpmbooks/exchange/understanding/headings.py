"""Finding the headings of a table and what each column is, in Indonesian or English, in any order, case and layout.

Headings may stand below titles, take up to three rows with merged cells ("Kas" over "Masuk" and "Keluar"), and be
called many things. A column that is called nothing known is left alone.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kpmbooks.exchange.understanding import limits
from kpmbooks.exchange.understanding.grids import Grid, cell_text, is_blank
from kpmbooks.exchange.understanding.heading_words import NAMES, ROLES_IN, WORDS
from kpmbooks.exchange.understanding.values import Cell, Head, What

Columns = Mapping[str, int]

_TALLEST = 3
_LONGEST = 60

_AROUND = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_CURRENCY = re.compile(r"\b(?:rp|idr|dalam rupiah|in rupiah)\b\.?")
_NOT_WORDS = re.compile(r"[^\w/&#]+|_")


class Found(NamedTuple):
    """Headings that were found: the index of their last row, what was read in each column, and the columns by role.

    ``twice``: for each column of amounts that others are called like as well, those others.
    """

    last: int
    heads: tuple[Head, ...]
    columns: Columns
    twice: Mapping[int, tuple[int, ...]]


@lru_cache(maxsize=4_096)
def plain_heading(text: str) -> str:
    """A heading without case, currency, punctuation and what stands in brackets."""
    plain = text.casefold().translate(_SLASHES)
    outside = _AROUND.sub(" ", plain)
    plain = outside if re.search(r"\w", outside) else plain
    plain = " ".join(_NOT_WORDS.sub(" ", _CURRENCY.sub(" ", plain)).split())
    return re.sub(r" ?/ ?", "/", plain)


_SLASHES = str.maketrans({"\\": "/", "|": "/"})


def role_of(text: str, what: What) -> tuple[str, int] | None:
    """What a column with this heading is in a file of ``what``, and how sure that is: the smaller the surer."""
    plain = plain_heading(text)
    if not plain or len(plain) > _LONGEST:
        return None
    return _role_of(plain, what)


@lru_cache(maxsize=4_096)
def _role_of(plain: str, what: What) -> tuple[str, int] | None:
    roles = ROLES_IN[what]
    for role in roles:
        if plain in NAMES[role]:
            return role, NAMES[role].index(plain)
    padded = f" {plain.replace('/', ' ')} "
    for role, words in WORDS:
        if role in roles and any(f" {word} " in padded for word in words):
            return role, 100
    return None


def is_complete(columns: Columns, what: What) -> bool:
    """Whether these columns suffice to read a file of ``what``."""
    money = {"debit", "credit"} <= columns.keys() or "amount" in columns
    match what:
        case "cash":
            return {"day", "text"} <= columns.keys() and (money or "in" in columns or "out" in columns)
        case "journal":
            return {"day", "account"} <= columns.keys() and money
        case "opening":
            return "account" in columns and money
        case "accounts":
            return {"account", "type"} <= columns.keys()


def find_headings(grid: Grid, what: What) -> Found | None:
    """The headings of the table: the rows with the most columns that are known; the first and the fewest such rows."""
    best: Found | None = None
    best_size = (0, 0, 0)
    for first in range(min(len(grid.rows), limits.HEADINGS_WITHIN)):
        if sum(not is_blank(cell) for cell in grid.rows[first]) < 2:
            continue
        for height in range(1, _TALLEST + 1):
            if first + height > len(grid.rows) or (height > 1 and not _may_go_on(grid, first + height - 1, what)):
                break
            found = _read(grid, first, height, what)
            size = (len(found.columns), -len(found.twice), -height)
            if is_complete(found.columns, what) and size > best_size:
                best, best_size = found, size
    return best


def best_guess(grid: Grid, what: What) -> Columns:
    """The columns that are known in the row where most are, for saying which are missing."""
    guesses = (_read(grid, first, 1, what).columns for first in range(min(len(grid.rows), limits.HEADINGS_WITHIN)))
    return max(guesses, key=len, default={})


def heads_of(grid: Grid, row: int, what: What) -> tuple[Head, ...]:
    """What stands in one row, read as headings, as wide as the table's first rows; empty heads where it is none."""
    if 0 <= row < len(grid.rows):
        return _read(grid, row, 1, what).heads
    width = max(map(len, grid.rows[: limits.HEADINGS_WITHIN]), default=0)
    return tuple(Head("", None) for _ in range(min(width, limits.COLUMNS_MOST)))


def _may_go_on(grid: Grid, row: int, what: What) -> bool:
    """Whether a further row belongs to the headings: words without digits, and at least two of them headings."""
    texts = [cell_text(cell) for cell in grid.rows[row] if not is_blank(cell)]
    if any(letter.isdigit() for text in texts for letter in text):
        return False
    return sum(role_of(text, what) is not None for text in texts) >= 2


def _read(grid: Grid, first: int, height: int, what: What) -> Found:
    rows = grid.rows[first : first + height]
    width = min(max(map(len, rows)), limits.COLUMNS_MOST)
    texts = [_heading(grid, first, height, column) for column in range(width)]
    fitting: dict[str, list[tuple[int, int]]] = {}
    for column, parts in enumerate(texts):
        candidates = (" ".join(parts), *reversed(parts)) if len(parts) > 1 else parts
        known = next((one for text in candidates if (one := role_of(text, what))), None)
        if known:
            fitting.setdefault(known[0], []).append((known[1], column))
    columns: dict[str, int] = {}
    twice: dict[int, tuple[int, ...]] = {}
    for role, found in fitting.items():
        places = sorted(found)
        if what == "opening" and role in ("debit", "credit"):
            places = [one for one in places if _LATEST.search(" ".join(texts[one[1]]).casefold())] or places
        sure, column = places[0]
        columns[role] = column
        if others := tuple(place for other, place in places[1:] if other == sure and role in _MONEY):
            twice[column] = others
        if role == "text" and len(places) > 1:
            columns["more_text"] = places[1][1]
    columns = _settled(columns, what)
    roles = {column: role for role, column in columns.items()}
    heads = tuple(Head(" ".join(parts), roles.get(column)) for column, parts in enumerate(texts))
    return Found(first + height - 1, heads, columns, twice)


_MONEY = ("in", "out", "debit", "credit", "amount")
_LATEST = re.compile(r"\b(?:akhir|ending|closing|setelah|sesudah|adjusted)\b")
"""Of several balances in one table the last one is where a book goes on."""


def _settled(columns: dict[str, int], what: What) -> dict[str, int]:
    """What is decided by the columns together: where accounts stand when no column is called so."""
    if what in ("journal", "opening") and "account" not in columns and "text" in columns:
        columns["account"] = columns.pop("text")
        if "more_text" in columns:
            columns["text"] = columns.pop("more_text")
    if what in ("journal", "opening") and "account" not in columns and "code" in columns:
        columns["account"] = columns.pop("code")
    if what == "cash" and ("in" in columns or "out" in columns):
        for role in ("debit", "credit", "amount", "side"):
            columns.pop(role, None)
    if {"debit", "credit"} <= columns.keys():
        for role in ("amount", "side"):
            columns.pop(role, None)
    return columns


def _heading(grid: Grid, first: int, height: int, column: int) -> tuple[str, ...]:
    """The words over a column from top to bottom; a merged cell, or one with nothing beside it, is over all of them."""
    parts: list[str] = []
    for row in range(first, first + height):
        text = _text_at(grid, row, column)
        if not text and row < first + height - 1 and _text_at(grid, first + height - 1, column):
            text = _to_the_left(grid, row, column)
        if text and text not in parts:
            parts.append(text)
    return tuple(parts)


def _to_the_left(grid: Grid, row: int, column: int) -> str:
    if (row, column) in grid.spans:
        return grid.spans[row, column]
    if grid.sheet is not None and grid.spans:
        return ""
    return next((text for place in range(column - 1, -1, -1) if (text := _text_at(grid, row, place))), "")


def _text_at(grid: Grid, row: int, column: int) -> str:
    cells: Sequence[Cell] = grid.rows[row]
    return cell_text(cells[column])[:_LONGEST] if column < len(cells) else ""
