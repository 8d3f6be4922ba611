"""The market game on paper: boards, cards, decision and record sheets, play money, the facilitator's guide.

These are no prints of a book: they tell nothing of whose program they come from and carry no code.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_, Rejected
from kpmbooks.training import game as pasar
from kpmbooks.training.game import PRICES, Business, Card, Game, Market
from reports.document import (
    Block,
    CardSheet,
    Column,
    Document,
    Facts,
    Form,
    FormColumn,
    Frame,
    Heading,
    Illustration,
    PageBreak,
    PaperCard,
    Paragraph,
    Point,
    Points,
    Row,
    Span,
    Table,
)
from reports.game_words import CHOSEN, LINES, QUESTIONS, card_effects, keeps_words, option_words
from reports.heading import ReportHead, furnished
from reports.report import Request

NAME: Final = "game-papers"
TITLE: Final = N_("Market Game on Paper")
SEED: Final = "seed"
USUAL_SEED: Final = "1"

FORM_NAMES: Final[Mapping[str, str]] = {
    "all": N_("everything"),
    "guide": N_("guide"),
    "board": N_("boards"),
    "cards": N_("cards"),
    "decisions": N_("decision sheets"),
    "record": N_("record sheets"),
    "money": N_("play money"),
    "answers": N_("without a laptop"),
    "talk": N_("talk afterwards"),
}
FORMS: Final = tuple(FORM_NAMES)

LARGE: Final = 1.25
"""So much larger than a report are papers that four groups read at a table."""

_PICTURES: Final = Path(__file__).with_name("resources") / "pictograms"
_PICTURE: Final = 54.0
_HAND: Final = 30.0
_NOTES: Final = ((100_000, 24), (50_000, 12), (20_000, 12), (10_000, 9), (5_000, 6), (2_000, 3), (1_000, 3), (500, 3))
"""What a game's purse of play money holds: value and how many, of which three pages are cut."""


@dataclass(frozen=True, slots=True)
class GamePapers:
    """Which papers are wanted, for the game of which number."""

    ledger: LedgerRef
    form: str
    market: Market


def statement(wish: Request) -> GamePapers:
    """The papers that are asked for; raises ``Rejected`` for a number that is none."""
    seed = pasar.read_seed(wish.asked.get(SEED, "") or USUAL_SEED)
    if not isinstance(seed, int):
        raise Rejected(seed)
    form = wish.asked.get("form", "")
    return GamePapers(wish.ledger, form if form in FORMS else FORMS[0], pasar.market_of(pasar.game(), seed))


def figures(papers: GamePapers) -> dict[str, Any]:
    """The JSON: the number of the game and the cards that it lays."""
    market = papers.market
    return {
        "form": papers.form,
        "seed": market.seed,
        "cards": [[day.number, home.number] for day, home in zip(market.market, market.home, strict=True)],
    }


def document(papers: GamePapers, head: ReportHead, _: Translator) -> Document:
    """The papers, each kind beginning on a page of its own."""
    wanted = [papers.form] if papers.form != "all" else list(FORMS[1:])
    blocks: list[Block] = []
    for nth, form in enumerate(wanted):
        if nth:
            blocks.append(PageBreak())
        blocks.extend(_DRAWN[form](papers.market, _))
    # What lies on the tables begins with its own heading and needs the whole page.
    title = _(TITLE) if wanted[0] == "guide" else ""
    return neutral(furnished(NAME, title, "", papers.ledger, "", _plain(head), _, tuple(blocks)), _)


def neutral(drawn: Document, _: Translator) -> Document:
    """A paper of the game: its name in the head instead of a book's, and large letters."""
    return replace(drawn, owner="Pasar", ledger=_("a game about a small business"), scale=LARGE)


def _plain(head: ReportHead) -> ReportHead:
    """No code and no mark of practice: nothing on these papers comes from a book."""
    return replace(head, code=None, practice=False, printed_at=None)


