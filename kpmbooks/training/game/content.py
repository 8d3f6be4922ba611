"""The game's content, read strictly from its TOML once; a fault in it is the author's and raises ValueError."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Final, get_args

from kpmbooks.money import Rupiah
from kpmbooks.training import toml_rows as rows
from kpmbooks.training.game.values import BORROWS, BUYS, PRICES, Business, Card, Deck, Game, Lender
from kpmbooks.training.lesson import Words
from kpmbooks.training.toml_rows import Row

PASAR: Final = Path(__file__).with_name("content") / "pasar.toml"
MOST: Final = 100_000_000

_GAME = ("weeks", "quick", "slow", "family", "purse", "wants", "aside", "nothing_extra", "limited_pays", "anyone_pays")
_LENDER = ("id", "name", "amount", "kept_back", "interest", "weeks", "book")
_BUSINESS = (
    *("id", "name", "name_en", "owner", "sector", "picture", "unit", "unit_en", "stock", "stock_en", "opening"),
    *("step", "demand", "capacity", "cost", "prices", "draws", "buys", "keeps", "asks"),
    *("fixed", "fixed_kind", "fixed_memo"),
    *("wage", "repair", "memory", "buy_kind"),
)
_CARD = (
    *("id", "number", "deck", "title", "title_en", "text", "text_en", "picture", "demand", "cost", "bon", *PRICES),
    *("family", "gift", "repair", "lost", "lent", "most", "as", "bulk", "needs"),
)


@cache
def game() -> Game:
    """The game that comes with the program."""
    return read_game(PASAR.read_bytes())


def read_game(content: bytes) -> Game:
    """The game of a content file; ValueError names what is wrong with it."""
    row = rows.parse(content)
    rows.only(row, ("game", "lender", "business", "card"), "the file")
    common = row.get("game")
    if not isinstance(common, dict):
        raise ValueError("game is missing")
    rows.only(common, _GAME, "game")
    businesses = tuple(_business(one) for one in rows.rows(row, "business"))
    ids = [one.id for one in businesses]
    cards = tuple(_card(one, ids) for one in rows.rows(row, "card"))
    weeks = rows.number(common, "weeks", 1, 12)
    for deck in ("market", "home"):
        if sum(card.deck == deck for card in cards) < weeks:
            raise ValueError(f"there are fewer cards of the deck {deck} than weeks")
    _single([card.number for card in cards], "card number")
    _single([card.id for card in cards], "card")
    _single(ids, "business")
    return Game(
        weeks=weeks,
        quick=rows.number(common, "quick", 0, 100),
        slow=rows.number(common, "slow", 0, 100),
        family=_rupiah(common, "family"),
        purse=_rupiah(common, "purse"),
        wants=rows.number(common, "wants", 0, 100),
        aside=_amounts(common, "aside", 3),
        family_bon_costs=rows.number(common, "nothing_extra", 0, 100),
        limited_pays=_span(common, "limited_pays"),
        anyone_pays=_span(common, "anyone_pays"),
        businesses=businesses,
        cards=cards,
        lenders=tuple(_lender(one) for one in rows.rows(row, "lender")),
    )


def _single(values: Collection[object], what: str) -> None:
    if len(set(values)) != len(values):
        raise ValueError(f"the same {what} stands twice")


def _lender(row: Row) -> Lender:
    rows.only(row, _LENDER, "lender")
    return Lender(
        id=rows.one_of(row, "id", BORROWS[1:]),
        name=rows.text(row, "name"),
        amount=_rupiah(row, "amount"),
        kept_back=_rupiah(row, "kept_back"),
        interest=_rupiah(row, "interest"),
        weeks=rows.number(row, "weeks", 1, 52),
        book=rows.number(row, "book", 0, 12),
    )


def _business(row: Row) -> Business:
    rows.only(row, _BUSINESS, "business")
    prices = _amounts(row, "prices", len(PRICES))
    buys = rows.numbers(row, "buys", len(BUYS))
    if buys[0] != 0 or list(buys) != sorted(set(buys)) or list(prices) != sorted(set(prices)):
        raise ValueError(f"business {row.get('id')}: prices and buys must grow, and buys begin with 0")
    return Business(
        id=rows.text(row, "id"),
        name=_words(row, "name"),
        owner=rows.text(row, "owner"),
        sector=rows.text(row, "sector"),
        picture=rows.text(row, "picture"),
        unit=_words(row, "unit"),
        stock=_words(row, "stock"),
        opening=_rupiah(row, "opening"),
        step=rows.number(row, "step", 1, 1_000),
        demand=rows.number(row, "demand", 1, 100_000),
        capacity=rows.number(row, "capacity", 1, 100_000),
        cost=_rupiah(row, "cost"),
        prices=prices,
        draws=rows.numbers(row, "draws", len(PRICES)),
        buys=buys,
        keeps=rows.number(row, "keeps", 0, 100),
        asks=rows.number(row, "asks", 0, 45),
        fixed=_rupiah(row, "fixed"),
        fixed_kind=rows.text(row, "fixed_kind"),
        fixed_memo=rows.text(row, "fixed_memo"),
        wage=_rupiah(row, "wage"),
        repair=_rupiah(row, "repair"),
        memory=_span(row, "memory"),
        buy_kind=rows.text(row, "buy_kind"),
    )


def _card(row: Row, businesses: Collection[str]) -> Card:
    rows.only(row, _CARD, "card")
    place = f"card {row.get('id')}"
    deck: Deck = rows.one_of(row, "deck", get_args(Deck))
    moved = sorted(set(row) & {"family", "gift", "repair", "lost", "lent"})
    if len(moved) > (deck == "home"):
        raise ValueError(f"{place}: a card of the home does one thing, one of the market none of these")
    if bool(set(moved) & {"family", "gift", "lent"}) != ("as" in row):
        raise ValueError(f"{place}: as is said where money of the family moves, and only there")
    return Card(
        id=rows.text(row, "id"),
        number=rows.number(row, "number", 1, 99),
        deck=deck,
        title=_words(row, "title"),
        text=_words(row, "text"),
        picture=rows.text(row, "picture"),
        demand=_percents(row, "demand", businesses),
        cost=_percents(row, "cost", businesses),
        bon=_percent(row, "bon"),
        rivals=(_percent(row, "cheap"), _percent(row, "usual"), _percent(row, "dear")),
        family=_rupiah(row, "family") if "family" in row else Rupiah(0),
        gift=_rupiah(row, "gift") if "gift" in row else Rupiah(0),
        repair=rows.number(row, "repair", 1, 200) if "repair" in row else 0,
        lost=rows.number(row, "lost", 1, 50) if "lost" in row else 0,
        lent=rows.number(row, "lent", 1, 50) if "lent" in row else 0,
        most=_rupiah(row, "most") if "lent" in row else Rupiah(0),
        kind=rows.text(row, "as") if "as" in row else "",
        bulk=_percent(row, "bulk"),
        needs=_rupiah(row, "needs") if "bulk" in row else Rupiah(0),
    )


def _words(row: Row, key: str) -> Words:
    return Words(rows.text(row, key), rows.optional_text(row, f"{key}_en"))


def _rupiah(row: Row, key: str) -> Rupiah:
    return Rupiah(rows.number(row, key, 0, MOST))


def _amounts(row: Row, key: str, count: int) -> tuple[Rupiah, ...]:
    found = rows.numbers(row, key, count)
    if any(not 0 <= one <= MOST for one in found):
        raise ValueError(f"{key} are no amounts")
    return tuple(Rupiah(one) for one in found)


def _span(row: Row, key: str) -> tuple[int, int]:
    low, high = rows.numbers(row, key, 2)
    if not 0 <= low <= high <= 100:
        raise ValueError(f"{key} is no span of percents")
    return low, high


def _percent(row: Row, key: str) -> int:
    return rows.number(row, key, 1, 300) if key in row else 100


def _percents(row: Row, key: str, businesses: Collection[str]) -> Mapping[str, int]:
    said = row.get(key, {})
    if not isinstance(said, dict):
        raise ValueError(f"{key} is no table of percents")
    rows.only(said, businesses, key)
    return {name: rows.number(said, name, 1, 300) for name in said}
