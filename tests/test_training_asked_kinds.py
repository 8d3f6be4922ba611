"""Each kind of task that asks: its answers against figures worked out by hand, and its ideas by their figures."""

from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import house, ledger, practice, statements, training
from kpmbooks.dates import Period
from kpmbooks.group.results import post_result, propose
from kpmbooks.loans.comparing import compare
from kpmbooks.loans.own_facts import lenders_as_known
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.trade.goods import goods_of
from kpmbooks.training import judge
from kpmbooks.training.questions import muddle, near
from kpmbooks.training.reported_month import whole_month
from tests.asked_exercises import START, drawn, exercise, ideas_of, question

# 60.000 + 10.000 + 8.000 + 30.000 = 108.000 for 40 pieces: 2.700 each. Without labour 78.000: 1.950; without the fare
# 100.000: 2.500; materials alone 1.500.
PRICE = """
product = "risol"
pieces = [40, 40, 1]
margin = [25, 25, 1]
fixed = [300000, 300000, 1]
asks = ["cost_per_piece", "price", "profit_per_piece", "break_even"]
[[cost]]
name = "Bahan"
amount = [60000, 60000, 1]
part = "materials"
[[cost]]
name = "Gas"
amount = [10000, 10000, 1]
part = "gas"
[[cost]]
name = "Angkot"
amount = [8000, 8000, 1]
part = "transport"
[[cost]]
name = "Tenaga"
amount = [30000, 30000, 1]
part = "labour"
"""
PRICE_IDEAS = (
    *("tenaga_terlupa", "ongkos_terlupa", "bahan_saja", "modal_tidak_dibagi", "untung_dari_modal", "di_bawah_modal"),
    "omzet_jadi_untung",
)


def told_amounts(text: str) -> list[int]:
    """The amounts that a text names."""
    words = [word.strip(".,?") for word in text.split() if word.startswith(("Rp", "−Rp"))]
    return [int(amount) for word in words if isinstance(amount := read_amount(word), int)]


def test_a_piece_costs_everything_divided_by_the_pieces() -> None:
    found = drawn("price", PRICE, *PRICE_IDEAS)
    assert question(found, "cost_per_piece").right == ("2700",)
    assert ideas_of(found, "cost_per_piece", 1_950) == ("tenaga_terlupa",)
    assert ideas_of(found, "cost_per_piece", 2_500) == ("ongkos_terlupa",)
    assert ideas_of(found, "cost_per_piece", 1_500) == ("bahan_saja",)
    assert ideas_of(found, "cost_per_piece", 108_000) == ("modal_tidak_dibagi",)
    assert ideas_of(found, "cost_per_piece", 27_000) == ("nol_kelebihan",)
    assert ideas_of(found, "cost_per_piece", 270) == ("nol_kurang",)
    assert ideas_of(found, "cost_per_piece", 2_701) == ()


def test_a_cost_rounded_upwards_to_ten_is_right() -> None:
    # 108.000 in 39 pieces are 2.769,23 each
    found = drawn("price", PRICE.replace("40, 40", "39, 39"), *PRICE_IDEAS)
    for right in (2_769, 2_770, 2_800):
        assert ideas_of(found, "cost_per_piece", right) is None
    # 108.000 in 41 pieces are 2.634,15: the ten above is not the nearest
    found = drawn("price", PRICE.replace("40, 40", "41, 41"), *PRICE_IDEAS)
    assert ideas_of(found, "cost_per_piece", 2_640) is None
    assert ideas_of(found, "cost_per_piece", 2_730) == ()


def test_a_margin_is_of_the_price_and_every_fair_rounding_is_right() -> None:
    # 2.700 ÷ 0,75 = 3.600; a quarter on top would be 3.375.
    found = drawn("price", PRICE, *PRICE_IDEAS)
    for right in (3_500, 4_000, 3_600):
        assert ideas_of(found, "price", right) is None
    assert ideas_of(found, "price", 3_375) == ("untung_dari_modal",)
    assert ideas_of(found, "price", 2_600) == ("tenaga_terlupa", "di_bawah_modal")
    assert ideas_of(found, "price", 3_333) == ("ongkos_terlupa",)
    assert ideas_of(found, "price", 2_700) == ("di_bawah_modal",)
    assert ideas_of(found, "price", 100) == ("di_bawah_modal",)
    assert ideas_of(found, "price", 36_000) == ("nol_kelebihan",)


