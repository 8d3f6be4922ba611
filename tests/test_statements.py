"""Statements over years, funds and account types, against sums worked out by hand."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.ledger import AccountType, NewAccount
from kpmbooks.money import Rupiah
from tests.books import group, own, record

Y2024 = Period(date(2024, 1, 1), date(2024, 12, 31))
Y2025 = Period(date(2025, 1, 1), date(2025, 12, 31))
FEBRUARY = Period(date(2025, 2, 1), date(2025, 2, 28))

TYPES: tuple[tuple[str, AccountType], ...] = (
    ("Mesin", "asset"),
    ("Susut mesin", "contra-asset"),
    ("Utang toko", "liability"),
    ("Modal Ibu", "equity"),
    ("Dipakai Ibu", "drawing"),
    ("Omzet", "revenue"),
    ("Retur", "contra-revenue"),
    ("Beli barang", "cost"),
    ("Potongan beli", "contra-cost"),
    ("Ongkos", "expense"),
    ("Bunga tabungan", "other-revenue"),
    ("Denda", "other-expense"),
)


def _post(book: Book, day: date, debit: str, credit: str, amount: int) -> None:
    with book.write() as tx:
        place = own(tx)
        lines = [
            (ledger.find_account(tx, place, debit), Rupiah(amount)),
            (ledger.find_account(tx, place, credit), Rupiah(-amount)),
        ]
        recording.record_journal(tx, place, day, lines)


@pytest.fixture
def two_years() -> Iterator[Book]:
    with house.create(None, kind="family", name="Ibu", start=Y2024.first) as book:
        with book.write() as tx:
            for nth, (name, kind) in enumerate(TYPES):
                ledger.add_account(tx, own(tx), NewAccount(f"8-{nth:02d}", name, kind, "usaha"))
        _post(book, date(2024, 1, 1), "Kas", "Modal Ibu", 10_000)
        _post(book, date(2024, 2, 29), "Mesin", "Kas", 4_000)
        _post(book, date(2024, 12, 31), "Kas", "Omzet", 5_000)
        _post(book, date(2025, 1, 1), "Kas", "Omzet", 3_000)
        _post(book, date(2025, 2, 1), "Retur", "Kas", 500)
        _post(book, date(2025, 2, 10), "Beli barang", "Utang toko", 900)
        _post(book, date(2025, 2, 11), "Utang toko", "Potongan beli", 100)
        _post(book, date(2025, 2, 28), "Ongkos", "Kas", 300)
        _post(book, date(2025, 3, 1), "Ongkos", "Susut mesin", 400)
        _post(book, date(2025, 3, 2), "Kas", "Bunga tabungan", 70)
        _post(book, date(2025, 3, 3), "Denda", "Kas", 30)
        _post(book, date(2025, 3, 4), "Dipakai Ibu", "Kas", 1_000)
        yield book


def test_income_puts_each_type_in_its_section_with_contra_rows_negative(two_years: Book) -> None:
    with two_years.read() as reader:
        income = statements.income(reader, own(reader), Y2025)
    assert [(row.name, row.section, row.amount) for row in income.rows] == [
        ("Omzet", "revenue", 3_000),
        ("Retur", "revenue", -500),
        ("Beli barang", "cost", 900),
        ("Potongan beli", "cost", -100),
        ("Ongkos", "expense", 700),
        ("Bunga tabungan", "other", 70),
        ("Denda", "other", -30),
    ]
    assert (income.revenue, income.cost, income.expense, income.other) == (2_500, 800, 700, 40)
    assert income.net == 2_500 - 800 - 700 + 40


def test_income_of_a_month_is_the_movement_of_that_month_alone(two_years: Book) -> None:
    with two_years.read() as reader:
        income = statements.income(reader, own(reader), FEBRUARY)
        half = statements.income(reader, own(reader), Period(date(2025, 2, 2), date(2025, 2, 10)))
    assert (income.revenue, income.cost, income.expense, income.net) == (-500, 800, 300, -1_600)
    assert (half.revenue, half.cost, half.net) == (0, 900, -900)


def test_position_tells_this_years_result_from_that_of_earlier_years(two_years: Book) -> None:
    with two_years.read() as reader:
        then = statements.position(reader, own(reader), Y2024.last)
        now = statements.position(reader, own(reader), Y2025.last)
    assert [(row.name, row.amount) for row in then.rows] == [
        ("Kas", 11_000),
        ("Mesin", 4_000),
        ("Modal Ibu", 10_000),
        ("Result of this year", 5_000),
    ]
    assert {row.name: row.amount for row in now.rows} == {
        "Kas": 11_000 + 3_000 - 500 - 300 + 70 - 30 - 1_000,
        "Mesin": 4_000,
        "Susut mesin": -400,
        "Utang toko": 800,
        "Modal Ibu": 10_000,
        "Dipakai Ibu": -1_000,
        "Result of earlier years": 5_000,
        "Result of this year": 1_040,
    }
    assert (now.assets, now.liabilities, now.equity) == (15_840, 800, 15_040)


def test_trial_balance_has_equal_sides_and_leaves_zero_rows_out(two_years: Book) -> None:
    with two_years.read() as reader:
        trial = statements.trial_balance(reader, own(reader), FEBRUARY.last)
    assert {row.name: (row.debit, row.credit) for row in trial.rows} == {
        "Kas": (13_200, 0),
        "Mesin": (4_000, 0),
        "Utang toko": (0, 800),
        "Modal Ibu": (0, 10_000),
        "Omzet": (0, 8_000),
        "Retur": (500, 0),
        "Beli barang": (900, 0),
        "Potongan beli": (0, 100),
        "Ongkos": (300, 0),
    }
    assert trial.total_debit == trial.total_credit == 18_900


def test_why_no_cash_leads_from_profit_to_the_change_in_cash(two_years: Book) -> None:
    with two_years.read() as reader:
        why = statements.why_no_cash(reader, own(reader), Y2025)
        flow = statements.cash_flow(reader, own(reader), Y2025)
    assert why.profit == 1_040
    assert {row.name: row.amount for row in why.rows} == {"Susut mesin": 400, "Utang toko": 800, "Dipakai Ibu": -1_000}
    assert why.change_in_cash == flow.change == 1_240
    assert (flow.opening, flow.closing) == (11_000, 12_240)


def test_each_purse_has_statements_of_its_own() -> None:
    with group() as book:
        record(book, "saldo_awal", cash=500_000, savings=120_000, iks=30_000)
        record(book, "tabungan_masuk", amount=20_000, party="Ibu Dewi")
        record(book, "iuran_iks", amount=5_000)
        record(book, "bantu_iks", amount=10_000)
        record(book, "jual_tunai", amount=70_000)
        with book.read() as reader:
            place = own(reader)
            cash = {
                fund.role: statements.position(reader, place, date(2026, 1, 31), fund).assets
                for fund in ledger.funds(reader, place)
            }
            flows = {
                fund.role: statements.cash_flow(
                    reader, place, Period(date(2026, 1, 1), date(2026, 1, 31)), fund
                ).closing
                for fund in ledger.funds(reader, place)
            }
            whole = statements.position(reader, place, date(2026, 1, 31))
            assert statements.income(reader, place, Period(date(2026, 1, 1), date(2026, 1, 31))).net == 70_000
    assert cash == flows == {"usaha": 570_000, "tabungan": 140_000, "sosial": 25_000}
    assert whole.assets == 735_000


def test_money_moved_between_own_boxes_is_neither_in_nor_out() -> None:
    with group() as book:
        record(book, "saldo_awal", cash=500_000)
        record(book, "jual_tunai", amount=70_000)
        record(book, "beli_bahan", amount=20_000)
        record(book, "pindah_uang", amount=300_000)
        with book.read() as reader:
            (january,) = statements.month_flows(reader, own(reader), date(2026, 1, 31))
            flow = statements.cash_flow(reader, own(reader), january.month)
    assert (january.money_in, january.money_out) == (70_000, 20_000)
    assert (flow.operating, flow.financing, flow.closing) == (50_000, 500_000, 550_000)
