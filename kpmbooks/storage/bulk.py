"""Writing many rows of one table: straight to the driver, past what SQLAlchemy does for each single row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

_MANY = 100


def insert_many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert ``rows`` by ``sql`` within the connection's transaction. Few rows go the usual way, as events see them."""
    if len(rows) < _MANY:
        if rows:
            connection.exec_driver_sql(sql, list(rows))
        return
    cursor = connection.connection.cursor()
    try:
        cursor.executemany(sql, rows)
    finally:
        cursor.close()
