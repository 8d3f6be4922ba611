"""What every kind of record posts, worked out by hand: one example each, and more where a kind has several shapes.

A role stands for the account that plays it; debit is positive. The second sum is the household's end.
"""

from collections import Counter
from datetime import date

import pytest

from kpmbooks.recording import kinds
from kpmbooks.recording.kinds import Answered, answer

TODAY = date(2026, 11, 23)
Answers = dict[str, str | int]
Sums = dict[str, int]
Case = tuple[str, str, Answers, Sums, Sums]

# Sales and services
SALES: tuple[Case, ...] = (
    # 310.000 in the drawer − 50.000 change + 120.000 shopping + 40.000 to the family = 420.000 sold for cash
    ("tutup_lapak", "usaha",
     {"drawer": "310rb", "float": "50rb", "shopping": "120rb", "family": "40rb", "bon": "15rb", "qris": "25rb"},
     {"kas": 260_000, "piutang_usaha": 15_000, "qris": 25_000, "belanja_bahan": 120_000,
      "pengambilan_keluarga": 40_000, "penjualan": -460_000},
     {"kas": 40_000, "uang_dari_usaha": -40_000}),
    ("tutup_lapak", "kelompok", {"drawer": 200_000, "float": 50_000}, {"kas": 150_000, "penjualan": -150_000}, {}),
    ("jual_tunai", "kelompok", {"amount": "35x7000"}, {"kas": 245_000, "penjualan": -245_000}, {}),
    ("jual_qris", "usaha", {"amount": 25_000}, {"qris": 25_000, "penjualan": -25_000}, {}),
    ("jual_belum_dibayar", "usaha", {"amount": 70_000, "paid": 20_000},
     {"kas": 20_000, "piutang_usaha": 50_000, "penjualan": -70_000}, {}),
    ("terima_bayar_bon", "usaha", {"amount": 68_600, "discount": 1_400},
     {"kas": 68_600, "potongan_penjualan": 1_400, "piutang_usaha": -70_000}, {}),
    ("terima_bayar_bon", "kelompok", {"amount": 50_000}, {"kas": 50_000, "piutang_usaha": -50_000}, {}),
    ("terima_jasa", "usaha", {"amount": 30_000}, {"kas": 30_000, "pendapatan_jasa": -30_000}, {}),
    ("dp_pembeli", "usaha", {"amount": 200_000}, {"kas": 200_000, "dp_pembeli": -200_000}, {}),
    ("pesanan_diambil", "usaha", {"amount": 500_000, "deposit": 200_000},
     {"dp_pembeli": 200_000, "kas": 300_000, "penjualan": -500_000}, {}),
    ("pesanan_diambil", "kelompok", {"amount": 500_000, "deposit": 200_000, "bon": 100_000},
     {"dp_pembeli": 200_000, "kas": 200_000, "piutang_usaha": 100_000, "penjualan": -500_000}, {}),
    ("barang_dikembalikan", "usaha", {"refund": 60_000, "bon": 15_000},
     {"retur_penjualan": 75_000, "kas": -60_000, "piutang_usaha": -15_000}, {}),
    # of a deposit of 200.000 three quarters go back, a quarter stays as agreed
    ("dp_dikembalikan", "usaha", {"amount": 150_000, "kept": 50_000},
     {"dp_pembeli": 200_000, "kas": -150_000, "pendapatan_lain": -50_000}, {}),
    ("bon_direlakan", "usaha", {"amount": 35_000}, {"bon_direlakan": 35_000, "piutang_usaha": -35_000}, {}),
    ("sisa_tidak_laku", "usaha", {"materials": 8_000, "goods": 2_000},
     {"sisa_basi": 10_000, "belanja_bahan": -8_000, "belanja_dagangan": -2_000}, {}),
    ("libur", "usaha", {}, {}, {}),
)  # fmt: skip

