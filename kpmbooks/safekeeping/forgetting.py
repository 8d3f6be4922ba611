"""Copies follow the book in forgetting: what was erased in it is erased in the copies made before.

A copy is never changed in place: it is copied, the copy forgets, is compared, and takes the other's place, whose bytes
are overwritten. A copy that cannot be opened (damaged, or under an older passcode) is left as it is; when it is ever
restored, the same list is applied to what comes of it.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from kpmbooks.book import Book
from kpmbooks.book.erasures import erase_again, erased_digests, is_readable
from kpmbooks.book.files import needed_key, wrong_passcode_told
from kpmbooks.problems import StorageError
from kpmbooks.safekeeping.glance import figures
from kpmbooks.storage import Key, engine_for, faults_told, put_in_place, transaction
from kpmbooks.storage.copying import copy_book, discard, part_beside, verify

_MARK: Final = ".sudah-dihapus"


def all_erased(book: Book) -> frozenset[bytes]:
    """The digests of what was ever erased in this book: what it says itself and what this installation noted."""
    noted = book.installation.erased(book.owner.uid)
    with contextlib.suppress(StorageError), book.read() as reader:
        return noted | erased_digests(reader.connection)
    return noted


def forget(folder: Path, copies: Sequence[Path], book: Book) -> int:
    """Let these files forget what was erased in ``book``; returns how many had to. ``folder`` notes that it was done.

    Never raises for a copy that cannot be read or written: it is tried again next time.
    """
    digests = all_erased(book)
    mark = hashlib.sha256(b"".join(sorted(digests))).hexdigest()
    if not digests or _marked(folder) == mark:
        return 0
    changed, every = 0, True
    for path in copies:
        try:
            changed += forget_in(path, book.key, digests)
        except (StorageError, OSError):
            every = False
    if every:
        with contextlib.suppress(OSError):
            (folder / _MARK).write_text(mark, "ascii")
    return changed


def forget_in(path: Path, key: Key | None, digests: frozenset[bytes]) -> bool:
    """Erase what has one of these digests in the file at ``path``; whether there was any.

    Raises ``StorageError`` when the file cannot be read or written anew; it is then as it was.
    """
    key = needed_key(path, key)
    engine = engine_for(path, "read", key)
    work = part_beside(path)
    try:
        with wrong_passcode_told(key), faults_told(), transaction(engine, writes=False) as connection:
            if not is_readable(connection, digests):
                return False
        copy_book(engine, work, key=key, figures=figures)
        erase_in_work(work, key, digests)
        engine.dispose()
        put_in_place(work, path)()
        return True
    finally:
        engine.dispose()
        with contextlib.suppress(OSError):
            discard(work)


def erase_in_work(work: Path, key: Key | None, digests: frozenset[bytes]) -> int:
    """Erase in a file that nobody else knows of yet, rewrite it and compare; raises ``StorageError``."""
    engine = engine_for(work, "write", key)
    try:
        with faults_told():
            with transaction(engine, writes=True) as connection:
                before = figures(connection)
                erased = erase_again(connection, digests, int(datetime.now(UTC).timestamp() * 1000))
            if erased:
                with engine.connect() as connection:
                    connection.exec_driver_sql("VACUUM")
    finally:
        engine.dispose()
    if erased:
        verify(work, key, figures, before)
    return erased


def _marked(folder: Path) -> str | None:
    try:
        return (folder / _MARK).read_text("ascii")
    except (OSError, ValueError):
        return None
