"""The folder of one lesson, read as strangers' files are: named files only, none of them large, nothing outside.

A lesson travels on sticks from one facilitator to another. Whatever lies in its folder is data: it is never run, it
names no other place, and what does not belong there refuses the whole lesson.
"""

import errno
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kpmbooks.problems import N_, Problem, StorageError

LARGEST = 2 * 1024 * 1024
"""Bytes that a whole lesson may have."""

MOST_FILES = 40

_ALLOWED = re.compile(r"lesson\.toml|(?:id|en)\.md|[a-z0-9][a-z0-9-]{0,40}\.svg")


def read_folder(folder: Path) -> Mapping[str, bytes] | tuple[str, ...]:
    """The files of a lesson by name, or what is wrong with its folder, a sentence each."""
    faults: list[str] = []
    files: dict[str, bytes] = {}
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        return (f"the folder cannot be read: {error.strerror}",)
    if len(found) > MOST_FILES:
        return (f"{len(found)} files are too many; at most {MOST_FILES}",)
    size = 0
    for path in found:
        if path.is_symlink() or not path.is_file():
            faults.append(f"{path.name} is no plain file")
        elif not _ALLOWED.fullmatch(path.name):
            faults.append(f"{path.name} does not belong into a lesson")
        else:
            size += path.stat().st_size
            if size > LARGEST:
                return (*faults, f"the lesson is larger than {LARGEST // 1024 // 1024} MB")
            try:
                files[path.name] = path.read_bytes()
            except OSError as error:
                faults.append(f"{path.name} cannot be read: {error.strerror}")
    faults.extend(f"{name} is missing" for name in ("lesson.toml", "id.md") if name not in files and not faults)
    return tuple(faults) if faults else files


@contextmanager
def folder_told() -> Iterator[None]:
    """Turn what the disk refuses of a lesson into ``StorageError``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = N_("The disk is full. Make room, then try again; the lessons are as they were.")
            raise StorageError(Problem("disk-full", message)) from error
        message = N_(
            "The folder of your own lessons cannot be used. Look whether it may be written; nothing was changed."
        )
        raise StorageError(Problem("lesson-folder", message)) from error
