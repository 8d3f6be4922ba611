"""A book of a moment: an exercise's records are written into it, its figures are read, and nothing of it stays.

What a report says is worked out by the statements themselves, over a book that really has these records.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Book, Reader
from kpmbooks.training.exercise import Before, Of
from kpmbooks.training.making import make_book

T = TypeVar("T")

_START = date(2000, 1, 1)


class _Done(Exception):
    """Everything was read; the records are taken back."""


@contextmanager
def scratch_book(of: Of, sector: str) -> Iterator[Book]:
    """An empty practice book in memory."""
    made = make_book(of, sector, _START)
    try:
        yield made
    finally:
        made.close()


def with_records(book: Book, records: Iterable[Before], today: date, read: Callable[[Reader], T]) -> T:
    """What ``read`` gives when these records stand in the book; they are gone again afterwards. Raises ``Rejected``."""
    found: list[T] = []
    try:
        with book.write() as tx:
            places = {one.kind: one for one in reversed(books.ledgers(tx))}
            for one in records:
                answers = {**one.answers, "date": one.day}
                recording.record(tx, one.kind, answers, ledger=places[one.ledger], today=today, source="receipt")
            found.append(read(tx))
            raise _Done
    except _Done:
        return found[0]
