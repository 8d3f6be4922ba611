"""The chooser of a period: month by month with two arrows, or a list with year, everything, and an own period typed."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kpmbooks.dates import Clock, Period, format_period, month_of, months, previous, read_period, year_of
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop.theme import Look, look, wear
from ui.desktop.theme.tokens import FIELD
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.drop import ActList
from ui.desktop.widgets.field_message import FieldMessage
from ui.desktop.widgets.labels import field_label

_LONGEST = 24
"""Letters up to which a period stands on the button in words; a longer one stands there in digits."""


def following(period: Period) -> Period:
    """The period just after, of as many whole months if it is whole months, else of as many days."""
    first = period.last + timedelta(days=1)
    if period != Period(month_of(period.first).first, month_of(period.last).last):
        return Period(first, first + (period.last - period.first))
    end = first
    for _month in months(period):
        end = month_of(end).last + timedelta(days=1)
    return Period(first, end - timedelta(days=1))


class _Current(Button):
    """The period that is chosen, with the arrow that says there is a list behind it."""

    def sizeHint(self) -> QSize:
        worn = look()
        # The width of the longest month's name, so that the arrows stay where they are from month to month.
        width = max(self.width_of(self.label()), self.width_of("September 2026"))
        return QSize(width + worn.px(28), worn.px(FIELD))

    def _paint_contents(self, painter: QPainter, worn: Look) -> None:
        painter.save()
        painter.translate(-worn.px(14), 0)
        super()._paint_contents(painter, worn)
        painter.restore()
        side = worn.px(20)
        arrow = worn.pixmap("caret-down", 20, "text", "bold", self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - worn.px(12), round((self.height() - side) / 2), arrow)


class PeriodChooser(QWidget):
    """Holds a period, the current month at first; ``changed`` tells each other one that the person chooses.

    ``start`` is the book's first day: nothing lies before it, and "everything" begins there. What was typed is read by
    ``kpmbooks.dates.read_period``.
    """

    changed = Signal(object)

    def __init__(
        self,
        _: Translator,
        clock: Clock,
        start: date,
        *,
        object_name: str,
        accessible_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ = _
        self._clock = clock
        self._start = start
        self._name = accessible_name
        self._period = month_of(clock.today())
        self._list: _List | None = None
        self.setObjectName(object_name)
        self.earlier = Button(
            object_name=f"{object_name}-earlier", accessible_name=_("Before this"), picture="caret-left", weight="bold"
        )
        self.current = _Current("-", object_name=f"{object_name}-current", picture="calendar-blank")
        self.later = Button(
            object_name=f"{object_name}-later", accessible_name=_("After this"), picture="caret-right", weight="bold"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.earlier, self.current, self.later):
            # As high as the fields in the same line, whatever the style sheet says of buttons.
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
            row.addWidget(button)
        self.setFocusProxy(self.current)
        self.earlier.clicked.connect(lambda: self._choose(previous(self._period)))
        self.later.clicked.connect(lambda: self._choose(following(self._period)))
        self.current.clicked.connect(self.open_list)
        self._write()

    def period(self) -> Period:
        """The period that is chosen."""
        return self._period

    def set_period(self, period: Period) -> None:
        """Hold ``period`` without telling ``changed``."""
        self._period = period
        self._write()

    def whole(self) -> Period:
        """Everything: from the book's first day to the end of this year, so that days ahead are in it."""
        return Period(self._start, max(self._start, year_of(self._clock.today()).last))

    def open_list(self) -> None:
        """Show the list under the button; choosing and Esc close it."""
        today = self._clock.today()
        this_month = month_of(today)
        _ = self._
        offers = (
            ("this-month", _("This month"), this_month),
            ("last-month", _("Last month"), previous(this_month)),
            ("this-year", _("This year"), year_of(today)),
            ("everything", _("Everything"), self.whole()),
        )
        self._list = _List(_, self._clock, offers, self)
        self._list.picked.connect(self._choose)
        self._list.open_under(self.current)

    def _choose(self, period: Period) -> None:
        if period != self._period:
            self.set_period(period)
            self.changed.emit(period)

    def _write(self) -> None:
        words = self._("Everything") if self._period == self.whole() else format_period(self._period, self._.language)
        self.current.setText(words if len(words) <= _LONGEST else _in_digits(self._period))
        self.current.setAccessibleName(f"{self._name}: {words}")
        self.current.setToolTip(words)
        self.earlier.setEnabled(self._period.first > self._start)
        self.later.setEnabled(self._period.last < self._clock.today())


def _in_digits(period: Period) -> str:
    first, last = period.first, period.last
    return f"{first.day}/{first.month}/{first.year}–{last.day}/{last.month}/{last.year}"


class _List(ActList):
    """The list behind the button: what is wanted most, and a field for any other period."""

    picked = Signal(object)

    def __init__(
        self, _: Translator, clock: Clock, offers: tuple[tuple[str, str, Period], ...], chooser: PeriodChooser
    ) -> None:
        name = chooser.objectName()
        super().__init__(_("Period"), object_name=f"{name}-list", parent=chooser)
        self._clock = clock
        column = self.column
        for key, words, period in offers:
            self.offer(words, partial(self.picked.emit, period), name=f"{name}-{key}")
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}-typed")
        self.line.setAccessibleName(_("Another period"))
        self.line.setPlaceholderText(_("1/11 to 15/11"))
        self.line.returnPressed.connect(self._read)
        self.message = FieldMessage(_, object_name=f"{name}-message")
        self.line.textChanged.connect(lambda: self.message.show_problem(None))
        column.addWidget(field_label(_("Another period"), self.line))
        self.take = Button(_("Show"), object_name=f"{name}-take")
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addWidget(self.take)
        column.addLayout(row)
        column.addWidget(self.message)
        self.take.clicked.connect(self._read)
        self.setMinimumWidth(look().px(260))

    def _read(self) -> None:
        reading = read_period(self.line.text(), self._clock.today())
        if isinstance(reading, Problem):
            self.message.show_problem(reading)
            wear(self.line, state="error")
            self.adjustSize()
        else:
            self.close()
            self.picked.emit(reading)
