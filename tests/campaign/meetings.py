"""A meeting that is killed at seeded moments: every cell that was told to be kept is there, nothing is posted twice.

A child holds meetings in a book (cells, minutes, counting, closing, opening again) and tells each act through its
output; somewhere in between it is killed. The book must say what it says after the acts that were told, or after one
more. What it should say comes from the same acts done without being killed.
"""

import json
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import group, house
from kpmbooks.book import Book, Tx
from kpmbooks.group import Count, Meeting
from tests import meetings
from tests.books import START, own
from tests.command_line.calling import ROOT

SEQUENCES = 4
"""So many different evenings; each is also done once without being killed."""

ACTS = 80
SECONDS = 1.0
MEMBERS = 8
State = tuple[Any, ...]


def build(path: Path) -> None:
    """A group with members and rules that met once."""
    with meetings.with_members(MEMBERS, path) as book:
        meetings.hold(book, START + timedelta(days=4))


def acts(book: Book, sequence: int) -> Iterator[Callable[[], object]]:
    """What is done on an evening, act by act; the same sequence does the same."""
    dice = Random(f"meetings {sequence}")

    def written(act: Callable[[Tx], object]) -> Callable[[], object]:
        def do() -> object:
            with book.write() as tx:
                return act(tx)

        return do

    for nth in range(1, ACTS):
        day = START + timedelta(days=4 + 7 * nth)
        yield written(lambda tx, day=day: group.open_meeting(tx, own(tx), day))  # type: ignore[misc] # bound now
        yield from _sheet(book, dice, written)
        for total in (1_000_000, 950_000):
            notes = group.write_notes({100_000: total // 100_000, 50_000: total % 100_000 // 50_000})
            yield written(lambda tx, notes=notes: group.write_minutes(tx, _last(tx), {"notes": notes}))  # type: ignore[misc]
        yield written(lambda tx: group.write_minutes(tx, _last(tx), {"decisions": "Beli sabun", "step": "close"}))
        yield written(lambda tx: group.close_meeting(tx, own(tx), _last(tx), count=Count({100_000: 9})))
        if dice.random() < 0.6:
            yield written(lambda tx, day=day: group.reopen_meeting(tx, own(tx), _last(tx), today=day))  # type: ignore[misc]
            yield from _sheet(book, dice, written, few=True)
            yield written(lambda tx: group.close_meeting(tx, own(tx), _last(tx)))


def _sheet(
    book: Book, dice: Random, written: Callable[[Callable[[Tx], object]], Callable[[], object]], *, few: bool = False
) -> Iterator[Callable[[], object]]:
    for place in range(MEMBERS):
        if few and place != dice.randrange(MEMBERS):
            continue
        amount, lent = dice.randrange(40) * 500, dice.random() < 0.2

        def write(tx: Tx, place: int = place, amount: int = amount, *, lent: bool = lent) -> None:
            row = group.sheet_of(tx, own(tx), _last(tx))[place]
            cells = {**row.by_rules(), "savings:sukarela": amount}
            group.write_cells(tx, _last(tx), row.member, {**cells, "new_loan": 50_000} if lent else cells)

        yield written(write)


def _last(tx: Any) -> Meeting:
    return group.meetings_of(tx, own(tx), 1)[0]


def state(book: Book) -> State:
    """What meetings change, without uids and instants. All of it must hold."""
    with book.read() as reader:
        result = house.check(reader)
        if result.faults:
            raise ValueError(f"does not hold: {[fault.code for fault in result.faults][:5]}")

        def rows(sql: str) -> tuple[Any, ...]:
            return tuple(tuple(row) for row in reader.connection.exec_driver_sql(sql))

        return (
            rows("SELECT number, day FROM meetings ORDER BY number"),
            rows("SELECT meeting_id, member_id, cell, value FROM meeting_cells ORDER BY 1, 2, 3"),
            rows("SELECT meeting_id, state, batch_id FROM meeting_states ORDER BY id"),
            rows("SELECT day, kind, folds FROM entries ORDER BY id"),
            rows("SELECT entry_id, account_id, amount FROM postings ORDER BY id"),
            rows("SELECT entry_id, member_id, purse, amount FROM member_movements ORDER BY id"),
            rows("SELECT member_id, purse, amount FROM member_levels ORDER BY 1, 2, 3"),
            rows("SELECT fact, coalesce(value, '') FROM facts ORDER BY id"),
            int(group.box_before(reader, own(reader), date(2099, 1, 1))),
        )


class Unkilled:
    """An evening done without being killed, as far as somebody asks."""

    def __init__(self, whole: Path, sequence: int, folder: Path) -> None:
        path = folder / f"unkilled-{sequence}.kpm"
        shutil.copyfile(whole, path)
        self._book = house.open_book(path, "write")
        self._acts = acts(self._book, sequence)
        self._after: list[State] = [state(self._book)]

    def after(self, count: int) -> State:
        """What the book says after so many acts."""
        while len(self._after) <= count:
            next(self._acts)()
            self._after.append(state(self._book))
        return self._after[count]

    def close(self) -> None:
        """Let go of the book."""
        self._book.close()


def kill_once(path: Path, sequence: int, delay: float) -> list[Any]:
    """Let a child hold meetings and kill it ``delay`` seconds after it was ready; gives what it told."""
    words = [sys.executable, "-m", "tests.campaign.meetings", str(path), str(sequence)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        told = [json.loads(child.stdout.readline() or b'["silent"]')]
        deadline = time.monotonic() + delay
        while (left := deadline - time.monotonic()) > 0:
            select.select([], [], [], left)
        child.kill()
        rest = child.stdout.read()
    return [*told, *(json.loads(line) for line in rest.decode().splitlines() if line.endswith("]"))]


def judged(path: Path, unkilled: Unkilled, told: list[Any]) -> str | None:
    """Which promise was broken, if any."""
    if told[0] != ["ready"] or (failed := [one[1] for one in told if one[0] == "failed"]):
        return f"the child failed: {told[0] if told[0] != ['ready'] else failed[0]}"
    done = max((one[1] for one in told if one[0] == "done"), default=0)
    try:
        with house.open_book(path, "write") as book:
            found = state(book)
            if found not in (unkilled.after(done), unkilled.after(done + 1)):
                return f"after {done} acts that were told the book says something else"
            with book.write() as tx:  # it can be written on
                tx.note_audit("open-ledger", "afterwards")
    except Exception as error:  # noqa: BLE001 - a book that cannot be judged is what the campaign looks for
        return f"{type(error).__name__}: {error}"
    return None


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A fiftieth of ``cases`` kills: 200 of ten thousand."""
    dice = Random(f"meetings {seed}")
    figures: Counter[str] = Counter(kills=0)
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = folder / "whole.kpm"
        build(whole)
        evenings = {sequence: Unkilled(whole, sequence, folder) for sequence in range(SEQUENCES)}
        for case in range(max(1, cases // 50)):
            sequence, delay = dice.randrange(SEQUENCES), dice.random() * SECONDS
            path = folder / "killed.kpm"
            for old in folder.glob("killed.kpm*"):
                old.unlink()
            shutil.copyfile(whole, path)
            told = kill_once(path, sequence, delay)
            fault = judged(path, evenings[sequence], told)
            counted = Counter(one[0] for one in told)
            figures.update(
                {"kills": 1, "acts told": counted["done"], "in the middle": int(counted["begin"] > counted["done"])}
            )
            if fault:
                broken.append(f"case {case}, {delay:.3f} s: {fault}")
        for evening in evenings.values():
            evening.close()
    return {"meetings": {**figures, "faults": broken}}


def main(path: str, sequence: str) -> None:
    """Be the child: hold meetings until it is killed."""

    def say(*words: Any) -> None:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()

    with house.open_book(Path(path), "write") as book:
        say("ready")
        for nth, act in enumerate(acts(book, int(sequence)), 1):
            say("begin")
            try:
                act()
            except Exception as error:  # noqa: BLE001 - told, so that it is a fault of the campaign
                say("failed", repr(error))
                return
            say("done", nth)


if __name__ == "__main__":
    main(*sys.argv[1:])
