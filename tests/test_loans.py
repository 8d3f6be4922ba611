"""Evidence, months, what is left and the request, against a family's months worked out by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest

from kpmbooks import house, ledger, loans, recording
from kpmbooks.book import Book
from kpmbooks.dates import month_of
from kpmbooks.loans import seasons_in
from kpmbooks.loans.evidence import MonthEvidence, whole_months
from kpmbooks.loans.lenders import load_lenders
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests import books, hand_loan
from tests.hand_loan import EARNED, LEFT, MATERIALS, SALES, TODAY, answer, books_side, ready

KEYS = {
    "request": {"amount", "periods", "method", "rate", "instalment", "per_selling_day"},
    "evidence": {
        "months_in_business", "months_recorded", "days_recorded", "written_within_2_days_percent", "sources",
    },
    "capacity": {
        "net_business", "other_income", "living_cost", "other_instalments", "left", "ratio_percent", "quietest_month",
        "quietest_month_left",
    },
}  # fmt: skip


@pytest.fixture
def book() -> Iterator[Book]:
    with hand_loan.bu_siti() as made:
        yield made


def figures(book: Book, **wishes: int) -> dict[str, object]:
    with book.read() as reader:
        return loans.figures(ready(reader, **wishes))


def record(book: Book, kind: str, day: date, *, place: int = 0, **answers: int | str) -> None:
    with book.write() as tx:
        where = ledger.ledgers(tx)[place]
        recording.record(tx, kind, {"date": day, **answers}, ledger=where, today=TODAY)


def test_every_key_of_the_contract_is_there_with_the_figures_worked_out_by_hand(book: Book) -> None:
    told = figures(book)
    assert told["lender"] == "jakpreneur"
    for part, keys in KEYS.items():
        assert keys <= set(told[part])  # type: ignore[call-overload]
    request = told["request"]
    assert {key: request[key] for key in KEYS["request"]} == {  # type: ignore[index]
        "amount": 6_000_000,
        "periods": 12,
        "method": "annuity",
        "rate": 6,
        "instalment": 516_399,
        "per_selling_day": 25_820,
    }
    evidence = told["evidence"]
    assert {key: evidence[key] for key in KEYS["evidence"] if key != "written_within_2_days_percent"} == {  # type: ignore[index]
        "months_in_business": 20,
        "months_recorded": 7,
        "days_recorded": 140,
        "sources": {"drawer": 0, "receipt": 21, "sheet": 140, "message": 0, "typed": 0, "remembered": 0},
    }
    assert [(month["month"], month["revenue"], month["materials"], month["net"]) for month in told["months"]] == [  # type: ignore[index]
        (f"2026-{month:02}", sales * 1_000, materials * 1_000, earned * 1_000)
        for month, sales, materials, earned in zip(hand_loan.MONTHS, SALES, MATERIALS, EARNED, strict=True)
    ]
    assert {month["expense"] for month in told["months"]} == {300_000}  # type: ignore[index]
    cash = 0
    for month, earned in zip(told["months"], EARNED, strict=True):  # type: ignore[call-overload]
        cash += earned * 1_000  # all of it in cash, nothing taken
        assert month["cash_end"] == cash
    capacity = told["capacity"]
    assert {key: capacity[key] for key in KEYS["capacity"]} == {  # type: ignore[index]
        "net_business": 1_750_000,
        "other_income": 1_900_000,
        "living_cost": 2_450_000,
        "other_instalments": 0,
        "left": 1_200_000,
        "ratio_percent": 43.03,
        "quietest_month": "2026-07",
        "quietest_month_left": 840_000,
    }


def test_what_is_left_is_that_of_each_month(book: Book) -> None:
    with book.read() as reader:
        capacity = ready(reader).capacity
    assert [int(month.left) for month in capacity.months] == [left * 1_000 for left in LEFT]


def test_social_aid_is_in_no_figure(book: Book) -> None:
    before = figures(book)
    record(book, "bansos_masuk", date(2026, 7, 8), place=1, amount=9_000_000)
    record(book, "bansos_masuk", date(2026, 10, 8), place=1, amount=9_000_000)
    assert figures(book) == before


def test_money_of_which_nobody_knows_where_it_came_from_is_no_income(book: Book) -> None:
    before = figures(book)["capacity"]
    record(book, "uang_masuk_lain", date(2026, 8, 8), place=1, amount=5_000_000, memo="?")
    record(book, "uang_masuk_lain", date(2026, 8, 8), amount=3_000_000)
    assert figures(book)["capacity"] == before
    with book.read() as reader:
        assert [int(month.unsorted) for month in books_side(reader).months] == [0, 0, 0, 0, 8_000_000, 0, 0]


def test_an_account_of_ones_own_that_tells_of_aid_is_no_income(book: Book) -> None:
    before = figures(book)["capacity"]
    with book.write() as tx:
        family = ledger.ledgers(tx)[1]
        aid = ledger.add_account(tx, family, ledger.NewAccount("", "Terima PKH tahap 2", "revenue", "keluarga"))
        cash = ledger.find_account(tx, family, "Kas")
        recording.record_journal(tx, family, date(2026, 8, 8), [(cash, Rupiah(900_000)), (aid, Rupiah(-900_000))])
    assert figures(book)["capacity"] == before


def test_what_relatives_send_is_income(book: Book) -> None:
    for month in hand_loan.MONTHS:
        record(book, "kiriman_masuk", date(2026, month, 9), place=1, amount=100_000)
    assert figures(book)["capacity"]["other_income"] == 2_000_000  # type: ignore[index]


def test_a_running_month_is_not_among_the_months(book: Book) -> None:
    record(book, "jual_tunai", date(2026, 11, 2), amount=99_000)
    assert len(figures(book)["months"]) == 7  # type: ignore[arg-type]
    with book.read() as reader:
        assert len(books_side(reader, date(2026, 11, 30)).months) == 8


def test_an_empty_month_is_shown_and_neither_averaged_nor_the_quietest(book: Book) -> None:
    with hand_loan.family_book() as fresh:
        hand_loan.record_months(fresh, months=3)
        with fresh.read() as reader:
            told = loans.figures(ready(reader))
    assert [month["recorded"] for month in told["months"]] == [True] * 3 + [False] * 4
    assert told["capacity"]["net_business"] == (1_720_000 + 1_655_000 + 1_810_000 + 1) // 3
    assert told["capacity"]["quietest_month"] == "2026-05"
    assert told["evidence"]["months_recorded"] == 3


def test_without_any_record_nothing_is_claimed() -> None:
    with hand_loan.family_book() as fresh, fresh.read() as reader:
        value = ready(reader)
        told = loans.figures(value)
    assert told["months"] == []
    assert told["capacity"]["unknown"] == ["living_cost", "net_business", "other_debts"]
    assert (told["capacity"]["ratio_percent"], told["capacity"]["quietest_month"]) == (None, None)
    assert told["evidence"]["months_in_business"] is None
    assert told["request"]["per_selling_day"] == 19_862  # 516.399 on each of 26 days
    assert not value.capacity.is_told


def test_where_the_household_is_not_written_down_what_was_asked_counts() -> None:
    with hand_loan.family_book() as fresh:
        hand_loan.record_months(fresh, household=False)
        with fresh.read() as reader:
            assert "living_cost" in ready(reader).capacity.unknown
            assert loans.safe_instalment(ready(reader).capacity, Fraction(1, 3)) is None
        answer(fresh, {"living_cost": "2,4jt", "other_income": "1.900.000", "other_debts": "600rb"})
        with fresh.read() as reader:
            capacity = ready(reader).capacity
    assert (capacity.living_from, capacity.income_from) == ("asked", "asked")
    assert capacity.left == 1_750_000 + 1_900_000 - 2_400_000 - 600_000
    assert capacity.quietest is not None
    assert capacity.quietest.left == 1_390_000 + 1_900_000 - 2_400_000 - 600_000


def test_the_kitchens_part_of_a_market_trip_does_not_make_a_household_ledger() -> None:
    with hand_loan.family_book() as fresh:
        hand_loan.record_months(fresh, household=False)
        record(fresh, "belanja_pasar", date(2026, 8, 21), amount=150_000, kitchen=40_000)
        with fresh.read() as reader:
            assert "living_cost" in ready(reader).capacity.unknown


def test_other_instalments_are_those_of_the_last_months_while_something_is_owed(book: Book) -> None:
    record(book, "terima_pinjaman", date(2026, 6, 30), amount=2_000_000, kept_back=40_000)
    for month in (8, 9, 10):
        record(book, "bayar_cicilan", date(2026, month, 12), principal=166_000, interest=34_000)
    told = figures(book)["capacity"]
    assert told["other_instalments"] == 200_000  # type: ignore[index]
    assert told["net_business"] == 1_750_000  # type: ignore[index]  # interest belongs to the instalment
    assert told["left"] == 1_000_000  # type: ignore[index]
    answer(book, {"other_debts": "150000"})
    assert figures(book)["capacity"]["other_instalments"] == 350_000  # type: ignore[index]


def test_a_debt_that_is_paid_off_takes_nothing_any_more(book: Book) -> None:
    record(book, "terima_pinjaman", date(2026, 6, 30), amount=300_000)
    for month in (8, 9, 10):
        record(book, "bayar_cicilan", date(2026, month, 12), principal=100_000, interest=10_000)
    assert figures(book)["capacity"]["other_instalments"] == 0  # type: ignore[index]


def test_a_day_off_is_a_day_and_makes_its_month_shorter(book: Book) -> None:
    record(book, "libur", date(2026, 10, 25))
    record(book, "libur", date(2026, 10, 26))
    told = figures(book)["evidence"]
    assert told["days_recorded"] == 142  # type: ignore[index]
    assert told["days_off"] == 2  # type: ignore[index]
    with book.read() as reader:
        assert books_side(reader).each_month[-1].selling_days == 29


@pytest.mark.parametrize(
    ("days", "off", "recorded"),
    [(9, 0, True), (8, 0, False), (8, 7, True), (7, 7, False), (1, 30, True), (0, 31, False)],
)
def test_a_month_is_recorded_from_a_third_of_its_selling_days_on(days: int, off: int, recorded: bool) -> None:
    # 26 selling days where nobody knows: a third is 8,7. With 7 days off in a month of 31: a third of 24.
    assert MonthEvidence(month_of(date(2026, 10, 1)), days, days, off).is_recorded is recorded


def test_what_was_sold_before_the_book_began_is_no_sale_of_its_first_month(book: Book) -> None:
    before = figures(book)["months"]
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        role = ledger.accounts_by_role(tx, place, {"kas", "penjualan"})
        postings = (
            ledger.Posting(1, role["kas"].id, Rupiah(7_000_000)),
            ledger.Posting(1, role["penjualan"].id, Rupiah(-7_000_000)),
        )
        draft = ledger.EntryDraft(place, hand_loan.START, "saldo_awal", "typed", postings)
        ledger.post(tx, ledger.begin_batch(tx, "import"), [draft])
    after = figures(book)["months"]
    assert [month["revenue"] for month in after] == [month["revenue"] for month in before]  # type: ignore[attr-defined]
    assert after[0]["cash_end"] == before[0]["cash_end"] + 7_000_000  # type: ignore[index]


def test_goods_left_at_a_warung_make_a_day(book: Book) -> None:
    before = figures(book)["evidence"]["days_recorded"]  # type: ignore[index]
    record(book, "titip_jual", date(2026, 10, 30), amount=50_000)
    assert figures(book)["evidence"]["days_recorded"] == before + 1  # type: ignore[index]


def test_opening_balances_transfers_reversals_and_depreciation_make_no_day() -> None:
    with hand_loan.family_book() as fresh:
        record(fresh, "saldo_awal", date(2026, 4, 1), cash=100_000)
        record(fresh, "pindah_uang", date(2026, 4, 2), amount=10_000)
        record(fresh, "ambil_untuk_keluarga", date(2026, 4, 3), amount=10_000)
        with fresh.write() as tx:
            place = ledger.default_ledger(tx)
            wrong = recording.record(
                tx, "jual_tunai", {"amount": 5_000, "date": date(2026, 4, 4)}, ledger=place, today=TODAY
            )
            recording.reverse(tx, wrong.number, today=TODAY)
            worn, less = (
                ledger.accounts_by_role(tx, place, {"penyusutan", "akumulasi_penyusutan"})[role]
                for role in ("penyusutan", "akumulasi_penyusutan")
            )
            recording.record_journal(tx, place, date(2026, 4, 5), [(worn, Rupiah(50_000)), (less, Rupiah(-50_000))])
        assert figures(fresh)["evidence"]["days_recorded"] == 0  # type: ignore[index]
        record(fresh, "jual_tunai", date(2026, 4, 6), amount=5_000)
        assert figures(fresh)["evidence"]["days_recorded"] == 1  # type: ignore[index]
        with fresh.write() as tx:
            recording.undo(tx, today=TODAY)
        assert figures(fresh)["evidence"]["days_recorded"] == 0  # type: ignore[index]


def test_what_an_undo_restored_is_a_record_again() -> None:
    with hand_loan.family_book() as fresh:
        with fresh.write() as tx:
            place = ledger.default_ledger(tx)
            sold = recording.record(
                tx, "jual_tunai", {"amount": 5_000, "date": date(2026, 4, 4)}, ledger=place, today=TODAY
            )
            recording.reverse(tx, sold.number, today=TODAY)
        with fresh.write() as tx:
            recording.undo(tx, today=TODAY)
        told = figures(fresh)["evidence"]
        assert (told["days_recorded"], told["records"]) == (1, 1)  # type: ignore[index]


def test_how_soon_something_was_written_comes_from_the_clock_of_writing() -> None:
    with hand_loan.family_book(practice=True) as fresh:
        for day, late in ((1, 0), (2, 2), (3, 3), (4, 30)):
            happened = date(2026, 10, day)
            with fresh.write(pretend=lambda at=happened + timedelta(days=late): hand_loan.evening(at)) as tx:  # type: ignore[misc]
                place = ledger.default_ledger(tx)
                recording.record(tx, "jual_tunai", {"amount": 1_000, "date": happened}, ledger=place, today=TODAY)
        assert figures(fresh)["evidence"]["written_within_2_days_percent"] == 50  # type: ignore[index]


def test_a_business_is_never_younger_than_its_first_record(book: Book) -> None:
    answer(book, {"since": "Agustus 2026"})
    told = figures(book)["evidence"]
    assert told["months_in_business"] == 7  # type: ignore[index]  # the first record is of 1 April


def test_months_of_business_are_whole_ones() -> None:
    assert whole_months(date(2025, 3, 1), TODAY) == 20
    assert whole_months(date(2026, 5, 24), TODAY) == 5
    assert whole_months(date(2026, 5, 23), TODAY) == 6
    assert whole_months(date(2027, 1, 1), TODAY) == 0


def test_the_method_that_she_asked_for_takes_the_place_of_the_two_ways(book: Book) -> None:
    with book.read() as reader:
        unknown = ready(reader).request
    assert (unknown.stated_by, [other.terms.method for other in unknown.others]) == ("nobody", ["flat"])
    assert int(unknown.others[0].instalment) == 530_000
    answer(book, {"method": "flat"})
    with book.read() as reader:
        asked = ready(reader).request
    assert (asked.stated_by, asked.method, asked.others) == ("asked", "flat", ())
    assert int(asked.instalment) == 530_000
    assert int(asked.per_selling_day) == 26_500


def test_the_safe_line_is_a_third_of_what_the_quietest_month_leaves(book: Book) -> None:
    with book.read() as reader:
        capacity = ready(reader).capacity
    assert loans.safe_instalment(capacity, Fraction(1, 3)) == 280_000
    assert loans.safe_instalment(capacity, Fraction(1, 5)) == 168_000


def test_the_family_ledger_asks_for_no_loan(book: Book) -> None:
    with book.read() as reader, pytest.raises(Rejected) as refused:
        loans.read_books(reader, ledger.ledgers(reader)[1], TODAY)
    assert refused.value.problems[0].code == "ledger-no-business"


def test_a_group_has_no_household_behind_it() -> None:
    with books.group() as fresh:
        books.record(fresh, "jual_tunai", amount=500_000, date="5/1/2026")
        books.record(fresh, "tabungan_masuk", amount=70_000, date="5/1/2026")
        with fresh.read() as reader:
            value = ready(reader, today=date(2026, 1, 31))
    assert value.capacity.unknown == {"other_debts"}
    assert value.capacity.net_business == 500_000
    assert [int(month.cash_end) for month in value.books.months] == [500_000]  # members' savings are none of it


def test_a_machine_that_was_sold_repays_no_loan() -> None:
    with books.group() as fresh:
        books.record(fresh, "jual_tunai", amount=500_000, date="5/1/2026")
        books.record(fresh, "beli_alat", amount=400_000, date="5/1/2026")
        books.record(fresh, "jual_alat", amount=900_000, cost=400_000, date="6/1/2026")
        with fresh.read() as reader:
            assert ready(reader, today=date(2026, 1, 31)).capacity.net_business == 500_000


def test_an_unknown_lender_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Rejected) as refused:
        loans.find_lender("bank-anu")
    assert refused.value.problems[0].params == {"name": "bank-anu", "names": ", ".join(loans.lenders())}


def test_each_fact_of_a_lender_has_its_source_and_its_date() -> None:
    for lender in loans.lenders().values():
        facts = [getattr(lender, name) for name in ("ceiling", "rate", "business_months", "training", "survey")]
        assert all(fact.source.title and fact.source.date for fact in facts if fact is not None)
        assert all(paper.source.date for paper in lender.documents)


def test_what_jakpreneur_does_not_state_is_not_guessed() -> None:
    lender = loans.find_lender("Jakpreneur")
    assert (lender.method, lender.most_periods, lender.unit) == (None, None, None)
    assert lender.ceiling is not None
    assert lender.rate is not None
    assert (int(lender.ceiling.value), lender.rate.value) == (10_000_000, 6)


def test_hearsay_is_uncertain_by_itself() -> None:
    text = """
        [source.blog]
        title = "Sebuah blog"
        date = "2024"
        kind = "C"
        [lender.anu]
        name = "Anu"
        label = "Anu"
        about = "Contoh."
        charge = "jasa"
        every = "week"
        facts = { rate = { value = "18.5", source = "blog" }, method = { value = "flat", source = "blog" } }
    """
    lender = load_lenders(text)["anu"]
    assert lender.rate is not None
    assert (lender.rate.uncertain, lender.rate.value, lender.every) == (True, Fraction("18.5"), "week")
    with pytest.raises(ValueError, match="anu: rate"):
        load_lenders(text.replace('"18.5"', "18.5"))  # a float never comes near a loan
    with pytest.raises(ValueError, match="unknown nowhere"):
        load_lenders(text.replace('source = "blog" }, method', 'source = "nowhere" }, method'))


@pytest.mark.parametrize(
    ("month", "named"),
    [
        (date(2026, 2, 1), ("ramadan",)),
        (date(2026, 3, 1), ("ramadan", "lebaran")),
        (date(2026, 4, 1), ()),
        (date(2025, 3, 1), ("ramadan", "lebaran")),
        (date(2024, 4, 1), ("ramadan", "lebaran")),
        (date(2027, 2, 1), ("ramadan",)),
    ],
)
def test_ramadan_and_lebaran_are_named(month: date, named: tuple[str, ...]) -> None:
    assert seasons_in(month_of(month)) == named


def test_an_answer_can_be_bettered_and_taken_back(book: Book) -> None:
    answer(book, {"purpose": "etalase"})
    with book.read() as reader:
        assert books_side(reader).application.purpose == "etalase"
    answer(book, {"purpose": ""})
    with book.read() as reader:
        assert books_side(reader).application.purpose == ""
        assert books_side(reader).application.applicant == "Siti Rohmah"


def test_answers_that_cannot_be_taken_are_all_said_and_none_is_kept(book: Book) -> None:
    with pytest.raises(Rejected) as refused:
        answer(
            book, {"living_cost": "-5", "periods": "banyak", "since": "besok", "purpose": "x" * 200, "words": "pkh,anu"}
        )
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [
        ("living_cost", "amount-negative"),
        ("periods", "number-unreadable"),
        ("since", "period-unreadable"),
        ("purpose", "answer-too-long"),
        ("words", "answer-unknown"),
    ]
    with book.read() as reader:
        assert books_side(reader).application.purpose == hand_loan.ANSWERS["purpose"]


def test_answers_are_words_that_can_be_erased(book: Book) -> None:
    with book.write() as tx:
        tx.erase_texts(
            tx.connection.exec_driver_sql(
                "SELECT answer_id FROM loan_answers WHERE question IN ('applicant', 'phone')"
            ).scalars()
        )
    with book.read() as reader:
        application = books_side(reader).application
        assert (application.applicant, application.phone) == ("", "")
        assert application.purpose == hand_loan.ANSWERS["purpose"]
        assert house.check(reader).faults == ()


def test_answers_belong_to_one_business() -> None:
    with hand_loan.bu_siti() as book:
        with book.write() as tx:
            other = house.add_ledger(tx, "usaha", "Es Teh Bu Siti")
        with book.read() as reader:
            assert loans.read_books(reader, other, TODAY).application.applicant == ""


def test_the_ladder_says_what_is_done_what_is_not_and_what_nobody_looked_at(book: Book) -> None:
    with book.read() as reader:
        states = {check.id: check.state for check in ready(reader).ladder}
        papers = {paper.id: paper.state for paper in ready(reader).documents}
    assert states == {
        "records": "done",
        "that_day": "done",
        "purses_apart": "done",  # the kitchen has its own ledger
        "household": "done",
        "debts": "done",
        "daily_debts": "done",
        "safe_line": "missing",  # 516.399 a month where a third of 840.000 is 280.000
        "business_age": "done",
        "training": "done",
        "seven_steps": "unchecked",
        "slik": "unchecked",
        "cards_kept": "unchecked",
        "uses": "unchecked",
        "method": "unchecked",
        "ceiling": "done",
        "documents": "missing",
        "food_papers": "unchecked",
        "talked_over": "unchecked",
    }
    assert papers == {"ktp": "done", "kk": "done", "nib_sku": "missing"}


def test_the_ladder_of_somebody_who_just_began_claims_nothing() -> None:
    with hand_loan.family_book() as fresh:
        record(fresh, "jual_tunai", date(2026, 11, 20), amount=50_000)
        with fresh.read() as reader:
            states = {check.id: check.state for check in ready(reader, amount=12_000_000).ladder}
    assert states == {
        "records": "missing",
        "that_day": "missing",  # one record, typed days later
        "purses_apart": "unchecked",
        "household": "missing",
        "debts": "unchecked",
        "daily_debts": "unchecked",
        "safe_line": "unchecked",
        "business_age": "unchecked",  # a young book says nothing of an old business
        "training": "unchecked",
        "seven_steps": "unchecked",
        "slik": "unchecked",
        "cards_kept": "unchecked",
        "uses": "unchecked",
        "method": "unchecked",
        "ceiling": "missing",
        "documents": "unchecked",
        "food_papers": "unchecked",
        "talked_over": "unchecked",
    }
