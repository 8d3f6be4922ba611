"""Where a finished document goes: into a file, whole or not at all, or to standard output.

An existing file is overwritten, because a report can always be made again; a book never is.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kpmbooks.problems import N_, Problem, Rejected
from ui.command_line.terminal import Terminal

_SQLITE = b"SQLite format 3\0"


@contextlib.contextmanager
def delivered(target: Path | None, terminal: Terminal) -> Iterator[IO[bytes]]:
    """A stream for the document; when the block ends cleanly its content is delivered, otherwise nothing is.

    Raises ``Rejected`` when the file cannot be written or is a book.
    """
    if target is None:
        with tempfile.TemporaryFile() as stream:
            yield stream
            stream.seek(0)
            terminal.deliver(stream)
        return
    with _told(target):
        if target.is_dir():
            raise IsADirectoryError
        _spare_books(target)
        special = target.exists() and not target.is_file()
    with _poured_into(target) if special else _put_in_place(target) as stream:
        yield stream


@contextlib.contextmanager
def _put_in_place(target: Path) -> Iterator[IO[bytes]]:
    """Write beside the file and put it in place when it is whole. Through a link the file behind it is replaced."""
    place = Path(os.path.realpath(target))
    part = place.with_name(f".kpmbooks-{os.getpid()}.part")
    with _told(target):
        stream = part.open("w+b")
    try:
        with stream:
            yield stream
            with _told(target):
                stream.flush()
                os.fsync(stream.fileno())
        with _told(target):
            part.replace(place)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _poured_into(target: Path) -> Iterator[IO[bytes]]:
    """A device or a pipe takes the document when it is whole; it must never be replaced by a file."""
    with tempfile.TemporaryFile() as stream:
        yield stream
        stream.seek(0)
        with _told(target), target.open("wb") as device:
            shutil.copyfileobj(stream, device)


def _spare_books(target: Path) -> None:
    """Raise ``Rejected`` when a book lies there: an ordinary one by its first bytes, a locked one by its name."""
    if not target.is_file():
        return
    with target.open("rb") as stream:
        head = stream.read(len(_SQLITE))
    if head == _SQLITE or target.suffix.lower() == ".kpm":
        message = N_("{file} is a book, and a book is never overwritten. Choose another name.")
        raise Rejected(Problem("output-is-book", message, {"file": str(target)}, "output"))


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    """Say of the file what the machine refuses; a full disk is no fault of the name."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        message = N_("{file} cannot be written. Choose another folder or name.")
        raise Rejected(Problem("output-unwritable", message, {"file": str(target)}, "output")) from error
