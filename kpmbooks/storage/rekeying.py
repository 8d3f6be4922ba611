"""Writing the file of a book anew under another key or none, and putting it in the old one's place.

The new file is written beside the old one, compared with it and changes place with it in one step; only then are the
old file's bytes overwritten. Whatever happens in between, there is one whole book under the book's name. What a killed
program leaves beside it is cleared away when the book is next opened for writing.
"""

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kpmbooks.problems import N_, Cancelled, Problem, StorageError
from kpmbooks.progress import Progress
from kpmbooks.storage.connection import Connection
from kpmbooks.storage.copying import settle
from kpmbooks.storage.engine import bare_connection, check_passcodes_possible, engine_for, transaction
from kpmbooks.storage.guards import integrity, shape
from kpmbooks.storage.keys import Key

_STEPS_BETWEEN_REPORTS = 20_000
"""Steps of SQLite's machine: some milliseconds."""


def real_path(book: Path) -> Path:
    """The file itself where ``book`` is a link: a link must not be replaced by a file."""
    return Path(os.path.realpath(book))


def work_path(book: Path) -> Path:
    """Where the new file is written: hidden, in the same folder."""
    return book.with_name(f".{book.name}.rekey")


def old_path(book: Path) -> Path:
    """The second name of the old file, until its bytes are overwritten."""
    return book.with_name(f".{book.name}.old")


@dataclass(frozen=True, slots=True)
class Contents:
    """What must be the same in both files. ``heads`` are the numbers in the file's head."""

    heads: tuple[Any, ...]
    shape: Mapping[str, str]
    counts: Mapping[str, int]
    figures: object


def contents(connection: Connection, figures: Callable[[Connection], object]) -> Contents:
    """Read them; ``figures`` reads sums, counts and the ends of chains."""
    found = shape(connection)
    tables = [name.removeprefix("table ") for name in found if name.startswith("table ")]
    return Contents(
        tuple(connection.exec_driver_sql(f"PRAGMA {head}").scalar() for head in ("application_id", "user_version")),
        found,
        {table: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar() or 0) for table in tables},
        figures(connection),
    )


def write_rekeyed(source: Path, old: Key | None, target: Path, new: Key | None, progress: Progress) -> None:
    """Write all that is in ``source`` into a new file ``target`` under ``new``; the caller removes a half one.

    Raises ``Cancelled``, ``StorageError`` and the driver's errors.
    """
    check_passcodes_possible(old, new)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copymode(source, target)
    size = source.stat().st_size
    stopped: list[Cancelled] = []

    def told() -> int:
        try:
            progress.report(min(target.stat().st_size, size), size)
        except Cancelled as cancelled:
            stopped.append(cancelled)
        return len(stopped)

    connection = bare_connection(source, old, writable=True)
    try:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=4000")
        connection.execute("PRAGMA temp_store=MEMORY")
        # The empty word says "no key": without it an attached file is given the key of the first.
        key = "" if new is None else new.pragma.strip('"')
        connection.execute("ATTACH ? AS work KEY ?", (f"{target.absolute().as_uri()}?mode=rw", key))
        # A half file is thrown away, so it needs no journal, and it is brought to the disk once, when it is whole.
        connection.execute("PRAGMA work.journal_mode=OFF")
        connection.execute("PRAGMA work.synchronous=OFF")
        connection.execute("PRAGMA work.secure_delete=ON")
        connection.set_progress_handler(told, _STEPS_BETWEEN_REPORTS)
        try:
            _export(connection)
        except Exception:
            if stopped:
                raise stopped[0] from None
            raise
    finally:
        connection.close()


def _export(connection: Any) -> None:
    connection.execute("BEGIN")
    # Tables and rows as they are, then indexes, then triggers; all but the two numbers in the head.
    connection.execute("SELECT sqlcipher_export('work')").fetchall()
    for head in ("application_id", "user_version"):
        value = int(connection.execute(f"PRAGMA main.{head}").fetchone()[0])
        connection.execute(f"PRAGMA work.{head}={value}")
    connection.execute("COMMIT")


def check_alike(path: Path, key: Key | None, figures: Callable[[Connection], object], before: Contents) -> None:
    """Raise ``StorageError`` unless the file at ``path`` is sound and holds what ``before`` says."""
    engine = engine_for(path, "read", key)
    try:
        with transaction(engine, writes=False) as connection:
            if integrity(connection) or contents(connection, figures) != before:
                message = N_("The new file of this book came out different, so the book was left as it was.")
                raise StorageError(Problem("rekeying-differs", message))
    finally:
        engine.dispose()


def put_in_place(work: Path, book: Path) -> Callable[[], None]:
    """Let ``work`` take the place of ``book`` in one step; gives the act that then overwrites the old file's bytes.

    Nothing may have the book open but to read a little longer what it was.
    """
    settle(work)
    old = old_path(book)
    handle: int | None = None
    try:
        os.link(book, old)  # a second name, by which the bytes can be reached, also after a kill
    except OSError:  # sticks have no second names
        if sys.platform != "win32":  # where an open file cannot be replaced
            handle = os.open(book, os.O_RDWR)
    try:
        work.replace(book)
        durable = _flush_folder(book)
    except BaseException:
        _forget(old)
        if handle is not None:
            os.close(handle)
        raise

    def overwrite() -> None:
        if handle is not None:
            with contextlib.suppress(OSError):
                if durable and os.fstat(handle).st_nlink == 0:
                    _zero(handle)
            os.close(handle)
        elif durable:
            wipe(old)
        _forget(old)

    return overwrite


def wipe(path: Path) -> None:
    """Overwrite the bytes of the file, as far as the disk really writes where they were, and remove it.

    A file that has another name elsewhere (a copy of a kind that shares its bytes) is only removed. What the disk
    refuses is left undone: nobody can do more about it.
    """
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            if os.fstat(handle).st_nlink <= 1:
                _zero(handle)
        finally:
            os.close(handle)
    with contextlib.suppress(OSError):
        path.unlink()


def has_unfinished(book: Path) -> bool:
    """Whether a program that was killed while it changed the key left something beside ``book``."""
    return any(os.path.lexists(left) for left in _unfinished(book))


def clear_unfinished(book: Path) -> None:
    """Remove what a program that was killed while it changed the key left beside ``book``; nobody else may write it."""
    for left in _unfinished(book):
        wipe(left)


def _unfinished(book: Path) -> tuple[Path, ...]:
    book = real_path(book)
    work = work_path(book)
    return work, work.with_name(f"{work.name}-journal"), old_path(book)


@contextlib.contextmanager
def disk_told() -> Iterator[None]:
    """Turn what the disk refuses into ``StorageError``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = N_("The disk is full. Make room, then try again; the book is as it was before.")
            raise StorageError(Problem("disk-full", message)) from error
        message = N_("This book can only be read here. Copy it to another folder to write in it.")
        raise StorageError(Problem("read-only", message)) from error


def _zero(handle: int) -> None:
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    nothing = bytes(1 << 20)
    while left > 0:
        left -= os.write(handle, nothing[: min(left, len(nothing))])
    os.fsync(handle)


def _flush_folder(book: Path) -> bool:
    """Bring the new name to the disk; False where that is not certain: then the old bytes are better left alone."""
    try:
        if sys.platform == "win32":
            settle(book)
            return True
        folder = os.open(book.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError:
        return False
    return True


def _forget(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
