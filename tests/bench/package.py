"""From the start of the package to its first paint, beside a minimal PySide6 window of the same run.

The package is the folder that ``start.py package`` builds, unchanged: Qt itself is asked to say what it paints, of both
windows alike.
"""

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
from tests.bench.window import ROOT, RUNS, SCREEN, SCREENS, WARM_UP

PACKAGE = ROOT / "dist" / "BukuKPM" / "BukuKPM"
_PAINTED = b"as needing flush"
"""What Qt says when the window's picture is drawn and goes to the screen."""


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """Each is a process of its own, drawn offscreen; they take turns. Without a package it says so."""
    if not PACKAGE.is_file():
        print(f"{PACKAGE.relative_to(ROOT)} is not there: python3 start.py package builds it", file=sys.stderr)
        return
    asked = {"minimal": [sys.executable, "-m", "tests.bench.painting", "minimal"], "package": [str(PACKAGE)]}
    times: dict[str, list[float]] = {name: [] for name in asked}
    with tempfile.TemporaryDirectory(prefix="kpmbooks-home-") as home:
        (Path(home) / SCREENS).write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        for nth in range(WARM_UP + RUNS):
            for name, words in asked.items():
                spent = _painted(words, Path(home))
                if nth >= WARM_UP:
                    times[name].append(spent)
    found = {name: statistics.median(spent) for name, spent in times.items()}
    beside = "minimal PySide6 window"
    yield Figure("first paint of the package", found["package"], "ms", beside, found["minimal"], most_times=3)


def _painted(words: list[str], home: Path) -> float:
    """Milliseconds from the start of the process to its first picture; raises when it ends without one."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={home / SCREENS}",
        "QT_LOGGING_RULES": "qt.widgets.painting.info=true",
        "QT_FORCE_STDERR_LOGGING": "1",
        "KPMBOOKS_HOME": str(home),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    begun = time.monotonic_ns()
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as started:
        assert started.stderr is not None
        for line in started.stderr:
            if _PAINTED in line:
                spent = (time.monotonic_ns() - begun) / 1e6
                started.kill()
                return spent
    raise RuntimeError(f"{words[0]} ended without a picture")
