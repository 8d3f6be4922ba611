"""Turning a single flipped bit back, where a digest proves which one it was.

Disks and memory flip bits. What is chained or kept beside a digest says itself when it is right again: every variant
with one bit changed is tried, and only one that meets the digest is taken.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kpmbooks.storage.rows import Value

_MOST_BYTES = 4096
_INTEGER_BITS = 63


def flipped(value: Value) -> Iterator[Value]:
    """The value with each of its bits changed; words that are none then are left out."""
    match value:
        case bool() | None | float():
            return
        case int():
            yield from (value ^ (1 << bit) for bit in range(_INTEGER_BITS))
        case str():
            for variant in _flipped_bytes(value.encode()):
                try:
                    yield variant.decode()
                except UnicodeDecodeError:
                    continue
        case bytes():
            yield from _flipped_bytes(value)


def _flipped_bytes(value: bytes) -> Iterator[bytes]:
    if len(value) > _MOST_BYTES:
        return
    for place in range(len(value)):
        for bit in range(8):
            yield value[:place] + bytes((value[place] ^ (1 << bit),)) + value[place + 1 :]


def mended_content(
    salt: bytes, content: Any, digest: bytes, digest_of: Callable[[bytes, Any], bytes]
) -> tuple[bytes, Any] | None:
    """Salt and content as they were written; None when no single bit explains the digest."""
    for variant in flipped(content):
        if digest_of(salt, variant) == digest:
            return salt, variant
    for variant in _flipped_bytes(salt):
        if digest_of(variant, content) == digest:
            return variant, content
    return None


def mended_row(rows: Sequence[dict[str, Value]], holds: Callable[[], bool]) -> bool:
    """Change one bit in one of ``rows`` (an entry and its postings) so that ``holds``; False when none does.

    The rows are as they were where none does. Keys of the rows themselves are no part of what was written.
    """
    for row in rows:
        for column, value in row.items():
            if column in ("id", "hash", "entry_id", "folds"):
                continue
            for variant in flipped(value):
                row[column] = variant
                if holds():
                    return True
            row[column] = value
    return False
