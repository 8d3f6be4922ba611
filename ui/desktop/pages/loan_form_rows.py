"""Rows to be written in, one for each debt, need or thing: kept as one list when a field is left.

Which columns a list has is data (``loan_form_questions``), how a list is read ``kpmbooks.loans``'s business. A row that
is empty is none, so there is always one to write in.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans.asked_lists import kept_rows, read_list
from kpmbooks.money import format_amount
from kpmbooks.problems import Problem
from kpmbooks.trade import format_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.loan_form_questions import ListColumn
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.theme import look

Cell = AmountAnswer | CountAnswer | w.Choice
Values = dict[str, str]


class _Row(QFrame):
    """One row: its cells, labels above them, and the button that takes it out."""

    def __init__(self, _: Translator, question: str, columns: Sequence[ListColumn], number: int) -> None:
        super().__init__()
        self.setObjectName(f"{question}_row_{number}")
        self.columns = columns
        self.cells: dict[str, Cell] = {}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(look().px(10))
        self.grid.setVerticalSpacing(look().px(2))
        self.labels: dict[str, QWidget] = {}
        for column in columns:
            name = f"{question}_{column.name}_{number}"
            spoken = f"{_(column.label)} ({number + 1})"
            cell: Cell
            if column.kind == "amount":
                cell = AmountAnswer(_, name, spoken, small=True)
            elif column.kind == "words":
                cell = CountAnswer(_, name, spoken, holds_names=column.name == "to" or question == "income")
            else:
                cell = w.Choice(object_name=f"answer_{name}", accessible_name=spoken)
                cell.setMinimumContentsLength(6)
                for key, words in column.options:
                    cell.add(_(words, n=key) if "{n}" in words else _(words), key)
            self.cells[column.name] = cell
            label = w.text_label(_(column.label), "small", "muted")
            label.setBuddy(_typed(cell))
            self.labels[column.name] = label
        self.out = w.Button(
            object_name=f"{question}_out_{number}",
            accessible_name=_("Take row {n} out", n=number + 1),
            role="quiet",
            picture="x",
            weight="bold",
        )
        self.put({})

    def put(self, values: Mapping[str, object]) -> None:
        for column in self.columns:
            cell, value = self.cells[column.name], values.get(column.name)
            cell.blockSignals(True)
            if isinstance(cell, w.Choice):
                key = str(value) if value is not None else column.usual
                cell.setCurrentIndex(max(0, cell.findData(key)))
            elif column.name == "quantity" and isinstance(value, int):
                cell.put(format_quantity(value))
            elif isinstance(cell, AmountAnswer):
                cell.put("" if value is None else format_amount(int(str(value)), symbol=False))
            else:
                cell.put(column.usual if value is None else value)
            cell.blockSignals(False)

    def values(self) -> Values:
        return {
            name: str(cell.current() or "") if isinstance(cell, w.Choice) else str(cell.answer()).strip()
            for name, cell in self.cells.items()
        }

    def arrange(self, *, narrow: bool, first: bool) -> None:
        """The cells in their lines; where it is tight, words get a line of their own and the others stand in pairs.
        Where a row is one line, the labels of the first stand for all."""
        lines = _pairs(self.columns) if narrow else _lines(self.columns)
        told = first or len(lines) > 1
        for line, columns in enumerate(lines):
            at, whole = 0, sum(column.stretch for column in columns)
            for column in columns:
                last = column is columns[-1]
                span = _UNITS - at if last and narrow else _UNITS * column.stretch // (whole if narrow else _WIDEST)
                self.grid.addWidget(self.labels[column.name], 2 * line, at, 1, span)
                self.labels[column.name].setVisible(told)  # now that it is no window of its own
                self.grid.addWidget(self.cells[column.name], 2 * line + 1, at, 1, span, Qt.AlignmentFlag.AlignTop)
                at += span
        for unit in range(_UNITS):
            self.grid.setColumnStretch(unit, 1)
            self.grid.setColumnMinimumWidth(unit, 0)
        self.grid.addWidget(self.out, 1, _UNITS, Qt.AlignmentFlag.AlignTop)
        self.fit()

    def fit(self) -> None:
        """Ask for the days of a week only of what comes day by day."""
        days, every = self.cells.get("days"), self.cells.get("every")
        if days is not None and isinstance(every, w.Choice):
            for part in (days, self.labels["days"]):
                part.setVisible(every.current() == "day")

    def in_order(self) -> list[QWidget]:
        return [*(_typed(self.cells[column.name]) for column in self.columns), self.out]


class ListRows(QWidget):
    """The rows of one list. ``answered`` carries the list as text when it became another, ``changed`` at every key."""

    answered = Signal(str)
    changed = Signal()

    def __init__(
        self, _: Translator, question: str, columns: Sequence[ListColumn], more: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ = _
        self.question = question
        self._columns = columns
        self._kept = ""
        self._narrow = False
        self._number = 0
        self._first: Sequence[Mapping[str, object]] = ({},)
        self.rows: list[_Row] = []
        self.message = w.FieldMessage(_, object_name=f"{question}_message")
        self.more = w.Button(more, object_name=f"{question}_more", picture="plus", weight="bold")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px(10))
        self.column.addWidget(self.message)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self.add)

    def begin_with(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Show these rows while nothing is kept; of them only those are kept to which somebody added something."""
        self._first = rows or ({},)

    def put(self, kept: str) -> None:
        """Show the list that is kept; what is being written just now is left alone."""
        if kept == self._kept and self.rows:
            return
        self._kept = kept
        told = kept_rows(self.question, kept) if kept else None
        self._show(told or self._first)

    def text(self) -> str:
        """The list as it is written, for ``read_list``; empty where every row is."""
        found = [row.values() for row in self.rows]
        filled = [values for values in found if self._is_filled(values)]
        return json.dumps(filled) if filled else ""

    def readable(self) -> str:
        """The rows that can be read, as a kept list: for sums that follow every key."""
        whole = []
        for row in self.rows:
            values = row.values()
            if self._is_filled(values):
                read = read_list(self.question, json.dumps([values]))
                if not isinstance(read, Problem):
                    whole += json.loads(read)
        return json.dumps(whole)

    def commit(self) -> None:
        """Tell of the list where it is another than the kept one, or say at its field what cannot be read."""
        text = self.text()
        read = read_list(self.question, text) if text else ""
        if isinstance(read, Problem):
            self.show_problem(read)
        elif read != self._kept and not (read == "" and self._kept == "[]"):
            self._kept = read
            self.message.show_problem(None)
            self.answered.emit(read)

    def show_problem(self, problem: Problem) -> bool:
        """Say the problem at its cell, or below the rows; whether it is one of this list."""
        name, _dot, rest = (problem.field or "").partition(".")
        if name != self.question:
            return False
        number, _dot, column = rest.partition(".")
        filled = [row for row in self.rows if self._is_filled(row.values())]
        cell = filled[int(number)].cells.get(column) if number.isdigit() and int(number) < len(filled) else None
        if cell is None or isinstance(cell, w.Choice):
            self.message.show_problem(problem)
        else:
            cell.show_problem(problem)
        return True

    def arrange(self, *, narrow: bool) -> None:
        """Wide or tight rows."""
        self._narrow = narrow
        for place, row in enumerate(self.rows):
            row.arrange(narrow=narrow, first=not place)

    def add(self) -> None:
        """One more row, with the keyboard in it."""
        self._append({})
        self._chain()
        self.rows[-1].in_order()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing is written."""
        self.more.setEnabled(writable)
        for row in self.rows:
            row.setEnabled(writable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _is_filled(self, values: Values) -> bool:
        """Whether somebody wrote into the row more than stood there at first."""
        if self._stands_first(values):
            return False
        return any(
            values[column.name] for column in self._columns if column.kind != "choice" and column.name != "quantity"
        )

    def _stands_first(self, values: Values) -> bool:
        amounts = [values[column.name] for column in self._columns if column.kind == "amount"]
        return not any(amounts) and any(values.get("what") and values["what"] == one.get("what") for one in self._first)

    def _show(self, rows: Sequence[Mapping[str, object]]) -> None:
        for row in self.rows:
            self._drop(row)
        self.rows = []
        for values in rows:
            self._append(values)
        self._chain()
        self.changed.emit()

    def _append(self, values: Mapping[str, object]) -> None:
        row = _Row(self._, self.question, self._columns, self._number)
        self._number += 1
        row.put(values)
        row.arrange(narrow=self._narrow, first=not self.rows)
        for cell in row.cells.values():
            if isinstance(cell, w.Choice):
                cell.currentIndexChanged.connect(self._chosen)
            else:
                cell.line.installEventFilter(self)
                cell.changed.connect(lambda _reading: self.changed.emit())
                cell.entered.connect(self.commit)
        row.out.clicked.connect(lambda _checked=False, row=row: self._take_out(row))
        self.column.insertWidget(len(self.rows), row)
        row.show()  # at once: the keyboard may go there
        self.rows.append(row)

    def _take_out(self, row: _Row) -> None:
        place = self.rows.index(row)
        self.rows.remove(row)
        self._drop(row)
        if not self.rows:
            self._append({})
        self.arrange(narrow=self._narrow)
        self._chain()
        self.rows[min(place, len(self.rows) - 1)].in_order()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self.commit()

    def _drop(self, row: _Row) -> None:
        for cell in row.cells.values():
            if not isinstance(cell, w.Choice):
                cell.line.removeEventFilter(self)
        self.column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _chosen(self) -> None:
        for row in self.rows:
            row.fit()
        self.changed.emit()
        self.commit()

    def _chain(self) -> None:
        """The Tab key goes through the rows in their order, then to the button for one more."""
        parts = [part for row in self.rows for part in row.in_order()] + [self.more]
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)


_UNITS = 24
"""Into so many parts the width of a row is divided."""
_WIDEST = 8
"""The stretches of a whole line come to this at most, so that the lines of a row stand below each other."""


def _lines(columns: Sequence[ListColumn]) -> list[list[ListColumn]]:
    """The cells line by line, as the list says."""
    return [[one for one in columns if one.line == line] for line in range(max(one.line for one in columns) + 1)]


def _pairs(columns: Sequence[ListColumn]) -> list[list[ListColumn]]:
    """Words in a line of their own, the others two by two."""
    lines: list[list[ListColumn]] = []
    for column in columns:
        if not lines or _stands_alone(column) or _stands_alone(lines[-1][0]) or len(lines[-1]) == 2:
            lines.append([column])
        else:
            lines[-1].append(column)
    return lines


def _stands_alone(column: ListColumn) -> bool:
    return column.name in ("what", "to")


def _typed(cell: Cell) -> QWidget:
    return cell if isinstance(cell, w.Choice) else cell.line
