"""What a writer that was cut off left beside a book: does it belong to this file, and what becomes of it?

SQLite plays a journal back into whatever file bears the name. That is right after a power cut, and ruins a good copy
that somebody put in the place of the book which was cut off. So before SQLite sees the remainder, a copy of the file is
looked at alone and then together with it: what holds decides. Nothing is removed; what does not belong is set aside.
"""

import contextlib
import filecmp
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage.connection import Connection
from kpmbooks.storage.copying import companions, discard
from kpmbooks.storage.engine import bare_connection, driver, engine_for, transaction
from kpmbooks.storage.keys import Key
from kpmbooks.storage.lock import WriterLock
from kpmbooks.storage.rekeying import disk_told

Holds = Callable[[Connection], bool]
"""Whether everything holds in the file behind the connection."""

_NEAR_SECONDS = 120
_WAL_HEAD_BYTES = 32
_RESERVED_BYTE = 0x40000001  # SQLite holds a lock on it from before a journal is made until after it is gone
_kept_open: list[int] = []


def settle_remains(path: Path, key: Key | None, holds: Holds, lock: WriterLock | None) -> tuple[Problem, ...]:
    """Decide what becomes of a journal beside the book at ``path``, before the book is opened; gives what to tell.

    ``lock`` is that of the book, when the caller has it. Raises ``StorageError`` when no way leads to a book that
    holds, or when nothing can be written here; then everything is as it was.
    """
    left = [one for one in companions(path) if _counts(one)]
    if not left:
        return ()
    with _alone_with(path, lock) as alone:
        if not alone or _is_being_written(path):
            return ()
        if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            message = N_(
                "This book was cut off in the middle of writing, and it cannot be finished here, where nothing can be"
                " written. Copy it together with {file} to another folder and open it there."
            )
            raise StorageError(Problem("unfinished", message, {"file": left[0].name}))
        if key is not None and not _opens(path, key):
            message = N_("This file is not a book of this program. Choose a .kpm file.")
            raise StorageError(Problem("not-a-book", message))
        try:
            return _settle(path, left, key, holds)
        except FileNotFoundError:
            return ()  # whoever was writing has finished


def _settle(path: Path, left: list[Path], key: Key | None, holds: Holds) -> tuple[Problem, ...]:
    trial = path.with_name(f".kpmbooks-{os.getpid()}-trial.part")
    discard(trial)
    try:
        with disk_told():
            shutil.copyfile(path, trial)
            holds_alone = _holds(trial, key, holds)
            for one, its_copy in zip(companions(path), companions(trial), strict=True):
                if one in left:
                    shutil.copyfile(one, its_copy)
        holds_together = _holds(trial, key, holds)
        changes_nothing = filecmp.cmp(path, trial, shallow=False)
    finally:
        discard(trial)
    if holds_together and (changes_nothing or not holds_alone or _belongs_by_time(path, left)):
        message = N_(
            "The program was cut off in the middle of writing last time. What was not finished was not written: look"
            " whether the latest record is there."
        )
        return (Problem("cut-off", message),)
    if holds_alone:
        return (_set_aside(left),)
    message = N_("This book is damaged. Let it be repaired, or use a copy of it; nothing was changed.")
    raise StorageError(Problem("unfinished-damaged", message))


def _counts(remainder: Path) -> bool:
    """Whether SQLite would look at it: a journal that was finished is empty or begins with zeros."""
    try:
        with remainder.open("rb") as file:
            head = file.read(_WAL_HEAD_BYTES + 1)
    except OSError:
        return False
    if remainder.name.endswith("-journal"):
        return head[:1] not in (b"", b"\0")
    return remainder.name.endswith("-wal") and len(head) > _WAL_HEAD_BYTES


@contextlib.contextmanager
def _alone_with(path: Path, lock: WriterLock | None) -> Iterator[bool]:
    """Whether no window and no command of ours writes to the book while the block lasts."""
    taken: WriterLock | None = None
    if lock is None:
        try:
            taken = WriterLock(path)
        except StorageError as error:
            if error.problem.code == "in-use":
                yield False
                return
    try:
        yield True
    finally:
        if taken is not None:
            taken.release()


def _opens(path: Path, key: Key) -> bool:
    """Whether the key is that of the file; looks neither at its journal nor at anybody's lock."""
    connection = bare_connection(path, key, writable=False, still=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver().Error as error:
        # With another key the first page is nonsense; with the right one a half written file is only damaged.
        return "not a database" not in str(error)
    finally:
        connection.close()
    return True


def _holds(trial: Path, key: Key | None, holds: Holds) -> bool:
    engine = engine_for(trial, "write", key)
    try:
        with transaction(engine, writes=False) as connection:
            return holds(connection)
    except Exception:  # noqa: BLE001 - what cannot even be asked does not hold, whatever it stumbles over
        return False
    finally:
        engine.dispose()


def _belongs_by_time(path: Path, left: list[Path]) -> bool:
    """Where both ways hold: a write-ahead log adds what was committed, a journal is as old as the file it is of."""
    journal = next((one for one in left if one.name.endswith("-journal")), None)
    return journal is None or abs(journal.stat().st_mtime - path.stat().st_mtime) <= _NEAR_SECONDS


def _set_aside(left: list[Path]) -> Problem:
    names = []
    with disk_told():
        for one in left:
            free = (one.with_name(f"{one.name}-disisihkan{number or ''}") for number in range(1000))
            aside = next(name for name in free if not name.exists())
            one.rename(aside)
            names.append(aside.name)
    message = N_(
        "Beside this book lay an unfinished piece of another state of it. It was set aside as {file}, and the book is"
        " as it was copied here. Look whether the latest record is the one you expect."
    )
    return Problem("set-aside", message, {"file": ", ".join(names)})


def _is_being_written(path: Path) -> bool:
    """Whether any program of this machine, ours or not, is in the middle of writing."""
    if sys.platform == "win32":
        import msvcrt

        file = os.open(path, os.O_RDONLY | os.O_BINARY)
        try:
            os.lseek(file, _RESERVED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            os.lseek(file, _RESERVED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
        except OSError:
            return True
        finally:
            os.close(file)
        return False

    import fcntl

    file = os.open(path, os.O_RDONLY)
    # Closing a handle of a file lets go of every lock that this process has on it, SQLite's too (POSIX): it stays open.
    _kept_open.append(file)
    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _RESERVED_BYTE)
    except OSError:
        return True
    fcntl.lockf(file, fcntl.LOCK_UN, 1, _RESERVED_BYTE)
    return False
