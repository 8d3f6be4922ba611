"""Before a game: on paper or on the screen, which businesses, which number; the papers to print."""

from functools import partial
from random import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from kpmbooks.training import game as pasar
from kpmbooks.training.game import MOST_SEED, Business
from ui.desktop import widgets as w
from ui.desktop.theme import look

PAPER, SCREEN = "paper", "screen"


class GameStart(w.PageScroll):
    """``begun`` carries the number, the businesses and whether it is played on paper; ``paper`` asks for the papers."""

    begun = Signal(int, object, bool)
    paper = Signal(int)
    left = Signal()

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="game_start")
        self.setAccessibleName(_("Market game"))
        self._ = _
        self._dice = SystemRandom()
        self.back = w.Button(
            _("Back to the lessons"), object_name="game_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.way = w.SegmentedSwitch(
            (w.Segment(PAPER, _("On paper, four groups")), w.Segment(SCREEN, _("On the screen"))),
            object_name="game_way",
            accessible_name=_("How is it played?"),
        )
        self.tiles: dict[str, w.Tile] = {}
        for nth, business in enumerate(pasar.game().businesses, 1):
            tile = w.Tile(
                business.name.said(_.language), business.picture, object_name=f"game_of_{business.id}", digit=nth
            )
            tile.setChecked(True)
            tile.clicked.connect(partial(self._picked, business.id))
            key = QShortcut(QKeySequence(str(nth)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(tile.click)
            self.tiles[business.id] = tile
        self.seed = w.TextField(object_name="game_seed", accessible_name=_("Number of the game"), picture="cards")
        self.seed.setMaxLength(4)
        self.told = w.FieldMessage(_, object_name="game_seed_told")
        self.other = w.Button(_("Another number"), object_name="game_other", picture="arrow-counter-clockwise")
        self.print = w.Button(_("Print the papers"), object_name="game_print", picture="printer")
        self.begin = w.Button(
            _("Begin the game"), object_name="game_begin", role="primary", picture="play-circle", big=True
        )
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.way.chosen.connect(lambda _key: self._way_chosen())
        self.seed.textChanged.connect(lambda _text: self._say(None))
        self.seed.returnPressed.connect(self.ask)
        self.other.clicked.connect(self.new_number)
        self.print.clicked.connect(lambda: self._with_seed(self.paper.emit))
        self.begin.clicked.connect(self.ask)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())
        self.new_number()

    def take_focus(self) -> None:
        """To the main act."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def new_number(self) -> None:
        """Write another number into the field."""
        self.seed.setText(str(self._dice.randint(0, MOST_SEED)))

    def businesses(self) -> tuple[Business, ...]:
        """Those that are chosen, in the order of the content."""
        return tuple(one for one in pasar.game().businesses if self.tiles[one.id].isChecked())

    def ask(self) -> None:
        """Begin, once the number is one."""
        self._with_seed(lambda seed: self.begun.emit(seed, self.businesses(), self.way.current() == PAPER))

    def _with_seed(self, go: object) -> None:
        seed = pasar.read_seed(self.seed.text())
        if isinstance(seed, Problem):
            self._say(seed)
            self.seed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif callable(go):
            go(seed)

    def _say(self, problem: Problem | None) -> None:
        self.told.show_problem(problem)
        self.seed.show_state(None if problem is None else "error")

    def _way_chosen(self) -> None:
        """Alone one business is played, at the tables all that are ticked."""
        on_paper = self.way.current() == PAPER
        for nth, tile in enumerate(self.tiles.values()):
            tile.setChecked(on_paper or nth == 0)

    def _picked(self, business: str) -> None:
        if self.way.current() == SCREEN:
            for name, tile in self.tiles.items():
                tile.setChecked(name == business)
        elif not any(tile.isChecked() for tile in self.tiles.values()):
            self.tiles[business].setChecked(True)

    def _lay_out(self) -> None:
        _ = self._
        worn = look()
        words = _("Eight weeks with a small business. Cards come, you decide, the market answers.")
        self._grid = QGridLayout()
        self._grid.setSpacing(worn.px(10))
        number = QHBoxLayout()
        number.setSpacing(worn.px(10))
        number.addWidget(w.field_label(_("Number of the game"), self.seed))
        number.addWidget(self.seed)
        number.addWidget(self.other)
        number.addStretch(1)
        foot = QWidget()
        acts = QHBoxLayout(foot)
        acts.setContentsMargins(worn.px(16), worn.px(8), worn.px(24), worn.px(12))
        acts.addWidget(self.print)
        acts.addStretch(1)
        acts.addWidget(self.begin)
        said = QVBoxLayout()
        said.addLayout(number)
        said.addWidget(self.told)
        self.column.setSpacing(worn.px(14))
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(w.text_label(_("Market game: Pasar"), "title"))
        self.column.addWidget(w.text_label(words, wrap=True))
        self.column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(self._grid)
        self.column.addLayout(said)
        self.column.addStretch(1)
        self.set_foot(foot)

    def _arrange(self, span: str) -> None:
        columns = 2 if span == "narrow" else 4
        for nth, tile in enumerate(self.tiles.values()):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, nth // columns, nth % columns)
