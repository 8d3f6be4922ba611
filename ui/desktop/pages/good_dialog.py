"""The dialog that adds a good or changes what is said of one: name, unit, sort, price, picture, stock."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCompleter, QGridLayout, QWidget

from kpmbooks import trade
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.trade import Good, Sort
from kpmbooks.trade.quantities import WHOLE_UNITS, format_quantity, is_whole_unit, read_quantity
from kpmbooks.trade.stock import read_method
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look

SORT_WORDS: Final[dict[Sort, str]] = {
    "dagangan": N_("Goods that are sold"),
    "bahan": N_("Materials that are used up"),
    "jasa": N_("A service"),
}

PICTURES: Final = (
    ("package", N_("Packet")), ("grains", N_("Uncooked rice")), ("egg", N_("Egg")), ("drop", N_("Oil")),
    ("bread", N_("Bread")), ("cookie", N_("Biscuits")), ("bowl-food", N_("Cooked food")), ("coffee", N_("Coffee")),
    ("carrot", N_("Vegetables")), ("pepper", N_("Chilli")), ("orange", N_("Fruit")), ("fish", N_("Fish")),
    ("shrimp", N_("Shrimp")), ("cow", N_("Cattle")), ("plant", N_("Plant")), ("basket", N_("Basket")),
    ("handbag", N_("Bag")), ("dress", N_("Dress")), ("t-shirt", N_("Clothes")), ("spray-bottle", N_("Soap")),
    ("pill", N_("Medicine")), ("fire", N_("Gas")), ("device-mobile", N_("Phone credit")),
    ("washing-machine", N_("Laundry")), ("scissors", N_("Sewing")), ("wrench", N_("Repair")),
)  # fmt: skip
"""Pictures a good may have, each with its word."""

_UNITS: Final = ("kg", "ons", "gram", "liter", "meter", *sorted(WHOLE_UNITS))


class GoodDialog(CardDialog):
    """``saved`` carries the name of the good, once it is in the book. ``good`` None adds a new one.

    ``sorts`` are the sorts that fit where somebody came from; ``accounting`` asks how its cost is worked out as well.
    """

    saved = Signal(str)

    def __init__(
        self,
        session: Session,
        *,
        good: Good | None = None,
        name: str = "",
        sorts: Sequence[Sort] = trade.SORTS,
        accounting: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        title = _("New good") if good is None else _("Change “{name}”", name=good.name)
        super().__init__(title, "package", object_name="good_dialog", parent=parent)
        self.session = session
        self._good = good
        self._accounting = accounting
        self.name = w.TextField(object_name="good_name", accessible_name=_("What is it called?"))
        self.unit = w.TextField(
            object_name="good_unit", accessible_name=_("Counted in what?"), hint=_("kg, piece, packet …")
        )
        self.sort = w.Choice(object_name="good_sort", accessible_name=_("What is it for?"))
        for key in sorts:
            self.sort.add(_(SORT_WORDS[key]), key)
        self.price = AmountAnswer(_, "good_price", _("Price of one?"), small=True)
        self.picture = w.Choice(object_name="good_picture", accessible_name=_("Picture"))
        for key_of_picture, words in PICTURES:
            self.picture.addItem(QIcon(look().pixmap(key_of_picture, 24, "text")), _(words), key_of_picture)
        self.picture.setIconSize(QSize(look().px(24), look().px(24)))
        self.low = w.TextField(object_name="good_low", accessible_name=_("Warn at how few?"), hint=_("may stay empty"))
        self.stocked = w.Check(_("Keep its stock"), object_name="good_stocked")
        self.method = w.Choice(object_name="good_method", accessible_name=_("How is its cost worked out?"))
        for method, words in (
            ("average", N_("Moving average")),
            ("fifo", N_("First in, first out (FIFO)")),
            ("lifo", N_("Last in, first out (LIFO)")),
        ):
            self.method.add(_(words), method)
        self._low_label: tuple[QWidget, ...] = ()
        self.whole = w.text_label("", "small", "muted", wrap=True)
        self.message = w.FieldMessage(_, object_name="good_message")
        self._offer_units()
        self._fill(name, sorts)
        self._lay_out()
        self.sort.currentIndexChanged.connect(lambda _index: self._fit_sort())
        self.unit.textChanged.connect(lambda _text: self._say_whole())
        self.method.currentIndexChanged.connect(lambda _index: self._say_method())
        self._fit_sort()
        self._say_whole()
        (self.unit if name else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the good, or say what cannot be taken."""
        session, facts = self.session, self._facts()
        if self.price.problem() is not None:
            self.price.show_problem(self.price.problem())
            self.price.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        low = self._low()
        if isinstance(low, Problem):
            self._show_problem(low.at("low"))
            return
        facts["low"] = None if low is None else str(low)
        name, good = self.name.text(), self._good
        try:
            if good is None:
                kept = session.act(lambda tx: trade.add_good(tx, session.ledger, name, facts))
            else:
                kept = session.act(lambda tx: trade.change_good(tx, session.ledger, good, {"name": name, **facts}))
        except (Rejected, StorageError) as error:
            self._show_problem(problems_of(error)[0])
            return
        self.accept()
        self.saved.emit(kept.name)

    def _low(self) -> int | Problem | None:
        """How little is to be told of, in thousandths."""
        if not self.low.text().strip():
            return None
        read = read_quantity(self.low.text(), self.unit.text().strip())
        return Problem(read.code, read.message, read.params) if isinstance(read, Problem) else read

    def _facts(self) -> dict[str, str | None]:
        price = self.price.value()
        sort = str(self.sort.current())
        facts: dict[str, str | None] = {
            "unit": self.unit.text().strip() or None,
            "sort": sort,
            "price": str(int(price)) if isinstance(price, Rupiah) else None,
            "picture": str(self.picture.current()),
        }
        if sort != "jasa":
            facts["stocked"] = "1" if self.stocked.isChecked() else "0"
        if self._accounting:
            facts["method"] = str(self.method.current())
        return facts

    def _fill(self, name: str, sorts: Sequence[Sort]) -> None:
        good = self._good
        self.stocked.setChecked(good is None or good.stocked)
        if good is None:
            self.name.setText(name)
            return
        self.name.setText(good.name)
        self.unit.setText(good.unit)
        if good.sort in sorts:
            self.sort.set_current(good.sort)
        self.price.put(None if good.price is None else int(good.price))
        if self.picture.findData(good.picture) < 0:
            self.picture.add(good.picture, good.picture)
        self.picture.set_current(good.picture)
        self.method.set_current(good.method)
        self.low.setText("" if good.low is None else format_quantity(good.low))

    def _lay_out(self) -> None:
        _ = self.session._
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(8))
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [
            (_("What is it called?"), self.name),
            (_("Counted in what?"), self.unit),
            ("", self.whole),
            (_("What is it for?"), self.sort),
            (_("Price of one?"), self.price),
            (_("Warn at how few?"), self.low),
            (_("Picture"), self.picture),
        ]
        if self._accounting:
            rows.append((_("How is its cost worked out?"), self.method))
        else:
            self.method.setParent(self)
            self.method.hide()
        for row, (words, field) in enumerate(rows):
            if words:
                label = w.field_label(words, field)
                label.setWordWrap(True)
                grid.addWidget(label, row, 0)
                if field is self.low:
                    self._low_label = (label,)
            grid.addWidget(field, row, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.stocked)
        self.column.addWidget(self.message)
        self.column.addStretch(1)
        rest = w.Button(_("Leave it"), object_name="good_rest")
        rest.setAutoDefault(False)
        rest.clicked.connect(self.reject)
        keep = w.Button(_("Save"), object_name="good_save", role="primary", picture="check", weight="bold")
        keep.setDefault(True)
        keep.clicked.connect(self.save)
        self.buttons.addStretch(1)
        self.buttons.addWidget(rest)
        self.buttons.addWidget(keep)

    def _offer_units(self) -> None:
        completer = QCompleter(list(_UNITS), self.unit)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (popup := completer.popup()) is not None:
            popup.setObjectName("good_unit_words")
            popup.setAccessibleName(self.unit.accessibleName())
        self.unit.setCompleter(completer)

    def _fit_sort(self) -> None:
        for field in (self.stocked, self.low, *self._low_label):
            field.setVisible(self.sort.current() != "jasa")

    def _say_whole(self) -> None:
        _, unit = self.session._, self.unit.text().strip()
        if not unit:
            self.whole.setText("")
        elif is_whole_unit(unit):
            self.whole.setText(_("Counted whole: there is no half of it."))
        else:
            self.whole.setText(_("May have a part, such as 2,5."))
        self.whole.setVisible(bool(unit))

    def _say_method(self) -> None:
        """Say at once why LIFO is not to be had."""
        refused = read_method(str(self.method.current()))
        self._show_problem(refused if isinstance(refused, Problem) else None)

    def _show_problem(self, problem: Problem | None) -> None:
        self.message.show_problem(problem)
        lines = {"name": self.name, "unit": self.unit, "low": self.low}
        others: dict[str, QWidget] = {"price": self.price, "sort": self.sort, "method": self.method}
        at = "" if problem is None else problem.field or ""
        for name, line in lines.items():
            line.show_state("error" if name == at else None)
        if (field := {**lines, **others}.get(at)) is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
