"""The file format's number, and bringing an older book to it without ever touching the old file's bytes.

Copy first, change the copy with foreign keys off, install the guards anew, compare the figures before and after, then
swap in one step; the old file stays beside it under its old format's number.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage.connection import Connection, Engine
from kpmbooks.storage.copying import discard, settle, settle_folder
from kpmbooks.storage.engine import APPLICATION_ID, driver, engine_for, faults_told
from kpmbooks.storage.guards import Guard, install
from kpmbooks.storage.keys import Key
from kpmbooks.storage.rekeying import disk_told

if TYPE_CHECKING:
    from alembic.operations import Operations


class Format(NamedTuple):
    """``major.minor``: a newer minor opens read-only, a newer major is refused."""

    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"


FORMAT = Format(1, 3)


@dataclass(frozen=True, slots=True)
class Step:
    """One named change of the file format, from one format to the next."""

    name: str
    before: Format
    after: Format
    change: "Callable[[Operations], None]"


def format_of(connection: Connection) -> Format:
    """The format of an open file; raises ``StorageError`` when it is no book at all."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if application != APPLICATION_ID:
        raise StorageError(Problem("not-a-book", N_("This file is not a book of this program. Choose a .kpm file.")))
    number = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    return Format(*divmod(number, 1000))


def set_format(connection: Connection, wanted: Format) -> None:
    """Write the format's number into the file's head."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={wanted.major * 1000 + wanted.minor}")


def kept_path(path: Path, old: Format) -> Path:
    """Where the file of the old format is kept: beside the book, never over an earlier one."""
    for number in range(1, 1000):
        mark = "" if number == 1 else f"-{number}"
        kept = path.with_name(f"{path.stem}.format-{old}{mark}{path.suffix}")
        if not kept.exists() or kept.samefile(path):
            return kept
    raise StorageError(Problem("too-many-copies", N_("There are too many old copies beside this book. Move some.")))


def upgrade(
    path: Path,
    *,
    steps: Sequence[Step],
    guards: Iterable[Guard],
    figures: Callable[[Connection], Any],
    target: Format = FORMAT,
    key: Key | None = None,
) -> Path:
    """Bring the book at ``path`` to ``target``; returns where the old file was kept.

    ``figures`` reads what must be the same before and after (sums, counts, hashes). The caller holds the writer lock.
    Raises ``StorageError`` when no way leads to the target or the figures differ; the book is then as it was.
    """
    work = path.with_name(f".{path.name}.upgrade")
    discard(work)  # left by a program that was killed: its journal would be played into the new copy
    try:
        with disk_told():
            shutil.copyfile(path, work)
        engine = engine_for(work, "write", key)
        try:
            with faults_told():
                old = _change(engine, steps, guards, figures, target)
        finally:
            engine.dispose()
        with disk_told():
            settle(work)
            kept = kept_path(path, old)
            _keep(path, kept)
            work.replace(path)
            settle_folder(path.parent)
        return kept
    finally:
        discard(work)


def _keep(path: Path, kept: Path) -> None:
    """Give the old file its second name, whole from the first moment on; the book itself goes on without it."""
    if kept.exists():
        return  # a program that was killed came as far as this
    try:
        os.link(path, kept)
    except OSError:  # sticks know no second name for a file
        part = kept.with_name(f".{kept.name}.part")
        shutil.copy2(path, part)
        settle(part)
        part.replace(kept)


def _change(
    engine: Engine,
    steps: Sequence[Step],
    guards: Iterable[Guard],
    figures: Callable[[Connection], Any],
    target: Format,
) -> Format:
    with engine.connect() as connection, _operations(connection) as operations:
        # Inside a transaction these have no effect.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")
        with connection.begin(writes=True):
            before = figures(connection)
            old = current = format_of(connection)
            triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all()
            for name in triggers:
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            while current != target:
                step = next((step for step in steps if step.before == current), None)
                if step is None:
                    message = N_("This book is of format {old}, which this program cannot bring up to date.")
                    raise StorageError(Problem("no-upgrade", message, {"old": str(old)}))
                step.change(operations)
                current = step.after
            install(connection, guards)
            set_format(connection, target)
            if figures(connection) != before or connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                message = N_("Bringing this book up to date would change its figures, so it was left as it was.")
                raise StorageError(Problem("upgrade-differs", message))
    return old


@contextlib.contextmanager
def _operations(connection: Connection) -> "Iterator[Operations]":
    """Alembic's operations on this very connection, whose transaction is ours; errors stay the driver's."""
    # Up to a second to import: only when there is something to do.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from sqlalchemy import create_engine
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.pool import StaticPool

    dressed = create_engine(
        "sqlite://", module=driver(), creator=lambda: connection.plain, poolclass=StaticPool, hide_parameters=True
    )
    try:
        # Alembic begins and commits where nothing has begun that it knows of; what it commits would be ours.
        with dressed.connect() as alike, alike.begin():
            yield Operations(MigrationContext.configure(alike, opts={"transactional_ddl": True}))
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from error
