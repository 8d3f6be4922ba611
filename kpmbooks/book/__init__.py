"""One file, one owner: opening, reading, writing, writers, erasable words and photos, prints."""

from typing import TYPE_CHECKING

from kpmbooks.book.attachments import Attachment, attach, attached, content_of, erase_photos, photos_about
from kpmbooks.book.book import Book, Layout, Listener, Owner, OwnerKind, Reader, Tx
from kpmbooks.book.files import create, open_book
from kpmbooks.book.installation import Installation, Note
from kpmbooks.book.instants import Instant, Pretend
from kpmbooks.book.rekeying import change_key, rekey_file
from kpmbooks.book.writers import Writer, first_hash
from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.book.tables import GUARDS, TABLES

TOPICS = ("settings", "prints", "attachments")

__all__ = [
    "GUARDS",
    "TABLES",
    "TOPICS",
    "Attachment",
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
    "attach",
    "attached",
    "change_key",
    "content_of",
    "create",
    "erase_photos",
    "first_hash",
    "open_book",
    "photos_about",
    "rekey_file",
]

late(__name__, {"tables": ("GUARDS", "TABLES")})