def picture(name: str) -> bytes:
    """A picture of the set, its light parts in grey, as papers draw pictures."""
    drawn = (_PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    return drawn.replace('fill="currentColor"', 'fill="#000000"').replace('opacity="0.2"', 'fill="#D9D9D9"').encode()


def _boards(market: Market, _: Translator) -> Iterator[Block]:
    for nth, business in enumerate(market.game.businesses):
        if nth:
            yield PageBreak()
        yield from _board(market.game, business, _)


def _board(game: Game, business: Business, _: Translator) -> Iterator[Block]:
    name = business.name.said(_.language)
    yield Heading(f"{name}, {business.owner}")
    yield Illustration(picture(business.picture), name, _PICTURE)
    rows = []
    for line in ("buy", "price", "take"):
        words = [f"{nth} {option_words(game, business, line, one, _)}" for nth, one in enumerate(CHOSEN[line], 1)]
        rows.append((_(LINES[line]), "   ".join(words)))
    yield Facts(
        (
            *rows,
            (_("Each week"), _("{amount} for the place, {need} for food", amount=business.fixed, need=game.family)),
            (_("You begin with"), _("{cash} in the drawer, {purse} at home", cash=business.opening, purse=game.purse)),
            (_("Goods"), f"{business.stock.said(_.language)}. {keeps_words(business, _)}"),
        )
    )
    boxes = (_("Drawer of the business"), _("Money box"), _("Purse of the family"))
    yield Form(
        _("Lay the play money here"), "", "", tuple(FormColumn(one) for one in boxes), ((_("Money"), ""),), (), 84
    )
    yield Form(
        _("Who owes us?"),
        "",
        "",
        (FormColumn(_("Name"), weight=2), FormColumn(_("Amount")), FormColumn(_("Paid"))),
        tuple((_("Week {n}", n=nth), "") for nth in range(1, 5)),
        (),
        21,
    )


def _cards(market: Market, _: Translator) -> Iterator[Block]:
    for nth, deck in enumerate(("market", "home")):
        if nth:
            yield PageBreak()
        found = [card for card in market.game.cards if card.deck == deck]
        name = _deck_name(deck, _)
        cards = tuple(_card(market.game, card, name, _) for card in found)
        rows = tuple(Row((str(card.number), card.title.said(_.language), card.text.said(_.language))) for card in found)
        table = Table((Column(_("No.")), Column(_("Card"), weight=2), Column(_("What it says"), weight=5)), rows)
        yield CardSheet(cards, 2, 2, replace(table, name=name))


def _card(game: Game, card: Card, deck: str, _: Translator) -> PaperCard:
    lines = tuple(line for line in (card.text.said(_.language), card_effects(game, card, _)) if line)
    title = f"{card.number}. {card.title.said(_.language)}"
    return PaperCard(title, lines, picture=picture(card.picture), foot=deck)


def _deck_name(deck: str, _: Translator) -> str:
    return _("Market card") if deck == "market" else _("Home card")


def _decisions(market: Market, _: Translator) -> Iterator[Block]:
    """A sheet for each group: a column a week, a number for each line."""
    game = market.game
    for nth, business in enumerate(game.businesses):
        if nth:
            yield PageBreak()
        yield Heading(_("Decisions of {name}", name=business.name.said(_.language)))
        yield Paragraph(_("Talk first. Then write the number of one answer in the column of the week."))
        rows = []
        for line, options in CHOSEN.items():
            words = [f"{place} {option_words(game, business, line, one, _)}" for place, one in enumerate(options, 1)]
            cell = (Span(_(LINES[line]), "strong"), Span(" · ".join(words), "muted"))
            rows.append(Row((cell, *[None] * game.weeks)))
        weeks = tuple(Column(str(week), "number", widest="888") for week in range(1, game.weeks + 1))
        yield Table((Column(_("What to decide"), weight=4), *weeks), tuple(rows), ruled=True, least=58, texts=0.5)
        yield Points(
            (
                Point(_("The cooperative lends to a group that has written for three weeks.")),
                Point(_("{name}: {loan}", name=_("Cooperative"), loan=_loan(game, "koperasi", _))),
                Point(_("{name}: {loan}", name=_("Moneylender"), loan=_loan(game, "keliling", _))),
            )
        )


def _loan(game: Game, wanted: str, _: Translator) -> str:
    lender = game.lender(wanted)
    arrives = lender.amount - lender.kept_back
    return _(
        "{arrives} arrives, {weeks} instalments of {each}", arrives=arrives, weeks=lender.weeks, each=lender.instalment
    )


def _records(market: Market, _: Translator) -> Iterator[Block]:
    """A weekly sheet for each group: what came in, what went out, what is left, who owes."""
    columns = (
        FormColumn(_("Sold, cash"), _("in")),
        FormColumn(_("Bons in"), _("in")),
        FormColumn(_("Goods"), _("out")),
        FormColumn(_("To the home"), _("out")),
        FormColumn(_("Other things"), _("out")),
        FormColumn(_("Drawer"), _("what is left")),
        FormColumn(_("New bons"), _("not paid")),
    )
    foot = (
        _("Write it at once, before the next card. Count the drawer: is it what the sheet says?"),
        _("Cost of one = goods bought : pieces. Profit = sales − cost of what was sold − place."),
    )
    for nth, business in enumerate(market.game.businesses):
        if nth:
            yield PageBreak()
        rows = tuple((_("Week {n}", n=week), "") for week in range(1, market.game.weeks + 1))
        name = business.name.said(_.language)
        yield Form(_("Book of {name}", name=name), _("A pencil is enough."), "", columns, rows, foot, _HAND + 8)


def _money(_market: Market, _: Translator) -> Iterator[Block]:
    notes = tuple(
        PaperCard(figure=format_amount(value), foot=_("play money of the game"))
        for value, many in _NOTES
        for _n in _of(many)
    )
    rows = tuple(Row((format_amount(value), many)) for value, many in _NOTES)
    table = Table((Column(_("Worth")), Column(_("How many"), "number")), rows, name=_("Play money"))
    yield CardSheet(notes, 3, 8, table)
    yield PageBreak()
    yield Form(
        _("Strokes instead of notes"),
        _("A stroke for each note; cross it out when it leaves."),
        "",
        tuple(FormColumn(format_amount(value, symbol=False)) for value, _many in _NOTES),
        tuple((name, "") for name in (_("Drawer"), _("Money box"), _("At home"))),
        (),
        120,
    )


def _of(many: int) -> range:
    return range(many)


def _guide(market: Market, _: Translator) -> Iterator[Block]:
    """How it is played, minute by minute."""
    yield Heading(_("Pasar: eight weeks in forty minutes"))
    yield Paragraph(_("Four groups, each with one business. One facilitator, one laptop that keeps the book."))
    yield Facts(
        (
            (_("To bring"), _("boards, two piles of cards, sheets, pencils, play money or strokes")),
            (_("Number of the game"), _("{n}: the same number lays the same cards", n=market.seed)),
            (_("Who"), _("six to eight women a group: one speaks, one counts, one writes")),
        )
    )
    yield Heading(_("Minutes"))
    yield Table(
        (Column(_("What"), weight=5), Column(_("Minutes"), "number")),
        (
            Row((_("Make groups, lay out boards, tell the rule of the family: two purses"), "4")),
            Row((_("Week 1, slowly and together"), "5")),
            Row((_("Weeks 2 to 8, three minutes each"), "21")),
            Row((_("Look at the end, book beside memory"), "4")),
            Row((_("Talk afterwards: three questions"), "6")),
        ),
    )
    yield Heading(_("One week"))
    steps = (
        _("The laptop says the number of the market card. Read it aloud, show it."),
        _("Each group talks and writes seven numbers on its decision sheet. One minute."),
        _("Type the four sheets. The laptop says what was sold. Say it to each group."),
        _("Groups move their money. Whoever decided to write, writes the record sheet now."),
        _("Read the home card. It is paid from the money box, else from the drawer."),
    )
    yield Facts(tuple((f"{nth}.", words) for nth, words in enumerate(steps, 1)))
    yield Frame(
        Heading(_("Say it like this")),
        (
            Points(
                (
                    Point(_("“There is no wrong answer. The market answers.”")),
                    Point(_("“Whoever does not write may count her drawer, and guess the rest.”")),
                    Point(_("“A bon that nobody remembers is not paid.”")),
                )
            ),
        ),
    )
    yield Points(
        (
            Point(_("Never compare two groups aloud. Each business is different; so is its luck.")),
            Point(_("A group that lost everything plays on: the neighbour lends. Ask what it would do again.")),
            Point(_("Nobody must tell of her own debts. The game is enough.")),
            Point(_("The laptop went off? The number and the sheets are enough: type the weeks again.")),
        )
    )


def _answers(market: Market, _: Translator) -> Iterator[Block]:
    """For the facilitator alone: what people want each week, so that the game goes on without a laptop."""
    game = market.game
    yield Heading(_("Without a laptop: game number {n}", n=market.seed))
    yield Paragraph(_("For the facilitator only. How many pieces people want at each price, and the cost of one."))
    for business in game.businesses:
        yield Heading(business.name.said(_.language), note=business.unit.said(_.language))
        rows = []
        for week in range(1, game.weeks + 1):
            cards = f"{market.market[week - 1].number} / {market.home[week - 1].number}"
            wanted = [min(market.wanted(business, week, price), business.capacity) for price in PRICES]
            rows.append(Row((week, cards, market.cost(business, week), *wanted)))
        yield Table(
            (
                Column(_("Week"), "number"),
                Column(_("Cards"), "text"),
                Column(_("Cost of one"), "money"),
                *(Column(_(words), "number") for words in CHOSEN["price"].values()),
            ),
            tuple(rows),
        )
    yield Facts(
        (
            (_("Bon: nobody"), _("one in ten leaves without buying")),
            (_("Bon: with a limit"), _("one in ten buys on a bon; nearly all of it is paid")),
            (_("Bon: anybody"), _("three in ten buy on a bon; a good half of it is paid")),
            (_("Bons come in"), _("half after one week, a third after two, the rest only if it is written down")),
        )
    )


def _talk(_market: Market, _: Translator) -> Iterator[Block]:
    """What is filled in and asked at the end; nobody is ranked."""
    yield Heading(_("Book beside memory"))
    yield Paragraph(_("First say what you believe. Write it down. Then the laptop opens the book."))
    names = (_("Sold in all"), _("Bons left"), _("Taken home"), _("Cost of one"), _("Profit"))
    yield Form(
        _("Our business"),
        "",
        "",
        (FormColumn(_("We believe")), FormColumn(_("The book says")), FormColumn(_("Why so?"), weight=1.5)),
        tuple((one, "") for one in names),
        (),
        27,
    )
    yield Heading(_("Three questions"))
    asked = (QUESTIONS["record"], QUESTIONS["best"], QUESTIONS["home"])
    yield Facts(tuple((f"{nth}.", _(one)) for nth, one in enumerate(asked, 1)))
    yield Heading(_("Other questions"))
    others = [words for key, words in QUESTIONS.items() if key not in ("record", "best", "home")]
    yield Points(tuple(Point(_(one)) for one in others))
    yield Frame(Heading(_("Our one rule for this week")), (Facts((("", ""), ("", ""))),))


_DRAWN: Final[Mapping[str, Callable[[Market, Translator], Iterator[Block]]]] = {
    "guide": _guide,
    "board": _boards,
    "cards": _cards,
    "decisions": _decisions,
    "record": _records,
    "money": _money,
    "answers": _answers,
    "talk": _talk,
}