def test_two_ideas_that_lead_to_one_price_are_both_named() -> None:
    # 1.950 ÷ 0,75 = 2.600 and 2.500 ÷ 0,75 = 3.333 both become 3.000 in steps of 500, and so does 3.375 downwards.
    found = drawn("price", PRICE, *PRICE_IDEAS)
    assert set(ideas_of(found, "price", 3_000) or ()) == {"tenaga_terlupa", "ongkos_terlupa", "untung_dari_modal"}


def test_a_cost_may_be_said_roundly_by_a_little_and_a_price_goes_down_only_to_a_near_step() -> None:
    # 2.700 a piece; 2.700 ÷ 0,75 = 3.600, nearer to 3.500 than to 4.000. With 30 %: 3.857, where 3.500 is too far.
    found = drawn("price", PRICE, *PRICE_IDEAS)
    assert ideas_of(found, "cost_per_piece", 2_710) == ()
    further = drawn("price", PRICE.replace("margin = [25, 25, 1]", "margin = [30, 30, 1]"), "untung_dari_modal")
    assert ideas_of(further, "price", 4_000) is None
    # 30 % on top is 3.510, which in steps of 500 is 3.500: the other idea's price.
    assert ideas_of(further, "price", 3_500) == ("untung_dari_modal",)


def test_a_markup_is_of_the_cost() -> None:
    found = drawn("price", PRICE.replace("margin", "markup"), "untung_dari_harga", "untung_dari_modal")
    for right in (3_375, 3_500):
        assert ideas_of(found, "price", right) is None
    assert ideas_of(found, "price", 3_600) == ("untung_dari_harga",)


def test_what_is_rounded_below_the_cost_is_no_fair_price() -> None:
    # 2.700 and 1 % of the price: 2.727; in steps of 500 downwards 2.500 would be below the cost.
    rows = PRICE.replace("margin = [25, 25, 1]", "margin = [1, 1, 1]")
    found = drawn("price", rows, "di_bawah_modal")
    assert ideas_of(found, "price", 3_000) is None
    assert ideas_of(found, "price", 2_500) == ("di_bawah_modal",)