# Left for sale, others' goods, agency, QRIS
BETWEEN: tuple[Case, ...] = (
    ("titip_jual", "usaha", {"amount": "30x1500"}, {"barang_dititipkan": 45_000, "titipan_belum_laku": -45_000}, {}),
    # 24 of the 30 were sold at 1.500; 6.000 of that will be paid tomorrow
    ("titip_laku", "usaha", {"amount": "24x1500", "owed": 6_000},
     {"kas": 30_000, "piutang_usaha": 6_000, "penjualan": -36_000,
      "titipan_belum_laku": 36_000, "barang_dititipkan": -36_000}, {}),
    ("titip_kembali", "usaha", {"amount": "6x1500"}, {"titipan_belum_laku": 9_000, "barang_dititipkan": -9_000}, {}),
    ("terima_titipan", "usaha", {"amount": "20x1700"}, {"titipan_orang": 34_000, "milik_penitip": -34_000}, {}),
    ("titipan_orang_laku", "usaha", {"amount": 40_000, "theirs": 34_000},
     {"kas": 40_000, "utang_titipan": -34_000, "komisi": -6_000, "milik_penitip": 34_000, "titipan_orang": -34_000},
     {}),
    ("setor_titipan", "usaha", {"amount": 34_000}, {"utang_titipan": 34_000, "kas": -34_000}, {}),
    ("titipan_orang_kembali", "usaha", {"amount": 5_100}, {"milik_penitip": 5_100, "titipan_orang": -5_100}, {}),
    ("agen_pulsa", "usaha", {"amount": 12_000, "cost": 10_300},
     {"kas": 12_000, "saldo_agen": -10_300, "komisi": -1_700}, {}),
    ("pulsa_belum_dibayar", "usaha", {"amount": 22_000, "cost": 20_300},
     {"piutang_usaha": 22_000, "saldo_agen": -20_300, "komisi": -1_700}, {}),
    ("agen_transfer", "usaha", {"amount": 500_000, "fee": 5_000},
     {"kas": 505_000, "saldo_agen": -500_000, "komisi": -5_000}, {}),
    ("agen_tarik", "kelompok", {"amount": 300_000, "fee": 5_000},
     {"kas": -295_000, "saldo_agen": 300_000, "komisi": -5_000}, {}),
    ("komisi_agen", "usaha", {"amount": 85_000}, {"saldo_agen": 85_000, "komisi": -85_000}, {}),
    ("isi_saldo_agen", "usaha", {"amount": 500_000, "fee": 1_500},
     {"saldo_agen": 500_000, "biaya_bank": 1_500, "kas": -501_500}, {}),
    # 0,7 % of 300.000 stay with the bank
    ("cair_qris", "usaha", {"amount": 300_000, "fee": 2_100},
     {"bank": 297_900, "biaya_bank": 2_100, "qris": -300_000}, {}),
)  # fmt: skip

