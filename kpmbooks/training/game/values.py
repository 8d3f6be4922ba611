"""What the market game is made of: businesses, cards, decisions, a shop and its weeks. No rule, no book, no language.

Amounts are whole rupiah, how much is sold are whole units, percents are whole numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from kpmbooks.money import Rupiah
from kpmbooks.training.lesson import Words

NOTHING: Final = Rupiah(0)

Buy = Literal["none", "little", "normal", "much"]
Price = Literal["cheap", "usual", "dear"]
Bon = Literal["none", "limited", "anyone"]
Take = Literal["needed", "wage", "nothing"]
Aside = Literal["nothing", "some", "more"]
Borrow = Literal["none", "koperasi", "keliling"]
Record = Literal["no", "yes"]
Deck = Literal["market", "home"]
Purse = Literal["usaha", "keluarga"]

BUYS: Final[tuple[Buy, ...]] = ("none", "little", "normal", "much")
PRICES: Final[tuple[Price, ...]] = ("cheap", "usual", "dear")
BONS: Final[tuple[Bon, ...]] = ("none", "limited", "anyone")
TAKES: Final[tuple[Take, ...]] = ("needed", "wage", "nothing")
ASIDES: Final[tuple[Aside, ...]] = ("nothing", "some", "more")
BORROWS: Final[tuple[Borrow, ...]] = ("none", "koperasi", "keliling")
RECORDS: Final[tuple[Record, ...]] = ("no", "yes")

OPTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "buy": BUYS,
    "price": PRICES,
    "bon": BONS,
    "take": TAKES,
    "aside": ASIDES,
    "borrow": BORROWS,
    "record": RECORDS,
}
"""The decisions of a week in the order of the decision sheet, and the options of each, numbered from 1."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a group decided for one week."""

    buy: Buy = "normal"
    price: Price = "usual"
    bon: Bon = "limited"
    take: Take = "wage"
    aside: Aside = "nothing"
    borrow: Borrow = "none"
    record: Record = "yes"


@dataclass(frozen=True, slots=True)
class Business:
    """One of the four. ``prices``, ``draws`` go with ``PRICES``, ``buys`` with ``BUYS``; see the content file."""

    id: str
    name: Words
    owner: str
    sector: str
    picture: str
    unit: Words
    stock: Words
    opening: Rupiah
    step: int
    demand: int
    capacity: int
    cost: Rupiah
    prices: tuple[Rupiah, ...]
    draws: tuple[int, ...]
    buys: tuple[int, ...]
    keeps: int
    asks: int
    fixed: Rupiah
    fixed_kind: str
    fixed_memo: str
    wage: Rupiah
    repair: Rupiah
    memory: tuple[int, int]
    buy_kind: str

    def whole(self, units: int) -> int:
        """So many units in whole steps."""
        return units // self.step * self.step


@dataclass(frozen=True, slots=True)
class Card:
    """A card of one of the two decks; ``number`` is printed on it. Percents by business are 100 where none is said.

    ``bulk`` is the percent of the cost for whoever has ``needs`` set aside; ``rivals`` go with ``PRICES``.
    """

    id: str
    number: int
    deck: Deck
    title: Words
    text: Words
    picture: str
    demand: Mapping[str, int] = field(default_factory=dict)
    cost: Mapping[str, int] = field(default_factory=dict)
    bon: int = 100
    rivals: tuple[int, int, int] = (100, 100, 100)
    family: Rupiah = NOTHING
    gift: Rupiah = NOTHING
    repair: int = 0
    lost: int = 0
    lent: int = 0
    most: Rupiah = NOTHING
    kind: str = ""
    bulk: int = 100
    needs: Rupiah = NOTHING


@dataclass(frozen=True, slots=True)
class Lender:
    """Who lends: ``kept_back`` of the amount never arrives; ``book`` weeks must have been recorded."""

    id: Borrow
    name: str
    amount: Rupiah
    kept_back: Rupiah
    interest: Rupiah
    weeks: int
    book: int

    @property
    def instalment(self) -> Rupiah:
        """What one week asks for, rounded up."""
        return Rupiah(-(-(int(self.amount) + int(self.interest)) // self.weeks))


@dataclass(frozen=True, slots=True)
class Game:
    """All that the content says."""

    weeks: int
    quick: int
    slow: int
    family: Rupiah
    purse: Rupiah
    wants: int
    aside: tuple[Rupiah, ...]
    family_bon_costs: int
    limited_pays: tuple[int, int]
    anyone_pays: tuple[int, int]
    businesses: tuple[Business, ...]
    cards: tuple[Card, ...]
    lenders: tuple[Lender, ...]

    def business(self, wanted: str) -> Business:
        """A business by its id."""
        return next(one for one in self.businesses if one.id == wanted)

    def lender(self, wanted: str) -> Lender:
        """A lender by its id."""
        return next(one for one in self.lenders if one.id == wanted)


@dataclass(frozen=True, slots=True)
class Lot:
    """The bons of one week: ``pays`` is what will be paid of them if somebody still knows who owes them."""

    week: int
    amount: Rupiah
    pays: Rupiah
    paid: Rupiah
    recorded: bool


@dataclass(frozen=True, slots=True)
class Debt:
    """A running loan: what is still owed, the parts of the instalments to come, and who lent it."""

    lender: str
    principal: tuple[Rupiah, ...]
    interest: tuple[Rupiah, ...]
    asked: bool

    @property
    def owed(self) -> Rupiah:
        """All that will still be paid."""
        return Rupiah(sum(self.principal) + sum(self.interest))


@dataclass(frozen=True, slots=True)
class Written:
    """One record of a practice book: its kind, its purse, the day of the week (0 to 6) and its answers.

    ``in_drawer`` is what it puts into the drawer of the business, negative what it takes out.
    """

    kind: str
    purse: Purse
    day: int
    amounts: Mapping[str, Rupiah]
    words: Mapping[str, str] = field(default_factory=dict)
    in_drawer: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """What one week was: the cards, the decisions, the sales, and everything that a book would hold of it."""

    number: int
    market: Card
    home: Card
    choices: Choices
    cost: Rupiah
    price: Rupiah
    bought: int
    sold: int
    sold_on_bon: int
    turned_away: int
    spoilt: int
    collected: Rupiah
    taken: Rupiah
    wants: Rupiah
    set_aside: Rupiah
    borrowed: Rupiah
    emergency: Rupiah
    repaid: Rupiah
    shock: Rupiah
    family_bon: Rupiah
    cash: Rupiah
    stock: int
    written: tuple[Written, ...]

    @property
    def recorded(self) -> bool:
        """Whether the group wrote it down."""
        return self.choices.record == "yes"

    @property
    def sales(self) -> Rupiah:
        """All that was sold, paid or not."""
        return Rupiah(self.sold * self.price)

    @property
    def wanted(self) -> int:
        """How many units people would have taken."""
        return self.sold + self.turned_away


@dataclass(frozen=True, slots=True)
class Shop:
    """One group's business between two weeks. ``purse`` and ``family_owes`` are the family's."""

    business: Business
    week: int
    cash: Rupiah
    stock: int
    saved: Rupiah
    lots: tuple[Lot, ...]
    debts: tuple[Debt, ...]
    purse: Rupiah
    family_owes: Rupiah
    weeks: tuple[Week, ...] = ()
