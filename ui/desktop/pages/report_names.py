"""The names of the reports, all in sight, each with its picture: the twin of a drop-down list where there is room."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.desktop.theme import look
from ui.desktop.theme.tokens import ENTRY, RADIUS_CONTROL
from ui.desktop.widgets import Choice
from ui.desktop.widgets.selected import go_where_selected

Index = QModelIndex | QPersistentModelIndex

_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class ReportNames(QListView):
    """Shows the entries of ``choice`` and chooses in it; the arrow keys go from one to the next.

    ``pictures``: the icon of each entry by its key.
    """

    def __init__(self, choice: Choice, pictures: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setObjectName(f"{choice.objectName()}s")
        self.setAccessibleName(choice.accessibleName())
        self.setModel(choice.model())
        go_where_selected(self)
        self.setItemDelegate(_Entry(choice, pictures, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_current(self) -> None:
        """Mark the entry that is chosen."""
        here = self.model().index(self._choice.currentIndex(), 0)
        if self.currentIndex() != here:
            self.setCurrentIndex(here)

    def sizeHint(self) -> QSize:
        return QSize(look().px(206), look().px(ENTRY) * self._choice.count())

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(206), look().px(ENTRY) * 2)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._choice.setCurrentIndex(current.row())


class _Entry(QStyledItemDelegate):
    """Paints an entry as those of the sidebar, its words over two lines where one is too short."""

    def __init__(self, choice: Choice, pictures: Mapping[str, str], view: QListView) -> None:
        super().__init__(view)
        self._choice, self._pictures, self._view = choice, pictures, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        worn = look()
        width = self._view.viewport().width()
        room = QRect(0, 0, max(1, width - worn.px(_LEFT + _RIGHT)), worn.px(200))
        words = QFontMetrics(worn.font("bold")).boundingRect(room, _WORDS, str(index.data()))
        return QSize(width, max(worn.px(ENTRY), words.height() + worn.px(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn = look()
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        ink = "accent" if chosen else "text"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or pointed:
            painter.setBrush(worn.colour("accent_soft" if chosen else "zebra"))
            focused = chosen and self._view.hasFocus()
            painter.setPen(QPen(worn.colour("focus"), 2) if focused else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        side = worn.px(26)
        name = self._pictures.get(str(self._choice.itemData(index.row())), "file-text")
        ratio = painter.device().devicePixelRatio()
        picture = worn.pixmap(name, 26, ink, "duotone", ratio)
        painter.drawPixmap(cell.left() + worn.px(10), cell.center().y() - side // 2 + 1, picture)
        painter.setFont(worn.font("bold" if chosen else "base"))
        painter.setPen(worn.colour(ink))
        painter.drawText(cell.adjusted(worn.px(_LEFT), 0, -worn.px(_RIGHT), 0), _WORDS, str(index.data()))
        painter.restore()


_LEFT = 10 + 26 + 12
_RIGHT = 8
