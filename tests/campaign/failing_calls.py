"""A disk that refuses any single call: every write, every synchronising, every removal, one after the other.

``strace``, where it is there, lets the call number N of a child fail. What the child then says must be a named problem,
and the book must say what it said before, or what it says after the act.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import people, recording
from kpmbooks.book import Book
from kpmbooks.problems import StorageError
from kpmbooks.safekeeping import copies
from tests import books
from tests.books import TODAY
from tests.campaign.kills import Scene, build, state
from tests.command_line.calling import ROOT

CALLS = (
    *(("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("write", "ENOSPC"), ("fsync", "EIO"), ("fdatasync", "EIO")),
    *(("unlink", "EACCES"), ("ftruncate", "EIO"), ("copy_file_range", "ENOSPC"), ("sendfile", "ENOSPC")),
)
SAID = ("done", "disk-full", "unreadable", "read-only", "not-rewritten", "copy-unwritable", "copy-damaged", "another")
"""What a child says by its exit code; by words it could not, where writing fails."""

MOST = 70
"""No act makes more calls of a kind."""


def _record(book: Book, _scene: Scene) -> None:
    books.record(book, "jual_tunai", amount=25_000, memo="bakwan")


def _correct(book: Book, _scene: Scene) -> None:
    with book.write() as tx:
        recording.correct(tx, "2026-A-007", "jual_tunai", {"amount": 1}, today=TODAY)


def _erase(book: Book, _scene: Scene) -> None:
    with book.write() as tx:
        people.erase_person(tx, people.persons(tx)[0])


def _copy(book: Book, scene: Scene) -> None:
    copies.make(book, "hand", scene.home)


ACTS: Mapping[str, Callable[[Book, Scene], None]] = {
    "record": _record,
    "correct": _correct,
    "erase": _erase,
    "copy": _copy,
}


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """Forty of ten thousand ``cases`` as refused calls of each act, spread over all that it makes."""
    if not shutil.which("strace"):
        return {}
    dice = Random(f"calls {seed}")
    told: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        whole = Scene(Path(folder) / "whole")
        build(whole.folder)
        with whole.open() as book, book.write() as tx:
            people.add_person(tx, "Ningsih")
        for act in ACTS:
            told[act] = _refuse(act, whole, Path(folder) / "scene", max(4, cases // 250), dice)
    return told


def _refuse(act: str, whole: Scene, folder: Path, cases: int, dice: Random) -> dict[str, Any]:
    figures: Counter[str] = Counter()
    broken: list[str] = []
    before, after = _states(act, whole, folder)
    every = [(call, error, nth) for call, error in CALLS for nth in range(1, MOST)]
    ends: dict[tuple[str, str], int] = {}
    dice.shuffle(every)
    while every and figures["calls"] < cases:
        call, error, nth = every.pop()
        if nth >= ends.get((call, error), MOST):
            continue
        scene = _fresh(whole, folder)
        said = _with_refused(f"{call}:error={error}:when={nth}", act, scene)
        if said == "done" and not _was_reached(call, act, whole, folder, nth):
            ends[call, error] = nth
            continue
        figures["calls"] += 1
        figures[said] += 1
        fault = _fault(said, scene, before, after)
        if fault:
            broken.append(f"{act}, {call} {nth} {error}: {said}, {fault}")
    return {**dict(sorted(figures.items())), "faults": broken}


def _states(act: str, whole: Scene, folder: Path) -> tuple[Any, Any]:
    scene = _fresh(whole, folder)
    with scene.open() as book:
        before = state(book)
        ACTS[act](book, scene)
        return before, state(book)


def _fresh(whole: Scene, folder: Path) -> Scene:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole.folder, folder)
    return Scene(folder)


def _with_refused(inject: str, act: str, scene: Scene) -> str:
    """What the child says when that call fails."""
    done = subprocess.run(
        [
            *("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}"),
            *(sys.executable, "-m", "tests.campaign.failing_calls", act, str(scene.folder)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return SAID[done.returncode] if 0 <= done.returncode < len(SAID) else f"fault ({done.returncode})"


def _was_reached(call: str, act: str, whole: Scene, folder: Path, nth: int) -> bool:
    """Whether the act makes that many calls at all: a signal instead of a refusal would have ended it."""
    fresh = _fresh(whole, folder.with_name("reached"))
    return _with_refused(f"{call}:signal=KILL:when={nth}", act, fresh) != "done"


def _fault(said: str, scene: Scene, before: Any, after: Any) -> str | None:
    if said.startswith("fault"):
        return "no named problem"
    try:
        with scene.open() as book:
            found = state(book)
    except StorageError as error:
        return f"the book does not open: {error.problem.code}"
    if said in ("done", "not-rewritten"):
        return None if found == after else "told to be done, and it is not"
    # When only the folder refuses to be synchronised after a commit nobody knows better, and nothing else is said.
    return None if found in (before, after) else "half an act"


def main(act: str, folder: str) -> int:
    """The child: does the act and says how it went; a fault without a name is one by its traceback."""
    scene = Scene(Path(folder))
    try:
        with scene.open() as book:
            ACTS[act](book, scene)
    except StorageError as error:
        return SAID.index(error.problem.code) if error.problem.code in SAID else SAID.index("another")
    except Exception:  # noqa: BLE001 - a fault without a name is what the campaign looks for
        return 99
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
