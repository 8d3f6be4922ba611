"""The file of a book that is made out of another one: everything is in it but rows."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from kpmbooks.book.book import Layout
from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage import FORMAT, Connection, Key, engine_for, faults_told, install, lay_out, set_format, transaction


@contextlib.contextmanager
def filled(path: Path, layout: Layout, key: Key | None = None) -> Iterator[Connection]:
    """A new file with every table and guard and not one row yet, for the block to fill in one transaction.

    Whoever asked removes the file when the block fails. Raises ``StorageError`` when it cannot be made or written.
    """
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        message = N_("No book can be made in this folder. Choose another.")
        raise StorageError(Problem("read-only", message)) from error
    engine = engine_for(path, "write", key)
    try:
        with faults_told(), transaction(engine, writes=True) as connection:
            lay_out(connection)
            install(connection, layout.guards())
            set_format(connection, FORMAT)
            yield connection
    finally:
        engine.dispose()
