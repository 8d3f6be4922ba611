"""One group at the screen: the card of the week, what it knows, seven decisions, then what came of them."""

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.game_decisions import Decisions
from ui.desktop.pages.game_parts import BoardCard, CardOnTable, WeekCard
from ui.desktop.pages.game_run import GameRun
from ui.desktop.theme import look


class GamePlay(w.PageScroll):
    """``ended`` tells that the last week was seen; ``look_asked`` asks for the group's cash book."""

    ended = Signal()
    look_asked = Signal(int)
    left = Signal()

    def __init__(self, _: Translator, run: GameRun, parent: QWidget | None = None) -> None:
        super().__init__(object_name="game_play", parent=parent)
        self.setAccessibleName(_("Market game"))
        self._, self.run = _, run
        self.group = run.groups[0]
        game = run.market.game
        self.leave = w.Button(_("Stop"), object_name="game_leave", role="link", picture="caret-left")
        self.week = w.text_label("", "title")
        self.look = w.Button(_("Open the book"), object_name="game_look", picture="notebook")
        self.card = CardOnTable(_, game, object_name="game_card")
        self.board = BoardCard(_, object_name="game_board")
        self.decisions = Decisions(_, game)
        self.result = WeekCard(_, self.group, object_name="game_week")
        self.home = CardOnTable(_, game, object_name="game_home")
        self.run_week = w.Button(
            _("Play this week"), object_name="game_run", role="primary", picture="play-circle", big=True, key_hint="F9"
        )
        self.run_week.setShortcut("F9")
        self.next = w.Button(
            _("Next week"), object_name="game_next", role="primary", picture="arrow-right", big=True, key_hint="F9"
        )
        head = QHBoxLayout()
        head.addWidget(self.leave)
        head.addWidget(self.week, 1)
        head.addWidget(self.look)
        asked = QVBoxLayout()
        asked.setSpacing(look().px(12))
        asked.addWidget(self.decisions)
        foot = QWidget()
        acts = QHBoxLayout(foot)
        acts.setContentsMargins(look().px(16), look().px(8), look().px(24), look().px(12))
        acts.addStretch(1)
        acts.addWidget(self.run_week)
        acts.addWidget(self.next)
        self._deciding = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._deciding)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(look().px(16))
        self._sides.addLayout(asked, 3)
        self._sides.addWidget(self.board, 2)
        self.column.setSpacing(look().px(12))
        self.column.addLayout(head)
        self.column.addWidget(self.card)
        self.column.addWidget(self._deciding)
        self.column.addWidget(self.home)
        self.column.addWidget(self.result)
        self.column.addStretch(1)
        self.set_foot(foot)
        self.leave.clicked.connect(self.left)
        self.look.clicked.connect(lambda: self.look_asked.emit(0))
        self.decisions.ready.connect(self._ready)
        self.decisions.asked.connect(self._see_decisions)
        self.run_week.clicked.connect(self.play)
        self.next.clicked.connect(self.go_on)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())
        self.ask()

    def ask(self) -> None:
        """Lay the card of the week and ask for its decisions."""
        _ = self._
        weeks = self.run.market.game.weeks
        self.week.setText(_("Week {n} of {weeks}", n=self.run.week, weeks=weeks))
        self.card.show_card(self.run.market.market[self.run.week - 1])
        self.board.show_group(self.group)
        self.decisions.begin(self.group.shop)
        self._show(deciding=True)
        self.run_week.setEnabled(self.decisions.choices() is not None)
        self.take_focus()

    def play(self) -> None:
        """Play the week as it was decided and show what it brought."""
        choices = self.decisions.choices()
        if choices is None or not self.decisions.isVisibleTo(self):
            return
        self.run.play({self.group.business.id: choices})
        self.home.show_card(self.group.shop.weeks[-1].home)
        self.result.show_week(with_book=True)
        self.next.setText(self._("How did it go?") if self.run.is_over else self._("Next week"))
        self._show(deciding=False)
        self.verticalScrollBar().setValue(0)
        self.take_focus()

    def go_on(self) -> None:
        """To the next week, or to the end."""
        if self.run.is_over:
            self.ended.emit()
        else:
            self.ask()

    def take_focus(self) -> None:
        """To the decisions, else to the way on."""
        if self.next.isVisibleTo(self):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.decisions.take_focus()
            self._see_decisions()

    def _see_decisions(self) -> None:
        """Let the question and its cards be seen, the question first where there is no room for all that was chosen."""
        self._scroll_to_decisions()
        QTimer.singleShot(0, self, self._scroll_to_decisions)  # once the cards of this question have their places

    def _scroll_to_decisions(self) -> None:
        if self.decisions.height() <= self.viewport().height():
            self.ensureWidgetVisible(self.decisions, 0, 0)
        else:
            top = self.decisions.mapTo(self.viewport(), QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + top)

    def _ready(self, ready: bool) -> None:
        self.run_week.setEnabled(self.decisions.choices() is not None)
        if ready:
            self.run_week.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, deciding: bool) -> None:
        for widget in (self._deciding, self.card, self.run_week):
            widget.setVisible(deciding)
        for widget in (self.result, self.home, self.next):
            widget.setVisible(not deciding)
        self.run_week.setShortcut("F9" if deciding else "")
        self.next.setShortcut("" if deciding else "F9")
        self.look.setVisible(self.group.may_look())

    def _arrange(self, span: str) -> None:
        wide = span == "wide"
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
