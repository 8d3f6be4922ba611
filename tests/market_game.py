"""Ways of playing the market game that tests compare, and what its records say when they are added up by hand."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from typing import Any

from kpmbooks import house, ledger
from kpmbooks.book import Reader
from kpmbooks.game_book import game_book
from kpmbooks.training import game as pasar
from kpmbooks.training.game import Board, Business, Choices, Game, Market, Shop, Written

Player = Callable[[Game, Shop, Board], Choices]
TODAY = date(2026, 2, 10)


def ordinary(game: Game, shop: Shop, seen: Board) -> Choices:
    """What field notes tell of many stalls: nothing written, a bon for anybody, the drawer open, the moneylender."""
    short = int(seen.cash) < shop.business.buys[2] * seen.cost.middle * 8 // 10
    return Choices("normal", "usual", "anyone", "needed", "nothing", "keliling" if short else "none", "no")


def at_random(_game: Game, shop: Shop, seen: Board) -> Choices:
    """Any of the options, the same for the same board."""
    dice = Random(f"{shop.business.id} {shop.week} {seen.cash}")
    return Choices(*(dice.choice(options) for options in pasar.OPTIONS.values()))  # type: ignore[arg-type] # in order


def always(*choices: Any) -> Player:
    """The same decisions every week."""
    fixed = Choices(*choices)
    return lambda _game, _shop, _seen: fixed


NAIVE: Mapping[str, Player] = {
    "as many do": ordinary,
    "cheap to draw buyers": always("much", "cheap", "anyone", "needed", "nothing", "none", "no"),
    "as much as possible": always("much", "usual", "limited", "needed", "nothing", "none", "no"),
    "dear to earn more": always("normal", "dear", "none", "needed", "nothing", "none", "no"),
    "on borrowed money": always("much", "usual", "limited", "needed", "nothing", "keliling", "no"),
    "afraid of everything": always("little", "usual", "none", "nothing", "nothing", "none", "no"),
    "at random": at_random,
}


def by_rules_but(**forced: str) -> Player:
    """The rules of thumb with one decision that is always the same."""
    # A choice is forced by its name, which mypy cannot follow.
    return lambda game, shop, seen: replace(pasar.by_the_rules(game, shop, seen), **forced)  # type: ignore[arg-type]


def fixed_plans() -> dict[str, Player]:
    """Every way of doing the same every week without a loan, written down."""
    lines = [options for line, options in pasar.OPTIONS.items() if line not in ("borrow", "record")]
    return {" ".join(plan): always(*plan, "none", "yes") for plan in product(*lines)}


def played(market: Market, business: Business, player: Player) -> Shop:
    """All weeks of a game."""
    shop = pasar.begin(market.game, business)
    for _week in range(market.game.weeks):
        shop = pasar.play(market, shop, player(market.game, shop, pasar.board(market, shop)))
    return shop


def gained(market: Market, business: Business, player: Player) -> int:
    """By how much a player is better off in the end."""
    return int(pasar.gain(market.game, market, played(market, business, player)))


def holds(shop: Shop) -> dict[str, int]:
    """What the shop says it has: by box, claim and debt."""
    return {
        "cash": int(shop.cash),
        "saved": int(shop.saved),
        "bons": sum(int(lot.amount - lot.paid) for lot in shop.lots),
        "loans": -sum(int(part) for debt in shop.debts for part in debt.principal),
        "purse": int(shop.purse),
        "warung": -int(shop.family_owes),
    }


def added_up(shop: Shop, purse: int) -> dict[str, int]:
    """The same, added up by hand from the records of all weeks; every record moves what it says and nothing else."""
    held: Counter[str] = Counter(cash=int(shop.business.opening), purse=purse, saved=0, bons=0, loans=0, warung=0)
    for written in all_written(shop):
        held.update(_moved(written))
    return dict(held)


def all_written(shop: Shop) -> Iterable[Written]:
    """The records of all weeks."""
    return (one for week in shop.weeks for one in week.written)


def _moved(one: Written) -> dict[str, int]:
    amount = int(one.amounts.get("amount", 0))
    principal, interest = int(one.amounts.get("principal", 0)), int(one.amounts.get("interest", 0))
    match one.kind:
        case "jual_tunai":
            return {"cash": amount}
        case "jual_belum_dibayar":
            return {"bons": amount}
        case "terima_bayar_bon":
            return {"cash": amount, "bons": -amount}
        case "terima_pinjaman":
            return {"cash": amount - int(one.amounts.get("kept_back", 0)), "loans": -amount}
        case "bayar_cicilan":
            return {"cash": -principal - interest, "loans": principal}
        case "menabung":
            return {"cash": -amount, "saved": amount}
        case "ambil_tabungan":
            return {"cash": amount, "saved": -amount}
        case "ambil_untuk_keluarga":
            return {"cash": -amount, "purse": amount}
        case "ngebon_warung":
            return {"warung": -amount}
        case "bayar_bon_warung":
            return {"purse": -amount, "warung": amount}
        case "kiriman_masuk" | "upah_masuk":
            return {"purse": amount}
    if one.purse == "keluarga":
        return {"purse": -amount}
    return {"cash": -amount}


def booked(market: Market, shop: Shop) -> tuple[list[str], dict[str, int]]:
    """What ``check`` finds in a real practice book of this game, and what its accounts hold."""
    book = game_book(None, market.game, pasar.begin(market.game, shop.business), today=TODAY)
    try:
        start = pasar.first_day(market.game, TODAY)
        for week in shop.weeks:
            with book.write() as tx:
                pasar.write_week(tx, week, start)
        with book.read() as reader:
            return [fault.code for fault in house.check(reader).faults], _accounts(reader)
    finally:
        book.close()


def _accounts(reader: Reader) -> dict[str, int]:
    wanted = {
        ("usaha", "kas"): "cash",
        ("usaha", "tabungan_sendiri"): "saved",
        ("usaha", "piutang_usaha"): "bons",
        ("usaha", "utang_pinjaman"): "loans",
        ("keluarga", "kas"): "purse",
        ("keluarga", "utang_warung"): "warung",
    }
    held = dict.fromkeys(wanted.values(), 0)
    for place in ledger.ledgers(reader):
        sums = ledger.sums_through(reader, place.id, TODAY)
        for account in ledger.accounts(reader, place):
            name = wanted.get((place.kind, account.role or ""))
            if name is not None and account.id in sums:
                held[name] += int(sums[account.id].net)
    return held
