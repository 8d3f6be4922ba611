"""Choosing what to record: eight picture tiles of one side, or, behind the last of them, every kind of that side.

Where all are shown they stand as short rows under plain headings, and typing finds them by what people call them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.recording import Group, Kind
from ui.desktop import widgets as w
from ui.desktop.pages.record_kind_row import KindRow, needed_width
from ui.desktop.theme import look

MOST_TILES: Final = 8
ACROSS: Final = 4
SLIM_ACROSS: Final = 3
MOST_ROWS_ACROSS: Final = 3
TALLEST: Final = 250
_OTHERS: Final = "kind_others"
_NO_LIMIT: Final = 16_777_215  # Qt's own word for it
TONES: Final = {"in": "money_in", "out": "out", "move": "primary"}
SIDES: Final = {"in": N_("Money in"), "out": N_("Money out"), "move": N_("Move and more")}


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind as it is offered: its id, its name in the words of the sector, its picture, side and heading.

    ``also`` is what people may type when they look for it.
    """

    id: str
    name: str
    picture: str
    first: bool
    side: str
    group: Group | None
    also: str

    def found_by(self, wanted: Sequence[str], *, by_name: bool) -> bool:
        """Whether every word that was typed begins a word of its name, or of anything it goes by."""
        words = f"{self.name} {'' if by_name else self.also}".casefold().replace(",", " ").split()
        return all(any(word.startswith(one) for word in words) for one in wanted)


def choices_of(kinds: Sequence[Kind], names: Sequence[str]) -> tuple[KindChoice, ...]:
    """The kinds of a ledger with their names; those that are tiles come first."""
    offered = [
        KindChoice(kind.id, name, kind.picture, kind.tile, kind.side, kind.group, kind.also)
        for kind, name in zip(kinds, names, strict=True)
    ]
    return tuple(sorted(offered, key=lambda one: not one.first))


