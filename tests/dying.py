"""A program that changes the passcode of copies of a book and is killed at chosen moments, for tests and campaign.

``python -m tests.dying`` reads its job as JSON from standard input and prints how many moments there were. A moment is
a line of the program's own that writes, compares or swaps, and every few steps of SQLite's machine while it writes; or
any point of time.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from kpmbooks import house
from kpmbooks.book import change_key
from kpmbooks.storage import Key, is_keyed, rekeying, salt_of

ROOT = Path(__file__).resolve().parent.parent
TRACED = ("rekeying.py",)


@dataclass(frozen=True, slots=True)
class Death:
    """One book whose key is changed from ``old`` to ``new`` (hex, empty for none), and the moment of dying.

    0 is none; a negative one is so many microseconds after the beginning.
    """

    book: str
    old: str
    new: str
    moment: int


def key(told: str) -> Key | None:
    """The key that ``told`` means."""
    return Key(bytes.fromhex(told[:64]), bytes.fromhex(told[64:])) if told else None


def told(one: Key | None) -> str:
    """The key as text."""
    return "" if one is None else (one.raw + one.salt).hex()


def kill_at(moments: list[Death]) -> int:
    """Change each key in a process of its own that dies at its moment; gives how many moments one change has."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.dying"],
        cwd=ROOT,
        input=json.dumps([asdict(one) for one in moments]),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return int(done.stdout)


def state_after(path: Path, old: Key | None, new: Key | None, *, entries: int) -> str:
    """Under which key the book at ``path`` lies, "old" or "new"; raises when it is not whole."""
    state = "new" if (new is None and not is_keyed(path)) or (new is not None and salt_of(path) == new.salt) else "old"
    with house.open_book(path, "write", key=new if state == "new" else old) as book:
        with book.read() as reader:
            found = house.check(reader)
        if not found.ok or found.entries != entries:
            raise ValueError(f"{path.name}: {found}")
        with book.write() as tx:
            tx.note_audit("open-ledger", "afterwards")
    left = sorted(one.name for one in path.parent.glob(f".{path.name}*"))
    if left:
        raise ValueError(f"{path.name}: {left} were left behind")
    return state


def _change(one: Death) -> int:
    count = 0

    def lines(frame: FrameType, event: str, _value: Any) -> Callable[..., Any]:
        nonlocal count
        if event == "line":
            count += 1
            if count == one.moment:
                os.kill(os.getpid(), signal.SIGKILL)
        return lines

    def calls(frame: FrameType, _event: str, _value: Any) -> Callable[..., Any] | None:
        return lines if frame.f_code.co_filename.endswith(TRACED) else None

    rekeying._STEPS_BETWEEN_REPORTS = 100
    book = house.open_book(Path(one.book), "write", key=key(one.old))
    if one.moment < 0:
        signal.setitimer(signal.ITIMER_REAL, -one.moment / 1e6)  # whose signal ends a program that does not take it
    else:
        sys.settrace(calls)
    change_key(book, key(one.new))
    sys.settrace(None)
    book.close()
    return count


def main() -> None:
    """Do the job that standard input describes."""
    most = 0
    for wanted in json.load(sys.stdin):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(writing, str(_change(Death(**wanted))).encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.close(writing)
        most = max(most, int(os.read(reading, 20) or b"0"))
        os.close(reading)
    print(most)


if __name__ == "__main__":
    main()
