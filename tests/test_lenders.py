"""The lenders as data: each fact with its source and day, the years told apart, nothing inferred, known figures."""

import re
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import loans
from kpmbooks.instalments import Method, effective_rate
from kpmbooks.loans.lenders import FACTS, Lender, load_lenders
from kpmbooks.loans.request import Request, ask_for
from kpmbooks.money import Rupiah

IDS = {
    "jakpreneur", "monas-pemula-2018", "kur-super-mikro", "kur-mikro", "mekaar", "pnpm", "koperasi", "kelompok",
    "rentenir", "pinjol",
}  # fmt: skip
TODAY = date(2026, 11, 23)


def lender(name: str, year: int = 2026) -> Lender:
    return loans.find_lender(name, date(year, 11, 23))


def asked(name: str, amount: int, periods: int, method: Method | None = None, year: int = 2026) -> Request:
    return ask_for(lender(name, year), Rupiah(amount), periods, method=method, selling_days=Fraction(26))


def test_all_ten_lenders_are_there_by_the_names_of_the_command_line() -> None:
    assert set(loans.lenders()) == IDS


@pytest.mark.parametrize("name", sorted(IDS))
def test_each_fact_says_who_says_it_and_of_when(name: str) -> None:
    one = lender(name)
    told = [fact for _name, fact in one.facts()]
    told += [*one.open.values(), *(fact for every in one.history.values() for fact in every)]
    told += [one.notice] if one.notice is not None else []
    assert told or one.documents
    for fact in (*told, *one.documents):
        assert fact.source.title
        assert re.fullmatch(r"20[0-2][0-9](-[01][0-9])?", fact.source.date)
        assert fact.source.date <= f"{TODAY:%Y-%m}"
        assert fact.uncertain or fact.source.kind in ("A", "B")
        assert getattr(fact, "note", None) is None or fact.note.endswith((".", ")"))  # type: ignore[union-attr]


def test_hearsay_and_memory_are_always_to_be_checked_first() -> None:
    for one in loans.lenders().values():
        for _name, fact in one.facts():
            assert fact.uncertain or fact.source.kind not in ("C", "M")
    assert all(fact.uncertain for _name, fact in lender("rentenir").facts())


@pytest.mark.parametrize(
    ("name", "year", "rate"),
    [
        # The project's domain facts, 4.1; 2026 is what the press says, and uncertain.
        ("kur-super-mikro", 2020, 6),
        ("kur-super-mikro", 2022, 6),
        ("kur-super-mikro", 2023, 3),
        ("kur-super-mikro", 2025, 3),
        ("kur-mikro", 2018, 7),
        ("kur-mikro", 2020, 6),
        ("kur-mikro", 2025, 6),
    ],
)
def test_kur_has_the_rate_of_its_year(name: str, year: int, rate: int) -> None:
    fact = lender(name, year).rate
    assert fact is not None
    assert fact.value == rate


def test_kur_says_in_a_sentence_that_2026_is_not_clear() -> None:
    now, before = lender("kur-super-mikro"), lender("kur-super-mikro", 2025)
    assert now.notice is not None
    assert "2026 belum jelas" in now.notice.value
    assert now.rate is not None
    assert now.rate.uncertain
    assert before.notice is None
    assert [(fact.since, fact.value) for fact in now.history["rate"]] == [(2020, 6), (2022, 6), (2023, 3), (2026, 6)]
    assert (now.label, before.label) == ("KUR Super Mikro (2026)", "KUR Super Mikro (2025)")


def test_before_a_loan_existed_nothing_is_known_of_its_rate() -> None:
    assert lender("kur-super-mikro", 2018).rate is None


def test_how_interest_is_worked_out_is_never_inferred() -> None:
    for name in ("jakpreneur", "monas-pemula-2018", "kur-super-mikro", "kur-mikro", "koperasi", "kelompok"):
        assert lender(name).method is None
        assert "method" in lender(name).open
    assert asked("kur-mikro", 10_000_000, 12).stated_by == "nobody"


def test_mekaar_is_fifty_times_fifty_thousand_a_week() -> None:
    request = asked("mekaar", 2_000_000, 50)
    assert request.plan.terms.every == "week"
    assert {int(row.amount) for row in request.plan.rows} == {50_000}
    assert request.plan.paid == 2_500_000  # 2 million and a quarter more
    assert request.rate == 25
    assert lender("mekaar").joint is not None