@pytest.mark.parametrize("seed", range(1, 8))
def test_profit_and_breaking_even_follow_from_the_market_price_that_is_told(seed: int) -> None:
    found = drawn("price", PRICE, *PRICE_IDEAS, seed=seed)
    (market,) = told_amounts(question(found, "profit_per_piece").text)
    assert market > 3_600
    assert market % 500 == 0
    assert f"Rp{market:,}".replace(",", ".") in found.told
    assert question(found, "profit_per_piece").right == (str(market - 2_700),)
    assert ideas_of(found, "profit_per_piece", market) == ("omzet_jadi_untung",)
    units = -(-300_000 // (market - 2_700))
    assert question(found, "break_even").right == (str(units),)
    assert ideas_of(found, "break_even", units - 1) is not None  # one fewer is a loss


def test_the_good_stands_in_the_practice_book_for_the_page_of_prices() -> None:
    book, found = practice.exercise_book(None, exercise("price", PRICE), seed=1, today=START)
    with book, book.read() as reader:
        assert [good.name for good in goods_of(reader, ledger.default_ledger(reader))] == ["risol"]
    assert "Sekali kerja jadi 40 biji." in found.told
    assert "Angkot: Rp8.000" in found.told


# Of what comes by the day 50.000 on 5 days: 1.000.000 in four weeks; 30.000 every day: 840.000; 22.000 a week: 88.000.
BUDGET = """
asks = ["lines", "total_in", "total_out", "left", "cut"]
[[line]]
name = "Upah cuci"
side = "in"
amount = [50000, 50000, 1]
every = "day"
days_per_week = 5
[[line]]
name = "Belanja dapur"
side = "out"
amount = [30000, 30000, 1]
every = "day"
[[line]]
name = "Gas"
side = "out"
amount = [22000, 22000, 1]
every = "week"
[[line]]
name = "Kontrakan"
side = "out"
amount = [500000, 500000, 1]
every = "month"
[[line]]
name = "Rokok"
side = "out"
amount = [20000, 20000, 1]
every = "week"
want = true
"""
BUDGET_IDEAS = ("minggu_jadi_bulan", "hari_kerja_tujuh", "omzet_jadi_untung", "ingin_jadi_butuh")


def test_a_budget_is_of_four_weeks() -> None:
    found = drawn("budget", BUDGET, *BUDGET_IDEAS)
    right = {one.id: one.right for one in found.asked}
    assert right == {
        "line_1": ("1000000",),
        "line_2": ("840000",),
        "line_3": ("88000",),
        "line_5": ("80000",),
        "total_in": ("1000000",),
        "total_out": ("1508000",),
        "left": ("-508000",),
        "cut": ("out_4",),
    }
    assert "empat minggu" in found.told
    assert "Upah cuci Rp50.000 sehari, 5 hari seminggu" in found.told


def test_what_is_bought_once_is_not_told_as_if_it_came_every_month() -> None:
    pan = BUDGET.replace('every = "month"', 'every = "month"\nonce = true')
    assert "Kontrakan Rp500.000 sebulan" in drawn("budget", BUDGET).told
    assert "Kontrakan Rp500.000 satu kali" in drawn("budget", pan).told
    assert [one.right for one in drawn("budget", pan).asked] == [one.right for one in drawn("budget", BUDGET).asked]


def test_the_ideas_of_a_budget_are_known_by_their_sums() -> None:
    found = drawn("budget", BUDGET, *BUDGET_IDEAS)
    assert ideas_of(found, "line_1", 250_000) == ("minggu_jadi_bulan",)  # a week of five days
    assert ideas_of(found, "line_1", 1_400_000) == ("hari_kerja_tujuh",)  # 50.000 on 28 days
    assert ideas_of(found, "line_3", 22_000) == ("minggu_jadi_bulan",)
    # A week of all that is spent: 210.000 + 22.000 + 20.000, and the rent once.
    assert ideas_of(found, "total_out", 752_000) == ("minggu_jadi_bulan",)
    assert ideas_of(found, "left", 250_000 - 752_000) == ("minggu_jadi_bulan",)
    assert ideas_of(found, "left", 1_400_000 - 1_508_000) == ("hari_kerja_tujuh",)
    assert ideas_of(found, "left", 1_000_000) == ("omzet_jadi_untung",)
    assert ideas_of(found, "left", -5_080_000) == ("nol_kelebihan",)
    assert ideas_of(found, "cut", "out_1") == ("ingin_jadi_butuh",)


def test_the_month_of_the_calendar_is_right_only_where_it_is_marked() -> None:
    # 50.000 × 5 × 52 ÷ 12 = 1.083.333⅓; 30.000 on 30 days = 900.000; 22.000 × 52 ÷ 12 = 95.333⅓.
    either = drawn("budget", "either = true\n" + BUDGET)
    for name, right in (("line_1", 1_083_333), ("line_1", 1_083_334), ("line_2", 900_000), ("line_3", 95_333)):
        assert ideas_of(either, name, right) is None
        assert ideas_of(drawn("budget", BUDGET), name, right) == ()
    assert ideas_of(either, "line_1", 1_000_000) is None


# 24 % flat a year on 1.200.000 in 12 months: 24.000 of interest and 100.000 each month, 124.000; in all 1.488.000.
# Of what is still owed it would be 2 % of 7.800.000 in all: 156.000.
LOANS = """
amount = [1200000, 1200000, 1]
quietest = [600000, 600000, 1]
average = [1500000, 1500000, 1]
days_per_week = 5
asks = ["total_1", "cost_1", "received_1", "effective_1", "per_week_1", "per_day_1", "total_2", "cost_2", "received_2",
        "cheaper", "safe_instalment", "fits_1"]
[[offer]]
name = "Koperasi"
method = "flat"
rate = [2400, 2400, 1]
periods = 12
[[offer]]
name = "Kilat"
method = "declining"
rate = [1200, 1200, 1]
periods = 12
deduct = [5, 5, 1]
fee = [300000, 300000, 1]
[[offer]]
name = "Titip KKS"
method = "declining"
rate = [100, 100, 1]
periods = 12
pledge = true
"""
LOAN_IDEAS = (
    *("bunga_flat_dikira_menurun", "persen_kecil_dikira_murah", "potongan_terlupa", "bulan_ramai_jadi_ukuran"),
    *("kks_jadi_jaminan", "minggu_jadi_bulan", "hari_kerja_tujuh", "semua_sisa_untuk_cicilan"),
)


def test_loans_are_told_in_rupiah() -> None:
    found = drawn("loans", LOANS, *LOAN_IDEAS)
    best = {one.id: one.right[0] for one in found.asked}
    assert best["total_1"] == "1488000"
    assert best["cost_1"] == "288000"
    assert best["received_1"] == "1200000"
    # 1 % a month of 7.800.000 in all is 78.000; 300.000 are paid at once and 60.000 never come.
    assert best["total_2"] == str(1_200_000 + 78_000 + 300_000)
    assert best["cost_2"] == str(78_000 + 300_000 + 60_000)
    assert best["received_2"] == "1140000"
    assert best["cheaper"] == "offer_1"
    assert best["safe_instalment"] == "200000"
    assert best["fits_1"] == "yes"
    assert best["per_week_1"] == "31000"  # 124.000 in four weeks
    for right in (6_200, 6_500, 7_000):  # on five days of a week, also rounded up to what is at hand
        assert ideas_of(found, "per_day_1", right) is None


def test_the_ideas_about_loans_are_known_by_their_sums() -> None:
    found = drawn("loans", LOANS, *LOAN_IDEAS)
    assert ideas_of(found, "total_1", 1_200_000 + 156_000) == ("bunga_flat_dikira_menurun",)
    assert ideas_of(found, "cost_2", 78_000 + 300_000) == ("potongan_terlupa",)
    assert ideas_of(found, "received_2", 1_200_000) == ("potongan_terlupa",)
    assert ideas_of(found, "effective_1", 24) == ("bunga_flat_dikira_menurun",)
    assert ideas_of(found, "per_week_1", 124_000) == ("minggu_jadi_bulan",)
    assert ideas_of(found, "per_day_1", 4_428) == ("hari_kerja_tujuh",)  # 31.000 on seven days
    assert ideas_of(found, "safe_instalment", 500_000) == ("bulan_ramai_jadi_ukuran",)
    assert ideas_of(found, "safe_instalment", 600_000) == ("semua_sisa_untuk_cicilan",)
    assert ideas_of(found, "cheaper", "offer_2") == ("persen_kecil_dikira_murah",)
    assert ideas_of(found, "cheaper", "offer_3") == ("kks_jadi_jaminan",)


def test_the_real_rate_of_flat_interest_is_that_of_what_is_still_owed() -> None:
    low, high = Fraction(0), Fraction(1, 10)
    for _ in range(40):  # the rate of a month at which twelve times 124.000 are worth 1.200.000
        middle = (low + high) / 2
        worth = sum(124_000 / float(1 + middle) ** n for n in range(1, 13))
        low, high = (middle, high) if worth > 1_200_000 else (low, middle)
    yearly = float(low * 12 * 100)
    found = drawn("loans", LOANS, *LOAN_IDEAS)
    assert {int(one) for one in question(found, "effective_1").right} == {int(yearly), int(yearly) + 1}


def test_an_instalment_is_too_much_when_it_takes_more_than_a_third_of_the_quietest_month() -> None:
    # A third of 360.000 is 120.000, less than 124.000; a third of 1.500.000 would be enough, and so would all of it.
    rows = LOANS.replace("quietest = [600000, 600000, 1]", "quietest = [360000, 360000, 1]")
    found = drawn("loans", rows, *LOAN_IDEAS)
    assert ideas_of(found, "fits_1", "no") is None
    assert set(ideas_of(found, "fits_1", "yes") or ()) == {"bulan_ramai_jadi_ukuran", "semua_sisa_untuk_cicilan"}


# 60 % of 1.000.000 by attendance of 3 and 5: 225.000 and 375.000; alike 300.000 each.
SHARE = """
result = [1000000, 1000000, 1]
asks = ["pool_1", "pool_2", "member_1", "member_2", "stays", "percent"]
[[pools]]
name = "Anggota"
percent = 60
key = "attendance"
[[pools]]
name = "IKS"
percent = 10
key = "none"
[[pools]]
name = "Cadangan"
key = "none"
[[members]]
name = "Bu Ani"
attendance = [3, 3, 1]
[[members]]
attendance = [5, 5, 1]
"""
SHARE_IDEAS = ("bagi_rata_padahal_menurut_hadir", "cadangan_ikut_dibagi", "bagian_bukan_seratus")


def test_a_result_is_shared_by_the_rules() -> None:
    found = drawn("share", SHARE, *SHARE_IDEAS, of="group")
    assert {one.id: one.right for one in found.asked} == {
        "pool_1": ("600000",),
        "pool_2": ("100000",),
        "member_1": ("225000",),
        "member_2": ("375000",),
        "stays": ("400000",),
        "percent": ("30",),
    }
    assert "Bu Ani: hadir 3 kali." in found.told
    assert "Cadangan: sisanya" in found.told
    assert "30 %" not in found.told


def test_the_ideas_about_sharing_are_known_by_their_sums() -> None:
    found = drawn("share", SHARE, *SHARE_IDEAS, of="group")
    assert ideas_of(found, "member_1", 300_000) == ("bagi_rata_padahal_menurut_hadir",)
    assert ideas_of(found, "member_1", 375_000) == ("cadangan_ikut_dibagi",)  # 3 of 8 parts of all of it
    assert ideas_of(found, "member_2", 625_000) == ("cadangan_ikut_dibagi",)
    assert ideas_of(found, "stays", 0) == ("cadangan_ikut_dibagi",)
    assert ideas_of(found, "percent", 35) == ("bagian_bukan_seratus",)
    assert ideas_of(found, "percent", 70) == ("bagian_bukan_seratus",)


def test_shares_may_be_rounded_down_as_the_group_does() -> None:
    # 600.000 by 3, 5 and 3: 163.636,36 and 272.727,27; in steps of 500 downwards 163.500 and 272.500.
    rows = "round = 500\n" + SHARE + "[[members]]\nattendance = [3, 3, 1]\n"
    found = drawn("share", rows, of="group")
    assert question(found, "member_1").right[0] == "163500"
    assert ideas_of(found, "member_1", 163_636) is None
    assert question(found, "member_2").right[0] == "272500"


# 500.000 of sales, 200.000 of materials, 1.000.000 borrowed, 50.000 taken home, 100.000 there at first.
REPORT = """
opening = [100000, 100000, 1]
[[slip]]
text = "Jualan {amount}."
amount = [500000, 500000, 1]
day = 3
kind = "jual_tunai"
[[slip]]
text = "Belanja {amount}."
amount = [200000, 200000, 1]
day = 5
kind = "beli_bahan"
[[slip]]
text = "Pinjam {amount}."
amount = [1000000, 1000000, 1]
day = 8
kind = "terima_pinjaman"
[[slip]]
text = "Ambil {amount}."
amount = [50000, 50000, 1]
day = 27
kind = "ambil_untuk_keluarga"
"""


def asks_for(*figures: str) -> str:
    return "".join(f'[[ask]]\ntext = "Berapa?"\nfigure = "{figure}"\n' for figure in figures)


def test_figures_are_those_of_the_statements() -> None:
    expected = {
        "income.revenue": 500_000,
        "income.cost": 200_000,
        "income.expense": 0,
        "income.net": 300_000,
        "income.net_less_family": 250_000,
        "cash.opening": 100_000,
        "cash.in": 1_500_000,
        "cash.out": 250_000,
        "cash.change": 1_250_000,
        "cash.closing": 1_350_000,
        "debt": 1_000_000,
        "debt.home": 0,
        "debt.all": 1_000_000,
        "family": 50_000,
        "stock": 0,
        "claims": 0,
        "capital": 100_000,
        "position.assets": 1_350_000,
        "position.liabilities": 1_000_000,
        "position.equity": 350_000,
    }
    found = drawn("report", REPORT + asks_for(*expected))
    assert [int(one.right[0]) for one in found.asked] == list(expected.values())


def test_what_ideas_read_in_a_report_is_known_by_its_figure() -> None:
    rows = REPORT + (
        '[[ask]]\ntext = "Untungnya berapa?"\nfigure = "income.net"\n'
        'ideas = {omzet_jadi_untung = "income.revenue", uang_di_laci_jadi_untung = ["cash.closing", "cash.change"]}\n'
        '[[ask]]\ntext = "Untung atau rugi?"\nfigure = "income.net"\nchoices = ["Untung", "Rugi"]\n'
    )
    found = drawn("report", rows, "omzet_jadi_untung", "uang_di_laci_jadi_untung")
    assert ideas_of(found, "ask_1", 300_000) is None
    assert ideas_of(found, "ask_1", 500_000) == ("omzet_jadi_untung",)
    assert ideas_of(found, "ask_1", 1_350_000) == ("uang_di_laci_jadi_untung",)
    assert ideas_of(found, "ask_1", 1_250_000) == ("uang_di_laci_jadi_untung",)
    assert question(found, "ask_2").text_of(question(found, "ask_2").right[0]) == "Untung"


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 31), date(2027, 12, 31)])
def test_the_book_that_is_made_says_in_its_month_what_is_right(today: date) -> None:
    one = exercise("report", REPORT + asks_for("income.net", "cash.closing"))
    book, found = practice.exercise_book(None, one, seed=1, today=today)
    with book, book.read() as reader:
        month = whole_month(reader.owner.start)
        place = ledger.default_ledger(reader)
        assert month.last <= today
        assert (today - month.last).days < 31
        assert month == Period(month.first.replace(day=1), month.last)
        assert str(int(statements.income(reader, place, month).net)) == found.asked[0].right[0] == "300000"
        assert str(int(statements.cash_flow(reader, place, month).closing)) == found.asked[1].right[0] == "1350000"
        assert training.grade_book(reader, one, 1).full == 2
        assert house.check(reader).ok


