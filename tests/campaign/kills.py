"""``kill -9`` at seeded moments: every act that was told to be done is there, no half act, and everything holds.

A child works in a book and tells each finished act through a pipe; somewhere in between it is killed. What the book
says afterwards must be what it says after the acts that were told, or after one more: the one that was going on may be
there wholly. What it should say comes from the same acts done without being killed.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kpmbooks import house, ledger, people, recording
from kpmbooks.book import Book, Installation, change_key
from kpmbooks.book.prints import register
from kpmbooks.exchange import importing
from kpmbooks.exchange.understanding import understand
from kpmbooks.ledger.recent import recent_entries
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.safekeeping import copies, shelf
from kpmbooks.safekeeping.repair import repair
from kpmbooks.safekeeping.restoring import restore
from kpmbooks.storage import FORMAT, Format, Step, key_from_passcode, upgrade
from tests import books
from tests.books import START, TODAY
from tests.command_line.calling import ROOT

KEY = key_from_passcode("melati", b"0123456789abcdef")
SEQUENCES = 6
"""So many different sequences of acts; each is done once without being killed, to know what it should say."""

LONGEST = 60
"""Acts of a sequence."""

Say = Callable[..., None]
State = tuple[Any, ...]


@dataclass
class Scene:
    """A folder with a book in it, and a home for what the person's installation keeps."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "melati.kpm"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def open(self, mode: Any = "write", key: Any = None) -> Book:
        return house.open_book(self.path, mode, installation=Installation(self.home / "writers"), key=key)


