"""Words that can be erased while the figures stay.

Each text lies in a row of its own with a salt; everything that is chained or audited holds only
``sha256(salt || text)``. Erasing takes text and salt, so that short words cannot be guessed back from the digest.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kpmbooks.storage import Connection, insert_many, scalar


class StoredText(NamedTuple):
    """The row's key and the digest that stands for the words."""

    id: int
    digest: bytes


def digest_of(salt: bytes, text: str) -> bytes:
    """The 32 bytes that stand for ``text`` in a chain."""
    return hashlib.sha256(salt + text.encode()).digest()


def store(connection: Connection, texts: Sequence[tuple[str, bytes | None]]) -> list[StoredText]:
    """Keep each ``(text, about)``; ``about`` is the uid of the person whom the words are about, if known."""
    if not texts:
        return []
    first = int(scalar(connection, "SELECT coalesce(max(id), 0) FROM texts")) + 1
    salts = os.urandom(16 * len(texts))
    rows = []
    stored = []
    for nth, (text, about) in enumerate(texts):
        salt = salts[16 * nth : 16 * nth + 16]
        digest = digest_of(salt, text)
        rows.append((first + nth, about, salt, text, digest))
        stored.append(StoredText(first + nth, digest))
    insert_many(connection, "INSERT INTO texts (id, about, salt, text, digest) VALUES (?, ?, ?, ?, ?)", rows)
    return stored


def store_one(connection: Connection, text: str | None, about: bytes | None = None) -> int | None:
    """Keep one text and give its key; None for no text."""
    return store(connection, [(text, about)])[0].id if text else None


def erase(connection: Connection, ids: Iterable[int], at: int) -> int:
    """Erase these texts for good; ``at`` in milliseconds. Returns how many were still there."""
    erased = 0
    for one in ids:
        erased += connection.exec_driver_sql(
            "UPDATE texts SET text = NULL, salt = NULL, about = NULL, erased_at = ? WHERE id = ? AND erased_at IS NULL",
            (at, one),
        ).rowcount
    return erased


def about(connection: Connection, person: bytes) -> list[int]:
    """Keys of the texts that are about a person."""
    found = connection.exec_driver_sql("SELECT id FROM texts WHERE about = ? AND erased_at IS NULL", (person,))
    return list(found.scalars())


def mentioning(connection: Connection, words: str) -> list[int]:
    """Keys of the texts in which ``words`` occur, whatever their case."""
    rows = connection.exec_driver_sql("SELECT id, text FROM texts WHERE text IS NOT NULL")
    wanted = words.casefold()
    return [key for key, text in rows if wanted in text.casefold()]
