"""A meeting's sheet as a table: all members down, what they pay across; every cell is told as soon as it is written.

Enter accepts a row and goes down, Tab goes across, a digit begins an amount. Knows no book: it shows rows that it is
given and tells what a person wants written.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from kpmbooks.group import SheetRow
from kpmbooks.group.money import FINE
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from ui.desktop.pages.meeting_columns import MARK, NAME, PRESENT, SheetColumn, cell_of
from ui.desktop.pages.meeting_frozen import FrozenColumns
from ui.desktop.pages.meeting_paint import PAD, PAD_TIGHT, SHEET_ROW, SHEET_ROW_TIGHT, SheetDelegate
from ui.desktop.pages.meeting_sheet_model import SheetModel
from ui.desktop.pages.meeting_words import ATTENDANCE, called
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import TABLE_HEAD
from ui.desktop.widgets.selected import go_where_selected

Index = QModelIndex | QPersistentModelIndex
LEAST: Final = "10.000"
"""An amount that fits in any column."""
HEAD_TIGHT: Final = 28
LEAST_SEEN: Final = 6
"""So many members are seen at once also on a small screen."""
_ATTENDANCE_KEYS: Final = {int(Qt.Key.Key_H): 1, int(Qt.Key.Key_I): 2, int(Qt.Key.Key_A): 0}


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
        self.cells = SheetDelegate(self, scale=self.scale)
        self.cells.entered.connect(self._entered)
        self.setItemDelegate(self.cells)
        self.frozen = FrozenColumns(self, self.cells, accessible_name=_("Members"))
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

    def set_tight(self, tight: bool) -> None:
        """Make do with little room: lower rows, a sign without its word."""
        if tight != self.cells.tight:
            self.cells.tight = tight
            self._measure()

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
        self._measure()

    def scrollTo(self, index: Index, hint: Any = QTableView.ScrollHint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        if self.frozen.isVisible() and index.column() >= self.frozen.held:
            hidden = self.frozen.width_held() - self.visualRect(index).left()
            if hidden > 0:  # it lies under the names
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

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
        head.setFixedHeight(worn.px((HEAD_TIGHT if self.cells.tight else TABLE_HEAD) * self.scale))
        head.setMinimumSectionSize(1)
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(self._row_height())
        self._stretch()

    def _row_height(self) -> int:
        """As usual; where there is little room as high as lets ``LEAST_SEEN`` rows be seen, if they can be."""
        worn = look()
        usual = worn.px(SHEET_ROW * self.scale)
        if not self.cells.tight:
            return usual
        return min(usual, max(worn.px(SHEET_ROW_TIGHT), self.viewport().height() // LEAST_SEEN))

    def _stretch(self) -> None:
        """The widest text of each column, and to the names what is left; where it does not fit the table scrolls."""
        columns = self.rows.columns
        if not columns:
            return
        widths = [self._least(column, PAD) for column in columns]
        close = sum(widths) > self.viewport().width()
        if close:
            widths = [self._least(column, PAD_TIGHT) for column in columns]
        self._come_close(close=close)
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
        self.frozen.held = sum(one.key in (MARK, NAME) for one in columns)
        self.frozen.fit()

    def _come_close(self, *, close: bool) -> None:
        """Let there be less air between the columns, and in their heads, or as much as usual."""
        if close != self.cells.close:
            self.cells.close = close
            for table in (self, self.frozen):
                wear(table, tight=close)
                wear(table.horizontalHeader())  # the style sheet speaks of it, too

    def _least(self, column: SheetColumn, air: int) -> int:
        worn = look()
        metrics = QFontMetrics(worn.font("bold"))
        tight = self.cells.tight
        pad = 2 * worn.px(air)
        if column.key == MARK:
            return worn.px((28 if tight else 38) * self.scale) + pad
        if column.key == NAME:
            names = (metrics.horizontalAdvance(called(self.rows._, row.member)) for row in self.rows.rows)
            return min(max(names, default=0), worn.px(120 if tight else 140)) + pad + 4
        title = metrics.horizontalAdvance(column.title) + pad
        if column.key == PRESENT and tight:
            return title
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
