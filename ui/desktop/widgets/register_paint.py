"""How a row of the register is painted: entry, day, fold; struck, badged, chosen. Heights come from the table."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.desktop.theme import Look, look
from ui.desktop.theme.tokens import ROW
from ui.desktop.widgets.labels import COVERED
from ui.desktop.widgets.register import RegisterBadge, RegisterColumn, RegisterRole, RegisterRow

Index = QModelIndex | QPersistentModelIndex

PAD = 9
"""Pixels between the edge of a cell and its text; the table's own first and last column have twice that."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RegisterDelegate(QStyledItemDelegate):
    """Paints one cell at a time; a day row's title runs across the cells up to the first column of money, and the words
    of any other row over the empty cells behind them.

    ``at_edge`` says of a column whether it ends at the card's own edge.
    """

    def __init__(self, at_edge: Callable[[int], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._at_edge = at_edge

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(60), look().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.data(RegisterRole.ROW), index.data(RegisterRole.COLUMN)
        if not isinstance(row, RegisterRow) or not isinstance(column, RegisterColumn):
            return
        worn = look()
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        inside = _inside(cell, worn, at_edge=self._at_edge(index.column()))
        painter.save()
        self._paint_ground(painter, cell, row, index.row(), chosen=chosen, worn=worn)
        words = None if row.kind == "day" else self._words_area(option, index, row)
        if row.kind == "day":
            self._paint_day(painter, cell, inside, row, column, worn)
        elif words is not None:
            painter.setClipRect(cell)  # each cell paints its own part of them
            self._paint_words(painter, words, row, worn)
        else:
            self._paint_cell(painter, cell, inside, row, column, worn)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, cell: QRect, row: RegisterRow, place: int, *, chosen: bool, worn: Look
    ) -> None:
        if row.kind == "day":
            painter.fillRect(cell, worn.colour("bg"))
            painter.setPen(QPen(worn.colour("line"), 1))
            painter.drawLine(cell.topLeft(), cell.topRight())
        elif chosen:
            painter.fillRect(cell, worn.colour("accent_soft"))
            painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 2), worn.colour("focus"))
            painter.fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 2), worn.colour("focus"))
        else:
            painter.fillRect(cell, worn.colour("zebra" if place % 2 else "surface"))

    def _paint_day(
        self, painter: QPainter, cell: QRect, inside: QRect, row: RegisterRow, column: RegisterColumn, worn: Look
    ) -> None:
        if column.kind == "money":
            painter.setFont(worn.font("small"))
            painter.setPen(worn.colour("muted"))
            painter.drawText(inside, _RIGHT, _money(row.cell(column.key), worn))
            return
        # Each cell paints its own part of the title: it begins in the first column, the others clip it further on.
        painter.setClipRect(cell)
        painter.setFont(worn.font("small-bold"))
        painter.setPen(worn.colour("text"))
        painter.drawText(QRect(2 * worn.px(PAD), cell.top(), cell.right(), cell.height()), _LEFT, row.title)

    def _paint_cell(
        self, painter: QPainter, cell: QRect, inside: QRect, row: RegisterRow, column: RegisterColumn, worn: Look
    ) -> None:
        match column.kind:
            case "picture":
                if row.picture:
                    _paint_picture(painter, cell, row.picture, 24, "muted" if row.struck else "text", worn)
            case "menu":
                if row.kind == "entry":
                    _paint_dots(painter, cell, worn)
            case "money":
                strong = column.strong and not row.struck
                painter.setFont(worn.font("bold" if strong else "base", struck=row.struck))
                painter.setPen(worn.colour("muted" if row.struck else column.tone))
                painter.drawText(inside, _RIGHT, _money(row.cell(column.key), worn))
            case _:
                painter.setFont(worn.font("base"))
                painter.setPen(worn.colour("muted" if row.struck or column.kind == "number" else column.tone))
                words = painter.fontMetrics().elidedText(
                    row.cell(column.key), Qt.TextElideMode.ElideRight, inside.width()
                )
                painter.drawText(inside, _LEFT, words)

    def _words_area(self, option: QStyleOptionViewItem, index: Index, row: RegisterRow) -> QRect | None:
        """Where the words of a row stand, if a part of them is in the cell ``index``: they may use what is empty."""
        view: object = option.widget
        columns = getattr(index.model(), "columns", ())
        if not isinstance(view, QTableView):
            return None
        here = index.column()
        main = next((place for place, one in enumerate(columns) if one.kind == "main"), here + 1)
        last = main
        for place in range(main + 1, len(columns)):
            if not view.isColumnHidden(place):
                if columns[place].kind in ("menu", "picture") or row.cell(columns[place].key):
                    break
                last = place
        if not main <= here <= last:
            return None
        cell: QRect = option.rect
        left = view.columnViewportPosition(main)
        right = view.columnViewportPosition(last) + view.columnWidth(last)
        return _inside(QRect(left, cell.top(), right - left, cell.height()), look(), at_edge=self._at_edge(last))

    def _paint_words(self, painter: QPainter, inside: QRect, row: RegisterRow, worn: Look) -> None:
        """Title bold, detail muted behind it; the detail gives way to the badge, with an ellipsis at its end."""
        x, gap = float(inside.left()), worn.px(6)
        badge = row.badge
        if badge is not None:
            badge = _that_fits(row, badge, inside.width(), worn)
        badge_width = _badge_width(badge, worn) + 2 * gap if badge else 0.0
        words = (
            (row.title, "base" if row.kind == "fold" else "bold", "muted" if row.struck else "text"),
            (row.detail, "base", "muted"),
        )
        for text, role, tone in words:
            room = inside.right() - badge_width - x
            if not text or room < worn.px(24):
                continue
            font = worn.font(role, struck=row.struck)
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room))
            painter.setFont(font)
            painter.setPen(worn.colour(tone if row.kind != "fold" else "muted"))
            painter.drawText(QRectF(x, inside.top(), room, inside.height()), _LEFT, shown)
            x += metrics.horizontalAdvance(shown) + gap
        if badge is not None:
            _paint_badge(painter, QRectF(x + gap, inside.top(), badge_width, inside.height()), badge, worn)


