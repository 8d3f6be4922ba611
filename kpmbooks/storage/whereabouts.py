"""Whether the file that is open still lies where it was opened.

On Unix a file that was deleted or moved can be written on and on, and everything seems saved; it is gone when the last
program lets go of it. Before and after each transaction the path is therefore asked which file lies there now.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from kpmbooks.problems import N_, Problem, StorageError


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Which file lay at ``path`` when it was opened; ``inode`` is 0 where files have no number that lasts."""

    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> "Whereabouts":
        """The file that lies there now; raises ``StorageError`` when none does."""
        try:
            found = path.stat()
        except OSError as error:
            message = N_("The book cannot be opened: the file is not there or may not be read.")
            raise StorageError(Problem("missing", message)) from error
        # Windows lets nobody move or replace an open book; what it gives as a number on network drives may change.
        return cls(path, found.st_dev, 0 if sys.platform == "win32" else found.st_ino)

    def check(self, *, written: bool = False) -> None:
        """Raise ``StorageError`` unless the very file still lies there; ``written``: something was just committed."""
        try:
            found = os.stat(self.path)  # noqa: PTH116 - asked at every transaction: half the time of Path.stat
        except OSError as error:
            raise StorageError(_gone(written=written)) from error
        if self.inode and (found.st_dev, found.st_ino) != (self.device, self.inode):
            raise StorageError(_replaced(written=written))


def _gone(*, written: bool) -> Problem:
    if written:
        return Problem(
            "file-gone",
            N_(
                "The file of this book was moved or deleted while it was being written. Open it where it is now and"
                " look whether the latest record is in it."
            ),
        )
    return Problem(
        "file-gone",
        N_(
            "The file of this book is no longer at its place: it was moved or deleted, or the stick was pulled out."
            " Nothing was written. Put it back and open the book again."
        ),
    )


def _replaced(*, written: bool) -> Problem:
    if written:
        return Problem(
            "file-replaced",
            N_(
                "Another file took the place of this book while it was being written. Open the book again and look"
                " whether the latest record is in it."
            ),
        )
    return Problem(
        "file-replaced",
        N_("Another file has taken the place of this book. Nothing was written. Open the book again."),
    )
