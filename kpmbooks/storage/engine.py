"""Opening the one SQLite file of a book, and saying in one sentence why it cannot be opened or written.

Rollback journal and full synchronisation, not WAL: people copy books by hand, and what is committed must be in the one
file they see. Where the folder can be synchronised it is, after the journal is gone (EXTRA): a journal that came back
after a power cut would take a record back that was told to be saved. Writers begin IMMEDIATE (no lost race between
reading and writing), readers plainly.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.storage.connection import Connection, Engine
from kpmbooks.storage.keys import Key
from kpmbooks.storage.whereabouts import Whereabouts

try:
    from sqlcipher3 import dbapi2 as sqlcipher
except ImportError:  # no wheel for this machine: a book without a passcode is an ordinary SQLite file
    sqlcipher = None

Mode = Literal["read", "write"]

APPLICATION_ID = 0x4B504D42  # "KPMB", by which `file` and others may know a book

_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # without it INSERT OR REPLACE deletes a row past its guard
    "PRAGMA secure_delete=ON",  # erased words must leave the file's bytes
    "PRAGMA busy_timeout=4000",
    "PRAGMA cell_size_check=ON",  # a damaged page is noticed when it is read, not when it is used
    "PRAGMA cache_size=-16000",  # 16 MB: fits a laptop of 4 GB
    "PRAGMA trusted_schema=OFF",
)


def driver() -> ModuleType:
    """The SQLite driver in use: sqlcipher3, or the standard library's where it is missing."""
    return sqlite3 if sqlcipher is None else sqlcipher


def engine_for(path: Path | None, mode: Mode, key: Key | None = None) -> Engine:
    """An engine on the book at ``path`` (None: in memory), opened with ``key`` where it has a passcode.

    The file must exist; raises ``StorageError``. A wrong key shows only when the first page is read.
    """
    if path is None:
        return Engine(lambda: _prepared(driver().connect(":memory:", check_same_thread=False), mode), shared=True)
    check_passcodes_possible(key)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    durable = "EXTRA" if mode == "write" and _can_be_synchronised(path.parent) else "FULL"
    where = Whereabouts.of(path)

    def make() -> Any:
        connection = bare_connection(path, key, writable=writable)
        try:
            where.check()
            return _prepared(connection, mode, durable)
        except BaseException:
            connection.close()
            raise

    return Engine(make, where=where)


def _prepared(connection: Any, mode: Mode, durable: str = "FULL") -> Any:
    """The driver's connection as a book needs it."""
    connection.isolation_level = None
    for pragma in (*_PRAGMAS, f"PRAGMA synchronous={durable}"):
        connection.execute(pragma)
    if mode == "read":
        connection.execute("PRAGMA query_only=ON")
    return connection


def check_passcodes_possible(*keys: Key | None) -> None:
    """Raise ``StorageError`` where a key is given and the driver for it is missing."""
    if sqlcipher is None and any(key is not None for key in keys):
        message = N_("Books with a passcode cannot be opened on this machine. Install the program anew.")
        raise StorageError(Problem("no-passcodes-here", message))


def bare_connection(path: Path, key: Key | None, *, writable: bool, still: bool = False) -> Any:
    """The driver's own connection to the file at ``path``, unlocked with ``key``.

    ``still``: nobody changes the file meanwhile, and what lies beside it is not looked at.
    """
    address = f"{path.absolute().as_uri()}?mode={'rw' if writable else 'ro'}{'&immutable=1' if still else ''}"
    connection = driver().connect(address, uri=True, check_same_thread=False, cached_statements=256)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
        connection.execute(f"PRAGMA key={key.pragma}")
        connection.execute("PRAGMA temp_store=MEMORY")  # sorted rows would lie on the disk as they can be read
    return connection


