"""A meeting's sheet as a table: all members down, what they pay across; every cell is told as soon as it is written.

Enter accepts a row and goes down, Tab goes across, a digit begins an amount. Knows no book: it shows rows that it is
given and tells what a person wants written.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from kpmbooks.group import SheetRow
from kpmbooks.group.money import FINE
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import Problem
from kpmbooks.words import in_words
from ui.desktop.pages.meeting_columns import MARK, NAME, PRESENT, CellSeen, SheetColumn, cell_of, waits
from ui.desktop.pages.meeting_paint import PAD, SHEET_ROW, SheetDelegate, SheetRole
from ui.desktop.pages.meeting_words import ATTENDANCE, MARKS, OFFICES, called
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import TABLE_HEAD
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.selected import go_where_selected

Index = QModelIndex | QPersistentModelIndex
_NOBODY: Final = QModelIndex()
LEAST: Final = "10.000"
"""An amount that fits in any column."""
_ATTENDANCE_KEYS: Final = {int(Qt.Key.Key_H): 1, int(Qt.Key.Key_I): 2, int(Qt.Key.Key_A): 0}


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


class SheetTable(QTableView):
    """The table. ``accepted`` tells a row that is right as it stands, ``attended`` a row and who came (1, 2 excused, 0,
    None), ``saves_nothing`` a row, ``fined`` one whose fine is taken or let go, ``typed`` row, column and Rupiah |
    Problem | None; ``moved``: another row is chosen; ``ended``: the last row was accepted, and nobody waits any more;
    ``undo_asked``: Ctrl+Z, which means the sheet here.
    """

    accepted = Signal(int)
    attended = Signal(int, object)
    saves_nothing = Signal(int)
    fined = Signal(int)
    typed = Signal(int, str, object)
    moved = Signal()
    ended = Signal()
    undo_asked = Signal()

    def __init__(
        self,
        _: Translator,
        *,
        object_name: str,
        accessible_name: str,
        shared: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setProperty("role", "in-card")
        self.scale = 1.5 if shared else 1.0
        self.rows = SheetModel(_, self, shared=shared)
        self.rows.typed.connect(self.typed)
        self.setModel(self.rows)
        go_where_selected(self)
        delegate = SheetDelegate(self, scale=self.scale)
        delegate.entered.connect(self._entered)
        self.setItemDelegate(delegate)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.AnyKeyPressed | QTableView.EditTrigger.EditKeyPressed)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        wear(self, scrolls=False)

    def show_sheet(self, columns: Sequence[SheetColumn], rows: Sequence[SheetRow], *, writable: bool = True) -> None:
        """Show these rows; where somebody is in the sheet stays, and a new sheet begins at the first row that waits."""
        if self.rows.show_rows(columns, rows, writable=writable):
            self._measure()
            self.go_to_first()
        else:
            self._stretch()  # an amount may be wider than its column was
        self.viewport().update()

    def go_to_first(self) -> None:
        """To the first row that nobody has looked at."""
        place = next((nth for nth, row in enumerate(self.rows.rows) if not row.is_done), 0)
        self.go(place, self.first_column())

    def go(self, row: int, column: int) -> None:
        """To a cell; one that there is not changes nothing."""
        if 0 <= row < len(self.rows.rows) and 0 <= column < len(self.rows.columns):
            self.setCurrentIndex(self.rows.index(row, column))

    def first_column(self) -> int:
        """The first column in which something can be written."""
        return next((nth for nth, one in enumerate(self.rows.columns) if one.written), 0)

    def column(self, key: str) -> int:
        """The place of a column. Raises ValueError for one that these rules do not want."""
        return [one.key for one in self.rows.columns].index(key)

    def current_row(self) -> SheetRow | None:
        """The row that somebody is in."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() and index.row() < len(self.rows.rows) else None

    def event(self, event: QEvent) -> bool:
        # Undoing a record of another day by a key that was meant for a cell would be a bad surprise.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _undoes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _undoes(event):
            self.undo_asked.emit()
            return
        index, key = self.currentIndex(), event.key()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or not index.isValid() or not self.rows.writable:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept(index.row())
        elif key in _ATTENDANCE_KEYS:
            self.attended.emit(index.row(), _ATTENDANCE_KEYS[key])
        elif key == Qt.Key.Key_T:
            self.saves_nothing.emit(index.row())
        elif key == Qt.Key.Key_D:
            if any(one.key == FINE for one in self.rows.columns):
                self.fined.emit(index.row())
        elif key == Qt.Key.Key_Space:
            self._turn(index.row())
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._empty(index)
        elif event.text().isdigit() or key == Qt.Key.Key_F2 or key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            super().keyPressEvent(event)
        elif not event.text() or not event.text().isprintable():
            super().keyPressEvent(event)  # the arrows and what is like them; letters begin nothing

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._across(1 if forward else -1) or super().focusNextPrevChild(forward)

    def mouseDoubleClickEvent(self, event: Any) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.columns[index.column()].key == PRESENT and self.rows.writable:
            self._turn(index.row())
        elif index.isValid() and self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def mouseReleaseEvent(self, event: Any) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        unsaid = index.isValid() and self.rows.rows[index.row()].attendance is None
        if unsaid and self.rows.columns[index.column()].key == PRESENT and self.rows.writable:
            self.attended.emit(index.row(), 1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._measure()
        super().changeEvent(event)

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        super().closeEditor(editor, hint)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept_current(self) -> None:
        """Accept the row that somebody is in, and go down."""
        if self.currentIndex().isValid() and self.rows.writable:
            self._accept(self.currentIndex().row())

    def _accept(self, row: int) -> None:
        self.accepted.emit(row)
        if row + 1 < len(self.rows.rows):
            self.go(row + 1, self.first_column())
        elif all(one.is_done for one in self.rows.rows):
            self.ended.emit()

    def _entered(self, forward: int) -> None:
        """What was typed was taken: Enter accepts the row with it, Tab goes on across."""
        if forward:
            self._across(forward)
        else:
            self._accept(self.currentIndex().row())

    def _across(self, step: int) -> bool:
        """To the next cell that can be written in; whether there is one in this row."""
        index = self.currentIndex()
        place = index.column() + step
        while index.isValid() and 0 <= place < len(self.rows.columns):
            if self.rows.columns[place].written:
                self.go(index.row(), place)
                return True
            place += step
        return False

    def _turn(self, row: int) -> None:
        order = (1, 2, 0, None)
        said = {"present": 1, "excused": 2, "absent": 0}.get(self.rows.rows[row].attendance or "")
        self.attended.emit(row, order[(order.index(said) + 1) % len(order)])

    def _empty(self, index: Index) -> None:
        column = self.rows.columns[index.column()]
        if column.key == PRESENT:
            self.attended.emit(index.row(), None)
        elif column.written:
            # What was only suggested is let go by a zero: an empty cell would be suggested again.
            suggested = cell_of(self.rows.rows[index.row()], column.key).state == "suggested"
            self.typed.emit(index.row(), column.key, Rupiah(0) if suggested else None)

    # Widths

    def _measure(self) -> None:
        worn, head, side = look(), self.horizontalHeader(), self.verticalHeader()
        head.setFixedHeight(worn.px(TABLE_HEAD * self.scale))
        head.setMinimumSectionSize(1)
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(worn.px(SHEET_ROW * self.scale))
        self._stretch()

    def _stretch(self) -> None:
        """The widest text of each column, and to the names what is left; where it does not fit the table scrolls."""
        columns = self.rows.columns
        if not columns:
            return
        widths = [self._least(column) for column in columns]
        rest = self.viewport().width() - sum(widths)
        if rest > 0:
            at = next((nth for nth, one in enumerate(columns) if one.key == NAME), None)
            if at is not None:
                widths[at] += rest
            else:
                more = rest // max(len(widths) - 1, 1)  # the pictures keep their place
                widths = [width + (more if place else 0) for place, width in enumerate(widths)]
        for place, width in enumerate(widths):
            self.horizontalHeader().resizeSection(place, width)

    def _least(self, column: SheetColumn) -> int:
        worn = look()
        metrics = QFontMetrics(worn.font("bold"))
        pad = 2 * worn.px(PAD)
        if column.key == MARK:
            return worn.px(38 * self.scale) + pad
        if column.key == NAME:
            names = (metrics.horizontalAdvance(called(self.rows._, row.member)) for row in self.rows.rows)
            return min(max(names, default=0), worn.px(140)) + pad + 4
        title = metrics.horizontalAdvance(column.title) + pad
        if column.key == PRESENT:
            words = (*(self.rows._(ATTENDANCE[one][0]) for one in ("present", "excused")), self.rows._("Present?"))
            widest = max(metrics.horizontalAdvance(word) for word in words)
            return max(title, round((widest + worn.px(30)) * self.scale) + pad)
        place = self.rows.columns.index(column)
        texts = (str(self.rows.index(row, place).data()) for row in range(len(self.rows.rows)))
        widest = max(map(metrics.horizontalAdvance, (LEAST, *texts)))
        return max(title, round(widest * self.scale) + pad)


def _undoes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo)
