"""What goods cost: published stock cards to the rupiah, and what must hold in every history."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.trade import stock
from kpmbooks.trade.stock import EMPTY, CardRow, Layer, Method, Movement, Stock

_KINDS: dict[str, stock.MovementKind] = {
    "awal": "opening", "masuk": "in", "keluar": "out", "retur_beli": "purchase_return", "retur_jual": "sale_return",
    "hitung": "count",
}  # fmt: skip


def card(rows: str, method: Method) -> list[CardRow]:
    """The card of ``gerak jumlah [harga]`` in each line."""
    movements = []
    for line in rows.strip().splitlines():
        kind, quantity, *price = line.split()
        units = int(quantity) * 1_000
        value = stock.value_of(units, Fraction(price[0])) if price else None
        movements.append(Movement(_KINDS[kind], units, value))
    found = list(stock.card(movements, method))
    assert all(isinstance(row, CardRow) for row in found), found
    return [row for row in found if isinstance(row, CardRow)]


def figures(rows: list[CardRow]) -> list[tuple[int, int, int]]:
    return [(row.quantity // 1_000, int(row.value), int(row.cost_of_issue)) for row in rows]


# PD Bramasta, kartu persediaan FIFO/MPKP; modul akuntansi, online.flipbuilder.com/laco/caki, page 17.
BRAMASTA = """
awal 200 4000
masuk 300 4500
masuk 400 4300
keluar 400
masuk 500 4400
keluar 300
"""
# Morse Inc., January 2012: sales returns had a cost of 16, purchase returns of 18 (in thousands here);
# tutorsglobe.com question 5798964, after Kimmel, Weygandt & Kieso.
MORSE = """
awal 40 13000
masuk 90 16000
keluar 75
retur_jual 10 16000
masuk 30 18000
retur_beli 5 18000
keluar 80
masuk 20 21000
"""


def test_pd_bramasta_first_in_first_out() -> None:
    assert figures(card(BRAMASTA, "fifo")) == [
        (200, 800_000, 0),
        (500, 2_150_000, 0),
        (900, 3_870_000, 0),
        (500, 2_170_000, 1_700_000),
        (1_000, 4_370_000, 0),
        (700, 3_060_000, 1_310_000),
    ]
    # The text goes on with 100 at 4.300 that are left of the third layer, and 500 at 4.400, and 100 sold on the 25th.
    assert figures(card(f"{BRAMASTA}keluar 100", "fifo"))[-1] == (600, 2_630_000, 430_000)


def test_morse_inc_first_in_first_out_with_returns_on_both_sides() -> None:
    rows = card(MORSE, "fifo")
    assert figures(rows) == [
        (40, 520_000, 0),
        (130, 1_960_000, 0),
        (55, 880_000, 1_080_000),
        (65, 1_040_000, -160_000),
        (95, 1_580_000, 0),
        (90, 1_490_000, 0),
        (10, 180_000, 1_310_000),
        (30, 600_000, 0),
    ]
    assert sum(row.cost_of_issue for row in rows) == 2_230_000  # gross profit 1,395 of sales of 3,625 in the text


def test_a_sale_that_comes_back_without_a_price_comes_in_at_what_the_last_goods_went_out_for() -> None:
    # Reverse FIFO: the last of the 75 that were sold cost 16, as the text assumes.
    silent = MORSE.replace("retur_jual 10 16000", "retur_jual 10")
    assert figures(card(silent, "fifo")) == figures(card(MORSE, "fifo"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # WCS12, October: 300 at 8, 375 at 10; homeworksource.com 1123599.
        (
            "awal 300 8000\nkeluar 175\nmasuk 375 10000\nkeluar 280",
            [(300, 2_400_000, 0), (125, 1_000_000, 1_400_000), (500, 4_750_000, 0), (220, 2_090_000, 2_660_000)],
        ),
        # InstantCert, lesson 318: 500 units worth 1,200; it rounds 2.7667 to 2.77 first: 692.50, 138.50.
        (
            "awal 500 2400\nkeluar 300\nmasuk 100 3500\nkeluar 250\nmasuk 300 4000",
            [
                (500, 1_200_000, 0),
                (200, 480_000, 720_000),
                (300, 830_000, 0),
                (50, 138_333, 691_667),
                (350, 1_338_333, 0),
            ],
        ),
        # csr.engine.ac.nz 22412185: 828.72 as in the text; it rounds 53.8925 to 53.89 first and gets 538.90 and 323.34.
        (
            "awal 12 45000\nmasuk 13 47000\nkeluar 18\nmasuk 9 60000\nkeluar 10",
            [
                (12, 540_000, 0),
                (25, 1_151_000, 0),
                (7, 322_280, 828_720),
                (16, 862_280, 0),
                (6, 323_355, 538_925),
            ],
        ),
    ],
)
def test_published_cards_by_moving_average(rows: str, expected: list[tuple[int, int, int]]) -> None:
    assert figures(card(rows, "average")) == expected


def test_by_moving_average_goods_go_back_to_the_seller_at_what_they_were_bought_for() -> None:
    rows = figures(card("awal 10 1000\nmasuk 10 1200\nretur_beli 4 1200\nkeluar 8", "average"))
    # 10 at 1.000 and 6 at 1.200 are left: 17.200, 1.075 each.
    assert rows[2:] == [(16, 17_200, 0), (8, 8_600, 8_600)]


def test_by_moving_average_a_sale_comes_back_at_the_cost_at_which_it_went_out() -> None:
    rows = figures(card("awal 10 1000\nkeluar 4\nmasuk 4 1500\nretur_jual 2", "average"))
    assert rows[-1] == (12, 14_000, -2_000)


def test_goods_go_back_from_the_layer_that_cost_so_much() -> None:
    rows = figures(card("masuk 10 1000\nmasuk 10 1200\nmasuk 10 1300\nretur_beli 4 1200\nkeluar 20", "fifo"))
    assert rows[3:] == [(26, 30_200, 0), (6, 7_800, 10_000 + 6 * 1_200 + 4 * 1_300)]


def test_goods_of_an_unknown_price_go_back_from_the_newest_layer() -> None:
    assert figures(card("masuk 10 1000\nmasuk 10 1200\nretur_beli 12", "fifo"))[-1] == (8, 8_000, 0)


def test_what_a_count_misses_goes_out_and_what_it_finds_comes_in_at_the_present_cost() -> None:
    assert figures(card("masuk 10 1000\nmasuk 10 1200\nhitung 17", "average"))[-1] == (17, 18_700, 3_300)
    assert figures(card("masuk 10 1000\nmasuk 10 1200\nhitung 17", "fifo"))[-1] == (17, 19_000, 3_000)
    assert figures(card("masuk 10 1000\nmasuk 10 1200\nhitung 21", "average"))[-1] == (21, 23_100, 0)
    assert figures(card("masuk 10 1000\nmasuk 10 1200\nhitung 21", "fifo"))[-1] == (21, 23_200, 0)
    assert figures(card("masuk 10 1000\nhitung 10", "fifo"))[-1] == (10, 10_000, 0)
    assert figures(card("masuk 10 1000\nkeluar 10\nhitung 2", "fifo"))[-1] == (2, 2_000, 0)


def test_the_last_issue_takes_all_that_is_left_of_the_value() -> None:
    # 10 for 100 rupiah in three parts: 33, 33 and what is left.
    after: Stock = stock.receive(EMPTY, 3_000, Rupiah(100))
    costs = []
    for _ in range(3):
        issued = stock.issue(after, 1_000, "average")
        assert not isinstance(issued, Problem)
        after, cost = issued
        costs.append(int(cost))
    assert costs == [33, 34, 33]
    assert (after.quantity, after.value) == (0, 0)


def test_prices_with_decimals_are_exact_until_they_are_a_value() -> None:
    assert stock.value_of(3_000, Fraction("10333.33")) == 31_000  # 30.999,99
    assert stock.value_of(2_500, Fraction("4.5")) == 11  # 11,25
    assert stock.value_of(500, Fraction(3)) == 2  # 1,5: halves go up


@pytest.mark.parametrize("method", stock.METHODS)
def test_more_than_there_is_asks_for_a_count(method: Method) -> None:
    there = stock.receive(EMPTY, 5_000, Rupiah(5_000))
    for found in (stock.issue(there, 5_001, method), stock.send_back(there, 6_000, None, method)):
        assert isinstance(found, Problem)
        assert found.code == "stock-short"
    assert isinstance(stock.issue(there, 0, method), Problem)


@pytest.mark.parametrize("method", stock.METHODS)
def test_what_nobody_knows_the_cost_of_is_asked(method: Method) -> None:
    for found in (stock.count(EMPTY, 1_000, method), stock.take_back(EMPTY, 1_000, None, method)):
        assert isinstance(found, Problem)
        assert found.code == "stock-cost-unknown"


def test_a_row_that_cannot_be_changes_nothing_and_the_card_goes_on() -> None:
    movements = [
        Movement("in", 5_000, Rupiah(5_000)),
        Movement("out", 6_000),
        Movement("opening", 1_000, Rupiah(1)),
        Movement("out", 5_000),
    ]
    found = list(stock.card(movements, "average"))
    assert [row.code if isinstance(row, Problem) else row.quantity for row in found] == [
        5_000,
        "stock-short",
        "stock-opening-late",
        0,
    ]


def test_last_in_first_out_is_refused_by_the_standard() -> None:
    refused = stock.read_method("LIFO")
    assert isinstance(refused, Problem)
    assert "SAK EMKM" in refused.message
    assert stock.read_method("fifo") == "fifo"
    assert stock.read_method("hifo") is None


_MOVES = st.lists(
    st.tuples(
        st.sampled_from(("in", "out", "purchase_return", "sale_return", "count")),
        st.integers(1, 40_000),
        st.one_of(st.none(), st.integers(0, 5_000_000)),
    ),
    max_size=25,
)


@given(_MOVES, st.sampled_from(stock.METHODS))
def test_in_every_history_nothing_is_lost(
    moves: list[tuple[stock.MovementKind, int, int | None]], method: Method
) -> None:
    movements = [
        Movement(kind, quantity, Rupiah(value or 0) if kind == "in" else None if value is None else Rupiah(value))
        for kind, quantity, value in moves
    ]
    before = CardRow(0, Rupiah(0), Rupiah(0), Layer(0, Rupiah(0)))
    for movement, row in zip(movements, stock.card(movements, method), strict=True):
        if isinstance(row, Problem):
            continue
        # No value without goods, none below zero, and the columns of a card explain each other.
        assert row.quantity >= 0
        assert row.value >= 0
        assert row.quantity > 0 or row.value == 0
        assert (row.moved.quantity, row.moved.value) == (row.quantity - before.quantity, row.value - before.value)
        if movement.kind in ("out", "sale_return"):
            assert row.cost_of_issue == -row.moved.value
        before = row


@given(
    st.lists(st.tuples(st.integers(1, 9_999), st.integers(0, 999_999)), min_size=1, max_size=8),
    st.data(),
    st.sampled_from(stock.METHODS),
)
def test_all_issues_together_cost_what_came_in(
    received: list[tuple[int, int]], data: st.DataObject, method: Method
) -> None:
    there = EMPTY
    for quantity, value in received:
        there = stock.receive(there, quantity, Rupiah(value))
    total, cost = there.value, Rupiah(0)
    while there.quantity:
        part = data.draw(st.integers(1, there.quantity))
        issued = stock.issue(there, part, method)
        assert not isinstance(issued, Problem)
        there, one = issued
        assert one >= 0
        cost += one
        assert sum(layer.value for layer in there.layers) == there.value
        assert sum(layer.quantity for layer in there.layers) == there.quantity
    assert (cost, there.value, there.layers) == (total, 0, ())


@given(st.integers(1, 9_999), st.integers(0, 999_999), st.integers(1, 9_999), st.sampled_from(stock.METHODS))
def test_a_sale_that_comes_back_at_once_restores_the_value(
    quantity: int, value: int, part: int, method: Method
) -> None:
    there = stock.receive(stock.receive(EMPTY, quantity, Rupiah(value)), 1_000, Rupiah(777))
    part = min(part, there.quantity)
    issued = stock.issue(there, part, method)
    assert not isinstance(issued, Problem)
    back = stock.take_back(issued[0], part, None, method)
    assert not isinstance(back, Problem)
    assert (back[0].quantity, back[0].value) == (there.quantity, there.value)
