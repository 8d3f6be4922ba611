"""The register as a widget: a card with the table, its totals in a fixed foot, and the empty state in their place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import DAY_ROW, LEAST_TARGET, ROW, TABLE_HEAD
from ui.desktop.widgets.button import Picture
from ui.desktop.widgets.labels import MoneyLabel, text_label
from ui.desktop.widgets.register import RegisterColumn, RegisterModel, RegisterRow, RegisterSource
from ui.desktop.widgets.register_paint import PAD, RegisterDelegate
from ui.desktop.widgets.selected import go_where_selected

Index = QModelIndex | QPersistentModelIndex

DAY_ROWS_UP_TO: Final = 2_000
"""Rows up to which day rows get their own, lower height: beyond that finding them would mean reading everything."""


class RegisterTable(QTableView):
    """The table. A click or Enter on an entry tells ``opened``; its last cell, a right click or Menu ``menu_asked``.

    Both carry the row's key; ``menu_asked`` also the place on the screen. ``moved``: another row is chosen.
    """

    opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    moved = Signal()

    def __init__(
        self,
        columns: Sequence[RegisterColumn],
        *,
        object_name: str,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setProperty("role", "in-card")
        self.setProperty("register", True)  # its heads stand off from the edge as its amounts do
        self.rows = RegisterModel(columns, self)
        self.setModel(self.rows)
        go_where_selected(self)
        self.setItemDelegate(RegisterDelegate(self.is_at_edge, self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self._wished: int | None = None
        self._low: list[int] = []
        self._corner = QFrame()
        wear(self._corner, role="corner")
        self.addScrollBarWidget(self._corner, Qt.AlignmentFlag.AlignTop)
        self.verticalScrollBar().rangeChanged.connect(self._round_corner)
        self._round_corner()
        self._measure()

    def set_source(self, source: RegisterSource, *, at_end: bool = True) -> None:
        """Show the rows of ``source``, from the last one or from the first."""
        self.rows.set_source(source)
        self._measure_rows()
        self._wish(self.rows.rowCount() - 1 if at_end else 0)

    def renew(self, source: RegisterSource) -> None:
        """Show ``source`` in the place of what it is a newer state of: place and choice stay, and so does the end."""
        bar, chosen = self.verticalScrollBar(), self.currentIndex().row()
        place, at_end = bar.value(), bar.value() == bar.maximum()
        self.rows.set_source(source)
        self._measure_rows()
        last = self.rows.rowCount() - 1
        if at_end:
            self.choose(last)
            return
        self._wished = None
        if chosen >= 0:
            self.selectRow(min(chosen, last))
        bar.setValue(place)

    def current_row(self) -> RegisterRow | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() and index.row() < self.rows.rowCount() else None

    def choose(self, place: int) -> None:
        """Choose the row at ``place`` and bring it into view."""
        self.selectRow(place)
        self._wish(place)

    def _wish(self, place: int) -> None:
        """Bring ``place`` into view, now and again when the height becomes known; forgotten when a person moves."""
        self._wished = place
        if 0 <= place < self.rows.rowCount():
            self.scrollTo(self.rows.index(place, self._first_shown()))

    def _first_shown(self) -> int:
        """The first column that is not hidden: Qt does not scroll to what it does not show."""
        return next((place for place in range(len(self.rows.columns)) if not self.isColumnHidden(place)), 0)

    def last_shown(self) -> int:
        """The last column that is not hidden."""
        places = range(len(self.rows.columns))
        return next((place for place in reversed(places) if not self.isColumnHidden(place)), 0)

    def setColumnHidden(self, column: int, hide: bool) -> None:
        super().setColumnHidden(column, hide)
        self._measure()  # another column may stand at the edge now

    def set_widest(self, widest: Mapping[str, str]) -> None:
        """Say anew, by the columns' keys, which texts must fit: the rest of the room is the words'."""
        self.rows.columns = tuple(
            replace(one, widest=widest[one.key]) if one.key in widest else one for one in self.rows.columns
        )
        self._measure_columns()

    def is_at_edge(self, column: int) -> bool:
        """Whether a column ends at the card's own edge: the last one, where no scroll bar stands beside it."""
        return column == self.last_shown() and self.verticalScrollBar().maximum() == 0

    def _round_corner(self) -> None:
        """The upper right corner of the card is the head's, or the scroll bar's where there is one."""
        wear(self, scrolls=self.verticalScrollBar().maximum() > 0)
        wear(self.horizontalHeader())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wished is not None:
            self._wish(self._wished)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wished = None
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._wished = None
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wished = None
        row = self.current_row()
        if row is not None and row.kind == "entry" and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.key)
        elif row is not None and row.kind == "entry" and _asks_for_menu(event):
            place = self.visualRect(self.rows.index(self.currentIndex().row(), self.rows.columnCount() - 1))
            self.menu_asked.emit(row.key, self.viewport().mapToGlobal(place.bottomLeft()))
        elif event.key() == Qt.Key.Key_Home:
            self._choose_from(range(self.rows.rowCount()))
        elif event.key() == Qt.Key.Key_End:
            self._choose_from(range(self.rows.rowCount() - 1, -1, -1))
        else:
            super().keyPressEvent(event)

    def _choose_from(self, places: range) -> None:
        """Choose the first of ``places`` that is not a day: at an end that is at most the second one."""
        place = next((each for each in places if self.rows.row(each).kind != "day"), None)
        if place is not None:
            self.choose(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() != QContextMenuEvent.Reason.Mouse or not index.isValid():
            return  # that of the keyboard comes with its key
        row = self.rows.row(index.row())
        if row.kind == "entry":
            self.selectRow(index.row())
            self.menu_asked.emit(row.key, event.globalPos())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid() or index != self.currentIndex():
            return
        row = self.rows.row(index.row())
        if row.kind == "day":
            return
        if self.rows.columns[index.column()].kind == "menu" and row.kind == "entry":
            self.menu_asked.emit(row.key, event.globalPosition().toPoint())
        else:
            self.opened.emit(row.key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._measure()
        super().changeEvent(event)

    def _measure(self) -> None:
        self._measure_columns()
        self._measure_rows()

    def _measure_columns(self) -> None:
        """Widths from the widest text of each column, never from the rows: there may be a million."""
        worn, head = look(), self.horizontalHeader()
        head.setFixedHeight(worn.px(TABLE_HEAD))
        self._corner.setFixedHeight(worn.px(TABLE_HEAD))
        head.setMinimumSectionSize(1)
        metrics = QFontMetrics(worn.font("bold"))
        pad = 2 * worn.px(PAD) + 4
        for place, column in enumerate(self.rows.columns):
            if column.kind == "main":
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
                continue
            head.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            match column.kind:
                case "menu":
                    width = worn.px(LEAST_TARGET)
                case "picture":
                    width = worn.px(24) + pad
                case _:
                    texts = (column.title, column.widest)
                    width = max(metrics.horizontalAdvance(text) for text in texts) + pad
            at_edge = (place == 0) + (place == self.last_shown())
            head.resizeSection(place, width + at_edge * worn.px(PAD))

    def _measure_rows(self) -> None:
        worn, side = look(), self.verticalHeader()
        side.setMinimumSectionSize(1)
        side.setDefaultSectionSize(worn.px(ROW))
        for place in self._low:  # Qt keeps the heights of single rows, whatever stands in them now
            side.resizeSection(place, worn.px(ROW))
        few = self.rows.rowCount() if self.rows.rowCount() <= DAY_ROWS_UP_TO else 0
        self._low = [place for place in range(few) if self.rows.row(place).kind == "day"]
        for place in self._low:
            side.resizeSection(place, worn.px(DAY_ROW))


def _asks_for_menu(event: QKeyEvent) -> bool:
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shift)


class RegisterFoot(QFrame):
    """The totals under the table, always visible: what they are of at the left, the figures at the right."""

    def __init__(self, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._row = QHBoxLayout(self)
        self.caption = text_label("", "base")
        self._row.addWidget(self.caption)
        self._row.addStretch(1)
        self._amounts: dict[str, MoneyLabel] = {}
        self._figures: list[QGridLayout] = []
        worn = look()
        self._row.setContentsMargins(worn.px(18), worn.px(10), worn.px(18), worn.px(10))
        self._row.setSpacing(worn.px(24))

    def add_figure(self, key: str, word: str, *, picture: str, tone: str = "text", large: bool = False) -> None:
        """Add a total called ``word``; its amount comes with ``show_figures``."""
        amount = MoneyLabel(role="number-m" if large else "bold", tone=tone)
        amount.setObjectName(f"{self.objectName()}-{key}")
        amount.setAccessibleName(word)
        figure = QGridLayout()
        figure.setHorizontalSpacing(look().px(8))
        figure.setVerticalSpacing(0)
        figure.addWidget(Picture(picture, 22, tone, "duotone" if tone == "text" else "fill"), 0, 0)
        figure.addWidget(text_label(word, "base"), 0, 1)
        figure.addWidget(amount, 0, 2)
        self._row.addLayout(figure)
        self._amounts[key] = amount
        self._figures.append(figure)

    def set_tight(self, tight: bool) -> None:
        """Give up the caption and put each word above its amount, where the window is narrow."""
        self.caption.setVisible(not tight)
        right = Qt.AlignmentFlag.AlignRight  # as the amounts in the columns above
        for figure, amount in zip(self._figures, self._amounts.values(), strict=True):
            if tight:
                figure.addWidget(amount, 1, 0, 1, 2, right)
            else:
                figure.addWidget(amount, 0, 2)
            figure.setColumnStretch(0, int(tight))
        worn = look()
        self._row.setContentsMargins(*((worn.px(12), worn.px(4)) * 2 if tight else (worn.px(18), worn.px(10)) * 2))

    def show_figures(self, caption: str, amounts: dict[str, int]) -> None:
        """Show the totals by key, in rupiah. Raises KeyError for a figure that was not added."""
        self.caption.setText(caption)
        for key, amount in amounts.items():
            self._amounts[key].set_amount(amount)


class Register(QFrame):
    """Card, table, foot and empty state in one: with no rows only ``empty`` is seen, never a head over nothing."""

    def __init__(
        self,
        columns: Sequence[RegisterColumn],
        *,
        empty: QWidget,
        object_name: str,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        wear(self, role="card")
        self.setObjectName(object_name)
        self.table = RegisterTable(columns, object_name=f"{object_name}-table", accessible_name=accessible_name)
        self.foot = RegisterFoot(object_name=f"{object_name}-foot")
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        line = QFrame()
        wear(line, role="line", strong=True)
        column.addWidget(line)
        column.addWidget(self.foot)
        self._either = QStackedLayout(self)
        self._either.setContentsMargins(1, 1, 1, 1)
        self._either.addWidget(filled)
        self._either.addWidget(empty)

    def set_source(self, source: RegisterSource, *, at_end: bool = True) -> None:
        """Show the rows of ``source``, or the empty state when it has none."""
        self.table.set_source(source, at_end=at_end)
        self._either.setCurrentIndex(0 if source.count() else 1)

    def renew(self, source: RegisterSource) -> None:
        """Show ``source``, a newer state of what is shown; the lines stay where they are."""
        self.table.renew(source)
        self._either.setCurrentIndex(0 if source.count() else 1)

    def is_empty(self) -> bool:
        """Whether the empty state is shown."""
        return self._either.currentIndex() == 1

    def index_of(self, place: int) -> QModelIndex:
        """The model index of the first cell of a row."""
        return self.table.rows.index(place, 0)
