"""Finding records again, suggesting words, and noticing that something is written a second time."""

from datetime import date

import pytest

from kpmbooks import ledger, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.ledger.search import Filter, find_entries
from kpmbooks.recording.suggestions import suggestions
from tests.books import TODAY, family, own, record


def found(book: Book, wanted: str, *kinds: str) -> list[str]:
    with book.read() as reader:
        return [entry.number for entry in find_entries(reader, own(reader), wanted, kinds)]


@pytest.fixture
def book() -> Book:
    made = family()
    record(made, "jual_tunai", amount=20_000, memo="20 bakwan", date="5/1/2026")
    record(made, "jual_belum_dibayar", amount=35_000, party="Bu Wati", memo="risol 50%", date="6/1/2026")
    record(made, "beli_bahan", amount=20_000, memo="Tepung_terigu", date="7/1/2026")
    return made


def test_words_of_memo_and_person_are_found_whatever_their_case(book: Book) -> None:
    with book:
        assert found(book, "BAKWAN") == ["2026-A-001"]
        assert found(book, "wati") == ["2026-A-002"]
        assert found(book, "  ") == []
        assert found(book, "gula") == []


def test_signs_that_sql_reads_otherwise_are_letters(book: Book) -> None:
    with book:
        assert found(book, "50%") == ["2026-A-002"]
        assert found(book, "%") == ["2026-A-002"]
        assert found(book, "g_t") == ["2026-A-003"]
        assert found(book, "'; DROP TABLE entries; --") == []


def test_amounts_numbers_and_kinds_are_found_the_latest_first(book: Book) -> None:
    with book:
        assert found(book, "20rb") == ["2026-A-003", "2026-A-001"]
        assert found(book, "2026-a-2") == ["2026-A-002"]
        assert found(book, "jual", "jual_tunai") == ["2026-A-001"]


def test_a_filter_keeps_kinds_and_days_apart_with_words_and_without(book: Book) -> None:
    sales = Filter(frozenset({"jual_tunai", "jual_belum_dibayar"}))
    first_week = Filter(None, Period(date(2026, 1, 5), date(2026, 1, 6)))
    both = Filter(sales.kinds, Period(date(2026, 1, 6), date(2026, 1, 31)))
    with book, book.read() as reader:

        def through(wanted: str, among: Filter) -> list[str]:
            return [entry.number for entry in find_entries(reader, own(reader), wanted, among=among)]

        assert through("", sales) == ["2026-A-002", "2026-A-001"]
        assert through("", first_week) == ["2026-A-002", "2026-A-001"]
        assert through("", both) == ["2026-A-002"]
        assert through("20rb", sales) == ["2026-A-001"]
        assert through("tepung", sales) == []
        assert through("", Filter()) == []
        assert through("", Filter(frozenset())) == []


def test_what_was_taken_back_is_found_once(book: Book) -> None:
    with book:
        with book.write() as tx:
            recording.reverse(tx, "2026-A-001", today=TODAY)
        assert found(book, "bakwan") == ["2026-A-001"]


def test_erased_words_are_found_no_more(book: Book) -> None:
    from kpmbooks.book.texts import mentioning

    with book:
        with book.write() as tx:
            tx.erase_texts(mentioning(tx.connection, "bakwan"))
        assert found(book, "bakwan") == []


def test_words_are_suggested_by_how_often_they_were_used_and_by_kind(book: Book) -> None:
    with book:
        for _ in range(2):
            record(book, "beli_bahan", amount=9_000, memo="Minyak", date="8/1/2026")
        with book.read() as reader:
            place = own(reader)
            assert suggestions(reader, place, "beli_bahan", "memo") == ("Minyak", "Tepung_terigu")
            assert suggestions(reader, place, "jual_tunai", "memo") == ("20 bakwan",)
            assert suggestions(reader, place, "terima_bayar_bon", "party") == ("Bu Wati",)
            assert suggestions(reader, place, "jual_tunai", "amount") == ()


def test_the_same_record_once_more_is_a_warning_and_never_a_refusal(book: Book) -> None:
    answers = {"amount": 20_000, "memo": "20 bakwan", "date": "5/1/2026"}
    with book, book.write() as tx:
        place = own(tx)
        done = recording.record(tx, "jual_tunai", answers, ledger=place, today=TODAY)
        assert [(one.code, one.params["number"]) for one in done.warnings] == [("written-already", "2026-A-001")]
        other_day = recording.record(tx, "jual_tunai", {**answers, "date": "6/1/2026"}, ledger=place, today=TODAY)
        other_words = recording.record(tx, "jual_tunai", {**answers, "memo": "sore"}, ledger=place, today=TODAY)
        other_amount = recording.record(tx, "jual_tunai", {**answers, "amount": 21_000}, ledger=place, today=TODAY)
        assert [one.warnings for one in (other_day, other_words, other_amount)] == [(), (), ()]
        assert ledger.entry_count(tx) == 7


def test_a_correction_is_no_second_record(book: Book) -> None:
    answers = {"amount": 20_000, "memo": "20 bakwan", "date": "5/1/2026"}
    with book, book.write() as tx:
        done = recording.correct(tx, "2026-A-001", "jual_tunai", answers, today=TODAY)
        assert done.warnings == ()
