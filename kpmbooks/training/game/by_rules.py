"""How somebody plays who keeps the lessons' rules of thumb. She sees her board and nothing else.

Record the same day · goods first, then the wage · a fixed wage · bons with a limit · price above cost · something set
aside · an instalment of at most a third of the quietest week.
"""

from kpmbooks.training.game.memory import EXPECTED, Board, hint
from kpmbooks.training.game.rules import may_borrow
from kpmbooks.training.game.values import (
    BUYS,
    PRICES,
    Aside,
    Bon,
    Borrow,
    Business,
    Buy,
    Choices,
    Game,
    Price,
    Shop,
    Take,
)

WELL_ABOVE = 115
"""Percent of the cost that even a cheap price has to bring."""

ENOUGH_ASIDE = 200_000
"""What the usual shock costs."""

KEEPS_WELL = 90
"""Percent of what is left over that is still good next week, from which a little more may be bought."""


def by_the_rules(game: Game, shop: Shop, seen: Board) -> Choices:
    """The decisions of this week."""
    business = shop.business
    price = _price(business, seen)
    wanted = _wanted(business, seen, price)
    borrow = _borrow(game, shop, seen, wanted)
    at_hand = int(seen.cash) + (int(game.lender(borrow).amount) if borrow != "none" else 0)
    return Choices(
        buy=_buy(business, seen, wanted),
        price=price,
        bon=_bon(seen),
        take=_take(business, seen, at_hand, wanted),
        aside=_aside(business, seen, at_hand, wanted),
        borrow=borrow,
        record="yes",
    )


def _price(business: Business, seen: Board) -> Price:
    """The usual one; dear where goods became dear or many come; cheap only beside a rival, and above the cost."""
    rivals = seen.market.rivals
    cheap = int(business.prices[0])
    if rivals[0] > rivals[1]:
        return "cheap" if cheap * 100 > seen.cost.middle * WELL_ABOVE else "usual"
    crowded = hint(seen.market.demand.get(business.id, 100)) == "much-more"
    dearer = seen.market.cost.get(business.id, 100) >= 120
    return "dear" if dearer or (crowded and seen.usual.middle * 148 // 100 > business.capacity) else "usual"


def _wanted(business: Business, seen: Board, price: Price) -> int:
    nth = PRICES.index(price)
    expected = EXPECTED[hint(seen.market.demand.get(business.id, 100))] * business.draws[nth] * seen.market.rivals[nth]
    return min(seen.usual.middle * expected // 100**3, business.capacity)


def _buy(business: Business, seen: Board, wanted: int) -> Buy:
    """The amount nearest to what will be missing; what keeps well may be a little more."""
    missing = wanted - seen.stock.middle
    if business.keeps >= KEEPS_WELL:
        missing += wanted // 4
    nearest = min(range(len(BUYS)), key=lambda nth: abs(business.buys[nth] - missing))
    return BUYS[nearest]


def _bon(seen: Board) -> Bon:
    return "none" if seen.market.bon >= 150 else "limited"


def _left(business: Business, seen: Board, at_hand: int, wanted: int) -> int:
    """What the drawer will hold in the evening of the last day, reckoned with care: nobody sells what is not there."""
    cost = max(seen.cost.middle, 1)
    bought = min(business.buys[2], at_hand // cost)
    sold = min(wanted, seen.stock.middle + bought)
    sales = sold * int(business.prices[1]) * 8 // 10
    return at_hand - bought * cost + sales - int(business.fixed) - int(seen.instalment)


def _take(business: Business, seen: Board, at_hand: int, wanted: int) -> Take:
    """The wage, where the week will leave it beside the goods of the next one."""
    goods = business.buys[2] * seen.cost.middle
    enough = _left(business, seen, at_hand, wanted) >= int(business.wage) + goods * 7 // 10
    return "wage" if enough else "nothing"


def _aside(business: Business, seen: Board, at_hand: int, wanted: int) -> Aside:
    """Something every week until a shock can be borne, unless the goods of the next week would go short."""
    rest = _left(business, seen, at_hand, wanted) - int(business.wage) - business.buys[2] * seen.cost.middle
    if int(seen.saved) >= ENOUGH_ASIDE:
        return "some" if rest >= 100_000 else "nothing"
    return "more" if rest >= 0 else "some" if rest >= -300_000 else "nothing"


def _borrow(game: Game, shop: Shop, seen: Board, wanted: int) -> Borrow:
    """Only where goods cannot be paid, only the cheaper lender, and never more than the quietest week bears."""
    goods = min(wanted, shop.business.buys[2]) * seen.cost.middle
    lender = game.lender("koperasi")
    bearable = seen.quietest is not None and 3 * int(lender.instalment) <= seen.quietest
    late = game.weeks - shop.week < lender.weeks
    if int(seen.cash) < goods and bearable and not late and may_borrow(game, shop, "koperasi"):
        return "koperasi"
    return "none"
