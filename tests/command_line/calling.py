"""Calling the program, in this process or as one of its own, and what it answers."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-01-31"

# What each report has beside the common keys, from the contract.
KEYS = {
    "cash-book": {"account", "opening", "rows", "totals", "closing"},
    "trial-balance": {"rows", "totals"},
    "income": {"rows", "totals"},
    "position": {"rows", "totals"},
    "cash-flow": {"rows", "totals", "opening", "closing"},
    "why-no-cash": {"profit", "rows", "change_in_cash"},
}
HEAD = {"report", "book", "ledger", "from", "to", "generated_on", "code"}


class Answer(NamedTuple):
    """What one call gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problems(self) -> list[tuple[str, str | None]]:
        return [(one["code"], one["where"]) for one in self.json["problems"]]


Say = Callable[..., Answer]


def process(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own, in the current folder."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "ui", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
