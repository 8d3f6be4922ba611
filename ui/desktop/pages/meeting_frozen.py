"""The first columns of a meeting's sheet held in place while the others are scrolled: nobody writes in a wrong row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QTableView

from ui.desktop.pages.meeting_paint import SheetDelegate


class FrozenColumns(QTableView):
    """Lies over ``table`` and shows its first ``held`` columns, row for row; what is chosen there is chosen here."""

    def __init__(self, table: QTableView, like: SheetDelegate, *, accessible_name: str) -> None:
        super().__init__(table)
        self._table = table
        self._like = like
        self._cells = SheetDelegate(self)  # one that belongs to two tables could not say whose line is written
        self.held = 0
        self.setObjectName(f"{table.objectName()}_names")
        self.setAccessibleName(accessible_name)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(self._cells)
        self.setProperty("role", "held")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for bar in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(1)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().rangeChanged.connect(lambda _least, _most: self.fit())
        self.hide()

    def fit(self) -> None:
        """Be there while the table is wider than its place, over its first columns and as high as it is."""
        table, head = self._table, self._table.horizontalHeader()
        wanted = bool(self.held) and table.horizontalScrollBar().maximum() > 0
        self.setVisible(wanted)
        if not wanted:
            return
        self._cells.tight, self._cells.close = self._like.tight, self._like.close
        for place in range(self.model().columnCount()):
            self.setColumnHidden(place, place >= self.held)
            if place < self.held:
                self.horizontalHeader().resizeSection(place, head.sectionSize(place))
        self.horizontalHeader().setFixedHeight(head.height())
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.setGeometry(0, 0, self.width_held(), head.height() + table.viewport().height())
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())
        self.raise_()

    def width_held(self) -> int:
        """How much of the table's width lies under this."""
        head = self._table.horizontalHeader()
        return sum(head.sectionSize(place) for place in range(self.held))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt sets the range anew with the size.
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
