"""Who makes a book of a moment. Making books is above this capability: whoever can lays it down here."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from kpmbooks.book import Book

Make = Callable[[Literal["family", "group"], str, date], Book]
"""Makes an empty practice book in memory for a family or a group, of a sector, that begins on a day."""

_makers: list[Make] = []


def provide(make: Make) -> None:
    """Let scratch books be made so."""
    _makers[:] = [make]


def make_book(of: Literal["family", "group"], sector: str, start: date) -> Book:
    """An empty practice book in memory."""
    return _makers[0](of, sector, start)
