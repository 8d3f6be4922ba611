"""A hundred thousand rows of a CSV file taken into a book, beside the bare driver writing the very same rows.

The whole import counts: reading and understanding the file, looking for what is already there, the chain, the commit.
The driver is given the finished rows in a few ``executemany``, once into a file without the guards' triggers and once
with them: the first is the bound, the second shows what is left to us.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from typing import Any

from kpmbooks import house, ledger
from kpmbooks.exchange.importing import Options, take
from kpmbooks.exchange.understanding import Understood, understand
from kpmbooks.storage import driver
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

ROWS = 100_000
START = date(2026, 1, 1)
TABLES = ("writers", "batches", "texts", "postings", "entries")
_PRAGMAS = ("foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON", "synchronous=FULL", "cache_size=-16000")

_ALONE = """
import sys
from pathlib import Path
from tests.bench.exchange import bring_in, file_of_rows
def told(word):
    return int(Path("/proc/self/status").read_text().split(word + ":")[1].split()[0])
data = file_of_rows()
bring_in(Path(sys.argv[1]), data[:10_000].rpartition(b"\\n")[0])
idle = told("VmRSS")
gap = bring_in(Path(sys.argv[2]), data)
print(told("VmHWM") - idle, gap)
"""


class Watched:
    """Keeps the longest time between two reports: so long a person waits at most after pressing Batalkan."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def report(self, done: int, total: int | None) -> None:
        """A moment at which the import could be stopped."""
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def file_of_rows() -> bytes:
    """A year's statement with 100,000 rows, each with the balance after it."""
    lines = ["Tanggal;Uraian;Masuk;Keluar;Saldo"]
    left = 0
    for nth in range(ROWS):
        amount = 1_000 + nth if nth % 3 else -1_500 - nth
        left += amount
        into, out = (amount, "") if amount > 0 else ("", -amount)
        lines.append(f"{START + timedelta(days=nth // 300):%d/%m/%Y};Catatan nomor {nth} beli gula;{into};{out};{left}")
    return "\n".join(lines).encode()


def bring_in(path: Path, data: bytes) -> float:
    """Import the file into a new book at ``path``; gives the longest time without a report, in seconds."""
    house.create(path, kind="group", name="KUBE Bench", start=START).close()
    watched = Watched()
    found = understand(data, "cash", name="statement.csv", today=TODAY, progress=watched)
    assert isinstance(found, Understood)
    with house.open_book(path, "write") as book, book.write() as tx:
        outcome = take(tx, found, Options(ledger.default_ledger(tx), TODAY), watched)
    if outcome.taken != found.read or outcome.skipped:
        raise ValueError("not every row came in")
    return watched.longest


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Time, memory and the longest wait of one import, whatever the size of the other books."""
    folder = shelf.folder
    data = file_of_rows()
    imported, empty = folder / "imported.kpm", folder / "empty.kpm"
    for path in (imported, empty):
        path.unlink(missing_ok=True)
    house.create(empty, kind="group", name="KUBE Bench", start=START).close()
    bring_in(imported, data)
    rows = {table: _rows(imported, table) for table in TABLES}
    ours = _anew(imported, lambda path: bring_in(path, data))
    bare = _anew(folder / "bare.kpm", lambda path: _raw(path, empty, rows, guards=False))
    guarded = _anew(folder / "guarded.kpm", lambda path: _raw(path, empty, rows, guards=True))
    value, without, within = medians((ours, bare, guarded), runs=3, warm_up=0)
    yield Figure(f"import of {ROWS:,} rows", value, "ms", "the same rows raw, no guards", without, most_times=4)
    yield Figure(f"import of {ROWS:,} rows", value, "ms", "the same rows raw, behind the guards", within)
    paths = [folder / "alone-small.kpm", folder / "alone.kpm"]
    for path in paths:
        path.unlink(missing_ok=True)
    told = subprocess.run(
        [sys.executable, "-c", _ALONE, *map(str, paths)], check=True, capture_output=True, text=True
    ).stdout.split()
    yield Figure("memory for it beyond idle", int(told[0]) / 1024, "MB", most=250)
    yield Figure("longest wait for progress or cancel", float(told[1]), "s", most=0.5)


def _anew(path: Path, act: Callable[[Path], object]) -> Callable[[], None]:
    def again() -> None:
        path.unlink(missing_ok=True)
        act(path)

    return again


def _rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    connection = driver().connect(str(path))
    try:
        return list(connection.execute(f"SELECT * FROM {table}"))
    finally:
        connection.close()


def _raw(path: Path, empty: Path, rows: dict[str, list[tuple[Any, ...]]], *, guards: bool) -> None:
    copyfile(empty, path)
    connection = driver().connect(str(path), isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    triggers = [] if guards else connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        known = {key for (key,) in connection.execute(f"SELECT id FROM {table}")}
        new = [row for row in rows[table] if row[0] not in known]
        marks = ", ".join("?" * len(new[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", new)
    connection.execute("COMMIT")
    connection.close()
