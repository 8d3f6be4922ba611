"""The long tests: ``python3 start.py campaign [--seed N] [--cases N] [NAME ...]``.

Every module of this package that has ``run(seed, cases)`` is a part of the campaign. A part raises at the first fault,
naming the input that shows it, and returns what is worth noting.
"""

import argparse
import importlib
import pkgutil
import time
import traceback
from collections.abc import Callable, Iterator, Sequence

import tests.campaign


def parts() -> Iterator[tuple[str, Callable[[int, int], object]]]:
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
    for name, run in known.items():
        if asked.names and name not in asked.names:
            continue
        begun = time.perf_counter()
        try:
            note = run(asked.seed, asked.cases)
        except Exception:  # noqa: BLE001 - whatever a part raises is its finding; the other parts still run
            faults += 1
            traceback.print_exc()
            note = "FAULT"
        seconds = time.perf_counter() - begun
        print(f"{name}: seed {asked.seed}, {asked.cases} cases, {seconds:.1f} s: {note}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
