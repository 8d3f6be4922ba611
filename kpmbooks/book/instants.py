"""When something was really written: the machine's own clock, never an argument.

Defaults for a record's day come from an injectable ``Clock``; the instant of writing does not, because the loan
summary's evidence rests on it. Only a practice book may pretend, so that examples look lived in.
"""

import time
from collections.abc import Callable
from typing import NamedTuple


class Instant(NamedTuple):
    """A moment: milliseconds since 1970 in UTC, and the minutes by which local time was ahead of UTC."""

    milliseconds: int
    offset_minutes: int


def now() -> Instant:
    """This moment, by the machine's clock."""
    milliseconds = time.time_ns() // 1_000_000
    return Instant(milliseconds, time.localtime(milliseconds // 1000).tm_gmtoff // 60)


Pretend = Callable[[], Instant]
