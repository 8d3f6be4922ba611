"""What a file may be that nobody has said anything about yet, and its rows where no headings are found.

Both are for a person who looks at it and may say otherwise. Pure, as all of reading is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kpmbooks.exchange.understanding import csv_text, limits
from kpmbooks.exchange.understanding.grids import Grid
from kpmbooks.exchange.understanding.habits import Habits
from kpmbooks.exchange.understanding.headings import find_headings, role_of
from kpmbooks.exchange.understanding.reading import understand
from kpmbooks.exchange.understanding.signs import kind_of
from kpmbooks.exchange.understanding.values import Understood, What
from kpmbooks.exchange.understanding.workbook import open_workbook
from kpmbooks.problems import Problem
from kpmbooks.progress import NoProgress, Progress

# Columns with which any file can be read in some way, none of them meant.
_ANY: Mapping[What, Mapping[str, int]] = {
    "cash": {"day": 0, "text": 0, "amount": 0},
    "journal": {"day": 0, "account": 0, "amount": 0},
    "opening": {"account": 0, "amount": 0},
    "accounts": {"account": 0, "type": 0},
}


def guess_what(data: bytes, progress: Progress | None = None) -> What | None:
    """What the headings of a file speak of; None when they say nothing. Raises ``Cancelled`` when ``progress`` does."""
    if len(data) > limits.FILE_MOST:
        return None
    for grid in _grids(data, progress or NoProgress()):
        if what := _guess(grid):
            return what
    return None


def without_headings(
    data: bytes,
    what: What,
    *,
    name: str,
    today: date,
    habits: Habits | None = None,
    progress: Progress | None = None,
) -> Understood | tuple[Problem, ...]:
    """The rows as they stand, for saying by hand which column is which: only their cells mean anything."""
    bare = replace(habits or Habits(), heading_row=0, columns=_ANY[what])
    return understand(data, what, name=name, today=today, habits=bare, progress=progress)


def _grids(data: bytes, progress: Progress) -> Iterator[Grid]:
    """The beginnings of the tables in which headings may stand."""
    kind = kind_of(data)
    if isinstance(kind, Problem):
        return
    if kind == "workbook":
        book = open_workbook(data)
        if not isinstance(book, Problem):
            for sheet in book.names:
                progress.report(0, None)
                grid = book.grid(sheet)
                if not isinstance(grid, Problem):
                    yield replace(grid, rows=grid.rows[: limits.HEADINGS_WITHIN])
        return
    decoded = csv_text.decode(data)
    if isinstance(decoded, Problem):
        return
    samples, _problem = csv_text.samples(decoded[0])
    yield from (grid for _delimiter, grid in samples)


def _guess(grid: Grid) -> What | None:
    cash, journal = find_headings(grid, "cash"), find_headings(grid, "journal")
    # Columns of both sides are in a journal as in a bank's statement: only one of them names accounts, the other has
    # a balance.
    if journal and "debit" in journal.columns and not (cash and "balance" in cash.columns):
        named = role_of(journal.heads[journal.columns["account"]].text, "journal")
        if named and named[0] in ("account", "code"):
            return "journal"
    if cash:
        return "cash"
    opening, accounts = find_headings(grid, "opening"), find_headings(grid, "accounts")
    if accounts and not (opening and "debit" in opening.columns):
        return "accounts"
    if opening:
        return "opening"
    return "journal" if journal else None
