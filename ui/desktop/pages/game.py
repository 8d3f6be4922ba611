"""The market game: its beginning, eight weeks at the tables or on the screen, the talk, and a group's cash book.

Every group has a practice book in memory that is gone with the game: nothing of it can reach a real one.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.dates import Period
from kpmbooks.training.game import Business
from ui.desktop import widgets as w
from ui.desktop.pages.cash_book import CashBookPage
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.game_end import GameEnd
from ui.desktop.pages.game_paper import GamePaperDialog
from ui.desktop.pages.game_play import GamePlay
from ui.desktop.pages.game_run import GameRun
from ui.desktop.pages.game_start import GameStart
from ui.desktop.pages.game_table import GameTable
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look


class GameCashBook(CashBookPage):
    """A cash book to be looked at: what a week brought is written by the game alone."""

    def arrange(self, now: w.Span) -> None:
        super().arrange(now)
        self._hide_acts()

    def refresh(self) -> None:
        super().refresh()
        self._hide_acts()

    def _open(self, _key: object) -> None:
        """Nothing is corrected here."""

    def _open_menu(self, _key: object, _at: object = None) -> None:
        """Nothing is corrected here."""

    def _hide_acts(self) -> None:
        for act in (self.record, self.print, self.acts):
            act.hide()


class GameBook(QWidget):
    """The cash book of a group's practice book, as anybody sees her own. ``left`` asks to go back to the game."""

    left = Signal()

    def __init__(self, session: Session, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName("game_book")
        back = w.Button(session._("Back to the game"), object_name="game_book_back", role="link", picture="caret-left")
        back.clicked.connect(self.left)
        margin = look().px(16)
        self.page = GameCashBook(session, tasks)
        self.page.setObjectName("game_cash_book")
        self._whole = Period(session.book.owner.start, session.today())
        column = QVBoxLayout(self)
        column.setContentsMargins(margin, margin, 0, 0)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.page, 1)

    def take_focus(self) -> None:
        """To the lines of the whole game."""
        self.page.arrive(self._whole)


class GamePage(FixedPage):
    """``session_used`` tells that another session's acts would be undone now, or none."""

    TOPICS = frozenset()

    session_used = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="game_page", parent=parent)
        self._run: GameRun | None = None
        self._round: GamePlay | GameTable | None = None
        self._end: GameEnd | None = None
        self._book: GameBook | None = None
        self.start = GameStart(session._)
        self.start.begun.connect(self.begin)
        self.start.paper.connect(self.open_papers)
        self.start.left.connect(lambda: self.go.emit("learn", None))
        self.parts = QStackedWidget()
        self.parts.addWidget(self.start)
        framed = QWidget()
        inside = QVBoxLayout(framed)
        inside.addWidget(self.parts)
        wears = session.book.owner.practice
        inside.setContentsMargins(0, 0, 0, 0)
        # A practice book's window wears the frame already.
        self.column.addWidget(framed if wears else w.PracticeFrame(session._, framed, object_name="game_frame"))
        session.left.connect(self.close_game)

    def refresh(self) -> None:
        """The game is content of the program; nothing of the book is shown."""

    def arrive(self, wish: Any) -> None:
        """Come back to the game that goes on, or to its beginning; there is nothing to wish for."""
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard to what is shown."""
        shown: Any = self.parts.currentWidget()
        shown.take_focus()

    def session_in_use(self) -> Session | None:
        """A group's session while a game goes on: what the real book wrote last is not undone from here."""
        return None if self._run is None else self._run.groups[0].session

    @property
    def round(self) -> GamePlay | GameTable | None:
        """Where weeks are decided; None before a game begins."""
        return self._round

    def begin(self, seed: int, businesses: Sequence[Business], on_paper: bool) -> None:
        """Begin the game of this number with these businesses."""
        self.close_game()
        run = self._run = GameRun(self.session, seed, businesses, on_paper=on_paper)
        self._round = GameTable(self.session._, run) if on_paper else GamePlay(self.session._, run)
        self._round.left.connect(self.ask_to_leave)
        self._round.ended.connect(self.show_end)
        self._round.look_asked.connect(self.open_book)
        self._show(self._round)
        self.session_used.emit()

    def show_end(self) -> None:
        """The talk afterwards."""
        run = self._run
        if run is None:
            return
        self._end = GameEnd(self.session._, run)
        self._end.again.connect(self.leave)
        self._end.left.connect(self.leave)
        self._end.paper.connect(lambda: self.open_papers(run.market.seed, run.played()))
        self._end.look_asked.connect(self.open_book)
        self._show(self._end)

    def open_book(self, nth: int) -> None:
        """Show the cash book of a group."""
        if self._run is None:
            return
        self._drop(self._book)
        self._book = GameBook(self._run.groups[nth].session, self.tasks)
        self._book.left.connect(self.close_book)
        self._show(self._book)

    def close_book(self) -> None:
        """Back from the cash book to where one was."""
        shown = self._end or self._round
        self._drop(self._book)
        self._book = None
        if shown is not None:
            self.parts.setCurrentWidget(shown)
            self.take_focus()

    def ask_to_leave(self) -> None:
        """Leave at once where nothing was played; else ask, because a game is not kept."""
        run, _ = self._run, self.session._
        if run is None or run.week == 1:
            self.leave()
            return
        question = QuestionDialog(
            _("Stop the game?"),
            _("What was played is not kept. The number of the game and the sheets are enough to type it again."),
            act=_("Stop it"),
            rest=_("Play on"),
            object_name="game_stop",
            picture="cards",
            parent=self,
        )
        question.agreed.connect(self.leave)
        question.open()

    def leave(self) -> None:
        """The game is over or given up; its books are gone."""
        self.close_game()
        self.take_focus()

    def close_game(self) -> None:
        """Let the game and its books go."""
        self.parts.setCurrentWidget(self.start)
        for part in (self._book, self._end, self._round):
            self._drop(part)
        self._book = self._end = self._round = None
        if self._run is not None:
            self._run.close()
            self._run = None
            self.session_used.emit()

    def open_papers(self, seed: int, played: str = "") -> None:
        """Show the papers of the game before they are printed."""
        GamePaperDialog(self.session, self.tasks, seed, played, self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.parts.currentWidget() is self._book:
            self.close_book()
        elif self.parts.currentWidget() is self.start:
            self.go.emit("learn", None)
        elif self.parts.currentWidget() is self._round:
            self.ask_to_leave()
        else:
            self.leave()

    def _show(self, widget: QWidget) -> None:
        self.parts.addWidget(widget)
        self.parts.setCurrentWidget(widget)
        self.take_focus()

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.parts.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