ORDER = """
steps = ["Tulis semua nota", "Pisahkan uang", "Panggil saksi", "Hitung uang", "Paraf"]
free = [[2, 3]]
ideas = {urutan_terbalik = "reversed", hitung_sebelum_catat = [4, 1]}
"""


def test_steps_may_change_places_only_where_it_does_not_matter() -> None:
    found = drawn("order", ORDER, "urutan_terbalik", "hitung_sebelum_catat")
    (asked,) = found.asked
    letter = {one.text: one.id for one in asked.choices}
    # Only a task of this kind has steps.
    write, sort, witness, count, sign = (letter[step] for step in exercise("order", ORDER).task.steps)  # type: ignore[attr-defined]

    def order(*steps: str) -> str:
        return ",".join(steps)

    assert set(asked.right) == {order(write, sort, witness, count, sign), order(write, witness, sort, count, sign)}
    assert judge(asked, order(sign, count, witness, sort, write)).ideas == ("urutan_terbalik",)
    assert judge(asked, order(count, write, sort, witness, sign)).ideas == ("hitung_sebelum_catat",)
    assert judge(asked, order(sort, witness, count, sign, write)).ideas == ("hitung_sebelum_catat",)
    assert judge(asked, order(write, count, sort, witness, sign)).ideas == ()


