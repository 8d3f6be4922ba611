"""Where the copies of a book lie and what they are called: in the person's own folder, and at another place she names.

A copy's name says when it was made and why, so that a list needs no file to be opened and a person can read it in any
file manager: ``2026-11-23 10.42.07 sebelum dipulihkan.kpm``. Only a copy that passed has such a name.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from kpmbooks.book import Book
from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage.copying import companions

Why = Literal["close", "hand", "import", "upgrade", "restore", "repair", "passcode"]
"""What a copy was made for: on closing, by hand, or before something that changes much at once."""

WHYS: Final[tuple[Why, ...]] = get_args(Why)
BEFORE: Final[frozenset[Why]] = frozenset({"import", "upgrade", "restore", "repair", "passcode"})

# Words of file names, which stay as they are whatever language the window speaks.
_WORDS: Final[Mapping[Why, str]] = {
    "close": "saat ditutup",
    "hand": "disalin sendiri",
    "import": "sebelum ambil file",
    "upgrade": "sebelum pembaruan",
    "restore": "sebelum dipulihkan",
    "repair": "sebelum diperbaiki",
    "passcode": "sebelum ganti kata sandi",
}
_WHY_OF: Final = {words: why for why, words in _WORDS.items()}
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?:-(\d+))? (.+)\.kpm")
_TIME: Final = "%Y-%m-%d %H.%M.%S"
SUFFIX: Final = ".kpm"

OWN: Final = "salinan"
ELSEWHERE: Final = "Salinan Buku KPM"
_NOTED: Final = "copies.json"
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy by its name: ``at`` in the machine's local time, ``number`` counts within the second."""

    path: Path
    at: datetime
    why: Why
    number: int = 1


def local_now() -> datetime:
    """This moment as the machine's clock shows it, to the second."""
    return datetime.now(UTC).astimezone().replace(tzinfo=None, microsecond=0)


def read_name(path: Path) -> Copy | None:
    """What a file's name says; None when it is not the name of a copy."""
    found = _NAME.fullmatch(path.name)
    if found is None or found[3] not in _WHY_OF:
        return None
    try:
        at = datetime.strptime(found[1], _TIME)  # noqa: DTZ007 - names say local time, as the person knows it
    except ValueError:
        return None
    return Copy(path, at, _WHY_OF[found[3]], int(found[2] or 1))


def free_name(folder: Path, at: datetime, why: Why) -> Copy:
    """The name of a new copy in ``folder``; raises ``StorageError`` when the second is full of them."""
    for number in range(1, 100):
        mark = "" if number == 1 else f"-{number}"
        path = folder / f"{at:{_TIME}}{mark} {_WORDS[why]}{SUFFIX}"
        if not any(one.exists() for one in (path, *companions(path))):
            return Copy(path, at, why, number)
    raise StorageError(Problem("too-many-copies", N_("There are too many copies of this moment. Try again later.")))


def listed(folder: Path) -> tuple[Copy, ...]:
    """The copies in ``folder``, the newest first; none when it is not there."""
    try:
        found = [copy for one in folder.iterdir() if (copy := read_name(one)) is not None and one.is_file()]
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda copy: (copy.at, copy.number), reverse=True))


def own_folder(home: Path, book: bytes) -> Path:
    """Where the copies of the book with this uid lie; ``home`` is the person's own folder of the program."""
    return home / OWN / book.hex()


def other_place(home: Path) -> Path | None:
    """The folder or drive that the person named for a second copy of every book, whether it is there now or not."""
    try:
        noted = json.loads((home / _NOTED).read_text("utf-8"))["other_place"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Path(noted) if isinstance(noted, str) and noted else None


def name_other_place(home: Path, place: Path | None) -> None:
    """Name it, or none any more; raises ``StorageError`` when that cannot be noted."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f"{_NOTED}.new"
        fresh.write_text(json.dumps({"other_place": None if place is None else str(place.absolute())}), "utf-8")
        fresh.replace(home / _NOTED)
    except OSError as error:
        message = N_("The program's own folder cannot be written, so the choice was not kept.")
        raise StorageError(Problem("home-unwritable", message)) from error


def folder_elsewhere(place: Path, book: bytes, name: str) -> Path:
    """Where the copies of a book lie at another place: in a folder that people can tell by the book's name.

    A folder that is there already is found again by its mark, whatever the book was called when it was made.
    """
    shelf, mark = place / ELSEWHERE, book.hex()[-6:]
    try:
        found = sorted(one for one in shelf.iterdir() if one.name.endswith(f" {mark}") and one.is_dir())
    except OSError:
        found = []
    if found:
        return found[0]
    return shelf / f"{_FORBIDDEN.sub(' ', name)[:60].strip(' .')} {mark}".strip()


def folders(home: Path, book: Book) -> tuple[Path, ...]:
    """The folders with copies of ``book`` that can be reached now, the person's own first."""
    found = [own_folder(home, book.owner.uid)]
    place = other_place(home)
    if place is not None and place.is_dir():
        found.append(folder_elsewhere(place, book.owner.uid, book.owner.name))
    return tuple(found)
