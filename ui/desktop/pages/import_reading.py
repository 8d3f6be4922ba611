"""How a file is read, to be corrected by whoever knows it better: what it is, its columns, days, amounts, whose money.

Each answer is told at once; what the file comes to then is seen at the foot of the page and in its rows.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kpmbooks.exchange.understanding import WHATS, DayOrder, DecimalMark, Habits, What
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.pages.import_choice import CalmChoice
from ui.desktop.pages.import_columns import ColumnCards, missing, shown_columns, swapped, with_column
from ui.desktop.pages.import_work import Choices, Looked
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.session import Session
from ui.desktop.theme import look

WHAT_WORDS: Final = {
    "cash": N_("Cash book"),
    "journal": N_("General records"),
    "accounts": N_("List of accounts"),
    "opening": N_("Opening balances"),
}
ORDER_WORDS: Final[dict[DayOrder, str]] = {
    "dmy": N_("day/month/year"),
    "mdy": N_("month/day/year"),
    "ymd": N_("year/month/day"),
}
DECIMAL_WORDS: Final[dict[DecimalMark, str]] = {",": "1.250.000,00", ".": "1,250,000.00"}


class ReadingForm(QScrollArea):
    """The questions; ``chosen`` carries the ``Choices`` with the new answer."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = self._ = session._
        self._session = session
        self._choices: Choices | None = None
        self._looked: Looked | None = None
        self.setObjectName("import_reading")
        self.setAccessibleName(_("How it is read"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told = SaidStrip(object_name="import_problem")
        self.what = self._choice("import_what", _("What is this file?"))
        self.sheet = self._choice("import_sheet", _("Which sheet?"))
        self.box = self._choice("import_box", _("Whose money is it?"))
        self.order = self._choice("import_order", _("How are dates written?"))
        self.decimal = self._choice("import_decimal", _("How are amounts written?"))
        self.kind_in = self._choice("import_kind_in", _("Other money in becomes"))
        self.kind_out = self._choice("import_kind_out", _("Other money out becomes"))
        self.swap = w.Button(_("Exchange in and out"), object_name="import_swap", picture="arrows-left-right")
        self.anew = w.Button(_("Read it as at first"), object_name="import_anew", role="link")
        self.columns = ColumnCards(_)
        self._lay_out()
        for what in WHATS:
            self.what.add(_(WHAT_WORDS[what]), what)
        for order, words in ORDER_WORDS.items():
            self.order.add(_(words), order)
        for decimal, example in DECIMAL_WORDS.items():
            self.decimal.add(example, decimal)
        self._connect()

    def show_reading(self, looked: Looked, choices: Choices) -> None:
        """Show how the file is read now."""
        self._looked, self._choices = looked, choices
        understood, habits = looked.understood, looked.understood.habits
        is_cash = understood.what == "cash" and looked.is_read
        self._write(self.what, [], understood.what)
        self._write(self.sheet, [(name, name) for name in understood.sheets], habits.sheet)
        self._write(self.box, [(one.name, one.id) for one in looked.boxes], looked.box and looked.box.id)
        self._write(self.order, [], habits.day_order)
        self._write(self.decimal, [], habits.decimal)
        for field, into, kind in ((self.kind_in, True, looked.kind_in), (self.kind_out, False, looked.kind_out)):
            kinds = looked.fitting.get(into, ())
            self._write(field, [(self._session.kind_name(one), one) for one in kinds], kind)
            self._fields[field].setVisible(is_cash)
        self._fields[self.sheet].setVisible(len(understood.sheets) > 1)
        self._fields[self.box].setVisible(is_cash)
        self._fields[self.order].setVisible(understood.what in ("cash", "journal"))
        self._fields[self.decimal].setVisible(understood.what != "accounts")
        columns = self._columns()
        self.columns.show_columns(understood, columns)
        self.swap.setVisible(is_cash and swapped(habits, columns) is not None)
        self.anew.setVisible(choices.habits != Habits())
        self._tell(looked, missing(columns, understood.what))

    def _tell(self, looked: Looked, lacks: list[str]) -> None:
        """Say what stands in the way; of a file that cannot be read so, which columns it still needs."""
        _ = self._
        said = [_.problem(problem) for problem in looked.problems]
        if lacks and not looked.is_read:
            said.append(_("Still needed: {columns}.", columns=", ".join(map(_, lacks))))
        if said:
            self.told.say(" ".join(said), "out" if looked.is_read else "warn")
        else:
            self.told.hide()

    def _choice(self, name: str, question: str) -> w.Choice:
        return CalmChoice(object_name=name, accessible_name=question)

    def _lay_out(self) -> None:
        worn = look()
        inside = QWidget()
        inside.setProperty("role", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(worn.px(18), worn.px(14), worn.px(12), worn.px(14))
        column.setSpacing(worn.px(12))
        column.addWidget(self.told)
        questions = w.Flow(spacing=12)
        self._fields: dict[w.Choice, QWidget] = {}
        for choice in (self.what, self.sheet, self.box, self.order, self.decimal, self.kind_in, self.kind_out):
            field = QWidget()
            lines = QVBoxLayout(field)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(worn.px(4))
            choice.setMinimumWidth(worn.px(226))
            lines.addWidget(w.field_label(choice.accessibleName(), choice))
            lines.addWidget(choice)
            questions.add(field)
            self._fields[choice] = field
        column.addWidget(questions)
        column.addWidget(w.text_label(self._("What is in each column?"), "lead"))
        column.addWidget(self.columns)
        acts = w.Flow(spacing=8)
        acts.add(self.swap)
        acts.add(self.anew)
        column.addWidget(acts)
        column.addStretch(1)
        self.setWidget(inside)

    def _connect(self) -> None:
        def tell(choice: w.Choice, changed: Callable[[Choices, object], Choices]) -> None:
            def heard(_place: int) -> None:
                if self._choices is not None:
                    self.chosen.emit(changed(self._choices, choice.current()))

            choice.currentIndexChanged.connect(heard)

        # What was said of columns holds for one kind of file only.
        tell(self.what, lambda said, what: Choices(
            cast(What, what), replace(said.habits, columns=None, debit_is_in=None), said.account, partial=said.partial
        ))  # fmt: skip
        tell(self.sheet, lambda said, sheet: replace(
            said, habits=replace(said.habits, sheet=cast(str, sheet), columns=None, debit_is_in=None)
        ))  # fmt: skip
        tell(self.box, lambda said, account: replace(said, account=cast(int, account)))
        tell(self.order, lambda said, order: replace(
            said, habits=replace(said.habits, day_order=cast(DayOrder, order))
        ))  # fmt: skip
        tell(self.decimal, lambda said, mark: replace(
            said, habits=replace(said.habits, decimal=cast(DecimalMark, mark))
        ))  # fmt: skip
        tell(self.kind_in, lambda said, kind: replace(said, kind_in=cast(str, kind)))
        tell(self.kind_out, lambda said, kind: replace(said, kind_out=cast(str, kind)))
        self.columns.chosen.connect(self._column_chosen)
        self.swap.clicked.connect(self._swap)
        self.anew.clicked.connect(self._begin_anew)

    def _columns(self) -> dict[str, int]:
        """The columns that are in force; where the file cannot be read, those that were said."""
        assert self._looked is not None
        assert self._choices is not None
        return (
            shown_columns(self._looked.understood) if self._looked.is_read else dict(self._choices.habits.columns or {})
        )

    def _column_chosen(self, place: int, role: object) -> None:
        columns = with_column(self._columns(), place, role if isinstance(role, str) else None)
        self._say(columns=columns, debit_is_in=None)

    def _swap(self) -> None:
        assert self._looked is not None
        found = swapped(self._looked.understood.habits, self._columns())
        if found is not None:
            self._say(columns=found[0], debit_is_in=found[1])

    def _begin_anew(self) -> None:
        if self._choices is not None:
            self.chosen.emit(replace(self._choices, habits=Habits(sheet=self._choices.habits.sheet)))

    def _say(self, *, columns: dict[str, int], debit_is_in: bool | None) -> None:
        if self._choices is not None:
            habits = replace(self._choices.habits, columns=columns, debit_is_in=debit_is_in)
            self.chosen.emit(replace(self._choices, habits=habits))

    def _write(self, choice: w.Choice, offered: list[tuple[str, object]], key: object) -> None:
        """Offer what there is, without telling that it was chosen; nothing to offer keeps what is offered already."""
        choice.blockSignals(True)
        if offered and [(choice.itemText(n), choice.itemData(n)) for n in range(choice.count())] != offered:
            choice.clear()
            for text, one in offered:
                choice.add(text, one)
        if choice.findData(key) >= 0:
            choice.set_current(key)
        choice.blockSignals(False)
