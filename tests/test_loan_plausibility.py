"""Figures that somebody can check by eye, against days and goods worked out by hand; months that are unlike others."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest

from kpmbooks import examples, ledger, loans, recording, trade
from kpmbooks.book import Book
from kpmbooks.dates import month_of
from kpmbooks.i18n import translator
from kpmbooks.loans.months import MonthFigures
from kpmbooks.loans.plausibility import GoodSold, look_at
from kpmbooks.money import Rupiah
from reports.loan_evidence_words import plausibility_sentences
from reports.loan_tables import months_chart, months_table
from reports.loan_words import open_points
from tests import hand_loan
from tests.hand_loan import TODAY, answer, books_side, ready

_ = translator("id")


@pytest.fixture
def book() -> Iterator[Book]:
    with hand_loan.family_book() as made:
        yield made


def said(book: Book) -> list[str]:
    with book.read() as reader:
        return list(plausibility_sentences(books_side(reader).plausibility, _))


def month(number: int, revenue: int, materials: int, *, recorded: bool = True) -> MonthFigures:
    none = Rupiah(0)
    return MonthFigures(
        month_of(date(2026, number, 1)), Rupiah(revenue), Rupiah(materials), none, none, None, None, none, 20, recorded,
        none,
    )  # fmt: skip


def test_seven_months_are_told_in_sentences_worked_out_by_hand() -> None:
    with hand_loan.bu_siti() as made:
        # 27.410 of 41.760 thousand; least 3.130 ÷ 4.820 in July and most 3.960 ÷ 5.980 in April; 41.760.000 ÷ 140 days
        assert said(made) == [
            "Bahan 66% dari penjualan: 65% (Jul) sampai 66% (Apr)",
            "Sehari jualan rata-rata Rp298.286, paling banyak Rp331.000 (1 Okt), paling sedikit Rp241.000 (1 Jul)",
            "Ada penjualan 20 hari sebulan",
            "Penjualan tidak menyebut barangnya: jumlah kali harga belum bisa dihitung",
        ]


def test_pieces_times_price_stand_beside_what_was_recorded(book: Book) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        trade.add_good(tx, place, "Kerupuk", {"unit": "bungkus", "price": "2000"})
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        bought = {"items": "Kerupuk 300 @ 1.500", "date": date(2026, 10, 1)}
        trade.record(tx, "beli_dagangan", bought, ledger=place, today=TODAY)
        for day in range(1, 11):
            answers = {"items": "Kerupuk 30 @ 1.900", "date": date(2026, 10, day)}
            trade.record(tx, "jual_tunai", answers, ledger=place, today=TODAY)
        recording.record(tx, "jual_tunai", {"amount": 30_000, "date": date(2026, 10, 11)}, ledger=place, today=TODAY)
    # 300 × 2.000 on the price list, 300 × 1.900 recorded, of 600.000 sold in all
    assert "Kerupuk: 300 bungkus × Rp2.000 = Rp600.000, tercatat Rp570.000" in said(book)
    assert "95% penjualan menyebut barangnya" in said(book)


def test_goods_that_brought_most_are_told_of_first_and_three_are_enough() -> None:
    goods = [GoodSold(f"Barang {nth}", "", 1_000 * nth, Rupiah(100), Rupiah(nth * 10_000)) for nth in range(1, 6)]
    facts = look_at((month(5, 200_000, 100_000),), {date(2026, 5, 3): 200_000}, (1,), goods)
    assert [good.name for good in facts.goods] == ["Barang 5", "Barang 4", "Barang 3"]
    assert facts.goods_percent == 75


def test_months_without_records_and_days_without_a_sale_say_nothing() -> None:
    months = (month(5, 100_000, 60_000), month(6, 9_000_000, 1, recorded=False))
    facts = look_at(months, {date(2026, 5, 3): 100_000, date(2026, 5, 4): 0, date(2026, 5, 5): -5_000}, (1,), ())
    assert facts.materials == Fraction(60)
    assert (facts.lowest, facts.highest) == (facts.highest, facts.lowest)
    assert facts.average_day == 100_000


def test_where_nothing_was_sold_there_is_nothing_to_check(book: Book) -> None:
    assert said(book) == []
    facts = look_at((), {}, (), ())
    assert (facts.materials, facts.highest, facts.average_day, facts.open_most) == (None, None, None, None)


def test_what_was_sold_before_the_book_began_is_no_best_day(book: Book) -> None:
    hand_loan.record_months(book, months=1)
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        role = ledger.accounts_by_role(tx, place, {"kas", "penjualan"})
        postings = (
            ledger.Posting(1, role["kas"].id, Rupiah(7_000_000)),
            ledger.Posting(1, role["penjualan"].id, Rupiah(-7_000_000)),
        )
        draft = ledger.EntryDraft(place, hand_loan.START, "saldo_awal", "typed", postings)
        ledger.post(tx, ledger.begin_batch(tx, "import"), [draft])
    with book.read() as reader:
        highest = books_side(reader).plausibility.highest
    assert highest is not None
    assert highest.amount == 299_000  # 5.980.000 ÷ 20


def test_no_sentence_judges() -> None:
    with examples.example(None, of="family", months_back=8, today=TODAY) as made:
        told = " ".join(said(made)).casefold()
    for word in ("layak", "wajar", "mencurigakan", "benar", "salah", "bagus", "buruk"):
        assert word not in told


def test_months_of_fasting_and_lebaran_are_marked_in_the_table_and_in_the_chart() -> None:
    """Ramadan 2026 was from 19 February, Lebaran on 21 March."""
    start = date(2026, 3, 31)
    with examples.example(None, of="family", months_back=3, today=start) as made:
        answer_today = {"other_debts": "0"}
        with made.write() as tx:
            loans.answer(tx, ledger.default_ledger(tx), answer_today, today=start)
        with made.read() as reader:
            value = loans.ready(
                loans.read_books(reader, ledger.default_ledger(reader), start + timedelta(days=1)),
                loans.find_lender("jakpreneur"), Rupiah(4_000_000), 12,
            )  # fmt: skip
    table = months_table(value, _)
    names = [column.name for column in table.columns]
    assert "Feb R" in names
    assert "Mar R+L" in names
    assert "Jan" in names
    assert [row.cells[0] for row in table.rows][-1] == "R: Ramadan, L: Lebaran"
    assert "Ramadan Lebaran" in months_chart(value, _).notes


def test_months_like_any_other_bear_no_letters() -> None:
    with hand_loan.bu_siti() as made, made.read() as reader:
        table = months_table(ready(reader), _)
    assert [column.name for column in table.columns][2:9] == ["Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt"]
    assert not any("Ramadan" in str(row.cells[0]) for row in table.rows)


def test_a_young_book_says_that_the_quiet_season_may_be_missing(book: Book) -> None:
    hand_loan.record_months(book, months=3)
    answer(book, hand_loan.ANSWERS)
    with book.read() as reader:
        assert "Data baru 3 bulan, belum lewat musim sepi" in list(open_points(ready(reader), _))
