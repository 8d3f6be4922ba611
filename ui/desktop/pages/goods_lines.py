"""The question for goods in a record: a line for each, its name found by its first letters, how many, the price of one.

Enter goes on inside a line and to the next; on an empty line it goes on to the next question. Knows no book: it is told
which goods there are, and answers with the words that ``kpmbooks.trade`` reads.
"""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import GoodsLine, read_goods
from kpmbooks.trade.goods import plain_name
from kpmbooks.trade.offering import Offer
from kpmbooks.trade.quantities import format_quantity, read_quantity
from kpmbooks.trade.stock import value_of
from ui.desktop import widgets as w
from ui.desktop.theme import look

_TIGHT = 26
"""Below so many em of width a line has no room for what it comes to."""

_UNKNOWN = N_("There is no good called “{name}”. Add it first, or choose one of the list.")


class GoodName(w.TextField):
    """``settled``: Enter was pressed here, also while the list of names hangs below; ``passed``: the keyboard left."""

    settled = Signal()
    passed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if (popup := self.completer().popup()) is not None:
                popup.hide()
            self.settled.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.passed.emit()


_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _Line:
    """The fields of one good. ``own_price``: what the program put there, as long as nobody changed it."""

    def __init__(self, _: Translator, name: str, question: str, nth: int) -> None:
        place = f"answer_{name}_{nth}"
        self.name = GoodName(object_name=f"{place}_name", accessible_name=f"{question} {nth}")
        self.quantity = w.TextField(object_name=f"{place}_quantity", accessible_name=_("How many? {nth}", nth=nth))
        self.price = w.TextField(object_name=f"{place}_price", accessible_name=_("Price of one? {nth}", nth=nth))
        self.amount = w.MoneyLabel(None, "bold", symbol=False)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.own_price = ""

    def widgets(self) -> tuple[QWidget, ...]:
        return (self.name, self.quantity, self.price, self.amount)

    def is_empty(self) -> bool:
        return not (self.name.text().strip() or self.quantity.text().strip())


