"""Kills while a book is copied, restored and made to forget: whole books under their names, and only whole copies."""

import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from kpmbooks import house, people
from kpmbooks.book import Book, Installation
from kpmbooks.safekeeping import copies, shelf
from kpmbooks.safekeeping.restoring import restore
from tests import books

ENTRIES = 12
LAST = 20
TRACED = ("copying.py", "copies.py", "restoring.py", "forgetting.py", "shelf.py", "rekeying.py")
NAME = "Ningsih Wulandari"


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A tenth of ``cases`` kills for each of the three."""
    chance = random.Random(seed)
    acts = {"copied": _copy, "restored": _restore, "made to forget": _forget}
    return {
        f"books {name}, killed meanwhile": _kills(chance, max(2, cases // 10), act, name) for name, act in acts.items()
    }


class _Scene:
    """A book with one more entry than its copy, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.path = folder / "melati.kpm"

    def installation(self) -> Installation:
        return Installation(self.home / "writers")

    def book(self, mode: Any = "write") -> Book:
        return house.open_book(self.path, mode, installation=self.installation())

    def build(self, *, erased: bool) -> None:
        books.group(self.path).close()
        (self.folder / "stik").mkdir()
        shelf.name_other_place(self.home, self.folder / "stik")
        with self.book() as book:
            with book.write() as tx:
                person = people.add_person(tx, NAME)
            for _nth in range(ENTRIES):
                books.record(book, "jual_belum_dibayar", amount=1_000, party=NAME)
            copies.make(book, "close", self.home)
            books.record(book, "jual_tunai", amount=2_000)
            if erased:
                with book.write() as tx:
                    people.erase_person(tx, person)

    def copies(self) -> list[Path]:
        found = [one for one in self.folder.rglob("*.kpm") if one != self.path and shelf.read_name(one)]
        return [*found, *copies.kept_beside(self.path)]


def _copy(scene: _Scene) -> None:
    with scene.book("read") as book:
        copies.make(book, "hand", scene.home)


def _restore(scene: _Scene) -> None:
    (copy,) = (scene.home / "salinan").glob("*/*saat ditutup.kpm")
    restore(copy, scene.path, scene.home, installation=scene.installation())


def _forget(scene: _Scene) -> None:
    with scene.book("read") as book:
        copies.make(book, "hand", scene.home)


def _kills(chance: random.Random, count: int, act: Callable[[_Scene], None], name: str) -> Mapping[str, Any]:
    found: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kpmbooks-kills-") as folder:
        whole = Path(folder) / "whole"
        whole.mkdir()
        _Scene(whole).build(erased=act is _forget)
        total = _dying(_fresh(whole, Path(folder) / "rehearsal"), act, 0)
        for nth in range(count):
            scene = _fresh(whole, Path(folder) / str(nth))
            # By lines, by the lines at the end where names change, and at any point of time.
            moment = (
                chance.randrange(1, total + 1),
                total - chance.randrange(min(total, LAST)),
                -chance.randrange(1_000, 60_000),
            )[nth % 3]
            _dying(scene, act, moment)
            try:
                found[_state_after(scene, act)] += 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it is what the campaign looks for
                broken.append(f"{name}, moment {moment} of {total}: {type(error).__name__} {error}")
            shutil.rmtree(scene.folder)
    return {"cases": count, "moments": total, **found, "faults": broken}


def _fresh(whole: Path, folder: Path) -> _Scene:
    shutil.copytree(whole, folder)
    scene = _Scene(folder)
    shelf.name_other_place(scene.home, folder / "stik")
    return scene


def _dying(scene: _Scene, act: Callable[[_Scene], None], moment: int) -> int:
    """Do ``act`` in a process that dies at that line (or after so many microseconds); gives how many lines it has."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, str(_traced(scene, act, moment)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    lines = int(os.read(reading, 20) or b"0")
    os.close(reading)
    return lines


def _traced(scene: _Scene, act: Callable[[_Scene], None], moment: int) -> int:
    count = 0

    def lines(_frame: FrameType, event: str, _value: Any) -> Callable[..., Any]:
        nonlocal count
        if event == "line":
            count += 1
            if count == moment:
                os.kill(os.getpid(), signal.SIGKILL)
        return lines

    def calls(frame: FrameType, _event: str, _value: Any) -> Callable[..., Any] | None:
        return lines if frame.f_code.co_filename.endswith(TRACED) else None

    if moment < 0:
        signal.setitimer(signal.ITIMER_REAL, -moment / 1e6)
    else:
        sys.settrace(calls)
    act(scene)
    sys.settrace(None)
    return count


def _state_after(scene: _Scene, act: Callable[[_Scene], None]) -> str:
    """How many entries the book has; raises ValueError for anything that is not whole, and when it cannot go on."""
    entries = _check(scene.path)
    allowed = {ENTRIES, ENTRIES + 1} if act is _restore else {ENTRIES + 1}
    if entries not in allowed:
        raise ValueError(f"{entries} entries")
    for copy in scene.copies():
        if _check(copy) not in (ENTRIES, ENTRIES + 1):
            raise ValueError(f"{copy.name} is another book")
    with scene.book() as book:
        books.record(book, "jual_tunai", amount=3_000)
        copies.make(book, "close", scene.home)
    for copy in scene.copies():
        _check(copy)
        if act is _forget and NAME.encode() in copy.read_bytes():
            raise ValueError(f"{copy.name} remembers")
    return f"{entries} entries"


def _check(path: Path) -> int:
    with house.open_book(path) as book, book.read() as reader:
        result = house.check(reader)
    if not result.ok:
        raise ValueError(f"{path.name}: {[fault.code for fault in result.faults]}")
    return result.entries
