"""Who lays out tables of a book: told at once, asked only when all of them are needed."""

from collections.abc import Callable

_bringers: list[Callable[[], object]] = []


def tables_come_with(bring: Callable[[], object]) -> None:
    """Have ``bring`` called before all tables are needed: it imports those who lay out tables of their own.

    A book is opened and read without them: laying them out would take a tenth of the time until its first page, and
    what it takes to lay them out twice as much.
    """
    _bringers.append(bring)


def bring_tables() -> None:
    """Have everybody lay out what is theirs."""
    for bring in _bringers:
        bring()
