"""The goods of a ledger as rows: picture, name, price, what lies there and what it cost; what runs low is marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.trade import Good, Level
from kpmbooks.trade.inventory import stock_accounts
from kpmbooks.trade.quantities import format_quantity
from ui.desktop.theme import look
from ui.desktop.widgets import RegisterBadge, RegisterColumn, RegisterRow
from ui.desktop.widgets.labels import covered

NOTHING = Level(0, Rupiah(0))


@dataclass(frozen=True, slots=True)
class GoodSeen:
    """A good with what lies at home and what lies with others, and what both cost together."""

    good: Good
    there: int
    elsewhere: int
    value: Rupiah

    @property
    def runs_low(self) -> bool:
        """Whether little enough is left to be told of."""
        return self.good.stocked and self.good.low is not None and self.there <= self.good.low


@dataclass(frozen=True, slots=True)
class GoodsSeen:
    """The goods of a ledger that are offered, and the part of its stock accounts that no good explains."""

    goods: tuple[GoodSeen, ...]
    hidden: int
    value: Rupiah
    undetailed: Rupiah


def goods_seen(reader: Reader, ledger: LedgerRef, *, hidden: bool = False) -> GoodsSeen:
    """What the page shows; with ``hidden`` the goods that are no longer offered as well."""
    known = trade.goods_of(reader, ledger)
    lying = trade.levels(reader, ledger)
    home = {good: level for (good, holder), level in lying.items() if holder == trade.HOME}
    elsewhere: dict[int, int] = {}
    worth: dict[int, Rupiah] = {}
    for (good, holder), level in lying.items():
        worth[good] = worth.get(good, Rupiah(0)) + level.value
        if holder != trade.HOME:
            elsewhere[good] = elsewhere.get(good, 0) + level.quantity
    seen = tuple(
        GoodSeen(good, home.get(good.id, NOTHING).quantity, elsewhere.get(good.id, 0), worth.get(good.id, Rupiah(0)))
        for good in known
        if hidden or not good.hidden
    )
    value = sum(worth.values(), Rupiah(0))
    accounts = sum(stock_accounts(reader, ledger, date.max).values(), Rupiah(0))
    return GoodsSeen(seen, sum(good.hidden for good in known), value, accounts - value)


def good_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of the list."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("what", _("Goods"), "main"),
        RegisterColumn("there", _("There"), "text", "9.999,5 bungkus"),
        RegisterColumn("price", _("Price of one"), "money", "9.999.999"),
        RegisterColumn("value", _("What it cost"), "money", "999.999.999", strong=True),
    )


def good_rows(seen: Sequence[GoodSeen], _: Translator) -> tuple[RegisterRow, ...]:
    """A row for each good; its key is the good's key in the book."""
    return tuple(_row(one, _) for one in seen)


def _row(one: GoodSeen, _: Translator) -> RegisterRow:
    good = one.good
    badge = None
    if good.hidden:
        badge = RegisterBadge(_("Hidden"), "eye-slash")
    elif one.runs_low:
        badge = RegisterBadge(_("Running low"), "warning", "warn")
    elsewhere = _("{quantity} lie with others", quantity=format_quantity(one.elsewhere, good.unit))
    return RegisterRow(
        key=good.id,
        title=good.name,
        detail=elsewhere if one.elsewhere else "",
        picture=good.picture,
        badge=badge,
        cells=(
            ("there", there_words(one, _)),
            ("price", "" if good.price is None else format_amount(good.price, symbol=False)),
            ("value", format_amount(one.value, symbol=False) if good.stocked else ""),
        ),
    )


def there_words(one: GoodSeen, _: Translator) -> str:
    """How much lies at home: "7,5 kg"; a word for what is not kept in stock."""
    if one.good.sort == "jasa":
        return _("service")
    return format_quantity(one.there, one.good.unit) if one.good.stocked else _("not counted")


def money_words(amount: Rupiah | None, *, symbol: bool = True) -> str:
    """An amount as it may be seen now."""
    if amount is None:
        return "–"
    return covered(symbol=symbol) if look().private else format_amount(amount, symbol=symbol)
