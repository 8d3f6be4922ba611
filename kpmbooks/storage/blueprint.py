"""How a new file lays its columns into tables and indexes: what reads a damaged file without SQLite goes by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kpmbooks.storage.base import lay_out
from kpmbooks.storage.engine import engine_for, transaction


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The columns of an index of ``table`` in their order; SQLite's key of the row follows them."""

    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Columns of each table, and each index by name. A table without keys of rows is left out, with its indexes."""

    tables: Mapping[str, tuple[str, ...]]
    indexes: Mapping[str, LaidOut]


@cache
def blueprint() -> Blueprint:
    """That of the present format."""
    engine = engine_for(None, "write")
    tables: dict[str, tuple[str, ...]] = {}
    indexes: dict[str, LaidOut] = {}
    try:
        with transaction(engine, writes=True) as connection:
            lay_out(connection)

            def names(ask: str) -> list[str]:
                return [str(row[0]) for row in connection.exec_driver_sql(ask)]

            own = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT wr"
            for table in names(own):
                if table.startswith("sqlite_"):
                    continue
                tables[table] = tuple(names(f"SELECT name FROM pragma_table_info('{table}') ORDER BY cid"))
                for index in names(f"SELECT name FROM pragma_index_list('{table}')"):
                    columns = names(f"SELECT name FROM pragma_index_info('{index}') ORDER BY seqno")
                    indexes[index] = LaidOut(table, tuple(columns))
    finally:
        engine.dispose()
    return Blueprint(tables, indexes)