class KindTile(w.Tile):
    """A tile whose arrow keys go to its neighbours without choosing them."""

    stepped = Signal(int)
    across = ACROSS

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.across,
            Qt.Key.Key_Down: self.across,
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class KindTiles(QWidget):
    """``chosen`` carries the id of a kind, ``spread`` whether every kind is shown. ``press(digit)``: keys 1 to 8."""

    chosen = Signal(str)
    spread = Signal(bool)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setObjectName("kind_tiles")
        self._choices: tuple[KindChoice, ...] = ()
        self._elsewhere: tuple[KindChoice, ...] = ()
        self._side = "in"
        self._chosen = ""
        self._all = False
        self._across = ACROSS
        self._slim = False
        self._tiles: list[KindTile | KindRow] = []
        self._beside: list[QLabel] = []
        self._headings: list[tuple[QLabel, list[KindRow]]] = []
        self.search = w.TextField(
            object_name="kind_search", accessible_name=_("Search the kinds"), picture="magnifying-glass"
        )
        self.search.setPlaceholderText(_("Search the kinds"))
        self.search.textEdited.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._choose_first)
        self.back = w.Button(_("Back"), object_name="kinds_back", role="link", picture="squares-four", key_hint="Esc")
        self.back.clicked.connect(lambda: self.show_all(shown=False))
        above = QGridLayout()
        above.setSpacing(12)
        above.addWidget(self.search, 0, 0)
        above.addWidget(self.back, 0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(above)
        self._room = QWidget()
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        column.addWidget(self._room, 1)
        column.addStretch()
        self.search.hide()
        self.back.hide()

    def show_choices(self, side: str, choices: Sequence[KindChoice]) -> None:
        """Offer the kinds of a side; those of the others are found by searching."""
        was_spread = self._all
        self._side, self._all = side, False
        self._choices = tuple(one for one in choices if one.side == side)
        self._elsewhere = tuple(one for one in choices if one.side != side)
        self.search.clear()
        self._fill()
        if was_spread:
            self.spread.emit(False)

    def mark(self, kind: str) -> None:
        """Show ``kind`` as the chosen one; an empty id marks none."""
        self._chosen = kind
        if self._all:
            self.show_all(shown=False)
        for tile in self._tiles:
            others = tile.objectName() == _OTHERS
            tile.setChecked(self._is_behind_others(kind) if others else tile.objectName() == self._name_of(kind))

    def press(self, digit: int) -> None:
        """Choose the tile with this digit, if there is one."""
        if not self._all and digit <= len(self._tiles):
            self._tiles[digit - 1].click()

    def show_all(self, *, shown: bool) -> None:
        """Show every kind with a search above them, or the eight tiles again."""
        self._all = shown
        self.search.setText("")
        self._fill()
        self.spread.emit(shown)
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
            tile.show()  # one that was just made is shown a moment later, and what is not shown takes no keyboard
            tile.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tiles(self) -> tuple[KindTile | KindRow, ...]:
        """The tiles as they stand, or the rows."""
        return tuple(self._tiles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._all and self._rows_across() != self._across:
            self._lay_rows()

    def set_slim(self, *, slim: bool) -> None:
        """Put fewer tiles beside each other, where there is little width."""
        if slim != self._slim:
            self._slim = slim
            self._fill()

    def _fill(self) -> None:
        for old in (*self._tiles, *self._beside):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tiles, self._beside = [], []
        if self._all:
            self._fill_rows()
        else:
            self._fill_tiles()
        for place, tile in enumerate(self._tiles):
            tile.stepped.connect(lambda step, place=place: self._step(place, step))
        self.search.setVisible(self._all)
        self.back.setVisible(self._all)

    def _fill_tiles(self) -> None:
        few = self._choices if len(self._choices) <= MOST_TILES else self._choices[: MOST_TILES - 1]
        self._tiles = [self._tile(place, one) for place, one in enumerate(few)]
        if len(few) < len(self._choices):
            self._tiles.append(self._others(len(few)))
        across = SLIM_ACROSS if self._slim else ACROSS
        self._set_across(across, 12)
        self._room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for place, tile in enumerate(self._tiles):
            tile.across = across
            self._grid.addWidget(tile, place // across, place % across)
        # A tall form beside them is no reason for tiles like towers.
        rows = -(-len(self._tiles) // across)
        self._room.setMaximumHeight(rows * (look().px(TALLEST) + self._grid.spacing()))

    def _fill_rows(self) -> None:
        self._room.setMaximumHeight(_NO_LIMIT)
        self._room.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._headings = []
        for heading, choices in self._headed():
            label = w.text_label(heading, "bold", "muted", wrap=True)
            label.setContentsMargins(0, look().px(6 if self._headings else 0), 0, 0)
            rows = [self._row(one) for one in choices]
            self._headings.append((label, rows))
            self._tiles.extend(rows)
        self._beside = [label for label, _rows in self._headings]
        self._lay_rows()

    def _lay_rows(self) -> None:
        """Put the rows beside and below each other, as many in a line as there is room for."""
        self._set_across(self._rows_across(), 8)
        line = 0
        for label, rows in self._headings:
            self._grid.addWidget(label, line, 0, 1, self._across)
            for place, row in enumerate(rows):
                row.across = self._across
                self._grid.addWidget(row, line + 1 + place // self._across, place % self._across)
            line += 1 - (-len(rows) // self._across)

    def _headed(self) -> Iterable[tuple[str, Sequence[KindChoice]]]:
        """The kinds under their headings; what was typed finds those of the other sides too."""
        _ = self._
        wanted = self.search.text().casefold().replace(",", " ").split()
        if not wanted:
            yield from self._grouped()
            return
        found = _found(self._choices, wanted)
        if found:
            yield _("Found"), found
        for side, words in SIDES.items():
            if there := _found([one for one in self._elsewhere if one.side == side], wanted):
                found += there
                yield _(words), there
        if not found:
            rest = [one for one in self._choices if one.id.endswith("_lain")] or self._choices[:1]
            yield _("No kind is called that. Try another word, or take:"), rest

    def _grouped(self) -> Iterable[tuple[str, Sequence[KindChoice]]]:
        groups = {one.group.id: one.group for one in self._choices if one.group is not None}
        english = self._.language == "en"
        for group in sorted(groups.values(), key=lambda one: one.order):
            name = group.name_en if english and group.name_en else group.name
            yield name, [one for one in self._choices if one.group is not None and one.group.id == group.id]
        if loose := [one for one in self._choices if one.group is None]:
            yield self._("Others"), loose

    def _rows_across(self) -> int:
        """How many rows fit beside each other, so that every name is read whole."""
        widest = max((needed_width(one.name) for one in (*self._choices, *self._elsewhere)), default=1)
        return max(1, min(MOST_ROWS_ACROSS, (self.width() + 8) // (widest + 8)))

    def _set_across(self, across: int, spacing: int) -> None:
        self._across = across
        self._grid.setSpacing(spacing)
        for place in range(max(ACROSS, MOST_ROWS_ACROSS)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def _tile(self, place: int, one: KindChoice) -> KindTile:
        tile = KindTile(
            one.name, one.picture, object_name=self._name_of(one.id), tone=TONES[self._side], digit=place + 1
        )
        tile.setChecked(one.id == self._chosen)
        tile.clicked.connect(lambda: self._choose(one.id))
        return tile

    def _row(self, one: KindChoice) -> KindRow:
        row = KindRow(one.name, one.picture, object_name=self._name_of(one.id), tone=TONES[one.side])
        row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.setChecked(one.id == self._chosen)
        row.clicked.connect(lambda: self._choose(one.id))
        return row

    def _others(self, place: int) -> KindTile:
        tile = KindTile(self._("Others"), "list-checks", object_name=_OTHERS, tone=TONES[self._side], digit=place + 1)
        tile.setChecked(self._is_behind_others(self._chosen))
        tile.clicked.connect(lambda: self.show_all(shown=True))
        return tile

    def _is_behind_others(self, kind: str) -> bool:
        """Whether the kind is of this side and has no tile."""
        return kind in {one.id for one in self._choices[MOST_TILES - 1 :]}

    def _choose(self, kind: str) -> None:
        self.mark(kind)
        self.chosen.emit(kind)

    def _choose_first(self) -> None:
        if self._tiles:
            self._tiles[0].click()

    def _step(self, place: int, step: int) -> None:
        if 0 <= place + step < len(self._tiles):
            self._tiles[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _name_of(self, kind: str) -> str:
        return f"kind_{kind}"


def _found(choices: Sequence[KindChoice], wanted: Sequence[str]) -> list[KindChoice]:
    """What was looked for: those that are called so first, then those that go by it."""
    by_name = [one for one in choices if one.found_by(wanted, by_name=True)]
    return by_name + [one for one in choices if one not in by_name and one.found_by(wanted, by_name=False)]
