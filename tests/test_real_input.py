"""Real months go in and come out: a school's published laundry, a gorengan seller, a household.

The laundry is the published answer key of SMA Negeri 1 Wonosari (Laundry Wangi, April 2015, fifteen journal entries);
its totals are cash 22.550.000, profit 6.000.000, assets 83.700.000.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest

from kpmbooks import house, ledger, recording, statements
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.ledger import AccountType, NewAccount
from kpmbooks.money import Rupiah
from tests.books import JANUARY, TODAY, balance, family, own, record

APRIL = Period(date(2015, 4, 1), date(2015, 4, 30))

ACCOUNTS: dict[str, AccountType] = {
    "Piutang usaha": "asset",
    "Perlengkapan laundry": "asset",
    "Peralatan laundry": "asset",
    "Utang dagang": "liability",
    "Utang Bank Danamon": "liability",
    "Pendapatan diterima di muka": "liability",
    "Modal Ny. Erma": "equity",
    "Prive Ny. Erma": "drawing",
    "Pendapatan jasa laundry": "revenue",
    "Beban lain-lain kebersihan": "expense",
    "Beban administrasi": "expense",
    "Beban listrik, air, telepon": "expense",
}
# day, then account and amount (debit positive), in the order of the answer key
JOURNAL: tuple[tuple[int, tuple[tuple[str, int], ...]], ...] = (
    (2, (("Kas", 35_000_000), ("Modal Ny. Erma", -35_000_000))),
    (3, (("Peralatan laundry", 17_500_000), ("Kas", -7_000_000), ("Utang dagang", -10_500_000))),
    (4, (("Perlengkapan laundry", 3_800_000), ("Kas", -3_800_000))),
    (7, (("Kas", 2_600_000), ("Pendapatan jasa laundry", -2_600_000))),
    (8, (("Kas", 2_000_000), ("Pendapatan diterima di muka", -2_000_000))),
    (9, (("Utang dagang", 10_500_000), ("Kas", -10_500_000))),
    (11, (("Beban lain-lain kebersihan", 950_000), ("Kas", -950_000))),
    (13, (("Prive Ny. Erma", 1_000_000), ("Kas", -1_000_000))),
    (15, (("Kas", 4_800_000), ("Beban administrasi", 200_000), ("Utang Bank Danamon", -5_000_000))),
    (17, (("Kas", 1_400_000), ("Piutang usaha", 1_400_000), ("Pendapatan jasa laundry", -2_800_000))),
    (20, (("Perlengkapan laundry", 6_500_000), ("Peralatan laundry", 12_500_000), ("Modal Ny. Erma", -19_000_000))),
    (22, (("Piutang usaha", 3_150_000), ("Pendapatan jasa laundry", -3_150_000))),
    (25, (("Peralatan laundry", 17_700_000), ("Utang dagang", -17_700_000))),
    (27, (("Kas", 1_400_000), ("Piutang usaha", -1_400_000))),
    (30, (("Beban listrik, air, telepon", 1_400_000), ("Kas", -1_400_000))),
)


@pytest.fixture
def laundry() -> Iterator[Book]:
    with house.create(None, kind="family", name="Laundry Wangi", sector="jasa", start=APRIL.first) as book:
        with book.write() as tx:
            place = own(tx)
            for number, (name, kind) in enumerate(ACCOUNTS.items(), 1):
                ledger.add_account(tx, place, NewAccount(f"9-{number:04d}", name, kind, "usaha"))
            for day, lines in JOURNAL:
                amounts = [(ledger.find_account(tx, place, name), Rupiah(amount)) for name, amount in lines]
                recording.record_journal(tx, place, date(2015, 4, day), amounts)
        yield book


def test_the_published_laundry_comes_out_to_the_rupiah(laundry: Book) -> None:
    with laundry.read() as reader:
        place = own(reader)
        cash = statements.cash_book(reader, place, ledger.find_account(reader, place, "Kas"), APRIL)
        assert (cash.total_in, cash.total_out, cash.closing) == (47_200_000, 24_650_000, 22_550_000)
        assert cash.row_count == len(list(cash.rows)) == 12
        assert statements.income(reader, place, APRIL).net == 6_000_000
        position = statements.position(reader, place, APRIL.last)
        assert (position.assets, position.liabilities, position.equity) == (83_700_000, 24_700_000, 59_000_000)
        trial = statements.trial_balance(reader, place, APRIL.last)
        assert (trial.total_debit, trial.total_credit) == (87_250_000, 87_250_000)
        assert house.check(reader).ok


def test_the_laundrys_cash_flow_counts_what_was_paid_and_ends_at_its_cash(laundry: Book) -> None:
    with laundry.read() as reader:
        place = own(reader)
        flow = statements.cash_flow(reader, place, APRIL)
        why = statements.why_no_cash(reader, place, APRIL)
    rows = {row.name: row.amount for row in flow.rows}
    # In: services 2.600.000 + half of 2.800.000, advance 2.000.000, debt paid 1.400.000, capital, loan less its fee.
    assert rows["Pendapatan jasa laundry"] == 4_000_000
    assert rows["Utang Bank Danamon"] == 4_800_000
    assert rows["Peralatan laundry"] == -7_000_000  # of 17.500.000 only what was paid
    assert (flow.opening, flow.change, flow.closing) == (0, 22_550_000, 22_550_000)
    assert flow.operating + flow.investing + flow.financing == flow.change
    assert (why.profit, why.change_in_cash) == (6_000_000, 22_550_000)
    assert why.profit + sum(row.amount for row in why.rows) == why.change_in_cash


def test_a_gorengan_sellers_month_of_26_days_adds_up_to_the_rupiah() -> None:
    dice = Random(26)
    days = [day for day in range(1, 32) if day % 6 != 0]
    assert len(days) == 26
    sold = shopped = taken = owed = digital = 0
    drawer_change = 0
    with family() as book:
        for day in days:
            change, shopping, purse, bon, qris = (500 * dice.randrange(0, limit) for limit in (200, 300, 100, 20, 60))
            sales = 500 * dice.randrange(300, 900)
            drawer = change + sales - shopping - purse
            if drawer < 0:
                drawer, sales = 0, shopping + purse - change
            record(
                book,
                "tutup_lapak",
                drawer=drawer,
                float=change,
                shopping=shopping,
                family=purse,
                bon=bon,
                qris=qris,
                date=date(2026, 1, day),
            )
            sold += sales + bon + qris
            shopped += shopping
            taken += purse
            owed += bon
            digital += qris
            drawer_change += drawer - change
        with book.read() as reader:
            place = own(reader)
            result = statements.income(reader, place, JANUARY)
            assert (result.revenue, result.cost, result.net) == (sold, shopped, sold - shopped)
            assert balance(reader, "Kas") == drawer_change
            assert balance(reader, "Bon pelanggan") == owed
            assert balance(reader, "QRIS") == digital
            home = ledger.find_ledger(reader, "Keluarga Bu Siti")
            assert balance(reader, "Kas", home) == taken
            assert statements.income(reader, home, JANUARY).revenue == taken
            assert statements.position(reader, place, TODAY).assets == drawer_change + owed + digital
            assert house.check(reader).ok