def build(folder: Path) -> None:
    """A book with some months in it, and a copy of it as it was a little earlier."""
    scene = Scene(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with house.create(
        scene.path,
        kind="family",
        name="Keluarga Bu Siti",
        business="Gorengan",
        start=START,
        installation=Installation(scene.home / "writers"),
    ) as book:
        with book.write() as tx:
            sales: Any = [
                ("jual_tunai", {"amount": 20_000 + nth, "memo": f"hari {nth}", "date": _day(nth)}, _own(tx), "sheet")
                for nth in range(150)
            ]
            recording.record_many(tx, sales, today=TODAY)
        copies.make(book, "close", scene.home)
        books.record(book, "jual_tunai", amount=1, memo="sesudah salinan")


def _day(nth: int) -> date:
    return START + timedelta(days=nth % 30)


def _own(reader: Any) -> Any:
    return ledger.default_ledger(reader)


def state(book: Book) -> State:
    """What acts change, without uids and instants: counts, sums, what was done, in which order. All of it must hold."""
    with book.read() as reader:
        result = house.check(reader)
        if result.faults:
            raise ValueError(f"does not hold: {[fault.code for fault in result.faults][:5]}")

        def rows(sql: str) -> tuple[Any, ...]:
            return tuple(tuple(row) for row in reader.connection.exec_driver_sql(sql))

        return (
            rows("SELECT day, kind, source, folds, length(answers) FROM entries ORDER BY id"),
            rows("SELECT entry_id, account_id, amount FROM postings ORDER BY id"),
            rows("SELECT act, undoes IS NOT NULL FROM batches ORDER BY id"),
            rows("SELECT act FROM audit ORDER BY id"),
            rows("SELECT name FROM accounts ORDER BY id"),
            rows("SELECT through FROM period_locks ORDER BY id"),
            rows("SELECT text IS NULL FROM texts ORDER BY id"),
            rows("SELECT report FROM prints ORDER BY id"),
            rows("SELECT count(*) FROM persons"),
        )


# What a person does, one act after the other; the same seed does the same.


def acts(book: Book, dice: Random) -> None:
    """One act; one that is refused changes nothing."""
    with contextlib.suppress(Rejected):
        _act(book, dice)


def _act(book: Book, dice: Random) -> None:
    choice = dice.random()
    amount = dice.randrange(1, 400) * 500
    with book.read() as reader:
        standing = [
            one.number for one in recent_entries(reader, _own(reader), 30) if recording.is_standing(reader, one)
        ]
    if choice < 0.45 or not standing:
        kind = dice.choice(("jual_tunai", "beli_bahan", "ambil_untuk_keluarga", "jual_belum_dibayar"))
        books.record(book, kind, amount=amount, memo="x" * dice.randrange(60), date=_day(dice.randrange(30)))
    elif choice < 0.60:
        with book.write() as tx:
            number = dice.choice(standing)
            recording.correct(tx, number, "jual_tunai", {"amount": amount}, today=TODAY, reason="salah")
    elif choice < 0.70:
        with book.write() as tx:
            recording.reverse(tx, dice.choice(standing), today=TODAY)
    elif choice < 0.78:
        with book.write() as tx:
            recording.undo(tx, today=TODAY)
    elif choice < 0.84:
        _import(book, dice)
    elif choice < 0.89:
        with book.write() as tx:
            name = f"Akun {dice.randrange(10**9)}"
            ledger.add_account(tx, _own(tx), ledger.NewAccount(code="", name=name, type="expense", fund="usaha"))
    elif choice < 0.93:
        with book.write() as tx:
            person = people.add_person(tx, f"Ningsih {dice.randrange(10**6)}")
        if dice.random() < 0.5:
            with book.write() as tx:
                people.erase_person(tx, person)
    else:
        register(book, f"income {dice.randrange(10**9)}", {}, {"net": amount})


def _import(book: Book, dice: Random) -> None:
    lines = [
        f"{_day(nth):%d/%m/%Y};impor {dice.randrange(10**6)};{dice.randrange(1, 900) * 1_000};" for nth in range(80)
    ]
    found = understand("\n".join(("tanggal;uraian;masuk;keluar", *lines)).encode(), "cash", name="x.csv", today=TODAY)
    with book.write() as tx:
        importing.take(tx, found, importing.Options(ledger=_own(tx), today=TODAY))


def _live(scene: Scene, sequence: int, say: Say) -> None:
    dice = Random(f"acts {sequence}")
    with scene.open() as book:
        say("ready")
        for nth in range(LONGEST):
            say("begin")
            acts(book, dice)
            say("done", nth + 1)


class _Unkilled:
    """The acts of a sequence done without being killed, as far as somebody asks what the book says after them."""

    def __init__(self, sequence: int) -> None:
        self._folder = tempfile.TemporaryDirectory()
        scene = Scene(Path(self._folder.name) / "scene")
        build(scene.folder)
        self._dice = Random(f"acts {sequence}")
        self._book = scene.open()
        self._book.subscribe(lambda _topics: self._seen.append(state(self._book)))
        self._seen: list[State] = []
        self._after: list[tuple[State, ...]] = [(state(self._book),)]

    def after(self, count: int) -> tuple[State, ...]:
        """What the book may say while act number ``count`` goes on, the last when it is done."""
        while len(self._after) <= count:
            self._seen.clear()
            acts(self._book, self._dice)
            self._after.append((*self._seen, state(self._book)))
        return self._after[count]

    def close(self) -> None:
        """Let go of book and folder."""
        self._book.close()
        self._folder.cleanup()


_unkilled: dict[int, _Unkilled] = {}


def unkilled(sequence: int) -> _Unkilled:
    """The sequence, begun once."""
    if sequence not in _unkilled:
        _unkilled[sequence] = _Unkilled(sequence)
    return _unkilled[sequence]


def forget_unkilled() -> None:
    """Let go of all sequences that were begun."""
    while _unkilled:
        _unkilled.popitem()[1].close()


def is_allowed(found: State, sequence: int, done: int) -> bool:
    """Whether the book may say this after ``done`` acts were told: those, or the next one wholly as well."""
    acts_of = unkilled(sequence)
    return found == acts_of.after(done)[-1] or found in acts_of.after(done + 1)


def _judge_acts(scene: Scene, sequence: int, told: list[Any]) -> str | None:
    done = max((one[1] for one in told if one[0] == "done"), default=0)
    with scene.open() as book:
        found = state(book)
        if not is_allowed(found, sequence, done):
            return f"after {done} acts that were told the book says something else"
        books.record(book, "jual_tunai", amount=5)  # it can be written on
    return _left_over(scene)


# Acts on whole files


def _copy(scene: Scene, _sequence: int, say: Say) -> None:
    with scene.open() as book:
        say("ready")
        for nth in range(40):
            say("begin")
            made = copies.make(book, "hand", scene.home)
            say("done", made.copy.path.name)
            books.record(book, "jual_tunai", amount=7 + nth)


def _judge_copy(scene: Scene, _sequence: int, told: list[Any]) -> str | None:
    with scene.open() as book:
        state(book)
        listed = shelf.listed(shelf.own_folder(scene.home, book.owner.uid))
        names = {one.path.name for one in listed}
        if missing := [one[1] for one in told if one[0] == "done" and one[1] not in names]:
            return f"copies that were told are not there: {missing}"
        for one in listed:
            if copies.look_into(one, None).problem is not None:
                return f"a copy that is listed cannot be read: {one.path.name}"
        copies.make(book, "hand", scene.home)
        books.record(book, "jual_tunai", amount=5)  # takes away a journal that was begun and never written
    return _left_over(scene)


def _restore(scene: Scene, _sequence: int, say: Say) -> None:
    with scene.open("read") as book:
        copy = shelf.listed(shelf.own_folder(scene.home, book.owner.uid))[0]
    say("ready")
    say("begin")
    restore(copy.path, scene.path, scene.home, installation=Installation(scene.home / "writers"))
    say("done", 1)


def _judge_restore(scene: Scene, _sequence: int, told: list[Any]) -> str | None:
    with scene.open() as book:
        count = len(state(book)[0])
    if count not in ((150,) if _is_done(told) else (150, 151)):
        return f"neither the book nor its copy: {count} records"
    kept = list(scene.folder.glob("melati sebelum dipulihkan*.kpm"))
    if count == 150 and not any(_entries(one) == 151 for one in kept):
        return "the book from before is not kept"
    return _left_over(scene)


def _add_a_column(operations: Any) -> None:
    import sqlalchemy as sa

    with operations.batch_alter_table("entries") as table:
        table.add_column(sa.Column("sheet", sa.Text))


_NEXT = Format(FORMAT.major, FORMAT.minor + 1)
_STEP = Step("a sheet number for each entry", FORMAT, _NEXT, _add_a_column)


def _upgrade_it(scene: Scene) -> None:
    upgrade(scene.path, steps=[_STEP], guards=house.LAYOUT.guards(), figures=house.LAYOUT.figures, target=_STEP.after)


def _upgrade(scene: Scene, _sequence: int, say: Say) -> None:
    say("ready")
    say("begin")
    _upgrade_it(scene)
    say("done", 1)


def _judge_upgrade(scene: Scene, _sequence: int, told: list[Any]) -> str | None:
    with books.stranger(scene.path) as raw:
        raw.execute("PRAGMA query_only=ON")
        number = raw.execute("PRAGMA user_version").fetchone()[0]
        whole = raw.execute("PRAGMA integrity_check").fetchone()[0]
        count = raw.execute("SELECT count(*) FROM entries").fetchone()[0]
    is_new = number == _NEXT.major * 1000 + _NEXT.minor
    if whole != "ok" or count != 151:
        return f"the book is not whole: {whole}, {count} records"
    if _is_done(told) and not is_new:
        return "an upgrade that was told is not there"
    kept = list(scene.folder.glob(f"melati.format-{FORMAT}*.kpm"))
    if is_new and not any(_entries(one) == 151 for one in kept):
        return "the old file is not kept"
    if not is_new:
        _upgrade_it(scene)
        if len(list(scene.folder.glob(f"melati.format-{FORMAT}*.kpm"))) != 1:
            return "the old file is kept twice"
    return _left_over(scene)


def _passcode(scene: Scene, _sequence: int, say: Say) -> None:
    with scene.open() as book:
        say("ready")
        say("begin")
        change_key(book, KEY)
        say("done", 1)


def _judge_passcode(scene: Scene, _sequence: int, told: list[Any]) -> str | None:
    try:
        with scene.open(key=KEY) as book:
            count, keyed = len(state(book)[0]), book.key is not None
    except StorageError as error:
        return f"opens neither with nor without the passcode: {error.problem.code}"
    if count != 151 or (_is_done(told) and not keyed):
        return f"{count} records, keyed {keyed}"
    return _left_over(scene)


def _repair(scene: Scene, _sequence: int, say: Say) -> None:
    with books.stranger(scene.path) as raw:
        raw.execute("UPDATE account_months SET debit = debit + 1")
    say("ready")
    say("begin")
    repair(scene.path)
    say("done", 1)


def _judge_repair(scene: Scene, _sequence: int, told: list[Any]) -> str | None:
    if not _is_done(told):
        repair(scene.path)
    with scene.open() as book:
        count = len(state(book)[0])
    return _left_over(scene) if count == 151 else f"{count} records"


def _entries(path: Path) -> int:
    with books.stranger(path) as raw:
        return int(raw.execute("SELECT count(*) FROM entries").fetchone()[0])


def _is_done(told: list[Any]) -> bool:
    return any(one[0] == "done" for one in told)


def _left_over(scene: Scene) -> str | None:
    """What lies beside the book after it was opened once more: nothing that a killed act began."""
    known = ("melati.kpm", "home")
    left = [
        one.name
        for one in scene.folder.iterdir()
        if one.name not in known and not one.name.startswith(("melati sebelum", "melati.format", ".kpmbooks-"))
    ]
    return f"left beside: {left}" if left else None


@dataclass(frozen=True)
class Kind:
    """What is done and how it is judged; how often of a hundred, and within how many seconds it is killed."""

    name: str
    live: Callable[[Scene, int, Say], None]
    judge: Callable[[Scene, int, list[Any]], str | None]
    share: int
    seconds: float


KINDS = (
    Kind("acts in a book, imports among them", _live, _judge_acts, 55, 1.2),
    Kind("copying", _copy, _judge_copy, 10, 0.6),
    Kind("restoring", _restore, _judge_restore, 10, 0.35),
    Kind("upgrading", _upgrade, _judge_upgrade, 10, 0.35),
    Kind("changing the passcode", _passcode, _judge_passcode, 10, 0.5),
    Kind("repairing", _repair, _judge_repair, 5, 1.5),
)


def kill_once(kind: Kind, scene: Scene, sequence: int, delay: float) -> list[Any]:
    """Let a child live in the scene and kill it ``delay`` seconds after it was ready; gives what it told."""
    child, heard = begin_child(kind, scene, sequence)
    lines = b""
    deadline = None
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([heard], [], [], left)
        if not ready:
            os.kill(child, signal.SIGKILL)
            deadline = None
        piece = os.read(heard, 65_536)
        if not piece:
            break
        lines += piece
        if deadline is None and b"ready" in lines and ready:
            deadline = time.monotonic() + delay
    os.close(heard)
    os.waitpid(child, 0)
    return [json.loads(line) for line in lines.decode().splitlines() if line.endswith("]")]


def begin_child(kind: Kind, scene: Scene, sequence: int) -> tuple[int, int]:
    """A child that lives in the scene; gives its id and the pipe through which it tells.

    A fork spares it a second of importing; where other threads are about it is a process from the beginning.
    """
    heard, told = os.pipe()
    if threading.active_count() == 1:
        child = os.fork()
        if child == 0:
            _be_the_child(kind, scene, sequence, told)
    else:
        words = (sys.executable, "-m", "tests.campaign.kills", kind.name, str(scene.folder), str(sequence), str(told))
        os.set_inheritable(told, True)
        child = os.posix_spawn(sys.executable, words, {**os.environ, "PYTHONPATH": str(ROOT)})
    os.close(told)
    return child, heard


def say_to(pipe: int) -> Say:
    """Tell, as a line each, at once."""

    def say(*words: Any) -> None:
        os.write(pipe, json.dumps(words).encode() + b"\n")

    return say


def _be_the_child(kind: Kind, scene: Scene, sequence: int, pipe: int) -> None:
    """Live in the scene and end this process."""
    say = say_to(pipe)
    try:
        kind.live(scene, sequence, say)
    except BaseException as error:  # noqa: BLE001 - a child never comes back into the parent's work
        say("failed", repr(error))
    finally:
        os._exit(0)


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A tenth of ``cases`` kills, 1,000 of ten thousand; in those ``in the middle`` an act had begun, not been told."""
    dice = Random(f"kills {seed}")
    figures = {kind.name: Counter[str]() for kind in KINDS}
    broken: dict[str, list[str]] = {kind.name: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole"
        build(whole)
        for case in range(cases // 10):
            kind = dice.choices(KINDS, [one.share for one in KINDS])[0]
            sequence, delay = dice.randrange(SEQUENCES), dice.random() * kind.seconds
            scene = Scene(Path(folder) / "scene")
            shutil.rmtree(scene.folder, ignore_errors=True)
            shutil.copytree(whole, scene.folder)
            told = kill_once(kind, scene, sequence, delay)
            fault = judged(kind, scene, sequence, told)
            counted = Counter(one[0] for one in told)
            figures[kind.name] += Counter(
                {"kills": 1, "acts told": counted["done"], "in the middle": int(counted["begin"] > counted["done"])}
            )
            if fault:
                broken[kind.name].append(f"case {case}, {delay:.3f} s: {fault}")
    forget_unkilled()
    return {name: {**dict(figures[name]), "faults": broken[name]} for name in figures}


def judged(kind: Kind, scene: Scene, sequence: int, told: list[Any]) -> str | None:
    """Which promise was broken, if any."""
    if failed := [one[1] for one in told if one[0] == "failed"]:
        return f"the child failed: {failed[0]}"
    try:
        return kind.judge(scene, sequence, told)
    except Exception as error:  # noqa: BLE001 - a book that cannot be judged is what the campaign looks for
        return f"{type(error).__name__}: {error}"


def main(name: str, folder: str, sequence: str, pipe: str) -> None:
    """Be a child."""
    kind = next(one for one in KINDS if one.name == name)
    _be_the_child(kind, Scene(Path(folder)), int(sequence), int(pipe))


if __name__ == "__main__":
    main(*sys.argv[1:])
