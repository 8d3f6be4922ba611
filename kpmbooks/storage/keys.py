"""The key of a book with a passcode: made from the passcode and the salt that the file itself begins with.

SQLCipher encrypts every page, the head included; the first 16 bytes of such a file are its salt and all that is
readable. The passcode becomes the key by Argon2id (RFC 9106), which is slow on purpose, so that a short passcode cannot
be tried by the million. Nothing about the passcode is kept anywhere.
"""

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32
SALT_BYTES = 16
_PLAIN_HEAD = b"SQLite format 3\0"
_PAGE = 4096  # what SQLCipher 4 and SQLite write unless told otherwise

# 32 MiB and two passes: well above the least that OWASP names for Argon2id with two (2023: 19 MiB). Two lanes, because
# every laptop has two cores: half the time for whoever knows the passcode, none saved for whoever tries by the million.
_MEMORY_KIB, _PASSES, _LANES = 32 * 1024, 2, 2


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """``raw`` opens the pages, ``salt`` is how the file begins. Never shown: it has no repr."""

    raw: bytes
    salt: bytes

    def __repr__(self) -> str:
        return "Key(…)"

    @property
    def pragma(self) -> str:
        """What SQLCipher is told, as a raw key with its salt: no second derivation."""
        return f"\"x'{self.raw.hex()}{self.salt.hex()}'\""


def key_from_passcode(passcode: str, salt: bytes) -> Key:
    """The key that ``passcode`` makes for the file with this salt; takes about a tenth of a second."""
    from argon2.low_level import Type, hash_secret_raw  # only books with a passcode wait for it

    # The same letters are the same passcode, however a keyboard puts an accent together.
    letters = unicodedata.normalize("NFC", passcode).encode()
    raw = hash_secret_raw(letters, salt, _PASSES, _MEMORY_KIB, _LANES, KEY_BYTES, Type.ID)
    return Key(raw, salt)


def new_key(passcode: str) -> Key:
    """A key for a file that is yet to be written, with a salt of its own."""
    return key_from_passcode(passcode, os.urandom(SALT_BYTES))


def salt_of(path: Path) -> bytes:
    """How the file begins; raises OSError when it cannot be read."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def is_keyed(path: Path) -> bool:
    """Whether the file may be a book with a passcode: whole pages that begin with no head of SQLite.

    What is no book at all but as long as whole pages looks the same from outside.
    """
    return salt_of(path) != _PLAIN_HEAD and path.stat().st_size > 0 and path.stat().st_size % _PAGE == 0


def key_for(path: Path, passcode: str) -> Key:
    """The key that ``passcode`` makes for the file at ``path``; whether it fits shows when the file is opened."""
    return key_from_passcode(passcode, salt_of(path))
