"""What the pages of the market game have in common: a card on the table, a board, what a week brought."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.training.game import Board, Card, Choices, Game, Week, first_day
from reports.game_words import CHOSEN, LINES, card_effects, figure_words, week_facts
from ui.desktop import widgets as w
from ui.desktop.pages.game_run import GameGroup
from ui.desktop.theme import look

_RIGHT: Final = Qt.AlignmentFlag.AlignRight

MOST_LINES: Final = 12
"""So many lines of a week's cash book are shown; the whole book is one press away."""


def emptied(layout: QLayout) -> None:
    """Take everything out of ``layout``."""
    while layout.count():
        item = layout.takeAt(0)
        widget, inner = (None, None) if item is None else (item.widget(), item.layout())
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


class CardOnTable(w.Card):
    """A card that was turned: its picture, number, name and what it says."""

    def __init__(self, _: Translator, game: Game, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(object_name=object_name, parent=parent)
        self._, self._game = _, game
        self._row = QHBoxLayout()
        self._row.setSpacing(look().px(14))
        self.body.addLayout(self._row)
        self.words = ""

    def show_card(self, card: Card) -> None:
        """Lay this card."""
        _, language = self._, self._.language
        emptied(self._row)
        self._row.addWidget(w.Picture(card.picture, 44, "accent"))
        column = QVBoxLayout()
        column.setSpacing(look().px(2))
        deck = (
            _("Market card no. {n}", n=card.number) if card.deck == "market" else _("Home card no. {n}", n=card.number)
        )
        title = card.title.said(language)
        text = " ".join(part for part in (card.text.said(language), card_effects(self._game, card, _)) if part)
        column.addWidget(w.text_label(f"{deck}: {title}", "tile", wrap=True))
        column.addWidget(w.text_label(text, wrap=True))
        self._row.addLayout(column, 1)
        self.words = f"{deck}: {title}. {text}"
        self.setAccessibleName(self.words)


class BoardCard(w.Card):
    """What a group knows: exact where it was written down, about where it was not, a dash where nobody knows."""

    def __init__(self, _: Translator, *, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(_("What you know"), picture="clipboard-text", object_name=object_name, parent=parent)
        self._ = _
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(6))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.said: dict[str, str] = {}

    def show_group(self, group: GameGroup) -> None:
        """Show the board of a group before its next week."""
        _, seen = self._, group.board()
        unit = group.business.unit.said(_.language)
        nobody = _("not known")
        rows = (
            ("cash", "wallet", _("Drawer"), format_amount(seen.cash)),
            ("saved", "piggy-bank", _("Money box"), format_amount(seen.saved)),
            ("stock", "package", _("Goods left"), figure_words(seen.stock, _, unit=unit)),
            ("cost", "tag", _("Cost of one"), figure_words(seen.cost, _, money=True)),
            ("usual", "users", _("Usually sold"), figure_words(seen.usual, _, unit=unit)),
            ("sold", "calendar-check", _("Sold last week"), self._last_week(seen, unit)),
            ("bons", "clock-countdown", _("Bons unpaid"), figure_words(seen.bons, _, money=True)),
            ("owed", "bank", _("We owe"), figure_words(seen.owed, _, money=True)),
            (
                "profit",
                "chart-line-up",
                _("Profit last week"),
                nobody if seen.profit is None else format_amount(seen.profit),
            ),
        )
        emptied(self._grid)
        self.said = {}
        for nth, (key, picture, name, words) in enumerate(rows):
            known = w.text_label(words, "bold", "muted" if words == nobody else "text")
            known.setAccessibleName(f"{name}: {words}")
            self._grid.addWidget(w.Picture(picture, 24, "muted"), nth, 0)
            self._grid.addWidget(w.text_label(name), nth, 1)
            self._grid.addWidget(known, nth, 2)
            self.said[key] = words

    def _last_week(self, seen: Board, unit: str) -> str:
        """What was sold, and with a book how many went without."""
        _ = self._
        if seen.sold is None:
            return _("not begun")
        sold = figure_words(seen.sold, _, unit=unit)
        return _("{sold}, {n} went without", sold=sold, n=seen.turned_away) if seen.turned_away else sold


class WeekCard(w.Card):
    """What a week brought: what was sold, which money moved, the card of the home, and what the book says of it."""

    def __init__(self, _: Translator, group: GameGroup, *, object_name: str, parent: QWidget | None = None) -> None:
        business = group.business
        super().__init__(
            f"{business.name.said(_.language)}, {business.owner}",
            picture=business.picture,
            object_name=object_name,
            parent=parent,
        )
        self._, self.group = _, group
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look().px(6))
        self.body.addLayout(self._rows)
        self.body.addStretch(1)

    def show_week(self, *, with_book: bool) -> None:
        """Show the last week; ``with_book`` shows the lines that were written as well."""
        _, group = self._, self.group
        week = group.shop.weeks[-1]
        emptied(self._rows)
        self._rows.addWidget(w.text_label(sold_words(group, week, _), "lead", wrap=True))
        if week.turned_away:
            unit = group.business.unit.said(_.language)
            words = _("{n} {unit} more were wanted.", n=week.turned_away, unit=unit)
            self._rows.addWidget(w.text_label(words, "base", "muted", wrap=True))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        facts = week_facts(week, _)
        for nth, (name, amount) in enumerate(facts):
            grid.addWidget(w.text_label(name, wrap=True), nth, 0)
            tone = "out" if amount < 0 else "money_in"
            grid.addWidget(w.MoneyLabel(amount, "bold", tone, signed=True), nth, 1, _RIGHT)
        if week.sold_on_bon:
            grid.addWidget(w.text_label(_("New bons, not in the drawer"), "base", "muted", wrap=True), len(facts), 0)
            bons = w.MoneyLabel(week.sold_on_bon * int(week.price), "bold", "muted")
            grid.addWidget(bons, len(facts), 1, _RIGHT)
        self._rows.addLayout(grid)
        self._rows.addWidget(w.rule())
        shop = group.shop
        foot = QGridLayout()
        foot.setColumnStretch(0, 1)
        held = (
            (_("In the drawer now"), int(shop.cash)),
            (_("Money box"), int(shop.saved)),
            (_("Purse of the family"), int(shop.purse)),
        )
        for nth, (name, amount) in enumerate(held):
            foot.addWidget(w.text_label(name, "base" if nth else "lead"), nth, 0)
            foot.addWidget(w.MoneyLabel(amount, "bold" if nth else "number-l"), nth, 1, _RIGHT)
        self._rows.addLayout(foot)
        if with_book:
            self._show_book(week)

    def _show_book(self, week: Week) -> None:
        _ = self._
        if not week.recorded:
            self._rows.addWidget(
                w.Strip(_("Not written down. Next week you know only what you remember."), tone="warn")
            )
            return
        self._rows.addWidget(w.Strip(_("Written in the cash book:"), tone="primary", picture="notebook"))
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for nth, (words, amount) in enumerate(written_lines(self.group, week)[:MOST_LINES]):
            grid.addWidget(w.text_label(words, "small", wrap=True), nth, 0)
            moved = w.MoneyLabel(amount, "small-bold", "out" if amount < 0 else "money_in", signed=True)
            grid.addWidget(moved, nth, 1, _RIGHT)
        self._rows.addLayout(grid)