# Buying, running the business, tools and the place
SPENDING: tuple[Case, ...] = (
    ("belanja_pasar", "usaha", {"amount": 150_000, "kitchen": 40_000},
     {"belanja_bahan": 110_000, "pengambilan_keluarga": 40_000, "kas": -150_000},
     {"belanja_dapur": 40_000, "uang_dari_usaha": -40_000}),
    ("beli_bahan", "kelompok", {"amount": 95_000}, {"belanja_bahan": 95_000, "kas": -95_000}, {}),
    ("beli_dagangan", "usaha", {"amount": 240_000}, {"belanja_dagangan": 240_000, "kas": -240_000}, {}),
    ("beli_belum_dibayar", "usaha", {"amount": 200_000, "paid": 50_000},
     {"belanja_bahan": 200_000, "kas": -50_000, "utang_usaha": -150_000}, {}),
    ("dagangan_belum_dibayar", "usaha", {"amount": 120_000, "paid": 20_000},
     {"belanja_dagangan": 120_000, "kas": -20_000, "utang_usaha": -100_000}, {}),
    # 150.000 were owed: 145.000 are paid and 5.000 given as a discount
    ("bayar_utang", "usaha", {"amount": 145_000, "discount": 5_000},
     {"utang_usaha": 150_000, "kas": -145_000, "potongan_belanja": -5_000}, {}),
    ("retur_belanja", "usaha", {"refund": 24_000, "owed": 10_000},
     {"kas": 24_000, "utang_usaha": 10_000, "retur_belanja": -34_000}, {}),
    ("beli_perlengkapan", "kelompok", {"amount": 60_000}, {"perlengkapan": 60_000, "kas": -60_000}, {}),
    ("upah_anggota", "kelompok", {"amount": 75_000}, {"upah_anggota": 75_000, "kas": -75_000}, {}),
    ("bayar_upah", "usaha", {"amount": 50_000}, {"upah": 50_000, "kas": -50_000}, {}),
    ("gas_listrik_air", "usaha", {"amount": 22_000}, {"gas_listrik_air": 22_000, "kas": -22_000}, {}),
    ("transport", "kelompok", {"amount": 20_000}, {"transport": 20_000, "kas": -20_000}, {}),
    ("transport", "keluarga", {"amount": 10_000}, {"transport": 10_000, "kas": -10_000}, {}),
    ("kemasan", "usaha", {"amount": 36_000}, {"kemasan": 36_000, "kas": -36_000}, {}),
    ("kebersihan_keamanan", "usaha", {"amount": 3_000}, {"kebersihan_keamanan": 3_000, "kas": -3_000}, {}),
    ("pulsa_promosi", "usaha", {"amount": 25_000}, {"pulsa_promosi": 25_000, "kas": -25_000}, {}),
    ("promosi", "kelompok", {"amount": 85_000}, {"promosi": 85_000, "kas": -85_000}, {}),
    ("pajak_retribusi", "usaha", {"amount": 50_000}, {"pajak_retribusi": 50_000, "kas": -50_000}, {}),
    ("biaya_rapat", "kelompok", {"amount": 40_000}, {"rapat": 40_000, "kas": -40_000}, {}),
    ("beli_alat", "kelompok", {"amount": 3_500_000, "owed": 1_500_000},
     {"peralatan": 3_500_000, "kas": -2_000_000, "utang_usaha": -1_500_000}, {}),
    ("perbaiki_alat", "kelompok", {"amount": 45_000}, {"perbaikan_alat": 45_000, "kas": -45_000}, {}),
    ("pinjam_alat", "usaha", {"amount": 800_000}, {"alat_pinjaman": 800_000, "milik_pemilik_alat": -800_000}, {}),
    ("kembalikan_alat", "usaha", {"amount": 800_000}, {"milik_pemilik_alat": 800_000, "alat_pinjaman": -800_000}, {}),
    ("penyusutan_alat", "kelompok", {"amount": 50_000},
     {"penyusutan": 50_000, "akumulasi_penyusutan": -50_000}, {}),
    # bought for 400.000, 300.000 written off: 100.000 are left, sold for 150.000 that is 50.000 won
    ("jual_alat", "usaha", {"amount": 150_000, "cost": 400_000, "worn": 300_000},
     {"kas": 150_000, "akumulasi_penyusutan": 300_000, "peralatan": -400_000, "laba_rugi_alat": -50_000}, {}),
    # sold for less than was left of it
    ("jual_alat", "kelompok", {"amount": 150_000, "cost": 400_000},
     {"kas": 150_000, "peralatan": -400_000, "laba_rugi_alat": 250_000}, {}),
    ("alat_rusak", "usaha", {"cost": 250_000, "worn": 200_000},
     {"akumulasi_penyusutan": 200_000, "peralatan": -250_000, "laba_rugi_alat": 50_000}, {}),
    ("sewa_lapak", "usaha", {"amount": 10_000}, {"sewa_lapak": 10_000, "kas": -10_000}, {}),
    ("sewa_di_depan", "kelompok", {"amount": 1_200_000}, {"sewa_dibayar_di_muka": 1_200_000, "kas": -1_200_000}, {}),
    ("sewa_terpakai", "kelompok", {"amount": 100_000}, {"sewa_lapak": 100_000, "sewa_dibayar_di_muka": -100_000}, {}),
    ("bayar_jaminan", "usaha", {"amount": 300_000}, {"jaminan": 300_000, "kas": -300_000}, {}),
    ("jaminan_kembali", "usaha", {"amount": 450_000, "lost": 50_000},
     {"kas": 450_000, "beban_lain": 50_000, "jaminan": -500_000}, {}),
    ("sudah_terpakai", "kelompok", {"materials": 10_000, "goods": 20_000, "supplies": 300_000, "rent": 100_000},
     {"belanja_bahan": 10_000, "persediaan_bahan": -10_000, "belanja_dagangan": 20_000,
      "persediaan_dagangan": -20_000, "perlengkapan_terpakai": 300_000, "perlengkapan": -300_000,
      "sewa_lapak": 100_000, "sewa_dibayar_di_muka": -100_000}, {}),
    ("uang_keluar_lain", "kelompok", {"amount": 75_000}, {"beban_lain": 75_000, "kas": -75_000}, {}),
)  # fmt: skip

