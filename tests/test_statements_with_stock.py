"""A month with stock, debts and equipment, worked out by hand: a profit, and where its money is.

sales 300.000 − their cost 240.000 − wear 50.000 = profit 10.000
"""

import io
from collections.abc import Iterator
from typing import Any

import pytest

from kpmbooks import ledger, trade
from kpmbooks.book import Reader
from kpmbooks.i18n import translator
from reports import REPORTS, ReportHead, Request
from reports.render import text
from tests import books
from tests.books import JANUARY, TODAY, own


@pytest.fixture
def reader() -> Iterator[Reader]:
    with books.family() as book:
        with book.write() as tx:
            place = own(tx)
            trade.add_good(tx, place, "Beras", {"unit": "kg"})
            told: tuple[tuple[str, dict[str, Any]], ...] = (
                ("tambah_modal", {"amount": 5_000_000}),
                ("beli_dagangan", {"items": "Beras 100 x 12000"}),  # 1.200.000 paid
                ("jual_belum_dibayar", {"items": "Beras 20 x 15000", "paid": 100_000, "party": "Bu Wati"}),  # 300.000
                ("dagangan_belum_dibayar", {"items": "Beras 10 x 12000", "party": "Toko Makmur"}),  # 120.000 owed
                ("beli_alat", {"amount": 800_000, "memo": "kulkas"}),
                ("penyusutan_alat", {"amount": 50_000}),
                ("dp_pembeli", {"amount": 150_000, "party": "Bu Nur"}),
                ("ambil_untuk_keluarga", {"amount": 75_000}),
            )
            for nth, (kind, said) in enumerate(told, 1):
                trade.record(tx, kind, {**said, "date": f"{nth}/1"}, ledger=place, today=TODAY)
        with book.read() as found:
            yield found


def figures(reader: Reader, name: str) -> dict[str, Any]:
    wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), JANUARY)
    return REPORTS[name].own_figures(REPORTS[name].statement(reader, wish))


def words(reader: Reader, name: str) -> str:
    wish = Request(own(reader), ledger.find_account(reader, own(reader), "Kas"), JANUARY)
    paper = io.StringIO()
    text.render(
        REPORTS[name].document(REPORTS[name].statement(reader, wish), ReportHead("x", JANUARY), translator("id")), paper
    )
    return paper.getvalue()


def test_profit_is_explained_to_the_rupiah_by_goods_bon_debts_and_tools(reader: Reader) -> None:
    told = figures(reader, "why-no-cash")
    assert told["profit"] == 10_000
    assert {row["name"]: row["amount"] for row in told["rows"]} == {
        "Bon pelanggan": -200_000,
        "Persediaan dagangan": -1_080_000,  # 1.200.000 + 120.000 − 240.000
        "Peralatan": -800_000,
        "Akumulasi penyusutan peralatan": 50_000,
        "Utang ke pemasok": 120_000,
        "DP dari pembeli": 150_000,
        "Tambahan modal": 5_000_000,
        "Diambil untuk keluarga": -75_000,
    }
    # 5.000.000 − 1.200.000 + 100.000 − 800.000 + 150.000 − 75.000
    assert told["change_in_cash"] == 3_175_000
    assert told["profit"] + sum(row["amount"] for row in told["rows"]) == told["change_in_cash"]


def test_the_paper_says_in_plain_words_where_the_money_is(reader: Reader) -> None:
    paper = " ".join(words(reader, "why-no-cash").split())
    for said in (
        "Uangnya ada di barang: Persediaan dagangan bertambah −1.080.000",
        "Sudah laku, belum dibayar: Bon pelanggan bertambah −200.000",
        "Sudah belanja, belum dibayar: Utang ke pemasok bertambah 120.000",
        "Uangnya jadi alat: Peralatan bertambah −800.000",
        "Nilai alat turun jadi biaya, uangnya tidak keluar: Akumulasi penyusutan peralatan 50.000",
        "Pesanan dibayar di depan: DP dari pembeli bertambah 150.000",
        "Diambil untuk keluarga −75.000",
    ):
        assert said in paper


def test_the_position_has_goods_bon_and_tools_beside_the_money(reader: Reader) -> None:
    told = figures(reader, "position")
    rows = {row["name"]: row["amount"] for row in told["rows"]}
    assert rows == {
        "Kas": 3_175_000,
        "Bon pelanggan": 200_000,
        "Persediaan dagangan": 1_080_000,
        "Peralatan": 800_000,
        "Akumulasi penyusutan peralatan": -50_000,
        "Utang ke pemasok": 120_000,
        "DP dari pembeli": 150_000,
        "Tambahan modal": 5_000_000,
        "Diambil untuk keluarga": -75_000,
        "Hasil tahun ini": 10_000,
    }
    assert told["totals"] == {"assets": 5_205_000, "liabilities": 270_000, "equity": 4_935_000}


def test_the_cash_flow_knows_only_money_that_moved(reader: Reader) -> None:
    told = figures(reader, "cash-flow")
    assert {row["name"]: row["amount"] for row in told["rows"]} == {
        "Penjualan": 100_000,
        "Belanja dagangan": -1_200_000,
        "DP dari pembeli": 150_000,
        "Peralatan": -800_000,
        "Tambahan modal": 5_000_000,
        "Diambil untuk keluarga": -75_000,
    }
    assert told["totals"] == {
        "operating": -950_000,
        "investing": -800_000,
        "financing": 4_925_000,
        "change": 3_175_000,
    }


def test_the_income_costs_what_was_sold_and_not_what_was_bought(reader: Reader) -> None:
    told = figures(reader, "income")["totals"]
    assert told == {"revenue": 300_000, "cost": 240_000, "expense": 50_000, "other": 0, "net": 10_000}
