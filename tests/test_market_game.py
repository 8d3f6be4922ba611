"""The market game's rules: what comes of decisions, what a group sees, and what its book holds."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import house, recording
from kpmbooks.game_book import game_book
from kpmbooks.problems import Problem, Rejected
from kpmbooks.training import game as pasar
from kpmbooks.training.game import Choices, Market, Shop
from kpmbooks.training.game.content import PASAR, read_game
from tests import books
from tests.campaign import game as campaign
from tests.market_game import (
    TODAY,
    added_up,
    all_written,
    always,
    at_random,
    booked,
    gained,
    holds,
    ordinary,
    played,
)

GAME = pasar.game()
SEEDS = st.integers(0, pasar.MOST_SEED)
BUSINESSES = st.sampled_from(GAME.businesses)
CHOICES = st.builds(Choices, *(st.sampled_from(cast("Any", options)) for options in pasar.OPTIONS.values()))
WEEKS = st.lists(CHOICES, min_size=GAME.weeks, max_size=GAME.weeks)


def after(market: Market, business: str, *weeks: Choices) -> Shop:
    shop = pasar.begin(GAME, GAME.business(business))
    for choices in weeks:
        shop = pasar.play(market, shop, choices)
    return shop


def laid(**cards: int) -> Market:
    """A market of ordinary and quiet weeks but for the cards given as ``m1=…`` (market) and ``h1=…`` (home)."""
    market, home = [15, 16, 8, 10, 11, 12, 14, 13], [30, 31, 32, 23, 28, 29, 22, 21]
    for place, number in cards.items():
        deck, nth = (market if place[0] == "m" else home), int(place[1:]) - 1
        if number in deck:
            deck[deck.index(number)] = deck[nth]
        deck[nth] = number
    by_number = {card.number: card for card in GAME.cards}
    return Market(GAME, 1, tuple(by_number[one] for one in market), tuple(by_number[one] for one in home))


@given(SEEDS, BUSINESSES, WEEKS)
def test_the_records_of_any_decisions_add_up_to_what_the_shop_holds(seed: int, business: Any, weeks: Any) -> None:
    market = pasar.market_of(GAME, seed)
    shop = after(market, business.id, *weeks)
    held = holds(shop)
    assert added_up(shop, int(GAME.purse)) == held
    assert min(held["cash"], held["saved"], held["purse"], held["bons"], shop.stock) >= 0
    for week in shop.weeks:
        assert week.sold <= business.capacity
        assert week.bought * week.cost <= shop.business.opening + sum(one.sales + one.borrowed for one in shop.weeks)
    drawer = int(business.opening)
    for week in shop.weeks:
        drawer += sum(one.in_drawer for one in week.written)
        assert drawer == week.cash, "what is said to move in the drawer adds up to what is there"
        assert drawer % 500 == 0, "the smallest coin of the play money"
    for before, week in zip((None, *shop.weeks), shop.weeks, strict=False):
        stock = 0 if before is None else before.stock
        assert stock + week.bought == week.sold + week.spoilt + week.stock


@given(SEEDS, BUSINESSES, WEEKS)
def test_the_same_seed_and_decisions_end_alike(seed: int, business: Any, weeks: Any) -> None:
    first = after(pasar.market_of(GAME, seed), business.id, *weeks)
    assert after(pasar.market_of(GAME, seed), business.id, *weeks) == first


@given(SEEDS)
def test_a_seed_lays_eight_cards_of_each_deck_and_none_twice(seed: int) -> None:
    market = pasar.market_of(GAME, seed)
    assert len({card.number for card in market.market}) == len({card.number for card in market.home}) == 8
    assert {card.deck for card in market.market} == {"market"}
    assert {card.deck for card in market.home} == {"home"}


def test_other_seeds_lay_other_cards() -> None:
    assert len({tuple(card.id for card in pasar.market_of(GAME, seed).market) for seed in range(50)}) == 50


@given(SEEDS, BUSINESSES, WEEKS)
def test_what_is_recorded_changes_no_sale_and_no_price(seed: int, business: Any, weeks: Any) -> None:
    """Recording is knowledge: the same decisions sell the same, and only bons that somebody knows of come in late."""
    market = pasar.market_of(GAME, seed)
    plain = [replace(one, borrow="none", bon="none", take="nothing", aside="nothing") for one in weeks]
    written = after(market, business.id, *(replace(one, record="yes") for one in plain))
    unwritten = after(market, business.id, *(replace(one, record="no") for one in plain))
    assert [week.sold for week in written.weeks] == [week.sold for week in unwritten.weeks]
    assert holds(written) == holds(unwritten)


def test_a_week_of_fritters_worked_out_by_hand() -> None:
    """An ordinary week: 700.000 buys 820 at 850, ten at a time; people come as the luck of the seed has it."""
    market = laid()
    luck = market.luck(GAME.business("gorengan"), 1)
    wanted = 900 * luck // 100 // 10 * 10
    asking = wanted * 12 // 100 // 10 * 10
    paying = wanted - asking + asking // 3 // 10 * 10
    shop = after(market, "gorengan", Choices(bon="none", take="wage"))
    week = shop.weeks[0]
    assert (week.bought, week.cost, week.price) == (820, 850, 1_500)
    assert week.sold == min(paying, 820)
    assert week.turned_away == paying - week.sold
    assert shop.cash == 700_000 - 820 * 850 + week.sold * 1_500 - 60_000 - 250_000
    assert shop.purse == 100_000 + 250_000 - 200_000
    assert shop.stock == (820 - week.sold) * 40 // 100 // 10 * 10


def test_bons_come_in_after_one_two_and_three_weeks_and_the_last_only_by_the_book() -> None:
    market = laid()
    bon, none = Choices(bon="limited"), Choices(bon="none")
    for record, late in (("yes", True), ("no", False)):
        first = Choices(bon="limited", record=cast("Any", record))
        shop = after(market, "warung", first, none, none, none)
        lot = shop.lots[0]
        half, third = int(lot.pays) * 50 // 100 // 1_000 * 1_000, int(lot.pays) * 30 // 100 // 1_000 * 1_000
        assert [int(week.collected) for week in shop.weeks[1:3]] == [half, third]
        assert int(shop.weeks[3].collected) == (int(lot.pays) - half - third if late else 0)
        assert 0 < lot.pays <= lot.amount
    assert after(market, "warung", bon).lots[0].week == 1


def test_no_instalment_is_forgotten_and_a_loan_costs_what_was_said() -> None:
    market = laid()
    weeks = [Choices(borrow="keliling"), *[Choices()] * 7]
    shop = after(market, "warung", *weeks)
    assert shop.weeks[0].borrowed == 500_000
    assert [int(week.repaid) for week in shop.weeks] == [0, *[120_000] * 5, 0, 0]
    assert not shop.debts


def test_the_cooperative_lends_to_whoever_shows_a_book_of_three_weeks() -> None:
    market, wish = laid(), Choices(borrow="koperasi")
    unwritten = Choices(record="no")
    assert after(market, "warung", wish).weeks[0].borrowed == 0
    assert after(market, "warung", *[unwritten] * 5, wish).weeks[-1].borrowed == 0
    shop = after(market, "warung", *[Choices()] * 3, wish)
    assert shop.weeks[-1].borrowed == 500_000
    assert not pasar.may_borrow(GAME, shop, "koperasi"), "one loan at a time"
    assert not pasar.may_borrow(GAME, shop, "keliling")


def test_a_shock_is_paid_from_what_was_set_aside_before_the_drawer() -> None:
    market = laid(h3=24)
    aside = Choices(aside="some")
    shop = after(market, "gorengan", aside, aside, aside)
    assert shop.weeks[-1].shock == 150_000
    assert shop.saved == 0
    assert shop.weeks[-1].emergency == 0


def test_an_empty_drawer_borrows_at_the_moneylenders_rate() -> None:
    market = laid(h1=22)
    broke = Choices(buy="much", price="dear", take="needed", bon="anyone")
    shop = after(market, "ternak", *[broke] * 8)
    if shop.debts:
        assert {debt.lender for debt in shop.debts} == {"keliling"}
    nothing = Choices(buy="none", take="nothing")
    shop = after(market, "laundry", *[nothing] * 8)
    assert sum(week.emergency for week in shop.weeks) > 0
    assert sum(week.family_bon for week in shop.weeks) > 0, "the family eats on credit where nothing comes home"


def test_bulk_prices_are_for_whoever_set_something_aside() -> None:
    market = laid(m3=17)
    some, more = Choices(aside="some"), Choices(aside="more")
    assert after(market, "laundry", some, some, some).weeks[-1].cost == 3_000
    assert after(market, "laundry", more, more, some).weeks[-1].cost == 2_500


def test_a_board_is_exact_with_a_book_and_fades_without_one() -> None:
    market = laid()
    written, unwritten = Choices(), Choices(record="no", bon="anyone")
    seen = pasar.board(market, after(market, "warung", written, written, written))
    assert seen.cost.known
    assert seen.cost.low == 8_000
    assert seen.sold is not None
    assert seen.sold.known
    assert seen.stock.known
    assert seen.bons.known
    assert seen.profit is not None
    shop = after(market, "warung", unwritten, unwritten, unwritten)
    seen = pasar.board(market, shop)
    assert seen.cash == shop.cash, "a drawer can be counted by anybody"
    assert not seen.cost.known
    assert seen.cost.high < 8_000, "small costs are forgotten"
    assert seen.sold is not None
    assert not seen.sold.known
    assert seen.profit is None
    assert seen.quietest is None
    old = shop.lots[0]
    remembered = sum(int(lot.amount - lot.paid) for lot in shop.lots[1:])
    assert old.amount > old.paid
    assert seen.bons.high <= remembered * 13 // 10, "a bon older than two weeks is forgotten"


@given(SEEDS, BUSINESSES, WEEKS)
def test_a_memory_has_its_lower_bound_below_its_upper(seed: int, business: Any, weeks: Any) -> None:
    market = pasar.market_of(GAME, seed)
    shop = after(market, business.id, *weeks)
    seen = pasar.board(market, shop)
    told = pasar.debrief(market, shop)
    for figure in (seen.cost, seen.usual, seen.stock, seen.bons, seen.owed, *(one.memory for one in told.compared)):
        assert figure.low <= figure.high


@given(SEEDS, BUSINESSES, WEEKS)
def test_a_rule_that_is_said_to_help_would_have_helped_by_that_much(seed: int, business: Any, weeks: Any) -> None:
    market = pasar.market_of(GAME, seed)
    shop = after(market, business.id, *weeks)
    for helped in pasar.debrief(market, shop).helped:
        assert helped.more >= 20_000
        if helped.habit == "lender":
            again = after(market, business.id, *(replace(one, borrow="none") for one in weeks))
            assert helped.more == pasar.gain(GAME, market, again) - pasar.gain(GAME, market, shop)


def test_bons_that_nobody_asked_for_are_those_that_were_never_written_down() -> None:
    market = laid()
    bon, none = Choices(bon="limited", record="no"), Choices(bon="none")
    shop = after(market, "warung", bon, *[none] * 7)
    lot = shop.lots[0]
    assert pasar.debrief(market, shop).lost_bons == lot.pays - lot.paid > 0
    written = after(market, "warung", Choices(bon="limited"), *[none] * 7)
    assert pasar.debrief(market, written).lost_bons == 0


def test_whoever_keeps_every_rule_is_told_of_none_that_she_broke() -> None:
    market = pasar.market_of(GAME, 7)
    for business in GAME.businesses:
        shop = played(market, business, pasar.by_the_rules)
        habits = {one.habit for one in pasar.debrief(market, shop).helped}
        assert not habits & {"record", "wage", "limit", "lender"}


@pytest.mark.parametrize("business", [one.id for one in GAME.businesses])
@pytest.mark.parametrize("player", [pasar.by_the_rules, ordinary, at_random])
def test_every_practice_book_passes_check_and_holds_what_the_shop_holds(business: str, player: Any) -> None:
    for seed in (1, 2, 3):
        market = pasar.market_of(GAME, seed)
        shop = played(market, GAME.business(business), player)
        assert booked(market, shop) == ([], holds(shop))


def test_a_week_is_never_written_into_a_real_book(tmp_path: Path) -> None:
    shop = after(laid(), "gorengan", Choices())
    with books.family(tmp_path / "nyata.kpm") as book, pytest.raises(Rejected), book.write() as tx:
        pasar.write_week(tx, shop.weeks[0], date(2026, 1, 1))
    assert books.faults(tmp_path / "nyata.kpm") == set()


def test_a_games_book_is_one_of_practice_on_a_file_too(tmp_path: Path) -> None:
    shop = pasar.begin(GAME, GAME.business("ternak"))
    with game_book(tmp_path / "pasar.kpm", GAME, shop, today=TODAY) as book:
        assert book.owner.practice
        assert book.owner.start == date(2025, 12, 17), "eight weeks that end today"
    with pytest.raises(Rejected):
        game_book(tmp_path / "pasar.kpm", GAME, shop, today=TODAY)
    with house.open_book(tmp_path / "pasar.kpm") as book, book.read() as reader:
        assert not house.check(reader).faults


@given(CHOICES)
def test_a_sheet_typed_as_it_was_written_is_read_back(choices: Choices) -> None:
    assert pasar.read_choices(pasar.typed(choices)) == choices
    assert pasar.read_choices(f" {' '.join(pasar.typed(choices))} ") == choices


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        ("", "game-digits", "sheet"),
        ("322121", "game-digits", "sheet"),
        ("32212122", "game-digits", "sheet"),
        ("322121x", "game-digits", "sheet"),
        ("３２２１２１２", "game-digits", "sheet"),
        ("5221212", "game-option", "buy"),
        ("0221212", "game-option", "buy"),
        ("3421212", "game-option", "price"),
        ("3221213", "game-option", "record"),
    ],
)
def test_a_sheet_with_a_slip_names_its_line(words: str, code: str, field: str) -> None:
    found = pasar.read_choices(words)
    assert isinstance(found, Problem)
    assert (found.code, found.field) == (code, field)


@given(st.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_game(words: str) -> None:
    assert isinstance(pasar.read_choices(words), Choices | Problem)
    assert isinstance(pasar.read_seed(words), int | Problem)


@pytest.mark.parametrize(("words", "seed"), [("0", 0), (" 17 ", 17), ("9999", 9_999)])
def test_a_game_has_a_number_of_four_digits(words: str, seed: int) -> None:
    assert pasar.read_seed(words) == seed


@pytest.mark.parametrize("words", ["", "-1", "10000", "1.5", "tujuh", "٣"])
def test_another_number_is_refused(words: str) -> None:
    assert isinstance(pasar.read_seed(words), Problem)


def test_the_rules_see_their_board_and_nothing_of_what_is_to_come() -> None:
    """Two markets that are alike up to this week: the decisions of this week are alike."""
    one, other = laid(m5=2, h4=24), laid(m5=9, h4=30)
    for business in GAME.businesses:
        first, second = pasar.begin(GAME, business), pasar.begin(GAME, business)
        for week in range(4):
            decided = pasar.by_the_rules(GAME, first, pasar.board(one, first))
            assert decided == pasar.by_the_rules(GAME, second, pasar.board(other, second)), week
            first, second = pasar.play(one, first, decided), pasar.play(other, second, decided)


def test_rules_pay_in_a_few_markets() -> None:
    for seed in range(12):
        market = pasar.market_of(GAME, seed)
        for business in GAME.businesses:
            assert gained(market, business, pasar.by_the_rules) > gained(market, business, ordinary)


def test_a_small_campaign_finds_no_fault_in_sums_and_books() -> None:
    markets = [pasar.market_of(GAME, 9_000 + nth) for nth in range(6)]
    assert campaign.records_added_up(markets) == {"games": 72, "faults": []}
    assert campaign.real_books(markets[:2]) == {"books": 8, "faults": []}


@pytest.mark.parametrize(
    "break_it",
    [
        lambda text: text.replace("weeks = 8", "weeks = 80", 1),
        lambda text: text.replace("[game]", "[gam]", 1),
        lambda text: text.replace("opening = 700000", "opening = 700000.5", 1),
        lambda text: text.replace("keeps = 40", "keeps = 400", 1),
        lambda text: text.replace("prices = [1250, 1500, 2000]", "prices = [1500, 1250, 2000]", 1),
        lambda text: text.replace("number = 2\n", "number = 1\n", 1),
        lambda text: text.replace('deck = "home"', 'deck = "house"', 1),
        lambda text: text.replace('as = "kesehatan"\n', "", 1),
        lambda text: text.replace("family = 200000\nas", "family = 200000\nlost = 10\nas", 1),
        lambda text: text.replace('id = "koperasi"', 'id = "pinjol"', 1),
        lambda text: text.replace("{ gorengan = 75", "{ bakso = 75", 1),
        lambda text: text + '\n[[card]]\nid = "x"\nhidden = 1\n',
        lambda text: text[: text.index("# Cards of the home")],
        lambda text: "\x00" + text,
    ],
)
def test_broken_content_is_refused_with_what_is_wrong(break_it: Callable[[str], str]) -> None:
    whole = PASAR.read_text(encoding="utf-8")
    assert break_it(whole) != whole
    with pytest.raises(ValueError, match=r"\w"):
        read_game(break_it(whole).encode())


def test_every_kind_of_record_in_the_content_is_one_of_the_program() -> None:
    known = set(recording.kinds())
    for business in GAME.businesses:
        assert {business.buy_kind, business.fixed_kind} <= known
    assert {card.kind for card in GAME.cards if card.kind} <= known
    market = pasar.market_of(GAME, 5)
    for player in (ordinary, at_random, always("none", "dear", "anyone", "nothing", "more", "none", "no")):
        for business in GAME.businesses:
            assert {one.kind for one in all_written(played(market, business, player))} <= known
