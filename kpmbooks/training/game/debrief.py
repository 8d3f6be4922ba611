"""After the last week: what the book says beside what would have come to mind, and which rule would have helped.

A rule is tried by playing the same weeks again with the same cards and luck and one habit changed. It compares a group
with itself; it knows no other group.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from kpmbooks.money import Rupiah
from kpmbooks.training.game.by_rules import by_the_rules
from kpmbooks.training.game.market import Market
from kpmbooks.training.game.memory import EXPECTED, Figure, board, hint, remembered
from kpmbooks.training.game.rules import asked_for, begin, gain, play, worth
from kpmbooks.training.game.values import BUYS, PRICES, Business, Buy, Choices, Shop

Habit = Literal["record", "wage", "limit", "price", "goods", "aside", "lender"]

WELL_ABOVE: Final = 110
"""Percent of its cost that a price should bring at least."""

SETTLED: Final = 20_000
"""A rule that would have brought less than this is not spoken of."""


@dataclass(frozen=True, slots=True)
class Helped:
    """A rule, and by how many rupiah the group would be better off with it."""

    habit: Habit
    more: Rupiah


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the book beside what would have come to mind."""

    what: Literal["sales", "bons", "taken", "cost", "profit"]
    book: Rupiah
    memory: Figure


@dataclass(frozen=True, slots=True)
class Debrief:
    """What there is to speak about. ``best`` and ``hardest`` are numbers of weeks, ``lost_bons`` what would
    have been paid had anybody remembered who owes it.

    ``with_rules`` is the worth that all rules of thumb together would have come to with the same cards.
    """

    shop: Shop
    worth: Rupiah
    gain: Rupiah
    recorded: int
    lost_bons: Rupiah
    wants: Rupiah
    interest: Rupiah
    turned_away: int
    best: int
    hardest: int
    with_rules: Rupiah
    compared: tuple[Compared, ...]
    helped: tuple[Helped, ...]


def debrief(market: Market, shop: Shop) -> Debrief:
    """The whole conversation of one group, after its last week."""
    game, weeks = market.game, shop.weeks
    by_sales = sorted(weeks, key=lambda week: week.sales)
    interest = sum(_interest(shop, week.number) for week in weeks)
    return Debrief(
        shop=shop,
        worth=worth(game, market, shop),
        gain=gain(game, market, shop),
        recorded=sum(week.recorded for week in weeks),
        lost_bons=Rupiah(sum(lot.pays - lot.paid for lot in shop.lots if not asked_for(lot, game.weeks + 1))),
        wants=Rupiah(sum(week.wants for week in weeks)),
        interest=Rupiah(interest),
        turned_away=sum(week.turned_away for week in weeks),
        best=by_sales[-1].number,
        hardest=by_sales[0].number,
        with_rules=worth(game, market, _by_rules(market, shop.business)),
        compared=_compared(market, shop),
        helped=_helped(market, shop),
    )


def played_again(market: Market, shop: Shop, change: Callable[[Shop, Choices], Choices]) -> Shop:
    """The same weeks with the same cards and luck, each decision changed by ``change``."""
    again = begin(market.game, shop.business)
    for week in shop.weeks:
        again = play(market, again, change(again, week.choices))
    return again


def _by_rules(market: Market, business: Business) -> Shop:
    shop = begin(market.game, business)
    for _week in range(market.game.weeks):
        shop = play(market, shop, by_the_rules(market.game, shop, board(market, shop)))
    return shop


def _interest(shop: Shop, number: int) -> int:
    week = shop.weeks[number - 1]
    return sum(int(one.amounts.get("interest", 0)) + int(one.amounts.get("kept_back", 0)) for one in week.written)


def _compared(market: Market, shop: Shop) -> tuple[Compared, ...]:
    weeks = shop.weeks
    profit = sum(week.sales - (week.sold + week.spoilt) * week.cost - shop.business.fixed for week in weeks)
    truth: tuple[tuple[Literal["sales", "bons", "taken", "cost", "profit"], int], ...] = (
        ("sales", sum(week.sales for week in weeks)),
        ("bons", sum(lot.amount - lot.paid for lot in shop.lots)),
        ("taken", sum(week.taken for week in weeks)),
        ("cost", int(weeks[-1].cost)),
        ("profit", int(profit)),
    )
    return tuple(Compared(what, Rupiah(value), remembered(market, shop, what, int(value))) for what, value in truth)


def _helped(market: Market, shop: Shop) -> tuple[Helped, ...]:
    game = market.game
    habits: dict[Habit, Callable[[Shop, Choices], Choices]] = {
        "record": lambda _shop, choices: replace(choices, record="yes"),
        "wage": lambda _shop, choices: replace(choices, take="wage" if choices.take == "needed" else choices.take),
        "limit": lambda _shop, choices: replace(choices, bon="limited" if choices.bon == "anyone" else choices.bon),
        "price": lambda now, choices: _well_priced(market, now, choices),
        "goods": lambda now, choices: replace(choices, buy=_fitting(market, now, choices)),
        "aside": lambda _shop, choices: replace(choices, aside="some" if choices.aside == "nothing" else choices.aside),
        "lender": lambda _shop, choices: replace(choices, borrow="none"),
    }
    now = gain(game, market, shop)
    found = [
        Helped(habit, Rupiah(gain(game, market, played_again(market, shop, change)) - now))
        for habit, change in habits.items()
    ]
    return tuple(sorted((one for one in found if one.more >= SETTLED), key=lambda one: -one.more))


def _well_priced(market: Market, shop: Shop, choices: Choices) -> Choices:
    """The next price up where the chosen one does not bring its cost and a little."""
    business = shop.business
    cost = market.cost(business, shop.week + 1, int(shop.saved))
    nth = PRICES.index(choices.price)
    while nth + 1 < len(PRICES) and int(business.prices[nth]) * 100 < cost * WELL_ABOVE:
        nth += 1
    return replace(choices, price=PRICES[nth])


def _fitting(market: Market, shop: Shop, choices: Choices) -> Buy:
    """What a book's average and the card would have told her to buy."""
    business = shop.business
    card = market.market[shop.week]
    percent = EXPECTED[hint(card.demand.get(business.id, 100))]
    nth = PRICES.index(choices.price)
    usual = _usual(business, shop)
    wanted = min(usual * percent * business.draws[nth] * card.rivals[nth] // 100**3, business.capacity)
    missing = wanted - shop.stock
    return BUYS[min(range(len(BUYS)), key=lambda one: abs(business.buys[one] - missing))]


def _usual(business: Business, shop: Shop) -> int:
    told = [week.wanted for week in shop.weeks]
    return sum(told) // len(told) if told else business.demand
