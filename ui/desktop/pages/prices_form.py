"""The questions of the price calculator: one batch, the wish, the month. Each figure says where it is from."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.trade.price_sheets import USUAL_DAYS, WHOLE, WISHES, PriceSheet
from kpmbooks.trade.price_sources import FromBook
from kpmbooks.trade.prices import rounded
from kpmbooks.trade.quantities import THOUSAND, format_quantity, read_percent, read_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.theme import look


@dataclass(frozen=True, slots=True)
class _Question:
    """``kind``: rupiah, pieces, hours, or percent."""

    name: str
    label: str
    kind: str = "amount"
    hint: str = ""


BATCH: Final = (
    _Question("made", N_("How many does it make?"), "count"),
    _Question("left_over", N_("How many cannot be sold?"), "count"),
    _Question("materials", N_("Materials?")),
    _Question("packaging", N_("Packaging?")),
    _Question("gas", N_("Gas, power, water?")),
    _Question("transport", N_("Transport?")),
    _Question("other", N_("Other costs?")),
    _Question("hours", N_("Hours of own work?"), "hours"),
    _Question(
        "wage", N_("Worth of an hour?"), "amount", N_("It belongs into the price. It is never written into the book.")
    ),
)
MONTH: Final = (
    _Question(
        "fixed",
        N_("Costs that come anyway?"),
        "amount",
        N_("Rent, wages, phone of the whole business: also when nothing is sold."),
    ),
    _Question(
        "part", N_("How many percent of them does this good carry?"), "percent", N_("Other goods carry the rest.")
    ),
    _Question("days", N_("Selling days a month?"), "count"),
    _Question("sold", N_("How many sold a day?"), "count"),
)
_MOST_COUNT = 1_000_000
_NOT_A_COUNT = Problem("count-unreadable", N_("This is not a number of things. Write it in figures, for example 12."))
Field = AmountAnswer | CountAnswer


class PriceForm(QObject):
    """The fields in three cards that the page places. ``edited`` tells that something else is asked now."""

    edited = Signal()

    def __init__(self, _: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.fields: dict[str, Field] = {}
        self._kinds = {question.name: question.kind for question in (*BATCH, *MONTH)}
        self._origins: dict[str, QLabel] = {}
        self._from_book: dict[str, str] = {}
        self._filling = False
        self.batch = w.Card(_("One batch"), picture="cooking-pot", object_name="prices_batch")
        self.batch.body.addLayout(self._grid(BATCH))
        self.price = w.Card(_("What it earns"), picture="tag", object_name="prices_wish_card")
        self.wish = w.SegmentedSwitch(
            (w.Segment("markup", _("on top of the cost")), w.Segment("margin", _("part of the price"))),
            object_name="prices_wish",
            accessible_name=_("What should be earned?"),
        )
        self.percent = CountAnswer(_, "prices_percent", _("How many percent?"))
        self.own_price = AmountAnswer(_, "prices_price", _("Own price?"), small=True)
        self.fields |= {"percent": self.percent, "price": self.own_price}
        grid = self._empty_grid()
        self._row(grid, 0, _("What should be earned?"), self.wish)
        self._row(grid, 1, _("How many percent?"), self.percent)
        self._row(grid, 2, _("Own price?"), self.own_price)
        grid.addWidget(w.text_label(_("Empty: the price that follows."), "small", "muted", wrap=True), 5, 1)
        self.price.body.addLayout(grid)
        self.month = w.Card(_("A month"), picture="calendar-blank", object_name="prices_month")
        self.month.body.addLayout(self._grid(MONTH))
        self.wish.chosen.connect(lambda _wish: self._edited("wish"))
        for name, field in self.fields.items():
            field.changed.connect(lambda _reading, name=name: self._edited(name))

    def put(self, sheet: PriceSheet) -> None:
        """Show a sheet; what it has from the book says so."""
        self._filling = True
        for name in self._kinds:
            self._put(name, getattr(sheet, name))
        self.wish.set_current(sheet.wish)
        self.percent.put(f"{float(Fraction(sheet.percent)):g}".replace(".", ","))
        self.own_price.put(sheet.price or None)
        self._from_book = dict(sheet.from_book)
        self._filling = False
        self._tell_origins()

    def fill(self, found: FromBook) -> None:
        """Take over what the book says; what it does not say stays."""
        self._filling = True
        for name, figure in found.figures.items():
            self._put(name, figure)
        self._from_book |= {name: self._.problem(origin) for name, origin in found.origins.items()}
        self._filling = False
        self._tell_origins()
        self.edited.emit()

    def sheet(self) -> PriceSheet | tuple[Problem, ...]:
        """Everything as it was written, or what cannot be read, each at its field."""
        numbers: dict[str, int] = {}
        problems: list[Problem] = []
        for name in (*self._kinds, "price"):
            read = self._read(name)
            if isinstance(read, Problem):
                problems.append(read.at(name))
            else:
                numbers[name] = read
        percent = read_percent(self.percent.line.text() or "0", 1_000)
        if isinstance(percent, Problem):
            problems.append(percent.at("percent"))
        if problems or isinstance(percent, Problem):
            return tuple(problems)
        if not self.fields["days"].answer():
            numbers["days"] = USUAL_DAYS
        wish = next(one for one in WISHES if one == self.wish.current())
        return PriceSheet(**numbers, wish=wish, percent=str(percent), from_book=dict(self._from_book))

    def show_problems(self, problems: Iterable[Problem], *, focus: bool = False) -> None:
        """Say each problem at its field."""
        for problem in problems:
            field = self.fields.get(problem.field or "")
            if field is not None:
                field.show_problem(problem)
                if focus:
                    field.setFocus()
                    focus = False

    def clear_problems(self) -> None:
        """Say nothing at any field."""
        for field in self.fields.values():
            if not (isinstance(field, AmountAnswer) and field.problem() is not None):
                field.show_problem(None)

    def _read(self, name: str) -> int | Problem:
        field = self.fields[name]
        if isinstance(field, AmountAnswer):
            if (problem := field.problem()) is not None:
                return problem
            return int(field.value() or Rupiah(0))
        text = field.line.text().strip()
        if not text:
            return 0
        if self._kinds[name] == "hours":
            return read_quantity(text)
        if self._kinds[name] == "percent":
            percent = read_percent(text, 100)
            return percent if isinstance(percent, Problem) else int(rounded(percent * WHOLE / 100))
        quantity = read_quantity(text, "biji")
        if isinstance(quantity, Problem):
            return quantity
        return quantity // THOUSAND if quantity <= _MOST_COUNT * THOUSAND else _NOT_A_COUNT

    def _put(self, name: str, figure: int) -> None:
        field = self.fields[name]
        if isinstance(field, AmountAnswer):
            field.put(figure or None)
        elif self._kinds[name] == "hours":
            field.put(format_quantity(figure) if figure else "")
        elif self._kinds[name] == "percent":
            field.put(format_quantity(figure * THOUSAND * 100 // WHOLE) if figure else "")
        else:
            field.put(str(figure) if figure else "")

    def _edited(self, name: str) -> None:
        if self._filling:
            return
        if self._from_book.pop(name, None) is not None or name in ("fixed", "part"):
            self._tell_origins()
        self.edited.emit()

    def _tell_origins(self) -> None:
        """Beside each figure: from where in the book, or that it was written by hand."""
        for name, label in self._origins.items():
            origin = self._from_book.get(name)
            filled = bool(self.fields[name].answer())
            label.setText(self._("from the book: {origin}", origin=origin) if origin and filled else "")
            label.setVisible(bool(label.text()))
        if self.fields["fixed"].answer() and not self.fields["part"].answer():
            words = self._(
                "These are the costs of all that is sold, and all of them are laid on this one. Write its part."
            )
            self._origins["part"].setText(words)
            self._origins["part"].show()

    def _grid(self, questions: Iterable[_Question]) -> QGridLayout:
        grid = self._empty_grid()
        for place, question in enumerate(questions):
            name = f"prices_{question.name}"
            words = self._(question.label)
            field: Field
            if question.kind == "amount":
                field = AmountAnswer(self._, name, words, small=True)
            else:
                field = CountAnswer(self._, name, words)
            self.fields[question.name] = field
            self._row(grid, place, words, field)
            below = w.text_label("", "small", "muted", wrap=True)
            below.setObjectName(f"prices_{question.name}_origin")
            below.hide()
            self._origins[question.name] = below
            grid.addWidget(below, 2 * place + 1, 1)
            if question.hint:
                hint = w.text_label(self._(question.hint), "small", "muted", wrap=True)
                hint.setObjectName(f"prices_{question.name}_hint")
                grid.addWidget(hint, 2 * place + 1, 0)
        return grid

    def _empty_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(4))
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        return grid

    def _row(self, grid: QGridLayout, place: int, words: str, field: QWidget) -> None:
        label = w.field_label(words, field)
        label.setWordWrap(True)
        grid.addWidget(label, 2 * place, 0)
        grid.addWidget(field, 2 * place, 1)
