"""The talk after a game: how it went, book beside memory, which rule would have helped, three questions.

Nobody is ranked; who wants to compare the groups aloud asks for it.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from kpmbooks.i18n import Translator
from kpmbooks.training import game as pasar
from kpmbooks.training.game import Debrief
from reports.game_result import questions_of
from reports.game_words import COMPARED, HELPED, QUESTIONS, busy_words, figure_words
from ui.desktop import widgets as w
from ui.desktop.pages.game_run import GameRun
from ui.desktop.theme import look

MOST_RULES: Final = 3


class GameEnd(w.PageScroll):
    """``again`` asks for another game, ``paper`` for the talk on paper, ``look_asked`` for a group's cash book."""

    again = Signal()
    paper = Signal()
    look_asked = Signal(int)
    left = Signal()

    def __init__(self, _: Translator, run: GameRun) -> None:
        super().__init__(object_name="game_end")
        self.setAccessibleName(_("After the Market Game"))
        self._, self.run = _, run
        self.told = [pasar.debrief(run.market, group.shop) for group in run.groups]
        self.leave = w.Button(_("Close the game"), object_name="game_leave", role="link", picture="caret-left")
        self.print = w.Button(_("On paper"), object_name="game_result_paper", picture="printer")
        self.fresh = w.Button(_("Play again"), object_name="game_again", role="primary", picture="cards")
        self.rank = w.Button(_("Show all groups side by side"), object_name="game_rank", picture="users-three")
        self.ranked = w.text_label("", "lead", wrap=True)
        self.ranked.hide()
        head = w.Flow(spacing=12)
        for widget in (self.leave, self.print, self.fresh):
            head.add(widget)
        self.column.setSpacing(look().px(14))
        self.column.addWidget(head)
        self.column.addWidget(w.text_label(_("How did it go?"), "title"))
        for nth, told in enumerate(self.told):
            self.column.addWidget(self._card(nth, told))
        self.column.addWidget(self.rank, 0, Qt.AlignmentFlag.AlignLeft)
        self.rank.setVisible(len(self.told) > 1)
        self.column.addWidget(self.ranked)
        self.column.addStretch(1)
        self.leave.clicked.connect(self.left)
        self.print.clicked.connect(self.paper)
        self.fresh.clicked.connect(self.again)
        self.rank.clicked.connect(self.show_ranks)

    def take_focus(self) -> None:
        """To the way on."""
        self.fresh.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_ranks(self) -> None:
        """Say what each group has more or less than at first, the largest first, or hide it again."""
        _ = self._
        self.ranked.setVisible(self.ranked.isHidden())
        order = sorted(self.told, key=lambda told: -told.gain)
        self.ranked.setText(
            "\n".join(
                _("{name}: {gain} since the first week", name=told.shop.business.name.said(_.language), gain=told.gain)
                for told in order
            )
        )
        hidden = self.ranked.isHidden()
        self.rank.setText(_("Show all groups side by side") if hidden else _("Hide it again"))

    def _card(self, nth: int, told: Debrief) -> w.Card:
        _, business = self._, told.shop.business
        name = f"{business.name.said(_.language)}, {business.owner}"
        card = w.Card(name, picture=business.picture, object_name=f"game_told_{business.id}")
        card.setAccessibleName(name)
        look_in = w.Button(
            _("Open the book"),
            object_name=f"game_look_{business.id}",
            accessible_name=_("Open the book of {name}", name=business.name.said(_.language)),
            picture="notebook",
        )
        look_in.clicked.connect(partial(self.look_asked.emit, nth))
        card.head.addWidget(look_in)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        game = self.run.market.game
        figures = (
            (_("At first"), int(business.opening + game.purse)),
            (_("In the end, all counted"), int(told.worth)),
            (_("For this and that at home"), int(told.wants)),
            (_("Interest and fees of loans"), int(told.interest)),
            (_("Bons that nobody asked for"), int(told.lost_bons)),
        )
        for row, (words, amount) in enumerate(one for one in figures if one[1]):
            grid.addWidget(w.text_label(words), row, 0)
            money = w.MoneyLabel(amount, "number-m" if row < 2 else "bold")
            grid.addWidget(money, row, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(grid)
        written = _("Written down in {n} of {weeks} weeks.", n=told.recorded, weeks=game.weeks)
        card.body.addWidget(w.text_label(written, "base", "muted"))
        card.body.addWidget(w.text_label(busy_words(told, _), wrap=True))
        card.body.addWidget(w.rule())
        card.body.addWidget(w.text_label(_("Book beside memory"), "lead"))
        card.body.addLayout(self._compared(told))
        card.body.addWidget(w.rule())
        card.body.addWidget(w.text_label(_("Which rule would have helped?"), "lead"))
        rules = [_("{rule}: {more} more", rule=_(HELPED[one.habit]), more=one.more) for one in told.helped[:MOST_RULES]]
        for words in rules or [_("You kept the rules. What helped most?")]:
            card.body.addWidget(w.Strip(words, tone="primary", picture="lightbulb"))
        together = _("All rules together would have come to {worth}.", worth=told.with_rules)
        card.body.addWidget(w.text_label(together, "base", "muted", wrap=True))
        card.body.addWidget(w.text_label(_("Three questions"), "lead"))
        for question, key in enumerate(questions_of(told), 1):
            card.body.addWidget(w.text_label(f"{question}. {_(QUESTIONS[key])}", wrap=True))
        return card

    def _compared(self, told: Debrief) -> QGridLayout:
        _ = self._
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(look().px(16))
        for column, words in enumerate((_("The book says"), _("From memory")), 1):
            grid.addWidget(w.text_label(words, "small-bold", "muted"), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, one in enumerate(told.compared, 1):
            memory = figure_words(one.memory, _, money=True)
            grid.addWidget(w.text_label(_(COMPARED[one.what])), row, 0)
            grid.addWidget(w.MoneyLabel(int(one.book), "bold"), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(w.text_label(memory, "base", "muted"), row, 2, Qt.AlignmentFlag.AlignRight)
        return grid
