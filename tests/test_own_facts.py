"""What a person was told by a lender herself: it counts, ours stays beside it, and it can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from kpmbooks import group, house, ledger, loans
from kpmbooks.book import Book
from kpmbooks.group import GroupRules, LoanRules
from kpmbooks.loans.lenders import FactName, Lender
from kpmbooks.loans.own_facts import read_own, said_before, say_fact, take_back
from kpmbooks.problems import Problem, Rejected

TODAY = date(2026, 11, 23)


@pytest.fixture
def book() -> Iterator[Book]:
    with house.create(None, kind="family", name="Keluarga Contoh", start=date(2026, 1, 1)) as made:
        yield made


def say(book: Book, lender: str, name: FactName, text: str, who: str = "petugasnya", day: str = "") -> None:
    of = known(book, lender)
    with book.write() as tx:
        say_fact(tx, of, name, text, who, day, today=TODAY)


def known(book: Book, lender: str, today: date = TODAY) -> Lender:
    with book.read() as reader:
        return loans.lender_as_known(reader, ledger.default_ledger(reader), lender, today)


def test_what_she_was_told_counts_and_ours_stays_beside_it(book: Book) -> None:
    say(book, "jakpreneur", "ceiling", "15jt", "Bu Rini, loket 3", "20/11/2026")
    fact = known(book, "jakpreneur").ceiling
    assert fact is not None
    assert (fact.value, fact.is_own, fact.uncertain) == (15_000_000, True, False)
    assert (fact.source.title, fact.source.date) == ("Bu Rini, loket 3", "2026-11-20")
    assert fact.ours is not None
    assert (fact.ours.value, fact.ours.is_own) == (10_000_000, False)
    assert known(book, "jakpreneur").own == ("ceiling",)


def test_what_was_said_is_taken_back_and_stays_in_the_history(book: Book) -> None:
    say(book, "koperasi", "rate", "1,5% sebulan")
    say(book, "koperasi", "rate", "2% sebulan")
    of = known(book, "koperasi")
    with book.write() as tx:
        take_back(tx, of, "rate")
    assert known(book, "koperasi").rate is None
    assert "rate" in known(book, "koperasi").open
    with book.read() as reader:
        assert [fact.value for fact in said_before(reader, of, "rate")] == [18, 24]


def test_what_was_open_is_open_no_more_once_somebody_said_it(book: Book) -> None:
    say(book, "kur-mikro", "method", "flat")
    one = known(book, "kur-mikro")
    assert one.method is not None
    assert (one.method.value, one.method.ours) == ("flat", None)
    assert "method" not in one.open


def test_saying_how_often_is_paid_leaves_the_lenders_own_year(book: Book) -> None:
    say(book, "mekaar", "every", "two-weeks")
    one = known(book, "mekaar")
    assert (one.every, one.year_of, one.reckoned_rate) == ("two-weeks", None, 25)


def test_yes_and_no_and_words_are_kept_as_what_they_are(book: Book) -> None:
    say(book, "mekaar", "joint", "no")
    say(book, "mekaar", "charge", "bagi hasil")
    one = known(book, "mekaar")
    assert one.joint is not None
    assert one.joint.value is False
    assert one.charge == "bagi hasil"


@pytest.mark.parametrize(
    ("lender", "text", "rate"),
    [
        ("jakpreneur", "6", 6),
        ("jakpreneur", "6 %", 6),
        ("jakpreneur", "7,5% setahun", Fraction(15, 2)),
        ("koperasi", "1,5% sebulan", 18),
        ("koperasi", "1,5 persen per bulan", 18),
        ("koperasi", "2%/bulan", 24),
        ("rentenir", "0,3% sehari", Fraction("109.5")),
        ("koperasi", "1% seminggu", 52),
        # Mekaar's year has fifty weeks: half a percent a week are 25 percent of that year.
        ("mekaar", "0,5% seminggu", 25),
        ("mekaar", "25% setahun", 25),
    ],
)
def test_rates_are_read_as_they_are_said(lender: str, text: str, rate: int | Fraction) -> None:
    read = read_own(loans.find_lender(lender, TODAY), "rate", text, TODAY)
    assert isinstance(read, str)
    assert Fraction(read) == rate


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rate", ""),
        ("rate", "murah"),
        ("rate", "900"),
        ("rate", "-1%"),
        ("rate", "40% sehari"),
        ("rate", "1e9"),
        ("ceiling", "0"),
        ("ceiling", "banyak"),
        ("ceiling", "1.5"),
        ("admin", "-5"),
        ("most_periods", "0"),
        ("most_periods", "1000"),
        ("most_periods", "dua belas"),
        ("unit", "0"),
        ("kept_back", "100%"),
        ("method", "gratis"),
        ("training", "mungkin"),
        ("every", "year"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence_and_not_kept(book: Book, name: FactName, text: str) -> None:
    assert isinstance(read_own(loans.find_lender("koperasi", TODAY), name, text, TODAY), Problem)
    with pytest.raises(Rejected) as refused:
        say(book, "koperasi", name, text)
    assert refused.value.problems[0].field == "value"
    assert known(book, "koperasi").own == ()


def test_who_and_when_are_asked_and_the_day_is_not_ahead(book: Book) -> None:
    with pytest.raises(Rejected) as refused:
        say(book, "koperasi", "rate", "banyak", " ", "1/1/2027")
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [
        ("value", "rate-unreadable"),
        ("who", "fact-who"),
        ("day", "fact-ahead"),
    ]
    with pytest.raises(Rejected) as refused:
        say(book, "koperasi", "rate", "12", "x" * 61, "kapan-kapan")
    assert [problem.field for problem in refused.value.problems] == ["who", "day"]


def test_nobody_says_how_many_instalments_a_lenders_year_has() -> None:
    with pytest.raises(ValueError, match="year_of"):
        read_own(loans.find_lender("mekaar", TODAY), "year_of", "50", TODAY)


def test_what_is_said_of_one_lender_is_not_said_of_another(book: Book) -> None:
    say(book, "koperasi", "rate", "12")
    assert known(book, "pnpm").own == ()
    with book.read() as reader:
        everyone = loans.lenders_as_known(reader, ledger.default_ledger(reader), TODAY)
    assert [one.id for one in everyone.values() if one.own] == ["koperasi"]
    assert set(everyone) == set(loans.lenders())


def test_the_years_still_choose_what_stands_beside_it(book: Book) -> None:
    say(book, "kur-super-mikro", "rate", "3")
    now, before = known(book, "kur-super-mikro").rate, known(book, "kur-super-mikro", date(2023, 5, 1)).rate
    assert now is not None
    assert before is not None
    assert now.ours is not None
    assert before.ours is not None
    assert (now.value, now.ours.value, before.ours.value) == (3, 6, 3)


def test_erasing_the_words_takes_the_fact_with_them(book: Book) -> None:
    say(book, "koperasi", "rate", "12", "Bu Rini")
    with book.write() as tx:
        found = tx.connection.exec_driver_sql("SELECT words_id FROM facts WHERE words_id IS NOT NULL")
        tx.erase_texts([row[0] for row in found])
    assert known(book, "koperasi").rate is None


def test_the_groups_own_rules_are_the_terms_of_its_loans() -> None:
    with house.create(None, kind="group", name="KUBE Melati", start=date(2026, 1, 1)) as book:
        assert known(book, "kelompok").rate is None
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            rules = replace(
                GroupRules(date(2026, 2, 1), money=True),
                loans=LoanRules(True, 3, 10, "jasa", Fraction("1.5"), "flat", 500),
            )
            group.decide_rules(tx, place, rules)
        one = known(book, "kelompok")
        assert one.rate is not None
        assert one.method is not None
        assert one.unit is not None
        assert one.most_periods is not None
        assert (one.rate.value, one.method.value, one.charge) == (18, "flat", "jasa")
        assert (one.unit.value, one.most_periods.value) == (500, 10)
        assert (one.rate.source.kind, one.rate.source.date, one.rate.is_own) == ("rules", "2026-02-01", True)
        # What was said for this one loan counts before the rules, which stay beside it.
        say(book, "kelompok", "rate", "1% sebulan")
        bettered = known(book, "kelompok").rate
        assert bettered is not None
        assert bettered.ours is not None
        assert (bettered.value, bettered.ours.value) == (12, 18)
