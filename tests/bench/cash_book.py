"""A page of fifty lines of the cash book, wherever it lies, beside the same page in a book of 10,000 entries."""

import random
from collections.abc import Callable, Iterator

from kpmbooks import house, ledger, statements
from kpmbooks.book import Book
from kpmbooks.dates import Period
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

LINES = 50
SMALL = 10_000
_WHERE = {"first": 0.0, "middle": 0.5, "last": 1.0, "random": None}


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """The first page, the one in the middle, the last, and pages anywhere."""
    with house.open_book(shelf.book(SMALL)) as small, house.open_book(shelf.book(entries)) as large:
        for where, share in _WHERE.items():
            acts = [_page(book, share) for book in (large, small)]
            value, baseline = medians(acts, runs=200, warm_up=20)
            yield Figure(
                f"cash book of {entries:,} entries, {where} page",
                value,
                "ms",
                f"at {SMALL:,}",
                baseline,
                most_times=3,
                most=2,
            )


def _page(book: Book, share: float | None) -> Callable[[], object]:
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        account = ledger.find_account(reader, place, "Kas")
        period = Period(book.owner.start, TODAY)
        lines = statements.cash_book(reader, place, account, period).row_count
    dice = random.Random(1)

    def act() -> object:
        first = dice.randrange(lines - LINES) if share is None else round(share * (lines - LINES))
        with book.read() as reader:
            page = statements.cash_book_page(reader, account, period, first, LINES)
        if len(page) != LINES:
            raise ValueError("the page is not full")
        return page

    return act
