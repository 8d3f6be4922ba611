"""A book written out as JSON and made again from it, beside reading and writing the same rows without any care."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kpmbooks import house
from kpmbooks.exchange.lossless import read_json, write_json
from kpmbooks.safekeeping.salvage import salvage
from kpmbooks.storage import driver
from tests.bench.figures import Figure, medians
from tests.bench.shelf import Shelf

_ENTRIES = 100_000


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Of a book of at most a hundred thousand entries."""
    size = min(entries, _ENTRIES)
    path = shelf.book(size)
    written, again = shelf.folder / "written-out.json", shelf.folder / "made-again.kpm"

    def write() -> None:
        with house.open_book(path) as book, book.read() as reader, written.open("wb") as target:
            write_json(reader, target)

    ours, plain = medians((write, lambda: _write_plainly(path)), runs=3, warm_up=1)
    yield Figure(
        f"writing {size:,} entries out as JSON", ours, "ms", "every row at once and json.dumps", plain, most_times=2
    )

    def make_again() -> None:
        again.unlink(missing_ok=True)
        salvage(written, again)

    tables = _tables(written)
    ours, plain = medians((make_again, lambda: _insert_plainly(shelf.folder / "plain.db", tables)), runs=1, warm_up=0)
    yield Figure(
        "making the book again, guarded and checked",
        ours,
        "ms",
        "executemany",
        plain,
        most_times=15,
    )
    written.unlink()
    again.unlink()


def _write_plainly(path: Path) -> None:
    file = driver().connect(str(path))
    names = [name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    told = {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    file.close()
    json.dumps(told, default=bytes.hex)


def _tables(written: Path) -> list[tuple[str, list[Any]]]:
    with written.open("rb") as source:
        return [(table.table, list(table.rows)) for table in read_json(source)]


def _insert_plainly(path: Path, tables: list[tuple[str, list[Any]]]) -> None:
    path.unlink(missing_ok=True)
    file = driver().connect(str(path))
    for name, rows in tables:
        if rows:
            file.execute(f"CREATE TABLE {name} ({', '.join(f'c{nth}' for nth in range(len(rows[0])))})")
            file.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' for _ in rows[0])})", rows)
    file.commit()
    file.close()
    path.unlink()