# Between business and family, capital, members
OWNERS: tuple[Case, ...] = (
    ("ambil_untuk_keluarga", "usaha", {"amount": 50_000}, {"pengambilan_keluarga": 50_000, "kas": -50_000},
     {"kas": 50_000, "uang_dari_usaha": -50_000}),
    ("ambil_dagangan", "usaha", {"materials": 4_000, "goods": 11_000},
     {"pengambilan_keluarga": 15_000, "belanja_bahan": -4_000, "belanja_dagangan": -11_000},
     {"belanja_dapur": 15_000, "uang_dari_usaha": -15_000}),
    ("modal_dari_keluarga", "usaha", {"amount": 200_000}, {"kas": 200_000, "tambahan_modal": -200_000},
     {"uang_untuk_usaha": 200_000, "kas": -200_000}),
    ("tambah_modal", "kelompok", {"amount": 600_000}, {"kas": 600_000, "tambahan_modal": -600_000}, {}),
    ("tambah_modal_barang", "usaha", {"tools": 250_000, "supplies": 40_000, "materials": 30_000, "goods": 80_000},
     {"peralatan": 250_000, "perlengkapan": 40_000, "persediaan_bahan": 30_000, "persediaan_dagangan": 80_000,
      "tambahan_modal": -400_000}, {}),
    ("terima_bantuan", "kelompok", {"amount": 10_000_000, "box": "Bank"},
     {"@box": 10_000_000, "modal_bantuan": -10_000_000}, {}),
    ("bantuan_barang", "usaha", {"tools": 900_000, "supplies": 50_000, "materials": 30_000, "goods": 20_000},
     {"peralatan": 900_000, "perlengkapan": 50_000, "persediaan_bahan": 30_000, "persediaan_dagangan": 20_000,
      "modal_bantuan": -1_000_000}, {}),
    ("tabungan_masuk", "kelompok", {"amount": 10_000}, {"kas_tabungan": 10_000, "tabungan_anggota": -10_000}, {}),
    ("tabungan_keluar", "kelompok", {"amount": 100_000}, {"tabungan_anggota": 100_000, "kas_tabungan": -100_000}, {}),
    ("iuran_iks", "kelompok", {"amount": 24_000}, {"kas_iks": 24_000, "dana_iks": -24_000}, {}),
    ("bantu_iks", "kelompok", {"amount": 100_000}, {"dana_iks": 100_000, "kas_iks": -100_000}, {}),
    ("sisihkan_iks", "kelompok", {"amount": 50_000},
     {"alokasi_usaha": 50_000, "kas": -50_000, "kas_iks": 50_000, "alokasi_sosial": -50_000}, {}),
    ("bagi_hasil", "kelompok", {"amount": 600_000}, {"bagi_hasil": 600_000, "kas": -600_000}, {}),
    ("bagi_hasil_ditetapkan", "kelompok", {"amount": 600_000},
     {"bagi_hasil": 600_000, "bagi_hasil_terutang": -600_000}, {}),
    ("bayar_bagi_hasil", "kelompok", {"amount": 50_000}, {"bagi_hasil_terutang": 50_000, "kas": -50_000}, {}),
    ("sisihkan_cadangan", "kelompok", {"amount": 200_000}, {"bagi_hasil": 200_000, "cadangan_modal": -200_000}, {}),
    ("simpanan_tetap", "kelompok", {"amount": 5_000}, {"kas_tabungan": 5_000, "simpanan_tetap": -5_000}, {}),
    ("simpanan_tetap_kembali", "kelompok", {"amount": 60_000},
     {"simpanan_tetap": 60_000, "kas_tabungan": -60_000}, {}),
    ("iuran_rapat", "kelompok", {"amount": 24_000}, {"kas": 24_000, "iuran_anggota": -24_000}, {}),
    ("tanggung_renteng", "kelompok",
     {"amount": 50_000, "interest": 5_000, "party": "Ibu Ratmi", "memo": "Ibu Dewi 30.000, Ibu Siti 25.000"},
     {"kas": 55_000, "pinjaman_diberikan": -50_000, "jasa_pinjaman": -5_000}, {}),
    ("denda_anggota", "kelompok", {"amount": 2_000}, {"kas_iks": 2_000, "dana_iks": -2_000}, {}),
)  # fmt: skip

