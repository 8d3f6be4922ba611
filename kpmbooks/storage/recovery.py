"""The recovery sheet's secret as words: the key of a book as 24 everyday words, or as two halves of 24 words each.

The secret is the key itself, so a sheet opens every file that has this key (a book and all its copies) and nothing
after the passcode was changed. 24 words of a list of 2,048 hold 264 bits: the 256 of the key, then 8 by which a slip of
the pen is noticed and by which a sheet says whether it is whole, the first half or the second. The list is our own:
common words of 3 to 8 letters, no two alike in their first four letters or different in one letter only.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from kpmbooks.problems import N_, Problem
from kpmbooks.storage.keys import KEY_BYTES, Key, salt_of

Part = Literal["whole", "first", "second"]

WORDS_ON_A_SHEET = 24
_BITS = 11
_CHECK_BITS = 8
_PARTS: tuple[Part, ...] = ("whole", "first", "second")
_TELLING = 4
"""So many letters tell each word from all others."""


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """What one sheet holds. Like a key it is never shown by accident: it has no repr."""

    part: Part
    secret: bytes

    def __repr__(self) -> str:
        return f"Sheet({self.part}, …)"

    def words(self) -> tuple[str, ...]:
        """The 24 words, in their order."""
        check = (hashlib.sha256(self.secret).digest()[0] + _PARTS.index(self.part)) % 256
        number = int.from_bytes(self.secret, "big") << _CHECK_BITS | check
        places = range((WORDS_ON_A_SHEET - 1) * _BITS, -1, -_BITS)
        return tuple(word_list()[number >> place & 2047] for place in places)


@cache
def word_list() -> tuple[str, ...]:
    """The 2,048 words; the place of a word is its number."""
    return tuple(files(__package__).joinpath("recovery_words.txt").read_text("utf-8").split())


def whole_sheet(key: Key) -> Sheet:
    """The one sheet that opens what ``key`` opens."""
    return Sheet("whole", key.raw)


def two_halves(key: Key) -> tuple[Sheet, Sheet]:
    """Two sheets that only together open what ``key`` opens: one alone fits every key there is, and so tells nothing.

    They are drawn anew each time, so only halves that were made together belong together.
    """
    pad = os.urandom(KEY_BYTES)
    return Sheet("first", pad), Sheet("second", _xor(pad, key.raw))


def joined(one: Sheet, other: Sheet) -> Sheet | Problem:
    """The whole that two halves make, in whichever order they come."""
    if {one.part, other.part} != {"first", "second"}:
        message = N_("These are not the two halves of a recovery sheet. One says half 1, the other half 2.")
        return Problem("recovery-halves", message)
    return Sheet("whole", _xor(one.secret, other.secret))


def recovered_key(path: Path, sheet: Sheet) -> Key:
    """The key of a whole sheet for the file at ``path``; whether it fits shows when the file is opened."""
    return Key(sheet.secret, salt_of(path))


def read_words(text: str) -> Sheet | Problem:
    """The sheet that a person typed off, or what is wrong with it.

    Numbers, commas, lines and capitals do not matter, and of a word its first four letters are enough.
    """
    known = {word[:_TELLING]: (number, word) for number, word in enumerate(word_list())}
    number = 0
    typed = re.findall(r"[^\W\d_]+", text.casefold())
    for place, letters in enumerate(typed, 1):
        found = known.get(letters[:_TELLING])
        if found is None or not found[1].startswith(letters) or (len(letters) < _TELLING and letters != found[1]):
            message = N_("Word {n} is not a word of a recovery sheet. Look at it on the paper again.")
            return Problem("recovery-word", message, {"n": place})
        number = number << _BITS | found[0]
    if len(typed) != WORDS_ON_A_SHEET:
        message = N_("There are {found} words, and a recovery sheet has 24. See which are missing or there twice.")
        return Problem("recovery-count", message, {"found": len(typed)})
    secret = (number >> _CHECK_BITS).to_bytes(KEY_BYTES, "big")
    mark = (number - hashlib.sha256(secret).digest()[0]) % 256
    if mark >= len(_PARTS):
        message = N_("These words do not belong together. Compare each with the paper: one is another, or two changed.")
        return Problem("recovery-check", message)
    return Sheet(_PARTS[mark], secret)


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
