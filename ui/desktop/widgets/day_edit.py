"""The field for a day: typed as people write days, moved by − and +, or picked from a calendar."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kpmbooks.dates import Clock, format_day, read_day
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop.theme import look, wear
from ui.desktop.theme.focus import AROUND
from ui.desktop.theme.tokens import FIELD
from ui.desktop.widgets.button import Button
from ui.desktop.widgets.drop import Drop
from ui.desktop.widgets.field_message import FieldMessage
from ui.desktop.widgets.typed import TypedLine

_DAY_KEYS: Final = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}
_MONTH_KEYS: Final = {int(Qt.Key.Key_PageUp): 1, int(Qt.Key.Key_PageDown): -1}


class DayEdit(QWidget):
    """Holds a day, today at first. ``changed`` tells each new day (date or Problem), ``submitted`` Enter on a good one.

    While nothing is being typed the day stands in words ("Hari ini, Senin 23 Nov"), − and + move it by one, and the
    first other key begins a new text. What was typed is read on Enter and on leaving.
    """

    changed = Signal(object)
    submitted = Signal(object)

    def __init__(
        self, _: Translator, clock: Clock, *, object_name: str, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ = _
        self._clock = clock
        self._day = clock.today()
        self._problem: Problem | None = None
        self._typing = False
        self._popup: Drop | None = None
        self.setObjectName(object_name)

        self.frame = QFrame()
        wear(self.frame, role="field")
        self.calendar = Button(
            object_name=f"{object_name}-calendar",
            accessible_name=_("Open the calendar"),
            role="key",
            picture="calendar-blank",
        )
        self.calendar.setProperty("inside", True)
        self.line = TypedLine()
        self.line.setObjectName(f"{object_name}-text")
        self.line.setAccessibleName(accessible_name)
        self.line.setProperty(AROUND, 1)
        wear(self.line, role="bare")
        self.earlier = Button(
            object_name=f"{object_name}-earlier", accessible_name=_("One day earlier"), role="cap", picture="minus",
            weight="bold",
        )  # fmt: skip
        self.later = Button(
            object_name=f"{object_name}-later", accessible_name=_("One day later"), role="cap", picture="plus",
            weight="bold",
        )  # fmt: skip
        self.message = FieldMessage(_, object_name=f"{object_name}-message")
        inside = QHBoxLayout(self.frame)
        inside.addWidget(self.calendar)
        inside.addWidget(self.line, 1)
        for button in (self.earlier, self.later):
            inside.addWidget(button)
        for button in (self.calendar, self.earlier, self.later):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys − and + and the text do the same
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        column.addWidget(self.message)
        self.setFocusProxy(self.line)
        self._space()

        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self._submit)
        self.line.installEventFilter(self)
        self.earlier.clicked.connect(lambda: self.move_by(-1))
        self.later.clicked.connect(lambda: self.move_by(1))
        self.calendar.clicked.connect(self.open_calendar)
        self._write()

    def day(self) -> date | None:
        """The day, or None while what was typed is none."""
        self._read()
        return None if self._problem is not None else self._day

    def set_day(self, day: date) -> None:
        """Hold ``day``."""
        self._typing, self._problem = False, None
        changes = day != self._day
        self._day = day
        self._write()
        if changes:
            self.changed.emit(day)

    def problem(self) -> Problem | None:
        """What is wrong with what was typed."""
        self._read()
        return self._problem

    def show_problem(self, problem: Problem | None) -> None:
        """Show a problem of this field that a service found, until another day is given."""
        self._mark(problem)

    def move_by(self, days: int) -> None:
        """Go ``days`` later, or earlier."""
        self._read()
        if self._problem is None:
            self.set_day(self._day + timedelta(days=days))
            self.line.selectAll()

    def open_calendar(self) -> None:
        """Show a calendar under the field; picking a day closes it."""
        popup = Drop(self._("Calendar"), object_name=f"{self.objectName()}-drop", parent=self, margin=8)
        month = QCalendarWidget()
        month.setObjectName(f"{self.objectName()}-month")
        month.setAccessibleName(self._("Calendar"))
        month.setLocale(QLocale(QLocale.Language.Indonesian if self._.language == "id" else QLocale.Language.English))
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(look().colour("text"))
        month.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, plain)
        free = QTextCharFormat()
        free.setForeground(look().colour("out"))
        month.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, free)
        month.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        month.clicked.connect(self._picked)
        month.activated.connect(self._picked)
        for name, picture in (("qt_calendar_prevmonth", "caret-left"), ("qt_calendar_nextmonth", "caret-right")):
            arrow = month.findChild(QToolButton, name)
            if arrow is not None:  # Qt's own arrows are black on every ground
                arrow.setIcon(look().icon(picture, 20, "text", "bold", self.devicePixelRatioF()))
        popup.column.addWidget(month)
        # Fixed, since the border is counted only when it is shown, which is too late for finding it a place.
        popup.setFixedSize(look().px(330) + 18, look().px(290) + 18)
        self._popup = popup
        popup.open_under(self.frame)
        month.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line:
            if event.type() == QEvent.Type.FocusIn and not self._typing:
                QTimer.singleShot(0, self.line, self.line.selectAll)  # after the click that gave the focus
            elif event.type() == QEvent.Type.FocusOut:
                self._read()
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self._typing:
                return self._first_key(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._space()
        super().changeEvent(event)

    def move_by_months(self, months: int) -> None:
        """Go to the same day of another month, or to its last day where it is shorter."""
        place = self._day.year * 12 + self._day.month - 1 + months
        year, month = divmod(place, 12)
        if 1 <= year <= 9998:
            last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
            self.set_day(date(year, month + 1, min(self._day.day, last)))

    def _space(self) -> None:
        worn = look()
        self.frame.setMinimumHeight(worn.px(FIELD))
        inside = self.frame.layout()
        if inside is not None:
            inside.setContentsMargins(3, 2, 3, 2)
            inside.setSpacing(worn.px(8))

    def _first_key(self, event: QKeyEvent) -> bool:
        """Answer whether the key was used up: it moves the day, or the words make room for a new text."""
        days = {"-": -1, "+": 1}.get(event.text()) or _DAY_KEYS.get(event.key())
        months = {"[": -1, "]": 1}.get(event.text()) or _MONTH_KEYS.get(event.key())
        if days:
            self.move_by(days)
        elif months:
            self.move_by_months(months)
        elif event.text().casefold() == "t":  # no word for a day begins with it
            self.set_day(self._clock.today())
        if days or months or event.text().casefold() == "t":
            return True
        if event.text().isprintable() and event.text().strip():
            self.line.clear()
        return False

    def _typed(self) -> None:
        self._typing = True
        self._mark(None)

    def _read(self) -> None:
        """Take what was typed for a day, if anything was."""
        if not self._typing:
            return
        reading = read_day(self.line.text(), self._clock.today())
        self._typing = False
        if isinstance(reading, Problem):
            self._typing = True  # still the person's text, so that it can be bettered
            if reading != self._problem:
                self._problem = reading
                self.changed.emit(reading)
            self._mark(reading)
        else:
            self.set_day(reading)

    def _submit(self) -> None:
        self._read()
        if self._problem is None:
            self.submitted.emit(self._day)

    def _picked(self, picked: QDate) -> None:
        self.set_day(date(picked.year(), picked.month(), picked.day()))
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._typing:
            self._fit()

    def _write(self) -> None:
        self._fit()
        self._mark(None)

    def _fit(self) -> None:
        """Show the longest way to write the day for which there is room; the shortest is still the whole date."""
        room = self.line.width() - 4
        metrics = self.line.fontMetrics()
        ways = self.in_words()
        text = next((way for way in ways if metrics.horizontalAdvance(way) <= room), ways[-1])
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self.line.setToolTip(ways[0])

    def in_words(self) -> tuple[str, ...]:
        """The day as the field shows it, longest first: the year only where it is not this year."""
        day, today = self._day, self._clock.today()
        this_year = day.year == today.year
        short = format_day(day, self._.language, short=this_year)
        whole = format_day(day, self._.language, weekday=True, short=this_year)
        match (today - day).days:
            case 0:
                plain = whole.replace(",", "")
                return (self._("Today, {day}", day=plain), self._("Today, {day}", day=short), short)
            case 1:
                plain = whole.replace(",", "")
                return (self._("Yesterday, {day}", day=plain), self._("Yesterday, {day}", day=short), short)
        return (whole, short)

    def _mark(self, problem: Problem | None) -> None:
        if problem is None:
            self._problem = None
        state = None if problem is None else "error"
        if self.frame.property("state") != state:
            wear(self.frame, state=state)
        self.message.show_problem(problem)
        self.line.setAccessibleDescription("" if problem is None else self._.problem(problem))
