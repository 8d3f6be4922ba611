"""One entry, committed to the disk, beside the very same statements sent by the bare driver.

The statements are taken down from two records that follow each other. What differs between them by one is a counter and
goes on counting; other bytes that differ (uids, salts, digests) are drawn anew; the rest is sent as it was.
"""

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Any
from unittest.mock import patch

from kpmbooks import house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.storage import Connection, driver
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

Statement = tuple[str, list[tuple[Any, ...]]]
RUNS, WARM_UP = 100, 10
_PRAGMAS = ("foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON", "synchronous=FULL", "cache_size=-16000")


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """A cash sale with a memo, in a copy of the book."""
    path = shelf.copy(entries, "durable")
    twin = path.with_name("durable-raw.kpm")
    try:
        with house.open_book(path, "write") as book:
            _record(book)
            before, after = _taken_down(book), _taken_down(book)
            copyfile(path, twin)
            raw = _Replay(twin, before, after, RUNS + WARM_UP)
            value, baseline = medians((lambda: _record(book), raw), runs=RUNS, warm_up=WARM_UP)
            raw.close()
        for one in (path, twin):
            _check_grown(one, entries)
        yield Figure(
            f"a durable entry after {entries:,}", value, "ms", "the same statements raw", baseline, most_times=3
        )
    finally:
        path.unlink()
        twin.unlink(missing_ok=True)


def _record(book: Book) -> None:
    with book.write() as tx:
        answers = {"amount": "25.000", "memo": "Kos Bu Ratna"}
        recording.record(tx, "jual_tunai", answers, ledger=ledger.default_ledger(tx), today=TODAY)


def _taken_down(book: Book) -> list[Statement]:
    found: list[Statement] = []

    send = Connection.exec_driver_sql

    def hear(connection: Connection, sql: str, values: Any = ()) -> Any:
        found.append((sql, [_plain(one) for one in values] if isinstance(values, list) else [_plain(values)]))
        return send(connection, sql, values)

    with patch.object(Connection, "exec_driver_sql", hear):
        _record(book)
    return found


def _plain(values: Any) -> tuple[Any, ...]:
    if not isinstance(values, Sequence):
        raise TypeError("statements with named values cannot be replayed")
    return tuple(values)


class _Replay:
    """Sends the statements again, up to so many ``times``, to a copy of the book."""

    def __init__(self, path: Path, before: list[Statement], after: list[Statement], times: int) -> None:
        if [sql for sql, _ in before] != [sql for sql, _ in after]:
            raise ValueError("two equal records sent different statements")
        self._before, self._after = before, after
        self._connection = driver().connect(str(path), isolation_level=None)
        for pragma in _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")

        # Worked out beforehand: the baseline is the driver's time alone.
        self._prepared = iter([self._turn(nth) for nth in range(1, times + 1)])

    def __call__(self) -> None:
        execute, executemany = self._connection.execute, self._connection.executemany
        for sql, rows in next(self._prepared):
            if len(rows) == 1:
                execute(sql, rows[0]).fetchall()
            else:
                executemany(sql, rows)
        execute("COMMIT")

    def _turn(self, nth: int) -> list[Statement]:
        return [
            (sql, [tuple(map(partial(_next, nth), *pair)) for pair in zip(earlier, later, strict=True)])
            for (sql, earlier), (_, later) in zip(self._before, self._after, strict=True)
        ]

    def close(self) -> None:
        self._connection.close()


def _next(nth: int, old: Any, new: Any) -> Any:
    if old == new:
        return new
    if isinstance(new, int):
        return new + nth
    return os.urandom(len(new))


def _check_grown(path: Path, entries: int) -> None:
    """Raises ValueError unless every entry arrived, in sums as well: then both did the same work."""
    connection = driver().connect(str(path))
    count = connection.execute("SELECT count(*) FROM entries").fetchone()[0]
    counted = connection.execute("SELECT sum(count) FROM account_days WHERE account_id = 1").fetchone()[0]
    lines = connection.execute("SELECT count(DISTINCT entry_id) FROM postings WHERE account_id = 1").fetchone()[0]
    connection.close()
    if count != entries + 3 + RUNS + WARM_UP or counted != lines:
        raise ValueError("the two did not write the same entries")
