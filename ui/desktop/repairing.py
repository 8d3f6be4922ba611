"""Opening what came of repairing a book, with what is to be told about it. Brings the whole book along."""

from pathlib import Path

from kpmbooks.book import Book, Installation
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from kpmbooks.progress import Progress
from kpmbooks.safekeeping.repair import repair
from kpmbooks.safekeeping.repair_words import losses, outcome
from kpmbooks.storage import Key
from ui.desktop.opening import open_book
from ui.desktop.repair_notes import LINES
from ui.home_folder import writers_folder


def repaired_book(path: Path, key: Key | None, _: Translator, progress: Progress) -> Book:
    """Repair the book at ``path``, which nobody has open, and open what came of it; raises ``StorageError``."""
    repaired = repair(path, key=key, installation=Installation(writers_folder()), progress=progress)
    book = open_book(repaired.path, key)
    told = outcome(repaired)
    lines = losses(repaired, _, book.owner.sector)
    book.notes = (*book.notes, Problem(told.code, told.message, {**told.params, LINES: tuple(lines)}))
    return book
