"""What was erased stays erased: the digests of erased words and photos, and erasing them again where they are back.

A digest stands for words that are gone and says nothing about them (each has a salt of its own, erased with it). So a
list of digests may be kept outside the book, and a copy that was made before an erasing can be brought to forget too.
"""

from collections.abc import Mapping
from typing import Any, Final

_ERASABLE: Final[Mapping[str, str]] = {"texts": "text", "attachments": "content"}
"""Each table of erasable rows, and the column that holds what can be erased."""


def erased_digests(connection: Any) -> frozenset[bytes]:
    """The digests of everything that was erased in this file."""
    found: set[bytes] = set()
    for table in _tables(connection):
        rows = connection.exec_driver_sql(f"SELECT digest FROM {table} WHERE erased_at IS NOT NULL")
        found.update(rows.scalars())
    return frozenset(found)


def is_readable(connection: Any, digests: frozenset[bytes]) -> bool:
    """Whether this file still holds something that has one of these digests."""
    return any(found for found in _readable(connection, digests).values())


def erase_again(connection: Any, digests: frozenset[bytes], at: int) -> int:
    """Erase what has one of these digests and is readable in this file; ``at`` in milliseconds. Returns how many were.

    The bytes leave the file when it is rewritten afterwards (VACUUM).
    """
    erased = 0
    for table, keys in _readable(connection, digests).items():
        column = _ERASABLE[table]
        for key in keys:
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = NULL, salt = NULL, about = NULL, erased_at = ? WHERE id = ?", (at, key)
            )
        erased += len(keys)
    return erased


def _readable(connection: Any, digests: frozenset[bytes]) -> dict[str, list[int]]:
    """By table, the keys of the rows that have one of the digests and were not erased."""
    found = {}
    for table in _tables(connection):
        rows = connection.exec_driver_sql(f"SELECT id, digest FROM {table} WHERE erased_at IS NULL")
        found[table] = [key for key, digest in rows if digest in digests]
    return found


def _tables(connection: Any) -> tuple[str, ...]:
    """Those of the erasable tables that this file has: an older format may lack one."""
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    return tuple(table for table in _ERASABLE if table in there)
