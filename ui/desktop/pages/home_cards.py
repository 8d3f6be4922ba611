"""The cards of the home page: cash now, this month in three numbers, six months as bars, the latest records."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.words import in_words
from ui.desktop import widgets as w
from ui.desktop.pages.home_figures import HomeCash, Part
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import look, wear

if TYPE_CHECKING:
    from kpmbooks.statements import MonthFlow
    from ui.desktop.pages.entry_line import EntryLine


def _cleared(old: QWidget | None, card: w.Card) -> QWidget:
    """A new, empty widget on ``card`` in the place of ``old``."""
    if old is not None:
        card.body.removeWidget(old)
        old.hide()
        old.deleteLater()
    fresh = QWidget()
    card.body.addWidget(fresh, 1)
    return fresh


class CashCard(w.Card):
    """Cash now, in words, and where it lies."""

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Cash now"), picture="wallet", object_name="cash_card")
        self._ = _
        self.amount = w.MoneyLabel(role="number-xl")
        self.amount.setObjectName("cash_now")
        self.amount.setAccessibleName(_("Cash now"))
        self.words = w.text_label("", "base", "muted", wrap=True)
        self.details = w.Button(
            _("Details"), object_name="cash_details", role="link", picture="caret-down", weight="bold"
        )
        self.details.setCheckable(True)
        self.details.toggled.connect(self._show_parts)
        self._folded = False
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.amount)
        said.addWidget(self.words)
        self.body.addLayout(said)
        self.body.addWidget(self.details, 0, Qt.AlignmentFlag.AlignLeft)
        self._parts: QWidget | None = None
        self._told = 0
        self._show_parts()

    def fold(self, *, folded: bool) -> None:
        """Fold the parts under a button where room is scarce."""
        self._folded = folded
        self._show_parts()

    def _show_parts(self) -> None:
        shown = self.details.isChecked() or not self._folded
        self.details.setVisible(self._folded)
        self.details.set_picture("caret-up" if shown else "caret-down", "bold")
        if self._parts is not None:
            self._parts.setVisible(shown)

    def show_cash(self, shown: HomeCash, today: date) -> None:
        """Show the cash, its purses and when something was recorded last."""
        self.amount.set_amount(shown.cash)
        # Words of an amount that privacy covers would tell it all the same.
        self.words.setText("" if look().private else in_words(shown.cash))
        self._parts = _cleared(self._parts, self)
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look().px(8))
        column.addLayout(self._lines)
        column.addStretch(1)
        column.addWidget(self._last(shown.last_day, today))
        self._add(shown.purses)
        self._told = len(shown.purses)
        self._show_parts()

    def show_places(self, places: Sequence[Part], lately: "Sequence[MonthFlow]" = ()) -> None:
        """Show below the purses where the money lies, and what came and went today and in the last days.

        The fewer parts there are to tell, the more of ``lately`` has room.
        """
        self._add(places)
        told = self._told + len(places)
        names = ((self._("In today"), self._("Out today")), (self._("In, 7 days"), self._("Out, 7 days")))
        for (came, went), flow in zip(names, lately[: 2 if told < 2 else 1 if told < 4 else 0], strict=False):
            self._lines.addWidget(w.rule())
            self._lines.addLayout(self._row(Part("arrow-circle-down", came, flow.money_in), "money_in"))
            self._lines.addLayout(self._row(Part("arrow-circle-up", went, flow.money_out), "out"))

    def _add(self, parts: Sequence[Part]) -> None:
        if parts:
            self._lines.addWidget(w.rule())
        for part in parts:
            self._lines.addLayout(self._row(part))

    def _last(self, day: date | None, today: date) -> w.Strip:
        _ = self._
        if day == today:
            return w.Strip(_("Something was recorded today."), tone="money_in", picture="check-circle")
        words = format_day(day or today, _.language, weekday=True, short=True)
        return w.Strip(_("Last record: {day}", day=words), tone="", picture="calendar-blank", weight="duotone")

    def _row(self, part: Part, tone: str = "accent") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(8))
        row.addWidget(w.Picture(part.picture, 24, tone, "duotone" if tone == "accent" else "fill"))
        row.addWidget(ShortLabel(part.name), 1)
        amount = w.MoneyLabel(part.amount, "base")
        amount.setAccessibleName(part.name)
        row.addWidget(amount)
        return row


class MonthCard(w.Card):
    """In − out = more (or less): beside each other where there is room, else one below another."""

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="month_card")
        self._ = _
        self._row = QGridLayout()
        self.body.addLayout(self._row)
        self.money_in = w.MoneyLabel(role="number-m", tone="money_in")
        self.money_out = w.MoneyLabel(role="number-m", tone="out")
        self.difference = w.MoneyLabel(role="number-m")
        self._trend = w.Picture("trend-up", 20, "text", "bold")
        self._more = w.text_label(_("Money grew"))
        parts = (
            ("month_in", w.Picture("arrow-circle-down", 20, "money_in", "fill"), _("In this month"), self.money_in),
            ("month_out", w.Picture("arrow-circle-up", 20, "out", "fill"), _("Out this month"), self.money_out),
            ("month_more", self._trend, self._more, self.difference),
        )
        self._parts = []
        for name, picture, words, amount in parts:
            amount.setObjectName(name)
            label = w.text_label(words) if isinstance(words, str) else words
            amount.setAccessibleName(label.text())
            self._parts.append(_captioned(picture, label, amount))
        self._signs = [w.text_label(sign, "number-m", "muted") for sign in ("−", "=")]
        self.arrange("wide")

    def arrange(self, span: str) -> None:
        """Put the numbers as the width of the window allows."""
        row, narrow = self._row, span == "narrow"
        for widget in (*self._parts, *self._signs):
            row.removeWidget(widget)
        row.setVerticalSpacing(look().px(10))
        for amount in (self.money_in, self.money_out, self.difference):
            wear(amount, role="number-l" if span == "wide" else "number-m")
        for place, part in enumerate(self._parts):
            row.addWidget(part, place if narrow else 0, 0 if narrow else 2 * place)
            if place and not narrow:
                row.addWidget(self._signs[place - 1], 0, 2 * place - 1, Qt.AlignmentFlag.AlignCenter)
        for sign in self._signs:
            sign.setVisible(not narrow)
        for column in (1, 3):
            row.setColumnStretch(column, 0 if narrow else 1)

    def show_month(self, flow: "MonthFlow") -> None:
        """Show the month."""
        change = flow.money_in - flow.money_out
        self.money_in.set_amount(flow.money_in)
        self.money_out.set_amount(flow.money_out)
        self.difference.set_amount(change)
        self._more.setText(self._("Money grew") if change >= 0 else self._("Money shrank"))
        self.difference.setAccessibleName(self._more.text())
        self._trend.show_icon("trend-up" if change >= 0 else "trend-down", "text", "bold")


def _captioned(picture: w.Picture, label: QWidget, amount: w.MoneyLabel) -> QWidget:
    part = QWidget()
    grid = QGridLayout(part)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(0)
    grid.addWidget(picture, 0, 0)
    grid.addWidget(label, 0, 1)
    grid.addWidget(amount, 1, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    return part


class ChartCard(w.Card):
    """Money in and out of the last months as bars."""

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="chart_card")
        self._ = _
        self.chart = w.BarChart(_, _("Last 6 months"), object_name="six_months")
        self.body.addWidget(self.chart, 1)

    def sizeHint(self) -> QSize:
        """As low as can be read: it takes what the other cards leave, and is no reason to scroll."""
        return QSize(super().sizeHint().width(), max(look().px(300), self.minimumSizeHint().height()))

    def show_months(self, flows: "Sequence[MonthFlow]") -> None:
        """Show these months, the last one being the current one."""
        names = [format_day(flow.month.first, self._.language, short=True).split()[1] for flow in flows]
        series = (
            w.Series(self._("In"), tuple(max(0, int(flow.money_in)) for flow in flows)),
            w.Series(self._("Out"), tuple(max(0, int(flow.money_out)) for flow in flows)),
        )
        self.chart.set_data(names, series, len(flows) - 1)


MOST_LINES: Final = 4


class LatestCard(w.Card):
    """The latest records; ``all_pressed`` asks for the cash book."""

    all_pressed = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__(_("Latest records"), object_name="latest_card")
        self._ = _
        self.see_all = w.Button(_("See all"), object_name="see_all_records", role="link")
        self.see_all.clicked.connect(self.all_pressed)
        self.head.addWidget(self.see_all)
        self._rows: QWidget | None = _cleared(None, self)

    def show_lines(self, lines: "Sequence[EntryLine]") -> None:
        """Show these records, the latest first."""
        self._rows = _cleared(self._rows, self)
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(6))
        for line in lines:
            column.addWidget(w.rule())
            column.addLayout(self._row(line), 1)
        column.addStretch(1 + MOST_LINES - len(lines))  # few stand at the top, as many would

    def _row(self, line: "EntryLine") -> QHBoxLayout:
        tone = "muted" if line.struck or not line.cash else "money_in" if line.cash > 0 else "out"
        row = QHBoxLayout()
        row.setSpacing(look().px(10))
        row.addWidget(w.Picture(line.picture, 28, "muted" if line.struck else "text"))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = ShortLabel(line.name, "bold", "muted" if line.struck else "text")
        words.addStretch(1)
        words.addWidget(name.strike() if line.struck else name)
        day = format_day(line.day, self._.language, short=True)
        words.addWidget(ShortLabel(", ".join(part for part in (day, line.words) if part), "small", "muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(money_of(line, tone))
        return row


def money_of(line: "EntryLine", tone: str) -> w.MoneyLabel:
    """The amount of a record, signed where cash moved, crossed out where it does not count."""
    made = _Struck if line.struck else w.MoneyLabel
    return made(line.cash or line.amount, "bold", tone, signed=bool(line.cash))


class _Struck(w.MoneyLabel):
    """An amount that does not count. The style sheet knows no struck font, so the line is drawn."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(look().colour("muted"), 1.5))
        middle = round(self.height() / 2) + 1
        painter.drawLine(0, middle, self.width(), middle)
        painter.end()
