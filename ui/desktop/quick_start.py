"""Bringing in many modules at once, without three habits that together cost half of the time.

PySide6 replaces the import statement by one that searches the source text of every imported module for its own name,
to learn whether the module switches on one of its ``__feature__`` (PYSIDE-2029); we use none. And Python looks for
garbage again and again among thousands of new classes that all come to stay. And SQLAlchemy brings asyncio, which asks
for the encryption of network connections and does without where there is none; we have no network connections.
"""

import builtins
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ui.desktop import PYTHONS_IMPORT


@contextmanager
def quick_start() -> Iterator[None]:
    """Within, modules are imported as without PySide6 and nothing is collected; afterwards all is as before."""
    wrapped = builtins.__import__
    builtins.__import__ = PYTHONS_IMPORT
    without_ssl = "ssl" not in sys.modules
    if without_ssl:
        sys.modules["ssl"] = None  # type: ignore[assignment] # Python's own way to say that a module is not there
    gc.disable()
    try:
        yield
    finally:
        builtins.__import__ = wrapped
        if without_ssl:
            del sys.modules["ssl"]
        gc.freeze()
        gc.enable()
