"""What a writer that was cut off left beside a book: is it this book's, and what becomes of it?

SQLite plays a journal back into whatever file bears the name, as long as it looks unfinished. That is right after a
power cut and ruins a good copy that somebody put in the place of the book which was cut off. So before SQLite sees such
a remainder the file is looked at alone, and a copy of it together with the remainder: what holds decides. Nothing is
removed; what does not belong is set aside under another name.
"""

import contextlib
import filecmp
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.storage.engine import APPLICATION_ID, driver, engine_for, transaction
from kpmbooks.storage.keys import Key

Holds = Callable[[Connection], bool]
"""Whether everything that must hold in a book holds in the file behind the connection."""

Outcome = Literal["nothing", "recovered", "set-aside"]

_NEAR_SECONDS = 120
_RESERVED_BYTE = 0x40000001  # which SQLite locks while somebody writes
_kept_open: list[int] = []

APPLICATION_ID = APPLICATION_ID


def settle_remains(path: Path, key: Key | None, holds: Holds) -> Outcome:
    """Decide what becomes of a journal beside the book at ``path``, before the book is opened.

    ``recovered``: it is this book's; SQLite will play it back. ``set-aside``: it was another state's and now lies beside
    under another name. Raises ``StorageError`` when neither way leads to a book that holds; then all is as it was.
    """
