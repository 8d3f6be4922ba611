"""Making and opening the file of a book; knows no ledger: what belongs into the file comes as a ``Layout``."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kpmbooks.book.book import Book, Layout, Owner, OwnerKind
from kpmbooks.book.installation import Installation
from kpmbooks.book.instants import now
from kpmbooks.book.names import clean_name
from kpmbooks.book.practice import MARKED, is_practice_uid, marked_uid
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.storage import (
    FORMAT,
    Connection,
    Engine,
    Key,
    Mode,
    WriterLock,
    check_durable,
    clear_unfinished,
    engine_for,
    faults_told,
    format_of,
    install,
    is_keyed,
    set_format,
    settle_remains,
    transaction,
    upgrade,
)


def create(
    path: Path | None,
    layout: Layout,
    *,
    kind: OwnerKind,
    name: str,
    sector: str,
    start: date,
    practice: bool = False,
    installation: Installation | None = None,
    key: Key | None = None,
) -> Book:
    """A new, empty book at ``path`` (None: in memory), open for writing.

    Raises ``Rejected`` when the file exists or the name is empty, ``StorageError`` when it cannot be made.
    """
    from kpmbooks.storage import lay_out  # brings SQLAlchemy along

    name = clean_name(name, N_("Give the book a name."))
    if practice and key is not None:
        raise Rejected(Problem("passcode-practice", N_("A practice book needs no passcode: nothing in it is real.")))
    lock = None
    if path is not None:
        if path.exists():
            message = N_("{file} is there already and is never overwritten. Choose another name.")
            raise Rejected(Problem("file-exists", message, {"file": path.name}, "book"))
        if not path.parent.is_dir():
            raise StorageError(Problem("missing", N_("The folder for the book is not there. Make it first.")))
        lock = WriterLock(path)
    owner = Owner(marked_uid(practice=practice), kind, name, sector, start, practice)
    engine = None
    try:
        with faults_told():
            if path is not None:
                with contextlib.suppress(FileExistsError):
                    path.touch(exist_ok=False)
            engine = engine_for(path, "write", key)
            with transaction(engine, writes=True) as connection:
                lay_out(connection)
                _insert_owner(connection, owner)
                install(connection, layout.guards())
                set_format(connection, FORMAT)
    except BaseException as error:
        if engine is not None:
            engine.dispose()
        if path is not None:
            path.unlink(missing_ok=True)
        if lock is not None:
            lock.release()
        if isinstance(error, OSError):
            message = N_("No book can be made in this folder. Choose another.")
            raise StorageError(Problem("read-only", message)) from error
        raise
    return Book(path, owner, "write", engine, layout, installation or Installation(), lock, key=key)


def open_book(
    path: Path,
    layout: Layout,
    mode: Mode = "read",
    *,
    installation: Installation | None = None,
    key: Key | None = None,
) -> Book:
    """Open the book at ``path``; an older format is brought up to date first when opened for writing.

    ``key`` opens a book with a passcode; a book without one does not look at it. Raises ``StorageError``: missing, no
    book, damaged, in need of a passcode or of another, too new, in use by another writer, read-only.
    """
    if not path.is_file():
        raise StorageError(Problem("missing", N_("There is no book at {file}."), {"file": str(path)}))
    key = needed_key(path, key)
    lock = WriterLock(path) if mode == "write" else None
    if lock is not None:
        clear_unfinished(path)
    engine: Engine | None = None
    try:
        with wrong_passcode_told(key):
            notes = settle_remains(path, key, layout.holds, lock)
        engine = engine_for(path, mode, key)
        with wrong_passcode_told(key), faults_told(), transaction(engine, writes=False) as connection:
            found = format_of(connection)
        newer_minor = found.major == FORMAT.major and found.minor > FORMAT.minor
        if found.major > FORMAT.major:
            message = N_("This book was written by a newer program (format {format}). Install the newer program.")
            raise StorageError(Problem("too-new", message, {"format": str(found)}))
        if newer_minor and mode == "write":
            message = N_("This book was written by a newer program (format {format}) and can only be looked at here.")
            raise StorageError(Problem("read-only", message, {"format": str(found)}))
        if found < FORMAT:
            if mode == "read":
                message = N_("This book is of an older format ({format}). Open it once for writing.")
                raise StorageError(Problem("too-old", message, {"format": str(found)}))
            engine.dispose()
            upgrade(path, steps=layout.steps, guards=layout.guards(), figures=layout.figures, key=key)
            engine = engine_for(path, mode, key)
        with faults_told(), transaction(engine, writes=False) as connection:
            owner = read_owner(connection)
        if mode == "write":
            with faults_told(writing=True):
                check_durable(engine)
    except BaseException:
        if engine is not None:
            engine.dispose()
        if lock is not None:
            lock.release()
        raise
    return Book(path, owner, mode, engine, layout, installation or Installation(), lock, newer_minor, key, notes)


def needed_key(path: Path, key: Key | None) -> Key | None:
    """The key where the file needs one; raises ``StorageError`` when it needs one and there is none."""
    try:
        needs = is_keyed(path)
    except OSError as error:
        message = N_("The book cannot be opened: the file is not there or may not be read.")
        raise StorageError(Problem("missing", message)) from error
    if not needs:
        return None
    if key is None:
        message = N_("This book needs its passcode. If it never had one, the file is damaged or is not a book.")
        raise StorageError(Problem("passcode-needed", message))
    return key


@contextlib.contextmanager
def wrong_passcode_told(key: Key | None) -> Iterator[None]:
    """A wrong passcode and a damaged file give the same error: say both, in one sentence."""
    try:
        yield
    except StorageError as error:
        if key is None or error.problem.code not in ("damaged", "not-a-book"):
            raise
        message = N_("The passcode is not that of this book, or the file is damaged. Try it again, letter by letter.")
        raise StorageError(Problem("passcode-wrong", message)) from error


def _insert_owner(connection: Connection, owner: Owner) -> None:
    connection.exec_driver_sql(
        "INSERT INTO owner (id, uid, kind, name, sector, start, practice, created_at) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        (
            owner.uid,
            owner.kind,
            owner.name,
            owner.sector,
            owner.start.isoformat(),
            int(owner.practice),
            now().milliseconds,
        ),
    )


def read_owner(connection: Connection) -> Owner:
    """Whose book it is; raises ``StorageError`` when the file does not say."""
    row = connection.exec_driver_sql(
        "SELECT uid, kind, name, sector, start,"
        f" practice OR EXISTS (SELECT 1 FROM writers WHERE {MARKED}) AS practice FROM owner"
    ).first()
    try:
        if row is not None:
            practice = bool(row.practice) or is_practice_uid(row.uid)
            return Owner(row.uid, row.kind, row.name, row.sector, date.fromisoformat(row.start), practice)
    except (TypeError, ValueError):
        pass  # a day that is none: told below, as of a book without owner
    raise StorageError(Problem("damaged", N_("This book does not say whose it is: it is damaged.")))