# Loans, savings, bank, differences, beginning
MONEY: tuple[Case, ...] = (
    ("terima_pinjaman", "usaha", {"amount": 1_000_000, "kept_back": 50_000},
     {"kas": 950_000, "potongan_pinjaman": 50_000, "utang_pinjaman": -1_000_000}, {}),
    ("bayar_cicilan", "kelompok", {"principal": 80_000, "interest": 6_000},
     {"utang_pinjaman": 80_000, "bunga_pinjaman": 6_000, "kas": -86_000}, {}),
    ("cicilan_harian", "usaha", {"amount": 20_000}, {"utang_pinjaman": 20_000, "kas": -20_000}, {}),
    ("cicilan_harian", "keluarga", {"amount": 24_000, "interest": 4_000},
     {"utang_pinjaman": 20_000, "bunga_pinjaman": 4_000, "kas": -24_000}, {}),
    ("cicilan_keluarga", "keluarga", {"principal": 400_000, "interest": 90_000},
     {"utang_pinjaman": 400_000, "bunga_pinjaman": 90_000, "kas": -490_000}, {}),
    ("pinjam_orang", "keluarga", {"amount": 100_000}, {"kas": 100_000, "utang_lain": -100_000}, {}),
    ("bayar_utang_orang", "usaha", {"amount": 110_000, "interest": 10_000},
     {"utang_lain": 100_000, "bunga_pinjaman": 10_000, "kas": -110_000}, {}),
    ("ngebon_warung", "keluarga", {"amount": 30_000}, {"belanja_dapur": 30_000, "utang_warung": -30_000}, {}),
    ("bayar_bon_warung", "keluarga", {"amount": 30_000}, {"utang_warung": 30_000, "kas": -30_000}, {}),
    ("beri_pinjaman", "kelompok", {"amount": 200_000}, {"pinjaman_diberikan": 200_000, "kas": -200_000}, {}),
    ("terima_angsuran", "kelompok", {"amount": 50_000, "interest": 2_000},
     {"kas": 52_000, "pinjaman_diberikan": -50_000, "jasa_pinjaman": -2_000}, {}),
    ("terima_angsuran", "keluarga", {"amount": 50_000}, {"kas": 50_000, "pinjaman_diberikan": -50_000}, {}),
    ("menabung", "usaha", {"amount": 5_000}, {"tabungan_sendiri": 5_000, "kas": -5_000}, {}),
    ("ambil_tabungan", "keluarga", {"amount": 150_000}, {"kas": 150_000, "tabungan_sendiri": -150_000}, {}),
    ("setor_bank", "kelompok", {"amount": 500_000, "fee": 2_500},
     {"bank": 500_000, "biaya_bank": 2_500, "kas": -502_500}, {}),
    ("tarik_bank", "keluarga", {"amount": 300_000, "fee": 7_500},
     {"kas": 300_000, "biaya_bank": 7_500, "bank": -307_500}, {}),
    ("pindah_uang", "kelompok", {"amount": 500_000}, {"bank": 500_000, "kas": -500_000}, {}),
    ("biaya_bank", "kelompok", {"amount": 5_000}, {"biaya_bank": 5_000, "bank": -5_000}, {}),
    ("bunga_bank", "usaha", {"amount": 1_250}, {"bank": 1_250, "bunga_bank": -1_250}, {}),
    ("belum_ketemu", "keluarga", {"amount": 5_000}, {"selisih_kas": 5_000, "kas": -5_000}, {}),
    ("uang_ketemu", "kelompok", {"amount": 5_000}, {"kas": 5_000, "selisih_kas": -5_000}, {}),
    ("uang_lebih", "usaha", {"amount": 3_000}, {"kas": 3_000, "selisih_kas": -3_000}, {}),
    ("uang_hilang", "usaha", {"amount": 20_000}, {"uang_hilang": 20_000, "kas": -20_000}, {}),
    ("uang_dicuri", "kelompok", {"amount": 80_000}, {"uang_dicuri": 80_000, "kas": -80_000}, {}),
    ("uang_palsu", "keluarga", {"amount": 50_000}, {"uang_palsu": 50_000, "kas": -50_000}, {}),
    ("uang_masuk_lain", "usaha", {"amount": 15_000}, {"kas": 15_000, "pendapatan_lain": -15_000}, {}),
    # owned 150.000 + 60.000 + 200.000 + 100.000 + 40.000 + 25.000 + 30.000 + 70.000 + 90.000 + 300.000 + 150.000
    # + 500.000 = 1.715.000; owed 60.000 + 20.000 + 500.000 + 100.000 = 680.000; her own is the rest
    ("saldo_awal", "usaha",
     {"cash": 150_000, "bank": 60_000, "agent": 200_000, "own_savings": 100_000, "bon": 40_000, "lent": 25_000,
      "materials": 30_000, "goods": 70_000, "supplies": 90_000, "rent": 300_000, "guarantees": 150_000,
      "tools": 500_000, "payables": 60_000, "deposits": 20_000, "loans": 500_000, "other_debts": 100_000},
     {"kas": 150_000, "bank": 60_000, "saldo_agen": 200_000, "tabungan_sendiri": 100_000, "piutang_usaha": 40_000,
      "pinjaman_diberikan": 25_000, "persediaan_bahan": 30_000, "persediaan_dagangan": 70_000,
      "perlengkapan": 90_000, "sewa_dibayar_di_muka": 300_000, "jaminan": 150_000, "peralatan": 500_000,
      "utang_usaha": -60_000, "dp_pembeli": -20_000, "utang_pinjaman": -500_000, "utang_lain": -100_000,
      "modal_awal": -1_035_000}, {}),
    ("saldo_awal", "kelompok", {"bank": 2_000_000, "savings": 360_000, "savings_bank": 40_000, "iks": 48_000},
     {"bank": 2_000_000, "modal_awal": -2_000_000, "kas_tabungan": 360_000, "bank_tabungan": 40_000,
      "tabungan_anggota": -400_000, "kas_iks": 48_000, "dana_iks": -48_000}, {}),
    ("saldo_awal", "keluarga", {"cash": 100_000, "arisan": 150_000, "warung": 30_000, "own_savings": 20_000},
     {"kas": 100_000, "arisan": 150_000, "tabungan_sendiri": 20_000, "utang_warung": -30_000,
      "modal_awal": -240_000}, {}),
)  # fmt: skip

