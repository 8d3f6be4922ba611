"""Making a copy the book again. What was there is kept beside it under a name that tells; nothing is overwritten.

The restored file is made and compared under another name, forgets what was erased since the copy was made, and then
takes the book's place in one step.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kpmbooks import house
from kpmbooks.book import Book, Installation, Owner
from kpmbooks.book.erasures import erased_digests
from kpmbooks.book.files import needed_key, wrong_passcode_told
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.copies import before, opened, thin_no_more
from kpmbooks.safekeeping.forgetting import erase_in_work
from kpmbooks.safekeeping.glance import Glance, figures, glance
from kpmbooks.safekeeping.shelf import local_now
from kpmbooks.storage import Key, WriterLock, engine_for, faults_told, integrity, settle_remains, transaction
from kpmbooks.storage.copying import (
    companions,
    copy_book,
    discard,
    part_beside,
    refuse_taken,
    settle,
    settle_folder,
    write_faults_told,
)


@dataclass(frozen=True, slots=True)
class Present:
    """What lies where the restored book will be: whose it is and what was erased in it, as far as it can be read."""

    owner: Owner | None
    erased: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept`` is where the earlier file is now, None where there was none; ``erased`` texts were erased again.

    ``holds``: whether everything in the book holds, as ``check`` looks at it.
    """

    path: Path
    kept: Path | None
    glance: Glance
    erased: int
    holds: bool


_DAMAGED = Problem("copy-damaged", N_("This copy is damaged and was not restored. Choose another copy."))


def restore(
    source: Path,
    target: Path,
    home: Path,
    *,
    key: Key | None = None,
    present_key: Key | None = None,
    installation: Installation | None = None,
    expected: bytes | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> Restored:
    """Make the copy at ``source`` the book at ``target``; ``key`` opens the copy, ``present_key`` what is there now.

    ``expected`` is the uid of the book that is meant, where the caller knows it. Raises ``Rejected`` for a copy of
    another book and for practice that would take the place of a real book, ``StorageError`` for a copy that cannot be
    used, a book that somebody writes in, a full disk, and ``Cancelled``; what was there is then as it was.
    """
    target = Path(os.path.realpath(target))
    at = now or local_now()
    notes = installation or Installation()
    if not source.is_file():
        raise StorageError(Problem("missing", N_("There is no book at {file}."), {"file": str(source)}))
    if target.is_dir() or (target.exists() and target.samefile(source)):
        message = N_("{file} cannot be restored into. Choose a file with another name.")
        raise Rejected(Problem("restore-target", message, {"file": target.name}, "output"))
    if not target.parent.is_dir():
        message = N_("The folder for the book is not there. Make it first.")
        raise StorageError(Problem("missing", message))
    key = needed_key(source, key)
    with wrong_passcode_told(key):
        settle_remains(source, key, house.LAYOUT.holds, None)
    with opened(source, key) as reader:
        owner = reader.owner
    lock = WriterLock(target)
    work = part_beside(target)
    try:
        is_taken = target.exists()
        present = _look_at_present(target, present_key, home, notes, lock)
        _refuse_strangers(owner, present, expected, is_taken=is_taken)
        seen = _copied(source, work, key, progress or NoProgress())
        erased = erase_in_work(work, key, present.erased | notes.erased(owner.uid))
        holds = _holds(work, key)
        kept = change_places(work, target, at)
    finally:
        with contextlib.suppress(OSError):
            discard(work)
        lock.release()
    thin_no_more(owner.uid)
    return Restored(target, kept, seen, erased, holds)


def _copied(source: Path, work: Path, key: Key | None, progress: Progress) -> Glance:
    with opened(source, key) as reader:
        seen = glance(reader)
    engine = engine_for(source, "read", key)
    try:
        copy_book(engine, work, key=key, figures=figures, progress=progress)
    except StorageError as error:
        if error.problem.code not in ("copy-damaged", "damaged"):
            raise
        raise StorageError(_DAMAGED) from error
    finally:
        engine.dispose()
    return seen


def _holds(work: Path, key: Key | None) -> bool:
    """Whether everything holds in the restored file. Raises ``StorageError`` where the file itself is damaged."""
    engine = engine_for(work, "read", key)
    try:
        with faults_told(), transaction(engine, writes=False) as connection:
            if integrity(connection):
                raise StorageError(_DAMAGED)
            return house.LAYOUT.holds(connection)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False  # the checks themselves stumble over what it says
    finally:
        engine.dispose()


def _look_at_present(
    target: Path, key: Key | None, home: Path, installation: Installation, lock: WriterLock
) -> Present:
    """Whose book is there now; it is copied first, as before everything that changes much."""
    if not target.exists():
        return Present(None, frozenset())
    try:
        key = needed_key(target, key)
        with wrong_passcode_told(key):
            settle_remains(target, key, house.LAYOUT.holds, lock)
        with opened(target, key) as reader:
            present = Present(reader.owner, erased_digests(reader.connection))
    except (StorageError, ArithmeticError, LookupError, TypeError, ValueError):
        return Present(None, frozenset())  # that it cannot be read any more is why a copy is wanted
    assert present.owner is not None
    engine = engine_for(target, "read", key)
    book = Book(target, present.owner, "read", engine, house.LAYOUT, installation, key=key)
    try:
        # Where no copy of it can be made the file itself is kept all the same.
        with contextlib.suppress(StorageError):
            before(book, "restore", home)
    finally:
        engine.dispose()
    return present


def _refuse_strangers(owner: Owner, present: Present, expected: bytes | None, *, is_taken: bool) -> None:
    """What lies there and cannot be read may be a real book: practice does not take its place either."""
    there = present.owner
    may_be_real = is_taken or expected is not None
    if owner.practice and (may_be_real if there is None else not there.practice):
        message = N_("This is a copy of a practice book, and practice never takes the place of a real book.")
        raise Rejected(Problem("practice-copy", message, field="file"))
    if (there is not None and there.uid != owner.uid) or (expected is not None and expected != owner.uid):
        message = N_("This is a copy of another book ({name}). Choose a copy of this one, or another name for it.")
        raise Rejected(Problem("other-book", message, {"name": owner.name}, "file"))


def change_places(work: Path, target: Path, at: datetime) -> Path | None:
    """Keep what is at ``target`` under another name and give its name to ``work``; a book is there at every moment."""
    with write_faults_told(target.parent):
        kept = None
        if target.exists() or any(one.exists() for one in companions(target)):
            kept = _free_beside(target, at)
            _keep(target, kept)
        settle(work)
        work.replace(target)
        settle_folder(target.parent)
        return kept


def _free_beside(target: Path, at: datetime) -> Path:
    for number in range(1, 100):
        mark = "" if number == 1 else f"-{number}"
        name = f"{target.stem} sebelum dipulihkan {at:%Y-%m-%d %H.%M.%S}{mark}{target.suffix}"
        kept = target.with_name(name)
        with contextlib.suppress(Rejected):
            refuse_taken(kept)
            return kept
    raise StorageError(Problem("too-many-copies", N_("There are too many old copies beside this book. Move some.")))


def _keep(target: Path, kept: Path) -> None:
    if target.exists():
        try:
            os.link(target, kept)
        except OSError:  # sticks know no second name for a file
            try:
                shutil.copy2(target, kept)
                settle(kept)
            except OSError:  # a file that cannot even be read is moved as it is
                kept.unlink(missing_ok=True)
                target.rename(kept)
    # What was cut off belongs to the file that was there, and would be played into the one that comes.
    for one, its_new_name in zip(companions(target), companions(kept), strict=True):
        if one.exists():
            one.rename(its_new_name)
