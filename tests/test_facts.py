"""What is said of parties, goods and debts: the latest counts, what was said before stays, erased words are gone."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import house
from kpmbooks.book import Book, texts
from kpmbooks.book.facts import fact_history, facts_named, facts_of, set_facts, set_many

BERAS, GULA = b"b" * 16, b"g" * 16


@pytest.fixture
def book() -> Iterator[Book]:
    with house.create(None, kind="family", name="Keluarga Contoh", start=date(2026, 1, 1)) as made:
        yield made


def test_the_latest_fact_counts_and_the_earlier_one_stays_in_the_history(book: Book) -> None:
    with book.write() as tx:
        set_facts(tx, BERAS, {"unit": "kg", "price": "14000"})
    with book.write() as tx:
        set_facts(tx, BERAS, {"price": "15000"})
    with book.read() as reader:
        assert facts_of(reader, [BERAS, GULA]) == {BERAS: {"unit": "kg", "price": "15000"}}
        assert [value for _, value in fact_history(reader, BERAS, "price")] == ["14000", "15000"]


def test_a_fact_is_taken_back_by_saying_nothing(book: Book) -> None:
    with book.write() as tx:
        set_facts(tx, BERAS, {"price": "14000"}, words={"note": "dari Bu Wati"})
        set_facts(tx, BERAS, {"price": None}, words={"note": ""})
        assert facts_of(tx, [BERAS]) == {}


def test_saying_the_same_again_writes_nothing_and_tells_nobody(book: Book) -> None:
    with book.write() as tx:
        set_facts(tx, BERAS, {"price": "14000"}, words={"name": "Beras"})
    with book.write() as tx:
        set_facts(tx, BERAS, {"price": "14000"}, words={"name": "Beras"})
        assert "facts" not in tx.topics
        assert len(fact_history(tx, BERAS, "price")) == len(fact_history(tx, BERAS, "name")) == 1


def test_erased_words_are_gone_and_plain_facts_stay(book: Book) -> None:
    with book.write() as tx:
        set_facts(tx, GULA, {"phone": "0812"}, words={"name": "Bu Wati"}, about=GULA)
        set_facts(tx, BERAS, words={"name": "Pak Ujang"}, about=BERAS)
    with book.write() as tx:
        assert tx.erase_texts(texts.about(tx.connection, GULA)) == 1
        assert facts_of(tx, [GULA, BERAS]) == {GULA: {"phone": "0812"}, BERAS: {"name": "Pak Ujang"}}


def test_more_subjects_than_one_question_takes_are_all_answered(book: Book) -> None:
    many = [number.to_bytes(16, "big") for number in range(1, 1_202)]
    with book.write() as tx:
        set_many(tx, {subject: {"unit": "kg"} for subject in many}, words={many[0]: {"name": "Beras"}})
        assert facts_of(tx, many).keys() == set(many)
        assert facts_named(tx, ["name"]) == {many[0]: {"name": "Beras"}}
