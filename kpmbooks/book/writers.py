"""Who writes: each installation is a writer of its own with a letter, a counter and a hash chain."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from kpmbooks.book.installation import Note
from kpmbooks.book.practice import is_practice_uid, marked_uid
from kpmbooks.storage import Connection, scalar


@dataclass(slots=True)
class Writer:
    """The writer of a transaction, with the end of its chain; moves on with each entry."""

    id: int
    uid: bytes
    letter: str
    position: int
    last_hash: bytes


def first_hash(book: bytes, writer: bytes) -> bytes:
    """Where a writer's chain begins: bound to the book and to the writer."""
    return hashlib.sha256(b"kpm-1" + book + writer).digest()


def letter_of(number: int) -> str:
    """The letters of the first, second … writer: A … Z, AA, AB …"""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


ChainEnd = Callable[[Connection, int], "tuple[int, bytes] | None"]


def current_writer(connection: Connection, book: bytes, note: Note | None, at: int, chain_end: ChainEnd) -> Writer:
    """The writer that this installation is in this book: the noted one if the file still ends where it stopped.

    ``chain_end`` tells position and hash of a writer's last entry, None when it wrote none.
    """
    if note is not None:
        row = connection.exec_driver_sql("SELECT id, letter FROM writers WHERE uid = ?", (note.writer,)).first()
        if row is not None:
            position, last_hash = chain_end(connection, row.id) or (0, first_hash(book, note.writer))
            if last_hash == note.last_hash:
                return Writer(row.id, note.writer, row.letter, position, last_hash)
    uid = marked_uid(practice=is_practice_uid(book))
    number = int(scalar(connection, "SELECT count(*) FROM writers")) + 1
    connection.exec_driver_sql(
        "INSERT INTO writers (id, uid, letter, begun_at) VALUES (?, ?, ?, ?)", (number, uid, letter_of(number), at)
    )
    return Writer(number, uid, letter_of(number), 0, first_hash(book, uid))
