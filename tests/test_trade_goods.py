"""Goods in a book: what a record that names them costs, how they move, and what undoing leaves.

Figures are worked out by hand beside each case.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

import pytest

from kpmbooks import house, ledger, recording, trade
from kpmbooks.book import Book
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from tests.books import START, TODAY, balance, family, own

STOCK, MATERIALS, SOLD, MISSING = (
    "Persediaan dagangan", "Persediaan bahan", "Modal barang yang laku", "Selisih hitung barang",
)  # fmt: skip


@pytest.fixture
def book() -> Iterator[Book]:
    with family() as made:
        with made.write() as tx:
            place = own(tx)
            trade.add_good(tx, place, "Beras", {"unit": "kg", "price": "14000"})
            trade.add_good(tx, place, "Beras ketan", {"unit": "kg", "price": "20000"})
            trade.add_good(tx, place, "Gula", {"unit": "kg", "price": "18000"})
            trade.add_good(tx, place, "Tepung", {"unit": "kg", "sort": "bahan"})
            trade.add_good(tx, place, "Bakwan", {"unit": "biji", "price": "1000"})
            trade.add_good(tx, place, "Antar", {"sort": "jasa", "price": "5000"})
        yield made


def write(book: Book, kind: str, /, **answers: str | int | date) -> recording.Recorded:
    with book.write() as tx:
        return trade.record(tx, kind, answers, ledger=own(tx), today=TODAY)


def refused(book: Book, kind: str, /, **answers: str | int) -> str:
    with pytest.raises(Rejected) as caught:
        write(book, kind, **answers)
    return caught.value.problems[0].code


def lying(book: Book) -> Mapping[str, tuple[int, int]]:
    """Thousandths and rupiah of what lies at home, by name."""
    with book.read() as reader:
        place = own(reader)
        names = {good.id: good.name for good in trade.goods_of(reader, place)}
        found = trade.levels(reader, place)
        return {names[good]: (level.quantity, int(level.value)) for (good, who), level in found.items() if not who}


def money(book: Book, account: str) -> int:
    with book.read() as reader:
        return balance(reader, account)


def whole(book: Book) -> None:
    with book.read() as reader:
        assert house.check(reader).faults == ()


def test_what_is_bought_goes_into_stock_and_is_a_cost_when_it_is_sold(book: Book) -> None:
    write(book, "beli_dagangan", items="beras 10 x 12000")
    write(book, "beli_dagangan", items="beras 10 x 13000")
    write(book, "jual_tunai", items="beras 5")
    # 20 kg cost 250.000; five cost a quarter of that and are sold at 14.000 each.
    assert (money(book, SOLD), money(book, STOCK), money(book, "Penjualan")) == (62_500, 187_500, -70_000)
    assert money(book, "Belanja dagangan") == 0
    assert lying(book) == {"Beras": (15_000, 187_500)}
    whole(book)


def test_the_amount_follows_from_prices_unless_it_is_written(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000; gula 10 x 15000")
    write(book, "jual_tunai", items="beras 2; gula 1 x 17500")  # 28.000 + 17.500
    write(book, "jual_tunai", items="beras 2; gula 1", amount="40.000")  # a discount
    assert money(book, "Penjualan") == -(45_500 + 40_000)
    with book.read() as reader:
        entry = ledger.entry_by_number(reader, "2026-A-003")
        # 40.000 over 28.000 and 18.000: 24.347,8 and 15.652,2
        assert [int(one.amount) for one in trade.movements_of(reader, entry.id)] == [24_348, 15_652]


def test_one_line_without_a_price_takes_the_rest_of_what_was_paid(book: Book) -> None:
    write(book, "beli_dagangan", items="beras 10 x 12000; gula 5", amount="195.000")
    assert lying(book) == {"Beras": (10_000, 120_000), "Gula": (5_000, 75_000)}
    assert refused(book, "beli_dagangan", items="beras 1; gula 2", amount="30.000") == "goods-price-missing"
    assert refused(book, "beli_dagangan", items="beras 1") == "goods-price-missing"
    assert refused(book, "beli_dagangan", items="beras 10 x 12000; gula 1", amount="100.000") == "goods-price-missing"


def test_a_sale_on_account_moves_stock_and_debt_in_one_entry(book: Book) -> None:
    write(book, "stok_awal", items="gula 10 x 15000")
    before = _entries(book)
    write(book, "jual_belum_dibayar", items="gula 2", paid="6000", party="Bu Wati")
    assert _entries(book) == before + 1
    assert (money(book, "Bon pelanggan"), money(book, SOLD), money(book, STOCK)) == (30_000, 30_000, 120_000)
    whole(book)


def _entries(book: Book) -> int:
    with book.read() as reader:
        return ledger.entry_count(reader)


def test_production_carries_the_cost_of_materials_into_what_was_made(book: Book) -> None:
    write(book, "beli_bahan", items="tepung 4 x 9000")
    write(book, "produksi", used="tepung 2", items="bakwan 50", failed="bakwan 10", hours="3")
    # 18.000 for 60 pieces: 300 each; ten failed
    assert lying(book) == {"Tepung": (2_000, 18_000), "Bakwan": (50_000, 15_000)}
    assert money(book, "Sisa tidak laku atau basi") == 3_000
    whole(book)


def test_a_count_books_the_difference_at_cost_and_says_when_there_is_none(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000; tepung 3 x 9000")
    write(book, "hitung_barang", items="beras 9,5; tepung 3,5", memo="tumpah")
    assert (money(book, STOCK), money(book, MATERIALS)) == (114_000, 31_500)
    assert money(book, MISSING) == 6_000 - 4_500
    assert refused(book, "hitung_barang", items="beras 9,5") == "count-agrees"
    whole(book)


def test_nothing_is_sold_that_is_not_there(book: Book) -> None:
    write(book, "stok_awal", items="beras 2 x 12000")
    before = (_entries(book), lying(book))
    assert refused(book, "jual_tunai", items="beras 3") == "stock-short"
    assert refused(book, "jual_tunai", items="beras 1; beras 1,5") == "stock-short"
    assert refused(book, "jual_tunai", items="bakwan 1,5") == "quantity-not-whole"
    assert refused(book, "jual_tunai", items="beras 0") == "stock-nothing"
    assert refused(book, "jual_tunai", items="beras 1 x 0") == "price-zero"
    assert refused(book, "jual_tunai", items="kecap 1") == "good-unknown"
    assert refused(book, "jual_tunai", items="tepung 1") == "good-sort"
    assert refused(book, "jual_tunai", items="beras") == "goods-quantity-missing"
    assert (_entries(book), lying(book)) == before


def test_the_longest_name_that_fits_is_meant(book: Book) -> None:
    write(book, "stok_awal", items="beras ketan 3 x 16000; BERAS 1 x 12000")
    assert lying(book) == {"Beras ketan": (3_000, 48_000), "Beras": (1_000, 12_000)}


def test_services_are_sold_without_stock(book: Book) -> None:
    write(book, "jual_tunai", items="antar 2")
    assert (money(book, "Penjualan"), lying(book)) == (-10_000, {})
    whole(book)


def test_goods_left_with_somebody_are_still_ours_until_they_are_sold_there(book: Book) -> None:
    write(book, "stok_awal", items="bakwan 50 x 300")
    write(book, "titip_jual", items="bakwan 20 x 900", party="Warung Bu Eni")
    assert lying(book) == {"Bakwan": (30_000, 9_000)}
    assert (money(book, STOCK), money(book, "Barang dititipkan")) == (15_000, 18_000)
    write(book, "titip_laku", items="bakwan 12 x 900", party="warung bu eni", owed="5.000")
    write(book, "titip_kembali", items="bakwan 8 x 900", party="Warung  Bu Eni")
    assert lying(book) == {"Bakwan": (38_000, 11_400)}
    assert (money(book, SOLD), money(book, "Barang dititipkan")) == (3_600, 0)
    assert refused(book, "titip_laku", items="bakwan 1 x 900", party="Warung Bu Eni") == "stock-short"
    assert refused(book, "titip_laku", items="bakwan 1 x 900", party="Bu Tak Dikenal") == "stock-short"
    assert refused(book, "titip_jual", items="bakwan 1 x 900") == "holder-missing"
    whole(book)


def test_a_sale_that_comes_back_brings_its_cost_back(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000")
    write(book, "jual_tunai", items="beras 4")
    write(book, "beli_dagangan", items="beras 4 x 14000")
    write(book, "barang_dikembalikan", items="beras 1", refund="14.000")
    # six at 12.000 and four at 14.000 are 128.000; one comes back at the 12.000 for which it went out
    assert lying(book) == {"Beras": (11_000, 140_000)}
    write(book, "retur_belanja", items="beras 2", refund="28.000")
    assert lying(book) == {"Beras": (9_000, 112_000)}
    assert (money(book, SOLD), money(book, "Belanja dikembalikan")) == (36_000, 0)
    whole(book)


def test_what_the_family_takes_is_no_cost(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000")
    write(book, "ambil_dagangan", items="beras 1,5")
    assert (money(book, "Diambil untuk keluarga"), money(book, STOCK), money(book, SOLD)) == (18_000, 102_000, 0)
    whole(book)


def test_a_correction_works_its_cost_out_as_if_the_first_had_not_been(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000")
    number = write(book, "jual_tunai", items="beras 10").number
    with book.write() as tx:
        trade.correct(tx, number, "jual_tunai", {"items": "beras 8"}, today=TODAY)
    assert lying(book) == {"Beras": (2_000, 24_000)}
    assert (money(book, SOLD), money(book, "Penjualan")) == (96_000, -112_000)
    whole(book)


def test_the_goods_of_a_record_can_be_shown_in_its_form_again(book: Book) -> None:
    write(book, "beli_bahan", items="tepung 4 x 9000")
    number = write(book, "produksi", used="tepung 2", items="bakwan 50", failed="bakwan 10").number
    with book.read() as reader:
        entry = ledger.entry_by_number(reader, number)
        kind = recording.kinds()["produksi"]
        shown = trade.goods_answers(reader, entry.id, kind, own(reader))
    assert shown == {"used": "Tepung 2", "items": "Bakwan 50", "failed": "Bakwan 10"}


def test_acts_of_stock_with_a_good_whose_stock_is_not_kept_are_one_sentence_and_write_nothing(book: Book) -> None:
    with book.write() as tx:
        trade.add_good(tx, own(tx), "Sabun", {"unit": "buah", "price": "5000", "stocked": "0"})
    write(book, "beli_bahan", items="tepung 5 x 9000")
    before = lying(book), money(book, STOCK), money(book, MATERIALS)
    for kind, said in (
        ("stok_awal", {"items": "sabun 10 x 3500"}),
        ("hitung_barang", {"items": "sabun 3", "memo": "pecah"}),
        ("produksi", {"used": "tepung 1", "items": "sabun 5"}),
        ("sisa_tidak_laku", {"items": "sabun 1"}),
        ("ambil_dagangan", {"items": "sabun 1"}),
    ):
        with pytest.raises(Rejected) as caught:
            write(book, kind, **said)
        assert [one.code for one in caught.value.problems] == ["good-not-stocked"], kind
        assert "Sabun" in translator("id").problem(caught.value.problems[0])
    assert (lying(book), money(book, STOCK), money(book, MATERIALS)) == before
    assert write(book, "sisa_tidak_laku", items="sabun 1", goods="3500").posted
    assert write(book, "sisa_tidak_laku", items="sabun 1; tepung 1", goods="3500").posted
    assert money(book, MATERIALS) == 4 * 9_000
    whole(book)


def test_undoing_a_purchase_of_which_some_was_sold_is_refused_or_told(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000")
    bought = write(book, "beli_dagangan", items="beras 10 x 20000").number
    write(book, "jual_tunai", items="beras 10", amount="200.000")
    # 20 cost 320.000, ten went out at 160.000; without the purchase there would be none, at minus 40.000
    with book.write() as tx:
        recording.reverse(tx, bought, today=TODAY)
    assert lying(book) == {}
    assert (money(book, STOCK), money(book, MISSING)) == (0, -40_000)
    whole(book)
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    assert lying(book) == {"Beras": (10_000, 160_000)}
    assert (money(book, STOCK), money(book, MISSING)) == (160_000, 0)
    whole(book)


def test_less_than_nothing_is_refused_whatever_act_would_lead_there(book: Book) -> None:
    bought = write(book, "beli_dagangan", items="beras 10 x 20000").number
    write(book, "jual_tunai", items="beras 3", amount="100.000")
    before = lying(book)
    with pytest.raises(Rejected) as caught, book.write() as tx:
        recording.reverse(tx, bought, today=TODAY)
    assert [one.code for one in caught.value.problems] == ["stock-below-zero"]
    assert lying(book) == before


def test_first_in_first_out_sells_the_oldest_price_first(book: Book) -> None:
    with book.write() as tx:
        trade.add_good(tx, own(tx), "Telur", {"unit": "butir", "method": "fifo", "price": "2500"})
    write(book, "stok_awal", items="telur 100 x 1500")
    write(book, "beli_dagangan", items="telur 100 x 2000")
    write(book, "jual_tunai", items="telur 150")
    assert money(book, SOLD) == 100 * 1_500 + 50 * 2_000
    number = write(book, "jual_tunai", items="telur 10").number
    with book.write() as tx:
        recording.reverse(tx, number, today=TODAY)
    write(book, "jual_tunai", items="telur 50")
    assert (lying(book), money(book, SOLD)) == ({}, 150_000 + 200_000)
    whole(book)


def test_a_good_is_known_by_one_name_and_stays_what_it_is_once_it_moved(book: Book) -> None:
    with book.write() as tx:
        place = own(tx)
        rice = trade.find_good(trade.goods_of(tx, place), " BERAS ")
        for name in ("beras", "B e r a s", "", "12", "a;b"):
            with pytest.raises(Rejected):
                trade.add_good(tx, place, name)
        with pytest.raises(Rejected) as caught:
            trade.change_good(tx, place, rice, {"method": "lifo"})
        assert caught.value.problems[0].code == "method-lifo"
        assert trade.change_good(tx, place, rice, {"price": "15000", "unit": "liter"}).price == 15_000
    write(book, "stok_awal", items="beras 1 x 12000")
    with book.write() as tx, pytest.raises(Rejected) as caught:
        trade.change_good(tx, own(tx), rice, {"sort": "bahan"})
    assert caught.value.problems[0].code == "good-has-records"


def test_stock_of_a_good_may_be_kept_from_any_day_on_and_no_longer_be_left_out(book: Book) -> None:
    with book.write() as tx:
        soap = trade.add_good(tx, own(tx), "Sabun", {"unit": "buah", "price": "5000", "stocked": "0"})
    bought = write(book, "beli_dagangan", items="sabun 10 x 3000").number
    write(book, "jual_tunai", items="sabun 4")
    with book.write() as tx:
        soap = trade.change_good(tx, own(tx), soap, {"stocked": "1"})
    assert lying(book) == {}
    assert refused(book, "jual_tunai", items="sabun 1") == "stock-short"
    write(book, "stok_awal", items="sabun 6 x 3000")
    write(book, "jual_tunai", items="sabun 2")
    with book.write() as tx:
        recording.reverse(tx, bought, today=TODAY)  # it moved no stock, and takes none back
    assert (lying(book), money(book, STOCK)) == ({"Sabun": (4_000, 12_000)}, 12_000)
    whole(book)
    for facts in ({"stocked": "0"}, {"method": "fifo"}, {"sort": "bahan"}):
        with pytest.raises(Rejected, match="good-has-records"), book.write() as tx:
            trade.change_good(tx, own(tx), soap, facts)


def test_a_file_whose_goods_were_changed_from_outside_is_found(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000")
    with book.write() as tx:
        tx.connection.exec_driver_sql("UPDATE stock_levels SET quantity = quantity + 1000")
    with book.read() as reader:
        assert {fault.code for fault in house.check(reader).faults} == {"stock-sum"}


def test_backdated_purchases_do_not_restate_what_was_sold(book: Book) -> None:
    write(book, "stok_awal", items="beras 10 x 12000", date=START)
    write(book, "jual_tunai", items="beras 5", date=date(2026, 1, 20))
    write(book, "beli_dagangan", items="beras 5 x 16000", date=date(2026, 1, 3))
    assert money(book, SOLD) == 60_000
    assert lying(book) == {"Beras": (10_000, 140_000)}
    whole(book)


@pytest.mark.parametrize("seed", range(6))
def test_what_happened_before_a_good_was_sold_out_makes_no_difference_to_its_layers(book: Book, seed: int) -> None:
    with book.write() as tx:
        for name in ("Telur", "Kopi"):
            trade.add_good(tx, own(tx), name, {"method": "fifo", "price": "2500"})
    dice = Random(seed)
    for cost in (1_000, 1_500):  # only eggs have had a life before, and were sold out at its end
        write(book, "beli_dagangan", items=f"telur 6 x {cost}", box="Kas")
    write(book, "jual_tunai", items="telur 7")
    write(book, "jual_tunai", items="telur 5")
    there, sold = 0, False
    for _ in range(25):
        count = dice.randrange(1, 9)
        if dice.random() < 0.4 or count > there:
            what, asked, there = "beli_dagangan", f"{count} x {dice.randrange(900, 2_000)}", there + count
        elif sold and dice.random() < 0.2:
            what, asked, there = "barang_dikembalikan", f"{count}", there + count
        else:
            what, asked, there, sold = "jual_tunai", f"{count}", there - count, True
        for name in ("telur", "kopi"):
            write(book, what, items=f"{name} {asked}")
        if dice.random() < 0.15:
            for _name in ("kopi", "telur"):
                with book.write() as tx:
                    recording.undo(tx, today=TODAY)
            there, sold = lying(book).get("Kopi", (0, 0))[0] // 1_000, False
        with book.read() as reader:
            eggs, coffee = (trade.find_good(trade.goods_of(reader, own(reader)), name) for name in ("Telur", "Kopi"))
            assert trade.stock_of(reader, eggs).layers == trade.stock_of(reader, coffee).layers
    whole(book)
