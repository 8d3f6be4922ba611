"""What is in each column of a file: a card for each, with its heading, a few of its cells, and what it is taken for."""

from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.exchange.understanding import Cell, Habits, LineKind, Understood, What, is_complete
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.pages import import_journal
from ui.desktop.pages.import_choice import CalmChoice
from ui.desktop.pages.import_rows import said_in
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.theme import look, names_covered

MOST: Final = 40
"""Columns that are shown; a table with more is something else."""

SAMPLES: Final = 3
WIDTH: Final = 226

_CASH: Final = {
    "day": N_("Date"),
    "text": N_("Description"),
    "more_text": N_("Further description"),
    "in": N_("Money in"),
    "out": N_("Money out"),
    "amount": N_("Amount, minus is out"),
    "side": N_("Says in or out"),
    "balance": N_("Balance left"),
    "no": N_("Number"),
}
_SIGNED: Final = {"amount": N_("Amount with sign"), "side": N_("Says which side")}
_NAMED: Final = {"account": N_("Account"), "code": N_("Account code")}
ROLES: Final[Mapping[What, Mapping[str, str]]] = {
    "cash": _CASH,
    "journal": {
        "day": N_("Date"), "no": N_("Number"), "text": N_("Description"), **_NAMED, **import_journal.ROLES, **_SIGNED,
    },
    "opening": {**_NAMED, "debit": N_("Left side"), "credit": N_("Right side"), **_SIGNED},
    "accounts": {
        **_NAMED, "type": N_("Type"), "cash": N_("Cash or not"), "flow": N_("Flow of money"), "fund": N_("Purse"),
    },
}  # fmt: skip
"""What a column may be in each kind of file, in the order in which it is offered."""

_NEEDED: Final[Mapping[What, Sequence[str]]] = {
    "cash": ("day", "text"), "journal": ("day", "account"), "opening": ("account",), "accounts": ("account", "type"),
}  # fmt: skip

_NO_DATA: Final[tuple[LineKind, ...]] = ("blank", "title", "heading")

_EITHER: Final = (frozenset({"in", "out"}), frozenset({"amount", "side"}), frozenset({"debit", "credit"}))
"""Ways of writing amounts: a file has one of them."""


def shown_columns(understood: Understood) -> dict[str, int]:
    """The columns by role as they are shown: the two sides of a bank's statement are money in and money out."""
    columns = dict(understood.habits.columns or {})
    if understood.what == "cash" and "debit" in columns and "credit" in columns:
        sides = ("in", "out") if understood.habits.debit_is_in else ("out", "in")
        columns[sides[0]], columns[sides[1]] = columns.pop("debit"), columns.pop("credit")
    return {role: place for role, place in columns.items() if role in ROLES[understood.what]}


def with_column(columns: Mapping[str, int], place: int, role: str | None) -> dict[str, int]:
    """The columns with another role for the one at ``place``; whatever had that role, or excludes it, gives way."""
    other = [group for group in _EITHER if role is not None and role not in group]
    chosen = next((group for group in _EITHER if role in group), None)
    kept = {
        known: where
        for known, where in columns.items()
        if where != place and known != role and not (chosen and any(known in group for group in other))
    }
    return kept if role is None else {**kept, role: place}


def missing(columns: Mapping[str, int], what: What) -> list[str]:
    """What else must be said before the file can be read: source texts, none when that suffices."""
    lacks = [ROLES[what][role] for role in _NEEDED[what] if role not in columns]
    if not lacks and not is_complete(columns, what):
        lacks = [N_("Money in") if what == "cash" else N_("Amounts")]
    return lacks


def swapped(habits: Habits, columns: Mapping[str, int]) -> tuple[dict[str, int], bool | None] | None:
    """The columns, and whether what a bank calls its first side is money in, with in and out exchanged.

    None where a file does not write them in two columns or by a mark.
    """
    if "in" in columns and "out" in columns:
        return {**columns, "in": columns["out"], "out": columns["in"]}, None
    if habits.debit_is_in is not None:
        return dict(columns), not habits.debit_is_in
    return None


class ColumnCards(w.Flow):
    """A card for each column; ``chosen`` carries a column's place and the role that it was given, None for none."""

    chosen = Signal(int, object)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(spacing=12, parent=parent)
        self._ = _
        self._shown: object = None
        self.choices: dict[int, w.Choice] = {}

    def show_columns(self, understood: Understood, columns: Mapping[str, int]) -> None:
        """Show the columns of a file; only their roles where they are the same columns as before."""
        rows = _first_rows(understood, _NO_DATA) or _first_rows(understood, _NO_DATA[:1])
        headings = tuple(head.text for head in understood.heads)
        state = (understood.what, headings, rows, look().private)
        if state != self._shown:
            self._shown = state
            self._rebuild(understood, rows)
        roles = {place: role for role, place in columns.items()}
        for place, choice in self.choices.items():
            choice.blockSignals(True)
            choice.set_current(roles.get(place))
            choice.blockSignals(False)

    def _rebuild(self, understood: Understood, rows: Sequence[Sequence[Cell]]) -> None:
        self.clear()
        self.choices = {}
        for place, head in enumerate(understood.heads[:MOST]):
            samples = [said_in(row[place : place + 1]) for row in rows]
            if head.text or any(samples):
                self.add(self._card(place, head.text, samples, understood.what))

    def _card(self, place: int, heading: str, samples: Sequence[str], what: What) -> QWidget:
        _, worn = self._, look()
        letter = column_letter(place)
        name = (
            _("Column {letter}: {heading}", letter=letter, heading=heading)
            if heading
            else _("Column {letter}", letter=letter)
        )
        choice = CalmChoice(object_name=f"import_column_{letter}", accessible_name=name)
        choice.add(_("Not used"), None)
        for role, word in ROLES[what].items():
            choice.add(_(word), role)
        choice.setMinimumWidth(worn.px(WIDTH))
        choice.setMaximumWidth(worn.px(WIDTH))
        choice.currentIndexChanged.connect(lambda _index: self.chosen.emit(place, choice.current()))
        self.choices[place] = choice
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, worn.px(4))
        column.setSpacing(worn.px(4))
        title = ShortLabel(name, "bold")
        title.setMaximumWidth(worn.px(WIDTH))
        column.addWidget(title)
        column.addWidget(choice)
        for sample in samples:
            line = ShortLabel(_covered(sample) or " ", "small", "muted")
            line.setMaximumWidth(worn.px(WIDTH))
            column.addWidget(line)
        return card


def _first_rows(understood: Understood, without: Collection[LineKind]) -> list[Sequence[Cell]]:
    return list(islice((line.cells for line in understood.lines if line.kind not in without), SAMPLES))


def column_letter(place: int) -> str:
    """What spreadsheets call a column: A, B … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _covered(sample: str) -> str:
    """A cell as it may be seen now: while amounts are covered no digit of it, while names are no letter."""
    if names_covered():
        sample = "".join("•" if letter.isalpha() else letter for letter in sample)
    return "".join("•" if letter.isdigit() else letter for letter in sample) if look().private else sample
