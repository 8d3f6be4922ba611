"""The papers of a loan are drawn one after another from one reading of the book, and never from an older one."""

from datetime import date

from kpmbooks import ledger, loans, recording
from tests import hand_loan
from tests.hand_loan import TODAY, books_side


def test_within_one_reader_the_book_is_read_once_and_the_next_reader_sees_what_was_written() -> None:
    with hand_loan.bu_siti() as book:
        with book.read() as reader:
            first = books_side(reader)
            assert books_side(reader) is first
            assert books_side(reader, date(2026, 11, 24)) is not first
        with book.write() as tx:
            place = ledger.default_ledger(tx)
            before = loans.read_books(tx, place, TODAY)
            recording.record(tx, "jual_tunai", {"amount": 7_000, "date": date(2026, 10, 5)}, ledger=place, today=TODAY)
            after = loans.read_books(tx, place, TODAY)
        with book.read() as reader:
            now = books_side(reader)
    assert after.months[-1].revenue - before.months[-1].revenue == 7_000
    assert now.months == after.months
    assert first.months == before.months
