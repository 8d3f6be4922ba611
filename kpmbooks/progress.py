"""How a long act tells how far it is, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Called now and then by a long act; raises ``Cancelled`` when the person pressed Batalkan."""

    def report(self, done: int, total: int | None) -> None:
        """``done`` of ``total`` steps are finished; ``total`` is None while unknown."""


class NoProgress:
    """For acts that nobody watches."""

    def report(self, done: int, total: int | None) -> None:
        """Nobody is told."""
