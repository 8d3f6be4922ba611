"""Reading a JSON file piece by piece, so that a book of a million entries needs no more memory than one of ten.

Knows JSON and nothing of books. Whoever reads says what comes next; anything else raises ``Rejected``.
"""

import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from kpmbooks.problems import N_, Problem, Rejected

LONGEST = 8 << 20
"""Letters that one piece may have: a picture of two million bytes in hex digits fits, an endless line does not."""

_CHUNK = 1 << 16
_BLANKS = re.compile(r"[ \t\r\n]*")


def _no_number(word: str) -> Any:
    raise ValueError(word)


# NaN and Infinity are no JSON, though Python would read them.
_decoder = json.JSONDecoder(parse_constant=_no_number)


def broken() -> Rejected:
    """The refusal of what is no whole JSON: a file cut off, or changed by hand."""
    message = N_("This file is cut off or damaged. Use another copy of it.")
    return Rejected(Problem("json-broken", message, {}, "file"))


class JsonPieces:
    """A JSON text of which only the piece in hand is kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        # A mark in front is what some editors of Windows put there.
        self._stream = io.TextIOWrapper(stream, "utf-8-sig", newline="")
        self._text = ""
        self._at = 0

    def release(self) -> None:
        """Leave the stream open to whoever opened it."""
        self._stream.detach()

    def next_sign(self) -> str:
        """The next letter that is no blank, not yet taken; empty at the end of the file."""
        while True:
            found = _BLANKS.match(self._text, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._text) or not self._more(_CHUNK):
                return self._text[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """Take this one sign, which must come next."""
        if self.next_sign() != sign:
            raise broken()
        self._at += 1

    def value(self, begins: str) -> Any:
        """The whole string, list or object that comes next; ``begins`` is the sign that it must begin with."""
        if self.next_sign() != begins:
            raise broken()
        size = _CHUNK
        while True:
            try:
                value, self._at = _decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                # Cut off where the text in hand ends, or no JSON at all: what follows will show.
                if isinstance(error, RecursionError) or len(self._text) - self._at > LONGEST or not self._more(size):
                    raise broken() from error
                size *= 2
            else:
                return value

    def key(self, name: str) -> None:
        """Take a key of an object and its colon."""
        if self.value('"') != name:
            raise broken()
        self.take(":")

    def members(self) -> Iterator[str]:
        """The keys of an object, each with its colon taken; the value must be taken before the next is asked for."""
        self.take("{")
        if self.next_sign() != "}":
            while True:
                name = self.value('"')
                self.take(":")
                yield name
                if self.next_sign() != ",":
                    break
                self.take(",")
        self.take("}")

    def rows(self) -> Iterator[list[Any]]:
        """The lists in a list."""
        self.take("[")
        if self.next_sign() != "]":
            while True:
                yield self.value("[")
                if self.next_sign() != ",":
                    break
                self.take(",")
        self.take("]")

    def end(self) -> None:
        """Nothing but blanks may follow."""
        if self.next_sign():
            raise broken()

    def _more(self, size: int) -> bool:
        """Read on; False at the end of the file."""
        try:
            more = self._stream.read(size)
        except UnicodeDecodeError as error:
            raise broken() from error
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(more)
