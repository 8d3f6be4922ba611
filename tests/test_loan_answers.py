"""What is asked for a loan as lists, steps and ticks: how it is read, refused in a plain sentence, and read again."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.loans import OtherDebt, Use, read_answer
from kpmbooks.loans.application import QUESTIONS, read_application
from kpmbooks.loans.debts import a_month_of_debt, daily, owed_in_all, without_instalment
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Rejected
from tests import hand_loan
from tests.hand_loan import TODAY, answer, books_side

DEBTS = [
    {"to": "Bu Lilis", "kind": "rentenir", "every": "day", "instalment": "20rb", "owed": "350.000", "whose": "self"},
    {"to": "Toko HP", "kind": "paylater", "every": "month", "instalment": 125_000, "owed": None, "whose": "spouse"},
    {"to": "Mekaar", "kind": "mekaar", "every": "week", "instalment": "55rb", "owed": "1,1jt"},
    {"to": "Kakak", "kind": "keluarga", "instalment": "", "owed": "500rb"},
]
LIVING = [
    {"what": "Beras dan lauk", "every": "day", "amount": "50rb"},
    {"what": "Gas", "every": "week", "amount": "22.000"},
    {"what": "Listrik", "every": "month", "amount": "150rb"},
    {"what": "Sekolah", "every": "month", "amount": ""},
]


@pytest.fixture
def book() -> Iterator[Book]:
    with hand_loan.bu_siti(answered=False) as made:
        yield made


def kept(question: str, rows: object) -> str:
    read = read_answer(question, json.dumps(rows), TODAY)
    assert isinstance(read, str)
    return read


def refused(question: str, text: str) -> Problem:
    read = read_answer(question, text, TODAY)
    assert isinstance(read, Problem)
    return read


def test_debts_are_kept_as_one_list_with_amounts_as_people_write_them(book: Book) -> None:
    answer(book, {"debts": json.dumps(DEBTS)})
    with book.read() as reader:
        application = books_side(reader).application
    assert application.debts == (
        OtherDebt("Bu Lilis", "rentenir", "day", Rupiah(20_000), Rupiah(350_000), "self"),
        OtherDebt("Toko HP", "paylater", "month", Rupiah(125_000), None, "spouse"),
        OtherDebt("Mekaar", "mekaar", "week", Rupiah(55_000), Rupiah(1_100_000), "self"),
        OtherDebt("Kakak", "keluarga", "month", None, Rupiah(500_000), "self"),
    )


def test_a_month_of_debts_is_a_calendar_month_and_leaves_out_what_nobody_knows() -> None:
    application = read_application({"debts": kept("debts", DEBTS)})
    assert application.debts is not None
    # 20.000 × 30; as it is; 55.000 × 52 ÷ 12 = 238.333,33 upwards
    assert [a_month_of_debt(debt) for debt in application.debts] == [600_000, 125_000, 238_334, None]
    assert application.other_debts == 963_334
    assert application.other_debts_to == "Bu Lilis, Toko HP, Mekaar, Kakak"
    assert [debt.to for debt in daily(application.debts)] == ["Bu Lilis"]
    assert [debt.to for debt in without_instalment(application.debts)] == ["Kakak"]
    assert owed_in_all(application.debts) == 1_950_000


def test_no_debts_is_another_answer_than_none_asked() -> None:
    assert read_application({}).debts is None
    assert read_application({}).other_debts is None
    none = read_application({"debts": kept("debts", [])})
    assert none.debts == ()
    assert none.other_debts == 0


def test_the_single_amount_of_debts_still_counts_where_there_is_no_list() -> None:
    application = read_application({"other_debts": "150000", "other_debts_to": "bank keliling"})
    assert (application.other_debts, application.other_debts_to) == (150_000, "bank keliling")
    assert application.debts is None


@pytest.mark.parametrize(
    ("month", "comes_to"),
    [
        ("", 1_638_000),  # the learning sessions' month: 50.000 × 28 + 22.000 × 4 + 150.000
        ("four_weeks", 1_638_000),
        ("calendar", 1_745_334),  # 50.000 × 30 + 22.000 × 52 ÷ 12 (95.333,33 upwards) + 150.000
    ],
)
def test_living_cost_is_that_of_the_sheet_in_the_month_that_it_names(month: str, comes_to: int) -> None:
    application = read_application({"living": kept("living", LIVING), "living_month": month, "living_cost": "9"})
    assert application.living_cost == comes_to


def test_a_sheet_without_any_amount_is_no_living_cost() -> None:
    only_names = kept("living", [{"what": "Beras"}])
    assert read_application({"living": only_names}).living_cost is None
    assert read_application({"living": only_names, "living_cost": "2400000"}).living_cost == 2_400_000


def test_what_the_money_is_for_is_a_list_of_things_and_prices() -> None:
    rows = [
        {"what": "Freezer bekas", "price": "2,5jt"},
        {"what": "Panci", "quantity": "3", "price": "85rb"},
        {"what": "Tepung (kg)", "quantity": "2,5", "price": 12_000},
        {"what": "Etalase", "price": None},
        {"what": "", "price": ""},
    ]
    assert read_application({"uses": kept("uses", rows)}).uses == (
        Use("Freezer bekas", 1_000, Rupiah(2_500_000)),
        Use("Panci", 3_000, Rupiah(85_000)),
        Use("Tepung (kg)", 2_500, Rupiah(12_000)),
        Use("Etalase", 1_000, None),
    )


def test_each_member_of_a_group_asks_for_her_own() -> None:
    uid = "00112233445566778899aabbccddeeff"
    rows = [{"member": uid, "income": "2.150.000", "cost": "1,4jt", "request": "5jt"}]
    members = read_application({"members": kept("members", rows)}).members
    assert members is not None
    assert (members[0].member, members[0].income, members[0].cost, members[0].request) == (
        bytes.fromhex(uid), 2_150_000, 1_400_000, 5_000_000,
    )  # fmt: skip


@pytest.mark.parametrize("question", ["debts", "living", "uses"])
def test_a_kept_list_reads_as_itself_again(question: str) -> None:
    rows = {"debts": DEBTS, "living": LIVING, "uses": [{"what": "Tepung", "quantity": "1 1/8", "price": "7rb"}]}
    once = kept(question, rows[question])
    assert kept(question, json.loads(once)) == once


@pytest.mark.parametrize(
    ("question", "text", "field", "code"),
    [
        ("debts", "tiga ratus ribu", "debts", "list-unreadable"),
        ("debts", '{"to": "Bank"}', "debts", "list-unreadable"),
        ("debts", '["Bank"]', "debts", "list-unreadable"),
        ("debts", '[{"to": 7}]', "debts.0.to", "list-unreadable"),
        ("debts", '[{"to": "x", "kind": "setan"}]', "debts.0.kind", "list-unreadable"),
        ("debts", '[{"to": "x", "every": "year"}]', "debts.0.every", "list-unreadable"),
        ("debts", '[{"to": "x"}, {"to": "y", "instalment": "-5rb"}]', "debts.1.instalment", "amount-negative"),
        ("debts", '[{"to": "x", "owed": "banyak"}]', "debts.0.owed", "amount-unreadable"),
        ("debts", '[{"to": "x", "owed": 1.5}]', "debts.0.owed", "list-unreadable"),
        ("debts", '[{"to": "x", "owed": true}]', "debts.0.owed", "list-unreadable"),
        ("debts", '[{"to": "x", "owed": NaN}]', "debts.0.owed", "list-unreadable"),
        ("debts", "[" * 9_000, "debts", "list-unreadable"),
        ("debts", json.dumps([{"to": "x" * 46}]), "debts.0.to", "answer-too-long"),
        ("living", '[{"amount": "50rb"}]', "living.0.what", "list-what-missing"),
        ("living", json.dumps([{"what": str(n)} for n in range(41)]), "living", "list-too-long"),
        ("uses", '[{"what": "Panci", "quantity": "banyak", "price": "5rb"}]', "uses.0.quantity", "quantity-unreadable"),
        ("uses", '[{"what": "Panci", "quantity": -1000}]', "uses.0.quantity", "list-unreadable"),
        ("members", '[{"member": "Bu Siti"}]', "members.0.member", "list-unreadable"),
        ("living_month", "bulan puasa", "living_month", "answer-unknown"),
        ("kur_in_kk", "dua", "kur_in_kk", "answer-unknown"),
        ("nik_ticked", "no", "nik_ticked", "answer-unknown"),
        ("slik", "sudah", "slik", "answer-unknown"),
        ("p.1", "besok lusa", "p.1", "period-unreadable"),
        ("p.1", "Desember 2026", "p.1", "step-ahead"),
        ("p_order", "1,2,3", "p_order", "order-unreadable"),
        ("p_order", "1,2,3,4,5,6,6", "p_order", "order-unreadable"),
        ("p_order", "1,2,3,4,5,6,-7", "p_order", "order-unreadable"),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence_at_its_place(
    question: str, text: str, field: str, code: str
) -> None:
    problem = refused(question, text)
    assert (problem.field, problem.code) == (field, code)
    said = translator("id")(problem.message, **problem.params)
    assert said.endswith(".")
    assert said != problem.message


def test_a_refused_list_leaves_every_answer_as_it_was(book: Book) -> None:
    answer(book, {"debts": json.dumps(DEBTS)})
    with pytest.raises(Rejected):
        answer(book, {"debts": '[{"to": "x", "owed": "banyak"}]', "purpose": "etalase"})
    with book.read() as reader:
        application = books_side(reader).application
    assert application.debts is not None
    assert len(application.debts) == len(DEBTS)
    assert application.purpose == ""


@pytest.mark.parametrize(
    ("written", "kept_as", "when"),
    [
        ("12/3/2026", "2026-03-12", Period(date(2026, 3, 12), date(2026, 3, 12))),
        ("Maret 2026", "2026-03", Period(date(2026, 3, 1), date(2026, 3, 31))),
        ("2025", "2025", Period(date(2025, 1, 1), date(2025, 12, 31))),
        ("done", "done", None),
    ],
)
def test_a_step_is_done_on_the_day_or_in_the_month_that_she_says(
    written: str, kept_as: str, when: Period | None
) -> None:
    assert read_answer("p.3", written, TODAY) == kept_as
    step = read_application({"p.3": kept_as}).steps[3]
    assert (step.state, step.when) == ("done", when)


def test_steps_not_done_and_their_order_are_kept() -> None:
    application = read_application({"p.1": "missing", "p_order": "1,3,2,4,5,6,7", "p.9": "done"})
    assert {number: step.state for number, step in application.steps.items()} == {1: "missing"}
    assert application.step_order == (1, 3, 2, 4, 5, 6, 7)
    assert read_application({}).step_order == (1, 2, 3, 4, 5, 6, 7)


def test_ticks_are_unanswered_until_somebody_answers() -> None:
    nothing = read_application({})
    names = ("slik", "kks_kept", "talked_over", "purses_apart")
    assert [getattr(nothing, name) for name in (*names, "kur_in_kk")] == [None] * 5
    assert nothing.nik_ticked is False
    told = read_application({**dict.fromkeys(names, "done"), "kur_in_kk": "one", "nik_ticked": "yes"})
    assert [getattr(told, name) for name in names] == ["done"] * 4
    assert (told.kur_in_kk, told.nik_ticked) == ("one", True)


def test_what_another_program_wrote_into_an_answer_counts_as_not_answered() -> None:
    strange = dict.fromkeys(QUESTIONS, '[{"x": [1]}] ☃')
    application = read_application(strange)
    assert (application.debts, application.living, application.uses, application.members) == (None,) * 4
    assert application.steps == {}


@given(st.sampled_from(QUESTIONS), st.text(max_size=60) | st.sampled_from(["[]", "[{}]", "[[]]", "null", "1e999"]))
def test_no_answer_brings_the_program_down(question: str, text: str) -> None:
    read = read_answer(question, text, TODAY)
    if isinstance(read, str):
        assert "\n" not in read
        read_application({question: read})
        assert read_answer(question, read, TODAY) == read
