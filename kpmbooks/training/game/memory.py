"""What a group sees when it decides: what its book says, or what comes to mind without one.

A drawer can be counted by anybody. Everything else fades: small costs are forgotten, a good week is remembered as
better, a bon older than two weeks is gone. Nothing is made worse than it is; it is only less known.
"""

from dataclasses import dataclass
from typing import Literal

from kpmbooks.money import Rupiah
from kpmbooks.training.game.market import Market
from kpmbooks.training.game.rules import REMEMBERED
from kpmbooks.training.game.values import Card, Shop

Hint = Literal["much-less", "less", "same", "more", "much-more"]

EXPECTED: dict[Hint, int] = {"much-less": 70, "less": 82, "same": 100, "more": 120, "much-more": 148}
"""Percent of the usual that a thoughtful person expects of a card."""

_SOLD, _USUAL, _STOCK, _BONS, _OWED = (80, 130), (75, 135), (70, 130), (60, 110), (60, 110)
"""Percents of the truth that come to mind without a book, at least and at most."""

_WIDTH = 15
"""Percent by which a memory is unsure of itself, up and down."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure between two bounds; equal bounds are known."""

    low: int
    high: int

    @property
    def known(self) -> bool:
        """Whether it is exact."""
        return self.low == self.high

    @property
    def middle(self) -> int:
        """What somebody would reckon with."""
        return (self.low + self.high) // 2


@dataclass(frozen=True, slots=True)
class Board:
    """What lies before a group at the beginning of a week; None is not known at all.

    ``usual`` is what people take in an ordinary week at the usual price, ``cost`` what one unit costs this week,
    ``turned_away`` who left last week without anything, ``quietest`` what was left in the quietest week before anything
    went home, ``profit`` what the last week left.
    """

    week: int
    market: Card
    cash: Rupiah
    saved: Rupiah
    stock: Figure
    cost: Figure
    usual: Figure
    sold: Figure | None
    turned_away: int | None
    bons: Figure
    owed: Figure
    instalment: Rupiah
    profit: int | None
    quietest: int | None


def hint(percent: int) -> Hint:
    """How a card's percent reads on paper."""
    if percent <= 75:
        return "much-less"
    if percent <= 92:
        return "less"
    if percent < 110:
        return "same"
    return "more" if percent <= 130 else "much-more"


def board(market: Market, shop: Shop) -> Board:
    """What a shop's group sees before its next week; after the last week what it sees at the end."""
    week = min(shop.week + 1, market.game.weeks)
    last = shop.weeks[-1] if shop.weeks else None
    written = last is not None and last.recorded
    return Board(
        week=week,
        market=market.market[week - 1],
        cash=shop.cash,
        saved=shop.saved,
        stock=_exact(shop.stock) if written or not shop.stock else _faded(market, shop, "stock", shop.stock, _STOCK),
        cost=_cost(market, shop, week, written=written),
        usual=_usual(market, shop),
        sold=None if last is None else _exact(last.sold) if written else _faded(market, shop, "sold", last.sold, _SOLD),
        turned_away=last.turned_away if last is not None and written else None,
        bons=_bons(market, shop),
        owed=_owed(market, shop, written=written),
        instalment=Rupiah(sum(debt.principal[0] + debt.interest[0] for debt in shop.debts)),
        profit=profit_of(shop, len(shop.weeks) - 1) if written else None,
        quietest=min((profit_of(shop, nth) for nth, one in enumerate(shop.weeks) if one.recorded), default=None),
    )


def remembered(market: Market, shop: Shop, what: str, value: int) -> Figure:
    """What would come to mind of a figure of the whole game; small costs and old bons come least."""
    spans = {"sales": (90, 130), "bons": (30, 65), "taken": (45, 75), "cost": shop.business.memory, "profit": (60, 180)}
    return _faded(market, shop, f"all {what}", value, spans[what])


def profit_of(shop: Shop, nth: int) -> int:
    """What a week left: its sales, less what was sold and spoilt at cost, less the place and the interest of loans."""
    week = shop.weeks[nth]
    return int(week.sales) - (week.sold + week.spoilt) * int(week.cost) - int(shop.business.fixed)


def _exact(value: int) -> Figure:
    return Figure(value, value)


def _faded(market: Market, shop: Shop, what: str, value: int, span: tuple[int, int]) -> Figure:
    middle = int(value) * market.blur(shop.business, shop.week, what, span) // 100
    low, high = sorted((middle * (100 - _WIDTH) // 100, -(-middle * (100 + _WIDTH) // 100)))
    return Figure(_rough(low), _rough(high))


def _rough(value: int) -> int:
    """A number as people remember numbers: two digits that count."""
    step = int(10 ** max(len(str(abs(value))) - 2, 0))
    return (value + step // 2) // step * step


def _cost(market: Market, shop: Shop, week: int, *, written: bool) -> Figure:
    """With a book the whole cost is worked out; without one the small things are left out."""
    cost = market.cost(shop.business, week, int(shop.saved))
    return _exact(cost) if written else _faded(market, shop, "cost", cost, shop.business.memory)


def _usual(market: Market, shop: Shop) -> Figure:
    """The average of the weeks in the book, each taken back to an ordinary one; a guess where none is."""
    business = shop.business
    told = []
    for week in shop.weeks:
        if week.recorded:
            nth = ("cheap", "usual", "dear").index(week.choices.price)
            percent = EXPECTED[hint(week.market.demand.get(business.id, 100))] * business.draws[nth]
            told.append(week.wanted * 100**3 // (percent * week.market.rivals[nth]))
    if told:
        return _exact(sum(told) // len(told))
    return _faded(market, shop, "usual", business.demand, _USUAL)


def _bons(market: Market, shop: Shop) -> Figure:
    """Recorded ones to the rupiah; of the others those of the last two weeks, about."""
    written = sum(lot.amount - lot.paid for lot in shop.lots if lot.recorded)
    other = sum(
        lot.amount - lot.paid for lot in shop.lots if not lot.recorded and shop.week + 1 - lot.week <= REMEMBERED
    )
    if not other:
        return _exact(int(written))
    faded = _faded(market, shop, "bons", other, _BONS)
    return Figure(int(written) + faded.low, int(written) + faded.high)


def _owed(market: Market, shop: Shop, *, written: bool) -> Figure:
    owed = sum(debt.owed for debt in shop.debts)
    return _exact(owed) if written or not owed else _faded(market, shop, "owed", owed, _OWED)
