"""Writing many rows of one table."""

from collections.abc import Sequence
from typing import Any

from kpmbooks.storage.connection import Connection


def insert_many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert ``rows`` by ``sql`` within the connection's transaction."""
    if rows:
        connection.exec_driver_sql(sql, list(rows))