# The household
HOME: tuple[Case, ...] = (
    ("upah_masuk", "keluarga", {"amount": "500rb"}, {"kas": 500_000, "upah_keluarga": -500_000}, {}),
    ("hasil_usaha_lain", "keluarga", {"amount": 60_000}, {"kas": 60_000, "usaha_lain": -60_000}, {}),
    ("bansos_masuk", "keluarga", {"amount": 600_000}, {"kas": 600_000, "bansos": -600_000}, {}),
    ("kiriman_masuk", "keluarga", {"amount": 300_000}, {"kas": 300_000, "kiriman": -300_000}, {}),
    ("belanja_dapur", "keluarga", {"amount": 85_000}, {"belanja_dapur": 85_000, "kas": -85_000}, {}),
    ("bayar_sekolah", "keluarga", {"amount": 40_000}, {"sekolah": 40_000, "kas": -40_000}, {}),
    ("jajan_anak", "keluarga", {"amount": 8_000}, {"jajan_anak": 8_000, "kas": -8_000}, {}),
    ("kesehatan", "keluarga", {"amount": 12_000}, {"kesehatan": 12_000, "kas": -12_000}, {}),
    ("listrik_air_rumah", "keluarga", {"amount": 50_000}, {"listrik_air": 50_000, "kas": -50_000}, {}),
    ("sewa_rumah", "keluarga", {"amount": 600_000}, {"sewa_rumah": 600_000, "kas": -600_000}, {}),
    ("iuran_warga", "keluarga", {"amount": 25_000}, {"iuran_warga": 25_000, "kas": -25_000}, {}),
    ("barang_rumah", "keluarga", {"amount": 180_000, "owed": 150_000},
     {"barang_rumah": 180_000, "kas": -30_000, "utang_pinjaman": -150_000}, {}),
    ("pakaian", "keluarga", {"amount": 120_000}, {"pakaian": 120_000, "kas": -120_000}, {}),
    ("pulsa", "keluarga", {"amount": 25_000}, {"pulsa": 25_000, "kas": -25_000}, {}),
    ("rokok", "keluarga", {"amount": 24_000}, {"rokok": 24_000, "kas": -24_000}, {}),
    ("arisan", "keluarga", {"amount": 50_000}, {"arisan": 50_000, "kas": -50_000}, {}),
    ("dapat_arisan", "keluarga", {"amount": 600_000}, {"kas": 600_000, "arisan": -600_000}, {}),
    ("hajatan", "keluarga", {"amount": 50_000}, {"hajatan": 50_000, "kas": -50_000}, {}),
    ("ibadah", "keluarga", {"amount": 225_000}, {"ibadah": 225_000, "kas": -225_000}, {}),
    ("kirim_keluarga", "keluarga", {"amount": 200_000}, {"kirim_keluarga": 200_000, "kas": -200_000}, {}),
)  # fmt: skip

CASES = (*SALES, *BETWEEN, *SPENDING, *OWNERS, *MONEY, *HOME)

