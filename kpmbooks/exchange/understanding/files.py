"""Getting the bytes of a file from outside, no more of them than will be looked at."""

from pathlib import Path

from kpmbooks.exchange.understanding import limits
from kpmbooks.problems import N_, Problem


def read_file(path: Path) -> bytes | Problem:
    """The bytes of the file; of one that is too large only so many that ``understand`` says so."""
    try:
        with path.open("rb") as stream:
            return stream.read(limits.FILE_MOST + 1)
    except OSError:
        message = N_("The file {file} cannot be read. Check that it is there.")
        return Problem("file-unreadable", message, {"file": path.name})
