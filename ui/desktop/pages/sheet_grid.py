"""The grid of a sheet: days down, boxes across, as on the paper. Enter goes down, Tab across, the arrows everywhere.

Knows no book: it says what was typed, and shows what it is told of each day.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.recording import Field
from kpmbooks.recording.sheets import SheetDay
from ui.desktop import widgets as w
from ui.desktop.theme import look, wear
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.typed import TypedLine

OFF_WORDS = ("l", "libur", "off")
"""What is written into the first box on a day without selling."""


class SheetGrid(QWidget):
    """``edited`` carries the row that changed; ``finished`` tells that Enter was pressed in the very last box."""

    edited = Signal(int)
    finished = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_grid")
        self._ = _
        self._fields: tuple[Field, ...] = ()
        self._days: tuple[date, ...] = ()
        self.boxes: list[list[QLineEdit]] = []
        self._heads: list[QLabel] = []
        self._names: list[QLabel] = []
        self._results: list[QLabel] = []
        self._totals: list[QLabel] = []
        self._said: list[str] = []
        self._tight = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._space()

    def set_questions(self, fields: Sequence[Field], rows: int) -> None:
        """Draw the grid for these boxes; nothing is typed then."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._fields = tuple(fields)
        self._heads = []
        english = self._.language == "en"
        heads = [(one.label_en if english and one.label_en else one.label).rstrip("?") for one in fields]
        for column, head in enumerate((self._("Day"), *heads, self._("Sold"))):
            label = w.text_label(head, "small-bold", "muted", wrap=True)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight  # as the numbers below
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | side)
            label.setMinimumWidth(1)
            self._heads.append(label)
            self._grid.addWidget(label, 0, column)
            self._grid.setColumnStretch(column, 0 if column == 0 else 1)
        self.boxes, self._names, self._results = [], [], []
        for row in range(rows):
            name = w.text_label("", "bold")
            self._names.append(name)
            self._grid.addWidget(name, row + 1, 0)
            line = [self._box(row, column, heads[column]) for column in range(len(fields))]
            for column, box in enumerate(line):
                self._grid.addWidget(box, row + 1, column + 1)
            self.boxes.append(line)
            result = w.text_label("", "bold")
            result.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._results.append(result)
            self._grid.addWidget(result, row + 1, len(fields) + 1)
        self._said = [""] * rows
        self._totals = []
        for column in range(len(fields) + 1):
            total = w.text_label("", "bold")
            total.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._totals.append(total)
            self._grid.addWidget(total, rows + 1, column + 1)
        self._grid.addWidget(w.text_label(self._("Total"), "bold"), rows + 1, 0)

    def show_days(self, days: Sequence[date]) -> None:
        """Say which days the rows are; what was typed goes."""
        self._days = tuple(days)
        for row in range(len(self._days)):
            for box, field in zip(self.boxes[row], self._fields, strict=True):
                box.clear()
                box.setAccessibleName(f"{self._name(row)}, {field.label.rstrip('?')}")
            self.show_result(row, None)

    def close_row(self, row: int, words: str) -> None:
        """Let nothing be typed on a day, and say why in the place of its result; empty words open it."""
        for box in self.boxes[row]:
            box.setEnabled(not words)
        self._say(row, words)

    def days(self) -> list[SheetDay]:
        """What was typed, day by day; closed rows are empty."""
        return [self.day(row) for row in range(len(self._days))]

    def day(self, row: int) -> SheetDay:
        """What was typed on one day."""
        texts = {field.name: box.text() for field, box in zip(self._fields, self.boxes[row], strict=True)}
        first = self.boxes[row][0].text().strip().casefold()
        if first in OFF_WORDS:
            return SheetDay(self._days[row], off=True)
        return SheetDay(self._days[row], {name: text for name, text in texts.items() if text.strip()})

    def show_result(self, row: int, sold: Rupiah | None, *, off: bool = False) -> None:
        """Show what was sold on a day, that it was a day off, or nothing."""
        self._say(row, self._("day off") if off else "" if sold is None else _said(sold))

    def set_tight(self, *, tight: bool) -> None:
        """Where it is narrow the result of a day stands below its name instead of behind its boxes."""
        self._tight = tight
        self._grid.setColumnStretch(len(self._fields) + 1, 0 if tight else 1)
        for row, said in enumerate(self._said):
            self._say(row, said)

    def show_totals(self, boxes: Sequence[Rupiah], sold: Rupiah) -> None:
        """Show the sums of the columns."""
        for label, amount in zip(self._totals, (*boxes, sold), strict=True):
            label.setText(_said(amount) if amount else "")

    def mark(self, wrong: Mapping[tuple[int, int], str]) -> None:
        """Mark the boxes that cannot be taken, with the sentence that says why."""
        for row, line in enumerate(self.boxes):
            for column, box in enumerate(line):
                sentence = wrong.get((row, column), "")
                wear(box, state="error" if sentence else None)
                box.setToolTip(sentence)
                box.setAccessibleDescription(sentence)

    def column_of(self, field: str) -> int:
        """The column of a box by its field's name; the first one for what belongs to the whole day."""
        return next((nth for nth, one in enumerate(self._fields) if one.name == field), 0)

    def take_focus(self) -> None:
        """To the first box that can be filled in."""
        for line in self.boxes:
            if line[0].isEnabled():
                line[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = self._place(watched)
            if place is not None and self._key(event.key(), *place):
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self._space()
        super().changeEvent(event)

    def _name(self, row: int) -> str:
        day = self._days[row]
        weekday, _comma, _rest = format_day(day, self._.language, weekday=True).partition(",")
        weekday = weekday[:3] if self._tight else weekday
        return f"{weekday} {format_day(day, self._.language, short=True)}"

    def _say(self, row: int, words: str) -> None:
        self._said[row] = words
        result = self._results[row]
        result.setText(words)
        result.setVisible(not self._tight)
        self._heads[-1].setVisible(not self._tight)
        if self._totals:
            self._totals[-1].setVisible(not self._tight)
        if row < len(self._days):
            self._names[row].setText(f"{self._name(row)}\n{words}" if self._tight and words else self._name(row))

    def _box(self, row: int, column: int, head: str) -> QLineEdit:
        box = TypedLine()
        box.setObjectName(f"box_{row + 1}_{column + 1}")
        box.setAccessibleName(head)
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.setMinimumWidth(1)
        box.installEventFilter(self)
        box.textEdited.connect(lambda _text, row=row: self.edited.emit(row))
        return box

    def _place(self, watched: QObject) -> tuple[int, int] | None:
        for row, line in enumerate(self.boxes):
            for column, box in enumerate(line):
                if box is watched:
                    return row, column
        return None

    def _key(self, key: int, row: int, column: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down(row, column)
        elif key == Qt.Key.Key_Down:
            self._go(row + 1, column)
        elif key == Qt.Key.Key_Up:
            self._go(row - 1, column)
        else:
            return False
        return True

    def _down(self, row: int, column: int) -> None:
        """The next day's box that can be filled in; below the last one the next box of the first day."""
        places = [(r, c) for c in range(len(self._fields)) for r in range(len(self.boxes))]
        for r, c in places[places.index((row, column)) + 1 :]:
            # A day off has nothing to be filled in behind its first box.
            if self.boxes[r][c].isEnabled() and not (c and self.day(r).off):
                self._go(r, c)
                return
        self.finished.emit()

    def _go(self, row: int, column: int) -> None:
        if 0 <= row < len(self.boxes) and self.boxes[row][column].isEnabled():
            box = self.boxes[row][column]
            box.setFocus(Qt.FocusReason.TabFocusReason)
            box.selectAll()

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(look().px(8))
        self._grid.setVerticalSpacing(look().px(6))


def _said(amount: Rupiah) -> str:
    return covered() if look().private else format_amount(amount)
