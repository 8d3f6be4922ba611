"""Disks that fail on purpose: where no file may grow beyond a size, and a tiny one where it can be mounted."""

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@contextlib.contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Within, every write of this process beyond byte ``size`` of a file fails, as on a disk that is full there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@cache
def can_mount() -> bool:
    """Whether whoever runs the tests may mount a disk: root can, elsewhere the same is tried with sizes alone."""
    return (
        os.geteuid() == 0
        and subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode == 0
    )


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of ``size`` bytes in memory, gone afterwards."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def little_room(disk: Path, size: int) -> Iterator[None]:
    """Within, ``size`` bytes are free on the disk, in whole pages."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - size)))
    try:
        yield
    finally:
        ballast.unlink()
