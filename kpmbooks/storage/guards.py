"""Triggers that refuse what must never happen, whoever writes to the file, and finding one that is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kpmbooks.storage.connection import Connection
from kpmbooks.storage.engine import engine_for, transaction


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger, by name; ``sql`` is the whole CREATE TRIGGER statement."""

    name: str
    sql: str


def guard(name: str, when: str, body: str) -> Guard:
    """A trigger ``name`` that runs ``body`` at ``when`` (``BEFORE UPDATE ON entries``)."""
    return Guard(name, f"CREATE TRIGGER {name} {when} BEGIN {body} END")


def append_only(table: str) -> tuple[Guard, Guard]:
    """Guards that refuse any change or removal of a row of ``table``."""
    return (
        guard(f"{table}_no_update", f"BEFORE UPDATE ON {table}", f"SELECT RAISE(ABORT, '{table}: append only');"),
        guard(f"{table}_no_delete", f"BEFORE DELETE ON {table}", f"SELECT RAISE(ABORT, '{table}: append only');"),
    )


def no_replace(table: str, keys: str) -> Guard:
    """A guard that refuses INSERT OR REPLACE over an existing row, also where recursive triggers are off.

    ``keys`` is the SQL condition by which an existing row is the same as NEW.
    """
    return guard(
        f"{table}_no_replace",
        f"BEFORE INSERT ON {table}",
        f"SELECT RAISE(ABORT, '{table}: append only') FROM {table} WHERE {keys} LIMIT 1;",
    )


def install(connection: Connection, guards: Iterable[Guard]) -> None:
    """Put the guards into the book, each anew."""
    for one in guards:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {one.name}")
        connection.exec_driver_sql(one.sql)


def shape(connection: Connection) -> Mapping[str, str]:
    """Every table, index and trigger of the file, by kind and name, with the SQL that made it."""
    rows = connection.exec_driver_sql("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: " ".join(sql.split()) for name, sql in rows}


def expected_shape(guards: Iterable[Guard]) -> Mapping[str, str]:
    """The shape of a newly made file, to compare a book with."""
    from kpmbooks.storage.base import lay_out  # brings SQLAlchemy along

    engine = engine_for(None, "write")
    try:
        with transaction(engine, writes=True) as connection:
            lay_out(connection)
            install(connection, guards)
            return shape(connection)
    finally:
        engine.dispose()


def integrity(connection: Connection) -> tuple[str, ...]:
    """What SQLite itself finds wrong in the file: damaged pages, and references that lead nowhere."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    damaged = [str(one) for one in found if one != "ok"]
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return (*damaged, *(f"{table} {row} -> {parent}" for table, row, parent, _ in lost[:20]))
