"""A market game that is being played: its market, the shop of each group, and a practice book in memory for each.

It knows no widget. What is played here reaches no real book: every group has a session of its own.
"""

from collections.abc import Mapping, Sequence

from kpmbooks import recording
from kpmbooks.game_book import game_book
from kpmbooks.training import game as pasar
from kpmbooks.training.game import Board, Business, Choices, Market, Shop, Week
from ui.desktop.session import Session


class GameGroup:
    """One group: its shop, and the session of its practice book."""

    def __init__(self, market: Market, business: Business, real: Session) -> None:
        self.market = market
        self.business = business
        self.shop: Shop = pasar.begin(market.game, business)
        book = game_book(None, market.game, self.shop, today=real.today(), language=real._.language)
        self.session = Session(book, real._, real.clock, now=real.now)
        self.session.begin_here()
        self.session.failed.connect(real.failed)
        self._before: list[Shop] = []
        self._start = pasar.first_day(market.game, real.today())

    def play(self, choices: Choices) -> Week:
        """The next week, written into the practice book."""
        self._before.append(self.shop)
        self.shop = pasar.play(self.market, self.shop, choices)
        week = self.shop.weeks[-1]
        self.session.act(lambda tx: pasar.write_week(tx, week, self._start))
        # What a week brought is not undone: the next card would come once more.
        self.session.begin_here()
        return week

    def take_back(self) -> None:
        """The last week was typed wrongly: its records are cancelled, and it is to be decided once more."""
        session = self.session
        session.act(lambda tx: recording.undo(tx, today=session.today()))
        session.begin_here()
        self.shop = self._before.pop()

    def board(self) -> Board:
        """What lies before the group."""
        return pasar.board(self.market, self.shop)

    def may_look(self) -> bool:
        """Whether its book is open to the group: it was written in last week, or the game is over."""
        weeks = self.shop.weeks
        return bool(weeks) and (weeks[-1].recorded or len(weeks) == self.market.game.weeks)


class GameRun:
    """One game of one or several groups."""

    def __init__(self, real: Session, seed: int, businesses: Sequence[Business], *, on_paper: bool) -> None:
        game = pasar.game()
        self.on_paper = on_paper
        self.market = pasar.market_of(game, seed)
        self.groups = tuple(GameGroup(self.market, business, real) for business in businesses)

    @property
    def week(self) -> int:
        """The week that is decided now; one more than there are once the game is over."""
        return self.groups[0].shop.week + 1

    @property
    def is_over(self) -> bool:
        """Whether the last week was played."""
        return self.week > self.market.game.weeks

    def play(self, decided: Mapping[str, Choices]) -> None:
        """The next week of all groups, by the id of their business."""
        for group in self.groups:
            group.play(decided[group.business.id])

    def take_back(self) -> None:
        """The last week of all groups is to be decided once more."""
        for group in self.groups:
            group.take_back()

    def played(self) -> str:
        """The decisions of all groups so far, as the paper of the result asks for them."""
        return "; ".join(
            " ".join((group.business.id, *(pasar.typed(week.choices) for week in group.shop.weeks)))
            for group in self.groups
        )

    def close(self) -> None:
        """Let the practice books go."""
        for group in self.groups:
            group.session.close()
