"""The pages of a book's file as they lie on the disk, read without SQLite: for a file that SQLite refuses.

In a book with a passcode each page is unlocked by itself (SQLCipher 4: AES-256-CBC, its vector and seal in the last 80
bytes). The seal is not asked: of a damaged page all but the damaged place comes out right.
"""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kpmbooks.storage.keys import SALT_BYTES, Key

HEAD = b"SQLite format 3\0"
_SIZE = 4096
_SEALED = 80
_VECTOR = 16


class Pages:
    """Pages by number, the first is 1. ``usable`` bytes of each hold content."""

    def __init__(self, content: bytes | mmap.mmap, key: Key | None) -> None:
        self._content = content
        self._key = key
        self.size = _SIZE if key is not None else _page_size(content[:100])
        first = self[1] if len(self) else b""
        self.usable = self.size - (_SEALED if key is not None else first[20] if len(first) > 20 else 0)
        if not self.size - 255 <= self.usable <= self.size:
            self.usable = self.size

    def __len__(self) -> int:
        return (len(self._content) + self.size - 1) // self.size

    def __getitem__(self, number: int) -> bytes:
        """The page, as long as all others: what was cut off is zeros."""
        found = self._content[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")
        return found if self._key is None else _unlocked(found, self._key, first=number == 1)


@contextmanager
def pages_of(path: Path, key: Key | None) -> Iterator[Pages]:
    """The pages of the file at ``path``; raises OSError."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            yield Pages(b"", key)
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield Pages(content, key)


def _page_size(head: bytes) -> int:
    """What the head says, if it can be: ours are all of one size."""
    said = int.from_bytes(head[16:18], "big")
    return said if said in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _SIZE


def _unlocked(page: bytes, key: Key, *, first: bool) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # only books with a passcode need it

    begin, end = SALT_BYTES if first else 0, _SIZE - _SEALED
    vector = page[end : end + _VECTOR]
    opener = Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
    plain = opener.update(page[begin:end]) + opener.finalize()
    return (HEAD if first else b"") + plain + bytes(_SEALED)