def written_lines(group: GameGroup, week: Week) -> list[tuple[str, int]]:
    """The lines of the practice book's cash book that a week wrote: kind and words, money in positive."""
    session = group.session
    first = first_day(group.market.game, session.today()) + timedelta(days=7 * (week.number - 1))

    def lines(reader: Reader) -> list[tuple[str, int]]:
        cash = next(one for one in books.accounts(reader, session.ledger) if one.is_cash)
        book = statements.cash_book(reader, session.ledger, cash, Period(first, first + timedelta(days=6)))
        return [
            (
                " · ".join(part for part in (session.kind_name(row.kind), row.memo or row.party) if part),
                int(row.money_in) - int(row.money_out),
            )
            for row in book.rows
            if not row.struck
        ]

    return session.ask(lines) or []


def sold_words(group: GameGroup, week: Week, _: Translator) -> str:
    """What was sold, as it is said to a group: how many, and at which price."""
    unit = group.business.unit.said(_.language)
    return _("Sold {n} {unit} at {price}", n=week.sold, unit=unit, price=week.price)


def read_back(choices: Choices, _: Translator) -> str:
    """The decisions in a line, short enough to be read back while they are typed."""
    return " · ".join(f"{_(LINES[line])} {_(CHOSEN[line][getattr(choices, line)])}" for line in LINES)
