"""Moving a book to another folder: copied, compared, and only then gone from where it was.

Whatever fails or is cut off, the book is whole at one of the two places. Where it was cut off between the last two
steps it lies at both, byte for byte the same, and moving it again finishes that.
"""

import contextlib
import filecmp
import os
from dataclasses import dataclass
from pathlib import Path

from kpmbooks import house
from kpmbooks.book.files import needed_key, wrong_passcode_told
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from kpmbooks.safekeeping import carrying
from kpmbooks.safekeeping.copies import follow_book, kept_beside, opened
from kpmbooks.safekeeping.glance import figures
from kpmbooks.storage import Key, WriterLock, engine_for, settle_remains
from kpmbooks.storage.copying import companions, copy_book, copy_bytes, discard, part_beside, settle_folder


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the book is now. ``left`` are earlier states of it that could not follow and stay where they were."""

    path: Path
    left: tuple[Path, ...] = ()


def check_move(path: Path, folder: Path) -> Path:
    """Where the book at ``path`` would lie in ``folder``; writes nothing that stays.

    Raises ``Rejected`` when it lies there already or its name is taken there, ``StorageError`` for a folder that is not
    there or cannot be written.
    """
    target = folder / path.name
    if not folder.is_dir():
        raise StorageError(Problem("missing", N_("The folder for the book is not there. Make it first.")))
    if folder.samefile(path.parent):
        message = N_("The book lies in this folder already. Choose another one.")
        raise Rejected(Problem("same-folder", message, field="output"))
    for one in (target, *companions(target)):
        if os.path.lexists(one) and not _was_cut_off(path, target):
            message = N_("There is a file called {file} in that folder already. Choose another folder.")
            raise Rejected(Problem("file-exists", message, {"file": one.name}, "output"))
    probe = part_beside(target)
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise _unwritable(folder) from error
    return target


def move(path: Path, folder: Path, home: Path, *, key: Key | None = None, progress: Progress | None = None) -> Moved:
    """Move the book at ``path``, which nobody has open, into ``folder``, with earlier states that were kept beside it.

    What this laptop notes of the book by its place follows. Raises what ``check_move`` raises, ``StorageError`` for a
    book that somebody writes in or that cannot be copied whole, a full disk, an old place that cannot be written, and
    ``Cancelled``; the book is then where it was, and nothing of it in ``folder``.
    """
    path = path.absolute()
    if not path.is_file():
        raise StorageError(Problem("missing", N_("There is no book at {file}."), {"file": str(path)}))
    target = check_move(path, folder.absolute())
    key = needed_key(path, key)
    lock = WriterLock(path)
    try:
        with wrong_passcode_told(key):
            settle_remains(path, key, house.LAYOUT.holds, lock)
        with opened(path, key) as reader:
            uid = reader.owner.uid
        if not _was_cut_off(path, target):
            _copy(path, target, key, progress)
        _let_go(path, target)
    finally:
        lock.release()
    carrying.follow(path, target, home)
    follow_book(uid, target, home)
    return Moved(target, _bring_along(path, target))


def _copy(path: Path, target: Path, key: Key | None, progress: Progress | None) -> None:
    engine = engine_for(path, "read", key)
    try:
        copy_book(engine, target, key=key, figures=figures, progress=progress)
    except StorageError as error:
        if error.problem.code == "disk-full":
            message = N_(
                "There is no room for the book in {folder}. Make room there, or choose another folder; the book stays"
                " where it is."
            )
            raise StorageError(Problem("disk-full", message, {"folder": str(target.parent)})) from error
        if error.problem.code == "copy-unwritable":
            raise _unwritable(target.parent) from error
        raise
    finally:
        engine.dispose()


def _let_go(path: Path, target: Path) -> None:
    """Take the old name away, now that the new file is proved; where that is refused the new one goes again."""
    try:
        path.unlink()
    except OSError as error:
        with contextlib.suppress(OSError):
            discard(target)
        message = N_("The book cannot be taken away from {folder}, so it was not moved. It stays there, whole.")
        raise StorageError(Problem("old-place", message, {"folder": str(path.parent)})) from error
    settle_folder(path.parent)


def _was_cut_off(path: Path, target: Path) -> bool:
    """Whether the book lies at both places because an earlier move was cut off before its last step."""
    with contextlib.suppress(OSError):
        alone = not any(os.path.lexists(one) for one in (*companions(path), *companions(target)))
        return alone and not target.is_symlink() and filecmp.cmp(path, target, shallow=False)
    return False


def _bring_along(path: Path, target: Path) -> tuple[Path, ...]:
    """Move what was kept beside the old file, so that who is erased in the book is erased in it too."""
    left = []
    for one in kept_beside(path):
        try:
            copy_bytes(one, target.with_name(one.name))
            discard(one)
        except (OSError, Rejected, StorageError):
            left.append(one)
    return tuple(left)


def _unwritable(folder: Path) -> StorageError:
    message = N_("Nothing can be written in {folder}. Choose another folder; the book stays where it is.")
    return StorageError(Problem("folder-unwritable", message, {"folder": str(folder)}))
