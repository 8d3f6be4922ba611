"""A copy of a book, checked and compared, beside copying its file twice."""

import shutil
from collections.abc import Iterator

from kpmbooks import house
from kpmbooks.safekeeping import copies
from kpmbooks.storage.copying import settle
from tests.bench.figures import Figure, medians
from tests.bench.shelf import Shelf

ENTRIES = 100_000
RUNS, WARM_UP = 9, 2


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """A book of 100,000 entries, whatever size was asked for. What counts as a copy is on the disk, in both cases."""
    path = shelf.copy(ENTRIES, "copying")
    targets = [path.with_name(f"copying-{nth}.kpm") for nth in range(3)]
    with house.open_book(path) as book:

        def ours() -> None:
            targets[0].unlink(missing_ok=True)
            copies.copy_to(book, targets[0])

        def twice(*, settled: bool) -> None:
            for target in targets[1:]:
                target.unlink(missing_ok=True)
                shutil.copyfile(path, target)
                if settled:
                    settle(target)

        try:
            acts = (ours, lambda: twice(settled=True), lambda: twice(settled=False))
            value, onto_disk, into_memory = medians(acts, runs=RUNS, warm_up=WARM_UP)
        finally:
            for target in (path, *targets):
                target.unlink(missing_ok=True)
    yield Figure(
        f"a checked copy of {ENTRIES:,} entries", value, "ms", "the file copied twice onto the disk", onto_disk,
        most_times=2,
    )  # fmt: skip
    yield Figure("the same", value, "ms", "the file copied twice, not yet on the disk", into_memory)
