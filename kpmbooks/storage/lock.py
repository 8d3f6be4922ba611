"""One writer at a time: a lock beside the book that ends with the process that holds it.

The operating system's own file lock, so that a stick pulled out or a power cut leaves nothing behind that blocks. The
lock sits on a byte far behind the text, so that a second program can read in the same file who holds the book.
"""

import contextlib
import errno
import getpass
import json
import os
import platform
import sys
from pathlib import Path

from kpmbooks.problems import N_, Problem, StorageError

_LOCKED_BYTE = 1 << 20


def lock_path(book: Path) -> Path:
    """Where the lock of ``book`` lies: hidden, in the same folder."""
    return book.with_name(f".{book.name}.lock")


class WriterLock:
    """Held while this process may write to the book; raises ``StorageError`` that names who has it."""

    def __init__(self, book: Path) -> None:
        self._path = lock_path(book)
        while True:
            try:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            except OSError as error:
                if error.errno in (errno.ENOSPC, errno.EDQUOT):
                    message = N_("The disk is full. Make room, then try again; the book is as it was before.")
                    raise StorageError(Problem("disk-full", message)) from error
                message = N_("This book can only be read here. Copy it to another folder to write in it.")
                raise StorageError(Problem("read-only", message)) from error
            try:
                _take(self._file)
            except OSError as error:
                holder = self._holder()
                os.close(self._file)
                message = N_("This book is open for writing at {holder}. Close it there first.")
                raise StorageError(Problem("in-use", message, {"holder": holder})) from error
            if self._is_the_file_beside_the_book():
                break
            os.close(self._file)  # its holder removed it just before we locked it
        with contextlib.suppress(OSError):  # on a full disk nobody can be told who has the book; the lock holds as well
            os.ftruncate(self._file, 0)
            ours = {"user": _user(), "machine": platform.node(), "process": os.getpid()}
            os.write(self._file, json.dumps(ours).encode())

    def _holder(self) -> str:
        os.lseek(self._file, 0, os.SEEK_SET)
        try:
            who = json.loads(os.read(self._file, 4096).decode())
            return f"{who['user']}, {who['machine']}"
        except (ValueError, KeyError, TypeError):
            return "?"

    def _is_the_file_beside_the_book(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let others write. The file goes too, when nobody else waits on it."""
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(self._file)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
