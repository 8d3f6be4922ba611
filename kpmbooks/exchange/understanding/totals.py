"""What a file says of its own sums: totals, subtotals and balances, compared with its rows and never taken.

People add up in many ways (from the top, since the last subtotal, the balance they began with counted in or not), so a
total is right when any of them gives it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.values import Note
from kpmbooks.problems import N_, Problem

_NOTES_MOST = 20
_FEW = 4


class Sums:
    """The running sums of the two sides of a table, from the top and since the last total.

    ``sign`` −1: the first side lessens the balance.
    """

    def __init__(self, sign: int = 1) -> None:
        self.all = (0, 0)
        self.part = (0, 0)
        self.opening: int | None = None
        self.rows = self.part_rows = 0
        self._sign = sign

    def add(self, one: int, other: int) -> None:
        """A further row."""
        self.all = (self.all[0] + one, self.all[1] + other)
        self.part = (self.part[0] + one, self.part[1] + other)
        self.rows += 1
        self.part_rows += 1

    def close_part(self) -> None:
        """A total was passed: the next one may begin here."""
        self.part = (0, 0)
        self.part_rows = 0

    @property
    def balance(self) -> int:
        """What is left by the rows so far."""
        return (self.opening or 0) + self._sign * (self.all[0] - self.all[1])

    def equals(self, said: tuple[int | None, int | None]) -> bool:
        """Whether a row is exactly what was added up from several rows, on each side that it fills."""
        return any(
            rows > 1 and all(value is None or value == total for value, total in zip(said, sums, strict=True))
            for sums, rows in ((self.all, self.rows), (self.part, self.part_rows))
        )

    def allows(self, said: tuple[int | None, int | None]) -> bool:
        """Whether some way of adding up gives what a total says."""
        return all(value is None or value in self._ways(side) for side, value in enumerate(said))

    def _ways(self, side: int) -> set[int]:
        opening = self.opening or 0
        closing = self.balance
        base = {self.all[side], self.part[side]}
        return base | {one + opening for one in base} | {one + closing for one in base} | {closing, opening}

    def nearest(self, said: tuple[int | None, int | None]) -> tuple[int, int]:
        """What the total should have said: value and sum of the first side that differs."""
        for side, value in enumerate(said):
            if value is not None and value not in self._ways(side):
                return value, min((self.all[side], self.part[side]), key=lambda total: abs(total - value))
        return 0, 0


class Printed(NamedTuple):
    """A dated row's row number, what it changes (None where that cannot be read) and the balance printed beside it."""

    row: int
    change: int | None
    balance: int | None


def direction(rows: Sequence[Printed], signs: Sequence[int] = (1,)) -> tuple[int, bool]:
    """How the balances follow from the rows: by which of ``signs``, and whether the newest comes first.

    What most balances say; the first sign, and forward, where they say nothing.
    """
    steps = list(_steps(rows))
    best, found = 0, (signs[0], False)
    for sign in signs:
        for newest_first in (False, True):
            matches = sum(step.moved == sign * (step.back if newest_first else step.forward) for step in steps)
            if matches > best:
                best, found = matches, (sign, newest_first)
    return found


class _Step(NamedTuple):
    """From one printed balance to the next: how it moved in time, were the file written forward or back."""

    moved: int
    forward: int
    back: int


def _steps(rows: Sequence[Printed]) -> Iterator[_Step]:
    last: int | None = None
    first_change = changes = 0
    for row in rows:
        if row.change is None:
            last = None
            continue
        changes += row.change
        if row.balance is not None:
            if last is not None:
                # Going back in time, the change of the upper row leads from the lower balance to the upper one.
                yield _Step(row.balance - last, changes, -(changes - row.change + first_change))
            last, first_change, changes = row.balance, row.change, 0


def first_balance(rows: Sequence[Printed], newest_first: bool) -> int | None:
    """The balance before the first row, as far as the file tells it."""
    changed = 0
    for row in rows[::-1] if newest_first else rows:
        if row.change is None:
            return None
        changed += row.change
        if row.balance is not None:
            return row.balance - changed
    return None


def check_balances(rows: Sequence[Printed], opening: int | None, newest_first: bool) -> list[Note]:
    """A note for each printed balance that does not follow from the one before it."""
    ordered = rows[::-1] if newest_first else rows
    balance = opening
    printed = wrong = 0
    notes: list[Note] = []
    for row in ordered:
        balance = None if balance is None or row.change is None else balance + row.change
        if row.balance is None:
            continue
        printed += 1
        if balance is not None and row.balance != balance:
            wrong += 1
            if len(notes) < _NOTES_MOST:
                notes.append(Note(row.row, faults.total_differs(row.balance, balance)))
        balance = row.balance
    if wrong > _FEW and wrong * 2 > printed:
        message = N_("The balances in this file do not follow from its amounts. Compare them with the paper.")
        return [Note(0, Problem("balances-differ", message))]
    if wrong > _NOTES_MOST:
        message = N_("{count} further balances in this file do not follow from its amounts.")
        notes.append(Note(0, Problem("balances-differ-more", message, {"count": wrong - _NOTES_MOST})))
    return sorted(notes)
