"""The example books that are measured, built once and kept where ``--keep`` says."""

import shutil
import sys
import time
from datetime import date
from pathlib import Path

from kpmbooks import examples, house
from kpmbooks.problems import StorageError
from kpmbooks.storage import expected_shape, shape

TODAY = date(2026, 11, 30)


class _Told:
    """Says on standard error, now and then, how far the building is."""

    def __init__(self, name: str) -> None:
        self._name, self._said = name, time.perf_counter()

    def report(self, done: int, total: int | None) -> None:
        if time.perf_counter() - self._said > 10 or done == total:
            self._said = time.perf_counter()
            print(f"building {self._name}: {done:,} of {total or 0:,}", file=sys.stderr, flush=True)


class Shelf:
    """A laundry group's year with any number of entries; ``built`` has the seconds of each that was built now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.built: dict[int, float] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def book(self, entries: int) -> Path:
        """The path of the book with so many entries; it is built when it is not there or of another shape."""
        path = self.folder / f"group-{entries}.kpm"
        if not is_ours(path):
            path.unlink(missing_ok=True)
            begun = time.perf_counter()
            examples.example(path, of="group", entries=entries, today=TODAY, progress=_Told(path.stem)).close()
            self.built[entries] = time.perf_counter() - begun
        return path

    def copy(self, entries: int, name: str) -> Path:
        """A copy that may be written in."""
        path = self.folder / f"{name}.kpm"
        shutil.copyfile(self.book(entries), path)
        return path


def is_ours(path: Path) -> bool:
    """Whether a kept book is as the program would make it today."""
    try:
        with house.open_book(path) as book, book.read() as reader:
            return shape(reader.connection) == expected_shape(house.LAYOUT.guards())
    except StorageError:
        return False
