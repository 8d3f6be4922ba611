"""Photos that belong to something in the book (a daily sheet), kept so that they can be erased as words can.

A photo lies in a row of its own with a salt; what refers to it may keep its digest. Erasing takes picture and salt,
the row and its digest stay.
"""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kpmbooks.book.book import Reader, Tx
from kpmbooks.book.pictures import clean_picture
from kpmbooks.problems import Problem, Rejected
from kpmbooks.storage import new_uid


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo without its bytes; ``subject`` is the key of what it belongs to, ``size`` 0 once it was erased."""

    id: int
    uid: bytes
    subject: str
    media_type: str
    size: int
    digest: bytes


def digest_of(salt: bytes, content: bytes) -> bytes:
    """The 32 bytes that stand for a photo."""
    return hashlib.sha256(salt + content).digest()


def attach(tx: Tx, content: bytes, *, subject: str, about: bytes | None = None) -> Attachment:
    """Keep a photo for ``subject``, the key of what it belongs to as its owner writes it (never a person's words).

    ``about`` is the uid of the person whom it shows or whose writing it is. Raises ``Rejected`` for what is no JPEG or
    PNG, or too large.
    """
    cleaned = clean_picture(content)
    if isinstance(cleaned, Problem):
        raise Rejected(cleaned)
    media_type, picture = cleaned
    uid, salt = new_uid(), os.urandom(16)
    digest = digest_of(salt, picture)
    key = tx.connection.exec_driver_sql(
        "INSERT INTO attachments (uid, subject, media_type, about, salt, content, digest, added_at, writer_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (uid, subject, media_type, about, salt, picture, digest, tx.written_at().milliseconds, tx.writer.id),
    ).lastrowid
    tx.touch("attachments")
    return Attachment(int(key), uid, subject, media_type, len(picture), digest)


_ATTACHMENTS = "SELECT id, uid, subject, media_type, coalesce(length(content), 0), digest FROM attachments"


def attached(reader: Reader, subject: str) -> tuple[Attachment, ...]:
    """The photos of ``subject``, the first one first."""
    rows = reader.connection.exec_driver_sql(f"{_ATTACHMENTS} WHERE subject = ? ORDER BY id", (subject,))
    return tuple(Attachment(*row) for row in rows)


def content_of(reader: Reader, attachment: Attachment) -> bytes | None:
    """The picture; None once it was erased."""
    row: Any = reader.connection.exec_driver_sql(
        "SELECT content FROM attachments WHERE id = ?", (attachment.id,)
    ).first()
    return None if row is None else row.content


def photos_about(reader: Reader, person: bytes) -> tuple[Attachment, ...]:
    """The photos that are about a person and were not erased."""
    rows = reader.connection.exec_driver_sql(f"{_ATTACHMENTS} WHERE about = ? ORDER BY id", (person,))
    return tuple(Attachment(*row) for row in rows)


def erase_photos(tx: Tx, photos: Iterable[Attachment]) -> int:
    """Erase pictures for good; their digests stay. Returns how many were still there."""
    erased = 0
    for one in photos:
        erased += tx.connection.exec_driver_sql(
            "UPDATE attachments SET content = NULL, salt = NULL, about = NULL, erased_at = ?"
            " WHERE id = ? AND erased_at IS NULL",
            (tx.written_at().milliseconds, one.id),
        ).rowcount
    tx.erased += erased
    if erased:
        tx.touch("attachments")
    return erased
