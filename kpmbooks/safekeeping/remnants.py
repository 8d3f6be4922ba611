"""What can still be read of a damaged book, table by table, straight from its pages.

A table that lost a page is read as far as it goes; rows on pages to which no way leads any more are known by their
shape; and what only indexes still say of a lost row is kept as a hint. Nothing is judged here: see ``rescue``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kpmbooks.progress import Progress
from kpmbooks.storage import BookColumn, Key, columns_of, twice_index, writing_order
from kpmbooks.storage.blueprint import blueprint
from kpmbooks.storage.pages import Pages, pages_of
from kpmbooks.storage.rows import Record, Tree, Value

Row = dict[str, Value]
Rows = dict[int, Row]

_PAGES_BETWEEN_REPORTS = 64
_MONTHS = "account_months"


@dataclass(slots=True)
class Remnants:
    """Rows by table and by SQLite's own key of the row.

    ``hints`` is what indexes say of rows that their table lost; a row may lack columns there. ``doubted`` are rows of
    tables that are kept twice whose second writing says something else, as it says it. ``torn`` tables have places that
    cannot be read. ``months`` are the kept sums of each account and month (debit, credit, lines), None where these
    cannot be read throughout.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    hints: dict[str, Rows] = field(default_factory=dict)
    doubted: dict[str, Rows] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    months: dict[tuple[int, str], tuple[int, int, int]] | None = None

    def hints_of(self, table: str) -> tuple[tuple[int, Row], ...]:
        """What indexes say of rows that the table does not have."""
        rows = self.tables[table]
        return tuple((rowid, hint) for rowid, hint in self.hints.get(table, {}).items() if rowid not in rows)


def number_of(value: Value) -> int:
    """The number, or 0, which is the key of no row."""
    return value if isinstance(value, int) else 0


def read_remnants(path: Path, key: Key | None, progress: Progress) -> Remnants:
    """Everything that can be read of the file at ``path``; raises OSError, and ``Cancelled``."""
    found = Remnants()
    known = blueprint()
    layout = {one.name: _in_order(columns_of(one), known.tables[one.name]) for one in writing_order()}
    with pages_of(path, key) as pages:
        tree = Tree(_Watched(pages, progress))
        roots = {root.name: root.page for root in tree.roots()}
        for name, columns in layout.items():
            rows = found.tables.setdefault(name, {})
            before = len(tree.damaged)
            if name in roots:
                _take(rows, tree.rows(roots[name]), columns)
            if len(tree.damaged) > (before if name in roots else 0):
                found.torn.add(name)
        for leaf in tree.stray_leaves():
            whose = _whose(leaf, layout)
            if whose is not None:
                _take(found.tables[whose], leaf, layout[whose])
        for name, index in known.indexes.items():
            if name in roots and index.table in layout:
                entries = tree.entries(roots[name])
                rows = found.tables[index.table]
                if name == twice_index(index.table):
                    before = len(tree.damaged)
                    _compare(found, index.table, entries, index.columns, layout[index.table])
                    if len(tree.damaged) == before:
                        found.torn.discard(index.table)
                else:
                    _hint(rows, found.hints.setdefault(index.table, {}), entries, index.columns)
        if _MONTHS in roots:
            before = len(tree.damaged)
            months = dict(_month_sums(tree.entries(roots[_MONTHS])))
            found.months = months if len(tree.damaged) == before else None
    return found


def _month_sums(entries: Iterable[Record]) -> Iterator[tuple[tuple[int, str], tuple[int, int, int]]]:
    for entry in entries:
        match entry:
            case (int(account), str(month), int(debit), int(credit), int(lines)):
                yield (account, month), (debit, credit, lines)


class _Watched(Pages):
    """Pages that tell how many of them were looked at."""

    def __init__(self, pages: Pages, progress: Progress) -> None:
        self._pages = pages
        self._progress = progress
        self._done = 0
        self.size, self.usable = pages.size, pages.usable

    def __len__(self) -> int:
        return len(self._pages)

    def __getitem__(self, number: int) -> bytes:
        self._done += 1
        if self._done % _PAGES_BETWEEN_REPORTS == 0:
            self._progress.report(min(self._done, len(self)), len(self))
        return self._pages[number]


def _in_order(columns: Sequence[BookColumn], order: Sequence[str]) -> tuple[BookColumn, ...]:
    by_name = {column.name: column for column in columns}
    return tuple(by_name[name] for name in order)


def _take(rows: Rows, found: Iterable[tuple[int, Record]], columns: Sequence[BookColumn]) -> None:
    """Keep the rows that hold what their columns may hold; the first of two with one key."""
    for rowid, record in found:
        if rowid not in rows and (row := _row(rowid, record, columns)) is not None:
            rows[rowid] = row


def _row(rowid: int, record: Record, columns: Sequence[BookColumn]) -> Row | None:
    """The row by column, if every value is of the kind of its column. Columns that came later may be missing."""
    if not 0 < len(record) <= len(columns) or rowid < 1:
        return None
    row: Row = {}
    for nth, column in enumerate(columns):
        value = record[nth] if nth < len(record) else None
        if column.key and column.kind == "integer":
            if value is not None:  # SQLite keeps the row's own key beside the row
                return None
            value = rowid
        if not _fits(value, column):
            return None
        row[column.name] = value
    return row


def _fits(value: Value, column: BookColumn) -> bool:
    if value is None:
        return not column.required
    match column.kind:
        case "integer" | "rupiah":
            return isinstance(value, int)
        case "bytes":
            return isinstance(value, bytes) and column.length in (None, len(value))
        case "day":
            return isinstance(value, str) and _is_day(value)
        case _:
            return isinstance(value, str)


def _is_day(word: str) -> bool:
    try:
        return date.fromisoformat(word).isoformat() == word
    except ValueError:
        return False


def _whose(leaf: Sequence[tuple[int, Record]], layout: Mapping[str, Sequence[BookColumn]]) -> str | None:
    """The one table whose rows these can be; None when they fit several or none."""
    fitting = [
        name
        for name, columns in layout.items()
        if all(len(record) == len(columns) and _row(rowid, record, columns) is not None for rowid, record in leaf)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _hint(rows: Rows, hints: Rows, entries: Iterable[Record], columns: Sequence[str]) -> None:
    for entry in entries:
        if len(entry) == len(columns) + 1 and isinstance(rowid := entry[-1], int) and rowid not in rows:
            hints.setdefault(rowid, {}).update(zip(columns, entry, strict=False))


def _compare(
    found: Remnants, table: str, entries: Iterable[Record], names: Sequence[str], columns: Sequence[BookColumn]
) -> None:
    """Bring in the second writing of rows that the table lost, and keep it of those where it says something else."""
    rows = found.tables[table]
    for entry in entries:
        if len(entry) != len(names) + 1 or not isinstance(rowid := entry[-1], int):
            continue
        said = dict(zip(names, entry, strict=False))
        row = _row(rowid, tuple(said.get(column.name) for column in columns), columns)
        if row is None:
            continue
        if rowid not in rows:
            rows[rowid] = row
        elif rows[rowid] != row:
            found.doubted.setdefault(table, {})[rowid] = row
