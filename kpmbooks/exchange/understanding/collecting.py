"""Letting Python's collector rest while many rows come into being.

It would walk all of them again and again, a fifth of the whole time, and find nothing: rows hold no circles.
"""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def resting_collector() -> Iterator[None]:
    """No collecting within the block; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
