"""The register: rows of a cash book as values, fetched by page, so that a million of them cost no more than a screen.

A page makes a ``RegisterSource`` (rows by place) and gives it to a ``Register``; what a cell looks like is said by the
row, never painted by the page. Painting is in ``register_paint``; totals under the table in ``register_foot``.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, Literal, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.desktop.theme import look
from ui.desktop.widgets.labels import COVERED

ROWS_PER_PAGE: Final = 200
PAGES_KEPT: Final = 8

Index = QModelIndex | QPersistentModelIndex
ColumnKind = Literal["text", "number", "picture", "main", "money", "menu"]
RowKind = Literal["entry", "day", "fold"]


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """One column. ``main`` takes the room that is left and shows title, detail and badge; ``money`` is right-aligned
    and covered by privacy; ``menu`` is the 40-wide cell of a row's menu. ``widest`` is a text that must fit.
    """

    key: str
    title: str
    kind: ColumnKind
    widest: str = ""
    strong: bool = False
    tone: str = "text"


@dataclass(frozen=True, slots=True)
class RegisterBadge:
    """The small mark behind a row's words: "Dibetulkan jadi no. 137" (tone "" ), "Pembetulan no. 135" ("accent"),
    "lewat 5 hari" ("warn").

    ``middle`` and then ``short`` take the place of ``text`` where there is no room for it beside the row's own words.
    """

    text: str
    picture: str
    tone: str = ""
    short: str = ""
    middle: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row, already worded. ``cells`` are the texts by column key; money without "Rp", empty where there is none.

    kind "entry" opens on a click; "day" is painted across with ``title`` and muted sums; "fold" stands for rows
    before it. ``struck`` rows are muted and crossed out. ``key`` is whatever the page wants back.
    """

    key: object
    kind: RowKind = "entry"
    title: str = ""
    detail: str = ""
    picture: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    badge: RegisterBadge | None = None
    struck: bool = False

    def cell(self, key: str) -> str:
        """The text of a column."""
        return next((text for name, text in self.cells if name == key), "")

    def spoken(self) -> str:
        """The row's words as a screen reader says them."""
        parts = (self.title, self.detail, self.badge.text if self.badge else "")
        return ", ".join(part for part in parts if part)


class RegisterSource(Protocol):
    """Where rows come from: how many there are, and some of them by place."""

    def count(self) -> int:
        """How many rows there are, day rows included."""
        ...

    def rows(self, first: int, count: int) -> Sequence[RegisterRow]:
        """Rows ``first`` to ``first + count``, or as many as there are."""
        ...


class Rows:
    """A source for rows that are all at hand."""

    def __init__(self, rows: Sequence[RegisterRow]) -> None:
        self._rows = tuple(rows)

    def count(self) -> int:
        return len(self._rows)

    def rows(self, first: int, count: int) -> Sequence[RegisterRow]:
        return self._rows[first : first + count]


class RegisterRole(IntEnum):
    """What a delegate may ask of any cell: the whole row, and the column it stands in."""

    ROW = Qt.ItemDataRole.UserRole.value + 1
    COLUMN = Qt.ItemDataRole.UserRole.value + 2


class RegisterModel(QAbstractTableModel):
    """The table model over a source: fetches a page of rows when one of them is shown and keeps the last few pages.

    Answers DisplayRole (the cell's text, the title in ``main``), TextAlignmentRole, AccessibleTextRole and
    ``RegisterRole``. The number of rows is asked once; ``set_source`` asks anew.
    """

    def __init__(self, columns: Sequence[RegisterColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source: RegisterSource = Rows(())
        self._count = 0
        self._pages: OrderedDict[int, Sequence[RegisterRow]] = OrderedDict()

    def set_source(self, source: RegisterSource) -> None:
        """Show the rows of ``source``."""
        self.beginResetModel()
        self._source = source
        self._count = source.count()
        self._pages.clear()
        self.endResetModel()

    def row(self, place: int) -> RegisterRow:
        """The row at ``place``. Raises IndexError where there is none."""
        page = place // ROWS_PER_PAGE
        if page not in self._pages:
            self._pages[page] = self._source.rows(page * ROWS_PER_PAGE, ROWS_PER_PAGE)
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page][place % ROWS_PER_PAGE]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, never changed
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default, never changed
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        leaf = Qt.ItemFlag.ItemNeverHasChildren
        if self.row(index.row()).kind == "day":
            return leaf  # not enabled: the arrow keys go past it
        return leaf | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        match role:
            case RegisterRole.ROW:
                return self.row(index.row())
            case RegisterRole.COLUMN:
                return column
            case Qt.ItemDataRole.DisplayRole:
                row = self.row(index.row())
                return row.title if column.kind == "main" else _seen(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                row = self.row(index.row())
                return row.spoken() if column.kind == "main" else _seen(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.kind == "money" else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind == "money" else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


def _seen(row: RegisterRow, column: RegisterColumn) -> str:
    """The text of a cell as it may be seen and heard now."""
    text = row.cell(column.key)
    return COVERED if text and column.kind == "money" and look().private else text
