"""How a cell of a meeting's sheet is painted and typed into: what is only suggested is slanted and muted."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kpmbooks.group import SheetRow
from kpmbooks.group.sheet import NEW_LOAN
from kpmbooks.money import read_amount
from kpmbooks.problems import Problem
from ui.desktop.pages.meeting_columns import MARK, NAME, PAYS, PRESENT, CellSeen, SheetColumn
from ui.desktop.pages.meeting_words import ATTENDANCE
from ui.desktop.theme import Look, look, wear
from ui.desktop.theme.tokens import RADIUS_INNER
from ui.desktop.widgets.typed import TypedLine

Index = QModelIndex | QPersistentModelIndex

PAD: Final = 8
PAD_TIGHT: Final = 4
SHEET_ROW: Final = 48
SHEET_ROW_TIGHT: Final = 29
TWO_LINES: Final = 40
"""From this height on a row has room for an office below the name."""
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SheetRole(IntEnum):
    """What the delegate asks of a cell."""

    ROW = Qt.ItemDataRole.UserRole.value + 1
    COLUMN = Qt.ItemDataRole.UserRole.value + 2
    CELL = Qt.ItemDataRole.UserRole.value + 3
    SECOND = Qt.ItemDataRole.UserRole.value + 4


class SheetDelegate(QStyledItemDelegate):
    """``entered`` tells that a typed amount was taken by Enter (0), Tab (1) or Shift Tab (-1). What is no amount stays
    in its line, marked."""

    entered = Signal(int)

    def __init__(self, parent: QWidget, *, scale: float = 1.0) -> None:
        super().__init__(parent)
        self._scale = scale
        self.tight = False  # where there is little room: no word beside a sign
        self.close = False  # where the columns would not fit: less air between them

    def pad(self) -> int:
        """What is left free at either side of a cell."""
        return PAD_TIGHT if self.close else PAD

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.data(SheetRole.ROW), index.data(SheetRole.COLUMN)
        if not isinstance(row, SheetRow) or not isinstance(column, SheetColumn):
            return
        worn = look()
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._ground(painter, cell, index.row(), worn, chosen=chosen)
        inside = cell.adjusted(worn.px(self.pad()), 0, -worn.px(self.pad()), 0)
        if column.key == MARK:
            self._mark(painter, cell, row, worn, "surface" if chosen else "accent_soft")
        elif column.key == NAME:
            self._name(painter, inside, index, worn)
        elif column.key == PRESENT:
            self._present(painter, inside, row, index, worn)
        else:
            self._amount(painter, inside, column, index, worn)
        if state & QStyle.StateFlag.State_HasFocus:
            self._ring(painter, cell, worn)
        painter.restore()

    def _ground(self, painter: QPainter, cell: QRect, place: int, worn: Look, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(cell, worn.colour("accent_soft"))
            for top in (cell.top(), cell.bottom() - 1):
                painter.fillRect(QRect(cell.left(), top, cell.width(), 2), worn.colour("accent"))
        else:
            painter.fillRect(cell, worn.colour("zebra" if place % 2 else "surface"))

    def _ring(self, painter: QPainter, cell: QRect, worn: Look) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.colour("focus"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(cell).adjusted(3, 4, -3, -4), RADIUS_INNER, RADIUS_INNER)

    def _mark(self, painter: QPainter, cell: QRect, row: SheetRow, worn: Look, ground: str) -> None:
        of_box, of_side = (28, 22) if self.tight else (38, 28)
        box, side = worn.px(of_box * self._scale), worn.px(of_side * self._scale)
        frame = QRectF(cell.right() - box - worn.px(4), cell.center().y() - box / 2 + 0.5, box, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(ground))
        painter.drawRoundedRect(frame, RADIUS_INNER, RADIUS_INNER)
        ratio = painter.device().devicePixelRatio()
        at = frame.center()
        picture = worn.pixmap(row.member.mark, of_side * self._scale, "accent", "fill", ratio)
        painter.drawPixmap(round(at.x() - side / 2), round(at.y() - side / 2), picture)

    def _name(self, painter: QPainter, inside: QRect, index: Index, worn: Look) -> None:
        second = str(index.data(SheetRole.SECOND) or "") if inside.height() >= worn.px(TWO_LINES) else ""
        bold = worn.font("bold")
        metrics = QFontMetrics(bold)
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.setPen(worn.colour("text"))
        painter.setFont(bold)
        if not second:
            painter.drawText(inside, _LEFT, name)
            return
        middle = inside.center().y() + 1
        top = QRect(inside.left(), middle - metrics.height(), inside.width(), metrics.height())
        painter.drawText(top, _LEFT, name)
        painter.setFont(worn.font("small"))
        painter.setPen(worn.colour("muted"))
        below = QRect(inside.left(), middle, inside.width(), QFontMetrics(worn.font("small")).height())
        painter.drawText(below, _LEFT, second)

    def _present(self, painter: QPainter, inside: QRect, row: SheetRow, index: Index, worn: Look) -> None:
        known = ATTENDANCE.get(row.attendance or "")
        picture, tone = (known[1], known[2]) if known else ("circle", "text")
        side = worn.px(22 * self._scale)
        ratio = painter.device().devicePixelRatio()
        drawn = worn.pixmap(picture, 22 * self._scale, tone, "fill" if known else "bold", ratio)
        left = round(inside.center().x() - side / 2) if self.tight else inside.left()
        painter.drawPixmap(left, round(inside.center().y() - side / 2 + 0.5), drawn)
        if self.tight:
            return
        painter.setFont(self._font("base" if known else "bold", worn))
        painter.setPen(worn.colour(tone))
        words = QFontMetrics(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, inside.width() - side - worn.px(6)
        )
        painter.drawText(inside.adjusted(side + worn.px(6), 0, worn.px(PAD), 0), _LEFT, words)

    def _amount(self, painter: QPainter, inside: QRect, column: SheetColumn, index: Index, worn: Look) -> None:
        cell = index.data(SheetRole.CELL)
        asked = isinstance(cell, CellSeen) and cell.state in ("asked", "suggested")
        font = self._font("bold" if column.key == PAYS else "base", worn)
        font.setItalic(asked)
        tone = "muted" if asked else "out" if column.key == NEW_LOAN and cell.amount else "text"
        painter.setFont(font)
        painter.setPen(worn.colour(tone))
        painter.drawText(inside, _RIGHT, str(index.data()))

    def _font(self, role: str, worn: Look) -> QFont:
        font = worn.font(role)
        font.setPointSizeF(font.pointSizeF() * self._scale)
        return font

    # Typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = TypedLine(parent=parent)
        column = index.data(SheetRole.COLUMN)
        line.setObjectName("meeting_cell")
        name = index.model().index(index.row(), 0).data(Qt.ItemDataRole.AccessibleTextRole)
        line.setAccessibleName(f"{name}, {column.title}" if isinstance(column, SheetColumn) else str(name))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setFont(self._font("base", look()))
        wear(line, role="cell")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.property("left") is not True:
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: QRect = option.rect
        height = min(cell.height() - 4, look().px(40 * self._scale))
        editor.setGeometry(cell.left(), cell.center().y() - height // 2, cell.width(), height)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            moves = {
                int(Qt.Key.Key_Return): 0,
                int(Qt.Key.Key_Enter): 0,
                int(Qt.Key.Key_Tab): 1,
                int(Qt.Key.Key_Backtab): -1,
            }
            if event.key() in moves:
                return self._take(editor, moves[event.key()])
            if event.key() == Qt.Key.Key_Escape:
                editor.setProperty("left", True)
        return super().eventFilter(editor, event)

    def _take(self, editor: QLineEdit, move: int) -> bool:
        text = editor.text().strip()
        if text and isinstance(read_amount(text), Problem):
            wear(editor, state="error")
            self.commitData.emit(editor)  # tells why, the line stays
            return True
        self.commitData.emit(editor)
        editor.setProperty("left", True)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.entered.emit(move)
        return True
