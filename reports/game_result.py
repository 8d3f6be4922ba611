"""The talk after a market game on paper: how it went, book beside memory, which rule would have helped; no ranks.

A game is its number and the decisions of each group, so that is all that is asked: it is played again here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import game as pasar
from kpmbooks.training.game import Choices, Debrief, Market, Week
from reports.document import (
    Block,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Point,
    Points,
    Row,
    Table,
)
from reports.game_papers import SEED, USUAL_SEED, neutral
from reports.game_words import COMPARED, HELPED, QUESTIONS, busy_words, figure_words
from reports.heading import ReportHead, furnished
from reports.report import Request

NAME: Final = "game-result"
TITLE: Final = N_("After the Market Game")
PLAYED: Final = "played"
"""Of ``Request.asked``: ``gorengan 3221212 3221212 …; warung …``, a business and seven digits for each week."""

MOST: Final = 2_000


@dataclass(frozen=True, slots=True)
class GameResult:
    """What became of each group."""

    ledger: LedgerRef
    market: Market
    groups: tuple[Debrief, ...]


def statement(wish: Request) -> GameResult:
    """The game played again, by the rules of thumb without decisions; raises ``Rejected`` for what is no game."""
    seed = pasar.read_seed(wish.asked.get(SEED, "") or USUAL_SEED)
    if not isinstance(seed, int):
        raise Rejected(seed)
    market = pasar.market_of(pasar.game(), seed)
    words = wish.asked.get(PLAYED, "").strip()
    if words:
        groups = tuple(_again(market, one) for one in words[:MOST].split(";"))
    else:
        groups = tuple(_by_rules(market, business.id) for business in market.game.businesses)
    return GameResult(wish.ledger, market, groups)


def _again(market: Market, words: str) -> Debrief:
    business, *codes = words.split() or [""]
    known = {one.id: one for one in market.game.businesses}
    if business not in known or len(codes) != market.game.weeks:
        message = N_("This is no whole game. It has a business and {n} weeks of seven digits.")
        raise Rejected(Problem("game-not-whole", message, {"n": market.game.weeks}, PLAYED))
    shop = pasar.begin(market.game, known[business])
    for code in codes:
        choices = pasar.read_choices(code)
        if not isinstance(choices, Choices):
            raise Rejected(choices)
        shop = pasar.play(market, shop, choices)
    return pasar.debrief(market, shop)


def _by_rules(market: Market, business: str) -> Debrief:
    shop = pasar.begin(market.game, market.game.business(business))
    for _week in range(market.game.weeks):
        shop = pasar.play(market, shop, pasar.by_the_rules(market.game, shop, pasar.board(market, shop)))
    return pasar.debrief(market, shop)


def figures(result: GameResult) -> dict[str, Any]:
    """A row for each group."""
    return {
        "seed": result.market.seed,
        "groups": [
            {
                "business": one.shop.business.id,
                "worth": int(one.worth),
                "gain": int(one.gain),
                "recorded": one.recorded,
                "helped": [{"rule": rule.habit, "more": int(rule.more)} for rule in one.helped],
                "weeks": [_week(week) for week in one.shop.weeks],
            }
            for one in result.groups
        ],
    }


def _week(week: Week) -> dict[str, int | str]:
    return {
        "week": week.number,
        "market_card": week.market.number,
        "home_card": week.home.number,
        "decisions": pasar.typed(week.choices),
        "bought": week.bought,
        "sold": week.sold,
        "sold_on_bon": week.sold_on_bon,
        "turned_away": week.turned_away,
        "spoilt": week.spoilt,
        "sales": int(week.sales),
        "bons_paid": int(week.collected),
        "taken": int(week.taken),
        "set_aside": int(week.set_aside),
        "borrowed": int(week.borrowed),
        "borrowed_in_need": int(week.emergency),
        "repaid": int(week.repaid),
        "home": int(week.shock),
        "family_bon": int(week.family_bon),
        "cash": int(week.cash),
    }


def document(result: GameResult, head: ReportHead, _: Translator) -> Document:
    """A page for each group."""
    blocks: list[Block] = []
    for nth, group in enumerate(result.groups):
        if nth:
            blocks.append(PageBreak())
        blocks.extend(_group(result.market, group, _))
    plain = replace(head, code=None, practice=False, printed_at=None)
    drawn = furnished(NAME, _(TITLE), "", result.ledger, "", plain, _, tuple(blocks))
    return replace(neutral(drawn, _), scale=1.05)


def _group(market: Market, told: Debrief, _: Translator) -> Iterator[Block]:
    shop = told.shop
    business = shop.business
    yield Heading(f"{business.name.said(_.language)}, {business.owner}")
    yield KeyFigures(
        (
            KeyFigure(_("In the end"), format_amount(told.worth), strong=True),
            KeyFigure(_("At first"), format_amount(business.opening + market.game.purse)),
            KeyFigure(_("Weeks written down"), f"{told.recorded} / {market.game.weeks}"),
        )
    )
    yield Heading(_("Week by week"))
    rows = tuple(
        Row(
            (
                week.number,
                f"{week.market.title.said(_.language)}. {week.home.title.said(_.language)}",
                week.sold,
                int(week.sales),
                int(week.taken),
                int(week.cash),
            )
        )
        for week in shop.weeks
    )
    yield Table(
        (
            Column(_("Week"), "number"),
            Column(_("Cards"), weight=3),
            Column(_("Went"), "number"),
            Column(_("Sales"), "money"),
            Column(_("Taken home"), "money"),
            Column(_("In the drawer"), "money", strong=True),
        ),
        rows,
    )
    yield Paragraph(busy_words(told, _))
    yield Heading(_("Book beside memory"))
    yield Table(
        (
            Column(_("Figure"), weight=2),
            Column(_("The book says"), "money", strong=True),
            Column(_("From memory"), weight=2),
        ),
        tuple(
            Row((_(COMPARED[one.what]), int(one.book), figure_words(one.memory, _, money=True)))
            for one in told.compared
        ),
    )
    yield Heading(_("Which rule would have helped?"))
    if told.helped:
        yield Points(
            tuple(Point(_("{rule}: {more} more", rule=_(HELPED[one.habit]), more=one.more)) for one in told.helped[:3])
        )
    else:
        yield Points((Point(_("You kept the rules. What helped most?")),))
    yield Paragraph(_("All rules together would have come to {worth}.", worth=told.with_rules))
    yield Heading(_("Three questions"))
    yield Points(tuple(Point(_(QUESTIONS[key])) for key in questions_of(told)))


def questions_of(told: Debrief) -> tuple[str, str, str]:
    """What to ask this group: about the rule that would have helped most, about the week, about home."""
    first = told.helped[0].habit if told.helped else "best"
    second = "record" if told.recorded < len(told.shop.weeks) and first != "record" else "best"
    return (first, second if second != first else "aside", "home")
