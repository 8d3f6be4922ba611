"""The words of the market game that paper and window share: decisions, weeks, what cards do, what would have helped."""

from collections.abc import Mapping
from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.training.game import Business, Card, Choices, Debrief, Figure, Game, Habit, Hint, Week, Written, hint

LINES: Final[Mapping[str, str]] = {
    "buy": N_("Buy goods"),
    "price": N_("Price"),
    "bon": N_("Sell on a bon"),
    "take": N_("Take home"),
    "aside": N_("Set aside"),
    "borrow": N_("Borrow"),
    "record": N_("Record"),
}
"""The lines of a decision sheet."""

CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "buy": {"none": N_("nothing"), "little": N_("a little"), "normal": N_("medium"), "much": N_("much")},
    "price": {"cheap": N_("cheap"), "usual": N_("usual"), "dear": N_("dear")},
    "bon": {"none": N_("nobody"), "limited": N_("with a limit"), "anyone": N_("anybody")},
    "take": {"needed": N_("as needed"), "wage": N_("fixed wage"), "nothing": N_("nothing yet")},
    "aside": {"nothing": N_("nothing now"), "some": "Rp50.000", "more": "Rp100.000"},
    "borrow": {"none": N_("no loan"), "koperasi": N_("cooperative"), "keliling": N_("moneylender")},
    "record": {"no": N_("not written"), "yes": N_("written down")},
}
"""What each option is called, in the order of its number."""

PICTURES: Final[Mapping[str, str]] = {
    "buy": "shopping-cart",
    "price": "tag",
    "bon": "clock-countdown",
    "take": "house-line",
    "aside": "piggy-bank",
    "borrow": "bank",
    "record": "note-pencil",
}
"""The picture of each decision."""

HELPED: Final[Mapping[Habit, str]] = {
    "record": N_("Write it down the same day"),
    "wage": N_("A fixed wage, not as needed"),
    "limit": N_("Bons with a limit"),
    "price": N_("A price above its cost"),
    "goods": N_("Buy what the book says will be sold"),
    "aside": N_("Set a little aside every week"),
    "lender": N_("No loan from the moneylender"),
}
"""The rules of thumb as the debriefing names them."""

COMPARED: Final[Mapping[str, str]] = {
    "sales": N_("All sales"),
    "bons": N_("Bons still unpaid"),
    "taken": N_("Taken home"),
    "cost": N_("Cost of one"),
    "profit": N_("Profit"),
}
"""The figures that a book and a memory are compared by."""

QUESTIONS: Final[Mapping[str, str]] = {
    "record": N_("Which figure did you not know when you had to decide? Where could it have been written?"),
    "wage": N_("What went home on the day the drawer was full? What was missing the week after?"),
    "limit": N_("Who still owes? How do you say no kindly, and to whom do you say yes?"),
    "price": N_("When did the price not pay what the goods cost? How did you notice?"),
    "goods": N_("When was there too much, when too little? What does the book say will be sold?"),
    "aside": N_("Which card came at the worst time? From what was it paid?"),
    "lender": N_("What did the loan bring, and what did it cost in rupiah?"),
    "best": N_("In which week did it go best? Was it the card, or what you decided?"),
    "home": N_("Which one rule do you try at home this week? Who will you tell?"),
}
"""What is asked in the talk afterwards."""

_HINTS: Final[Mapping[Hint, str]] = {
    "much-more": N_("much busier"),
    "more": N_("busier"),
    "less": N_("quieter"),
    "much-less": N_("much quieter"),
}
_MOVED: Final[Mapping[str, str]] = {
    "terima_bayar_bon": N_("Bons paid"),
    "terima_pinjaman": N_("Borrowed"),
    "beli_bahan": N_("Goods bought"),
    "beli_dagangan": N_("Goods bought"),
    "jual_tunai": N_("Cash sales"),
    "bayar_cicilan": N_("Instalment"),
    "ambil_untuk_keluarga": N_("Taken home"),
    "menabung": N_("Into the money box"),
    "ambil_tabungan": N_("From the money box"),
    "uang_hilang": N_("Money lost"),
    "perbaiki_alat": N_("Repair"),
}
_PLACE = N_("The place")
_NAMED = ("ambil_untuk_keluarga", "terima_pinjaman")
_KEEPS = ((90, N_("What is left keeps well.")), (70, N_("Most of what is left can be sold next week.")))
_SPOILS = N_("Less than half of what is left can be sold next week.")


