"""Choosing what to record: eight picture tiles of one side, or, behind the last of them, every kind of that side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.recording import Kind
from ui.desktop import widgets as w
from ui.desktop.theme import look

MOST_TILES: Final = 8
ACROSS: Final = 4
TALLEST: Final = 240
TONES: Final = {"in": "money_in", "out": "out", "move": "primary"}

_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -ACROSS,
    Qt.Key.Key_Down: ACROSS,
}


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind as it is offered: its id, its name in the words of the sector, its picture."""

    id: str
    name: str
    picture: str
    first: bool


def choices_of(kinds: Sequence[Kind], names: Sequence[str]) -> tuple[KindChoice, ...]:
    """The kinds of one side and ledger with their names; those that are tiles come first."""
    offered = [KindChoice(kind.id, name, kind.picture, kind.tile) for kind, name in zip(kinds, names, strict=True)]
    return tuple(sorted(offered, key=lambda one: not one.first))


class _KindTile(w.Tile):
    """A tile whose arrow keys go to its neighbours without choosing them."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class KindTiles(QWidget):
    """``chosen`` carries the id of a kind. ``press(digit)`` is for the keys 1 to 8."""

    chosen = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setObjectName("kind_tiles")
        self._choices: tuple[KindChoice, ...] = ()
        self._tone = "primary"
        self._chosen = ""
        self._all = False
        self._tiles: list[_KindTile] = []
        self.search = w.TextField(
            object_name="kind_search", accessible_name=_("Search the kinds"), picture="magnifying-glass"
        )
        self.search.setPlaceholderText(_("Search the kinds"))
        self.search.textEdited.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._choose_first)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.search)
        self._room = QWidget()
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        for place in range(ACROSS):
            self._grid.setColumnStretch(place, 1)
        column.addWidget(self._room, 1)
        column.addStretch()
        self.search.hide()

    def show_choices(self, side: str, choices: Sequence[KindChoice]) -> None:
        """Offer the kinds of a side."""
        self._choices, self._tone, self._all = tuple(choices), TONES[side], False
        self.search.clear()
        self._fill()

    def mark(self, kind: str) -> None:
        """Show ``kind`` as the chosen one; an empty id marks none."""
        self._chosen = kind
        if self._all:
            self.show_all(shown=False)
        for tile in self._tiles:
            tile.setChecked(tile.objectName() == self._name_of(kind))

    def press(self, digit: int) -> None:
        """Choose the tile with this digit, if there is one."""
        if not self._all and digit <= len(self._tiles):
            self._tiles[digit - 1].click()

    def show_all(self, *, shown: bool) -> None:
        """Show every kind with a search above them, or the eight tiles again."""
        self._all = shown
        self.search.setText("")
        self._fill()
        if shown:
            self.search.setFocus()
        else:
            self.take_focus()

    def shows_all(self) -> bool:
        """Whether every kind is shown."""
        return self._all

    def take_focus(self) -> None:
        """Give the keyboard to the chosen tile, else to the first."""
        marked = next((tile for tile in self._tiles if tile.isChecked()), None)
        tile = marked or (self._tiles[0] if self._tiles else None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tiles(self) -> tuple[w.Tile, ...]:
        """The tiles as they stand."""
        return tuple(self._tiles)

    def _offered(self) -> list[KindChoice]:
        if self._all:
            wanted = self.search.text().casefold().split()
            return [one for one in self._choices if all(word in one.name.casefold() for word in wanted)]
        few = self._choices[:MOST_TILES]
        return list(few if len(self._choices) <= MOST_TILES else few[: MOST_TILES - 1])

    def _fill(self) -> None:
        for old in self._tiles:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        offered = self._offered()
        self._tiles = [self._tile(place, one) for place, one in enumerate(offered)]
        if not self._all and len(offered) < len(self._choices):
            self._tiles.append(self._others(len(offered)))
        for place, tile in enumerate(self._tiles):
            tile.stepped.connect(lambda step, place=place: self._step(place, step))
            self._grid.addWidget(tile, place // ACROSS, place % ACROSS)
        self.search.setVisible(self._all)
        # A tall form beside them is no reason for tiles like towers.
        rows = -(-len(self._tiles) // ACROSS)
        self._room.setMaximumHeight(rows * (look().px(TALLEST) + self._grid.spacing()))

    def _tile(self, place: int, one: KindChoice) -> _KindTile:
        tile = _KindTile(
            one.name,
            one.picture,
            object_name=self._name_of(one.id),
            tone=self._tone,
            digit=None if self._all else place + 1,
        )
        tile.setChecked(one.id == self._chosen)
        tile.clicked.connect(lambda: self._choose(one.id))
        return tile

    def _others(self, place: int) -> _KindTile:
        tile = _KindTile(self._("Others"), "list-checks", object_name="kind_others", tone=self._tone, digit=place + 1)
        tile.setChecked(self._chosen != "" and self._chosen not in {one.id for one in self._offered()})
        tile.clicked.connect(lambda: self.show_all(shown=True))
        return tile

    def _choose(self, kind: str) -> None:
        self.mark(kind)
        self.chosen.emit(kind)

    def _choose_first(self) -> None:
        offered = self._offered()
        if offered:
            self._choose(offered[0].id)

    def _step(self, place: int, step: int) -> None:
        if 0 <= place + step < len(self._tiles):
            self._tiles[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _name_of(self, kind: str) -> str:
        return f"kind_{kind}"
