"""Copies of a book: made when something changed and before what changes much, kept in two places, thinned, listed.

A copy counts once it was opened and compared (``storage.copying``); only then older ones may go. What was erased in the
book is erased in its copies too, whenever a copy is made.
"""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from kpmbooks.book import Book, Reader
from kpmbooks.book.files import needed_key, read_owner, wrong_passcode_told
from kpmbooks.problems import N_, KpmError, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.forgetting import forget
from kpmbooks.safekeeping.glance import Glance, figures, glance
from kpmbooks.safekeeping.shelf import (
    OWN,
    Copy,
    Why,
    folder_elsewhere,
    free_name,
    listed,
    local_now,
    other_place,
    own_folder,
)
from kpmbooks.safekeeping.thinning import superfluous
from kpmbooks.storage import FORMAT, Key, engine_for, faults_told, format_of, transaction
from kpmbooks.storage.copying import copy_book, copy_verified, sweep, write_faults_told

LATE: Final = timedelta(days=7)
"""After this long without a good copy a person is told so."""

_NOTE: Final = "terakhir.json"
_UNFINISHED: Final = timedelta(days=1)

_restored: set[bytes] = set()
"""Books that were restored since the program began: their copies are not thinned, lest a wrong choice push out good
ones."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new copy. ``elsewhere`` is its twin at the other place; ``problem`` says why there is none, where one was
    wanted."""

    copy: Copy
    elsewhere: Path | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A copy that was looked into: what is in it, or why it cannot be read."""

    copy: Copy
    size: int
    glance: Glance | None
    problem: Problem | None


def make(book: Book, why: Why, home: Path, *, progress: Progress | None = None, now: datetime | None = None) -> Made:
    """Copy ``book`` into the person's own folder below ``home``, and to the other place where that is named and there.

    Raises ``StorageError`` when no copy could be made at either, ``Cancelled``, and ``Rejected`` for a book in memory.
    """
    if book.path is None:
        raise Rejected(Problem("copy-in-memory", N_("A book in memory has no file that could be copied.")))
    at = now or local_now()
    sweep(book.path.parent, (at - _UNFINISHED).timestamp())
    folder = own_folder(home, book.owner.uid)
    elsewhere, problem = _folder_at_other_place(book, home)
    before = _state(book.path)
    try:
        copy = _make_in(folder, book, why, at, progress)
    except StorageError:
        if elsewhere is None:
            raise
        return Made(_make_in(elsewhere, book, why, at, progress), elsewhere)  # one good copy is better than none
    _note_state(folder, book.path, before)
    _look_after(folder, book, at, kept_beside(book.path))
    if elsewhere is None:
        return Made(copy, None, problem)
    try:
        with write_faults_told(elsewhere):
            _prepare(elsewhere, at)
            twin = free_name(elsewhere, at, why)
            copy_verified(copy.path, twin.path)
        _look_after(elsewhere, book, at)
    except StorageError as error:
        return Made(copy, None, error.problem)
    return Made(copy, twin.path)


def before(book: Book, why: Why, home: Path, *, progress: Progress | None = None) -> Made | None:
    """Copy ``book`` before something changes much in it at once: an import, an upgrade, restoring, repairing.

    None for a practice book and one in memory, which are not copied by themselves. Raises ``StorageError`` when no copy
    can be made: then the act should not begin; and ``Cancelled``.
    """
    if book.path is None or book.owner.practice:
        return None
    return make(book, why, home, progress=progress)


def copy_to(book: Book, target: Path, *, progress: Progress | None = None) -> None:
    """Copy ``book`` to a file that the person chose; raises ``Rejected`` when it exists, ``StorageError``."""
    if not target.parent.is_dir():
        message = N_("The folder for the copy is not there: {folder}. Make it first.")
        raise Rejected(Problem("folder-missing", message, {"folder": str(target.parent)}, "output"))
    copy_book(book.engine, target, key=book.key, figures=figures, progress=progress, is_wanted=book.is_wanted)


def name_for_copy(book: Book, now: datetime | None = None) -> str:
    """A file name for a copy that the person takes along: the book's, with day and hour."""
    stem = book.owner.name if book.path is None else book.path.stem
    return f"{stem} {now or local_now():%Y-%m-%d %H.%M.%S}.kpm"


def has_changed(book: Book, home: Path) -> bool:
    """Whether something was written into the book since its last copy, by whomever.

    Never for practice, for a book in memory and for one that is only looked at.
    """
    if book.path is None or book.owner.practice or book.mode != "write":
        return False
    folder = own_folder(home, book.owner.uid)
    return not listed(folder) or _noted_state(folder) != _state(book.path)


def latest(book: bytes, home: Path) -> Copy | None:
    """The last good copy of the book with this uid in the person's own folder."""
    return next(iter(listed(own_folder(home, book))), None)


def is_late(copy: Copy | None, now: datetime) -> bool:
    """Whether it is time to say that no good copy was made for long; one dated later than now says nothing."""
    return copy is None or now - copy.at > LATE or copy.at - now > timedelta(days=1)


def copies_of(book: Book, home: Path) -> tuple[Copy, ...]:
    """All copies that can be reached now, in both places, the newest first; a twin counts once."""
    found = {copy.path.name: copy for copy in _elsewhere(book, home)}
    found.update({copy.path.name: copy for copy in listed(own_folder(home, book.owner.uid))})
    return tuple(sorted(found.values(), key=lambda copy: (copy.at, copy.number), reverse=True))


