"""What was understood of a file: its rows, each with what was read and what is wrong with it, and the habits it has.

Values only. How they come about is ``reading``; what becomes of them in a book ``kpmbooks.exchange.importing``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias, get_args

from kpmbooks.exchange.understanding.habits import Habits
from kpmbooks.ledger.values import AccountType, Flow
from kpmbooks.problems import Problem

What = Literal["cash", "journal", "accounts", "opening"]
WHATS: tuple[What, ...] = get_args(What)

Cell: TypeAlias = str | int | float | date | None
"""What stands in a cell of a file. An Excel day is a day, whatever the time of day in it."""

LineKind = Literal["entry", "bad", "title", "heading", "subtotal", "total", "balance", "struck", "blank"]
"""``entry``: to be taken. ``struck``: crossed out in one of our own exports. The others are read and only check."""


class Wish(NamedTuple):
    """What a row of a list of accounts says of one account; None where it says nothing."""

    type: AccountType
    is_cash: bool | None
    flow: Flow | None
    fund: str


class Line(NamedTuple):
    """One row of the file. ``number`` is its row as a spreadsheet counts, from 1.

    ``amount`` is in rupiah: of a cash book positive in, negative out; of a journal or opening balances positive debit,
    negative credit. ``account`` and ``code`` are as written. ``record`` numbers the records of a journal from 0: lines
    with one number belong together. What was not read is None or empty.
    """

    number: int
    kind: LineKind
    cells: Sequence[Cell]
    text: str = ""
    day: date | None = None
    amount: int | None = None
    balance: int | None = None
    account: str = ""
    code: str = ""
    no: str = ""
    record: int = -1
    wish: Wish | None = None
    problems: tuple[Problem, ...] = ()


class Head(NamedTuple):
    """A column of the file: its heading as written, and what it was taken for (a name of ``ROLES``), if anything."""

    text: str
    role: str | None


class Note(NamedTuple):
    """Something to tell beside what was taken: a total that differs, a sheet that was not read. 0 is the whole file."""

    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Understood:
    """A whole file, understood. Every row of it is among ``lines``, in the order of the file.

    ``habits`` are complete: given back to ``understand`` for the same file they give the same again, and changed they
    are how a person corrects. ``sheets`` names every sheet whose headings fit. ``opening`` is the balance before the
    first row, where the file tells one. ``newest_first``: the file goes back in time.
    """

    what: What
    name: str
    lines: Sequence[Line]
    heads: tuple[Head, ...]
    habits: Habits
    notes: tuple[Note, ...] = ()
    sheets: tuple[str, ...] = ()
    opening: int | None = None
    newest_first: bool = False
    practice: bool = False
    counts: Mapping[LineKind, int] = field(default_factory=dict)

    @property
    def bad(self) -> tuple[Line, ...]:
        """The rows that cannot be taken."""
        return tuple(line for line in self.lines if line.kind == "bad")

    @property
    def read(self) -> int:
        """How many rows are meant to be taken, the bad ones included."""
        return self.counts.get("entry", 0) + self.counts.get("bad", 0)

    @property
    def signature(self) -> str:
        """Alike for files of one layout: what remembered habits may be kept under."""
        return "|".join((self.what, *(" ".join(head.text.casefold().split()) for head in self.heads)))
