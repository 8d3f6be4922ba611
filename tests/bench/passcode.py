"""What a passcode costs at the door: a book with one beside the same book without, opened and asked for its owner."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import rekey_file
from kpmbooks.storage import key_for, new_key
from tests.bench.figures import Figure, medians
from tests.bench.shelf import Shelf

PASSCODE = "melati 2026"
ENTRIES = 10_000
MOST = 150.0
ROOT = Path(__file__).resolve().parents[2]
_FIRST = (
    "import sys, time; from pathlib import Path; from kpmbooks import house; begun = time.perf_counter();"
    "from kpmbooks.storage import key_for; path = Path(sys.argv[1]);"
    f"house.open_book(path, key=key_for(path, {PASSCODE!r}) if len(sys.argv) > 2 else None).close();"
    "print((time.perf_counter() - begun) * 1000)"
)


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """The key made from the passcode and the book opened with it, warm and as the first act of a program."""
    plain = shelf.copy(min(entries, ENTRIES), "passcode-plain")
    keyed = shelf.copy(min(entries, ENTRIES), "passcode-keyed")
    try:
        rekey_file(keyed, None, new_key(PASSCODE), house.LAYOUT)
        value, baseline = medians(
            (
                lambda: house.open_book(keyed, key=key_for(keyed, PASSCODE)).close(),
                lambda: house.open_book(plain).close(),
            ),
            runs=20,
        )
        yield from _told("opening a book with a passcode", value, baseline)
        first, without = (
            min(_first(path, *with_key) for _nth in range(5)) for path, *with_key in ((keyed, "k"), (plain,))
        )
        yield from _told("opening it first of all in a program", first, without)
    finally:
        plain.unlink()
        keyed.unlink(missing_ok=True)


def _told(subject: str, value: float, baseline: float) -> Iterator[Figure]:
    yield Figure(subject, value, "ms", "the same without", baseline)
    yield Figure(f"{subject}, what that is more", value - baseline, "ms", most=MOST)


def _first(path: Path, *with_key: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST, str(path), *with_key],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return float(done.stdout)