def copies_of_path(path: Path, home: Path) -> tuple[Copy, ...]:
    """The copies of the book that was last copied at ``path``, whether its file can still be read or not."""
    wanted = str(path.absolute())
    with contextlib.suppress(OSError):
        for note in sorted((home / OWN).glob(f"*/{_NOTE}")):
            with contextlib.suppress(OSError, ValueError):
                noted = json.loads(note.read_text("utf-8"))
                if isinstance(noted, dict) and noted.get("book") == wanted:
                    return listed(note.parent)
    return ()


def follow_book(uid: bytes, path: Path, home: Path) -> None:
    """The book lies at ``path`` now: its copies are found by that from now on."""
    folder = own_folder(home, uid)
    with contextlib.suppress(OSError, ValueError):
        noted = json.loads((folder / _NOTE).read_text("utf-8"))
        if isinstance(noted, dict):
            fresh = folder / f"{_NOTE}.{os.getpid()}"
            fresh.write_text(json.dumps({"book": str(path.absolute()), "state": noted.get("state")}), "utf-8")
            fresh.replace(folder / _NOTE)


def all_files(book: Book, home: Path) -> tuple[Path, ...]:
    """Every file with a state of this book that can be reached: its copies at both places, and what was kept beside."""
    own = listed(own_folder(home, book.owner.uid))
    beside = () if book.path is None else kept_beside(book.path)
    return (*(copy.path for copy in (*own, *_elsewhere(book, home))), *beside)


def kept_beside(path: Path) -> tuple[Path, ...]:
    """Earlier files of the book at ``path`` that restoring, repairing and upgrading kept beside it."""
    starts = (f"{path.stem} sebelum dipulihkan ", f"{path.stem} sebelum dirapikan ", f"{path.stem}.format-")
    with contextlib.suppress(OSError):
        return tuple(
            sorted(one for one in path.parent.iterdir() if one.name.startswith(starts) and one.suffix == path.suffix)
        )
    return ()


def look_into(copy: Copy, key: Key | None) -> Seen:
    """Open a copy and say what is in it; ``key`` is the book's, tried where the copy has a passcode."""
    size = 0
    try:
        size = copy.path.stat().st_size
        with opened(copy.path, key) as reader:
            return Seen(copy, size, glance(reader), None)
    except OSError:
        message = N_("The book cannot be opened: the file is not there or may not be read.")
        return Seen(copy, size, None, Problem("missing", message))
    except KpmError as error:
        return Seen(copy, size, None, error.problem if isinstance(error, StorageError) else None)
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        # A damaged file may say anything; what the program stumbles over then is no bug.
        message = N_("Words in this book cannot be read: it is damaged. Use a copy of it.")
        return Seen(copy, size, None, Problem("damaged", message))


@contextlib.contextmanager
def opened(path: Path, key: Key | None) -> Iterator[Reader]:
    """A book's file of any format that this program knows, to be looked at as it is; raises ``StorageError``."""
    key = needed_key(path, key)
    engine = engine_for(path, "read", key)
    try:
        with wrong_passcode_told(key), faults_told(), transaction(engine, writes=False) as connection:
            found = format_of(connection)
            if found.major > FORMAT.major:
                message = N_("This book was written by a newer program (format {format}). Install the newer program.")
                raise StorageError(Problem("too-new", message, {"format": str(found)}))
            yield Reader(connection, read_owner(connection))
    finally:
        engine.dispose()


def thin_no_more(book: bytes) -> None:
    """Keep every copy of this book until the program ends: it was restored."""
    _restored.add(book)


def _elsewhere(book: Book, home: Path) -> tuple[Copy, ...]:
    folder, _problem = _folder_at_other_place(book, home)
    return () if folder is None else listed(folder)


def _folder_at_other_place(book: Book, home: Path) -> tuple[Path | None, Problem | None]:
    place = other_place(home)
    if place is None:
        return None, None
    if not place.is_dir():
        message = N_("The second place for copies is not there now: {folder}. The copy is on this laptop only.")
        return None, Problem("place-missing", message, {"folder": str(place)})
    return folder_elsewhere(place, book.owner.uid, book.owner.name), None


def _make_in(folder: Path, book: Book, why: Why, at: datetime, progress: Progress | None) -> Copy:
    with write_faults_told(folder):
        _prepare(folder, at)
    copy = free_name(folder, at, why)
    copy_book(
        book.engine, copy.path, key=book.key, figures=figures, progress=progress or NoProgress(),
        is_wanted=book.is_wanted,
    )  # fmt: skip
    return copy


def _prepare(folder: Path, now: datetime) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sweep(folder, (now - _UNFINISHED).timestamp())


def _look_after(folder: Path, book: Book, now: datetime, beside: Sequence[Path] = ()) -> None:
    """What is done with the older copies once a new one passed. A copy that cannot be removed is in nobody's way."""
    forget(folder, [*(copy.path for copy in listed(folder)), *beside], book)
    if book.owner.uid in _restored:
        return
    for one in superfluous(listed(folder), now):
        with contextlib.suppress(OSError):
            one.path.unlink()


def _state(path: Path) -> list[int]:
    """What changes whenever the file is written."""
    with contextlib.suppress(OSError):
        found = path.stat()
        return [found.st_size, found.st_mtime_ns]
    return []


def _noted_state(folder: Path) -> list[int] | None:
    try:
        noted = json.loads((folder / _NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    state = noted.get("state") if isinstance(noted, dict) else None
    return state if isinstance(state, list) else None


def _note_state(folder: Path, path: Path, state: list[int]) -> None:
    fresh = folder / f"{_NOTE}.{os.getpid()}"
    with contextlib.suppress(OSError):  # then the next closing makes a copy that was not needed
        fresh.write_text(json.dumps({"book": str(path.absolute()), "state": state}), "utf-8")
        fresh.replace(folder / _NOTE)
