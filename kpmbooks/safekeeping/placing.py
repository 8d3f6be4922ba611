"""Putting a finished file where a person wants it, whole, and never over another."""

import contextlib
import os
from pathlib import Path

from kpmbooks.problems import N_, Problem, Rejected, StorageError


def file_exists(target: Path, place: str = "output") -> Rejected:
    """The refusal to write over a file; ``place`` names the option that it came from."""
    message = N_("{file} is there already and is never overwritten. Choose another name.")
    return Rejected(Problem("file-exists", message, {"file": target.name}, place))


def work_path(target: Path) -> Path:
    """Where a file that will be ``target`` is made: hidden, in the same folder. Whoever makes it holds the lock of
    ``target``, so that what lies there is of nobody who still works on it."""
    return target.with_name(f".{target.name}.part")


def check_place(target: Path) -> None:
    """Raise ``Rejected`` where something lies already, ``StorageError`` where there is no folder."""
    if os.path.lexists(target):
        raise file_exists(target)
    if not target.parent.is_dir():
        raise StorageError(Problem("missing", N_("The folder for the book is not there. Make it first.")))


def put_in_place(work: Path, target: Path) -> None:
    """Give the finished file at ``work`` its name; raises ``Rejected`` when that was taken in the meantime."""
    try:
        os.link(work, target)  # the one way that never replaces
    except FileExistsError as error:
        raise file_exists(target) from error
    except OSError:  # a stick whose file system knows no second names
        if os.path.lexists(target):
            raise file_exists(target) from None
        work.rename(target)
    else:
        work.unlink()
    _make_durable(target.parent)


def _make_durable(folder: Path) -> None:
    """Ask the machine to keep the new name through a power cut, where it can be asked."""
    with contextlib.suppress(OSError):  # Windows opens no folders; it keeps names by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