# Where goods are named: the answers, what the stock says of them, and both sums as above.
GOODS: tuple[tuple[str, str, Answers, dict[str, int], Sums, Sums], ...] = (
    # sold for 35.000 what had cost 26.000
    ("jual_tunai", "kelompok", {"items": "beras 2", "amount": 35_000}, {"cost": 26_000},
     {"kas": 35_000, "penjualan": -35_000, "hpp": 26_000, "persediaan_dagangan": -26_000}, {}),
    ("jual_qris", "usaha", {"items": "gula 1", "amount": 17_000}, {"cost": 15_000},
     {"qris": 17_000, "penjualan": -17_000, "hpp": 15_000, "persediaan_dagangan": -15_000}, {}),
    ("jual_belum_dibayar", "usaha", {"items": "beras 5", "amount": 70_000, "paid": 20_000}, {"cost": 65_000},
     {"kas": 20_000, "piutang_usaha": 50_000, "penjualan": -70_000, "hpp": 65_000, "persediaan_dagangan": -65_000},
     {}),
    ("pesanan_diambil", "usaha", {"items": "kue 50", "amount": 500_000, "deposit": 200_000}, {"cost": 310_000},
     {"dp_pembeli": 200_000, "kas": 300_000, "penjualan": -500_000, "hpp": 310_000, "persediaan_dagangan": -310_000},
     {}),
    # left with a warung: ours until it is sold there, so nothing but what is kept in mind
    ("titip_jual", "usaha", {"items": "keripik 30 x 1500", "amount": 45_000}, {},
     {"barang_dititipkan": 45_000, "titipan_belum_laku": -45_000}, {}),
    ("titip_laku", "usaha", {"items": "keripik 24 x 1500", "amount": 36_000}, {"cost": 21_600},
     {"kas": 36_000, "penjualan": -36_000, "titipan_belum_laku": 36_000, "barang_dititipkan": -36_000,
      "hpp": 21_600, "persediaan_dagangan": -21_600}, {}),
    ("titip_kembali", "usaha", {"items": "keripik 6 x 1500", "amount": 9_000}, {},
     {"titipan_belum_laku": 9_000, "barang_dititipkan": -9_000}, {}),
    # the buyer gets 14.000 back, and the kilo that had cost 13.000 lies on the shelf again
    ("barang_dikembalikan", "usaha", {"items": "beras 1", "refund": 14_000}, {"cost": 13_000},
     {"retur_penjualan": 14_000, "kas": -14_000, "persediaan_dagangan": 13_000, "hpp": -13_000}, {}),
    ("sisa_tidak_laku", "usaha", {"items": "kue 4; telur 1"}, {"goods_cost": 6_000, "materials_cost": 2_000},
     {"sisa_basi": 8_000, "persediaan_dagangan": -6_000, "persediaan_bahan": -2_000}, {}),
    # bought through the cost account and at once on into stock: nothing is a cost yet
    ("beli_bahan", "usaha", {"items": "tepung 5", "amount": 60_000}, {"stocked": 60_000},
     {"kas": -60_000, "persediaan_bahan": 60_000}, {}),
    # 20.000 of it for what is not kept in stock
    ("beli_dagangan", "kelompok", {"items": "beras 10", "amount": 150_000}, {"stocked": 130_000},
     {"kas": -150_000, "belanja_dagangan": 20_000, "persediaan_dagangan": 130_000}, {}),
    ("beli_belum_dibayar", "usaha", {"items": "minyak 4", "amount": 80_000, "paid": 30_000}, {"stocked": 80_000},
     {"kas": -30_000, "utang_usaha": -50_000, "persediaan_bahan": 80_000}, {}),
    ("dagangan_belum_dibayar", "usaha", {"items": "rokok 10", "amount": 250_000}, {"stocked": 250_000},
     {"utang_usaha": -250_000, "persediaan_dagangan": 250_000}, {}),
    # what is sent back had cost as much as is paid back, so nothing is left on the account of returns
    ("retur_belanja", "usaha", {"items": "beras 2; tepung 1", "refund": 38_000},
     {"goods_cost": 26_000, "materials_cost": 12_000},
     {"kas": 38_000, "persediaan_dagangan": -26_000, "persediaan_bahan": -12_000}, {}),
    ("stok_awal", "usaha", {"items": "beras 10 x 13000; tepung 2 x 12000"},
     {"goods_cost": 130_000, "materials_cost": 24_000},
     {"persediaan_dagangan": 130_000, "persediaan_bahan": 24_000, "modal_awal": -154_000}, {}),
    # 48.000 of materials for 80 bakwan, of which 5 failed: 3.000 of it is lost
    ("produksi", "usaha", {"used": "tepung 4", "items": "bakwan 75", "failed": "bakwan 5", "hours": 3},
     {"made": 45_000, "spoiled": 3_000},
     {"persediaan_dagangan": 45_000, "sisa_basi": 3_000, "persediaan_bahan": -48_000}, {}),
    ("pakai_bahan", "kelompok", {"items": "pewangi 3"}, {"materials_cost": 36_000},
     {"belanja_bahan": 36_000, "persediaan_bahan": -36_000}, {}),
    # three eggs missing, and a kilo of flour more than was thought
    ("hitung_barang", "usaha", {"items": "telur 55; tepung 6", "memo": "Pecah"},
     {"goods_less": 6_000, "materials_more": 12_000},
     {"selisih_stok": -6_000, "persediaan_dagangan": -6_000, "persediaan_bahan": 12_000}, {}),
    ("hitung_barang", "kelompok", {"items": "telur 61; tepung 4"}, {"goods_more": 6_000, "materials_less": 12_000},
     {"selisih_stok": 6_000, "persediaan_dagangan": 6_000, "persediaan_bahan": -12_000}, {}),
    ("ambil_dagangan", "usaha", {"items": "beras 2; minyak 1"}, {"goods_cost": 26_000, "materials_cost": 20_000},
     {"pengambilan_keluarga": 46_000, "persediaan_dagangan": -26_000, "persediaan_bahan": -20_000},
     {"belanja_dapur": 46_000, "uang_dari_usaha": -46_000}),
)  # fmt: skip


def sums_of(record: Answered, end: str) -> Sums:
    sums = Counter[str]()
    for leg in record.legs:
        if leg.end == end:
            sums[leg.debit_role] += leg.amount
            sums[leg.credit_role] -= leg.amount
    return {role: int(amount) for role, amount in sums.items() if amount}


@pytest.mark.parametrize(("kind", "ledger", "answers", "own", "family"), CASES)
def test_each_kind_posts_what_it_means(kind: str, ledger: str, answers: Answers, own: Sums, family: Sums) -> None:
    assert sum(own.values()) == sum(family.values()) == 0, "the sum by hand is wrong"
    record = answer(kinds()[kind], answers, today=TODAY, ledger=ledger)
    assert isinstance(record, Answered), record
    assert sums_of(record, "own") == own
    assert sums_of(record, "keluarga") == family


