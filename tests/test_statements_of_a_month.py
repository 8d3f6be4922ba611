"""Every statement of a month in which nearly everything happened, against figures worked out by hand.

Ibu Lina's trade in January: she sells herself and leaves goods at a warung, is an agent for pulsa, takes QRIS, buys on
credit, pays rent ahead and deposits, borrows and saves, and has bad luck. In thousands unless written out.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.money import Rupiah
from tests.books import JANUARY, TODAY, family, group, own, record

HOME = "Keluarga Bu Siti"

MONTH: tuple[tuple[str, dict[str, int]], ...] = (
    ("saldo_awal", {"cash": 500_000, "agent": 200_000}),
    # 350 − 50 + 100 + 40 = 440 for cash, 20 on account, 30 by QRIS: 490 sold
    ("tutup_lapak", {"drawer": 350_000, "float": 50_000, "shopping": 100_000, "family": 40_000, "bon": 20_000,
                     "qris": 30_000}),
    ("titip_jual", {"amount": 45_000}),
    ("titip_laku", {"amount": 36_000, "owed": 6_000}),
    ("titip_kembali", {"amount": 9_000}),
    ("barang_dikembalikan", {"refund": 10_000, "bon": 5_000}),
    ("terima_jasa", {"amount": 15_000}),
    ("agen_pulsa", {"amount": 12_000, "cost": 10_300}),
    ("agen_tarik", {"amount": 50_000, "fee": 3_000}),
    ("cair_qris", {"amount": 30_000, "fee": 210}),
    ("dagangan_belum_dibayar", {"amount": 120_000, "paid": 20_000}),
    ("bayar_utang", {"amount": 95_000, "discount": 5_000}),
    ("retur_belanja", {"refund": 8_000}),
    ("sewa_di_depan", {"amount": 600_000}),
    ("sewa_terpakai", {"amount": 100_000}),
    ("bayar_jaminan", {"amount": 150_000}),
    ("jaminan_kembali", {"amount": 40_000, "lost": 10_000}),
    ("dp_pembeli", {"amount": 200_000}),
    ("pesanan_diambil", {"amount": 300_000, "deposit": 100_000, "bon": 50_000}),
    ("dp_dikembalikan", {"amount": 80_000, "kept": 20_000}),
    ("ambil_dagangan", {"goods": 7_000}),
    ("sisa_tidak_laku", {"materials": 4_000}),
    ("uang_palsu", {"amount": 50_000}),
    ("uang_dicuri", {"amount": 20_000}),
    ("belum_ketemu", {"amount": 5_000}),
    ("uang_ketemu", {"amount": 5_000}),
    ("uang_lebih", {"amount": 1_000}),
    ("terima_pinjaman", {"amount": 500_000, "kept_back": 50_000}),
    ("cicilan_harian", {"amount": 20_000}),
    ("pinjam_orang", {"amount": 100_000}),
    ("bayar_utang_orang", {"amount": 30_000, "interest": 5_000}),
    ("menabung", {"amount": 10_000}),
    ("setor_bank", {"amount": 100_000, "fee": 1_000}),
    ("bunga_bank", {"amount": 500}),
    ("biaya_bank", {"amount": 2_000}),
    ("beli_alat", {"amount": 200_000}),
    ("bantuan_barang", {"tools": 300_000}),
    ("pinjam_alat", {"amount": 800_000}),
    ("bon_direlakan", {"amount": 5_000}),
    ("beri_pinjaman", {"amount": 25_000}),
    ("kebersihan_keamanan", {"amount": 3_000}),
    ("promosi", {"amount": 8_000}),
    ("pajak_retribusi", {"amount": 5_000}),
    ("perbaiki_alat", {"amount": 6_000}),
    ("bayar_upah", {"amount": 12_000}),
)  # fmt: skip


@pytest.fixture(scope="module")
def trade() -> Iterator[Book]:
    with family() as book:
        for kind, answers in MONTH:
            record(book, kind, **answers)
        yield book


def test_what_was_earned(trade: Book) -> None:
    with trade.read() as reader:
        income = statements.income(reader, own(reader), JANUARY)
    assert {row.name: row.amount for row in income.rows if row.section == "revenue"} == {
        "Penjualan": 490_000 + 36_000 + 300_000,
        "Penjualan dikembalikan": -15_000,
        "Pendapatan jasa": 15_000,
        "Komisi dan ongkos agen": 1_700 + 3_000,
    }
    assert {row.name: row.amount for row in income.rows if row.section == "cost"} == {
        "Belanja bahan": 100_000 - 4_000,
        "Belanja dagangan": 120_000 - 7_000,
        "Belanja dikembalikan": -8_000,
        "Potongan dari penjual": -5_000,
    }
    assert {row.name: row.amount for row in income.rows if row.section == "expense"} == {
        "Upah": 12_000,
        "Sewa dan lapak": 100_000,
        "Kebersihan dan keamanan": 3_000,
        "Promosi": 8_000,
        "Perbaikan alat": 6_000,
        "Sisa tidak laku atau basi": 4_000,
        "Bon direlakan": 5_000,
        "Pajak dan izin": 5_000,
        "Uang keluar lain": 10_000,
    }
    assert {row.name: row.amount for row in income.rows if row.section == "other"} == {
        "Uang masuk lain": 20_000,
        "Bunga bank": 500,
        "Bunga dan jasa pinjaman": -5_000,
        "Potongan pinjaman": -50_000,
        "Biaya bank dan QRIS": -210 - 1_000 - 2_000,
        "Uang dicuri": -20_000,
        "Uang palsu": -50_000,
        "Uang belum ketemu": 1_000,  # short 5, found 5, over 1
    }
    assert (income.revenue, income.cost, income.expense, income.other) == (830_700, 196_000, 153_000, -106_710)
    assert income.net == 374_990


def test_what_is_owned_and_owed(trade: Book) -> None:
    with trade.read() as reader:
        position = statements.position(reader, own(reader), TODAY)
    assert {row.name: row.amount for row in position.rows} == {
        "Kas": 314_000,
        "Saldo agen": 200_000 - 10_300 + 50_000,
        "Bank": 29_790 + 100_000 + 500 - 2_000,
        "Bon pelanggan": 20_000 + 6_000 - 5_000 + 50_000 - 5_000,
        "Uang dipinjam orang": 25_000,
        "Sewa dibayar di depan": 500_000,
        "Uang jaminan": 100_000,
        "Tabungan usaha": 10_000,
        "Peralatan": 500_000,
        # What a neighbour lent is in sight, and is not hers.
        "Alat pinjaman": 800_000,
        "Milik pemilik alat": -800_000,
        "Sisa pinjaman": 480_000,
        "Utang lain": 75_000,
        "Modal awal": 700_000,
        "Modal bantuan": 300_000,
        "Diambil untuk keluarga": -47_000,
        "Result of this year": 374_990,
    }
    assert (position.assets, position.liabilities, position.equity) == (1_882_990, 555_000, 1_327_990)


def test_where_the_money_came_from_and_went(trade: Book) -> None:
    with trade.read() as reader:
        flow = statements.cash_flow(reader, own(reader), JANUARY)
    by_name = {row.name: (row.section, row.amount) for row in flow.rows}
    assert by_name["Penjualan"] == ("operating", 440_000 + 30_000 + 30_000 + 150_000)
    assert by_name["Komisi dan ongkos agen"] == ("operating", 4_700)  # of 60.300 that passed through
    assert by_name["Sewa dibayar di depan"] == ("operating", -600_000)
    assert by_name["Uang jaminan"] == ("operating", -110_000)
    assert by_name["DP dari pembeli"] == ("operating", 120_000)
    assert by_name["Penjualan dikembalikan"] == ("operating", -10_000)
    assert by_name["Uang palsu"] == ("operating", -50_000)
    assert by_name["Biaya bank dan QRIS"] == ("operating", -3_210)
    assert by_name["Peralatan"] == ("investing", -200_000)
    assert by_name["Sisa pinjaman"] == ("financing", 430_000)
    assert by_name["Tabungan usaha"] == ("financing", -10_000)
    assert {"Saldo agen", "QRIS", "Barang dititipkan", "Alat pinjaman"}.isdisjoint(by_name)
    assert (flow.operating, flow.investing, flow.financing) == (-273_010, -200_000, 1_155_000)
    assert (flow.opening, flow.change, flow.closing) == (0, 681_990, 681_990)


def test_why_there_is_less_money_than_profit(trade: Book) -> None:
    with trade.read() as reader:
        why = statements.why_no_cash(reader, own(reader), JANUARY)
    assert {row.name: row.amount for row in why.rows} == {
        "Bon pelanggan": -66_000,
        "Uang dipinjam orang": -25_000,
        "Sewa dibayar di depan": -500_000,
        "Uang jaminan": -100_000,
        "Tabungan usaha": -10_000,
        "Peralatan": -500_000,
        "Sisa pinjaman": 480_000,
        "Utang lain": 75_000,
        "Modal awal": 700_000,
        "Modal bantuan": 300_000,
        "Diambil untuk keluarga": -47_000,
    }
    assert why.profit + sum(row.amount for row in why.rows) == why.change_in_cash == 681_990


def test_a_borrowed_tool_that_was_booked_to_one_side_only_is_not_hidden(trade: Book) -> None:
    with family() as book:
        record(book, "pinjam_alat", amount=800_000)
        with book.write() as tx:
            place = own(tx)
            lent, kas = (ledger.find_account(tx, place, name) for name in ("Alat pinjaman", "Kas"))
            recording.record_journal(tx, place, TODAY, [(lent, Rupiah(100)), (kas, Rupiah(-100))])
        with book.read() as reader:
            why = statements.why_no_cash(reader, own(reader), JANUARY)
    assert {row.name: row.amount for row in why.rows} == {"Alat pinjaman": -800_100, "Milik pemilik alat": 800_000}


def test_money_in_and_out_leaves_out_what_only_passed_through(trade: Book) -> None:
    with trade.read() as reader:
        (january,) = statements.month_flows(reader, own(reader), TODAY)
        entries = ledger.read_entries(reader, range(1, ledger.entry_count(reader) + 1))
        place = own(reader)
        accounts = {account.id: account for account in ledger.accounts(reader, place)}
        each = [recording.in_and_out(entry, accounts) for entry in entries if entry.ledger == place]
    assert january.money_in == 1_474_200
    assert january.money_out == 1_492_210
    # The same, record by record, by rules that share no code with the sum of the month.
    assert (sum(one for one, _ in each), sum(one for _, one in each)) == (1_474_200, 1_492_210)


@pytest.mark.parametrize(
    ("kind", "known_as", "flow"),
    [
        ("cair_qris", 30_000, (0, 210)),
        ("agen_pulsa", 12_000, (1_700, 0)),
        ("agen_tarik", 53_000, (3_000, 0)),
        ("setor_bank", 101_000, (0, 1_000)),
        ("saldo_awal", 700_000, (0, 0)),
        ("titip_jual", 45_000, (0, 0)),
        ("titip_laku", 30_000, (30_000, 0)),
        ("tutup_lapak", 330_000, (470_000, 140_000)),
    ],
)
def test_a_record_is_known_by_the_money_in_question_and_not_by_a_fee(
    trade: Book, kind: str, known_as: int, flow: tuple[int, int]
) -> None:
    with trade.read() as reader:
        place = own(reader)
        entries = ledger.read_entries(reader, range(1, ledger.entry_count(reader) + 1))
        entry = next(one for one in entries if one.kind == kind and one.ledger == place)
        accounts = {account.id: account for account in ledger.accounts(reader, place)}
        assert recording.headline(reader, entry) == known_as
        assert recording.in_and_out(entry, accounts) == flow


def test_the_household_has_what_reached_it_and_aid_stands_apart() -> None:
    with family() as book:
        for kind, answers in MONTH:
            record(book, kind, **answers)
        for kind, amounts in (
            ("bansos_masuk", {"amount": 600_000}),
            ("hasil_usaha_lain", {"amount": 60_000}),
            ("barang_rumah", {"amount": 180_000, "owed": 150_000}),
            ("menabung", {"amount": 20_000}),
            ("arisan", {"amount": 50_000}),
            ("ibadah", {"amount": 10_000}),
            ("beri_pinjaman", {"amount": 30_000}),
            ("terima_angsuran", {"amount": 30_000}),
        ):
            record(book, kind, ledger_name=HOME, **amounts)
        with book.read() as reader:
            home = ledger.find_ledger(reader, HOME)
            income = statements.income(reader, home, JANUARY)
            position = statements.position(reader, home, TODAY)
    # 40 from the drawer and 7 of goods, 60 of other work; 180 for a thing of which 150 are owed, 10 alms, 7 eaten
    assert (income.revenue, income.expense, income.other, income.net) == (107_000, 197_000, 600_000, 510_000)
    assert {row.name: row.amount for row in income.rows if row.section == "other"} == {"Bantuan sosial": 600_000}
    assert {row.name: row.amount for row in position.rows if row.section != "equity"} == {
        "Kas": 40_000 + 600_000 + 60_000 - 30_000 - 20_000 - 50_000 - 10_000 - 30_000 + 30_000,
        "Arisan": 50_000,
        "Tabungan keluarga": 20_000,
        "Sisa pinjaman": 150_000,
    }


def test_a_group_pays_its_members_and_lends_to_them() -> None:
    with group() as book:
        for kind, answers in (
            ("jual_tunai", {"amount": 400_000}),
            ("upah_anggota", {"amount": 75_000}),
            ("beri_pinjaman", {"amount": 200_000}),
            ("terima_angsuran", {"amount": 50_000, "interest": 2_000}),
            ("setor_bank", {"amount": 100_000, "fee": 2_500}),
            ("bunga_bank", {"amount": 1_250}),
        ):
            record(book, kind, **answers)
        with book.read() as reader:
            place = own(reader)
            income = statements.income(reader, place, JANUARY)
            position = statements.position(reader, place, date(2026, 1, 31))
    assert {row.name: (row.section, row.amount) for row in income.rows} == {
        "Penjualan": ("revenue", 400_000),
        "Upah anggota": ("expense", 75_000),
        "Jasa pinjaman anggota": ("other", 2_000),
        "Bunga bank": ("other", 1_250),
        "Biaya bank dan QRIS": ("other", -2_500),
    }
    assert {row.name: row.amount for row in position.rows if row.section == "asset"} == {
        "Kas": 400_000 - 75_000 - 200_000 + 52_000 - 102_500,
        "Bank": 101_250,
        "Pinjaman anggota": 150_000,
    }
    assert income.net == position.equity == 325_750
