"""The power goes at seeded moments of a run: book and journal as they lie on the disk then, opened elsewhere.

Twice. Once a child that works in a book is stopped, its files are copied as the machine holds them, and it goes on:
what a killed program leaves. And once everything that a run says to the disk is written down (by ``strace``, where it
is there) and played again up to a moment; of what was not yet synchronised each sector, and each name in the folder,
may be there or not: what a lost power leaves. Every copy must open to a whole state that was told, or to the next one.
"""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import house
from tests.campaign import kills
from tests.campaign.kills import Scene, build, forget_unkilled, is_allowed, state
from tests.command_line.calling import ROOT

SECTOR = 512
NAME = "melati.kpm"
_LINE = re.compile(r"(?P<call>\w+)\((?P<words>.*)\) += (?P<gave>-?\d+|0x[0-9a-f]+)")
_CALLS = "openat,close,pwrite64,write,lseek,fsync,fdatasync,ftruncate,unlink,rename"


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A twentieth of ``cases`` moments of each kind, 500 of ten thousand."""
    moments = max(2, cases // 20)
    told = {"stopped and copied": stopped(seed, moments)}
    if shutil.which("strace"):
        told["power lost"] = lost(seed, moments)
    forget_unkilled()
    return told


# Stopped


def stopped(seed: int, moments: int) -> dict[str, Any]:
    """Copies of what a child's files are at ``moments`` moments; it is stopped while they are taken."""
    dice = Random(f"stopped {seed}")
    figures: Counter[str] = Counter()
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        build(whole)
        sequence = 0
        while figures["moments"] < moments:
            scene = Scene(Path(folder) / f"scene {sequence}")
            shutil.copytree(whole, scene.folder)
            for done, copy in _moments(scene, sequence % kills.SEQUENCES, dice, moments - figures["moments"]):
                figures["moments"] += 1
                figures["with a journal"] += copy.with_name(f"{NAME}-journal").exists()
                if fault := _judged(copy, sequence % kills.SEQUENCES, done):
                    broken.append(f"sequence {sequence}, after {done}: {fault}")
                shutil.rmtree(copy.parent)
            sequence += 1
            shutil.rmtree(scene.folder)
    return {**figures, "faults": broken}


def _moments(scene: Scene, sequence: int, dice: Random, most: int) -> Iterator[tuple[int, Path]]:
    """Acts that were told and the copied book, at each moment of one child's life."""
    child, heard = kills.begin_child(kills.KINDS[0], scene, sequence)
    lines, taken, alive = b"", 0, True
    try:
        while alive and taken < most:
            ready, _, _ = select.select([heard], [], [], dice.random() * 0.03)
            if ready:
                piece = os.read(heard, 65_536)
                if not piece:
                    break
                lines += piece
                continue
            if b"ready" not in lines:
                continue
            os.kill(child, signal.SIGSTOP)
            # It may have come to its end meanwhile; then its pipe is readable for ever, and says nothing.
            alive = os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
            while select.select([heard], [], [], 0)[0] and (piece := os.read(heard, 65_536)):
                lines += piece
            copy = scene.folder / f"copy {taken}"
            copy.mkdir()
            for ending in ("", "-journal"):
                if Path(f"{scene.path}{ending}").exists():
                    shutil.copyfile(f"{scene.path}{ending}", copy / f"{NAME}{ending}")
            if alive:
                os.kill(child, signal.SIGCONT)
            taken += 1
            yield lines.count(b'"done"'), copy / NAME
    finally:
        if alive:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        os.close(heard)


def _judged(copy: Path, sequence: int, done: int) -> str | None:
    try:
        with house.open_book(copy, "write") as book:
            found = state(book)
        return None if is_allowed(found, sequence, done) else f"after {done} acts that were told it says something else"
    except Exception as error:  # noqa: BLE001 - a book that cannot be opened is what the campaign looks for
        return f"{type(error).__name__}: {error}"


# Lost


