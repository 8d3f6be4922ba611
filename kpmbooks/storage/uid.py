"""Identifiers that stay unique when books from two laptops meet: UUID version 7, as 16 bytes.

A counter keeps their order within one millisecond (RFC 9562, method 1), so that sorting by uid is sorting by making.
"""

import os
import threading
import time

_COUNTER_BITS = 12


class UidMaker:
    """Makes uids in rising order; one per process is enough, several do no harm."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._millisecond = 0
        self._counter = 0

    def __call__(self) -> bytes:
        """A new uid, larger than all that this maker made before."""
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._millisecond:
                self._millisecond = now
                self._counter = int.from_bytes(os.urandom(1), "big")
            else:
                self._counter += 1
                if self._counter >> _COUNTER_BITS:
                    self._millisecond += 1
                    self._counter = 0
            head = self._millisecond.to_bytes(6, "big") + (0x7000 | self._counter).to_bytes(2, "big")
        tail = bytearray(os.urandom(8))
        tail[0] = 0x80 | (tail[0] & 0x3F)
        return head + bytes(tail)


new_uid = UidMaker()
