"""The long tests: ``python3 start.py campaign [--seed N] [--cases N] [NAME ...]``.

Every module of this package that has ``run(seed, cases)`` is a part of the campaign. It returns figures by subject,
each a mapping in which ``faults`` lists the inputs that broke a promise; the same seed gives the same inputs.
"""

import argparse
import importlib
import pkgutil
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import tests.campaign


class Part(Protocol):
    """What a module of the campaign offers as ``run``."""

    def __call__(self, seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]: ...


def parts() -> Iterator[tuple[str, Part]]:
    """Name and run function of every part, by name."""
    for module in sorted(pkgutil.iter_modules(tests.campaign.__path__), key=lambda module: module.name):
        if module.name != "__main__":
            run = getattr(importlib.import_module(f"tests.campaign.{module.name}"), "run", None)
            if run is not None:
                yield module.name, run


def main(words: Sequence[str] | None = None) -> int:
    """Run the parts that were asked for, all of them by default; 1 when any found a fault."""
    parser = argparse.ArgumentParser(prog="start.py campaign")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=10_000, help="how many cases each part makes of a kind")
    parser.add_argument("names", nargs="*", metavar="NAME", help="parts to run; all by default")
    asked = parser.parse_args(words)
    known = dict(parts())
    if unknown := sorted(set(asked.names) - set(known)):
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}")
    faults = 0
    for name in asked.names or known:
        begun = time.perf_counter()
        subjects = known[name](asked.seed, asked.cases)
        print(f"{name}, seed {asked.seed}, {time.perf_counter() - begun:.1f} s", flush=True)
        for subject, figures in subjects.items():
            broken = figures["faults"]
            faults += len(broken)
            told = ", ".join(f"{figure} {value}" for figure, value in figures.items() if figure != "faults")
            print(f"  {subject}: {told}, faults {len(broken)}", *broken, sep="\n    ", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
