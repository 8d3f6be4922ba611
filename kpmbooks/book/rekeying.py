"""Giving a book a passcode, another one, or none: one way for all three, which leaves the book whole at every moment.

All files of one book, the book and its copies, have the same key with the same salt, so that one passcode and one
recovery sheet open all of them. Where the copies lie is not known here: whoever knows hands each to ``rekey_file``.
"""

from collections.abc import Callable
from pathlib import Path

from kpmbooks.book.book import Book, Layout
from kpmbooks.book.files import needed_key, wrong_passcode_told
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.storage import (
    Key,
    WriterLock,
    check_alike,
    clear_unfinished,
    contents,
    disk_told,
    engine_for,
    faults_told,
    is_keyed,
    put_in_place,
    real_path,
    salt_of,
    transaction,
    work_path,
    write_rekeyed,
)


def change_key(book: Book, key: Key | None, progress: Progress | None = None) -> None:
    """Give the open ``book`` the key, or none; afterwards it is open with that. Who did it is noted in the book.

    Takes as long as copying the book and checking the copy. Raises ``Rejected`` for a practice book and one in memory,
    ``StorageError`` when it cannot be done and ``Cancelled``; the book is then as it was.
    """
    path = _changeable(book)
    act = "passcode-removed" if key is None else "passcode-set" if book.key is None else "passcode-changed"

    def note(work: Path) -> None:
        engine = engine_for(work, "write", key)
        try:
            with Book(work, book.owner, "write", engine, book.layout, book.installation, key=key).write() as tx:
                tx.note_audit(act, "book")
        finally:
            engine.dispose()

    overwrite = _put_anew(path, book.key, key, book.layout, progress or NoProgress(), note, book.engine.dispose)
    earlier, book.engine, book.key = book.engine, engine_for(path, "write", key), key
    earlier.dispose()
    overwrite()
    book.tell(frozenset({"settings"}))


def rekey_file(path: Path, old: Key | None, new: Key | None, layout: Layout, progress: Progress | None = None) -> None:
    """Give a copy of a book the key that the book has now; one that has it already is left alone.

    ``old`` is the key that the copy had; a copy without passcode needs none. Raises ``StorageError``, and
    ``Cancelled``; the copy is then as it was.
    """
    with disk_told():
        keyed = is_keyed(path)
        if keyed == (new is not None) and (new is None or salt_of(path) == new.salt):
            return
    had = needed_key(path, old)
    lock = WriterLock(path)
    try:
        with wrong_passcode_told(had):
            _put_anew(real_path(path), had, new, layout, progress or NoProgress())()
    finally:
        lock.release()


def _changeable(book: Book) -> Path:
    """Where the file of the book lies; raises when its key cannot be changed."""
    if book.path is None:
        message = N_("A book in memory has no file that could have a passcode.")
        raise Rejected(Problem("passcode-in-memory", message))
    if book.owner.practice:
        raise Rejected(Problem("passcode-practice", N_("A practice book needs no passcode: nothing in it is real.")))
    if book.mode != "write":
        message = N_("This book was opened to look at only. Close it and open it for writing.")
        raise StorageError(Problem("read-only", message))
    return real_path(book.path)


def _put_anew(
    path: Path,
    old: Key | None,
    new: Key | None,
    layout: Layout,
    progress: Progress,
    note: Callable[[Path], None] | None = None,
    let_go: Callable[[], None] | None = None,
) -> Callable[[], None]:
    """Write the file anew under ``new`` and put it in its place; gives the act that overwrites the old bytes."""
    clear_unfinished(path)
    work = work_path(path)
    engine = engine_for(path, "write", old)
    try:
        with disk_told(), faults_told():
            size = path.stat().st_size
            # Nobody writes meanwhile, not even into the list of prints, which needs no writer's lock; readers go on.
            with transaction(engine, writes=True) as held:
                before = contents(held, layout.figures)
                write_rekeyed(path, old, work, new, progress)
                progress.report(size, size)
                check_alike(work, new, layout.figures, before)
                if note is not None:
                    note(work)
                progress.report(size, size)
            engine.dispose()
            if let_go is not None:
                let_go()
            return put_in_place(work, path)
    except BaseException:
        engine.dispose()
        clear_unfinished(path)
        raise
    finally:
        engine.dispose()