@dataclass
class File:
    """A file: what is on the disk for certain, and what was written since and may be there or not."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # where and what; None cuts the file there

    def synchronise(self) -> None:
        for at, content in self.pending:
            _put(self.durable, at, content)
        self.pending.clear()

    def after_a_cut(self, dice: Random) -> bytes:
        """What is found after the power came back: of what was not synchronised any sector."""
        content = bytearray(self.durable)
        for at, piece in self.pending:
            if piece is None:
                if dice.random() < 0.5:
                    _put(content, at, None)
                continue
            whole = dice.random()
            for begin in range(0, len(piece), SECTOR):
                if whole < 0.4 or (whole < 0.8 and dice.random() < 0.5):
                    _put(content, at + begin, piece[begin : begin + SECTOR])
        return bytes(content)


def _put(content: bytearray, at: int, piece: bytes | None) -> None:
    if piece is None:
        del content[at:]
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(piece)] = piece


class Disk:
    """Files by name, in memory; plays the calls of a run one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.names: dict[str, File] = {}
        self.pending_names: list[tuple[str, File | None]] = []
        self._open: dict[int, tuple[str, File | None]] = {}
        self._places: dict[int, int] = {}
        for one in folder.iterdir():
            if one.is_file():
                self.names[one.name] = File(bytearray(one.read_bytes()))
        self._seen = dict(self.names)

    def play(self, call: str, words: str, gave: int) -> None:
        """One call, as strace wrote it down."""
        if call == "openat":
            if gave >= 0:
                self._opened(words, gave)
        elif call in ("unlink", "rename"):
            paths = [Path(os.fsdecode(_text(one))) for one in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', words)]
            if paths[0].parent == self._folder:
                self._name(paths[0].name, None)
                if call == "rename":
                    self._name(paths[1].name, self._seen_before[paths[0].name])
        else:
            self._written(call, words, gave)

    def after_a_cut(self, folder: Path, dice: Random) -> None:
        """Write into ``folder`` what is found after the power came back."""
        names = dict(self.names)
        for name, file in self.pending_names[: dice.randint(0, len(self.pending_names))]:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file
        for name in (NAME, f"{NAME}-journal"):
            if name in names:
                (folder / name).write_bytes(names[name].after_a_cut(dice))

    def _opened(self, words: str, handle: int) -> None:
        found = re.search(r'"((?:\\x[0-9a-f]{2})*)", ([A-Z_|]+)', words)
        if found is None:
            return
        path = Path(os.fsdecode(_text(found[1])))
        self._places[handle] = 0
        if path == self._folder:
            self._open[handle] = ("", None)
        elif path.parent == self._folder:
            file = self._seen.get(path.name)
            if file is None:
                file = File()
                self._name(path.name, file)
            if "O_TRUNC" in found[2]:
                file.pending.append((0, None))
            self._open[handle] = (path.name, file)
        else:
            self._open.pop(handle, None)

    def _written(self, call: str, words: str, gave: int) -> None:
        handle = int(words.split(",")[0])
        name, file = self._open.get(handle, (None, None))
        if call == "close":
            self._open.pop(handle, None)
        elif name == "" and call in ("fsync", "fdatasync"):
            self._names_are_durable()
        elif file is None or gave < 0:
            return
        elif call in ("fsync", "fdatasync"):
            file.synchronise()
        elif call == "ftruncate":
            file.pending.append((int(words.split(",")[1]), None))
        elif call == "lseek":
            self._places[handle] = gave
        elif call in ("pwrite64", "write"):
            content = _text(re.findall(r'"((?:\\x[0-9a-f]{2})*)"', words)[0])[:gave]
            at = int(words.rsplit(",", 1)[1]) if call == "pwrite64" else self._places[handle]
            file.pending.append((at, content))
            self._places[handle] = at + gave

    def _name(self, name: str, file: File | None) -> None:
        self._seen_before = dict(self._seen)
        self.pending_names.append((name, file))
        if file is None:
            self._seen.pop(name, None)
        else:
            self._seen[name] = file

    def _names_are_durable(self) -> None:
        for name, file in self.pending_names:
            if file is None:
                self.names.pop(name, None)
            else:
                self.names[name] = file
        self.pending_names.clear()


def _text(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def lost(seed: int, moments: int) -> dict[str, Any]:
    """What is found at ``moments`` moments of runs that were written down, after the power came back."""
    dice = Random(f"lost {seed}")
    figures: Counter[str] = Counter()
    broken: list[str] = []
    runs = max(1, moments // 150)
    with tempfile.TemporaryDirectory() as folder:
        for sequence in range(runs):
            scene = Scene(Path(folder).resolve() / f"scene {sequence}")
            build(scene.folder)
            before = Path(folder) / "before"
            shutil.copytree(scene.folder, before)
            calls = _written_down(scene, sequence % kills.SEQUENCES)
            here = sorted(dice.sample(range(len(calls)), min(len(calls), moments // runs)))
            for done, copy, was_pending in _cuts(before, scene.folder, calls, here, dice):
                figures["moments"] += 1
                figures["with something in between"] += was_pending
                if fault := _judged(copy, sequence % kills.SEQUENCES, done):
                    broken.append(f"run {sequence}, after {done}: {fault}")
                shutil.rmtree(copy.parent)
            shutil.rmtree(before)
    return {**figures, "faults": broken}


def _written_down(scene: Scene, sequence: int) -> list[tuple[str, str, int]]:
    """Every call of a run that concerns files, in their order; what it tells is among them."""
    log = scene.folder.with_name("calls.txt")
    subprocess.run(
        [
            *("strace", "-o", str(log), "-xx", "-s", "70000", "-e", f"trace={_CALLS}"),
            *(sys.executable, "-m", "tests.campaign.power_cuts", str(scene.folder), str(sequence)),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found = []
    begun = False
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if match := _LINE.match(line):
                begun = begun or (match["call"] == "write" and _is_said(match["words"], b"ready"))
                if begun or match["call"] in ("openat", "close", "lseek"):
                    found.append((match["call"], match["words"], int(match["gave"], 0)))
    log.unlink()
    return found


def _is_said(words: str, what: bytes) -> bool:
    return (
        words.startswith("1,") and b"".join(map(_text, re.findall(r'"((?:\\x[0-9a-f]{2})*)"', words))).find(what) >= 0
    )


def _cuts(
    before: Path, folder: Path, calls: list[tuple[str, str, int]], moments: list[int], dice: Random
) -> Iterator[tuple[int, Path, bool]]:
    disk = Disk(before)
    disk._folder = folder
    done, wanted = 0, set(moments)
    for nth, (call, words, gave) in enumerate(calls):
        disk.play(call, words, gave)
        done += call == "write" and _is_said(words, b'"done"')
        if nth in wanted:
            copy = before.with_name("copy")
            copy.mkdir()
            disk.after_a_cut(copy, dice)
            pending = bool(disk.pending_names) or any(file.pending for file in disk.names.values())
            yield done, copy / NAME, pending


def main(folder: str, sequence: str) -> None:
    """The run that is written down: says on standard output what it has done."""
    kills.KINDS[0].live(Scene(Path(folder)), int(sequence), kills.say_to(1))


if __name__ == "__main__":
    main(*sys.argv[1:])