def _can_be_synchronised(folder: Path) -> bool:
    """Whether the machine brings names in the folder to the disk when asked; not every network drive does."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; it keeps names by itself
        return False
    try:
        os.fsync(handle)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def check_durable(engine: Engine) -> None:
    """Raise ``StorageError`` unless what is committed here is in the one file and on the disk.

    A book that another program turned to WAL is brought back, as long as no other program has it open.
    """
    with engine.connect() as connection:
        kept = [connection.exec_driver_sql(f"PRAGMA {ask}").scalar() for ask in ("journal_mode=DELETE", "synchronous")]
    if kept[0] != "delete" or kept[1] not in (2, 3):  # FULL, EXTRA
        message = N_(
            "Another program keeps this book so that records may be missing in its file. Close that program, then"
            " open the book again."
        )
        raise StorageError(Problem("not-durable", message))


@contextlib.contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction: commits durably on a clean exit, rolls everything back on any exception.

    Raises ``StorageError`` when the file no longer lies where it was opened: what is written there is lost.
    """
    where = engine.where
    with engine.connect() as connection:
        if where is not None:
            where.check()  # before SQLite looks for a journal beside the path: it would be another file's
        with connection.begin(writes=writes):
            yield connection
            if writes and where is not None:
                where.check()
        if writes and where is not None:
            where.check(written=True)


_NO_BOOK = N_("This file is not a book, is damaged, or needs a passcode. Nothing was changed.")
_PART_MISSING = N_("A part of this book is missing: it is damaged. Use a copy of it.")
_FAULTS = (
    # First: what is said of a damaged file quotes it, and a damaged file may hold any word.
    ("not a database", "damaged", _NO_BOOK),
    ("malformed", "damaged", _NO_BOOK),
    ("unsupported file", "damaged", _NO_BOOK),
    ("locked", "in-use", N_("Another program is writing to this book right now. Close it there, then try again.")),
    ("full", "disk-full", N_("The disk is full. Make room, then try again; the book is as it was before.")),
    ("readonly", "read-only", N_("This book can only be read here. Copy it to another folder to write in it.")),
    ("no such table", "damaged", _PART_MISSING),
    ("no such column", "damaged", _PART_MISSING),
    ("no such collation", "damaged", _PART_MISSING),
    ("foreign key mismatch", "damaged", _PART_MISSING),
    ("could not decode", "damaged", N_("Words in this book cannot be read: it is damaged. Use a copy of it.")),
    ("unable to open", "missing", N_("The book cannot be opened: the file is not there or may not be read.")),
    ("disk i/o", "unreadable", N_("The disk does not answer. Check the cable or the stick, then open the book again.")),
)


DRIVER_ERRORS: tuple[type[Exception], ...] = (sqlite3.Error, driver().Error)
"""Whatever the database may raise."""

_REFUSALS: tuple[type[Exception], ...] = (sqlite3.IntegrityError, driver().IntegrityError)

_NO_JOURNAL = N_("Nothing can be written beside this book any more. Copy it to another folder to write in it.")


def storage_problem(error: BaseException, *, writing: bool = False) -> Problem | None:
    """The sentence for a driver's error that is the environment's fault, else None (then it is a bug).

    ``writing``: the file itself was open already, so what cannot be opened is the journal beside it.
    """
    words = str(error).lower()
    for sign, code, message in _FAULTS:
        if sign in words:
            if writing and code == "missing":
                return Problem("read-only", _NO_JOURNAL)
            return Problem(code, message)
    return None


@contextlib.contextmanager
def faults_told(*, writing: bool = False) -> Iterator[None]:
    """Turn the driver's errors that the environment caused into ``StorageError``; let bugs through."""
    try:
        yield
    except DRIVER_ERRORS as error:
        problem = storage_problem(error, writing=writing)
        if problem is None:
            raise
        raise StorageError(problem) from error
    except UnicodeDecodeError as error:
        # The driver reads its own message about a damaged page as text, and fails at that.
        message = N_("Words in this book cannot be read: it is damaged. Use a copy of it.")
        raise StorageError(Problem("damaged", message)) from error


@contextlib.contextmanager
def refusals_told(problem: Callable[[], Problem]) -> Iterator[None]:
    """Turn what guards and constraints refuse into ``Rejected`` with that problem.

    For rows that come from outside; rows of our own that are refused are a bug.
    """
    try:
        yield
    except DRIVER_ERRORS as error:
        # Sums that no integer holds are refused by SQLite itself, before a guard can.
        if isinstance(error, _REFUSALS) or "integer overflow" in str(error):
            raise Rejected(problem()) from error
        raise
