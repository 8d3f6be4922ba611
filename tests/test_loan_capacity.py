"""What is left, what officers make of it, and what would be left if things went worse; aid repays nothing."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import ledger, loans, recording
from kpmbooks.book import Book
from kpmbooks.loans.application import read_answer, read_application
from kpmbooks.loans.lines import lines_for, officer_lines
from kpmbooks.loans.what_if import Month, left_if, what_ifs
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from tests import hand_loan
from tests.hand_loan import TODAY, answer, books_side, ready


@pytest.fixture
def book() -> Iterator[Book]:
    with hand_loan.bu_siti() as made:
        yield made


def record(book: Book, kind: str, day: date, *, place: int = 0, **answers: int | str) -> None:
    with book.write() as tx:
        recording.record(tx, kind, {"date": day, **answers}, ledger=ledger.ledgers(tx)[place], today=TODAY)


def test_three_times_what_if_worked_out_by_hand(book: Book) -> None:
    with book.read() as reader:
        found = {one.id: (one.quietest, one.average) for one in what_ifs(ready(reader).capacity)}
    assert found == {
        # July: 840.000 left of sales of 4.820.000 and materials of 3.130.000; average 1.200.000 of 41.760.000 ÷ 7 and
        # 27.410.000 ÷ 7. A fifth of the sales: 964.000 and 1.193.143
        "sales_less": (-124_000, 6_857),
        # 15 % of the materials: 469.500 and 587.358
        "materials_dearer": (370_500, 612_642),
        # wages 1.900.000 less family 2.450.000 less rent and gas 300.000
        "month_ill": (-850_000, -850_000),
    }


def test_what_if_is_told_before_and_after_the_instalment(book: Book) -> None:
    with book.read() as reader:
        dearer = what_ifs(ready(reader).capacity)[1]
    assert dearer.after(Rupiah(516_399)) == (-145_899, 96_243)


def test_what_if_rounds_against_the_borrower() -> None:
    month = Month(Rupiah(1_000_001), Rupiah(600_001), Rupiah(0), Rupiah(400_000))
    assert left_if("sales_less", month) == 199_999
    assert left_if("materials_dearer", month) == 309_999
    assert left_if("month_ill", month) == 0


def test_what_if_of_what_nobody_knows_is_not_known() -> None:
    with hand_loan.family_book() as fresh:
        hand_loan.record_months(fresh, household=False)
        with fresh.read() as reader:
            found = what_ifs(ready(reader).capacity)
    assert [(one.quietest, one.average, one.after(Rupiah(5))) for one in found] == [(None, None, (None, None))] * 3


def test_officers_lines_are_worked_out_from_their_own_bases(book: Book) -> None:
    answer(book, {"debts": json.dumps([{"to": "Bank", "kind": "bank", "instalment": 200_000}])})
    with book.read() as reader:
        found = {one.line.id: (one.low, one.high) for one in lines_for(ready(reader).capacity)}
    assert found == {
        "third": (213_333, 213_333),  # of July's 840.000 less 200.000
        "thirty": (300_000, 400_000),  # of 1.000.000
        "pnpm": (432_000, 456_000),  # of 1.200.000, before any instalment
        "cover": (769_230, 769_230),  # 1.000.000 ÷ 1,3
    }


def test_every_line_says_whose_it_is_and_none_is_called_a_limit_of_a_bank() -> None:
    for line in officer_lines():
        assert line.source.title
        assert line.source.date
        assert "batas" not in f"{line.words} {line.source.title}".casefold()
    assert [line.id for line in officer_lines() if line.on_paper] == ["third", "thirty", "pnpm"]


def test_where_nothing_is_left_no_line_is_below_zero(book: Book) -> None:
    answer(book, {"debts": json.dumps([{"to": "Bank", "kind": "bank", "instalment": "9jt"}])})
    with book.read() as reader:
        assert {one.high for one in lines_for(ready(reader).capacity) if one.line.base != "ability"} == {0}


def test_a_debt_whose_instalment_nobody_knows_stays_open(book: Book) -> None:
    answer(book, {"debts": json.dumps([{"to": "Kakak", "kind": "keluarga", "owed": 500_000}])})
    with book.read() as reader:
        value = ready(reader)
    assert value.capacity.debts.monthly == 0
    assert value.capacity.unknown == {"other_debts"}
    assert loans.figures(value)["capacity"]["debts_without_instalment"] == 1


def test_the_asked_sheets_stand_in_for_a_ledger_that_is_not_kept() -> None:
    with hand_loan.family_book() as fresh:
        hand_loan.record_months(fresh, household=False)
        answer(
            fresh,
            {
                "living": json.dumps([{"what": "Makan", "every": "day", "amount": "60rb"}]),
                # the exercise of the learning sessions: 15.000 × 3 × 4 = 180.000, 30.000 × 4 × 4 = 480.000
                "income": json.dumps(
                    [
                        {"what": "Bu Lili", "every": "day", "days": 3, "amount": 15_000},
                        {"what": "Pak Rusli", "every": "day", "days": "4", "amount": 30_000},
                    ]
                ),
                "debts": "[]",
            },
        )
        with fresh.read() as reader:
            value = ready(reader)
    assert (value.capacity.other_income, value.capacity.living_cost) == (660_000, 1_680_000)
    told = loans.figures(value)["capacity"]
    assert (told["income_from"], told["living_from"], told["living_month"]) == ("asked", "asked", "four_weeks")
    assert value.application.other_income_from == "Bu Lili, Pak Rusli"


def test_nobody_owed_is_named_in_the_figures(book: Book) -> None:
    answer(book, {"debts": json.dumps([{"to": "Bu Lilis", "kind": "rentenir", "every": "day", "instalment": 20_000}])})
    with book.read() as reader:
        told = loans.figures(ready(reader))
    assert "Lilis" not in json.dumps(told)
    assert told["capacity"]["debts"] == [
        {
            "kind": "rentenir", "whose": "self", "every": "day", "instalment": 20_000, "a_month": 600_000,
            "owed": None,
        }
    ]  # fmt: skip


def everywhere_aid(book: Book) -> None:
    """Aid in every place into which a hand may write it."""
    for month in hand_loan.MONTHS:
        record(book, "bansos_masuk", date(2026, month, 6), place=1, amount=600_000)
        record(book, "kiriman_masuk", date(2026, month, 6), place=1, amount=250_000, memo="Bansos tahap ini")
        record(book, "upah_masuk", date(2026, month, 7), place=1, amount=90_000, memo="uang PKH")
        record(book, "hasil_usaha_lain", date(2026, month, 7), place=1, amount=80_000, memo="bantuan pangan dijual")
        record(book, "uang_masuk_lain", date(2026, month, 8), place=1, amount=70_000, memo="Kartu Jakarta Pintar")
        record(book, "uang_masuk_lain", date(2026, month, 8), amount=60_000, memo="KKS")
        record(book, "tambah_modal", date(2026, month, 8), amount=50_000, memo="dari bansos")
    with book.write() as tx:
        business, family = ledger.ledgers(tx)[:2]
        for place, name, fund in ((business, "Hibah BLT usaha", "usaha"), (family, "Terima BPNT", "keluarga")):
            aid = ledger.add_account(tx, place, ledger.NewAccount("", name, "revenue", fund))
            cash = ledger.find_account(tx, place, "Kas")
            for month in hand_loan.MONTHS:
                lines = [(cash, Rupiah(400_000)), (aid, Rupiah(-400_000))]
                recording.record_journal(tx, place, date(2026, month, 9), lines)


def test_no_aid_reaches_any_figure_wherever_it_was_written(book: Book) -> None:
    with book.read() as reader:
        before = loans.figures(ready(reader))
    everywhere_aid(book)
    with book.read() as reader:
        value = ready(reader)
    after = loans.figures(value)
    assert after["capacity"] == before["capacity"]
    for name in ("revenue", "materials", "expense", "net"):
        assert [month[name] for month in after["months"]] == [month[name] for month in before["months"]]
    assert after["request"]["per_selling_day"] == before["request"]["per_selling_day"]
    assert [int(month.aid) for month in value.books.months] == [420_000] * 7


@pytest.mark.parametrize("words", ["PKH", "bansos tiap tiga bulan", "Bantuan Sosial", "uang KKS", "BLT"])
def test_an_income_that_is_aid_is_refused_and_an_old_one_counts_for_nothing(words: str) -> None:
    for question, text in (
        ("other_income_from", words),
        ("income", json.dumps([{"what": words, "every": "month", "amount": 600_000}])),
    ):
        refused = read_answer(question, text, TODAY)
        assert isinstance(refused, Problem)
        assert refused.code == "income-aid"
    old = read_application({"other_income": "600000", "other_income_from": words})
    assert old.other_income is None


def test_a_wage_for_helping_is_no_aid(book: Book) -> None:
    record(book, "upah_masuk", date(2026, 10, 7), place=1, amount=70_000, memo="bantu cuci di rumah Bu RT")
    with book.read() as reader:
        assert books_side(reader).months[-1].earned == 1_970_000
