"""Setting, changing and removing the passcode of a book together with all of its copies that can be reached.

A copy that cannot be reached now (a stick in a drawer) or that an older passcode locks keeps what it has: the person is
told which. A copy that lies open while the book has a passcode is found again later and can then be locked, too.
"""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kpmbooks.book import Book, change_key, rekey_file
from kpmbooks.problems import Cancelled, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.copies import all_files
from kpmbooks.storage import Key, WriterLock, clear_unfinished, has_unfinished, is_keyed, new_key, salt_of


@dataclass(frozen=True, slots=True)
class Unlike:
    """Copies that are not locked as their book is: ``open`` ones lie without a passcode, ``others`` have another."""

    open: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.open or self.others)


def change_passcode(book: Book, passcode: str | None, home: Path, progress: Progress | None = None) -> Unlike:
    """Give ``book`` and its copies this passcode, or none; tells which copies stay unlike.

    Takes as long as copying the book and each copy. Raises as ``change_key`` does; the book is then as it was. Once it
    has changed nothing is raised any more, and stopping leaves the copies that are still to come as they are.
    """
    key, earlier = None if passcode is None else new_key(passcode), book.key
    copies = all_files(book, home)
    watch = _Whole(progress or NoProgress(), [book.path, *copies])
    change_key(book, key, watch)
    watch.next()
    _rekey(copies, earlier, key, book, watch)
    return unlike(book, home)


def lock_open_copies(book: Book, home: Path, progress: Progress | None = None) -> Unlike:
    """Give the copies that lie open the passcode that ``book`` has; tells which stay unlike. Never raises for one."""
    found = unlike(book, home).open
    _rekey(found, None, book.key, book, _Whole(progress or NoProgress(), found, kept=True))
    return unlike(book, home)


def unlike(book: Book, home: Path) -> Unlike:
    """Which copies are not locked as ``book`` is; ``home`` is the person's own folder."""
    lying_open, others = [], []
    for path in all_files(book, home):
        _clear(path)
        try:
            keyed, salt = is_keyed(path), salt_of(path)
        except OSError:
            continue
        if not keyed and book.key is not None:
            lying_open.append(path)
        elif keyed and (book.key is None or salt != book.key.salt):
            others.append(path)
    return Unlike(tuple(lying_open), tuple(others))


def _clear(path: Path) -> None:
    """Take away what a program that was killed left beside the copy: it may lie open."""
    if has_unfinished(path):
        with contextlib.suppress(StorageError):
            lock = WriterLock(path)
            clear_unfinished(path)
            lock.release()


def _rekey(paths: Sequence[Path], old: Key | None, new: Key | None, book: Book, watch: "_Whole") -> None:
    for path in paths:
        if watch.stopped:
            return
        try:
            kept = path.stat()
            rekey_file(path, old, new, book.layout, watch)
            os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))  # it is of the day on which it was made
        except (StorageError, OSError):
            pass  # told afterwards: it is unlike
        watch.next()


class _Whole:
    """The progress of several files as that of one. Once the first is finished, stopping raises no more."""

    def __init__(self, progress: Progress, files: Sequence[Path | None], *, kept: bool = False) -> None:
        self._progress = progress
        self._sizes = [_size(file) for file in files]
        self._total = sum(self._sizes)
        self._done = 0
        self._kept = kept
        self.stopped = False

    def report(self, done: int, total: int | None) -> None:
        """``done`` bytes of this file's ``total`` are written."""
        try:
            self._progress.report(min(self._done + done, self._total), self._total)
        except Cancelled:
            if not self._kept:
                raise
            self.stopped = True

    def next(self) -> None:
        """This file is finished."""
        self._done += self._sizes.pop(0)
        self._kept = True


def _size(file: Path | None) -> int:
    try:
        return 0 if file is None else file.stat().st_size
    except OSError:
        return 0
