"""Whether a book lies where books come to harm: on a drive that can be pulled out, or in a folder that a cloud service
moves about. The machine is asked at the end of the module; what follows from its answers are plain functions.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

SERVICES: Final[Mapping[str, str]] = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "google-drive:host=": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "icloud~": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "pcloud drive": "pCloud",
    "syncthing": "Syncthing",
}
"""How the folders of the services are called, in small letters, and what a person calls the service."""

VARIABLES: Final[Mapping[str, str]] = {
    "OneDrive": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "DROPBOX_PATH": "Dropbox",
}
"""Variables of the environment in which a service says where its folder is."""


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of the mount table: where it begins, which device lies there, of which kind of file system."""

    point: PurePosixPath
    device: str
    kind: str = ""


def synchronised_by(path: PurePath, environment: Mapping[str, str]) -> str | None:
    """The service whose folder the file lies in, as people call it; None for an ordinary folder.

    ``path`` is absolute. The file's own name says nothing.
    """
    for variable, service in VARIABLES.items():
        named = environment.get(variable)
        if named and _is_below(path, type(path)(named)):
            return service
    for folder in path.parent.parts:
        plain = folder.casefold()
        for name, service in SERVICES.items():
            # "OneDrive - Yayasan", "Dropbox (Pribadi)", but no word that only begins alike.
            if plain.startswith(name) and (name[-1] in "=~" or not plain[len(name) :][:1].isalpha()):
                return service
    return None


def _is_below(path: PurePath, folder: PurePath) -> bool:
    return path.is_relative_to(folder) and path != folder


def mount_of(path: PurePosixPath, mounts: Iterable[Mount]) -> Mount | None:
    """The mount on which an absolute ``path`` lies: the one that begins deepest, the latest of equals."""
    found: Mount | None = None
    for one in mounts:
        if path.is_relative_to(one.point) and (found is None or len(one.point.parts) >= len(found.point.parts)):
            found = one
    return found


def removable_on_linux(
    path: PurePosixPath, mounts: Sequence[Mount], can_be_pulled: Callable[[str], bool | None]
) -> bool:
    """Whether the drive under ``path`` can be taken away.

    ``can_be_pulled`` answers for a device of the mount table, None when the machine does not say; then the place where
    desktops show sticks decides.
    """
    mount = mount_of(path, mounts)
    if mount is None or str(mount.point) == "/":
        return False
    said = can_be_pulled(mount.device) if mount.device.startswith("/dev/") else None
    if said is not None:
        return said
    return mount.device.startswith("/dev/") and any(mount.point.is_relative_to(one) for one in ("/media", "/run/media"))


def removable_on_mac(path: PurePosixPath, started_from: PurePosixPath) -> bool:
    """Whether ``path`` lies on another volume than the one the machine ``started_from`` (as seen in /Volumes)."""
    if not path.is_relative_to("/Volumes") or len(path.parts) < 4:
        return False
    return not path.is_relative_to(started_from)


def read_mounts(table: str) -> tuple[Mount, ...]:
    """The lines of ``/proc/self/mounts``; spaces in names are written there as octal numbers."""
    found = []
    for line in table.splitlines():
        words = [_unescaped(word) for word in line.split()]
        if len(words) >= 3:
            found.append(Mount(PurePosixPath(words[1]), words[0], words[2]))
    return tuple(found)


def _unescaped(word: str) -> str:
    for sign in (" ", "\t", "\n", "\\"):
        word = word.replace(f"\\{ord(sign):03o}", sign)
    return word


# ---------------------------------------------------------------------------------------- what the machine says


def is_removable(path: Path) -> bool:
    """Whether the book lies on a stick, a card or another drive that can be pulled out. Never raises."""
    with suppress(OSError, ValueError):
        place = path.resolve()
        if sys.platform == "win32":
            return _windows_drive_is_removable(place)
        if sys.platform == "darwin":
            return removable_on_mac(PurePosixPath(place), _started_from())
        mounts = read_mounts(Path("/proc/self/mounts").read_text("utf-8", "surrogateescape"))
        return removable_on_linux(PurePosixPath(place), mounts, _can_be_pulled)
    return False


def is_synchronised(path: Path) -> bool:
    """Whether a cloud service moves the folder of the book about. Never raises."""
    return service_of(path) is not None


def service_of(path: Path) -> str | None:
    """The name of that service, as people call it."""
    with suppress(OSError, ValueError):
        return synchronised_by(path.absolute(), os.environ) or synchronised_by(path.resolve(), os.environ)
    return None


def _can_be_pulled(device: str) -> bool | None:
    """What Linux says about a device such as ``/dev/sdb1``; a drive on USB counts even where it calls itself fixed."""
    name = Path(device).resolve().name
    block = Path("/sys/class/block") / name
    if not block.exists():
        return None
    carriers = [one.name for one in (block / "slaves").iterdir()] if (block / "slaves").is_dir() else []
    if carriers:  # an encrypted stick: ask what it lies on
        return any(_can_be_pulled(f"/dev/{one}") for one in carriers)
    place = block.resolve()
    if any(part.startswith("usb") for part in place.parts):
        return True
    for folder in (place, place.parent):
        if (folder / "removable").is_file():
            card = folder / "device" / "type"
            if card.is_file() and card.read_text().strip() == "SD":
                return True
            return (folder / "removable").read_text().strip() == "1"
    return None


def _started_from() -> PurePosixPath:
    for volume in Path("/Volumes").iterdir():
        if volume.is_symlink() and volume.resolve() == Path("/"):
            return PurePosixPath(volume)
    return PurePosixPath("/Volumes/Macintosh HD")


def _windows_drive_is_removable(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        removable = 2  # DRIVE_REMOVABLE
        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == removable)
    return False
