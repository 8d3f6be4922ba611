"""From the bytes of a file to everything that was understood of it. Pure: no book, no clock, nothing is written.

Each habit that is not given is read from the file itself: where the table begins, what its columns are, how its days
and amounts are written.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from typing import NamedTuple

from kpmbooks.exchange.understanding import csv_text, limits
from kpmbooks.exchange.understanding.accounts import read_accounts
from kpmbooks.exchange.understanding.cash import read_cash, sides_are_words
from kpmbooks.exchange.understanding.collecting import resting_collector
from kpmbooks.exchange.understanding.days import DayReader, order_of
from kpmbooks.exchange.understanding.grids import Grid, cell_text, is_blank, is_practice
from kpmbooks.exchange.understanding.habits import Habits
from kpmbooks.exchange.understanding.headings import Found, best_guess, find_headings, heads_of, is_complete
from kpmbooks.exchange.understanding.journal import read_journal
from kpmbooks.exchange.understanding.numbers import NumberReader, decimal_of
from kpmbooks.exchange.understanding.opening import read_opening
from kpmbooks.exchange.understanding.rows import Source, getter
from kpmbooks.exchange.understanding.signs import kind_of
from kpmbooks.exchange.understanding.values import WHATS, Cell, Head, Line, Note, Understood, What
from kpmbooks.exchange.understanding.workbook import open_workbook
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.progress import NoProgress, Progress

NEEDED: Mapping[What, str] = {
    "cash": "tanggal, uraian, masuk, keluar",
    "journal": "tanggal, no, uraian, akun, debet, kredit",
    "accounts": "kode, nama, jenis",
    "opening": "akun, debet, kredit",
}
_TOO_LARGE = Problem(
    "file-too-large",
    N_("This file is larger than {most} MB. Cut it into smaller files, a year in each."),
    {"most": limits.FILE_MOST // (1024 * 1024)},
)
_MONEY = ("in", "out", "amount", "debit", "credit", "balance")


class _Table(NamedTuple):
    """A table of the file with its headings; ``whole`` gives all of its rows where only the first were looked at."""

    grid: Grid
    found: Found
    delimiter: str | None
    whole: Callable[[], Grid | Problem]


def understand(
    data: bytes,
    what: str,
    *,
    name: str,
    today: date,
    habits: Habits | None = None,
    progress: Progress | None = None,
) -> Understood | tuple[Problem, ...]:
    """What the file says, row by row, or the problems for which it cannot be read at all.

    ``name`` is the file's name, for telling only. ``habits`` go before what the file shows. Rows that cannot be taken
    are no problem here but lines of kind ``bad``. Raises ``Cancelled`` when ``progress`` does, and nothing else.
    """
    habits = habits or Habits()
    known = next((one for one in WHATS if one == what), None)
    if known is None:
        message = N_("“{what}” cannot be taken from a file yet. It can be: {known}.")
        return (Problem("what-unknown", message, {"what": what, "known": ", ".join(WHATS)}, "what"),)
    if len(data) > limits.FILE_MOST:
        return (_TOO_LARGE,)
    kind = kind_of(data)
    if isinstance(kind, Problem):
        return (kind,)
    watched = progress or NoProgress()
    with resting_collector():
        open_ = _from_workbook if kind == "workbook" else _from_text
        opened = open_(data, known, habits, watched)
        if isinstance(opened, Problem):
            return (opened,)
        table, settled, sheets = opened
        grid = table.whole()
        if isinstance(grid, Problem):
            return (grid,)
        return _understood(table._replace(grid=grid), settled, sheets, known, name, today, watched)


_Opened = tuple[_Table, Habits, tuple[str, ...]]


def _from_text(data: bytes, what: What, habits: Habits, progress: Progress) -> _Opened | Problem:
    decoded = csv_text.decode(data, habits.encoding)
    if isinstance(decoded, Problem):
        return decoded
    progress.report(0, None)
    text, encoding = decoded
    samples, problem = csv_text.samples(text, habits.delimiter)
    best: tuple[Found, str, Grid] | None = None
    for delimiter, grid in samples:
        found = _headings(grid, what, habits)
        if found and (best is None or len(found.columns) > len(best[0].columns)):
            best = found, delimiter, grid
    if best is None:
        return problem or _no_headings([grid for _, grid in samples], what)
    found, delimiter, grid = best
    progress.report(0, None)

    def whole() -> Grid | Problem:
        return csv_text.table(text, delimiter, progress)

    return _Table(grid, found, delimiter, whole), replace(habits, encoding=encoding, delimiter=delimiter), ()


def _from_workbook(data: bytes, what: What, habits: Habits, progress: Progress) -> _Opened | Problem:
    book = open_workbook(data, progress)
    if isinstance(book, Problem):
        return book
    fitting: list[str] = []
    best: _Table | None = None
    seen: list[Grid] = []
    problem: Problem | None = None
    for sheet in book.names:
        progress.report(0, None)
        grid = book.grid(sheet)
        if isinstance(grid, Problem):
            problem = problem or grid
            continue
        found = _headings(grid, what, habits)
        if found is None:
            seen.append(Grid(grid.rows[: limits.HEADINGS_WITHIN], grid.sheet))
            continue
        fitting.append(sheet)
        if habits.sheet not in (None, sheet):
            continue
        if best is None or len(found.columns) > len(best.found.columns):
            best = _Table(grid, found, None, partial(_itself, grid))
    if best is None:
        return problem or _no_headings(seen, what)
    return best, replace(habits, sheet=best.grid.sheet), tuple(fitting)


def _itself(grid: Grid) -> Grid:
    return grid


def _headings(grid: Grid, what: What, habits: Habits) -> Found | None:
    """The headings, as chosen by hand or found."""
    if habits.columns is None and habits.heading_row is None:
        return find_headings(grid, what)
    found = find_headings(grid, what) if habits.heading_row is None else None
    last = found.last if found else (habits.heading_row or 0) - 1
    heads = found.heads if found else heads_of(grid, last, what)
    columns = habits.columns
    if columns is None:
        columns = {head.role: place for place, head in enumerate(heads) if head.role}
    if not is_complete(columns, what):
        return None
    roles = {place: role for role, place in columns.items()}
    return Found(last, tuple(head._replace(role=roles.get(place)) for place, head in enumerate(heads)), columns, {})


def _no_headings(grids: Iterable[Grid], what: What) -> Problem:
    guesses = [(best_guess(grid, what), grid) for grid in grids]
    columns = max((guess for guess, _ in guesses), key=len, default={})
    message = N_("The headings of the table were not found. Write them in one row: {needed}. Found: {found}.")
    return Problem("no-headings", message, {"needed": NEEDED[what], "found": ", ".join(columns) or "–"})


def _understood(
    table: _Table, habits: Habits, sheets: tuple[str, ...], what: What, name: str, today: date, progress: Progress
) -> Understood | tuple[Problem, ...]:
    grid, found = table.grid, table.found
    if habits.columns is None:
        found = _beside_currency(grid, found)
    if twice := _twice(grid, found):
        return (twice,)
    data = grid.rows[found.last + 1 :]
    progress.report(0, len(grid.rows))
    order = habits.day_order or order_of(_cells(data, found.columns, ("day",)))
    decimal = habits.decimal or decimal_of(_cells(data, found.columns, _MONEY))
    progress.report(0, len(grid.rows))
    source = Source(
        what,
        grid,
        found.columns,
        found.heads,
        found.last,
        table.delimiter,
        DayReader(order, today),
        NumberReader(decimal),
        progress,
    )
    if what == "cash" and source.has("side") and not sides_are_words(source):
        columns = {role: place for role, place in found.columns.items() if role != "side"}
        heads = tuple(head._replace(role=None) if head.role == "side" else head for head in found.heads)
        source = replace(source, columns=columns, heads=heads)
    settled = replace(
        habits, heading_row=found.last + 1, columns=dict(source.columns), day_order=order, decimal=decimal
    )
    notes = [*_notes_on_sheets(sheets, grid.sheet), *_notes_on_days(source)]
    opening: int | None = None
    newest_first = False
    lines: list[Line]
    match what:
        case "cash":
            cash = read_cash(source, habits.debit_is_in)
            lines, opening, newest_first = cash.lines, cash.opening, cash.newest_first
            settled = replace(settled, debit_is_in=cash.debit_is_in)
            notes += [*cash.notes, *_notes_on_opening(opening)]
        case "journal":
            journal = read_journal(source)
            lines, notes = journal.lines, [*notes, *journal.notes]
        case "opening":
            balances = read_opening(source)
            lines, notes = balances.lines, [*notes, *balances.notes]
        case "accounts":
            lines = read_accounts(source).lines
    return Understood(
        what=what,
        name=name,
        lines=lines,
        heads=source.heads,
        habits=settled,
        notes=tuple(sorted(notes, key=lambda note: note.row)),
        sheets=sheets,
        opening=opening,
        newest_first=newest_first,
        practice=is_practice(grid),
        counts=Counter(line.kind for line in lines),
    )


def _beside_currency(grid: Grid, found: Found) -> Found:
    """Where a column of amounts holds only "Rp", and the amounts stand in a nameless column beside it, that one."""
    columns = dict(found.columns)
    data = grid.rows[found.last + 1 : found.last + 1 + limits.HEADINGS_WITHIN]
    for role, column in found.columns.items():
        beside = column + 1
        if role in _MONEY and beside not in columns.values():
            signs = [text for row in data if column < len(row) and (text := cell_text(row[column]))]
            amounts = any(beside < len(row) and any(map(str.isdigit, cell_text(row[beside]))) for row in data)
            if signs and amounts and all(text.casefold().strip(". ") in ("rp", "idr") for text in signs):
                columns[role] = beside
    if columns == found.columns:
        return found
    roles = {place: role for role, place in columns.items()}
    heads = tuple(Head(head.text, roles.get(place)) for place, head in enumerate(found.heads))
    return found._replace(columns=columns, heads=heads)


def _cells(data: Iterable[object], columns: Mapping[str, int], roles: Iterable[str]) -> Iterator[Cell]:
    places = [columns[role] for role in roles if role in columns]
    for row in data:
        assert isinstance(row, list | tuple)
        for place in places:
            if place < len(row):
                yield row[place]


def _twice(grid: Grid, found: Found) -> Problem | None:
    """Two columns with the same name and amounts in both: which is meant cannot be known."""
    for column, others in found.twice.items():
        for other in others:
            filled = (row for row in grid.rows[found.last + 1 :] if other < len(row) and not is_blank(row[other]))
            if any(any(letter.isdigit() for letter in cell_text(row[other])) for row in islice(filled, 1_000)):
                message = N_("Two columns are called “{name}”. Keep one of them, or give the other a different name.")
                return Problem("columns-twice", message, {"name": found.heads[column].text})
    return None


def _notes_on_sheets(sheets: tuple[str, ...], sheet: str | None) -> Iterator[Note]:
    others = [one for one in sheets if one != sheet]
    if others:
        message = N_("Only the sheet “{sheet}” was read. These look like it: {others}. Take them one by one.")
        yield Note(0, Problem("sheets-more", message, {"sheet": sheet, "others": ", ".join(others)}))


def _notes_on_days(source: Source) -> Iterator[Note]:
    """A spreadsheet that turned some texts into days may have taken the month for the day in those."""
    if source.delimiter is not None or not source.has("day"):
        return
    day = getter(source, "day")
    cells = [day(row) for row in source.grid.rows[source.last_heading + 1 :]]
    texts = any(isinstance(cell, str) and isinstance(source.days(cell), date) for cell in cells)
    if texts and any(isinstance(cell, date) for cell in cells):
        message = N_("Some dates in this file are texts and some are real dates. Look whether day and month are right.")
        yield Note(0, Problem("days-mixed", message))


def _notes_on_opening(opening: int | None) -> Iterator[Note]:
    if opening:
        message = N_("The file begins with a balance of {amount}, which is not recorded: only its rows are.")
        yield Note(0, Problem("opening-not-taken", message, {"amount": Rupiah(opening)}))
