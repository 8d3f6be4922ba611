"""Stopping a long question to the book: SQLite asks now and then whether to go on."""

import contextlib
import time
from collections.abc import Callable, Iterator

from kpmbooks.problems import Cancelled
from kpmbooks.storage.connection import Connection
from kpmbooks.storage.engine import DRIVER_ERRORS

_STEPS_BETWEEN = 20_000
"""Steps of SQLite's machine: some milliseconds."""

_SECONDS_BETWEEN = 0.05


@contextlib.contextmanager
def asking_whether_to_go_on(connection: Connection, tick: Callable[[], None]) -> Iterator[None]:
    """Within, ``tick`` is called now and then while SQLite works; its ``Cancelled`` ends the question."""
    plain = connection.plain
    stopped: list[Cancelled] = []
    last = time.monotonic()

    def handler() -> int:
        nonlocal last
        if time.monotonic() - last >= _SECONDS_BETWEEN:
            last = time.monotonic()
            try:
                tick()
            except Cancelled as cancelled:
                stopped.append(cancelled)
        return len(stopped)

    plain.set_progress_handler(handler, _STEPS_BETWEEN)
    try:
        yield
    except DRIVER_ERRORS:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        plain.set_progress_handler(None, 0)