@pytest.mark.parametrize("seed", range(1, 30))
def test_steps_are_never_shown_in_a_right_order(seed: int) -> None:
    (asked,) = drawn("order", ORDER, seed=seed).asked
    assert ",".join(one.id for one in asked.choices) not in asked.right
    assert [one.id for one in asked.choices] == ["a", "b", "c", "d", "e"]


SORT = """
baskets = [{id = "usaha", name = "Usaha"}, {id = "rumah", name = "Rumah"}]
pick = 4
[[item]]
text = "Tepung {amount}"
amount = [20000, 30000, 1000]
basket = "usaha"
idea = "usaha_jadi_keluarga"
[[item]]
text = "Beras makan {name}"
basket = "rumah"
idea = "keluarga_jadi_usaha"
[[item]]
text = "Uang sekolah"
basket = "rumah"
[[item]]
text = "Gas"
either = true
[[item]]
text = "Sewa lapak"
basket = "usaha"
"""


@pytest.mark.parametrize("seed", range(1, 20))
def test_things_are_sorted_and_every_listed_idea_can_be_seen(seed: int) -> None:
    found = drawn("sort", SORT, "usaha_jadi_keluarga", "keluarga_jadi_usaha", seed=seed)
    assert len(found.asked) == 4
    by_text = {one.text.split()[0]: one for one in found.asked}
    assert judge(by_text["Tepung"], "usaha").right
    assert judge(by_text["Tepung"], "rumah").ideas == ("usaha_jadi_keluarga",)
    assert judge(by_text["Beras"], "usaha").ideas == ("keluarga_jadi_usaha",)
    assert 20_000 <= told_amounts(by_text["Tepung"].text)[0] <= 30_000
    if "Gas" in by_text:
        assert set(by_text["Gas"].right) == {"usaha", "rumah"}


