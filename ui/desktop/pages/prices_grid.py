"""The price list as a grid: each price is written where it stands; Enter goes down, Tab goes on."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade.goods import Good
from kpmbooks.trade.price_list import Priced
from kpmbooks.trade.prices import rounded
from kpmbooks.trade.quantities import format_quantity, read_quantity
from ui.desktop.theme import look, wear
from ui.desktop.theme.tokens import ROW, TABLE_HEAD
from ui.desktop.widgets.labels import COVERED

Index = QModelIndex | QPersistentModelIndex
NAME, UNIT, PRICE, COST, HOURS, TRANSPORT = range(6)
_FACTS: Final = {UNIT: "unit", PRICE: "price", HOURS: "hours", TRANSPORT: "transport"}
_ZERO = Problem("price-zero", N_("A price must be above zero. Write what one costs."), {}, "price")
_NEGATIVE = Problem("field-negative", N_("This cannot be less than zero. Write it without a minus."))


class PriceModel(QAbstractTableModel):
    """The lines of the list. ``written`` carries a good and the facts that were typed, ``refused`` what cannot be."""

    written = Signal(object, object)
    refused = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._lines: tuple[Priced, ...] = ()
        self._writes = False
        self._heads = (
            _("Goods or service"), _("Unit"), _("Price"), _("Its cost"), _("Hours"), _("Transport"),
        )  # fmt: skip

    def show_lines(self, lines: Sequence[Priced], *, writes: bool) -> None:
        """Show these lines; of the same goods only what is new is painted, and the keyboard stays where it is."""
        same = writes == self._writes and [one.good.id for one in lines] == [one.good.id for one in self._lines]
        if same and lines:
            self._lines = tuple(lines)
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, TRANSPORT))
            return
        self.beginResetModel()
        self._lines, self._writes = tuple(lines), writes
        self.endResetModel()

    def good(self, row: int) -> Good:
        """The good of a row."""
        return self._lines[row].good

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        service = self._lines[index.row()].good.sort == "jasa"
        writable = index.column() in (UNIT, PRICE) or (service and index.column() in (HOURS, TRANSPORT))
        return usual | Qt.ItemFlag.ItemIsEditable if writable and self._writes else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            # What is asked hangs in the stall; what it cost is nobody's business.
            if index.column() == COST and look().private:
                return COVERED
            return self._text(self._lines[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            line = self._lines[index.row()]
            return f"{line.good.name}, {self._heads[index.column()]} {self._text(line, index.column())}"
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == COST:
            return look().colour("muted")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        good, column, text = self._lines[index.row()].good, index.column(), str(value).strip()
        if text == self._text(self._lines[index.row()], column):
            return False
        read = _read(column, text)
        if isinstance(read, Problem):
            self.refused.emit(read)
            return False
        self.written.emit(good, {_FACTS[column]: read})
        return True

    def _text(self, line: Priced, column: int) -> str:
        good = line.good
        match column:
            case 0:
                return good.name
            case 1:
                return good.unit
            case 2:
                return "" if good.price is None else format_amount(good.price, symbol=False)
            case 3:
                return "" if line.cost is None else format_amount(rounded(line.cost), symbol=False)
            case 4:
                return format_quantity(good.hours) if good.hours else ""
            case _:
                return format_amount(good.transport, symbol=False) if good.transport else ""


def _aligned(column: int) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column in (NAME, UNIT) else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _read(column: int, text: str) -> str | Problem | None:
    """What was typed as the book keeps it; None takes it back."""
    if column == UNIT:
        return text or None
    if not text:
        return None
    if column == HOURS:
        hours = read_quantity(text)
        return hours if isinstance(hours, Problem) else str(hours) if hours else None
    amount = read_amount(text)
    if isinstance(amount, Problem):
        return amount
    if amount < 0:
        return _NEGATIVE
    if column == PRICE and amount == 0:
        return _ZERO
    return str(int(Rupiah(int(amount)))) if amount else None


class PriceGrid(QTableView):
    """The grid itself. A figure or a letter begins writing; Enter keeps it and goes down."""

    opened = Signal(object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("prices_grid")
        self.setAccessibleName(_("The price list"))
        self.prices = PriceModel(_)
        self.setModel(self.prices)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setTabKeyNavigation(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        wear(self, role="grid")  # its heads stand over what is written in the cells
        self.prices.modelReset.connect(self._measure)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where it is tight the cost gives way."""
        self.setColumnHidden(COST, narrow)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here.isValid():
            if self.state() == QAbstractItemView.State.EditingState:
                super().keyPressEvent(event)
            elif here.column() == NAME:
                self.opened.emit(self.prices.good(here.row()))
            elif here.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(here)
            return
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        here = self.currentIndex()
        super().closeEditor(editor, hint)
        below = self.prices.index(here.row() + 1, here.column())
        if below.isValid() and here == self.currentIndex():
            self.setCurrentIndex(below)

    def go_to(self, row: int, column: int = PRICE) -> None:
        """Put the keyboard at a cell."""
        if 0 <= row < self.prices.rowCount():
            self.setCurrentIndex(self.prices.index(row, column))

    def _measure(self) -> None:
        worn, head = look(), self.horizontalHeader()
        head.setFixedHeight(worn.px(TABLE_HEAD))
        self.verticalHeader().setDefaultSectionSize(worn.px(ROW))
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, widest in ((UNIT, 110), (PRICE, 120), (COST, 110), (HOURS, 80), (TRANSPORT, 110)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, worn.px(widest))
        services = any(self.prices.good(row).sort == "jasa" for row in range(self.prices.rowCount()))
        for column in (HOURS, TRANSPORT):
            self.setColumnHidden(column, not services)
