"""One copy of a book's file: of one moment, keyed as the book is, opened and compared before it counts.

While a reader holds its lock nobody can change the file, so it is copied as it lies there; where that cannot be done,
SQLite's own backup copies it page by page. The copy grows under a name that nobody takes for a book, is brought down to
the disk, opened as a stranger would, checked, compared with the figures of that very moment, and only then gets its
name. What fails leaves nothing behind.
"""

import contextlib
import errno
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.storage.connection import Connection, Engine
from kpmbooks.storage.engine import bare_connection, driver, faults_told, transaction
from kpmbooks.storage.keys import Key

Figures = Callable[[Connection], Any]
"""Reads from a file what must be the same in book and copy: sums, counts, ends of chains."""

COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file. One that was left beside another file of that name would be played into it."""

_PAGES_AT_ONCE = 2048
_CACHE = -2_000  # kB for each reader: every page is looked at once
_PART = ".part"
_TURNS, _MOMENT = 5, 0.2
_LOOK, _LOOKS_A_REPORT = 0.002, 25
_numbers = count(1)


def copy_book(
    engine: Engine,
    target: Path,
    *,
    key: Key | None,
    figures: Figures,
    progress: Progress | None = None,
    is_wanted: Callable[[], bool] | None = None,
) -> None:
    """Copy the book behind ``engine`` to ``target``, verified. ``key`` is that of the book, and of the copy.

    ``is_wanted`` says whether somebody waits to write: the copy then begins anew after a moment, a few times at most.
    Never over an existing file. Raises ``Rejected`` when the name is taken, ``StorageError`` when the copy cannot be
    written or does not hold, and ``Cancelled``; nothing is left then.
    """
    told = progress or NoProgress()
    with new_file(target) as part:
        for turn in range(_TURNS + 1):
            wanted = is_wanted if turn < _TURNS else None
            try:
                expected = _of_one_moment(engine, part, key, figures, told, wanted or _nobody)
                break
            except _WantedError:
                discard(part)
                time.sleep(_MOMENT)
        else:  # the last turn lets nobody interrupt it
            raise AssertionError
        verify(part, key, figures, expected)


def _of_one_moment(
    engine: Engine, part: Path, key: Key | None, figures: Figures, progress: Progress, is_wanted: Callable[[], bool]
) -> Any:
    """Write all pages to ``part`` and give the figures of that moment: from the first question on nobody can commit."""
    with faults_told(), transaction(engine, writes=False) as connection:
        expected = figures(connection)
        with write_faults_told(part.parent), faults_told():
            _pour(connection, part, key, progress, is_wanted)
    return expected


class _WantedError(Exception):
    """Somebody waits to write."""


def _nobody() -> bool:
    return False


@contextlib.contextmanager
def new_file(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """A name beside ``target`` to write to; what lies there when the block ends cleanly is put in its place.

    Raises ``Rejected`` when something lies at ``target`` that is not to be replaced.
    """
    if not replace:
        refuse_taken(target)
    part = part_beside(target)
    try:
        yield part
        with write_faults_told(target.parent):
            settle(part)
            if replace:
                part.replace(target)
            else:
                _name_it(part, target)
            settle_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):  # a drive that was pulled out
            discard(part)


def part_beside(target: Path) -> Path:
    """A new name in the same folder that nobody takes for a book; ``sweep`` finds what a killed program left there."""
    return target.with_name(f".kpmbooks-{os.getpid()}-{next(_numbers)}{_PART}")


def refuse_taken(target: Path) -> None:
    """Raise ``Rejected`` when something lies at ``target``, or beside it what SQLite would play into it."""
    for one in (target, *companions(target)):
        if os.path.lexists(one):
            message = N_("{file} is there already and is never overwritten. Choose another name.")
            raise Rejected(Problem("file-exists", message, {"file": one.name}, "output"))


def companions(path: Path) -> tuple[Path, ...]:
    """Where SQLite keeps what belongs to the file at ``path`` and is not finished."""
    return tuple(path.with_name(path.name + ending) for ending in COMPANIONS)


def discard(path: Path) -> None:
    """Remove a file that nobody needs, and what SQLite left beside it."""
    for one in (path, *companions(path)):
        one.unlink(missing_ok=True)


def sweep(folder: Path, before: float) -> None:
    """Remove what killed programs left unfinished in ``folder`` before that moment (seconds since 1970)."""
    with contextlib.suppress(OSError):
        for one in folder.glob(f".kpmbooks-*{_PART}"):
            if one.stat().st_mtime < before:
                discard(one)


def verify(path: Path, key: Key | None, figures: Figures, expected: Any) -> None:
    """Open the file as a stranger would, look at every row of every table, compare; raises ``StorageError``.

    SQLite's quick check, table by table: two readers share the work while the disk takes the file in.
    """
    with contextlib.ExitStack() as stack:
        engine = _strangers_engine(path, key)
        stack.callback(engine.dispose)
        beside = stack.enter_context(ThreadPoolExecutor(3, thread_name_prefix="kpmbooks-copy"))
        settled = beside.submit(settle, path)
        with faults_told(), engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        unseen = iter([str(name) for name in names])
        checks = [beside.submit(_check_tables, engine, unseen) for _reader in range(2)]
        with faults_told(), engine.connect() as connection:
            found = figures(connection)
        damaged = [one for check in checks for one in check.result()]
        with write_faults_told(path.parent):
            settled.result()
    if damaged:
        message = N_("The copy was thrown away: it has damaged places, as the book may have. Check the book.")
        raise StorageError(Problem("copy-damaged", message))
    if found != expected:
        message = N_("The copy was thrown away: it does not say what the book says. Try another drive.")
        raise StorageError(Problem("copy-differs", message))


def _strangers_engine(path: Path, key: Key | None) -> Engine:
    """An engine that cannot write, on a file that nobody else knows of yet; SQLite checks faster that way."""

    def make() -> Any:
        connection = bare_connection(path, key, writable=False)
        connection.isolation_level = None
        connection.execute(f"PRAGMA cache_size={_CACHE}")
        return connection

    return Engine(make)


def _check_tables(engine: Engine, unseen: Iterator[str]) -> list[str]:
    """What is wrong in the tables that no other reader took first, and in their indexes."""
    found: list[str] = []
    with faults_told(), engine.connect() as connection:
        # One after the other from a list iterator, which hands each name out once whoever asks.
        for name in unseen:
            told = connection.exec_driver_sql(f'PRAGMA quick_check("{name}")').scalars()
            found += [str(one) for one in told if one != "ok"]
    return found


def copy_verified(source: Path, target: Path, *, progress: Progress | None = None) -> None:
    """Write a copy that was verified to another drive too, byte for byte, and read it back from there.

    Nobody may have ``source`` open. Raises as ``copy_book`` does.
    """
    told = progress or NoProgress()
    with new_file(target) as part, write_faults_told(target.parent):
        size, done = source.stat().st_size, 0
        with source.open("rb") as ours, part.open("wb") as theirs:
            while block := ours.read(1 << 20):
                theirs.write(block)
                done += len(block)
                told.report(done, 2 * size)
        settle(part)
        _forget_what_was_read(part)
        with source.open("rb") as ours, part.open("rb") as theirs:
            while block := ours.read(1 << 20):
                if theirs.read(1 << 20) != block:
                    message = N_("The copy was thrown away: it does not say what the book says. Try another drive.")
                    raise StorageError(Problem("copy-differs", message))
                done += len(block)
                told.report(done, 2 * size)


def copy_bytes(source: Path, target: Path) -> None:
    """Copy a file that cannot be read as a book, with what SQLite left beside it. Nobody may have it open."""
    refuse_taken(target)
    with write_faults_told(target.parent):
        for one, its_copy in zip((source, *companions(source)), (target, *companions(target)), strict=True):
            if one.exists():
                shutil.copyfile(one, its_copy)
                settle(its_copy)
        settle_folder(target.parent)


def _pour(
    connection: Connection, part: Path, key: Key | None, progress: Progress, is_wanted: Callable[[], bool]
) -> None:
    """Write the pages of the book, which ``connection`` has locked for reading, to ``part``."""
    if not _copied_as_it_lies(connection, part, progress, is_wanted):
        discard(part)
        _backed_up(connection, part, key, progress, is_wanted)


def _copied_as_it_lies(connection: Connection, part: Path, progress: Progress, is_wanted: Callable[[], bool]) -> bool:
    """Copy the file itself, as sqlite.org/backup.html describes it: under a reader's lock, by another program.

    Another program, because closing any handle of a file takes all locks on it from a process (POSIX), SQLite's own
    among them. False where that is not possible: another journal than ours, another system.
    """
    program = Path("/bin/cp")
    if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "delete" or not program.exists():
        return False
    source = next(row.file for row in connection.exec_driver_sql("PRAGMA database_list") if row.name == "main")
    try:
        size = Path(source).stat().st_size
        progress.report(0, size)
        # Never as a second name for the same blocks: a copy has to outlive a bad place of the disk.
        words = [str(program), "--reflink=never", "--", source, str(part.absolute())]
        running = subprocess.Popen(
            words,
            env={},
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    try:
        looks = 0
        while (status := running.poll()) is None:
            time.sleep(_LOOK)  # shorter than what waiting with a limit would sleep
            looks += 1
            if is_wanted():
                raise _WantedError
            if looks % _LOOKS_A_REPORT == 0:
                progress.report(min(_size(part), size), size)
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
    return status == 0


def _size(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def _backed_up(
    connection: Connection, part: Path, key: Key | None, progress: Progress, is_wanted: Callable[[], bool]
) -> None:
    source = connection.plain
    target = driver().connect(str(part))
    try:
        if key is not None:
            target.execute("PRAGMA cipher_log_level=NONE")
            target.execute(f"PRAGMA key={key.pragma}")
        # Nobody reads it before it is whole and on the disk: no journal, no waiting, no cache to be copied through.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=10"):
            target.execute(f"PRAGMA {pragma}").fetchall()

        def told(_status: int, remaining: int, total: int) -> None:
            if is_wanted():
                raise _WantedError
            progress.report(total - remaining, total)

        source.backup(target, pages=_PAGES_AT_ONCE, progress=told)
    finally:
        target.close()


def settle(path: Path) -> None:
    """Wait until the file is on the disk itself; raises OSError."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def settle_folder(folder: Path) -> None:
    """Wait until the names in the folder are on the disk, where the system has a way to ask for that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # sticks and network drives may not know how
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _forget_what_was_read(path: Path) -> None:
    """Make the next reading come from the drive itself, where the system lets us ask for that."""
    if hasattr(os, "posix_fadvise"):
        file = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(file)


def _name_it(part: Path, target: Path) -> None:
    """Give the file its name, never over one that came meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        refuse_taken(target)
        raise
    except OSError:  # sticks know no second name for a file
        refuse_taken(target)
        part.rename(target)


@contextlib.contextmanager
def write_faults_told(folder: Path) -> Iterator[None]:
    """Say of a folder what the machine refuses there."""
    try:
        yield
    except (OSError, StorageError) as error:
        known = error.problem.code if isinstance(error, StorageError) else _code_of(error)
        if known == "disk-full":
            message = N_("There is no room for a copy in {folder}. Make room there, then copy again.")
            raise StorageError(Problem("disk-full", message, {"folder": str(folder)})) from error
        if isinstance(error, OSError) or known in ("unreadable", "missing", "read-only"):
            message = N_("No copy can be written to {folder}. Choose another folder or drive.")
            raise StorageError(Problem("copy-unwritable", message, {"folder": str(folder)})) from error
        raise


def _code_of(error: OSError) -> str:
    return "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unwritable"
