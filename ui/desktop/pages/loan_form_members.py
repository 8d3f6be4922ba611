"""What each member of a group earns, needs and asks for: a row of three amounts beside her mark and name.

Kept as one list when a field is left. A member who says nothing leaves a line for the hand on the paper.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.group import Member
from kpmbooks.i18n import Translator
from kpmbooks.loans.asked_lists import members_of
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.members_list import called
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered

COLUMNS: Final = (
    ("income", N_("Earns a month")),
    ("cost", N_("Needs a month")),
    ("request", N_("Asks for")),
)


class MembersAsked(QWidget):
    """``answered`` carries the list as the answer ``members``."""

    answered = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._members: tuple[Member, ...] = ()
        self._kept = ""
        self._asked: Rupiah | None = None
        self.cells: dict[tuple[bytes, str], AmountAnswer] = {}
        self._inside: QWidget | None = None
        self._narrow = False
        self._writable = True
        told = _("Each says it herself. What is empty is filled in by hand at the meeting.")
        self.told = w.text_label(told, wrap=True)
        self.sum = w.text_label("", "bold", wrap=True)
        self.sum.setObjectName("members_sum")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(10))
        self._column.addWidget(self.told)
        self._column.addWidget(self.sum)

    def show_members(self, members: Sequence[Member]) -> None:
        """Ask these members; the rows stay while they are the same."""
        if tuple(members) != self._members:
            self._members = tuple(members)
            self._build()
            self._fill()

    def put(self, kept: Mapping[str, str]) -> None:
        """Show the amounts that are kept, and beside what the group asks for."""
        asked = kept.get("amount", "")
        self._asked = Rupiah(int(asked)) if asked.isdecimal() else None
        if kept.get("members", "") != self._kept:
            self._kept = kept.get("members", "")
            self._fill()
        self._add_up()

    def commit(self) -> None:
        """Keep what was written and can be read."""
        rows = []
        for member in self._members:
            row: dict[str, str | int] = {"member": member.uid.hex()}
            for name, _words in COLUMNS:
                value = self.cells[member.uid, name].value()
                if value is not None:
                    row[name] = int(value)
            if len(row) > 1:
                rows.append(row)
        if rows != self._rows_kept():
            self.answered.emit({"members": json.dumps(rows) if rows else ""})

    def show_problem(self, problem: Problem) -> bool:
        """Say a problem of the list; whether it is of this part."""
        if not (problem.field or "").startswith("members"):
            return False
        first = next(iter(self.cells.values()), None)
        if first is not None:
            first.show_problem(problem)
        return first is not None

    def arrange(self, *, narrow: bool) -> None:
        """Names beside the amounts, or above them where there is little room."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._build()
            self._fill()

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing is written."""
        self._writable = writable
        for cell in self.cells.values():
            cell.setEnabled(writable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.commit()
        return super().eventFilter(watched, event)

    def _rows_kept(self) -> list[dict[str, str | int]]:
        rows = []
        for one in members_of(self._kept) or ():
            amounts = {"income": one.income, "cost": one.cost, "request": one.request}
            row: dict[str, str | int] = {"member": one.member.hex()}
            row |= {name: int(amount) for name, amount in amounts.items() if amount is not None}
            rows.append(row)
        return rows

    def _build(self) -> None:
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self.cells = {}
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(10))
        grid.setVerticalSpacing(look().px(8))
        for place, (_name, words) in enumerate(COLUMNS):
            if not self._narrow:
                grid.addWidget(w.text_label(self._(words), "small", "muted"), 0, place + 2)
            grid.setColumnStretch(place + 2, 3)
        grid.setColumnStretch(1, 0 if self._narrow else 2)
        for number, member in enumerate(self._members, 1):
            name = called(self._, member)
            picture, label = w.Picture(member.mark, 26, "text", "fill"), w.text_label(name, "bold")
            row = 3 * number
            if self._narrow:
                grid.addWidget(label, row, 2, 1, len(COLUMNS))
                for place, (_name, words) in enumerate(COLUMNS):
                    grid.addWidget(w.text_label(self._(words), "small", "muted"), row + 1, place + 2)
                grid.addWidget(picture, row, 0)
                row += 2
            else:
                grid.addWidget(picture, row, 0)
                grid.addWidget(label, row, 1)
            for place, (column, words) in enumerate(COLUMNS):
                cell = AmountAnswer(self._, f"member_{number}_{column}", f"{name}: {self._(words)}", small=True)
                cell.setEnabled(self._writable)
                cell.line.installEventFilter(self)
                cell.changed.connect(lambda _reading: self._add_up())
                grid.addWidget(cell, row, place + 2, Qt.AlignmentFlag.AlignTop)
                self.cells[member.uid, column] = cell
        self._column.insertWidget(1, self._inside)

    def _fill(self) -> None:
        kept = {one.member: one for one in members_of(self._kept) or ()}
        for (uid, name), cell in self.cells.items():
            amount = getattr(kept[uid], name) if uid in kept else None
            cell.blockSignals(True)
            cell.put("" if amount is None else format_amount(amount, symbol=False))
            cell.blockSignals(False)
        self._add_up()

    def _add_up(self) -> None:
        _ = self._
        said = [self.cells[member.uid, "request"].value() for member in self._members]
        together = sum((amount for amount in said if amount is not None), Rupiah(0))
        words = _("Asked for together: {amount}", amount=_seen(together))
        if self._asked is not None and None not in said and together != self._asked:
            words += " " + _("The group asks for {amount}.", amount=_seen(self._asked))
        self.sum.setText(words if any(amount is not None for amount in said) else "")


def _seen(amount: Rupiah) -> str:
    return covered() if look().private else format_amount(amount)
