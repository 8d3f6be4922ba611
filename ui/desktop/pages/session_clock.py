"""How long a session has gone on, whole and at each stop, with pauses left out. It only counts and never reminds."""

from collections.abc import Callable
from datetime import time

_DAY = 24 * 60 * 60


class SessionClock:
    """``now`` says the time of day; a session over midnight goes on."""

    def __init__(self, now: Callable[[], time]) -> None:
        self._now = now
        self._since: time | None = None
        self._at = 0
        self._seconds: dict[int, int] = {}

    def begin(self, at: int, minutes: int = 0) -> None:
        """Begin at a stop; ``minutes`` have gone already, in a session that goes on."""
        self._at, self._since = at, self._now()
        self._seconds = {-1: minutes * 60} if minutes else {}

    def go_to(self, at: int) -> None:
        """Be at another stop from now on."""
        self._count()
        self._at = at

    def pause(self) -> None:
        """Stand still, or go on."""
        self._count()
        self._since = self._now() if self._since is None else None

    @property
    def stands(self) -> bool:
        """Whether it stands still."""
        return self._since is None

    def minutes(self, at: int | None = None) -> int:
        """Whole minutes so far, of all or of one stop."""
        self._count()
        return (sum(self._seconds.values()) if at is None else self._seconds.get(at, 0)) // 60

    def _count(self) -> None:
        if self._since is None:
            return
        now = self._now()
        gone = (_of_day(now) - _of_day(self._since)) % _DAY
        self._seconds[self._at] = self._seconds.get(self._at, 0) + gone
        self._since = now


def _of_day(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second
