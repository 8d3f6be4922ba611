"""The frame of a lesson: its stops at the left or in one line, the way on and back, and what else it offers."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.learn_rail import StopLine, StopRail
from ui.desktop.theme import look, wear

RAIL_FROM: Final = 60
"""Em of width from which the stops have a column of their own."""

PRESENTER, PAPERS, COPY, LIST = "presenter", "papers", "copy", "list"
"""What can be wanted of a lesson."""


class LessonFrame(QWidget):
    """``stage`` holds what is shown. ``wanted`` carries one of the four words; ``turned`` 1 for on and −1 for back."""

    wanted = Signal(str)
    turned = Signal(int)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._with_rail, self._go_on = False, ""
        self.rail, self.line = StopRail(_), StopLine(_)
        self.stage = QStackedWidget()
        self.large = w.Button(_("Large screen"), object_name="open_presenter", picture="projector-screen")
        self.sheet = w.Button(_("Sheets for the lesson"), object_name="open_worksheet", picture="printer")
        self.back = w.Button(_("All lessons"), object_name="all_lessons", role="link", picture="caret-left")
        self.more = w.Button(
            object_name="lesson_more",
            accessible_name=_("More of the lesson"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.before = w.Button(_("Back"), object_name="stop_before", accessible_name=_("Back"), picture="caret-left")
        self.after = w.Button(
            _("Go on"), object_name="stop_after", accessible_name=_("Go on"), role="primary", picture="caret-right"
        )
        for button, word in ((self.large, PRESENTER), (self.sheet, PAPERS), (self.back, LIST)):
            button.clicked.connect(lambda _checked=False, word=word: self.wanted.emit(word))
        self.more.clicked.connect(self._open_more)
        self.before.clicked.connect(lambda: self.turned.emit(-1))
        self.after.clicked.connect(lambda: self.turned.emit(1))
        self._lay_out()

    def say_onward(self, step: str, *, main: bool) -> None:
        """Name the step that comes next, none at the end; ``main``: going on is the main act here."""
        self._go_on = self._("Go on: {step}", step=step) if step else ""
        self.after.setVisible(bool(step))
        self.after.setAccessibleName(self._go_on)
        self.after.setToolTip(self._go_on)
        self.after.show_role("primary" if main else "")

    def fit(self) -> None:
        """See whether the stops have room in a column."""
        self._with_rail = self.width() >= RAIL_FROM * look().em and self.height() >= self.rail.needed_height()

    def place(self, *, practising: bool, wide: bool) -> bool:
        """Give everything its place, and answer whether the column of stops is seen.

        An exercise has its own way on, and all the room where it is tight; a ``wide`` one has it anyway.
        """
        rail = self._with_rail and not (practising and wide)
        self.rail.setVisible(rail)
        self.line.setVisible(not self._with_rail and not practising)
        self._foot.setVisible(not practising and self._with_rail)
        if self._with_rail:
            self._put_words(self.before, self._("Back"))
            self._put_words(self.after, self._go_on)
            self._steps.addWidget(self.before)
            self._steps.addWidget(self.after)
        else:
            self._put_words(self.before, "")
            self._put_words(self.after, "")
            self.line.row.insertWidget(0, self.before)
            self.line.row.insertWidget(2, self.after)
        return rail

    def _put_words(self, button: w.Button, words: str) -> None:
        """Words beside the picture, where there is room for them."""
        if button.label() != words:
            button.setText(words)
            wear(button, bare=not words)

    def _lay_out(self) -> None:
        self.rail.acts.addWidget(self.large)
        self.rail.acts.addWidget(self.sheet)
        self.line.row.addWidget(self.more)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addStretch(1)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(12)
        self._steps.addWidget(self.before)
        self._steps.addWidget(self.after)
        foot.addLayout(self._steps)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.line)
        right.addWidget(self.stage, 1)
        right.addWidget(self._foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look().px(14))
        across.addWidget(self.rail)
        across.addLayout(right, 1)

    def _open_more(self) -> None:
        _ = self._
        if self.findChild(w.ActList, "lesson_acts") is not None:
            return
        menu = w.ActList(_("More of the lesson"), object_name="lesson_acts", parent=self)
        for word, words, picture in (
            (PRESENTER, _("Large screen"), "projector-screen"),
            (PAPERS, _("Sheets for the lesson"), "printer"),
            (COPY, _("Copy and change"), "copy"),
            (LIST, _("All lessons"), "caret-left"),
        ):
            menu.offer(words, partial(self.wanted.emit, word), name=f"acts_{word}", picture=picture)
        menu.open_under(self.more)
