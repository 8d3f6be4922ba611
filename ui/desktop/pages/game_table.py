"""Four groups at paper boards, the laptop keeps their books: seven digits a group, then what is said to each."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem
from kpmbooks.training.game import Choices, may_borrow, read_choices
from ui.desktop import widgets as w
from ui.desktop.pages.game_parts import CardOnTable, WeekCard, read_back
from ui.desktop.pages.game_run import GameGroup, GameRun
from ui.desktop.theme import look, wear

_NO_LOAN = N_("This lender does not lend to the group now. Write 1 in the line of loans.")


class SheetRow:
    """The field of one group, and what was understood of it."""

    def __init__(self, _: Translator, group: GameGroup) -> None:
        business = group.business
        name = business.name.said(_.language)
        self._, self.group = _, group
        self.field = w.TextField(
            object_name=f"game_sheet_{business.id}",
            accessible_name=_("Digits of {name}", name=name),
            picture=business.picture,
        )
        self.field.setMaxLength(20)
        self.label = w.field_label(name, self.field)
        self.said = w.text_label("", "small", "muted", wrap=True)
        self.field.textChanged.connect(self.look_at)
        self.choices: Choices | None = None

    def clear(self) -> None:
        """Make room for the next week."""
        self.field.clear()
        self.look_at("")

    def look_at(self, text: str) -> None:
        """Read what is typed; say it back, or what is wrong once there are enough digits."""
        read = read_choices(text)
        if isinstance(read, Choices) and not may_borrow(self.group.market.game, self.group.shop, read.borrow):
            read = Problem("game-loan", _NO_LOAN, {}, "borrow")
        self.choices = read if isinstance(read, Choices) else None
        if isinstance(read, Choices):
            self._say(read_back(read, self._), "muted", None)
        elif len("".join(text.split())) >= 7 or (text and read.code != "game-digits"):
            self._say(self._.problem(read), "out", "error")
        else:
            self._say("", "muted", None)

    def show_missing(self) -> None:
        """Say what is wrong, also of what was not begun."""
        read = read_choices(self.field.text())
        if isinstance(read, Problem):
            self._say(self._.problem(read), "out", "error")

    def _say(self, words: str, tone: str, state: str | None) -> None:
        self.said.setText(words)
        wear(self.said, tone=tone)
        self.field.show_state(state)
        self.field.setAccessibleDescription(words)


class GameTable(w.PageScroll):
    """``ended`` tells that the last week was said; ``look_asked`` asks for the cash book of a group by its place."""

    ended = Signal()
    look_asked = Signal(int)
    left = Signal()

    def __init__(self, _: Translator, run: GameRun, parent: QWidget | None = None) -> None:
        super().__init__(object_name="game_table", parent=parent)
        self.setAccessibleName(_("Market game"))
        self._, self.run = _, run
        game = run.market.game
        self.leave = w.Button(_("Stop"), object_name="game_leave", role="link", picture="caret-left")
        self.week = w.text_label("", "title")
        self.card = CardOnTable(_, game, object_name="game_card")
        self.home = CardOnTable(_, game, object_name="game_home")
        self.rows = [SheetRow(_, group) for group in run.groups]
        self.run_week = w.Button(
            _("Work out the week"),
            object_name="game_run",
            role="primary",
            picture="calculator",
            key_hint="F9",
            big=True,
        )
        self.next = w.Button(
            _("Next week"), object_name="game_next", role="primary", picture="arrow-right", key_hint="F9", big=True
        )
        self.mend = w.Button(
            _("Mend the sheets"),
            object_name="game_mend",
            picture="pencil-simple",
            accessible_name=_("Type this week again"),
        )
        self.results = [WeekCard(_, one, object_name=f"game_week_{one.business.id}") for one in run.groups]
        head = QHBoxLayout()
        head.addWidget(self.leave)
        head.addWidget(self.week, 1)
        self._typing = QWidget()
        self._sheet = QGridLayout(self._typing)
        self._sheet.setContentsMargins(0, 0, 0, 0)
        self._sheet.setHorizontalSpacing(look().px(14))
        self._sheet.setVerticalSpacing(look().px(8))
        self._sheet.setColumnStretch(2, 1)
        for nth, row in enumerate(self.rows):
            self._sheet.addWidget(row.label, 2 * nth, 0)
            self._sheet.addWidget(row.field, 2 * nth, 1)
            row.field.setMinimumWidth(look().px(210))
            row.field.returnPressed.connect(partial(self._further, nth))
        self._saying = QWidget()
        self._grid = QGridLayout(self._saying)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look().px(14))
        foot = QWidget()
        acts = QHBoxLayout(foot)
        acts.setContentsMargins(look().px(16), look().px(8), look().px(24), look().px(12))
        acts.addWidget(self.mend)
        acts.addStretch(1)
        acts.addWidget(self.run_week)
        acts.addWidget(self.next)
        self.column.setSpacing(look().px(12))
        self.column.addLayout(head)
        for part in (self.card, self._typing, self.home, self._saying):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.set_foot(foot)
        self.leave.clicked.connect(self.left)
        self.run_week.clicked.connect(self.play)
        self.next.clicked.connect(self.go_on)
        self.mend.clicked.connect(self.type_again)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())
        self.ask()

    def ask(self) -> None:
        """Say the card of the week and wait for the sheets."""
        weeks = self.run.market.game.weeks
        self.week.setText(self._("Week {n} of {weeks}", n=self.run.week, weeks=weeks))
        self.card.show_card(self.run.market.market[self.run.week - 1])
        for row in self.rows:
            row.clear()
        self._show(typing=True)
        self.take_focus()

    def type_sheets(self, codes: Sequence[str]) -> None:
        """Write these digits into the fields, as somebody types them."""
        for row, code in zip(self.rows, codes, strict=False):
            row.field.setText(code)

    def play(self) -> None:
        """Work the week out; a sheet that is not whole is named instead."""
        if not self._typing.isVisibleTo(self):
            return
        missing = next((row for row in self.rows if row.choices is None), None)
        if missing is not None:
            missing.show_missing()
            self._go_to(missing)
            return
        self.run.play({row.group.business.id: row.choices for row in self.rows if row.choices is not None})
        self.home.show_card(self.run.groups[0].shop.weeks[-1].home)
        for result in self.results:
            result.show_week(with_book=False)
        self.next.setText(self._("How did it go?") if self.run.is_over else self._("Next week"))
        self._show(typing=False)
        self.verticalScrollBar().setValue(0)
        self.take_focus()

    def type_again(self) -> None:
        """A sheet was typed wrongly: the week is as if it had not been, and what was typed stands there."""
        typed = [row.field.text() for row in self.rows]
        self.run.take_back()
        self.ask()
        self.type_sheets(typed)

    def go_on(self) -> None:
        """To the next week, or to the end."""
        if self.run.is_over:
            self.ended.emit()
        else:
            self.ask()

    def take_focus(self) -> None:
        """To the first sheet, else to the way on."""
        if self.next.isVisibleTo(self):
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go_to(self.rows[0])

    def _further(self, nth: int) -> None:
        """Enter goes to the next sheet, and from the last works the week out."""
        if nth + 1 < len(self.rows):
            self._go_to(self.rows[nth + 1])
        else:
            self.play()

    def _go_to(self, row: SheetRow) -> None:
        row.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(row.field, 0, 2 * row.field.height())

    def _show(self, *, typing: bool) -> None:
        for widget in (self.card, self._typing, self.run_week):
            widget.setVisible(typing)
        for widget in (self.home, self._saying, self.next, self.mend):
            widget.setVisible(not typing)
        self.run_week.setShortcut("F9" if typing else "")
        self.next.setShortcut("" if typing else "F9")

    def _arrange(self, span: str) -> None:
        narrow = span == "narrow"
        for nth, row in enumerate(self.rows):
            self._sheet.removeWidget(row.said)
            self._sheet.addWidget(row.said, 2 * nth + narrow, 0 if narrow else 2, 1, 3 if narrow else 1)
        columns = 1 if narrow else 2
        for nth, result in enumerate(self.results):
            self._grid.removeWidget(result)
            self._grid.addWidget(result, nth // columns, nth % columns)
