"""The mark of practice, kept where changing one figure in a file does not take it off.

The owner's row says it in the open. The book's uid says it too (UUID version 8 instead of 7), and the uid is what every
writer's chain begins from: without it no chain holds. Books made before this have the open mark only.
"""

from kpmbooks.storage import new_uid

_PRACTICE, _REAL = 0x80, 0x70


def book_uid(*, practice: bool) -> bytes:
    """The uid of a new book."""
    uid = bytearray(new_uid())
    uid[6] = (_PRACTICE if practice else _REAL) | (uid[6] & 0x0F)
    return bytes(uid)


def is_practice_uid(uid: bytes) -> bool:
    """Whether the book with this uid was made for practice, whatever its owner's row says."""
    return len(uid) == 16 and uid[6] & 0xF0 == _PRACTICE
