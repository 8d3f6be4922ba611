"""The grid of a weekly sheet: three lines a day, as on the paper. Enter goes down, Tab across, the arrows everywhere.

Knows no book: it says what was typed, and shows what it is told of each line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.recording.sheets import DAYS
from kpmbooks.recording.week_lines import LINES_A_DAY, SheetLine, WrittenLine
from ui.desktop import widgets as w
from ui.desktop.theme import look, wear
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.text_field import cover_names
from ui.desktop.widgets.typed import TypedLine

WORDS, MONEY_IN, MONEY_OUT, RECEIPT = range(4)
COLUMNS: Final = {"words": WORDS, "in": MONEY_IN, "out": MONEY_OUT, "receipt": RECEIPT}
_STRETCH: Final = (30, 13, 13, 0)
_RESULT: Final = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """The widgets of a line."""

    words: QLineEdit
    money_in: QLineEdit
    money_out: QLineEdit
    receipt: w.Check
    result: QLabel
    wrong: QLabel

    @property
    def boxes(self) -> tuple[QLineEdit, QLineEdit, QLineEdit, w.Check]:
        return self.words, self.money_in, self.money_out, self.receipt

    @property
    def texts(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        return self.words, self.money_in, self.money_out


class LinesGrid(QWidget):
    """``edited`` carries the row that changed; ``finished``: Enter in the very last box; ``reached`` carries a box."""

    edited = Signal(int)
    finished = Signal()
    reached = Signal(object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lines_grid")
        self._ = _
        self._days: tuple[date, ...] = ()
        self._tight = False
        self._closed = [""] * (DAYS * LINES_A_DAY)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._heads: list[QLabel] = []
        self._names: list[QLabel] = []
        self._draw_heads()
        self.lines = [self._line(row) for row in range(DAYS * LINES_A_DAY)]
        self.totals = [w.text_label("", "bold") for _column in (MONEY_IN, MONEY_OUT)]
        self._grid.addWidget(w.text_label(_("Total"), "bold"), self._at(len(self.lines)), 1)
        for column, total in enumerate(self.totals, MONEY_IN):
            total.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(total, self._at(len(self.lines)), column + 1)
        self._space()

    def show_days(self, days: Sequence[date]) -> None:
        """Say which days the lines are of; what was typed goes."""
        self._days = tuple(days)
        for row, line in enumerate(self.lines):
            self._put(line, "", "", "", receipt=False)
            self.close_row(row, "")
            self.show_result(row, "")
            which = self._("line {n}", n=row % LINES_A_DAY + 1)
            name = f"{self._name(row // LINES_A_DAY)}, {which}"
            for box, head in zip(line.boxes, self._heads[1:], strict=False):
                box.setAccessibleName(f"{name}, {head.text()}")
        self._say_days()

    def show_written(self, row: int, written: WrittenLine, kind: str) -> None:
        """Show a line that is in the book; nothing can be typed on it."""
        line = self.lines[row]
        self._put(line, written.words or "", _said(written.money_in), _said(written.money_out), receipt=written.receipt)
        self.close_row(row, self._("recorded"))
        self.show_result(row, kind)

    def close_row(self, row: int, why: str) -> None:
        """Let nothing be typed on a line; empty words open it."""
        self._closed[row] = why
        for box in self.lines[row].boxes:
            box.setEnabled(not why)
            box.setToolTip(why)

    def put(self, row: int, line: SheetLine) -> None:
        """Open a line, with what was typed on it or on another one."""
        self.close_row(row, "")
        self._put(self.lines[row], line.words, line.money_in, line.money_out, receipt=line.receipt)

    def typed(self) -> list[SheetLine]:
        """What was typed, line by line; closed lines are empty."""
        return [self.line(row) for row in range(len(self.lines))]

    def line(self, row: int) -> SheetLine:
        """What was typed on one line."""
        day, place = self._days[row // LINES_A_DAY], row % LINES_A_DAY + 1
        if self._closed[row]:
            return SheetLine(day, place)
        words, came, went = (box.text() for box in self.lines[row].texts)
        return SheetLine(day, place, words, came, went, self.lines[row].receipt.isChecked())

    def show_result(self, row: int, words: str) -> None:
        """Say what a line is recorded as."""
        self.lines[row].result.setText(words)
        self.lines[row].result.setVisible(not self._tight)

    def show_totals(self, came: Rupiah, went: Rupiah) -> None:
        """Show the sums of the columns."""
        for label, amount in zip(self.totals, (came, went), strict=True):
            label.setText(_said(amount))

    def set_tight(self, *, tight: bool) -> None:
        """Where it is narrow nothing but the paper's own columns is shown."""
        self._tight = tight
        self._grid.setColumnStretch(_RESULT, 0 if tight else 18)
        self._heads[-1].setVisible(not tight)
        for line in self.lines:
            line.result.setVisible(not tight)
        if self._days:
            self._say_days()

    def mark(self, wrong: Mapping[tuple[int, int], str], state: str = "error") -> None:
        """Mark the boxes that cannot be taken, or are asked about, with the sentence that says why."""
        for row, line in enumerate(self.lines):
            for column, box in enumerate(line.texts):
                sentence = wrong.get((row, column), "")
                wear(box, state=state if sentence else None)
                box.setToolTip(sentence or self._closed[row])
                box.setAccessibleDescription(sentence)
            said = next((wrong[row, column] for column in COLUMNS.values() if (row, column) in wrong), "")
            line.wrong.setText(said)
            line.wrong.setVisible(bool(said))

    def take_focus(self) -> None:
        """To the first line that can be filled in."""
        for row, line in enumerate(self.lines):
            if line.words.isEnabled():
                self.go(row, WORDS)
                return

    def go(self, row: int, column: int) -> None:
        """Give the keyboard to a box."""
        if 0 <= row < len(self.lines) and self.lines[row].boxes[column].isEnabled():
            box = self.lines[row].boxes[column]
            box.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(box, QLineEdit):
                box.selectAll()
            self.reached.emit(box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            place = next(((r, c) for r, c in self._places() if self.lines[r].boxes[c] is watched), None)
            if place is not None and self._key(event.key(), *place):
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_heads"):
            self._space()
            for line in self.lines:
                cover_names(line.boxes[0])
        super().changeEvent(event)

    def _draw_heads(self) -> None:
        _ = self._
        heads = (_("Day"), _("What for?"), _("Money in"), _("Money out"), _("Receipt?"), _("Recorded as"))
        for column, head in enumerate(heads):
            label = w.text_label(head, "small-bold", "muted", wrap=0 < column < RECEIPT + 1)
            label.setAlignment(Qt.AlignmentFlag.AlignBottom)
            self._heads.append(label)
            self._grid.addWidget(label, 0, column)
        for column, stretch in enumerate(_STRETCH, 1):
            self._grid.setColumnStretch(column, stretch)

    def _line(self, row: int) -> _Line:
        boxes = []
        for column in (WORDS, MONEY_IN, MONEY_OUT):
            box = TypedLine()
            box.setObjectName(f"line_{row + 1}_{column + 1}")
            if column == WORDS:
                cover_names(box)
            else:
                box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setMinimumWidth(1)
            box.textEdited.connect(lambda _text, row=row: self.edited.emit(row))
            boxes.append(box)
        receipt = w.Check("", object_name=f"line_{row + 1}_{RECEIPT + 1}", accessible_name=self._("Receipt?"))
        receipt.clicked.connect(lambda _ticked, row=row: self.edited.emit(row))
        result = w.text_label("", "small", "muted")
        result.setMinimumWidth(1)
        words, came, went = boxes
        wrong = w.text_label("", "small", "out", wrap=True)
        wrong.hide()
        line = _Line(words, came, went, receipt, result, wrong)
        at = self._at(row)
        if row % LINES_A_DAY == 0:
            self._grid.addWidget(w.rule(), at - 1, 0, 1, _RESULT + 1)
            name = w.text_label("", "bold")
            self._names.append(name)
            self._grid.addWidget(name, at, 0)
        for column, widget in enumerate((*line.boxes, result), 1):
            self._grid.addWidget(widget, at, column)
        self._grid.addWidget(wrong, at + 1, 1, 1, _RESULT)
        for one in line.boxes:
            one.installEventFilter(self)
        return line

    def _at(self, row: int) -> int:
        """The place of a line in the layout: below the headings, each day below its rule, each above its message."""
        return 2 * row + row // LINES_A_DAY + 2

    def _places(self) -> Iterator[tuple[int, int]]:
        for column in COLUMNS.values():
            for row in range(len(self.lines)):
                yield row, column

    def _key(self, key: int, row: int, column: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._down(row, column)
        elif key == Qt.Key.Key_Down:
            self.go(row + 1, column)
        elif key == Qt.Key.Key_Up:
            self.go(row - 1, column)
        else:
            return False
        return True

    def _down(self, row: int, column: int) -> None:
        """The next line that can be filled in; below the last one the next box of the first line."""
        places = list(self._places())
        # Who leaves a line empty has nothing more for that day.
        done = column == WORDS and not self.lines[row].words.text().strip()
        for r, c in places[places.index((row, column)) + 1 :]:
            same_day = c == column and r // LINES_A_DAY == row // LINES_A_DAY
            if self._wants(r, c) and not (done and same_day):
                self.go(r, c)
                return
        self.finished.emit()

    def _wants(self, row: int, column: int) -> bool:
        """Whether there is something to be written: no amount without words, none out where one came in."""
        line = self.lines[row]
        if not line.words.isEnabled():
            return False
        written = bool(line.words.text().strip())
        return column == WORDS or (written and not (column == MONEY_OUT and line.money_in.text().strip()))

    def _put(self, line: _Line, words: str, came: str, went: str, *, receipt: bool) -> None:
        for box, text in zip(line.texts, (words, came, went), strict=True):
            if box.text() != text:  # else the place where she types would be lost
                box.setText(text)
        line.receipt.setChecked(receipt)

    def _name(self, day: int) -> str:
        weekday, _comma, _rest = format_day(self._days[day], self._.language, weekday=True).partition(",")
        return f"{weekday[:3] if self._tight else weekday} {format_day(self._days[day], self._.language, short=True)}"

    def _say_days(self) -> None:
        for day, label in enumerate(self._names):
            label.setText(self._name(day))

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(look().px(8))
        self._grid.setVerticalSpacing(look().px(4))


def _said(amount: Rupiah) -> str:
    if not amount:
        return ""
    return covered(symbol=False) if look().private else format_amount(amount, symbol=False)
