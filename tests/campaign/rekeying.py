"""Kills while the passcode of a book is set, changed and removed: afterwards there is one whole book, old or new."""

import random
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any

from kpmbooks.book import change_key
from kpmbooks.storage import Key
from tests import books, dying

ENTRIES = 40
_AT_ONCE = 50
_END = 90
"""Moments from the time when the new file is whole to the time when nothing is left of the old one."""


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A tenth of ``cases`` kills for each of the three.

    A third at any point of time, a third at any step of the work, a third around its end, where the files change place.
    """
    chance = random.Random(seed)
    one, other = (Key(chance.randbytes(32), chance.randbytes(16)) for _nth in range(2))
    changes = {"set": (None, one), "changed": (one, other), "removed": (one, None)}
    return {
        f"passcode {act}, killed meanwhile": _kills(chance, max(2, cases // 10), old, new)
        for act, (old, new) in changes.items()
    }


def _kills(chance: random.Random, count: int, old: Key | None, new: Key | None) -> Mapping[str, Any]:
    found: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kpmbooks-kills-") as folder:
        whole = Path(folder) / "whole.kpm"
        with books.group(whole) as book:
            for _nth in range(ENTRIES):
                books.record(book, "jual_tunai", amount=1_000, memo="Kos Bu Ratna")
            if old is not None:
                change_key(book, old)
        rehearsal = Path(folder) / "rehearsal.kpm"
        copyfile(whole, rehearsal)
        total = dying.kill_at([dying.Death(str(rehearsal), dying.told(old), dying.told(new), 0)])
        for begun in range(0, count, _AT_ONCE):
            deaths = []
            for nth in range(begun, min(begun + _AT_ONCE, count)):
                copy = Path(folder) / f"{nth}.kpm"
                copyfile(whole, copy)
                moment = (
                    -chance.randrange(1_000, 200_000),
                    chance.randrange(1, total + 1),
                    chance.randrange(max(1, total - _END), total + 1),
                )[nth % 3]
                deaths.append(dying.Death(str(copy), dying.told(old), dying.told(new), moment))
            dying.kill_at(deaths)
            for death in deaths:
                try:
                    found[dying.state_after(Path(death.book), old, new, entries=ENTRIES)] += 1
                except Exception as error:  # noqa: BLE001 - whatever it is, the promise is broken
                    broken.append(f"moment {death.moment}: {error!r}")
                Path(death.book).unlink()
    return {"kills": count, "left as before": found["old"], "changed": found["new"], "faults": broken}