def _that_fits(row: RegisterRow, badge: RegisterBadge, width: int, worn: Look) -> RegisterBadge:
    """The badge with as many words as there is room for: those of the row come first, its title before all."""
    gap = worn.px(6)
    title = QFontMetrics(worn.font("bold")).horizontalAdvance(row.title) + 3 * gap
    detail = QFontMetrics(worn.font("base")).horizontalAdvance(row.detail) if row.detail else 0
    ways = [replace(badge, text=words) for words in (badge.text, badge.middle, badge.short) if words]
    for taken in (title + detail, title):
        for way in ways:
            if taken + _badge_width(way, worn) <= width:
                return way
    return ways[-1]


def _inside(cell: QRect, worn: Look, *, at_edge: bool) -> QRect:
    pad = worn.px(PAD)
    return cell.adjusted(2 * pad if cell.left() <= 0 else pad, 0, -2 * pad if at_edge else -pad, 0)


def _money(text: str, worn: Look) -> str:
    return COVERED if text and worn.private else text


def _paint_picture(painter: QPainter, cell: QRect, name: str, size: int, tone: str, worn: Look) -> None:
    ratio = painter.device().devicePixelRatio()
    side = worn.px(size)
    place = QPointF(cell.center().x() - side / 2 + 0.5, cell.center().y() - side / 2 + 0.5)
    painter.drawPixmap(place.toPoint(), worn.pixmap(name, size, tone, "duotone", ratio))


def _paint_dots(painter: QPainter, cell: QRect, worn: Look) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("muted"))
    for step in (-1, 0, 1):
        centre = QPointF(cell.center()) + QPointF(0.5, 0.5 + step * worn.px(6))
        painter.drawEllipse(centre, worn.px(2) * 0.85, worn.px(2) * 0.85)


def _badge_width(badge: RegisterBadge, worn: Look) -> float:
    text = QFontMetrics(worn.font("small-bold")).horizontalAdvance(badge.text)
    return text + worn.px(10 + 18 + 6 + 10)


def _paint_badge(painter: QPainter, place: QRectF, badge: RegisterBadge, worn: Look) -> None:
    height = worn.px(23)
    frame = QRectF(place.left(), place.center().y() - height / 2, _badge_width(badge, worn), height)
    ground, ink = (f"{badge.tone}_soft", badge.tone) if badge.tone else ("sunken", "muted")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour(ground))
    painter.drawRoundedRect(frame, height / 2, height / 2)
    x = frame.left() + worn.px(10)
    ratio = painter.device().devicePixelRatio()
    top = frame.center().y() - worn.px(18) / 2
    painter.drawPixmap(QPointF(x, top).toPoint(), worn.pixmap(badge.picture, 18, ink, "bold", ratio))
    painter.setFont(worn.font("small-bold"))
    painter.setPen(worn.colour(ink))
    painter.drawText(frame.adjusted(worn.px(10 + 18 + 6), 0, 0, 0), _LEFT, badge.text)
