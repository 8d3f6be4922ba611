"""The market game over many seeds: rules of thumb pay, nothing always wins, nobody is hopeless, every book is right."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kpmbooks.training import game as pasar
from kpmbooks.training.game import Business, Market
from tests.market_game import (
    NAIVE,
    Player,
    added_up,
    always,
    at_random,
    booked,
    by_rules_but,
    fixed_plans,
    gained,
    holds,
    ordinary,
    played,
)

AHEAD = 90
"""Percent of the games in which the rules must end ahead of each naive way."""

ABOVE_START = 85
"""Percent of the games in which a business that is led by the rules must end above where it began."""


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A tenth of ``cases`` are markets; a hundredth are played by all plans, and into real books."""
    game = pasar.game()
    markets = [pasar.market_of(game, seed * 100_000 + nth) for nth in range(max(cases // 10, 10))]
    few = markets[: max(cases // 100, 5)]
    rules = {business.id: [gained(market, business, pasar.by_the_rules) for market in markets] for business in _all()}
    return {
        "rules against": _against(markets, rules),
        "one rule left out": _without(markets, rules),
        "good habits without a book": _by_habit(markets, rules),
        "businesses": _businesses(rules),
        "one move always": _moves(markets, rules),
        "one plan always": _plans(few),
        "records added up": records_added_up(markets),
        "real books": real_books(few),
    }


def _all() -> tuple[Business, ...]:
    return pasar.game().businesses


def _share(ahead: int, of: int) -> int:
    return 100 * ahead // of


def _ahead(markets: list[Market], rules: Mapping[str, list[int]], player: Player) -> dict[str, tuple[int, int]]:
    """By business: percent of the markets in which the rules end ahead, and by how many thousand on the average."""
    found = {}
    for business in _all():
        others = [gained(market, business, player) for market in markets]
        ahead = sum(mine > other for mine, other in zip(rules[business.id], others, strict=True))
        more = sum(rules[business.id]) - sum(others)
        found[business.id] = _share(ahead, len(markets)), more // len(markets) // 1_000
    return found


def _against(markets: list[Market], rules: Mapping[str, list[int]]) -> dict[str, Any]:
    figures: dict[str, Any] = {"markets": len(markets)}
    faults = []
    for name, player in NAIVE.items():
        ahead = _ahead(markets, rules, player)
        figures[f"“{name}”"] = " / ".join(f"{business} {percent} %" for business, (percent, _more) in ahead.items())
        faults += [f"{name}, {of}: ahead in {percent} %" for of, (percent, _more) in ahead.items() if percent < AHEAD]
    return {**figures, "faults": faults}


def _without(markets: list[Market], rules: Mapping[str, list[int]]) -> dict[str, Any]:
    """What each rule brings: the rules against themselves without it, on the average of all businesses."""
    left_out = {
        "record": by_rules_but(record="no", borrow="none"),
        "limit of bons": by_rules_but(bon="anyone"),
        "fixed wage": by_rules_but(take="needed"),
        "goods first": by_rules_but(take="wage"),
        "price above cost": by_rules_but(price="cheap"),
        "setting aside": by_rules_but(aside="nothing"),
        "no moneylender": by_rules_but(borrow="keliling"),
        "goods as the book says": by_rules_but(buy="much"),
    }
    figures: dict[str, Any] = {}
    faults = []
    for name, player in left_out.items():
        ahead = _ahead(markets, rules, player)
        more = sum(one for _percent, one in ahead.values()) // len(ahead)
        percent = sum(one for one, _more in ahead.values()) // len(ahead)
        figures[name] = f"brings {more} thousand, ahead in {percent} %"
        if more <= 0:
            faults.append(f"{name} does not pay")
    return {**figures, "faults": faults}


def _by_habit(markets: list[Market], rules: Mapping[str, list[int]]) -> dict[str, Any]:
    """The rules against somebody who keeps most of them, writes nothing and looks at no card: told, not asked for."""
    player = always("normal", "usual", "limited", "wage", "nothing", "none", "no")
    figures = {
        of: f"ahead in {share} %, by {more} thousand" for of, (share, more) in _ahead(markets, rules, player).items()
    }
    return {**figures, "faults": []}


def _businesses(rules: Mapping[str, list[int]]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    faults = []
    for business, gains in rules.items():
        above = _share(sum(one > 0 for one in gains), len(gains))
        figures[business] = f"above its start in {above} %, by {sum(gains) // len(gains) // 1_000} thousand"
        if above < ABOVE_START:
            faults.append(f"{business}: above its start in {above} % only")
    return {**figures, "faults": faults}


def _moves(markets: list[Market], rules: Mapping[str, list[int]]) -> dict[str, Any]:
    """Each option forced into every week of a game by the rules: none may be at least as good in all of them."""
    figures: dict[str, Any] = {}
    faults = []
    for line, options in pasar.OPTIONS.items():
        if line == "record":
            continue  # A record is knowledge, not a move against other moves; what it brings stands above.
        gains = {
            option: [gained(m, business, by_rules_but(**{line: option})) for business in _all() for m in markets]
            for option in options
        }
        own = [one for business in _all() for one in rules[business.id]]
        best = [max(own[nth], *(one[nth] for one in gains.values())) for nth in range(len(own))]
        shares = {option: _share(sum(map(int.__eq__, one, best)), len(best)) for option, one in gains.items()}
        figures[line] = " / ".join(f"{option} {share} %" for option, share in shares.items())
        faults += [f"{line} {option} always wins" for option, share in shares.items() if share >= AHEAD]
    return {**figures, "faults": faults}


def _plans(markets: list[Market]) -> dict[str, Any]:
    plans = fixed_plans()
    faults = []
    figures: dict[str, Any] = {"plans": len(plans), "markets": len(markets)}
    for business in _all():
        best: Counter[str] = Counter()
        for market in markets:
            gains = {name: gained(market, business, player) for name, player in plans.items()}
            most = max(gains.values())
            best.update(name for name, one in gains.items() if one == most)
        name, times = best.most_common(1)[0]
        figures[business.id] = f"{len(best)} plans are best somewhere, “{name}” in {_share(times, len(markets))} %"
        if times == len(markets):
            faults.append(f"{business.id}: “{name}” always wins")
    return {**figures, "faults": faults}


def records_added_up(markets: list[Market]) -> dict[str, Any]:
    """Every game's records, added up by hand, say what its shop holds; no purse is ever below nothing."""
    game, faults, games = pasar.game(), [], 0
    for market in markets:
        for business in _all():
            for player in (pasar.by_the_rules, ordinary, at_random):
                games += 1
                shop = played(market, business, player)
                held = holds(shop)
                if added_up(shop, int(game.purse)) != held or min(held["cash"], held["saved"], held["purse"]) < 0:
                    faults.append(f"seed {market.seed}, {business.id}: the records do not add up")
    return {"games": games, "faults": faults}


def real_books(markets: list[Market]) -> dict[str, Any]:
    """Games in practice books: ``check`` finds nothing, and the accounts hold what the shop holds."""
    faults, books = [], 0
    for market in markets:
        for business in _all():
            books += 1
            shop = played(market, business, pasar.by_the_rules if market.seed % 2 else at_random)
            found, held = booked(market, shop)
            faults += [f"seed {market.seed}, {business.id}: check finds {code}" for code in found]
            if held != holds(shop):
                faults.append(f"seed {market.seed}, {business.id}: the book holds {held}")
    return {"books": books, "faults": faults}