def option_words(game: Game, business: Business | None, line: str, option: str, _: Translator) -> str:
    """An option with its figure where the business has one: pieces, a price, a wage."""
    words = _(CHOSEN[line][option])
    if business is None:
        return words
    nth = list(CHOSEN[line]).index(option)
    match line:
        case "buy" if nth:
            return f"{words}: {business.buys[nth]} {business.unit.said(_.language)}"
        case "price":
            return f"{words}: {format_amount(business.prices[nth])}"
        case "take" if option == "wage":
            return f"{words}: {format_amount(business.wage)}"
        case "borrow" if nth:
            return f"{words}: {format_amount(game.lender(option).amount)}"
    return words


def chosen_words(game: Game, business: Business, choices: Choices, _: Translator) -> str:
    """All decisions of a week in one line, to be read back to the group."""
    return " · ".join(option_words(game, business, line, getattr(choices, line), _) for line in LINES)


def card_effects(game: Game, card: Card, _: Translator) -> str:
    """What a card of the market does, by businesses: who sells more or less, whose goods cost more."""
    said = []
    for wanted, words in _HINTS.items():
        names = [one.name.said(_.language) for one in game.businesses if _hint(card, one) == wanted]
        if names:
            said.append(f"{_(words).capitalize()}: {_all_or(game, names, _)}.")
    dearer = [one.name.said(_.language) for one in game.businesses if card.cost.get(one.id, 100) >= 110]
    if dearer:
        said.append(_("Goods cost more: {names}.", names=_all_or(game, dearer, _)))
    return " ".join(said)


def figure_words(figure: Figure, _: Translator, *, money: bool = False, unit: str = "") -> str:
    """A figure of a board: exact, or between two bounds with "about" before it."""
    if figure.known:
        return f"{_number(figure.low, money=money)} {unit}".strip()
    low, high = _number(figure.low, money=money), _number(figure.high, money=money)
    return _("about {low}–{high}", low=low, high=f"{high} {unit}".strip())


def busy_words(told: Debrief, _: Translator) -> str:
    """Which week sold most and which least, with the cards that lay there."""
    weeks = told.shop.weeks
    best, hardest = weeks[told.best - 1], weeks[told.hardest - 1]
    return _(
        "Busiest: week {best} ({card}). Quietest: week {hardest} ({other}).",
        best=told.best,
        card=best.market.title.said(_.language),
        hardest=told.hardest,
        other=hardest.market.title.said(_.language),
    )


def week_facts(week: Week, _: Translator) -> list[tuple[str, int]]:
    """What moved in the drawer in a week, as its records say it, in their order; it adds up to what is there now."""
    facts = []
    for one in week.written:
        if one.purse == "usaha" and one.in_drawer:
            name = _(_MOVED.get(one.kind, _PLACE))
            memo = one.words.get("memo", "") if one.kind in _NAMED else ""
            facts.append((f"{name}: {memo}" if memo else name, one.in_drawer))
    return facts


def keeps_words(business: Business, _: Translator) -> str:
    """How long what is left over can be sold."""
    return _(next((words for least, words in _KEEPS if business.keeps >= least), _SPOILS))


def _number(value: int, *, money: bool) -> str:
    return format_amount(value, symbol=money)


def _hint(card: Card, business: Business) -> Hint:
    return hint(card.demand.get(business.id, 100))


def _all_or(game: Game, names: list[str], _: Translator) -> str:
    return _("all") if len(names) == len(game.businesses) else ", ".join(names)


def written_words(one: Written) -> str:
    """A record's own words: who it is about or what it was for."""
    return one.words.get("memo") or one.words.get("party") or ""
