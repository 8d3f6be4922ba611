"""Builders of small books for tests: in memory or on real files, with records said in one line each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef

START = date(2026, 1, 1)
TODAY = date(2026, 1, 31)
JANUARY = Period(START, TODAY)


def family(path: Path | None = None, *, practice: bool = False) -> Book:
    """A gorengan seller's book: ledgers usaha and keluarga."""
    return house.create(
        path,
        kind="family",
        name="Keluarga Bu Siti",
        business="Gorengan Bu Siti",
        sector="kuliner",
        start=START,
        practice=practice,
    )


def group(path: Path | None = None, *, practice: bool = False) -> Book:
    """A laundry group's book."""
    return house.create(path, kind="group", name="KUBE Melati", sector="jasa", start=START, practice=practice)


def record(book: Book, kind: str, /, *, ledger_name: str | None = None, **answers: str | int | date) -> str:
    """Record one entry and give its number."""
    with book.write() as tx:
        place = ledger.find_ledger(tx, ledger_name)
        return recording.record(tx, kind, answers, ledger=place, today=TODAY).number


def own(reader: Reader) -> LedgerRef:
    """The ledger that is meant when none is named."""
    return ledger.default_ledger(reader)


def balance(reader: Reader, account: str, place: LedgerRef | None = None) -> int:
    """Debit minus credit of an account at the end of January 2026."""
    place = place or own(reader)
    sums = ledger.sums_through(reader, place.id, TODAY)
    found = sums.get(ledger.find_account(reader, place, account).id)
    return 0 if found is None else int(found.net)


@contextmanager
def stranger(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any program of the world opens it: no pragma, no guard of ours but those inside the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def faults(path: Path) -> set[str]:
    """The codes of what ``check`` finds."""
    with house.open_book(path) as book, book.read() as reader:
        return {fault.code for fault in house.check(reader).faults}
