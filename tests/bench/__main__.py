"""``python3 start.py bench``: what the program costs, each figure beside a fixed baseline measured in the same run.

It never fails because of a figure: "within" and "over" say how each stands to its bound.
"""

import argparse
import contextlib
import importlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from tests.bench.figures import Figure
from tests.bench.shelf import Shelf

NAMES = (
    "position",
    "cash_book",
    "trade",
    "loans",
    "lessons",
    "durable",
    "window",
    "package",
    "paper",
    "passcode",
    "written_out",
    "copying",
    "exchange",
    "meetings",
    "memory",
)


class Part(Protocol):
    """What a module of the bench offers as ``run``."""

    def __call__(self, shelf: Shelf, entries: int) -> Iterator[Figure]: ...


def main(words: Sequence[str] | None = None) -> int:
    """Measure what was asked for, everything by default."""
    parser = argparse.ArgumentParser(prog="start.py bench")
    parser.add_argument("--entries", type=int, default=1_000_000, help="how many the large book has")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the example books there for the next run")
    asked = parser.parse_args(words)
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kpmbooks-bench-")))
        shelf = Shelf(folder)
        for name in asked.only:
            print(f"measuring {name}", file=sys.stderr, flush=True)
            part: Part = importlib.import_module(f"tests.bench.{name}").run
            for figure in part(shelf, asked.entries):
                print(figure, flush=True)
        for entries, seconds in shelf.built.items():
            print(Figure(f"building the example of {entries:,} entries", seconds, "s"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