@pytest.mark.parametrize(("kind", "ledger", "answers", "stock", "own", "family"), GOODS)
def test_where_goods_are_named_their_stock_moves_too(
    kind: str, ledger: str, answers: Answers, stock: dict[str, int], own: Sums, family: Sums
) -> None:
    assert sum(own.values()) == sum(family.values()) == 0, "the sum by hand is wrong"
    record = answer(kinds()[kind], answers, today=TODAY, ledger=ledger, given=stock)
    assert isinstance(record, Answered), record
    assert sums_of(record, "own") == own
    assert sums_of(record, "keluarga") == family


def test_every_kind_with_goods_is_seen_with_all_that_stock_says() -> None:
    seen: dict[str, set[str]] = {}
    for kind, _ledger, _answers, stock, _own, _family in GOODS:
        seen.setdefault(kind, set()).update(stock)
    assert seen == {kind.id: set(kind.given) for kind in kinds().values() if kind.goods}


def test_no_kind_is_left_out_and_no_amount_of_any() -> None:
    """Every question for rupiah is answered somewhere above, so that every leg of every kind is seen once."""
    answered: dict[str, set[str]] = {}
    for kind, _ledger, answers, *_rest in (*CASES, *GOODS):
        answered.setdefault(kind, set()).update(answers)
    assert set(answered) == set(kinds())
    for kind in kinds().values():
        amounts = {field.name for field in kind.fields if field.type == "amount"}
        assert amounts <= answered[kind.id], kind.id


# What must be refused, and where the sentence stands: one case for everything that takes away.
@pytest.mark.parametrize(
    ("kind", "ledger", "answers", "refused"),
    [
        ("tutup_lapak", "usaha", {"drawer": 20_000, "float": 50_000}, ("cash-sales-negative", "drawer")),
        ("jual_belum_dibayar", "usaha", {"amount": 5_000, "paid": 6_000}, ("owed-negative", "paid")),
        ("pesanan_diambil", "usaha", {"amount": 5_000, "deposit": 4_000, "bon": 2_000}, ("rest-negative", "deposit")),
        ("titip_laku", "usaha", {"amount": 5_000, "owed": 6_000}, ("paid-negative", "owed")),
        ("titipan_orang_laku", "usaha", {"amount": 5_000, "theirs": 6_000}, ("commission-negative", "theirs")),
        ("agen_pulsa", "usaha", {"amount": 10_000, "cost": 10_300}, ("earned-negative", "cost")),
        ("pulsa_belum_dibayar", "kelompok", {"amount": 10_000, "cost": 10_300}, ("earned-negative", "cost")),
        ("cair_qris", "usaha", {"amount": 5_000, "fee": 6_000}, ("received-negative", "fee")),
        ("belanja_pasar", "usaha", {"amount": 5_000, "kitchen": 6_000}, ("materials-negative", "kitchen")),
        ("beli_belum_dibayar", "usaha", {"amount": 5_000, "paid": 6_000}, ("owed-negative", "paid")),
        ("dagangan_belum_dibayar", "usaha", {"amount": 5_000, "paid": 6_000}, ("owed-negative", "paid")),
        ("beli_alat", "usaha", {"amount": 5_000, "owed": 6_000}, ("paid-negative", "owed")),
        ("jual_alat", "usaha", {"cost": 5_000, "worn": 6_000, "amount": 1_000}, ("value-negative", "worn")),
        ("alat_rusak", "kelompok", {"cost": 5_000, "worn": 6_000}, ("value-negative", "worn")),
        ("barang_rumah", "keluarga", {"amount": 5_000, "owed": 6_000}, ("paid-negative", "owed")),
        ("terima_pinjaman", "keluarga", {"amount": 5_000, "kept_back": 6_000}, ("received-negative", "kept_back")),
        ("cicilan_harian", "usaha", {"amount": 5_000, "interest": 6_000}, ("principal-negative", "interest")),
        ("bayar_utang_orang", "usaha", {"amount": 5_000, "interest": 6_000}, ("principal-negative", "interest")),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_where_it_can_be_mended(
    kind: str, ledger: str, answers: Answers, refused: tuple[str, str]
) -> None:
    problems = answer(kinds()[kind], answers, today=TODAY, ledger=ledger)
    assert isinstance(problems, tuple)
    assert [(problem.code, problem.field) for problem in problems] == [refused]


def test_every_refusal_is_seen_once() -> None:
    marks = test_what_cannot_be_is_refused_at_the_field_where_it_can_be_mended.pytestmark
    seen = {case[0] for mark in marks for case in mark.args[1]}
    assert seen == {kind.id for kind in kinds().values() if kind.refusals}
