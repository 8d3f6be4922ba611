"""The market of a seed: which cards come, and how the luck of each week falls. Decisions never change it.

The same seed gives the same cards, the same luck and the same memories, whatever anybody decides and in whatever order
it is asked: two groups with the same business and the same decisions end alike.
"""

from dataclasses import dataclass
from random import Random

from kpmbooks.problems import N_, Problem
from kpmbooks.training.game.values import PRICES, Business, Card, Deck, Game, Price

MOST_SEED = 9_999
"""A seed is said aloud and written on paper: four digits."""


COIN = 500
"""What one step of units costs, and so what lies in a drawer, is told in the smallest coin of the play money."""


@dataclass(frozen=True, slots=True)
class Market:
    """The cards of a game, week by week, and its luck."""

    game: Game
    seed: int
    market: tuple[Card, ...]
    home: tuple[Card, ...]

    def luck(self, business: Business, week: int) -> int:
        """Percent of the usual demand that the weather of chance makes of this week."""
        return self._dice(business, week, "luck").randrange(85, 116, 5)

    def pays(self, business: Business, week: int, span: tuple[int, int]) -> int:
        """Percent of this week's bons that will ever be paid."""
        return self._dice(business, week, "pays").randint(*span)

    def blur(self, business: Business, week: int, what: str, span: tuple[int, int]) -> int:
        """Percent of the truth that comes to mind of ``what``."""
        return self._dice(business, week, f"blur {what}").randint(*span)

    def wanted(self, business: Business, week: int, price: Price) -> int:
        """How many units people would like this week at a price, bons included; weeks count from 1."""
        card, nth = self.market[week - 1], PRICES.index(price)
        percent = card.demand.get(business.id, 100) * business.draws[nth] * card.rivals[nth]
        return business.whole(business.demand * percent * self.luck(business, week) // 100**4)

    def cost(self, business: Business, week: int, saved: int = 0) -> int:
        """What one unit costs this week whoever has ``saved`` set aside."""
        card = self.market[week - 1]
        bulk = card.bulk if saved >= card.needs else 100
        coin = COIN // business.step
        exact = int(business.cost) * card.cost.get(business.id, 100) * bulk
        return (exact + coin * 100**2 // 2) // (coin * 100**2) * coin

    def _dice(self, business: Business, week: int, what: str) -> Random:
        return Random(f"pasar {self.seed} {business.id} {week} {what}")


def market_of(game: Game, seed: int) -> Market:
    """The market of a seed: eight cards of each deck, none of them twice."""
    dice = Random(f"pasar {seed} cards")
    market = dice.sample(_deck(game, "market"), game.weeks)
    home = dice.sample(_deck(game, "home"), game.weeks)
    return Market(game, seed, tuple(market), tuple(home))


def read_seed(text: str) -> int | Problem:
    """The number of a game as somebody typed it."""
    words = text.strip()
    if words.isascii() and words.isdigit() and len(words) <= 4 and int(words) <= MOST_SEED:
        return int(words)
    return Problem("game-seed", N_("A game has a number from 0 to 9999. Type it, or take a new one."), {}, "seed")


def _deck(game: Game, deck: Deck) -> list[Card]:
    return [card for card in game.cards if card.deck == deck]
