"""The sums under a meeting's sheet, each below its column, whatever the columns do."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kpmbooks.group.sheet import NEW_LOAN
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from ui.desktop.pages.meeting_columns import MARK, NAME, PAYS, PRESENT, cell_of
from ui.desktop.pages.meeting_sheet import SheetTable
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered

HEIGHT = 46


class SheetFoot(QWidget):
    """What is written in all rows of ``table``; what is only asked for is in no sum."""

    def __init__(self, _: Translator, table: SheetTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_foot")
        self._ = _
        self._table = table
        self._texts: dict[str, str] = {}
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.update())
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())

    def refresh(self) -> None:
        """Add up anew."""
        rows, columns = self._table.rows.rows, self._table.rows.columns
        self._texts = {}
        spoken = []
        for column in columns:
            if column.key == PRESENT:
                present = sum(row.attendance == "present" for row in rows)
                self._texts[PRESENT] = self._.plural("{n} present", "{n} present", present)
                spoken.append(self._texts[PRESENT])
            elif column.is_money:
                total = self._total(column.key)
                text = format_amount(total, symbol=False) if total else "–"
                self._texts[column.key] = covered(symbol=False) if look().private and total else text
                spoken.append(f"{column.title} {self._texts[column.key]}")
        self.setAccessibleName(f"{self._('Total')}: {', '.join(spoken)}")
        self.update()

    def text(self, key: str) -> str:
        """The sum of a column as it is shown."""
        return self._texts.get(key, "")

    def sizeHint(self) -> QSize:
        worn = look()
        return QSize(worn.px(200), worn.px(HEIGHT * self._table.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.fillRect(self.rect(), worn.colour("sunken"))
        painter.fillRect(0, 0, self.width(), 1, worn.colour("edge"))
        font = worn.font("bold")
        font.setPointSizeF(font.pointSizeF() * self._table.scale)
        painter.setFont(font)
        head = self._table.horizontalHeader()
        pad = worn.px(self._table.cells.pad())
        for place, column in enumerate(self._table.rows.columns):
            cell = QRect(head.sectionViewportPosition(place), 0, head.sectionSize(place), self.height())
            text = self._("Total") if column.key == NAME else self._texts.get(column.key, "")
            side = Qt.AlignmentFlag.AlignRight if column.is_money else Qt.AlignmentFlag.AlignLeft
            tone = "out" if column.key == NEW_LOAN and text != "–" else "text"
            painter.setPen(worn.colour(tone))
            painter.drawText(cell.adjusted(pad, 0, -pad, 0), int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def _total(self, key: str) -> int:
        rows = self._table.rows.rows
        if key == PAYS:
            return sum(int(row.pays) for row in rows)
        if key in (MARK, NAME):
            return 0
        cells = (cell_of(row, key) for row in rows)
        return sum(cell.amount or 0 for cell in cells if cell.state == "written")
