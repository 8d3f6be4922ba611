"""Stock, cards, sales and cost of goods: worked out by hand, against published tables, and through random histories."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from kpmbooks import recording, statements, trade
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.problems import Rejected
from tests import books
from tests.books import JANUARY, START, TODAY, balance, own
from tests.campaign import trade_histories


def wrote(book: Book, kind: str, day: str | date = "5/1", **said: Any) -> str:
    with book.write() as tx:
        return trade.record(tx, kind, {**said, "date": day}, ledger=own(tx), today=TODAY).number


@contextmanager
def stall(*, method: str = "average") -> Iterator[Book]:
    """A stall that sells rice and eggs and buys flour."""
    with books.family() as book:
        with book.write() as tx:
            place = own(tx)
            trade.add_good(tx, place, "Beras", {"unit": "kg", "price": "15000", "method": method})
            trade.add_good(tx, place, "Telur", {"unit": "butir", "price": "2500"})
            trade.add_good(tx, place, "Tepung", {"unit": "kg", "sort": "bahan"})
            trade.add_good(tx, place, "Antar", {"sort": "jasa", "stocked": "", "price": "5000"})
        yield book


def january(book: Book) -> trade.CostOfGoods:
    with book.read() as reader:
        return trade.cost_of_goods(reader, own(reader), JANUARY)


# What lies there


def test_stock_is_told_by_place_and_is_what_the_accounts_say_with_what_no_good_explains() -> None:
    with stall() as book:
        wrote(book, "saldo_awal", START, goods=500_000, materials=70_000)
        wrote(book, "beli_dagangan", "2/1", items="Beras 10 x 12000; Telur 30 x 2000")  # 120.000 + 60.000
        wrote(book, "titip_jual", "3/1", items="Telur 12", party="Warung Bu Eni")  # 24.000 of them lie there
        with book.read() as reader:
            found = trade.stock_report(reader, own(reader), TODAY)
            told = [(row.good.name, bool(row.holder), row.quantity, int(row.value)) for row in found.rows]
            assert told == [
                ("Beras", False, 10_000, 120_000),
                ("Telur", False, 18_000, 36_000),
                ("Telur", True, 12_000, 24_000),
            ]
            assert {part.sort: (int(part.goods), int(part.undetailed)) for part in found.parts} == {
                "dagangan": (180_000, 500_000),
                "bahan": (0, 70_000),
            }
            assert (
                found.account == 750_000 == balance(reader, "Persediaan dagangan") + balance(reader, "Persediaan bahan")
            )
            assert [party.name for party in found.holders.values()] == ["Warung Bu Eni"]


def test_stock_on_a_day_knows_nothing_of_what_came_after_it() -> None:
    with stall() as book:
        wrote(book, "beli_dagangan", "2/1", items="Beras 10 x 12000")
        wrote(book, "jual_tunai", "10/1", items="Beras 4")
        with book.read() as reader:
            before = trade.stock_report(reader, own(reader), date(2026, 1, 9))
            after = trade.stock_report(reader, own(reader), date(2026, 1, 10))
        assert [(row.quantity, int(row.value)) for row in before.rows] == [(10_000, 120_000)]
        assert [(row.quantity, int(row.value)) for row in after.rows] == [(6_000, 72_000)]


# Cards


def card_of(book: Book, name: str, period: Period = JANUARY) -> trade.StockCard:
    with book.read() as reader:
        good = trade.find_good(trade.goods_of(reader, own(reader)), name)
        card = trade.stock_cards(reader, own(reader), period, good).cards[0]
        rows = tuple(card.rows)
    return trade.StockCard(card.good, card.period, card.opening, rows, card.came, card.went, card.closing, card.layers)


def lines(card: trade.StockCard) -> list[tuple[str, int, int, int | None, int | None]]:
    return [
        (row.act, row.came - row.went, int(row.value), row.left, None if row.worth is None else int(row.worth))
        for row in card.rows
    ]


def test_a_card_by_average_costs_each_issue_its_share() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")  # 120.000
        wrote(book, "beli_dagangan", "3/1", items="Beras 10 x 13000")  # 250.000 for 20: 12.500 each
        wrote(book, "jual_tunai", "4/1", items="Beras 8")  # 8 × 12.500
        card = card_of(book, "Beras")
    assert lines(card) == [
        ("open", 10_000, 120_000, 10_000, 120_000),
        ("buy", 10_000, 130_000, 20_000, 250_000),
        ("sell", -8_000, -100_000, 12_000, 150_000),
    ]
    assert (card.came, card.went) == (20_000, 8_000)
    assert card.closing == (12_000, 150_000)


def test_a_card_by_first_in_first_out_costs_the_oldest_and_tells_what_is_left_of_each_price() -> None:
    with stall(method="fifo") as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")
        wrote(book, "beli_dagangan", "3/1", items="Beras 10 x 13000")
        wrote(book, "jual_tunai", "4/1", items="Beras 8")  # 8 × 12.000
        card = card_of(book, "Beras")
    assert lines(card)[-1] == ("sell", -8_000, -96_000, 12_000, 154_000)
    assert [(layer.quantity, int(layer.value)) for layer in card.layers] == [(2_000, 24_000), (10_000, 130_000)]


def test_goods_left_with_a_warung_stay_on_the_card_until_they_are_sold_there() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Telur 30 x 2000")
        wrote(book, "titip_jual", "3/1", items="Telur 12", party="Warung Bu Eni")
        wrote(book, "titip_laku", "5/1", items="Telur 5", party="Warung Bu Eni")
        card = card_of(book, "Telur")
    assert lines(card)[1:] == [("leave", 0, 0, 30_000, 60_000), ("sell_there", -5_000, -10_000, 25_000, 50_000)]
    assert [row.placed for row in card.rows] == [0, 12_000, 0]


def test_a_cancelled_movement_is_struck_and_counts_nowhere_on_the_card() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")
        number = wrote(book, "jual_tunai", "4/1", items="Beras 8")
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        card = card_of(book, "Beras")
    assert [(row.struck, row.left) for row in card.rows] == [(False, 10_000), (True, None)]
    assert (card.came, card.went, card.closing) == (10_000, 0, (10_000, 120_000))


def test_a_card_begins_with_what_was_left_before_its_period() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")
        wrote(book, "jual_tunai", "20/1", items="Beras 1")
        card = card_of(book, "Beras", Period(date(2026, 1, 10), TODAY))
    assert card.opening == (10_000, 120_000)
    assert lines(card) == [("sell", -1_000, -12_000, 9_000, 108_000)]


# Sales


def test_profit_per_good_and_the_rest_are_the_income() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000; Telur 30 x 2000")
        wrote(book, "jual_tunai", "4/1", items="Beras 4; Telur 10")  # 60.000 + 25.000, cost 48.000 + 20.000
        wrote(book, "jual_tunai", "5/1", items="Beras 2 x 16000; Antar 1")  # 32.000 + 5.000, cost 24.000
        wrote(book, "barang_dikembalikan", "6/1", items="Telur 4", refund=10_000)  # 10.000, cost 8.000 back
        wrote(book, "jual_tunai", "7/1", amount=50_000)  # no good named
        wrote(book, "beli_dagangan", "7/1", amount=30_000)  # a cost at once
        with book.read() as reader:
            found = trade.goods_sold(reader, own(reader), JANUARY)
    assert [(row.good.name, row.times, row.quantity, int(row.amount), int(row.cost)) for row in found.rows] == [
        ("Beras", 2, 6_000, 92_000, 72_000),
        ("Telur", 1, 6_000, 15_000, 12_000),
        ("Antar", 1, 1_000, 5_000, 0),
    ]
    assert (int(found.other_sales), int(found.other_costs)) == (50_000, 30_000)
    # 92 + 15 + 5 + 50 sold, 72 + 12 + 30 spent
    assert (int(found.income.revenue), int(found.income.cost), int(found.gross)) == (162_000, 114_000, 48_000)


def test_a_cancelled_sale_is_no_sale_of_its_good() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")
        wrote(book, "jual_tunai", "4/1", items="Beras 1")
        number = wrote(book, "jual_tunai", "5/1", items="Beras 3")
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.read() as reader:
            found = trade.goods_sold(reader, own(reader), JANUARY)
    assert [(row.times, row.quantity, int(row.amount)) for row in found.rows] == [(1, 1_000, 15_000)]


def test_weekdays_are_counted_over_their_open_days() -> None:
    with books.family() as book:
        # 5 and 12 January 2026 are Mondays, the 6th is a Tuesday.
        for day, amount in (("5/1", 100_000), ("5/1", 20_000), ("12/1", 60_000), ("6/1", 75_001)):
            wrote(book, "jual_tunai", day, amount=amount)
        wrote(book, "beli_bahan", "7/1", amount=40_000)  # nothing was sold on that Wednesday
        with book.read() as reader:
            found = trade.sales_by_weekday(reader, own(reader), JANUARY)
    assert [(row.days, int(row.amount), int(row.average)) for row in found.rows[:3]] == [
        (2, 180_000, 90_000),
        (1, 75_001, 75_001),
        (0, 0, 0),
    ]
    assert (found.days, int(found.amount)) == (3, 255_001)
    assert found.best == found.rows[0]


# What the sold goods cost


def test_the_cost_of_goods_with_every_cause_worked_out_by_hand() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000; Telur 30 x 2000; Tepung 5 x 9000")  # 225.000
        wrote(book, "beli_dagangan", "2/1", items="Beras 10 x 12000")  # 120.000
        wrote(book, "retur_belanja", "3/1", items="Beras 1", refund=12_000)
        wrote(book, "jual_tunai", "4/1", items="Beras 5; Telur 10")  # 60.000 + 20.000
        wrote(book, "sisa_tidak_laku", "5/1", items="Telur 2")  # 4.000
        wrote(book, "ambil_dagangan", "6/1", items="Telur 3")  # 6.000
        wrote(book, "hitung_barang", "7/1", items="Beras 13", memo="kurang sekilo")  # 14 in the book: 12.000 missing
        wrote(book, "pakai_bahan", "8/1", items="Tepung 2")  # 18.000
        found = january(book)
    assert found.keeps_stock
    assert found.causes == {
        "brought_in": 225_000,
        "bought": 120_000,
        "returned": -12_000,
        "spoiled": -4_000,
        "family": -6_000,
        "missing": -12_000,
    }
    # 13 × 12.000 + 15 × 2.000 + 3 × 9.000
    assert found.closing == 213_000
    assert found.available == 333_000
    assert found.cost == 333_000 - 4_000 - 6_000 - 12_000 - 213_000 == 60_000 + 20_000 + 18_000


def test_the_stock_of_the_month_before_is_where_the_next_begins() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Beras 10 x 12000")
        wrote(book, "jual_tunai", "20/1", items="Beras 4")
        with book.read() as reader:
            found = trade.cost_of_goods(reader, own(reader), Period(date(2026, 1, 15), TODAY))
    assert (int(found.opening), found.causes, int(found.closing), int(found.cost)) == (120_000, {}, 72_000, 48_000)


def test_without_stock_what_is_bought_is_the_cost() -> None:
    with books.family() as book:
        wrote(book, "beli_bahan", "5/1", amount=40_000)
        wrote(book, "belanja_pasar", "6/1", amount=50_000, kitchen=15_000)
        wrote(book, "sisa_tidak_laku", "7/1", materials=5_000)
        found = january(book)
    assert not found.keeps_stock
    assert found.causes == {"bought": 75_000, "spoiled": -5_000}
    assert found.cost == 70_000


@pytest.mark.parametrize(
    ("opening", "purchases", "freight", "returned", "discount", "closing", "cost"),
    [
        # https://www.inews.id/news/nasional/hpp-adalah-pengertian-komponen-rumus-contoh-soal-dan-cara-menghitungnya/4
        pytest.param(17_000, 20_800, 1_500, 1_700, 1_300, 12_000, 24_300, id="inews, PT Matahari"),
        pytest.param(50_000, 20_000, 100, 200, 200, 21_200, 48_500, id="inews, PD Louis Sukses"),
        # https://seniwenboyo.blogspot.com/2022/10/perhatikan-data-data-berikut-penjualan.html
        pytest.param(90_000, 20_000, 2_400, 3_000, 400, 64_000, 45_000, id="seniwenboyo"),
        # https://id.scribd.com/document/560624320/HARGA-POKOK-PENJUALAN
        pytest.param(15_000, 10_000, 1_250, 500, 750, 5_000, 20_000, id="scribd 560624320, Toko Berlian"),
        # https://id.scribd.com/document/689346404/HPP-Sharron
        pytest.param(20_000, 12_000, 50, 250, 1_000, 8_000, 22_800, id="scribd 689346404, PD Secerah Harapan"),
    ],
)
def test_published_tables_of_the_cost_of_goods(
    opening: int, purchases: int, freight: int, returned: int, discount: int, closing: int, cost: int
) -> None:
    """In thousands of rupiah; stock is only counted at the end, as these examples do."""
    with books.family() as book:
        wrote(book, "saldo_awal", START, goods=opening * 1000, cash=100_000_000)
        party = {"party": "Toko Makmur"}
        wrote(book, "dagangan_belum_dibayar", "3/1", amount=purchases * 1000, **party)
        wrote(book, "beli_dagangan", "3/1", amount=freight * 1000, memo="ongkos angkut")
        wrote(book, "retur_belanja", "4/1", owed=returned * 1000, **party)
        paid = purchases - returned - discount
        wrote(book, "bayar_utang", "5/1", amount=paid * 1000, discount=discount * 1000, **party)
        wrote(book, "sudah_terpakai", TODAY, goods=(opening - closing) * 1000)
        with book.read() as reader:
            found = trade.cost_of_goods(reader, own(reader), Period(date(2026, 1, 2), TODAY))
    assert int(found.opening) == opening * 1000
    assert int(found.cost) == cost * 1000
    assert {name: int(amount) for name, amount in found.causes.items()} == {
        "bought": (purchases + freight) * 1000,
        "returned": -returned * 1000,
        "discount": -discount * 1000,
    }


# Titip


def test_a_slip_tells_what_was_left_sold_returned_and_owed() -> None:
    with stall() as book:
        wrote(book, "stok_awal", START, items="Telur 60 x 2000")
        for kind, day, said in (
            ("titip_jual", "2/1", {"items": "Telur 20"}),
            ("titip_laku", "3/1", {"items": "Telur 8", "owed": 20_000}),
            ("titip_jual", "10/1", {"items": "Telur 10 x 2600"}),
            ("titip_laku", "12/1", {"items": "Telur 5", "owed": 4_000}),
            ("titip_kembali", "13/1", {"items": "Telur 3"}),
            ("terima_bayar_bon", "14/1", {"amount": 15_000}),
        ):
            wrote(book, kind, day, party="Warung Bu Eni", **said)
        with book.read() as reader:
            slips = trade.consignment_slips(reader, own(reader), Period(date(2026, 1, 10), TODAY)).slips
    [slip] = slips
    [telur] = slip.ours.goods
    # 20 − 8 lay there on the 9th
    assert telur.steps == trade.Steps(before=12_000, left=10_000, sold=5_000, returned=3_000)
    assert telur.steps.there == 14_000
    # 20 × 2.500 − 8 × 2.500; 10 × 2.600; 5 and 3 × 2.500
    assert slip.ours.amounts == trade.Steps(before=30_000, left=26_000, sold=12_500, returned=7_500)
    assert slip.ours.owed == 20_000 + 4_000 - 15_000
    assert slip.number == "2026-A-006"
    assert slip.theirs.is_nothing


def test_a_slip_for_goods_that_others_left_here() -> None:
    with books.family() as book:
        for kind, day, said in (
            ("terima_titipan", "2/1", {"amount": 85_000, "memo": "25 keripik"}),
            ("titipan_orang_laku", "5/1", {"amount": 40_000, "theirs": 34_000}),
            ("titipan_orang_kembali", "6/1", {"amount": 17_000}),
            ("setor_titipan", "7/1", {"amount": 10_000}),
        ):
            wrote(book, kind, day, party="Bu Nur", **said)
        with book.read() as reader:
            [slip] = trade.consignment_slips(reader, own(reader), JANUARY).slips
    assert slip.theirs.amounts == trade.Steps(before=0, left=85_000, sold=34_000, returned=17_000)
    assert slip.theirs.owed == 24_000
    assert [record.memo for record in slip.theirs.records] == ["25 keripik", "", ""]
    assert slip.ours.is_nothing


def test_who_only_took_goods_in_is_known_and_a_cancelled_leaving_is_nothing() -> None:
    with stall() as book:
        number = wrote(book, "titip_jual", "2/1", amount=30_000, party="Warung Bu Eni")
        with book.read() as reader:
            assert [party.name for party in trade.consignees(reader, own(reader))] == ["Warung Bu Eni"]
        with book.write() as tx:
            recording.reverse(tx, number, today=TODAY)
        with book.read() as reader:
            assert trade.consignment_slips(reader, own(reader), JANUARY).slips == ()


# Through random histories

DAY = timedelta(days=1)


def lived(seed: int, acts: int) -> Book:
    """Records of every kind and undoings, some backdated, some refused."""
    dice = Random(f"figures {seed}")
    book = trade_histories.made()
    numbers: list[str] = []
    for _ in range(acts):
        try:
            with book.write() as tx:
                if numbers and dice.random() < 0.15:
                    recording.reverse(tx, numbers.pop(dice.randrange(len(numbers))), today=TODAY)
                else:
                    kind = dice.choice(trade_histories.KINDS)
                    said = trade_histories.answers(dice, kind)
                    numbers.append(trade.record(tx, kind, said, ledger=own(tx), today=TODAY).number)
        except Rejected:
            continue
    return book


def posted(reader: Reader, day: date, *names: str) -> int:
    """What accounts say at the end of a day, from their postings one by one."""
    sql = (
        "SELECT coalesce(sum(p.amount), 0) FROM postings p JOIN accounts a ON a.id = p.account_id"
        f" WHERE a.name IN ({', '.join('?' * len(names))}) AND p.day <= ?"
    )
    return int(reader.connection.exec_driver_sql(sql, (*names, day.isoformat())).scalar_one())


@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_those_of_the_accounts_on_any_day_of_a_random_history(seed: int) -> None:
    with lived(seed, 70) as book, book.read() as reader:
        place = own(reader)
        dice = Random(seed)
        for day in [START + timedelta(days=nth) for nth in range(0, 31, 5)] + [TODAY]:
            found = trade.stock_report(reader, place, day)
            assert found.goods == found.account == posted(reader, day, *trade_histories.STOCK)
            cards = trade.stock_cards(reader, place, Period(START, day)).cards
            there = {card.good.name: tuple(card.closing) for card in cards}
            for name in there:
                rows = [row for row in found.rows if row.good.name == name]
                assert there[name] == (sum(row.quantity for row in rows), sum(row.value for row in rows))
            for card in cards:
                rows_told = list(card.rows)
                assert sum(row.came for row in rows_told if not row.struck) == card.came
                assert sum(row.went for row in rows_told if not row.struck) == card.went
                last = next((row for row in reversed(rows_told) if not row.struck), None)
                assert last is None or (last.left, last.worth) == tuple(card.closing)
        for _ in range(6):
            first = START + timedelta(days=dice.randrange(31))
            period = Period(first, first + timedelta(days=dice.randrange(31)))
            if first > START:
                earlier = trade.stock_cards(reader, place, Period(START, first - DAY)).cards
                ended = {one.good.id: one.closing for one in earlier}
                begun = {one.good.id: one.opening for one in trade.stock_cards(reader, place, period).cards}
                assert {key: ended.get(key, (0, 0)) for key in begun} == begun, (
                    "a card begins where the one before ends"
                )
            income = statements.income(reader, place, period)
            sold = trade.goods_sold(reader, place, period)
            assert sum(row.amount for row in sold.rows) + sold.other_sales == income.revenue
            assert sum(row.profit for row in sold.rows) + sold.other_sales - sold.other_costs == sold.gross
            cost = trade.cost_of_goods(reader, place, period)
            assert cost.cost == income.cost
            week = trade.sales_by_weekday(reader, place, period)
            assert week.amount == income.revenue


@pytest.mark.parametrize("seed", range(4))
def test_slips_are_what_lies_with_each_warung_and_what_is_kept_in_mind(seed: int) -> None:
    with lived(seed, 70) as book, book.read() as reader:
        place = own(reader)
        slips = trade.consignment_slips(reader, place, JANUARY).slips
        told = {
            (row.good.id, slip.party.id): row.steps.there
            for slip in slips
            for row in slip.ours.goods
            if row.steps.there
        }
        lying = {key: level.quantity for key, level in trade.levels(reader, place).items() if key[1] and level.quantity}
        assert told == lying
        assert sum(slip.ours.amounts.there for slip in slips) == posted(reader, TODAY, "Barang dititipkan")
        # The middle of the month goes on where its beginning ends.
        for slip in trade.consignment_slips(reader, place, Period(date(2026, 1, 15), TODAY)).slips:
            whole = next(one for one in slips if one.party.id == slip.party.id)
            assert slip.ours.amounts.there == whole.ours.amounts.there
