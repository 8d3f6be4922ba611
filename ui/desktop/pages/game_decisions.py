"""The seven decisions of a week on a screen: one after another, each by a large card or its digit."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training.game import OPTIONS, Choices, Game, Shop, may_borrow
from reports.game_words import CHOSEN, LINES, option_words
from ui.desktop import widgets as w
from ui.desktop.pages.game_parts import emptied
from ui.desktop.theme import look

PICTURES: Final = {
    "buy": ("prohibit", "tote", "basket", "shopping-cart"),
    "price": ("trend-down", "tag", "trend-up"),
    "bon": ("prohibit", "handshake", "users-three"),
    "take": ("hand-withdraw", "calendar-check", "clock"),
    "aside": ("prohibit", "piggy-bank", "vault"),
    "borrow": ("prohibit", "bank", "motorcycle"),
    "record": ("x", "note-pencil"),
}
"""The picture of each option, in the order of the sheet."""


class Decisions(QWidget):
    """``ready`` tells that all seven are decided, or not any more; ``asked`` that another one is asked for."""

    ready = Signal(bool)
    asked = Signal()

    def __init__(self, _: Translator, game: Game, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("game_decisions")
        self._, self._game = _, game
        self._shop: Shop | None = None
        self._chosen: dict[str, str] = {}
        self._line = next(iter(OPTIONS))
        self.question = w.text_label("", "lead")
        self._tiles = QGridLayout()
        self._tiles.setSpacing(look().px(10))
        self._group = QButtonGroup(self)
        self.chips = w.Flow(spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        column.addWidget(self.question)
        column.addLayout(self._tiles)
        column.addWidget(self.chips)
        for digit in range(1, 5):
            key = QShortcut(QKeySequence(str(digit)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self.choose, digit))

    def begin(self, shop: Shop) -> None:
        """Ask for the week after the last of ``shop``; what was decided last week stands there to be changed."""
        self._shop = shop
        last = shop.weeks[-1].choices if shop.weeks else None
        self._chosen = {} if last is None else {line: getattr(last, line) for line in OPTIONS}
        if self._chosen:
            self._chosen["borrow"] = "none"
        self._show(next(iter(OPTIONS)))

    def choices(self) -> Choices | None:
        """What is decided; None while something is missing."""
        if len(self._chosen) < len(OPTIONS):
            return None
        decided: dict[str, Any] = dict(self._chosen)
        return Choices(**decided)

    def line(self) -> str:
        """The decision that is asked for."""
        return self._line

    def choose(self, digit: int) -> None:
        """Take the option with this digit and go on to the next decision."""
        options = OPTIONS[self._line]
        if not 1 <= digit <= len(options) or not self._allowed(options[digit - 1]):
            return
        self._chosen[self._line] = options[digit - 1]
        lines = list(OPTIONS)
        nth = lines.index(self._line) + 1
        self._show(lines[min(nth, len(lines) - 1)])
        self.ready.emit(self.choices() is not None and nth == len(lines))

    def take_focus(self) -> None:
        """To the chosen option, else the first."""
        tiles = self._group.buttons()
        chosen = next((tile for tile in tiles if tile.isChecked()), tiles[0] if tiles else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allowed(self, option: str) -> bool:
        return self._line != "borrow" or (self._shop is not None and may_borrow(self._game, self._shop, option))

    def _show(self, line: str) -> None:
        _, shop = self._, self._shop
        assert shop is not None
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self._line = line
        lines = list(OPTIONS)
        self.question.setText(_("{n} of 7. {what}?", n=lines.index(line) + 1, what=_(LINES[line])))
        for old in self._group.buttons():
            self._group.removeButton(old)
        emptied(self._tiles)
        for nth, option in enumerate(OPTIONS[line]):
            words = option_words(self._game, shop.business, line, option, _)
            tile = w.Tile(
                words[:1].upper() + words[1:],
                PICTURES[line][nth],
                object_name=f"game_{line}_{nth + 1}",
                digit=nth + 1,
            )
            tile.setEnabled(self._allowed(option))
            tile.setChecked(self._chosen.get(line) == option)
            tile.clicked.connect(partial(self.choose, nth + 1))
            self._group.addButton(tile)
            self._tiles.addWidget(tile, 0, nth)
            tile.show()  # the keyboard goes there at once
        self._show_chips()
        if had_focus:
            self.take_focus()
        self.asked.emit()

    def _show_chips(self) -> None:
        _ = self._
        self.chips.clear()
        for line, option in self._chosen.items():
            words = f"{_(LINES[line])}: {_(CHOSEN[line][option])}"
            chip = w.Button(words, object_name=f"game_chip_{line}", role="chip")
            chip.clicked.connect(partial(self._show, line))
            self.chips.add(chip)
