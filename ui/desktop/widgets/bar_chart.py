"""Bars from zero, two series told apart by hatch as well as colour; the same figures as a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from ui.desktop.theme import Look, look
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.labels import COVERED

MOST_GROUPS: Final = 7
MOST_SERIES: Final = 2
_TONES: Final = ("money_in", "out")
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: its name and an amount in rupiah, not negative, for each group."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How rupiah become short figures above bars: ``step`` between two of the three grid lines, in ``unit``."""

    unit: int
    step: int

    @classmethod
    def of(cls, highest: int) -> "_Scale":
        unit = 1_000_000 if highest >= 1_000_000 else 1_000
        least = ceil(max(highest, 1) / unit / 3)
        size = 10 ** (len(str(least)) - 1)
        return cls(unit, next(n * size for n in (1, 2, 3, 4, 5, 6, 8, 10) if n * size >= least))

    @property
    def top(self) -> int:
        """The highest grid line, in rupiah."""
        return 3 * self.step * self.unit


class BarChart(QWidget):
    """A titled chart of at most two series and seven groups; the current group is bold."""

    def __init__(self, _: Translator, title: str, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setObjectName(object_name)
        self._title = title
        self.head = _Head(title)
        self.figures = Button(
            object_name=f"{object_name}-figures", accessible_name=_("See the figures"), role="key", picture="table"
        )
        self.figures.setCheckable(True)
        self.bars = _Bars()
        self.bars.setObjectName(f"{object_name}-bars")
        self.table = QTableWidget()
        self.table.setObjectName(f"{object_name}-table")
        self.table.setAccessibleName(title)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        head = QHBoxLayout()
        head.setSpacing(look().px(6))
        head.addWidget(self.head, 1)
        head.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignTop)
        self._either = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addLayout(head)
        column.addLayout(self._either, 1)
        self._either.addWidget(self.bars)  # only now: a layout without a widget would show it as a window of its own
        self._either.addWidget(self.table)
        self.figures.toggled.connect(lambda shown: self._either.setCurrentIndex(int(shown)))

    def set_data(self, groups: Sequence[str], series: Sequence[Series], current: int | None = None) -> None:
        """Show one bar of each series per group. Raises ValueError for more than can be told apart, or for a gap."""
        if len(groups) > MOST_GROUPS or len(series) > MOST_SERIES:
            raise ValueError("a chart has at most seven groups and two series")
        if any(len(each.values) != len(groups) for each in series):
            raise ValueError("each series has one value per group")
        if any(value < 0 for each in series for value in each.values):
            raise ValueError("bars start at zero and cannot hang below it")
        scale = _Scale.of(max((value for each in series for value in each.values), default=0))
        unit = self._("million rupiah") if scale.unit == 1_000_000 else self._("thousand rupiah")
        self.head.show_words(unit, tuple(each.name for each in series))
        self.bars.show_bars(tuple(groups), tuple(series), current, scale, "," if self._.language == "id" else ".")
        self._fill_table(groups, series)

    def _fill_table(self, groups: Sequence[str], series: Sequence[Series]) -> None:
        self.table.setRowCount(len(groups))
        self.table.setColumnCount(len(series))
        self.table.setHorizontalHeaderLabels([each.name for each in series])
        self.table.setVerticalHeaderLabels(list(groups))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(look().px(36))
        private = look().private
        for column, each in enumerate(series):
            for row, value in enumerate(each.values):
                item = QTableWidgetItem(COVERED if private else format_amount(value, symbol=False))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.bars.setAccessibleName(self._title)
        self.bars.setAccessibleDescription(
            ""
            if private
            else "; ".join(
                f"{group}: " + ", ".join(f"{each.name} {format_amount(each.values[place])}" for each in series)
                for place, group in enumerate(groups)
            )
        )


