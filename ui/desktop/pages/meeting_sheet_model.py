"""A meeting's sheet as rows and columns of texts: what is written, what the rules ask, how it is said aloud."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from kpmbooks.group import SheetRow
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount, read_amount
from kpmbooks.problems import Problem
from kpmbooks.words import in_words
from ui.desktop.pages.meeting_columns import MARK, NAME, PRESENT, CellSeen, SheetColumn, cell_of, waits
from ui.desktop.pages.meeting_paint import SheetRole
from ui.desktop.pages.meeting_words import ATTENDANCE, MARKS, OFFICES, called
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered

Index = QModelIndex | QPersistentModelIndex
_NOBODY: Final = QModelIndex()


class SheetModel(QAbstractTableModel):
    """The rows and columns of a sheet. ``typed`` tells row, column and what was typed into a cell of money."""

    typed = Signal(int, str, object)

    def __init__(self, _: Translator, parent: QObject | None = None, *, shared: bool = False) -> None:
        super().__init__(parent)
        self._ = _
        self.shared = shared
        self.columns: tuple[SheetColumn, ...] = ()
        self.rows: tuple[SheetRow, ...] = ()
        self.writable = True

    def show_rows(self, columns: Sequence[SheetColumn], rows: Sequence[SheetRow], *, writable: bool) -> bool:
        """Show these; whether they are others than before, so that places mean something else."""
        self.writable = writable
        same = [one.key for one in columns] == [one.key for one in self.columns] and [
            one.member.id for one in rows
        ] == [one.member.id for one in self.rows]
        if same:
            self.columns, self.rows = tuple(columns), tuple(rows)
            if rows and columns:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return False
        self.beginResetModel()
        self.columns, self.rows = tuple(columns), tuple(rows)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        column = self.columns[index.column()]
        if self.writable and column.written and column.is_money:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        match role:
            case SheetRole.ROW:
                return row
            case SheetRole.COLUMN:
                return column
            case SheetRole.CELL:
                return cell_of(row, column.key)
            case SheetRole.SECOND:
                return "" if self.shared else self._(OFFICES.get(row.member.office, ""))
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, column)
            case Qt.ItemDataRole.EditRole:
                cell = cell_of(row, column.key) if column.is_money else CellSeen(None, "none")
                if cell.amount is None or cell.state == "suggested":
                    return ""
                return format_amount(cell.amount, symbol=False)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                amount = cell_of(row, column.key).amount if column.is_money and not look().private else None
                return in_words(amount) if amount else None
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.is_money else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not self.columns[index.column()].is_money:
            return False
        text = str(value).strip()
        read = read_amount(text) if text else None
        self.typed.emit(index.row(), self.columns[index.column()].key, read)
        return not isinstance(read, Problem)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_money else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _words(self, row: SheetRow, column: SheetColumn) -> str:
        if column.key == MARK:
            return self._(MARKS.get(row.member.mark, row.member.mark))
        if column.key == NAME:
            return called(self._, row.member, shared=self.shared)
        if column.key == PRESENT:
            known = ATTENDANCE.get(row.attendance or "")
            return self._(known[0]) if known else self._("Present?")
        cell = cell_of(row, column.key)
        if cell.amount is None:
            return "–"
        if cell.state == "suggested" and not look().private:
            return f"{format_amount(cell.amount, symbol=False)}?"
        return covered(symbol=False) if look().private else format_amount(cell.amount, symbol=False)

    def _spoken(self, row: SheetRow, column: SheetColumn) -> str:
        words = self._words(row, column)
        if column.key in (MARK, NAME):
            done = "" if waits(row) else self._("done")
            return ", ".join(part for part in (called(self._, row.member, shared=self.shared), done) if part)
        if not column.is_money:
            return words
        if cell_of(row, column.key).state == "asked":
            return self._("{column}: {amount} by the rules, not written yet", column=column.title, amount=words)
        if cell_of(row, column.key).state == "suggested":
            amount = words.rstrip("?")
            return self._("{column}: {amount}? D writes it, Enter leaves it out", column=column.title, amount=amount)
        return f"{column.title}: {words}"
