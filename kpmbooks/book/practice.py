"""The mark of practice, kept where changing one figure in a file does not take it off.

The owner's row says it in the open. The uids of a practice book, of its writers and of its entries say it too (UUID
version 8 instead of 7). The book's uid is what every writer's chain begins from, and an entry's is chained with it:
without them no chain holds, and an entry that somebody carries elsewhere still says where it was made. Books made
before this have the open mark only, or none on writers and entries.
"""

from kpmbooks.storage import new_uid

_PRACTICE = 0x80

MARKED = "substr(uid, 7, 1) BETWEEN x'80' AND x'8F'"
"""Which rows were made for practice, by their uid: a condition of SQL."""


def marked_uid(*, practice: bool) -> bytes:
    """A new uid that says whether what it names was made for practice."""
    return as_practice(new_uid()) if practice else new_uid()


def as_practice(uid: bytes) -> bytes:
    """The uid with the mark."""
    return uid[:6] + bytes((_PRACTICE | uid[6] & 0x0F,)) + uid[7:]


def is_practice_uid(uid: bytes) -> bool:
    """Whether what has this uid was made for practice, whatever else a file says."""
    return len(uid) == 16 and uid[6] & 0xF0 == _PRACTICE