class GoodsLines(QWidget):
    """``entered``: Enter on the empty line behind the others; ``new_asked`` carries a name that is no good yet.

    ``priced``: the price of one is asked, and each line says what it comes to.
    """

    changed = Signal(object)
    entered = Signal()
    new_asked = Signal(str)

    def __init__(self, _: Translator, name: str, question: str, *, priced: bool) -> None:
        super().__init__()
        self.setObjectName(f"answer_{name}")
        self._ = _
        self._name = name
        self._question = question
        self._priced = priced
        self._offers: tuple[Offer, ...] = ()
        self.lines: list[_Line] = []
        self._heads: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(6))
        self._grid.setVerticalSpacing(look().px(4))
        for column, stretch in enumerate((10, 6, 7, 6) if priced else (10, 7)):
            self._grid.setColumnStretch(column, stretch)
        heads = (
            (_("Name"), _("How many of it"), _("Price of one"), _("Amount"))
            if priced
            else (_("Name"), _("How many of it"))
        )
        for column, head in enumerate(heads):
            label = w.text_label(head, "small", "muted")
            if column == 3:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._heads.append(label)
            self._grid.addWidget(label, 0, column)
        self.message = w.FieldMessage(_, object_name=f"answer_{name}_message")
        self.add = w.Button(
            _("Add a new good…"), object_name=f"answer_{name}_new", role="link", picture="plus", weight="bold"
        )
        self.add.clicked.connect(self._ask_for_new)
        self.add.hide()
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(look().px(4))
        column_of_all.addLayout(self._grid)
        column_of_all.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column_of_all.addWidget(self.message)
        self._append()
        self.setFocusProxy(self.lines[0].name)

    # What the form asks of every field

    def answer(self) -> str:
        """The lines in the words that ``kpmbooks.trade`` reads; empty where nothing was written."""
        said = []
        for line in self.lines:
            if not line.is_empty():
                price = line.price.text().strip() if self._priced else ""
                words = f"{line.name.text().strip()} {line.quantity.text().strip()}"
                said.append(f"{words} @ {price}" if price else words)
        return "; ".join(said)

    def put(self, answer: object) -> None:
        """Show the lines of an answer; None empties them."""
        read = read_goods(str(answer), [one.good for one in self._offers]) if answer else ()
        lines = [one for one in read if isinstance(one, GoodsLine)]
        while len(self.lines) > max(1, len(lines) + 1):
            self._remove(self.lines[-1])
        while len(self.lines) < len(lines) + 1:
            self._append()
        for line, said in zip(self.lines, lines, strict=False):
            line.name.setText(said.good.name)
            line.quantity.setText(format_quantity(said.quantity))
            line.price.setText("" if said.price is None else format_amount(said.price, symbol=False))
            line.own_price = ""
            self._fill_in(line)
        for line in self.lines[len(lines) :]:
            for field in (line.name, line.quantity, line.price):
                field.setText("")
        if answer and not lines:  # what cannot be read is shown as it was written
            self.lines[0].name.setText(str(answer))
        self.show_problem(None)
        self._reckon()

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong below the lines, and mark the line whose good it names."""
        self.message.show_problem(problem)
        named = str(problem.params.get("name", "")) if problem is not None else ""
        for line in self.lines:
            line.name.show_state("error" if named and plain_name(line.name.text()) == plain_name(named) else None)
            if problem is None:
                line.quantity.show_state(None)
                line.price.show_state(None)

    def is_ready(self) -> bool:
        """Whether every line that was begun can be taken."""
        return all(line.is_empty() or self._problem_of(line) is None for line in self.lines)

    # What is told of the goods

    def offer(self, goods: Sequence[Offer]) -> None:
        """Offer these goods from now on."""
        if tuple(goods) == self._offers:
            self._show_add()
            return
        self._offers = tuple(goods)
        for line in self.lines:
            self._complete(line)
            self._name_changed(line)

    def put_new(self, name: str) -> None:
        """Take the good that was just added, in the line where its name stands."""
        for line in self.lines:
            if plain_name(line.name.text()) == plain_name(name) or (line.is_empty() and line is self.lines[-1]):
                line.name.setText(name)
                self._settle_name(line)
                line.quantity.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def total(self) -> Rupiah | None:
        """What the lines come to; None while a line lacks its price or is not whole, and where no price is asked."""
        if not self._priced:
            return None
        parts = [self._amount_of(line) for line in self.lines if not line.is_empty()]
        known = [part for part in parts if part is not None]
        return sum(known, Rupiah(0)) if known and len(known) == len(parts) else None

    # Lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._priced:
            return
        roomy = self.width() >= _TIGHT * look().px(16)
        self._heads[3].setVisible(roomy)
        self._grid.setColumnStretch(3, 6 if roomy else 0)
        for line in self.lines:
            line.amount.setVisible(roomy)

    def _append(self) -> None:
        line = _Line(self._, self._name, self._question, len(self.lines) + 1)
        before = self.lines[-1] if self.lines else None
        self.lines.append(line)
        for column, widget in enumerate(line.widgets() if self._priced else line.widgets()[:2]):
            self._grid.addWidget(widget, len(self.lines), column)
            widget.show()  # at once: the keyboard may go there with the same press
        if not self._priced:
            for widget in (line.price, line.amount):
                widget.setParent(self)
                widget.hide()
        last = before.price if self._priced and before else before.quantity if before else None
        for widget in (line.name, line.quantity, line.price) if self._priced else (line.name, line.quantity):
            if last is not None:
                QWidget.setTabOrder(last, widget)
            last = widget
        line.name.textChanged.connect(lambda _text: self._name_changed(line))
        line.quantity.textChanged.connect(lambda _text: self._edited(line))
        line.price.textChanged.connect(lambda _text: self._edited(line))
        line.name.settled.connect(lambda: self._name_entered(line))
        line.name.passed.connect(lambda: self._name_left(line))
        line.quantity.returnPressed.connect(lambda: self._quantity_entered(line))
        line.price.returnPressed.connect(lambda: self._price_entered(line))
        self._complete(line)
        self._fit()

    def _remove(self, line: _Line) -> None:
        self.lines.remove(line)
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _complete(self, line: _Line) -> None:
        completer = QCompleter([one.good.name for one in self._offers], line.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(6)
        if (popup := completer.popup()) is not None:
            popup.setObjectName(f"{line.name.objectName()}_words")
            popup.setAccessibleName(line.name.accessibleName())
        line.name.setCompleter(completer)

    def _meant(self, line: _Line) -> Offer | None:
        """The good that a name means: it, the only one that begins so, or the first of those in Enter's order."""
        typed = plain_name(line.name.text())
        if not typed:
            return None
        exact = [one for one in self._offers if plain_name(one.good.name) == typed]
        begins = [one for one in self._offers if plain_name(one.good.name).startswith(typed)]
        holds = [one for one in self._offers if typed in plain_name(one.good.name)]
        return next(iter((*exact, *begins, *holds)), None)

    def _known(self, line: _Line) -> Offer | None:
        typed = plain_name(line.name.text())
        return next((one for one in self._offers if plain_name(one.good.name) == typed), None) if typed else None

    def _settle_name(self, line: _Line) -> bool:
        """Write the good's whole name for what was typed of it; False where no good is meant."""
        meant = self._meant(line)
        if meant is None:
            return False
        if line.name.text() != meant.good.name:
            line.name.setText(meant.good.name)
        self._fill_in(line)
        return True

    def _fill_in(self, line: _Line) -> None:
        """Write the price that one begins with, unless somebody wrote another."""
        offer = self._known(line)
        if self._priced and line.price.text() in ("", line.own_price):
            price = "" if offer is None or offer.price is None else format_amount(offer.price, symbol=False)
            line.own_price = price
            if line.price.text() != price:
                line.price.setText(price)

    # Going on

    def _name_entered(self, line: _Line) -> None:
        if not line.name.text().strip():
            self._leave_empty(line)
        elif self._settle_name(line):
            line.quantity.setFocus(Qt.FocusReason.TabFocusReason)
            line.quantity.selectAll()
        else:
            self._ask_for_new()

    def _leave_empty(self, line: _Line) -> None:
        """An empty line ends the question; one between others goes, with what stood in it."""
        if line is self.lines[-1]:
            if self.is_ready():
                self.entered.emit()
            else:
                self._complain()
            return
        after = self.lines[self.lines.index(line) + 1]
        after.name.setFocus(Qt.FocusReason.TabFocusReason)
        self._drop(line)

    def _drop(self, line: _Line) -> None:
        kept = [(one.name.text(), one.quantity.text(), one.price.text()) for one in self.lines if one is not line]
        self._remove(self.lines[-1])
        for one, (name, quantity, price) in zip(self.lines, kept, strict=True):
            one.name.setText(name)
            one.quantity.setText(quantity)
            one.price.setText(price)
        if not self.lines[-1].is_empty():
            self._append()
        self._edited(self.lines[-1])

    def _name_left(self, line: _Line) -> None:
        if line.name.text().strip() and line in self.lines:
            self._settle_name(line)

    def _quantity_entered(self, line: _Line) -> None:
        problem = self._quantity_problem(line)
        if problem is not None:
            self._say(line.quantity, problem)
        elif self._priced and not line.price.text().strip():
            line.price.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._next(line)

    def _price_entered(self, line: _Line) -> None:
        problem = self._problem_of(line)
        if problem is not None:
            self._say(line.price if self._quantity_problem(line) is None else line.quantity, problem)
        else:
            self._next(line)

    def _next(self, line: _Line) -> None:
        place = self.lines.index(line) + 1
        if place == len(self.lines):
            self._append()
        self.lines[place].name.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_for_new(self) -> None:
        unknown = next((one for one in self.lines if one.name.text().strip() and self._meant(one) is None), None)
        self.new_asked.emit(unknown.name.text().strip() if unknown is not None else "")

    # What stands in the lines

    def _name_changed(self, line: _Line) -> None:
        self._show_add()
        if self._known(line) is not None:
            self._fill_in(line)
        self._edited(line)

    def _show_add(self) -> None:
        unknown = any(one.name.text().strip() and self._meant(one) is None for one in self.lines)
        self.add.setVisible(unknown or not self._offers)

    def _edited(self, line: _Line) -> None:
        if self.message.problem() is not None:
            self.show_problem(None)
        if line is self.lines[-1] and self._known(line) is not None and line.quantity.text().strip():
            self._append()
        self._reckon()
        self.changed.emit(self.answer())

    def _reckon(self) -> None:
        for line in self.lines:
            line.amount.set_amount(self._amount_of(line))
            offer = self._known(line)
            unit = offer.good.unit if offer is not None else ""
            line.quantity.show_hint(unit)
            there = None if offer is None or not offer.good.stocked else offer.there
            words = "" if there is None else format_quantity(there.quantity, unit)
            line.quantity.setToolTip(self._("There: {quantity}", quantity=words) if words else "")

    def _quantity_of(self, line: _Line) -> int | Problem:
        offer = self._known(line)
        return read_quantity(line.quantity.text(), offer.good.unit if offer is not None else "")

    def _quantity_problem(self, line: _Line) -> Problem | None:
        read = self._quantity_of(line)
        return _plain(read) if isinstance(read, Problem) else None

    def _problem_of(self, line: _Line) -> Problem | None:
        if self._known(line) is None and not self._settle_name(line):
            return Problem("good-unknown", _UNKNOWN, {"name": line.name.text().strip()})
        if (problem := self._quantity_problem(line)) is not None:
            return problem
        price = read_amount(line.price.text()) if self._priced and line.price.text().strip() else None
        return _plain(price) if isinstance(price, Problem) else None

    def _amount_of(self, line: _Line) -> Rupiah | None:
        quantity = self._quantity_of(line) if line.quantity.text().strip() else None
        price = read_amount(line.price.text()) if line.price.text().strip() else None
        if isinstance(quantity, int) and isinstance(price, Rupiah):
            return value_of(quantity, Fraction(int(price)))
        return None

    def _complain(self) -> None:
        for line in self.lines:
            if not line.is_empty() and (problem := self._problem_of(line)) is not None:
                wrong = line.name if problem.code == "good-unknown" else line.quantity
                self._say(wrong if self._quantity_problem(line) is not None else line.price, problem)
                return

    def _say(self, field: w.TextField, problem: Problem) -> None:
        self.message.show_problem(problem)
        field.show_state("error")
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()


def _plain(problem: Problem) -> Problem:
    """A question about a quantity as a sentence: its answers are no rupiah to press."""
    return Problem(problem.code, problem.message, problem.params)
