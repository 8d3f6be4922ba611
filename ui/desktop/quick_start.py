"""Bringing in many modules at once, without two habits that together cost much of the time.

PySide6 replaces the import statement by one that searches the source text of every imported module for its own name,
to learn whether the module switches on one of its ``__feature__`` (PYSIDE-2029); we use none. And Python looks for
garbage again and again among thousands of new classes that all come to stay.
"""

import builtins
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from ui.desktop import PYTHONS_IMPORT


@contextmanager
def quick_start() -> Iterator[None]:
    """Within, modules are imported as without PySide6 and nothing is collected; afterwards all is as before."""
    wrapped = builtins.__import__
    builtins.__import__ = PYTHONS_IMPORT
    gc.disable()
    try:
        yield
    finally:
        builtins.__import__ = wrapped
        gc.freeze()
        gc.enable()
