"""What this installation remembers about each book, outside the book: which writer it is and the last hash it wrote,
and what was erased in it.

When the note does not match the file (a copy, a restored backup, another laptop's turn) a new writer is begun, so that
two copies of a book never continue the same chain. What was erased is noted by its digest alone, so that a copy from
before can be made to forget it too.
"""

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Note:
    """The writer's uid and the hash of the last entry it wrote into that book."""

    writer: bytes
    last_hash: bytes


class Installation:
    """The notes of this installation, one small file per book; without a folder they last as long as this object."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._notes: dict[bytes, Note] = {}
        self._erased: dict[bytes, frozenset[bytes]] = {}
        self._helpers: dict[str, Installation] = {}

    def of_helper(self, name: str) -> "Installation":
        """The notes of somebody who helps typing here: a writer of her own. Her name is in no file name."""
        plain = " ".join(name.split()).casefold()
        if self._folder is None:
            return self._helpers.setdefault(plain, Installation())
        return Installation(self._folder / "pembantu" / hashlib.sha256(plain.encode()).hexdigest()[:16])

    def note(self, book: bytes) -> Note | None:
        """What was noted about the book with this uid; None when nothing readable is there."""
        if self._folder is None:
            return self._notes.get(book)
        try:
            noted = json.loads((self._folder / f"{book.hex()}.json").read_text("utf-8"))
            return Note(bytes.fromhex(noted["writer"]), bytes.fromhex(noted["last_hash"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, book: bytes, note: Note) -> None:
        """Note it. A note that cannot be written costs nothing but a new writer next time."""
        if self._folder is None:
            self._notes[book] = note
            return
        path = self._folder / f"{book.hex()}.json"
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps({"writer": note.writer.hex(), "last_hash": note.last_hash.hex()}), "utf-8")
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):  # nor can what was begun be removed
                fresh.unlink()

    def erased(self, book: bytes) -> frozenset[bytes]:
        """The digests of everything that was ever erased in the book with this uid, as far as was noted here."""
        if self._folder is None:
            return self._erased.get(book, frozenset())
        try:
            lines = (self._folder / f"{book.hex()}.erased").read_text("ascii").split()
            return frozenset(bytes.fromhex(line) for line in lines)
        except (OSError, ValueError):
            return frozenset()

    def remember_erased(self, book: bytes, digests: frozenset[bytes]) -> None:
        """Note these too. Where nothing can be written the book itself still knows them."""
        noted = self.erased(book)
        if digests <= noted:
            return
        if self._folder is None:
            self._erased[book] = noted | digests
            return
        path = self._folder / f"{book.hex()}.erased"
        fresh = path.with_suffix(f".erased-{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="ascii") as file:
                file.write("".join(f"{one.hex()}\n" for one in sorted(noted | digests)))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):  # nor can what was begun be removed
                fresh.unlink()