def _paint_bar(painter: QPainter, frame: QRectF, place: int, worn: Look) -> None:
    """Solid for the first series; soft ground, stripes and outline for the second: told apart in grey too."""
    tone = worn.colour(_TONES[place])
    if place == 0:
        painter.fillRect(frame, tone)
        return
    painter.fillRect(frame, worn.colour("chart_second"))
    painter.save()
    painter.setClipRect(frame)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(tone, 3))
    offset = 0.0
    while offset < frame.width() + frame.height():
        start = QPointF(frame.left() + offset - frame.height(), frame.bottom())
        painter.drawLine(start, start + QPointF(frame.height(), -frame.height()))
        offset += 9
    painter.restore()
    painter.setPen(QPen(tone, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(0, 0, -1, -1))


def _clear_line(painter: QPainter, above: QRectF, width: int, worn: Look) -> None:
    """Take the grid line away behind a figure: a line through digits makes another number of them."""
    ground = QRectF(above.center().x() - width / 2 - 2, above.top() + 3, width + 4, above.height() - 4)
    painter.fillRect(ground, worn.colour("surface"))


class _Head(QWidget):
    """Title, unit, and the series beside their own fill; where that is too wide the series go into a second line."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._unit = ""
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, unit: str, names: tuple[str, ...]) -> None:
        """Show these from now on."""
        self._unit, self._names = unit, names
        self._measure()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._title_width()), self.height())

    def _title_width(self) -> float:
        return QFontMetrics(look().font("lead")).horizontalAdvance(self._title)

    def _unit_width(self) -> float:
        return QFontMetrics(look().font("small")).horizontalAdvance(self._unit)

    def _legend_width(self) -> float:
        worn = look()
        metrics = QFontMetrics(worn.font("base"))
        words = sum(metrics.horizontalAdvance(name) + worn.px(18 + 5) for name in self._names)
        return words + worn.px(10) * max(0, len(self._names) - 1)

    def _one_line(self) -> bool:
        gap = look().px(6)
        return self._title_width() + self._unit_width() + self._legend_width() + 2 * gap <= self.width()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(40 if self._one_line() else 68))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        line, gap = worn.px(40), worn.px(6)
        painter.setFont(worn.font("lead"))
        painter.setPen(worn.colour("text"))
        painter.drawText(QRectF(0, 0, self._title_width() + 4, line), _LEFT, self._title)
        painter.setFont(worn.font("small"))
        painter.setPen(worn.colour("muted"))
        x = self._title_width() + gap
        if self._one_line() or x + self._unit_width() <= self.width():
            painter.drawText(QRectF(x, 0, self._unit_width() + 4, line), _LEFT, self._unit)
        else:
            x = self.width() - self._unit_width()
            painter.drawText(QRectF(x, line, self._unit_width() + 4, worn.px(24)), _LEFT, self._unit)
        if self._one_line():
            self._paint_legend(painter, self.width() - self._legend_width(), line / 2, worn)
        else:
            self._paint_legend(painter, 0, line + worn.px(12), worn)
        painter.end()

    def _paint_legend(self, painter: QPainter, x: float, middle: float, worn: Look) -> None:
        font = worn.font("base")
        side, height = worn.px(18), worn.px(24)
        for place, name in enumerate(self._names):
            _paint_bar(painter, QRectF(round(x), round(middle - side / 2), side, side), place, worn)
            width = QFontMetrics(font).horizontalAdvance(name)
            painter.setFont(font)
            painter.setPen(worn.colour("text"))
            x += side + worn.px(5)
            painter.drawText(QRectF(x, middle - height / 2, width + 4, height), _LEFT, name)
            x += width + worn.px(10)


class _Bars(QWidget):
    """The drawing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[str, ...] = ()
        self._series: tuple[Series, ...] = ()
        self._current: int | None = None
        self._scale = _Scale.of(0)
        self._comma = ","
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(
        self, groups: tuple[str, ...], series: tuple[Series, ...], current: int | None, scale: _Scale, comma: str
    ) -> None:
        """Draw these from now on."""
        self._groups, self._series, self._current = groups, series, current
        self._scale, self._comma = scale, comma
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(look().px(420), look().px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(240), look().px(180))

    def _figure(self, value: int) -> str:
        if self._scale.unit == 1_000:  # a tenth of a thousand is nothing that anybody asks for
            return str((value + 500) // 1_000)
        tenths = (value * 10 + self._scale.unit // 2) // self._scale.unit
        return f"{tenths // 10}{self._comma}{tenths % 10}"

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._groups:
            return  # an axis without bars would promise figures of its own
        worn = look()
        painter = QPainter(self)
        small = worn.font("small")
        metrics = QFontMetrics(small)
        left = metrics.horizontalAdvance(str(3 * self._scale.step)) + worn.px(18)
        plot = QRectF(
            left, metrics.height() * 1.5, self.width() - left - 2, self.height() - metrics.height() * 1.5 - worn.px(34)
        )
        self._paint_grid(painter, plot, worn)
        self._paint_groups(painter, plot, worn)
        painter.end()

    def _paint_grid(self, painter: QPainter, plot: QRectF, worn: Look) -> None:
        painter.setFont(worn.font("small"))
        for line in range(4):
            y = round(plot.bottom() - plot.height() * line / 3)
            painter.setPen(QPen(worn.colour("edge" if line == 0 else "line"), 1))
            painter.drawLine(round(plot.left()), y, round(plot.right()), y)
            painter.setPen(worn.colour("muted"))
            painter.drawText(
                QRectF(0, y - worn.px(12), plot.left() - worn.px(10), worn.px(24)),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                str(line * self._scale.step),
            )

    def _paint_groups(self, painter: QPainter, plot: QRectF, worn: Look) -> None:
        room = plot.width() / len(self._groups)
        count = max(1, len(self._series))
        gap = worn.px(4)
        # Figures must not run into each other: a bar takes at least the width of "10,0" where there is room.
        bar = min(worn.px(48), (room - worn.px(8) - gap * (count - 1)) / count)
        metrics = QFontMetrics(worn.font("small"))
        for place, group in enumerate(self._groups):
            x = plot.left() + room * place + (room - bar * count - gap * (count - 1)) / 2
            for which, series in enumerate(self._series):
                value = series.values[place]
                height = plot.height() * value / self._scale.top
                frame = QRectF(round(x), round(plot.bottom() - height), round(bar), round(height))
                if value:
                    _paint_bar(painter, frame, which, worn)
                painter.setFont(worn.font("small"))
                # At zero the figure stands on the base line, so that an empty month is not taken for a missing one.
                above = QRectF(
                    frame.center().x() - room / 2, frame.top() - metrics.height() - 3, room, metrics.height()
                )
                words = COVERED if worn.private else self._figure(value)
                _clear_line(painter, above, metrics.horizontalAdvance(words), worn)
                painter.setPen(worn.colour("text"))
                painter.drawText(above, _CENTRE, words)
                x += bar + gap
            painter.setFont(worn.font("small-bold" if place == self._current else "small"))
            painter.setPen(worn.colour("text"))
            under = QRectF(plot.left() + room * place, plot.bottom() + worn.px(8), room, worn.px(22))
            painter.drawText(under, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), group)