@pytest.mark.parametrize(
    ("kind", "rows", "reason"),
    [
        ("price", PRICE.replace("margin = [25, 25, 1]", ""), "markup or margin"),
        ("price", PRICE.replace('"break_even"', '"price"'), "fixed costs"),
        ("price", PRICE.replace('part = "labour"', 'part = "luck"'), "not one of"),
        ("price", PRICE.replace("margin = [25, 25, 1]", "margin = [95, 95, 1]"), "at most 90"),
        ("budget", BUDGET.replace('every = "week"\nwant', 'every = "year"\nwant'), "not one of"),
        ("budget", BUDGET.replace("want = true", ""), "wishes"),
        ("budget", BUDGET.replace("days_per_week = 5", "once = true"), "line of the month"),
        ("budget", BUDGET.replace('"lines"', '"everything"'), "not one of"),
        ("loans", LOANS.replace('"total_2"', '"total_9"'), "not one of"),
        ("loans", LOANS.replace("quietest = [600000, 600000, 1]", ""), "quietest"),
        ("loans", LOANS.replace('name = "Kilat"', 'name = "Koperasi"'), "same name"),
        ("share", SHARE.replace("percent = 60", "percent = 95"), "100"),
        ("share", SHARE.replace('name = "Cadangan"', 'name = "Cadangan"\npercent = 40'), "percent"),
        ("share", SHARE.replace("attendance = [5, 5, 1]", ""), "attendance"),
        ("report", REPORT + asks_for("income.magic"), "not one of"),
        ("report", REPORT.replace("day = 27", "day = 30") + asks_for("debt"), "0 to 27"),
        ("report", REPORT, "asked"),
        ("order", ORDER.replace("[[2, 3]]", "[[2, 9]]"), "1 to 5"),
        ("order", ORDER.replace("[[2, 3]]", "3"), "list of groups"),
        ("order", ORDER.replace("[4, 1]", "[1, 4]"), "earlier one"),
        ("sort", SORT.replace("pick = 4", "pick = 9"), "only 5 items"),
        (
            "sort",
            SORT.replace('basket = "rumah"\n[[item]]\ntext = "Gas"', 'basket = "laut"\n[[item]]\ntext = "Gas"'),
            "one of",
        ),
        ("sort", SORT.replace("{amount}", "{amount.real}"), "places"),
        ("sort", SORT + "[[item]]\ntext = 'x'\nbasket = 'usaha'\nprice = 3\n", "unknown price"),
    ],
)
def test_a_row_that_makes_no_task_is_refused_with_its_reason(kind: str, rows: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        exercise(kind, rows)


FRESH = {
    "price": PRICE.replace("[60000, 60000, 1]", "[55000, 90000, 1000]").replace(
        "[30000, 30000, 1]", "[24000, 48000, 4000]"
    ),
    "budget": BUDGET.replace("[50000, 50000, 1]", "[40000, 90000, 5000]").replace(
        "[30000, 30000, 1]", "[20000, 45000, 1000]"
    ),
    "loans": LOANS.replace("[1200000, 1200000, 1]", "[1200000, 3600000, 60000]"),
    "share": SHARE.replace("[1000000, 1000000, 1]", "[800000, 2400000, 40000]").replace("[3, 3, 1]", "[2, 6, 1]"),
}
IDEAS = {"price": PRICE_IDEAS, "budget": BUDGET_IDEAS, "loans": LOAN_IDEAS, "share": SHARE_IDEAS}


@pytest.mark.parametrize("kind", FRESH)
def test_with_fresh_numbers_right_passes_and_every_listed_idea_is_named(kind: str) -> None:
    one = exercise(kind, FRESH[kind], *IDEAS[kind])
    told = set()
    for seed in range(1, 60):
        found = one.draw(seed, START)
        told.add(found.told)
        for asked in found.asked:
            assert all(judge(asked, right).right for right in asked.right)
            for idea, answers in asked.wrong.items():
                for wrong in answers:
                    judged = judge(asked, wrong)
                    assert not judged.right
                    assert idea in judged.ideas
        shown = frozenset[str]().union(*(asked.ideas for asked in found.asked))
        assert set(IDEAS[kind]) <= shown, f"seed {seed}"
        again = one.draw(seed, START)
        assert (again.asked, again.told) == (found.asked, found.told)
    assert len(told) > 10


@pytest.mark.parametrize("kind", ["budget", "share"])
def test_with_fresh_numbers_no_two_ideas_look_alike(kind: str) -> None:
    one = exercise(kind, FRESH[kind], *IDEAS[kind])
    assert all(muddle(asked) == 0 for seed in range(1, 40) for asked in one.draw(seed, START).asked)


def test_the_multiples_on_both_sides_of_a_figure_count_as_near() -> None:
    assert near(Fraction(7_001, 2), 500) == (3_500, 4_000)
    assert near(3_500, 500) == (3_500,)
    assert near(Fraction(-7, 2)) == (-4, -3)


def test_a_lender_may_name_what_is_paid_and_no_rate() -> None:
    # The lowest rate that is told is then another's; 124.000 twelve times are 1.488.000.
    rows = LOANS.replace('name = "Koperasi"', 'name = "Koperasi"\ntells = "instalment"')
    found = drawn("loans", rows, *LOAN_IDEAS)
    assert "Koperasi: cicilannya Rp124.000, dibayar 12 kali, tiap bulan." in found.told
    assert "24 %" not in found.told
    in_all = drawn("loans", rows.replace('"instalment"', '"total"'), *LOAN_IDEAS)
    assert "kembali semuanya Rp1.488.000" in in_all.told


def test_a_lender_without_a_rate_is_not_the_one_with_the_lowest_rate() -> None:
    rows = LOANS.replace('name = "Kilat"', 'name = "Kilat"\ntells = "total"')
    assert ideas_of(drawn("loans", rows, *LOAN_IDEAS), "cheaper", "offer_2") == ()


SAVED = SHARE.replace('key = "none"\n[[members]]', 'key = "none"\n[[members]]\nsavings = [40000, 40000, 1]').replace(
    "attendance = [5, 5, 1]", "attendance = [5, 5, 1]\nsavings = [60000, 60000, 1]"
)


@pytest.mark.parametrize("rows", [SHARE, SAVED.replace('key = "attendance"', 'key = "savings"')])
def test_the_page_of_the_result_says_what_is_right_of_the_practice_book(rows: str) -> None:
    one = exercise("share", rows, of="group")
    book, found = practice.exercise_book(None, one, seed=1, today=date(2026, 3, 31))
    with book, book.read() as reader:
        place = ledger.default_ledger(reader)
        proposal = propose(reader, place, whole_month(reader.owner.start))
        assert proposal.net == 1_000_000
        by_name = {
            member.name: int(part) for member, part in zip(proposal.members, proposal.shared.totals(), strict=True)
        }
        assert by_name["Bu Ani"] == int(question(found, "member_1").right[0])
        assert sum(by_name.values()) == 600_000
        assert house.check(reader).ok
        assert training.grade_book(reader, one, 1).findings == ()
    assert "Hasil bulan Maret 2026 yang dibagi: Rp1.000.000." in found.told


def test_whoever_also_shares_the_result_in_the_practice_book_is_not_accused() -> None:
    one = exercise("share", SHARE, of="group")
    book, _ = practice.exercise_book(None, one, seed=1, today=date(2026, 3, 31))
    with book:
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            proposal = propose(tx, place, whole_month(tx.owner.start))
            post_result(tx, place, proposal, day=date(2026, 3, 31))
        with book.read() as reader:
            assert training.grade_book(reader, one, 1).findings == ()


ON_THE_PAGE = """
amount = [2000000, 2000000, 1]
asks = ["cost_1", "cost_2", "cheaper"]
[[offer]]
name = "Kilat"
lender = "pinjol"
method = "flat"
rate = [1800, 1800, 1]
periods = 10
deduct = [5, 5, 1]
[[offer]]
name = "Koperasi Melati"
lender = "koperasi"
method = "declining"
rate = [1250, 1250, 1]
periods = 10
fee = [25000, 25000, 1]
"""


def test_the_page_of_lenders_says_what_the_offers_of_the_practice_book_cost() -> None:
    # 18 % flat of 2.000.000 in ten months: 300.000, and 100.000 never come. 12,5 % a year of 11.000.000 in all for a
    # month each: 114.583, and 25.000 at once.
    one = exercise("loans", ON_THE_PAGE)
    assert one.task.screen == "lenders"
    book, found = practice.exercise_book(None, one, seed=1, today=START)
    with book, book.read() as reader:
        known = lenders_as_known(reader, ledger.default_ledger(reader), START)
        offers = compare([known["pinjol"], known["koperasi"]], Rupiah(2_000_000), 10, selling_days=Fraction(26))
        costs = {offer.lender.id: int(offer.cost or 0) for offer in offers}
        assert house.check(reader).ok
    assert costs["pinjol"] == 400_000 == int(question(found, "cost_1").right[0])
    assert abs(costs["koperasi"] - 139_583) <= 5
    assert str(costs["koperasi"]) in question(found, "cost_2").right
    assert question(found, "cheaper").right == ("offer_2",)


@pytest.mark.parametrize("spoilt", ['lender = "bank_dongeng"', 'lender = "pinjol"\nevery = "day"'])
def test_only_lenders_that_the_page_compares_can_stand_for_offers(spoilt: str) -> None:
    with pytest.raises(ValueError, match="lender"):
        exercise("loans", ON_THE_PAGE.replace('lender = "pinjol"', spoilt))
