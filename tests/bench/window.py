"""From the start of the process to the first paint, and to the home page, beside a minimal PySide6 window."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.shelf import Shelf

RUNS, WARM_UP = 15, 2
FEW = 1_000
# A common laptop's: offscreen, Qt thinks of 800 x 800, where a part of the home page is below the edge.
SCREEN = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
SCREENS = "screens.json"
ROOT = Path(__file__).parents[2]


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Each is a process of its own, drawn offscreen; they take turns."""
    few, many = shelf.book(FEW), shelf.book(entries)
    asked = {
        "minimal": ["minimal"],
        "window": ["window"],
        "cash": ["cash", str(many)],
        "few": ["home", str(few)],
        "many": ["home", str(many)],
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    with tempfile.TemporaryDirectory(prefix="kpmbooks-home-") as home:
        (Path(home) / SCREENS).write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        for nth in range(WARM_UP + RUNS):
            for name, words in asked.items():
                spent = _painted(words, home)
                if nth >= WARM_UP:
                    times[name].append(spent)
    found = {name: statistics.median(times[name]) for name in asked}
    beside = "minimal PySide6 window"
    yield Figure("first paint", found["window"], "ms", beside, found["minimal"], most_times=1.6)
    yield Figure(f"cash on the home page at {entries:,}", found["cash"], "ms", beside, found["minimal"], most_times=4)
    yield Figure(f"home page, every card, at {entries:,}", found["many"], "ms", beside, found["minimal"], most_times=4)
    yield Figure(
        f"home page, every card, at {entries:,}",
        found["many"],
        "ms",
        f"at {FEW:,}",
        found["few"],
        most_times=1.1,
        least_times=0.9,
    )


def _painted(words: list[str], home: str) -> float:
    """Milliseconds from the start of the process to what it says; raises when it says nothing."""
    environment = {
        # Compiled code is kept, as on a person's machine: the warm-up writes what is missing.
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "QT_QPA_PLATFORM": f"offscreen:configfile={Path(home) / SCREENS}",
        "KPMBOOKS_HOME": home,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.painting", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=20,
    )
    return (int(done.stdout) - begun) / 1e6
