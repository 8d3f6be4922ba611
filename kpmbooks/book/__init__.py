"""One file, one owner: opening, reading, writing, writers, erasable words, prints."""

from kpmbooks.book.book import Book, Layout, Listener, Owner, OwnerKind, Reader, Tx
from kpmbooks.book.files import create, open_book
from kpmbooks.book.installation import Installation, Note
from kpmbooks.book.instants import Instant, Pretend
from kpmbooks.book.rekeying import change_key, rekey_file
from kpmbooks.book.tables import GUARDS, TABLES
from kpmbooks.book.writers import Writer, first_hash

TOPICS = ("settings", "prints")

__all__ = [
    "GUARDS",
    "TABLES",
    "TOPICS",
    "Book",
    "Installation",
    "Instant",
    "Layout",
    "Listener",
    "Note",
    "Owner",
    "OwnerKind",
    "Pretend",
    "Reader",
    "Tx",
    "Writer",
    "change_key",
    "create",
    "first_hash",
    "open_book",
    "rekey_file",
]