def test_mekaar_costs_about_43_percent_a_year() -> None:
    # Domain facts 4.2: "25 % flat over ~12 months is roughly 43 % effective"; over 50 weeks it is a little more.
    assert 43 <= effective_rate(asked("mekaar", 2_000_000, 50).plan) <= 49


def test_a_revolving_fund_rounds_its_instalment_up_to_a_thousand() -> None:
    # The form's own figures: 5.000.000 over 24 months, 284.000 a month.
    request = asked("pnpm", 5_000_000, 24)
    assert (request.instalment, request.method, request.rate) == (284_000, "flat", 18)
    assert request.plan.rows[-1].balance == 0


def test_kur_follows_the_two_banks_that_print_it() -> None:
    # Ten million over a year: 860.664 as an annuity, 883.333 flat; one bank prints either.
    request = asked("kur-super-mikro", 10_000_000, 12)
    assert (request.instalment, request.others[0].instalment) == (860_664, 883_333)
    assert asked("kur-super-mikro", 10_000_000, 12, year=2023).instalment == 846_937
    assert asked("monas-pemula-2018", 10_000_000, 18, "flat").instalment == 613_889


def test_daily_lenders_are_only_there_to_be_compared_and_keep_money_back() -> None:
    for name in ("rentenir", "pinjol"):
        assert lender(name).only_compared
        request = asked(name, 1_000_000, 30)
        assert request.plan.terms.every == "day"
        assert request.plan.terms.received == 950_000
    # A million over thirty days at twenty percent: 40.000 a day, and 250.000 in all for 950.000 in the hand; interest
    # of 6.666,67 a day is 6.667 each time.
    told = asked("rentenir", 1_000_000, 30).plan
    assert (told.instalment, told.paid, told.cost) == (40_000, 1_200_010, 250_010)
    assert {one.id for one in loans.lenders().values() if one.only_compared} == {"rentenir", "pinjol"}


def test_every_lender_says_how_often_is_paid_and_what_the_price_is_called() -> None:
    words = {name: (one.every, one.charge) for name, one in loans.lenders().items()}
    assert words["mekaar"] == ("week", "margin")
    assert words["pnpm"] == ("month", "jasa")
    assert words["rentenir"] == ("day", "bunga")


def test_facts_of_the_years_stand_in_their_order_and_one_alone_may_be_open() -> None:
    text = """
        [source.koran]
        title = "Sebuah koran"
        date = "2024"
        kind = "B"
        [lender.anu]
        name = "Anu"
        label = "Anu ({year})"
        about = "Contoh."
        charge = "jasa"
        [lender.anu.facts]
        rate = [{ since = 2024, value = 6, source = "koran" }, { since = 2026, value = 7, source = "koran" }]
        method = { open = "Tanyakan.", source = "koran" }
    """
    assert load_lenders(text, 2025)["anu"].label == "Anu (2024)"
    assert load_lenders(text)["anu"].open["method"].value == "Tanyakan."
    with pytest.raises(ValueError, match="anu: rate"):
        load_lenders(text.replace("since = 2026", "since = 2023"))
    with pytest.raises(ValueError, match="anu: method"):
        load_lenders(text.replace('open = "Tanyakan."', 'open = ""'))
    with pytest.raises(ValueError, match="unknown"):
        load_lenders(text.replace("method =", "metode ="))


def test_what_is_known_is_told_in_one_order() -> None:
    told = [name for name, _fact in lender("mekaar").facts()]
    assert told == [name for name in FACTS if name in told]


def test_a_paper_that_only_large_loans_ask_for_is_not_asked_for_a_small_one() -> None:
    from tests import hand_loan

    with hand_loan.bu_siti() as book, book.read() as reader:
        side = hand_loan.books_side(reader)
        kur = loans.find_lender("kur-mikro")
        asked = {
            n: {one.id for one in loans.ready(side, kur, Rupiah(n), 36).documents} for n in (50_000_000, 50_000_001)
        }
    assert asked[50_000_001] - asked[50_000_000] == {"npwp"}
